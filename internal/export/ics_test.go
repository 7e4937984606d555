package export

import (
	"bufio"
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// icsProperty is a content line, unfolded.
type icsProperty struct{ name, params, value string }

var (
	icsName      = regexp.MustCompile(`^([A-Z0-9-]+)((?:;[A-Z-]+=[A-Za-z-]+)*):(.*)$`)
	icsEscape    = regexp.MustCompile(`\\[\\;,nN]`)
	icsValues    = map[string]*regexp.Regexp{"DATE": regexp.MustCompile(`^\d{8}$`), "DATE-TIME": regexp.MustCompile(`^\d{8}T\d{6}Z$`)}
	icsTextNames = []string{"SUMMARY", "DESCRIPTION", "UID", "PRODID", "X-WR-CALNAME"}
)

// icsLines are the content lines of a calendar; what is wrong with how they are
// written is in faults.
func icsLines(doc string) (lines []icsProperty, faults []string) {
	if !strings.HasSuffix(doc, "\r\n") {
		faults = append(faults, "the last line does not end")
	}
	var unfolded []string
	for physical := range strings.SplitSeq(strings.TrimSuffix(doc, "\r\n"), "\r\n") {
		switch {
		case strings.ContainsAny(physical, "\r\n"):
			faults = append(faults, fmt.Sprintf("a bare line break in %q", physical))
		case !utf8.ValidString(physical):
			faults = append(faults, fmt.Sprintf("a cut character in %q", physical))
		case len(physical) > 75:
			faults = append(faults, fmt.Sprintf("%d octets in %q", len(physical), physical))
		}
		if rest, folded := strings.CutPrefix(physical, " "); folded && len(unfolded) > 0 {
			unfolded[len(unfolded)-1] += rest
		} else {
			unfolded = append(unfolded, physical)
		}
	}
	for _, line := range unfolded {
		m := icsName.FindStringSubmatch(line)
		if m == nil || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			faults = append(faults, fmt.Sprintf("no content line: %q", line))
			continue
		}
		lines = append(lines, icsProperty{m[1], m[2], m[3]})
	}
	return lines, faults
}

// icsEvent is a component with its properties.
type icsEvent map[string]icsProperty

// icsRead reads a calendar as RFC 5545 has it, with its faults.
func icsRead(doc string) (events []icsEvent, faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	lines, faults := icsLines(doc)
	var open []string
	calendar, components := icsEvent{}, 0
	current := calendar
	for _, p := range lines {
		switch p.name {
		case "BEGIN":
			want := map[string]string{"VCALENDAR": "", "VEVENT": "VCALENDAR", "VTIMEZONE": "VCALENDAR", "STANDARD": "VTIMEZONE"}
			if parent, known := want[p.value]; !known || parent != strings.Join(open[max(0, len(open)-1):], "") {
				fault("%s begins in %v", p.value, open)
			}
			open, current = append(open, p.value), icsEvent{}
			if len(open) == 2 {
				components++
			}
			if p.value == "VCALENDAR" {
				current = calendar
			}
		case "END":
			if len(open) == 0 || open[len(open)-1] != p.value {
				fault("%s ends in %v", p.value, open)
				continue
			}
			if p.value == "VEVENT" {
				events = append(events, current)
			}
			open = open[:len(open)-1]
		default:
			if _, twice := current[p.name]; twice {
				fault("%s is there twice", p.name)
			}
			current[p.name] = p
			if slices.Contains(icsTextNames, p.name) {
				if strings.ContainsAny(icsEscape.ReplaceAllString(p.value, ""), `\;,`) {
					fault("%s is not escaped: %q", p.name, p.value)
				}
				if p.value == "" && p.name != "DESCRIPTION" {
					fault("%s says nothing", p.name)
				}
			}
		}
	}
	if calendar["VERSION"].value != "2.0" || calendar["PRODID"].value == "" || len(open) > 0 || components == 0 {
		fault("no whole calendar: %v, open %v, %d components", calendar, open, components)
	}
	ids := map[string]bool{}
	for _, e := range events {
		id := e["UID"].value
		if id == "" || ids[id] {
			fault("the UID %q is there twice, or is none", id)
		}
		ids[id] = true
		if !icsValues["DATE-TIME"].MatchString(e["DTSTAMP"].value) {
			fault("DTSTAMP %q", e["DTSTAMP"].value)
		}
		if u, err := url.Parse(e["URL"].value); err != nil || e["URL"].value != "" && !u.IsAbs() {
			fault("URL %q", e["URL"].value)
		}
		kind := "DATE-TIME"
		if e["DTSTART"].params == ";VALUE=DATE" {
			kind = "DATE"
		}
		for _, name := range []string{"DTSTART", "DTEND"} {
			p, there := e[name]
			layout := map[string]string{"DATE": icsDay, "DATE-TIME": icsMoment}[kind]
			if _, err := time.Parse(layout, p.value); (there || name == "DTSTART") && (err != nil || !icsValues[kind].MatchString(p.value) || p.params != e["DTSTART"].params) {
				fault("%s%s:%s is no %s", name, p.params, p.value, kind)
			}
			if there && name == "DTEND" && p.value <= e["DTSTART"].value {
				fault("it ends at %s, when it starts", p.value)
			}
		}
	}
	return events, faults
}

func icsPlain(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n").Replace(s)
}

func TestICSReadBack(t *testing.T) {
	events := sampleEvents(t)
	long := time.Date(2009, 1, 1, 0, 0, 0, 0, time.UTC) // all are ahead
	for now, want := range map[time.Time]int{long: 15, noon: 6, noon.AddDate(99, 0, 0): 0} {
		var count int
		got := written(t, func(b *bytes.Buffer) (err error) {
			count, err = WriteICS(b, nastyWords, events, now)
			return err
		})
		read, faults := icsRead(got)
		for _, fault := range faults {
			t.Error(fault)
		}
		if len(read) != want || count != want {
			t.Errorf("%s: %d events, %d told, want %d", now, len(read), count, want)
		}
		told := map[string]report.Happening{}
		for _, h := range events {
			told["dateline-event-"+eventKey(h)] = h
		}
		for _, e := range read {
			h := told[e["UID"].value]
			if description := icsPlain(e["DESCRIPTION"].value); !strings.HasPrefix(description, strings.TrimSpace(terminal.CleanText(h.Passage.Text))) {
				t.Errorf("%s: %q", h.ID, description)
			}
			if e["URL"].value != weburl.URI(h.URL) {
				t.Errorf("%s: %q", h.ID, e["URL"].value)
			}
		}
		if now.Equal(noon) {
			golden(t, "ics", got)
		}
	}
}

func TestICSPlaces(t *testing.T) {
	tests := []struct{ date, from, to, says string }{
		{"2026-02-17", "", "", ""},
		{"2026-02-18", "20260218", "20260219", ""}, // today
		{"2026-02-18T11:00:00Z", "", "", ""},
		{"2026-02-18T23:30:00-02:00", "20260219T013000Z", "", ""},
		{"2026-02", "20260201", "20260301", "(some time in 2026-02)"},
		{"2026-01", "", "", ""},
		{"2026", "", "", ""},
		{"2027", "20270101", "20280101", "(some time in 2027)"},
		{"2027~", "20270101", "20280101", "(some time in 2027~)"},
		{"2026-33", "20260101", "20260401", "(some time in 2026-Q1)"},
		{"203X", "20300101", "20400101", "(some time in 203X)"},
		{"202X", "", "", ""},
		{"2026-02-10/2026-02-20", "20260210", "20260221", "(2026-02-10 to 2026-02-20)"},
		{"2026-02-01/2026-02-10", "", "", ""},
		{"../2026-05-31", "20260531", "20260601", "(until 2026-05-31)"},
		{"/2026-05", "20260531", "20260601", "(until 2026-05)"},
		{"../2025", "", "", ""},
		{"2026-07/..", "20260701", "20260801", "(from 2026-07 on)"},
		{"2026-02-18/", "20260218", "20260219", "(from 2026-02-18 on)"},
		{"2025/..", "", "", ""},
		{"2026-03-01T10:00:00Z/2026-03-02T11:00:00Z", "20260301", "20260303", "(2026-03-01T10:00:00Z to 2026-03-02T11:00:00Z)"},
		{"", "", "", ""},
	}
	for _, test := range tests {
		at, ok := icsPlaceOf(dated(t, test.date), noon)
		if ok != (test.from != "") {
			t.Errorf("%q: ahead %v", test.date, ok)
		}
		if !ok {
			continue
		}
		from, to := at.from.UTC().Format(icsDay), at.to.Format(icsDay)
		if at.to.IsZero() {
			from, to = at.from.UTC().Format(icsMoment), ""
		}
		if from != test.from || to != test.to || at.says != test.says {
			t.Errorf("%q: from %s to %s %q", test.date, from, to, at.says)
		}
	}
}

func TestICSFaultsAreFound(t *testing.T) {
	good := written(t, func(b *bytes.Buffer) error { _, err := WriteICS(b, "x", sampleEvents(t), noon); return err })
	for _, change := range []struct{ from, to, want string }{
		{"END:VEVENT\r\n", "", "begins in"},
		{"\r\nUID", "\nUID", "a bare line break"},
		{"\r\n ", "", "octets in"},
		{"Zóe", "Z\xc3", "a cut character"},
		{"UID:", "UUID:", "or is none"},
		{"DTEND;VALUE=DATE:2", "DTEND;VALUE=DATE:1", "when it starts"},
		{"DTSTART;VALUE=DATE", "DTSTART", "is no DATE-TIME"},
		{"\\;", ";", "is not escaped"},
		{"SUMMARY:", "SUMM\x07ARY:", "no content line"},
		{"VERSION:2.0", "VERSION:1.0", "no whole calendar"},
		{"TRANSP:", "UID:", "is there twice"},
	} {
		source := good
		if !strings.Contains(source, change.from) {
			source = strings.Replace(good, "SUMMARY:", "SUMMARY:Zóe", 1)
		}
		bad := strings.Replace(source, change.from, change.to, 1)
		if _, faults := icsRead(bad); !strings.Contains(strings.Join(faults, "\n"), change.want) {
			t.Errorf("%q has the faults %q", change.to, faults)
		}
	}
}

func FuzzFoldedLines(f *testing.F) {
	for _, s := range []string{nastyWords, strings.Repeat("ä", 80), strings.Repeat("👩‍🚀", 40), strings.Repeat("\x80", 200), "a;b,c\\d\r\ne"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		foldLine(w, "SUMMARY:x"+icsText(s))
		check(t, w.Flush())
		lines, faults := icsLines(b.String())
		if len(faults) > 0 || len(lines) != 1 || icsPlain(lines[0].value) != "x"+terminal.CleanText(s) {
			t.Errorf("%q became %q: %v", s, b.String(), faults)
		}
	})
}
