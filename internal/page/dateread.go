package page

import (
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
)

// readDate reads a value that is meant to be one date, as meta elements,
// JSON-LD and attributes write it; no date if it is none. A clock without a
// zone leaves the day.
func readDate(s string, order dayOrder) found {
	s = strings.Trim(fold(s), `"' `)
	if len(s) < 6 || len(s) > 120 {
		return found{}
	}
	if f := readISO(s); !f.date.IsZero() {
		return f
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return readNumber(s, n)
	}
	if all := findDates(s, order); len(all) > 0 {
		return all[0]
	}
	return readUnix(s)
}

// readNumber reads seconds or milliseconds since 1970, 20250703 and
// 20250703100000.
func readNumber(s string, n int64) found {
	switch len(s) {
	case 8, 12, 14:
		return readISO(s[:4] + "-" + s[4:6] + "-" + s[6:8])
	case 13:
		n /= 1000
	case 10:
	default:
		return found{}
	}
	t := time.Unix(n, 0).UTC()
	if t.Year() < firstYear || t.Year() > lastYear {
		return found{}
	}
	return found{date: edtf.Instant(t)}
}

// readUnix reads the form of the program date: "Thu Jul 3 10:00:00 UTC 2025".
func readUnix(s string) found {
	words := strings.Fields(s)
	if len(words) < 5 || strings.Count(s, ":") < 1 {
		return found{}
	}
	year, clock := words[len(words)-1], strings.Join(words[3:len(words)-1], " ")
	all := findDates(words[1]+" "+words[2]+", "+year+" "+clock, orderUnknown)
	if len(year) != 4 || len(all) != 1 {
		return found{}
	}
	return all[0]
}

// fields reads runs of digits one after the other.
type fields struct {
	s  string
	at int
}

// number reads up to most digits; n is -1 if there is none.
func (f *fields) number(most int) (n int) {
	start := f.at
	for f.at < len(f.s) && f.at-start < most && f.s[f.at] >= '0' && f.s[f.at] <= '9' {
		n = n*10 + int(f.s[f.at]-'0')
		f.at++
	}
	if f.at == start {
		return -1
	}
	return n
}

// mark passes one of the given marks.
func (f *fields) mark(marks string) bool {
	if f.at < len(f.s) && strings.IndexByte(marks, f.s[f.at]) >= 0 {
		f.at++
		return true
	}
	return false
}

// readISO reads ISO 8601 and its everyday relatives: blanks for T, slashes for
// dashes, offsets without colon, no dashes at all.
func readISO(s string) found {
	if len(s) < 7 || s[0] < '1' || s[0] > '2' {
		return found{}
	}
	f := fields{s: s}
	year := f.number(4)
	dashed := f.mark("-/.")
	month := f.number(2)
	if year < firstYear || year > lastYear || month < 1 || month > 12 || f.at < 6 || !dashed && (len(s) < 8 || month < 0) {
		return found{}
	}
	if f.at == len(s) {
		return found{date: edtf.Month(year, time.Month(month))}
	}
	if dashed != f.mark("-/.") {
		return found{}
	}
	day := f.number(2)
	date, ok := calendar(year, month, day)
	if !ok || day < 1 {
		return found{}
	}
	if f.at < len(s) && s[f.at] >= '0' && s[f.at] <= '9' {
		return found{}
	}
	return f.clock(date, year, month, day)
}

// clock reads what follows a day: T10:00:00.123+02:00.
func (f *fields) clock(day edtf.Date, y, m, d int) found {
	if !f.mark("Tt ,") {
		return found{date: day}
	}
	for f.mark(" ") {
	}
	hour := f.number(2)
	f.mark(":")
	minute := f.number(2)
	if hour < 0 || minute < 0 || hour > 24 || minute > 59 {
		return found{date: day}
	}
	second := 0
	if f.mark(":") || f.at < len(f.s) && f.s[f.at] >= '0' && f.s[f.at] <= '9' {
		second = max(0, min(59, f.number(2)))
		if f.mark(".,:") {
			f.number(12)
		}
	}
	for f.mark(" ") {
	}
	zone := scanner{tokens: tokenize(f.s[f.at:])}
	offset, _, ok := zone.zone(0)
	wall := time.Date(y, time.Month(m), d, hour, minute, second, 0, time.UTC)
	if !ok || hour == 24 && minute > 0 {
		return found{date: day, wall: wall}
	}
	return found{date: edtf.Instant(time.Date(y, time.Month(m), d, hour, minute, second, 0, time.FixedZone("", offset*60)))}
}
