package reading

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

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
	table, err := os.ReadFile("testdata/deals/cases.tsv")
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
	if cases < 100 {
		t.Errorf("only %d cases", cases)
	}
}
