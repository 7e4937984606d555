package export

import (
	"bufio"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/internal/report"
)

// WriteICS writes events as a calendar (RFC 5545). An event that is known to
// the month or the year takes all of it, and says so; one with an open end is
// left out. It returns how many were left out.
func WriteICS(w io.Writer, events []report.Happening, now time.Time) (left int, err error) {
	out := bufio.NewWriter(w)
	line := func(name, value string) { foldLine(out, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Dateline//Dateline//EN")
	line("CALSCALE", "GREGORIAN")
	for _, h := range events {
		from, to := h.Date.Bounds()
		if from.IsZero() || to.IsZero() {
			left++
			continue
		}
		line("BEGIN", "VEVENT")
		line("UID", "event-"+strings.ReplaceAll(h.ID, ".", "-")+"@dateline")
		line("DTSTAMP", now.UTC().Format("20060102T150405Z"))
		summary := summaryOf(h)
		if t, ok := h.Date.Instant(); ok {
			line("DTSTART", t.UTC().Format("20060102T150405Z"))
		} else {
			foldLine(out, "DTSTART;VALUE=DATE:"+from.Format("20060102"))
			foldLine(out, "DTEND;VALUE=DATE:"+to.Format("20060102"))
			if to.Sub(from) > 24*time.Hour {
				summary = "(some time in " + h.Date.String() + ") " + summary
			}
		}
		line("SUMMARY", icsText(summary))
		line("DESCRIPTION", icsText(h.Passage.Text+"\n"+sourceLine(h)))
		line("URL", strings.NewReplacer("\r", "", "\n", "").Replace(h.URL))
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return left, out.Flush()
}

// summaryOf is what happened in a few words: how the passage begins.
func summaryOf(h report.Happening) string {
	words := strings.Fields(h.Passage.Text)
	if len(words) > 14 {
		return strings.Join(words[:14], " ") + " …"
	}
	return strings.Join(words, " ")
}

// icsText escapes a value of type TEXT.
func icsText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// foldLine writes a content line, folded at 75 bytes without cutting a
// character (RFC 5545, 3.1).
func foldLine(w *bufio.Writer, s string) {
	most := 75
	for len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		_, _ = w.WriteString(s[:cut] + "\r\n ") // Flush tells
		s, most = s[cut:], 74
	}
	_, _ = w.WriteString(s + "\r\n")
}
