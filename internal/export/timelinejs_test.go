package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/internal/report"
)

// tlKnown are the fields that TimelineJS 3 reads, by object; see
// https://timeline.knightlab.com/docs/json-format.html.
var tlKnown = map[string]string{
	"":           "title events eras scale",
	"slide":      "unique_id start_date end_date display_date text media group background autolink",
	"start_date": "year month day hour minute second millisecond display_date format",
	"end_date":   "year month day hour minute second millisecond display_date format",
	"text":       "headline text",
	"media":      "url caption credit thumbnail alt title link link_target",
}

// tlFaults are the breaches of TimelineJS's rules in a document.
func tlFaults(b []byte) (faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	object := func(where, kind string, v any) map[string]any {
		o, ok := v.(map[string]any)
		if !ok {
			fault("%s is no object", where)
		}
		for name := range o {
			if !slices.Contains(strings.Fields(tlKnown[kind]), name) {
				fault("%s.%s is no field of TimelineJS", where, name)
			}
		}
		return o
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return []string{err.Error()}
	}
	doc := object("document", "", v)
	events, ok := doc["events"].([]any)
	if !ok {
		fault("events are no list")
	}
	slides := slices.Clone(events)
	if title, ok := doc["title"]; ok {
		slides = append(slides, title)
	}
	seen := map[string]bool{}
	for i, v := range slides {
		where := fmt.Sprint("slide ", i)
		slide := object(where, "slide", v)
		for _, name := range []string{"start_date", "end_date", "text", "media"} {
			if part, ok := slide[name]; ok {
				object(where+"."+name, name, part)
			}
		}
		if text, _ := slide["text"].(map[string]any); strings.Contains(fmt.Sprint(text), "<script") || strings.Contains(fmt.Sprint(text), "javascript:alert") {
			fault("%s has script in its text", where)
		} else if headline, _ := text["headline"].(string); strings.ContainsAny(headline, "<>") {
			fault("%s has markup in its headline", where)
		}
		if i >= len(events) {
			continue // the title needs no date
		}
		id, _ := slide["unique_id"].(string)
		if id == "" || seen[id] || strings.ContainsAny(id, " .#/\"'") {
			fault("%s has the unique_id %q", where, id)
		}
		seen[id] = true
		start, _ := slide["start_date"].(map[string]any)
		if _, ok := start["year"].(float64); !ok {
			fault("%s has no start_date.year", where)
		}
		end, hasEnd := slide["end_date"].(map[string]any)
		if hasEnd && fmt.Sprint(end) == fmt.Sprint(start) {
			fault("%s ends as it starts", where)
		}
		for name, date := range map[string]map[string]any{"start_date": start, "end_date": end} {
			_, month := date["month"]
			if _, day := date["day"]; day && !month {
				fault("%s.%s has a day without a month", where, name)
			}
		}
	}
	return faults
}

func TestTimelineJSKeepsItsRules(t *testing.T) {
	var left int
	got := written(t, func(b *bytes.Buffer) (err error) {
		left, err = WriteTimelineJS(b, nastyHTML, sampleEvents(t))
		return err
	})
	for _, fault := range tlFaults([]byte(got)) {
		t.Error(fault)
	}
	if left != 1 {
		t.Errorf("%d events were left out, want the undated one", left)
	}
	golden(t, "timelinejs.json", got)
}

// An answer without events is a document still.
func TestTimelineJSOfNothing(t *testing.T) {
	got := written(t, func(b *bytes.Buffer) error { _, err := WriteTimelineJS(b, "x", nil); return err })
	if faults := tlFaults([]byte(got)); faults != nil {
		t.Error(faults)
	}
}

func TestTimelineJSPrecision(t *testing.T) {
	tests := []struct{ date, start, end string }{
		{"2011", "2011", ""},
		{"2024-03", "2024-3", ""},
		{"2024-05-06", "2024-5-6", ""},
		{"2024-05-06/2024-05-20", "2024-5-6", "2024-5-20"},
		{"2024-05/2024-05", "2024-5", ""},
		{"2024-05/2025", "2024-5", "2025"},
		{"2025-11/..", "2025-11", ""},
		{"../2025-11", "2025-11", ""},
		{"2025-34", "2025-4", "2025-6"},
		{"2025-41", "2025-7", "2025-12"},
		{"202X", "2020", "2029"},
		{"2025~", "2025", ""},
		{"", "", ""},
	}
	shown := func(d *tlDate) string {
		switch {
		case d == nil:
			return ""
		case d.Day > 0:
			return fmt.Sprintf("%d-%d-%d", d.Year, d.Month, d.Day)
		case d.Month > 0:
			return fmt.Sprintf("%d-%d", d.Year, d.Month)
		}
		return fmt.Sprint(d.Year)
	}
	for _, test := range tests {
		start, end := tlDates(dated(t, test.date))
		if shown(start) != test.start || shown(end) != test.end {
			t.Errorf("%q: from %q to %q, want %q and %q", test.date, shown(start), shown(end), test.start, test.end)
		}
	}
}

func TestTimelineSheet(t *testing.T) {
	var left int
	got := written(t, func(b *bytes.Buffer) (err error) {
		left, err = WriteTimelineSheet(b, nastyFormula, sampleEvents(t))
		return err
	})
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	check(t, err)
	const header = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background,Link"
	if strings.Join(rows[0], ",") != header {
		t.Errorf("header %q", rows[0])
	}
	if left != 1 || len(rows) != 2+len(sampleEvents(t))-left {
		t.Errorf("%d rows, %d left out", len(rows), left)
	}
	at := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	if at(rows[1], "Type") != "title" || at(rows[1], "Headline") != "'"+nastyFormula {
		t.Errorf("title %q", rows[1])
	}
	for _, row := range rows[2:] {
		if at(row, "Year") == "" || at(row, "Type") != "" || at(row, "Day") != "" && at(row, "Month") == "" {
			t.Errorf("%q", row)
		}
		if at(row, "Year")+"-"+at(row, "Month")+"-"+at(row, "Day") == at(row, "End Year")+"-"+at(row, "End Month")+"-"+at(row, "End Day") {
			t.Errorf("it ends as it starts: %q", row)
		}
	}
	safeCells(t, rows)
	golden(t, "timelinejs.csv", got)
}

// The same event has the same unique_id in every answer.
func TestTimelineJSIDsAreStable(t *testing.T) {
	events := sampleEvents(t)
	ids := func(events []report.Happening) map[string]string {
		out := map[string]string{}
		for _, h := range events {
			if slide, ok := slideOf(h); ok {
				out[h.ID] = slide.ID
			}
		}
		return out
	}
	all := ids(events)
	for id, slide := range ids(events[3:]) {
		if all[id] != slide {
			t.Errorf("%s is %s and %s", id, all[id], slide)
		}
	}
}

// safeCells fails for a cell that a spreadsheet takes for a formula.
func safeCells(t *testing.T, rows [][]string) {
	t.Helper()
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("the cell %q is a formula", cell)
			}
		}
	}
}

func TestSourceLine(t *testing.T) {
	for _, test := range []struct {
		outlet, url, published string
		outlets                int
		want                   string
	}{
		{"The Herald", "https://herald.example/a", "2026-02-17", 1, "The Herald, 2026-02-17"},
		{"The Herald", "", "2026-02-17T00:30:00+02:00", 3, "The Herald, 2026-02-17 and 2 more"},
		{"The Herald", "", "2026-02", 0, "The Herald, 2026-02"},
		{"", "https://herald.example/a", "", 1, "herald.example"},
		{"", scriptURL, "", 1, "source not told"},
	} {
		h := report.Happening{Outlet: test.outlet, URL: test.url, Published: dated(t, test.published), Outlets: make([]string, test.outlets)}
		if got := sourceLine(h); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
}

func TestHeadlines(t *testing.T) {
	for want, h := range map[string]report.Happening{
		"A, B, C":             {Entities: []string{"A", "B", "C", "D"}, Passage: report.Passage{Text: "words"}},
		"one two":             {Passage: report.Passage{Text: "one\n two"}, Title: "T"},
		"1 2 3 4 5 6 7 8 9 …": {Passage: report.Passage{Text: "1 2 3 4 5 6 7 8 9 10"}},
		"T":                   {Title: " T\n"},
		"not told":            {},
	} {
		if got := headlineOf(h); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
