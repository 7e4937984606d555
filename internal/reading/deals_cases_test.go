package reading

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

var markedKinds = map[string]news.EntityKind{"c": news.EntityCompany, "a": news.EntityAgency, "p": news.EntityProduct}

// markedDocument makes a document whose names are marked: "[c:Tarn]".
func markedDocument(t *testing.T, language, marked string) *document {
	t.Helper()
	var plain strings.Builder
	var names []news.Mention
	for {
		before, rest, found := strings.Cut(marked, "[")
		plain.WriteString(before)
		if !found {
			break
		}
		inside, rest, found := strings.Cut(rest, "]")
		kind, name, ok := strings.Cut(inside, ":")
		if !found || !ok || markedKinds[kind] == "" {
			t.Fatalf("bad mark in %q", marked)
		}
		start := plain.Len()
		plain.WriteString(name)
		names = append(names, news.Mention{Span: text.Span{Start: start, End: plain.Len()}, Kind: markedKinds[kind], Name: name, By: news.ByName})
		marked = rest
	}
	d := newDocument(Input{Text: plain.String(), Language: language})
	d.found.Mentions = names
	d.topic = newTopic(d)
	return d
}

// writeDeals writes deals as the table of cases does.
func writeDeals(all []news.Deal) string {
	var rows []string
	for _, d := range all {
		row := d.Vendor + " > " + d.Agency
		if d.Amount != 0 {
			row += fmt.Sprintf(", %.0f %s", d.Amount, d.Currency)
		}
		row += ", " + string(d.Status)
		if d.Reseller != "" {
			row += ", through " + d.Reseller
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return "-"
	}
	slices.Sort(rows)
	return strings.Join(rows, " ; ")
}

func TestDealsOfOneStory(t *testing.T) {
	if cases := checkDeals(t, "testdata/deals/cases.tsv"); cases < 100 {
		t.Errorf("only %d cases", cases)
	}
	checkDeals(t, "testdata/deals/stories.tsv")
	checkDeals(t, "testdata/deals/silence.tsv")
}

// checkDeals reads the stories of a table and returns how many there are.
func checkDeals(t *testing.T, file string) int {
	t.Helper()
	table, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(table)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 3 {
			t.Fatalf("bad row %q", line)
		}
		cases++
		d := markedDocument(t, row[0], strings.ReplaceAll(row[1], `\n`, "\n"))
		d.readAmounts()
		d.readDates()
		d.readAttributions()
		d.readDeals()
		want := strings.Split(row[2], " ; ")
		slices.Sort(want)
		if got := writeDeals(d.found.Deals); got != strings.Join(want, " ; ") {
			t.Errorf("%s: %s\n  got %s\n want %s", row[0], row[1], got, row[2])
		}
		for _, deal := range d.found.Deals {
			if deal.Start < 0 || deal.End > len(d.Text) || deal.Len() <= 0 || deal.Confidence <= 0 || deal.Confidence > 1 {
				t.Errorf("%s: unsound %+v", row[1], deal)
			}
		}
	}
	return cases
}

func FuzzDealsAreSound(f *testing.F) {
	f.Add("[c:Tarn] won a $5m contract with the [a:Navy] for software, W911QX-20-C-0001.", "Tarn wins", "en")
	f.Add("Das [a:Amt] beauftragt [c:Quell] über 5 Mio. Euro [p:Cloud], statt [c:Brack].\n\nDer Vertrag läuft aus.", "", "de")
	f.Add("[c:A][a:B][p:C] contract beat [c:D] for é", "[", "fr")
	f.Fuzz(func(t *testing.T, marked, title, language string) {
		d := looselyMarked(marked, title, language)
		d.readAmounts()
		d.readDates()
		d.readDeals()
		for _, deal := range d.found.Deals {
			if deal.Start < 0 || deal.End > len(d.Text) || deal.Len() <= 0 || deal.Vendor == "" || deal.Agency == "" || deal.Status == "" || !(deal.Confidence > 0 && deal.Confidence <= 1) {
				t.Fatalf("%+v in %q", deal, d.Text)
			}
			if utf8.ValidString(d.Text) && !utf8.ValidString(deal.Of(d.Text)) {
				t.Fatalf("%+v cuts a rune of %q", deal, d.Text)
			}
		}
	})
}

// looselyMarked is markedDocument for any text.
func looselyMarked(marked, title, language string) *document {
	var plain strings.Builder
	var names []news.Mention
	for {
		before, rest, found := strings.Cut(marked, "[")
		plain.WriteString(before)
		if !found {
			break
		}
		inside, rest, _ := strings.Cut(rest, "]")
		kind, name, _ := strings.Cut(inside, ":")
		start := plain.Len()
		plain.WriteString(name)
		if markedKinds[kind] != "" && len(text.Tokens(name)) > 0 {
			names = append(names, news.Mention{Span: text.Span{Start: start, End: plain.Len()}, Kind: markedKinds[kind], Name: name, By: news.ByName})
		}
		marked = rest
	}
	d := newDocument(Input{Text: plain.String(), Title: title, Language: language})
	d.found.Mentions = names
	return d
}

func TestTheSameTextHasTheSameDeals(t *testing.T) {
	const marked = "[c:Tarn], [c:Quell] and [c:Brack] won contracts with the [a:Navy], the [a:Army] and the [a:Treasury] for cloud software worth $5 million each.\n\n[c:Falk] sells drones to the [a:Navy]."
	want := ""
	for range 10 {
		d := markedDocument(t, "en", marked)
		d.readAmounts()
		d.readDeals()
		got := fmt.Sprintf("%+v", d.found.Deals)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("read in two ways:\n%s\n%s", got, want)
		}
	}
}

func BenchmarkDeals(b *testing.B) {
	story := "The Marlow Police Department awarded Tarn Systems Inc. a $4.2 million contract for body cameras, the company said on Monday. " +
		"It will store video in a cloud that Quell Data GmbH runs for the city, and critics asked the council to think again. " +
		"Two rivals had protested the award; the deal was extended by a year in May 2025 and may be renewed.\n\n"
	d := newDocument(Input{Text: strings.Repeat(story, 200), Title: "Police buy cameras from Tarn Systems Inc."})
	d.readMentions(gazetteer.Default())
	d.readAmounts()
	d.readDates()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		d.found.Deals, d.found.Events = nil, nil
		d.readDeals()
		d.readEvents()
	}
}
