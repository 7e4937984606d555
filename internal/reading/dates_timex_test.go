package reading

import (
	"strings"
	"testing"

	"dateline/internal/edtf"
)

// TestTimexValues gives the TIMEX3 value and type of the first time in each text.
func TestTimexValues(t *testing.T) {
	for _, c := range []struct{ text, passage, value, kind string }{
		{"It ended on Tuesday.", "Tuesday", "2025-07-15", "DATE"},
		{"It ended on Tuesday morning.", "Tuesday morning", "2025-07-15TMO", "TIME"},
		{"It ended yesterday evening.", "yesterday evening", "2025-07-15TEV", "TIME"},
		{"It ended last week.", "last week", "2025-W28", "DATE"},
		{"It ended last weekend.", "last weekend", "2025-W28-WE", "DATE"},
		{"It ended in the third quarter of 2008.", "third quarter of 2008", "2008-Q3", "DATE"},
		{"It ended in the second half of 2008.", "second half of 2008", "2008-H2", "DATE"},
		{"It ended in fiscal 2025.", "fiscal 2025", "FY2025", "DATE"},
		{"It ended in the 1990s.", "1990s", "199", "DATE"},
		{"It ended in the 19th century.", "19th century", "18", "DATE"},
		{"It ended in the summer of 2024.", "summer of 2024", "2024-SU", "DATE"},
		{"It ended at the end of 2021.", "end of 2021", "2021", "DATE"},
		{"It has ended since 2018.", "since 2018", "2018", "DATE"},
		{"It took two years.", "two years", "P2Y", "DURATION"},
		{"A five-year deal.", "five-year", "P5Y", "DURATION"},
		{"It took several months.", "several months", "PXM", "DURATION"},
		{"It took 18 months.", "18 months", "P18M", "DURATION"},
		{"It took the past nine days.", "past nine days", "P9D", "DURATION"},
		{"It took a decade.", "a decade", "P10Y", "DURATION"},
		{"It took thirty minutes.", "thirty minutes", "PT30M", "DURATION"},
		{"The annual report came.", "annual", "P1Y", "SET"},
		{"The weekly report came.", "weekly", "P1W", "SET"},
		{"It is currently used.", "currently", "PRESENT_REF", "DATE"},
		{"It was recently used.", "recently", "PAST_REF", "DATE"},
		{"It will come soon.", "soon", "FUTURE_REF", "DATE"},
		{"It began at 18:00 UTC.", "18:00 UTC", "2025-07-16T18:00Z", "TIME"},
		{"It began at 0800 GMT.", "0800 GMT", "2025-07-16T08:00Z", "TIME"},
		{"It began at 6:40 p.m. here.", "6:40 p.m", "2025-07-16T18:40", "TIME"},
		{"It began at 10am.", "10am", "2025-07-16T10:00", "TIME"},
		{"It began at 12:00 UTC Monday.", "12:00 UTC Monday", "2025-07-14T12:00Z", "TIME"},
		{"The values of today's company.", "today", "PRESENT_REF", "DATE"},
	} {
		published := edtf.Day(2025, 7, 16)
		all := Dates(Input{Text: c.text, Published: published, Language: "en"})
		if len(all) == 0 {
			t.Errorf("%q: nothing", c.text)
			continue
		}
		if got := all[0]; got.Of(c.text) != c.passage || got.Value != c.value || got.Type != c.kind {
			t.Errorf("%q: %q %s %s, want %q %s %s", c.text, got.Of(c.text), got.Value, got.Type, c.passage, c.value, c.kind)
		}
	}
}

func TestTimexOfWhatStaysOpen(t *testing.T) {
	for text, want := range map[string]string{
		"It ended in June.":       "XXXX-06",
		"It ended on June 18.":    "XXXX-06-18",
		"It ended on Tuesday.":    "XXXX-WXX-2",
		"It ended last week.":     "XXXX-WXX",
		"It ended last year.":     "XXXX",
		"It ended yesterday.":     "XXXX-XX-XX",
		"It ended last month.":    "XXXX-XX",
		"It ended last weekend.":  "XXXX-WXX-WE",
		"It ended last quarter.":  "XXXX-QX",
		"It ended two years ago.": "XXXX",
	} {
		all := Dates(Input{Text: text, Language: "en"})
		if len(all) != 1 || all[0].Value != want || !all[0].EDTF.IsZero() {
			t.Errorf("%q: %+v, want %s without a place on the calendar", text, all, want)
		}
	}
}

func TestClockTimesBelongToTheDayToldLast(t *testing.T) {
	text := "The flight left on June 3. It took off at 8:30 UTC, and the crew landed safely."
	all := Dates(Input{Text: text, Published: edtf.Day(2025, 7, 16), Language: "en"})
	if len(all) != 2 || all[1].Value != "2025-06-03T08:30Z" || !all[1].EDTF.IsZero() {
		t.Errorf("%+v", all)
	}
}

func TestDurationsAndSetsHaveNoPlaceOnTheCalendar(t *testing.T) {
	text := "For five years, annually, and for several months it was daily used for 24 hours, now and recently."
	for _, d := range Dates(Input{Text: text, Published: edtf.Day(2025, 7, 16), Language: "en"}) {
		if !d.EDTF.IsZero() || d.Value == "" || strings.HasPrefix(d.Value, "20") {
			t.Errorf("%q: %v %q", d.Of(text), d.EDTF, d.Value)
		}
	}
}
