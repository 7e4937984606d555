package reading

import (
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

var updateAttributions = flag.Bool("update-attributions", false, "write what is read into testdata/attributions.tsv")

// sourcesOf reads a text and returns its attributions, each as "passage =
// source (kind)".
func sourcesOf(language, s string) string {
	d := newDocument(Input{Text: s, Language: language})
	d.readMentions(gazetteer.Default())
	d.readAttributions()
	var all []string
	for _, a := range d.found.Attributions {
		all = append(all, a.Of(s)+" = "+a.Source+" ("+string(a.Kind)+")")
	}
	return strings.Join(all, " | ")
}

// TestAttributionCases reads testdata/attributions.tsv.
func TestAttributionCases(t *testing.T) {
	table, err := os.ReadFile("testdata/attributions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	cases, now := 0, ""
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			now += line
			continue
		}
		cases++
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 {
			t.Fatalf("%q has no three columns", line)
		}
		got := sourcesOf(fields[0], fields[1])
		now += fields[0] + "\t" + fields[1] + "\t" + got + "\n"
		if got != fields[2] && !*updateAttributions {
			t.Errorf("%s: %s\n got %s\nwant %s", fields[0], fields[1], got, fields[2])
		}
	}
	if *updateAttributions {
		if err := os.WriteFile("testdata/attributions.tsv", []byte(now), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if cases < 200 {
		t.Errorf("only %d cases", cases)
	}
}

// checkAttributions says what is wrong with the attributions of a text.
func checkAttributions(t *testing.T, s, language string) {
	t.Helper()
	in := Input{Text: s, Language: language, Outlet: "The Example Times"}
	first := Read(in, gazetteer.Default())
	last := 0
	for _, a := range first.Attributions {
		switch {
		case a.Start < last || a.End > len(s) || a.Start >= a.End:
			t.Fatalf("%q: %+v lies outside or out of order", s, a)
		case !utf8.ValidString(a.Of(s)) && utf8.ValidString(s):
			t.Fatalf("%q: %+v cuts a letter", s, a)
		case a.Source == "" || !slices.Contains(carriers, a.Kind):
			t.Fatalf("%q: %+v has no source or kind", s, a)
		}
		last = a.Start
	}
	if first.Origin != "" && (first.OriginPlace.Len() <= 0 || first.OriginPlace.End > len(s)) {
		t.Fatalf("%q: origin %q at %v", s, first.Origin, first.OriginPlace)
	}
	if again := Read(in, gazetteer.Default()); !reflect.DeepEqual(first.Attributions, again.Attributions) || first.Origin != again.Origin {
		t.Fatalf("%q is read in two ways", s)
	}
}

var carriers = []news.Carrier{news.CarrierMedia, news.CarrierCompany, news.CarrierAgency, news.CarrierDocument, news.CarrierPerson, news.CarrierNGO}

// TestAttributionsOfAnyWords puts cue words, names and rubbish together at random.
func TestAttributionsOfAnyWords(t *testing.T) {
	words := strings.Fields(`according to Reuters said , . “ ” ( ) the The company report by citing told Mary Osgood who in a statement – : Microsoft’s l'agence
		zufolge laut selon a indiqué spokesperson for and of its they it obtained é ß 😀 \x80 404 Media AP via ; \n\n first reported sources familiar with matter`)
	rapid.Check(t, func(r *rapid.T) {
		var s strings.Builder
		for _, word := range rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(r, "words") {
			s.WriteString(word + " ")
		}
		checkAttributions(t, s.String(), rapid.SampledFrom([]string{"en", "de", "fr", "es", "it", "pt", "nl", "xx", ""}).Draw(r, "language"))
	})
}

func FuzzAttributions(f *testing.F) {
	f.Add("The deal, first reported by Reuters, is dead, said Mary Osgood, who (AP) — told it.", "en")
	f.Add("Laut einer Mitteilung der BWI GmbH zufolge, heißt es", "de")
	f.Add("\xff\xfe said “", "fr")
	f.Fuzz(func(t *testing.T, s, language string) { checkAttributions(t, s, language) })
}

func BenchmarkAttributions(b *testing.B) {
	table, err := os.ReadFile("testdata/attributions.tsv")
	if err != nil {
		b.Fatal(err)
	}
	var s strings.Builder
	for line := range strings.Lines(string(table)) {
		if fields := strings.Split(line, "\t"); fields[0] == "en" {
			s.WriteString(fields[1] + "\n\n")
		}
	}
	d := newDocument(Input{Text: strings.Repeat(s.String(), 10), Language: "en"})
	d.readMentions(gazetteer.Default())
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		d.readAttributions()
		d.readOrigin()
	}
}
