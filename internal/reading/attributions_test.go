package reading

import (
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// sourcesOf reads a text and returns its attributions as "passage = source (kind)".
func sourcesOf(language, s string) []string {
	d := newDocument(Input{Text: s, Language: language})
	d.readMentions(gazetteer.Default())
	d.readAttributions()
	var got []string
	for _, a := range d.found.Attributions {
		got = append(got, a.Of(s)+" = "+a.Source+" ("+string(a.Kind)+")")
	}
	return got
}

func TestAttributionsOfMedia(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The deal is worth $3 million, according to Reuters.", "according to Reuters = Reuters (media)"},
		{"The ministry will pay, Heise Gazette reports, citing Reuters.", "Heise Gazette reports = Heise Gazette (media)|citing Reuters = Reuters (media)"},
		{"The contract was first reported by Politico.", "first reported by Politico = Politico (media)"},
	} {
		if got := strings.Join(sourcesOf("en", c.in), "|"); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestAttributionsLieOnTheText(t *testing.T) {
	const s = "“We are glad,” said Ana Pérez, the agency’s director, in a statement to Le Monde – and, per Reuters, so is Northvale Systems Inc."
	for _, a := range Read(Input{Text: s}, gazetteer.Default()).Attributions {
		if a.Start < 0 || a.End > len(s) || a.Start >= a.End || a.Source == "" || a.Kind == news.Carrier("") {
			t.Errorf("%+v", a)
		}
	}
}
