package export

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with testdata/NAME.golden, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		check(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	check(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", path, diff)
	}
}

// Words that other formats take for their own marks.
const (
	nastyHTML    = `<b>Quay & "Sons"</b><script>alert(1)</script> &lt;i&gt;`
	nastyFormula = `=1+1`
	nastyTitle   = "Häfen, {Kräne} und }Öl:\n50 % of #1 in $_~^\\ @Quay"
	rightToLeft  = "الميناء يستأجر رافعات، قال المدير"
	nastyURL     = "https://herald.example/a?x=1&y={2}<\">#_part"
	scriptURL    = "javascript:alert(document.domain)"
	nastyWords   = "Zo\u0301e 👩‍🚀 says: \"no\"</script><!-- =cmd()|'/c calc'!A0\x01\x1b[31m\x0b \u2028 “end” ]]> &copy; ~~x~~ $a$ \u202e"
)

func dated(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	check(t, err)
	return d
}

// sampleEvents are events of every precision, one of them undated and one
// denied, in words that are dangerous to some format.
func sampleEvents(t *testing.T) []report.Happening {
	t.Helper()
	event := func(id, date, url, passage string, entities ...string) report.Happening {
		return report.Happening{
			ID: id, Date: dated(t, date), URL: url, Passage: report.Passage{Start: 3, End: 3 + len(passage), Text: passage}, Outlet: "The Herald", Title: nastyTitle,
			Published: edtf.Day(2026, 2, 17), Entities: entities, Outlets: []string{"The Herald"}, Articles: 1, Independent: 1,
		}
	}
	denied := event("4.1", "2026-02-17", nastyURL, "Quay Sons denies; it says: no, never, \\not\r\nonce.", "Quay Sons", "Port of Elm")
	denied.Denied, denied.Outlets = true, []string{"The Herald", "Elm Post", "Kurier"}
	unknown := event("4.2", "2025-07/2026-01", "https://herald.example/g", nastyWords, "=cmd()", nastyWords)
	unknown.Outlet, unknown.Outlets, unknown.Published = "", []string{""}, edtf.Date{}
	return []report.Happening{
		event("1.1", "2011", "https://herald.example/a", "The port opened in 2011."),
		event("1.2", "2024-03", "https://herald.example/a", nastyHTML),
		event("2.1", "2024-05-06", "https://herald.example/b", nastyFormula, "=HYPERLINK(\"x\")"),
		event("2.2", "2024-05-06/2024-05-20", "https://herald.example/b", rightToLeft+"\u202e gnp"),
		event("2.3", "2025-02-03T10:00:00+02:00", "https://herald.example/b", "At ten the cranes stood still. "+strings.Repeat("Längere Sätze über Kräne folgen. ", 8)),
		event("3.1", "2025-34", scriptURL, "In the second quarter of *2025* _the_ [port](javascript:x) `paid` | again."),
		event("3.2", "2025-11/..", "https://herald.example/c", "Since November the cellar has been let."),
		event("3.3", "2025~/2026~", "https://herald.example/c", "Sometime around then, about $5 million were lost."),
		denied,
		unknown,
		{ID: "own.7", Date: dated(t, "2026-12-24"), Passage: report.Passage{Text: "A call with the port; =cmd()"}, Outlet: "interview, 3 March", Outlets: []string{"interview, 3 March"}, Own: true},
		event("6.1", "2027-06-30", "https://herald.example/f", "The lease will end on 30 June 2027."),
		event("6.2", "../2027-03", "https://herald.example/f", "The port has to answer until March 2027."),
		event("6.3", "2027-08/..", "https://herald.example/f", "From August 2027 on nobody pays."),
		event("6.4", "2028", "https://herald.example/f", ""),
		event("5.1", "", "https://herald.example/d", "Nobody knows when."),
	}
}

// sampleDeals are deals with and without amounts, parties and dates.
func sampleDeals(t *testing.T) []report.Deal {
	t.Helper()
	told := func(id, url, passage, published string) report.Report {
		return report.Report{
			ID: id, URL: url, Outlet: "The Herald", Published: dated(t, published), Seen: noon, Passage: report.Passage{Start: 0, End: len(passage), Text: passage},
		}
	}
	first, second := told("1.1", "https://herald.example/a", nastyHTML, "2026-02-17"), told("2.1", nastyURL, "The port pays 12.5 million euros.", "2026-02-18T08:00:00Z")
	ended := told("6.1", "https://herald.example/g", nastyWords, "2026-02-19T00:30:00+02:00")
	ended.Outlet = ""
	return []report.Deal{
		{ID: "6.1", Vendor: nastyWords, Agency: nastyWords, Reseller: "Quay Sons", What: nastyWords, Status: "ended", Low: 2e9, High: 2.5e9, Currency: "GBP", Bound: "up to", Role: "ceiling", Date: "2025-07/2026-01", Registry: []string{"piid:70CTD024P00000012"}, First: ended, Articles: 2, Reports: []report.Report{ended, second}},
		{ID: "7.1", Agency: "Port of Elm", Status: "alleged", Date: "202X", First: told("7.1", scriptURL, "Sources say so.", "2025"), Articles: 1},
		{ID: "5.1", Vendor: nastyFormula, Agency: "Port of Elm", What: nastyFormula, Status: "cancelled", High: 3, Low: 3, Currency: "", First: told("5.1", "https://herald.example/e", nastyFormula, "2026-02"), Articles: 1, Reports: []report.Report{told("5.1", "https://herald.example/e", nastyFormula, "2026-02")}},
		{ID: "4.1", Vendor: "Quay Sons", Agency: "", What: "", Status: "announced", First: told("4.1", "https://herald.example/d", rightToLeft, ""), Articles: 1},
		{ID: "3.1", Vendor: "Quay Sons", Agency: "Port of Elm", What: nastyTitle, Status: "proposed", High: 2e6, Currency: "USD", Date: "2026", First: told("3.1", "https://herald.example/c", "The port may rent cranes.", "2026-02-20"), Articles: 2, Reports: []report.Report{told("3.1", "https://herald.example/c", "The port may rent cranes.", "2026-02-20")}},
		{ID: "2.1", Vendor: "Quay Sons", Agency: "Port of Elm", What: "cranes", Status: "awarded", Low: 12e6, High: 12.5e6, Currency: "EUR", Date: "2026-02-16", Registry: []string{"ocid:ocds-b5fd17-77", "notice:2026-4"}, First: second, Articles: 3, Reports: []report.Report{second}},
		{ID: "1.1", Vendor: `<b>Quay & "Sons"</b>`, Agency: rightToLeft, What: "cellars", Status: "awarded", First: first, Articles: 1, Reports: []report.Report{first, second}},
		{ID: "1.2", Vendor: "Quay Sons", Agency: "Port of Elm", What: "ropes", Status: "awarded", High: 1e6, Currency: "EUR", Date: "2025-12", First: first, Articles: 1, Reports: []report.Report{first}},
	}
}

// sampleCitations are articles as references, of every precision of date.
func sampleCitations(t *testing.T) []Cited {
	t.Helper()
	one := func(id int64, title, published string, authors ...string) Cited {
		return Cited{Article: report.Article{
			ID: id, Version: 1, Title: title, URL: "https://herald.example/a", Outlet: "The Herald", Domain: "herald.example", Published: dated(t, published), Seen: noon, Language: "en", Authors: authors,
		}}
	}
	captured := one(1, nastyTitle, "2026-02-17T09:30:00+01:00", "Ida Lund", "Per Ek")
	captured.URL, captured.Accessed, captured.SHA256, captured.Record = nastyURL, time.Date(2026, 2, 18, 23, 0, 0, 0, time.UTC), hexSum("x"), "2026/a.warc.gz:120"
	rtl := one(4, rightToLeft, "2025~", "Reuters")
	rtl.Domain, rtl.Language, rtl.Outlet = "خبر.example", "ar", "خبر & \"Co\""
	twin := one(8, "Harbour buys", "2026-02-20", nastyWords)
	twin.URL, twin.Outlet, twin.Domain, twin.Language = "https://herald.example/twin", "", "", "nb-NO"
	return []Cited{
		captured,
		one(2, nastyHTML, "2026-02", "Lund, Ida", "Lund and Ek Agency"),
		one(3, nastyFormula, "2026", "A Name Of More Than Four Words", "O'Brien {Ltd"),
		rtl,
		one(5, "", "", ""),
		one(6, "Harbour rents", "2026-02-17/2026-02-19"),
		one(7, "Harbour buys", "2026-02-20"),
		twin,
	}
}

// written runs a writer.
func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	check(t, write(&b))
	return b.String()
}
