package reading

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

func TestPassagesOfStatements(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"a statement is its clause", "Norlake said the work is done.", []string{"Norlake said the work is done."}},
		{"two verbs of one subject share a sentence", "Norlake denied the report and called on the Tax Office to answer.",
			[]string{"Norlake denied the report and", "called on the Tax Office to answer."}},
		{"two speakers share a sentence", "Norlake said it won, but the Tax Office declined to comment.",
			[]string{"Norlake said it won, but", "the Tax Office declined to comment."}},
		{"a quotation over sentences is whole", "It rained. \"The work is done. The doors are open,\" Ruth Hale said.",
			[]string{"\"The work is done. The doors are open,\" Ruth Hale said."}},
		{"a quotation goes on after its speaker", "\"The work is done,\" Hale said. \"The doors are open.\"",
			[]string{"\"The work is done,\" Hale said.", "\"The doors are open.\""}},
		{"a quotation goes on over paragraphs", "“The work is done,” Hale said.\n\n“The doors are open. Come in.”",
			[]string{"“The work is done,” Hale said.", "“The doors are open. Come in.”"}},
		{"a joining word is left out", "But Norlake denied it.", []string{"Norlake denied it."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := statementDocument("en", c.in)
			d.readStatements()
			var got []string
			for _, s := range d.found.Statements {
				got = append(got, s.Of(c.in))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestQuotedStatementsAreMarked(t *testing.T) {
	d := statementDocument("en", "Norlake said it works. Norlake said it \"works well\" now.")
	d.readStatements()
	if all := d.found.Statements; len(all) != 2 || all[0].Quote || !all[1].Quote {
		t.Errorf("%+v", all)
	}
}

func TestNothingIsSaidInNoise(t *testing.T) {
	in := "Norlake said it works.\n\nTom Ferris said the photo is his."
	d := newDocument(Input{Text: in, Noise: []text.Span{{Start: 24, End: len(in)}}})
	d.readStatements()
	if len(d.found.Statements) != 1 {
		t.Errorf("%+v", d.found.Statements)
	}
}

// readSeed reads one of the first articles, which lie beside the repository,
// without the paragraphs that begin with some words.
func readSeed(t *testing.T, name string, noise ...string) (string, news.Reading) {
	t.Helper()
	source, err := os.ReadFile("../../../shared/seeds/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared/seeds is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Text: string(source), Language: "en"}
	for _, words := range noise {
		at := strings.Index(in.Text, words)
		if at < 0 {
			t.Fatalf("the seed has changed: %q", words)
		}
		end := at + strings.IndexByte(in.Text[at:]+"\n", '\n')
		in.Noise = append(in.Noise, text.Span{Start: at, End: end})
	}
	return in.Text, Read(in, gazetteer.Default())
}

// told counts the statements of a speaker with an act whose passage holds some words.
func told(source string, r news.Reading, speaker string, act news.Act, words string) int {
	n := 0
	for _, s := range r.Statements {
		if s.Speaker == speaker && s.Act == act && strings.Contains(s.Of(source), words) {
			n++
		}
	}
	return n
}

func TestStatementsOfTheFirstSeed(t *testing.T) {
	source, r := readSeed(t, "000_1b2e35f18ad8265a.txt")
	const ice = "U.S. Immigration and Customs Enforcement"
	for _, c := range []struct {
		speaker string
		act     news.Act
		words   string
	}{
		{"Microsoft", news.ActDenial, "does not believe"},
		{"Microsoft", news.ActDenial, "do not allow"},
		{"Microsoft", news.ActCall, "called for"},
		{ice, news.ActNoComment, "declined to comment"},
	} {
		if told(source, r, c.speaker, c.act, c.words) != 1 {
			t.Errorf("%s by %s (%s) is not read once: %+v", c.act, c.speaker, c.words, r.Statements)
		}
	}
}

func TestStatementsOfTheSecondSeed(t *testing.T) {
	source, r := readSeed(t, "004_19d60a0695544406.txt", "CORRECTION /", "(Image credit", "Andy Chalk", "US News Lead", "Andy has been")
	for _, c := range []struct {
		speaker string
		act     news.Act
		words   string
	}{
		{"No Azure for Apartheid", news.ActCall, "calling on the company"},
		{"Microsoft", news.ActDenial, "denied any allegation"},
		{"Microsoft", news.ActDenial, "does not have visibility"},
	} {
		if told(source, r, c.speaker, c.act, c.words) != 1 {
			t.Errorf("%s by %s (%s) is not read once: %+v", c.act, c.speaker, c.words, r.Statements)
		}
	}
	for _, s := range r.Statements {
		if strings.Contains(s.Of(source), "metadata") || strings.Contains(s.Of(source), "gaming on PCs") {
			t.Errorf("caption or biography is read: %s", s.Of(source))
		}
	}
}
