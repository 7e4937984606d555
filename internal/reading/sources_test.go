package reading

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/internal/gazetteer"
)

// phraseOf reads the noun phrase that a text begins with, after an introduction
// in sentences of its own, and says what it is and whom it means.
func phraseOf(language, introduction, s string) string {
	d := newDocument(Input{Text: strings.TrimSpace(introduction + " " + s), Language: language})
	d.readMentions(gazetteer.Default())
	r := newSourceReader(d)
	r.read()
	last := d.sentences[len(d.sentences)-1]
	p, ok := r.phrase(last.first, last.last, 0)
	if !ok {
		return "-"
	}
	r.pass(d.tokens[last.first].Start)
	name, kind := r.resolve(p)
	return fmt.Sprintf("%s = %s (%s)", d.span(p.first, p.last).Of(d.Text), name, kind)
}

func TestNounPhrasesOfSources(t *testing.T) {
	for _, c := range []struct{ language, before, text, want string }{
		{"en", "", "the Ministry of Transport in a hurry", "the Ministry of Transport = Ministry of Transport (agency)"},
		{"en", "", "a spokesperson for the Ministry of Transport on Monday", "a spokesperson for the Ministry of Transport = Ministry of Transport (agency)"},
		{"en", "", "people familiar with the matter.", "people familiar with the matter = sources (person)"},
		{"en", "", "internal emails that nobody saw", "internal emails = internal emails (document)"},
		{"en", "", "several former employees were", "several former employees = former employees (person)"},
		{"en", "", "a report by Reuters", "a report by Reuters = Reuters (media)"},
		{"en", "", "local media were", "local media = media report (media)"},
		{"en", "", "the agency's director, Mary Osgood, who", "the agency's director, Mary Osgood = Mary Osgood (person)"},
		{"en", "Mary Osgood runs the force.", "She", "She = Mary Osgood (person)"},
		{"en", "Calder Analytics Inc. sells maps.", "It", "It = Calder Analytics (company)"},
		{"en", "", "the purple elephants", "-"},
		{"en", "", "under the bridge", "-"},
		{"de", "", "ein Sprecher des Unternehmens", "ein Sprecher des Unternehmens = Sprecher (person)"},
		{"de", "", "mehrere Experten aus", "mehrere Experten = Experten (person)"},
		{"fr", "", "le ministre russe de la Défense, Jean Morvan,", "le ministre russe de la Défense, Jean Morvan = Jean Morvan (person)"},
		{"fr", "", "des sources proches du dossier", "des sources proches du dossier = sources (person)"},
		{"es", "", "un portavoz del Ministerio del Interior", "un portavoz del Ministerio del Interior = Ministerio del Interior (agency)"},
		{"it", "", "gli esperti", "gli esperti = esperti (person)"},
		{"pt", "", "os documentos", "os documentos = documentos (document)"},
		{"nl", "", "een woordvoerder van het ministerie van Defensie", "een woordvoerder van het ministerie van Defensie = Ministerie van Defensie (agency)"},
	} {
		if got := phraseOf(c.language, c.before, c.text); got != c.want {
			t.Errorf("%s: %s %s\n got %s\nwant %s", c.language, c.before, c.text, got, c.want)
		}
	}
}

// TestAttributionsTakeLinearTime reads texts that make readers go back and
// forth: eight times the text may take at most thirty times as long.
func TestAttributionsTakeLinearTime(t *testing.T) {
	for name, piece := range map[string]string{
		"one long sentence":  "Mary Osgood of the Ministry of Transport, who said in a letter to Reuters and the Globe that it is, ",
		"names in a row":     "according to Reuters, The Guardian, Politico, Wired, Axios, CNN, ",
		"nested complements": "a report by a spokesperson for a member of a letter from a report in a ",
		"brackets":           "the Ministry ((((( of ",
		"only verbs":         "said said says told reported ",
		"statements":         "Mary Osgood said in a statement. ",
		"papers":             "Meridian reported on Monday that it rains. ",
		"datelines":          "LINDHAVEN, Feb 2 (Meridian) - It rains. ",
	} {
		took := func(times int) time.Duration {
			d := newDocument(Input{Text: strings.Repeat(piece, times), Language: "en"})
			d.readMentions(gazetteer.Default())
			best := time.Hour
			for range 3 {
				start := cpuTime(t)
				d.readAttributions()
				d.readOrigin()
				best = min(best, cpuTime(t)-start)
			}
			return best
		}
		if small, large := took(200), took(1600); large > 30*small+20*time.Millisecond {
			t.Errorf("%s: %v for 200, %v for 1600", name, small, large)
		}
	}
}
