package reading

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"dateline/internal/news"
)

// amountCase is a row of testdata/money.tsv or quantities.tsv.
type amountCase struct {
	line                   int
	language, outlet, text string
	want                   string
}

func amountCases(t *testing.T, name string) []amountCase {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var all []amountCase
	line := 0
	for row := range strings.Lines(string(data)) {
		line++
		row = strings.TrimRight(row, "\n")
		if row == "" || row[0] == '#' {
			continue
		}
		f := strings.Split(row, "\t")
		if len(f) != 4 {
			t.Fatalf("%s:%d: %d columns", name, line, len(f))
		}
		all = append(all, amountCase{line, f[0], f[1], f[2], f[3]})
	}
	return all
}

func amountsOf(c amountCase) []news.Amount {
	d := newDocument(Input{Text: c.text, Outlet: c.outlet, Language: c.language})
	d.readAmounts()
	return d.found.Amounts
}

// describe writes amounts as the tables of cases have them.
func describeAmounts(all []news.Amount, money bool) string {
	var rows []string
	for _, a := range all {
		if money != (a.Currency != "") {
			continue
		}
		row := strconv.FormatFloat(a.Value, 'f', -1, 64) + " " + a.Currency + a.Unit
		if a.Bound != "" {
			row += " " + string(a.Bound)
		}
		if a.Bound == news.BoundRange {
			row += fmt.Sprintf(" %s-%s", strconv.FormatFloat(a.Low, 'f', -1, 64), strconv.FormatFloat(a.High, 'f', -1, 64))
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, "; ")
}

func TestMoneyIsReadInManyCurrenciesAndLanguages(t *testing.T) {
	for _, c := range amountCases(t, "money.tsv") {
		if got := describeAmounts(amountsOf(c), true); got != c.want {
			t.Errorf("money.tsv:%d: %s\n got %s\nwant %s", c.line, c.text, got, c.want)
		}
	}
}
