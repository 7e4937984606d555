package reading

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

var updateDeals = flag.Bool("update-deals", false, "rewrite the golden files of deals")

// describeDeal writes a deal in one line.
func describeDeal(d news.Deal) string {
	s := fmt.Sprintf("%s → %s", d.Vendor, d.Agency)
	if d.Reseller != "" {
		s += " through " + d.Reseller
	}
	if d.Amount != 0 {
		s += " | " + strings.TrimSpace(fmt.Sprintf("%s %.2f %s", d.Bound, d.Amount, d.Currency))
	}
	return s + fmt.Sprintf(" | %s | %s | %s | %s", d.Status, d.Date, d.What, strings.Join(d.Registry, " "))
}

func TestTheDailyListOfContractsIsReadCompletely(t *testing.T) {
	for _, name := range []string{"list", "variants"} {
		checkContracts(t, "testdata/contracts/"+name)
	}
}

// checkContracts compares the deals of a text with its golden file.
func checkContracts(t *testing.T, name string) {
	t.Helper()
	in, err := os.ReadFile(name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	r := Read(Input{Text: string(in), Language: "en"}, gazetteer.Default())
	var b strings.Builder
	for _, d := range r.Deals {
		fmt.Fprintln(&b, describeDeal(d))
	}
	golden := name + ".golden"
	if *updateDeals {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestAnArticleThatQuotesAnAwardIsNoList(t *testing.T) {
	for _, text := range []string{
		"Tarn Systems, a software firm in Reston, Virginia, said it was awarded a $12 million contract. Work will be performed at home.",
		"The council of Marlow, a town in Ohio, was awarded a $3 million grant for bridges. Nobody knows when it will be spent.",
	} {
		d := newDocument(Input{Text: text})
		d.readAmounts()
		if d.readContracts() || len(d.found.Deals) > 0 {
			t.Errorf("%q: %+v", text, d.found.Deals)
		}
	}
}
