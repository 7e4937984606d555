package reading

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/page"
)

// seed reads one of the two first articles as the product does: captions,
// credits and the author's biography are left out.
func seed(t *testing.T, name string) (string, news.Reading) {
	t.Helper()
	b, err := os.ReadFile("../../../shared/seeds/" + name)
	if err != nil {
		t.Skip("../shared/seeds is not here")
	}
	s := string(b)
	return s, Read(Input{Text: s, Language: "en", Noise: page.Noise(s)}, gazetteer.Default())
}

// saysTo returns the acts of a speaker, in the order of the text.
func saysTo(r news.Reading, speaker string) (acts []news.Act) {
	for _, s := range r.Statements {
		if s.Speaker == speaker {
			acts = append(acts, s.Act)
		}
	}
	return acts
}

func count(acts []news.Act, act news.Act) (n int) {
	for _, a := range acts {
		if a == act {
			n++
		}
	}
	return n
}

func hasDate(r news.Reading, want string) bool {
	return slices.ContainsFunc(r.Dates, func(d news.Date) bool { return d.EDTF.String() == want })
}

func hasDeal(r news.Reading, vendor, agency string) bool {
	return slices.ContainsFunc(r.Deals, func(d news.Deal) bool { return d.Vendor == vendor && d.Agency == agency })
}

func TestTheFirstSeedIsReadRight(t *testing.T) {
	_, r := seed(t, "000_1b2e35f18ad8265a.txt")
	if !r.Relevant || r.Origin != "Reuters" {
		t.Errorf("relevant %v, origin %q", r.Relevant, r.Origin)
	}
	for _, agency := range []string{"U.S. Immigration and Customs Enforcement", "Department of Homeland Security"} {
		if !hasDeal(r, "Microsoft", agency) {
			t.Errorf("no deal of Microsoft with %s: %+v", agency, r.Deals)
		}
	}
	if !slices.ContainsFunc(r.Deals, func(d news.Deal) bool { return d.Reseller != "" }) {
		t.Errorf("the tools come through partners: %+v", r.Deals)
	}
	for _, date := range []string{"2025-07/2026-01", "2025"} {
		if !hasDate(r, date) {
			t.Errorf("no date %s: %+v", date, r.Dates)
		}
	}
	if n := count(saysTo(r, "Microsoft"), news.ActDenial); n < 2 {
		t.Errorf("Microsoft denies %d times", n)
	}
	if n := count(saysTo(r, "U.S. Immigration and Customs Enforcement"), news.ActNoComment); n != 1 {
		t.Errorf("ICE refuses to comment %d times", n)
	}
	for _, source := range []string{"Reuters", "media report"} {
		if !slices.ContainsFunc(r.Attributions, func(a news.Attribution) bool { return a.Source == source }) {
			t.Errorf("%s is no source: %+v", source, r.Attributions)
		}
	}
}

func TestTheSecondSeedIsReadRight(t *testing.T) {
	s, r := seed(t, "004_19d60a0695544406.txt")
	if !r.Relevant || r.Origin != "The Guardian" {
		t.Errorf("relevant %v, origin %q", r.Relevant, r.Origin)
	}
	if !hasDeal(r, "Microsoft", "U.S. Immigration and Customs Enforcement") || !hasDeal(r, "Microsoft", "Israel Ministry of Defense") {
		t.Errorf("deals %+v", r.Deals)
	}
	if !hasDate(r, "2025-07/2026-01") || !hasDate(r, "2025-05") {
		t.Errorf("dates %+v", r.Dates)
	}
	if !slices.ContainsFunc(r.Amounts, func(a news.Amount) bool { return a.Value == 1400 && a.Unit == "terabyte" }) {
		t.Errorf("amounts %+v", r.Amounts)
	}
	if count(saysTo(r, "No Azure for Apartheid"), news.ActCall) != 1 || count(saysTo(r, "Microsoft"), news.ActDenial) < 1 {
		t.Errorf("statements %+v", r.Statements)
	}
	for _, source := range []string{"The Guardian", "+972 Magazine", "Local Call"} {
		if !slices.ContainsFunc(r.Attributions, func(a news.Attribution) bool { return a.Source == source && a.Kind == news.CarrierMedia }) {
			t.Errorf("%s is no source: %+v", source, r.Attributions)
		}
	}
	caption, biography := strings.Index(s, "CORRECTION /"), strings.Index(s, "Andy has been gaming")
	story := strings.Index(s, "No Azure for Apartheid, a worker-led")
	outside := func(start int) bool { return start >= caption && start < story || start >= biography }
	for _, m := range r.Mentions {
		if outside(m.Start) {
			t.Errorf("a name of the caption or the biography was read: %q", m.Of(s))
		}
	}
	for _, d := range r.Dates {
		if outside(d.Start) {
			t.Errorf("a date of the caption or the biography was read: %q", d.Of(s))
		}
	}
}

func TestReadingIsTheSameEachTime(t *testing.T) {
	in := Input{Text: benchText, Title: "Ministry buys software from Palantir", Language: "en"}
	first := Read(in, gazetteer.Default())
	for range 10 {
		if again := Read(in, gazetteer.Default()); !equalReadings(first, again) {
			t.Fatal("the same text was read differently")
		}
	}
}

func equalReadings(a, b news.Reading) bool {
	return slices.Equal(a.Mentions, b.Mentions) && slices.Equal(a.Amounts, b.Amounts) && slices.Equal(a.Dates, b.Dates) &&
		slices.Equal(a.Attributions, b.Attributions) && slices.Equal(a.Statements, b.Statements) && len(a.Deals) == len(b.Deals) &&
		len(a.Events) == len(b.Events) && a.Relevance == b.Relevance && a.Origin == b.Origin
}
