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

func TestTheTableHoldsAtLeastFiftyCurrencies(t *testing.T) {
	seen := map[string]bool{}
	for row := range tableRows("currencies", 5) {
		if len(row[0]) != 3 || row[1] == "" || row[2]+row[3] == "" {
			t.Errorf("incomplete row %q", row)
		}
		if seen[row[0]] {
			t.Errorf("%s stands twice", row[0])
		}
		seen[row[0]] = true
	}
	if len(seen) < 50 {
		t.Errorf("%d currencies", len(seen))
	}
	for row := range tableRows("currency-families", 6) {
		for code := range strings.FieldsSeq(row[2]) {
			if !seen[code] {
				t.Errorf("family %s has an unknown member %s", row[0], code)
			}
		}
	}
}

func TestEveryCurrencyIsReadByItsCode(t *testing.T) {
	for row := range tableRows("currencies", 5) {
		code := row[0]
		if moneyTable().signs[code].currency == nil {
			continue // the code is a common word
		}
		for _, text := range []string{"It paid " + code + " 12.5 million for it.", "It paid 12.5 million " + code + " for it."} {
			want := "12500000 " + code
			if moneyTable().signs[code].weak {
				continue // stands below
			}
			if got := describeAmounts(amountsOf(amountCase{language: "en", text: text}), true); got != want {
				t.Errorf("%s: %s, want %s", text, got, want)
			}
		}
	}
	for _, code := range []string{"COP", "PEN", "TRY", "MAD"} {
		if got := describeAmounts(amountsOf(amountCase{language: "en", text: "It paid " + code + " 12 million for it."}), true); got != "12000000 "+code {
			t.Errorf("%s: %s", code, got)
		}
	}
}

func TestEveryWordOfACurrencyIsRead(t *testing.T) {
	for row := range tableRows("currencies", 5) {
		for word := range strings.SplitSeq(row[3], "|") {
			if word == "" || strings.HasSuffix(word, "?") {
				continue
			}
			text := "It paid 12.5 million " + word + " for it."
			if got := describeAmounts(amountsOf(amountCase{language: "en", text: text}), true); got != "12500000 "+row[0] {
				t.Errorf("%s: %s, want %s", text, got, row[0])
			}
		}
	}
}
