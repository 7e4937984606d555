package reading

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/text"
)

// dateCase is a row of testdata/dates.tsv.
type dateCase struct {
	language, published, text string
	passages, values          []string
}

func dateCases(t testing.TB) []dateCase {
	t.Helper()
	file, err := os.Open("testdata/dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []dateCase
	for in := bufio.NewScanner(file); in.Scan(); {
		row := strings.Split(in.Text(), "\t")
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		if len(row) != 4 {
			t.Fatalf("%d columns in %q", len(row), in.Text())
		}
		c := dateCase{language: row[0], published: row[1], values: strings.Fields(row[3])}
		text := strings.ReplaceAll(row[2], `\n`, "\n")
		for text != "" {
			before, rest, found := strings.Cut(text, "[")
			c.text += before
			if !found {
				break
			}
			passage, after, _ := strings.Cut(rest, "]")
			c.passages = append(c.passages, passage)
			c.text += passage
			text = after
		}
		all = append(all, c)
	}
	return all
}

func (c dateCase) input(t testing.TB) Input {
	t.Helper()
	published, err := edtf.Parse(c.published)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Text: c.text, Language: c.language, Published: published}
}

// placed are the dates that have a place on the calendar.
func placed(all []news.Date) []news.Date {
	return slices.DeleteFunc(slices.Clone(all), func(d news.Date) bool { return d.EDTF.IsZero() })
}

func TestDatesOfTheTable(t *testing.T) {
	cases := dateCases(t)
	if len(cases) < 200 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, c := range cases {
		var passages, values []string
		for _, d := range placed(Dates(c.input(t))) {
			passages = append(passages, d.Of(c.text))
			values = append(values, d.EDTF.String())
		}
		if !slices.Equal(values, c.values) || !slices.Equal(passages, c.passages) {
			t.Errorf("%s %s %q:\n got %q %q\nwant %q %q", c.language, c.published, c.text, passages, values, c.passages, c.values)
		}
	}
}

func TestDateNearASpan(t *testing.T) {
	d := newDocument(Input{Text: "In 2013 it won the deal. It ended in May 2021 after a vote on 3 June 2020.", Language: "en"})
	d.readDates()
	at := strings.Index(d.Text, "ended")
	got, ok := d.dateNear(text.Span{Start: at, End: at + 5})
	if !ok || got.EDTF.String() != "2021-05" {
		t.Errorf("near %q: %v %v", "ended", got.EDTF, ok)
	}
	none := newDocument(Input{Text: "It ended soon.", Language: "en"})
	none.readDates()
	if got, ok := none.dateNear(text.Span{Start: 3, End: 8}); ok {
		t.Errorf("a date near nothing: %v", got)
	}
}
