package reading

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// readNames reads the mentions of a text, each as "kind: name".
func readNames(in Input) []string {
	d := newDocument(in)
	d.readMentions(gazetteer.Default())
	var all []string
	for _, m := range d.found.Mentions {
		all = append(all, string(m.Kind)+": "+m.Name)
	}
	return all
}

// checkMentions reports what is wrong with the mentions of a text: spans that
// are empty, cut a rune, are out of order or overlap within a kind.
func checkMentions(t *testing.T, text string, all []news.Mention) {
	t.Helper()
	ends := map[news.EntityKind]int{}
	start := 0
	for _, m := range all {
		if m.Start < start || m.End <= m.Start || m.End > len(text) {
			t.Fatalf("bad span %+v", m)
		}
		if m.Start < ends[m.Kind] {
			t.Fatalf("%+v overlaps another %s", m, m.Kind)
		}
		if utf8.ValidString(text) && !utf8.ValidString(m.Of(text)) {
			t.Fatalf("%+v cuts a rune", m)
		}
		if strings.TrimSpace(m.Of(text)) != m.Of(text) || m.Name == "" || m.Kind == "" || m.By == "" {
			t.Fatalf("incomplete mention %+v", m)
		}
		start, ends[m.Kind] = m.Start, m.End
	}
}

func FuzzMentionsAreSound(f *testing.F) {
	f.Add("The Marlow County Sheriff's Office (MCSO) hired Tarn Systems, Inc. The agency pays it.", "Marlow hires Tarn")
	f.Add("Das Ministerium für Inneres und „Kranich“ von der Quell GmbH; l’azienda dell’Interno, Ltd.\n\nO'B (A)", "")
	f.Add("(X) X (Y Z) Inc. of the of Ministry of  City of", "City of")
	f.Fuzz(func(t *testing.T, text, title string) {
		d := newDocument(Input{Text: text, Title: title})
		d.readMentions(gazetteer.Default())
		checkMentions(t, text, d.found.Mentions)
		if d.headline != nil {
			checkMentions(t, d.headline.Text, d.headline.found.Mentions)
		}
	})
}
