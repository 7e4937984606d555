package export

import (
	"bufio"
	"cmp"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

const (
	icsDay    = "20060102"
	icsMoment = "20060102T150405Z"
)

// WriteICS writes the events that lie ahead of now as a calendar (RFC 5545). An
// event that is known to the month or the year takes all of it, one of which
// only the end is known stands on its last day; both say so. It returns how many
// events it wrote.
func WriteICS(w io.Writer, title string, events []report.Happening, now time.Time) (count int, err error) {
	out := bufio.NewWriter(w)
	line := func(name, value string) { foldLine(out, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Dateline//Dateline//EN")
	line("CALSCALE", "GREGORIAN")
	line("X-WR-CALNAME", icsText(oneLineOf(title)))
	for _, h := range events {
		at, ok := icsPlaceOf(h.Date, now)
		if !ok {
			continue
		}
		count++
		line("BEGIN", "VEVENT")
		line("UID", "dateline-event-"+eventKey(h))
		line("DTSTAMP", now.UTC().Format(icsMoment))
		if at.to.IsZero() {
			line("DTSTART", at.from.UTC().Format(icsMoment))
		} else {
			line("DTSTART;VALUE=DATE", at.from.Format(icsDay))
			line("DTEND;VALUE=DATE", at.to.Format(icsDay))
		}
		line("SUMMARY", icsText(strings.TrimSpace(at.says+" "+summaryOf(h))))
		line("DESCRIPTION", icsText(strings.TrimSpace(h.Passage.Text+"\n"+sourceLine(h))))
		if url := weburl.URI(h.URL); url != "" {
			line("URL", url)
		}
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	if count == 0 { // a calendar holds a component (RFC 5545, 3.6)
		for _, pair := range [][2]string{
			{"BEGIN", "VTIMEZONE"}, {"TZID", "UTC"}, {"BEGIN", "STANDARD"}, {"DTSTART", "19700101T000000"}, {"TZOFFSETFROM", "+0000"}, {"TZOFFSETTO", "+0000"},
			{"END", "STANDARD"}, {"END", "VTIMEZONE"},
		} {
			line(pair[0], pair[1])
		}
	}
	line("END", "VCALENDAR")
	return count, out.Flush()
}

// icsPlace is where an event stands: from one day to the one behind its last, or
// at a moment, where to is zero. says tells of a date that a calendar cannot.
type icsPlace struct {
	from, to time.Time
	says     string
}

// icsPlaceOf places a date. It is false for one that is unknown, over, or a year
// or longer that has begun: most of what happens "in 2026" has happened then.
func icsPlaceOf(d edtf.Date, now time.Time) (icsPlace, bool) {
	if t, ok := d.Instant(); ok {
		return icsPlace{from: t}, t.After(now)
	}
	today := now.UTC().Truncate(24 * time.Hour)
	from, to := d.Bounds()
	first, last := d.From(), d.To()
	switch ranged := first != d; {
	case from.IsZero() && to.IsZero():
		return icsPlace{}, false
	case from.IsZero():
		return icsPlace{midnight(to.Add(-time.Second)), nextDay(to), "(until " + last.String() + ")"}, to.After(now)
	case to.IsZero():
		_, end := first.Bounds()
		return icsPlace{midnight(from), nextDay(end), "(from " + first.String() + " on)"}, !from.Before(today)
	case ranged:
		return icsPlace{midnight(from), nextDay(to), "(" + first.String() + " to " + last.String() + ")"}, to.After(now)
	case d.Precision() == edtf.PrecisionDay:
		return icsPlace{from: from, to: to}, to.After(now)
	}
	long := d.Precision() == edtf.PrecisionYear || d.Precision() == edtf.PrecisionDecade || d.Precision() == edtf.PrecisionCentury
	return icsPlace{from, to, "(some time in " + d.String() + ")"}, to.After(now) && (!long || !from.Before(today))
}

func midnight(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// nextDay is the midnight at which a span that ends at t is over.
func nextDay(t time.Time) time.Time {
	if day := midnight(t); day.Equal(t) {
		return day
	}
	return midnight(t).AddDate(0, 0, 1)
}

// summaryOf is what happened in a few words: how the passage begins, else who is
// in it.
func summaryOf(h report.Happening) string {
	words := strings.Fields(terminal.Clean(h.Passage.Text))
	if len(words) > 14 {
		words = append(words[:14], "…")
	}
	return cutTo(cmp.Or(strings.Join(words, " "), headlineOf(h)), 200)
}

// icsText escapes a value of type TEXT.
func icsText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(terminal.CleanText(s))
}

// foldLine writes a content line, folded at 75 bytes without cutting a
// character (RFC 5545, 3.1). The line is UTF-8.
func foldLine(w *bufio.Writer, s string) {
	most := 75
	for len(s) > most {
		cut := most
		for cut > most-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
			cut--
		}
		_, _ = w.WriteString(s[:cut] + "\r\n ") // Flush tells
		s, most = s[cut:], 74
	}
	_, _ = w.WriteString(s + "\r\n")
}
