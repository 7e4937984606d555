package query

import (
	"strings"
	"time"

	"dateline/internal/edtf"
)

// parseDates reads an ISO 8601 interval, either end of which may be a date in
// EDTF, a duration, or open. It says why it cannot.
//
// Days are those of UTC. A duration without a date at its other end counts back
// from now, and its interval stays open: what is dated tomorrow somewhere is
// part of the last 30 days.
func parseDates(value string, now time.Time) (d edtf.Date, why string) {
	value = strings.ToUpper(value)
	from, to, ranged := strings.Cut(value, "/")
	switch {
	case !ranged && isDuration(value):
		return lastOf(value, now)
	case !ranged:
		return parsePoint(value)
	case strings.Contains(to, "/"):
		return d, "more than two ends"
	case isOpen(from) && isOpen(to):
		return d, "both ends are open"
	case isDuration(from) && isDuration(to):
		return d, "a duration at both ends"
	case isDuration(from) && isOpen(to):
		return lastOf(from, now)
	case isDuration(from):
		return endingWith(from, to)
	case isOpen(from) && isDuration(to):
		return d, "a duration needs a date before it"
	case isDuration(to):
		return beginningWith(from, to)
	}
	return parsePoint(orOpen(from) + "/" + orOpen(to))
}

func isOpen(s string) bool     { return s == "" || s == ".." }
func isDuration(s string) bool { return strings.HasPrefix(s, "P") }

func orOpen(s string) string {
	if s == "" {
		return ".."
	}
	return s
}

func parsePoint(s string) (edtf.Date, string) {
	d, err := edtf.Parse(s)
	switch {
	case err != nil:
		return edtf.Date{}, err.Error()
	case d.IsZero():
		return edtf.Date{}, "no date"
	}
	return d, ""
}

// lastOf is the time since so long ago.
func lastOf(s string, now time.Time) (edtf.Date, string) {
	p, why := parseDuration(s)
	if why != "" {
		return edtf.Date{}, why
	}
	from := p.date(p.from(now.UTC(), -1))
	if from.IsZero() {
		return from, beyond
	}
	return edtf.Since(from), ""
}

// beginningWith is the interval that begins with a date and lasts so long.
func beginningWith(from, s string) (edtf.Date, string) {
	first, why := parsePoint(from)
	if why != "" {
		return first, why
	}
	p, why := parseDuration(s)
	if why != "" {
		return first, why
	}
	start, _ := first.Bounds()
	if _, moment := first.Instant(); moment {
		p.exact = true
	}
	end := p.from(start, 1)
	step := 24 * time.Hour
	if p.exact {
		step = time.Second
	}
	return between(first, p.date(end.Add(-step)))
}

// endingWith is the interval that lasts so long and ends with a date.
func endingWith(s, to string) (edtf.Date, string) {
	last, why := parsePoint(to)
	if why != "" {
		return last, why
	}
	p, why := parseDuration(s)
	if why != "" {
		return last, why
	}
	_, end := last.Bounds()
	if _, moment := last.Instant(); moment {
		p.exact = true
	}
	return between(p.date(p.from(end, -1)), last)
}

const beyond = "beyond the years 1 to 9999"

// between is the interval of two dates, both of which must be known.
func between(from, to edtf.Date) (edtf.Date, string) {
	if from.IsZero() || to.IsZero() {
		return edtf.Date{}, beyond
	}
	return edtf.Interval(from, to), ""
}

// period is a duration of ISO 8601.
type period struct {
	months, days int
	clock        time.Duration
	exact        bool // to the second; else in whole days
}

// from returns the time a period after t, or before it if sign is -1. Months
// end where they end: one month before March 31 is the last of February.
func (p period) from(t time.Time, sign int) time.Time {
	if p.months != 0 {
		year, month, day := t.Date()
		first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).AddDate(0, sign*p.months, 0)
		last := first.AddDate(0, 1, -1).Day()
		t = first.AddDate(0, 0, min(day, last)-1).Add(t.Sub(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)))
	}
	return t.AddDate(0, 0, sign*p.days).Add(time.Duration(sign) * p.clock)
}

// date is t to the second or to the day.
func (p period) date(t time.Time) edtf.Date {
	if p.exact {
		return edtf.Instant(t)
	}
	return edtf.Day(t.Date())
}

// units are the letters of a duration in their order; those behind T are of the
// clock.
var units = []struct {
	letter       byte
	clock        bool
	months, days int
	time         time.Duration
}{
	{'Y', false, 12, 0, 0}, {'M', false, 1, 0, 0}, {'W', false, 0, 7, 0}, {'D', false, 0, 1, 0},
	{'H', true, 0, 0, time.Hour}, {'M', true, 0, 0, time.Minute}, {'S', true, 0, 0, time.Second},
}

// parseDuration reads a duration such as P1Y2M, P2W, P30D or PT36H.
func parseDuration(s string) (p period, why string) {
	const wrong = "a duration is written P1Y, P6M, P2W, P30D or PT36H"
	rest := strings.TrimPrefix(s, "P")
	unit, total := 0, 0
	for rest != "" {
		if !p.exact && rest[0] == 'T' {
			p.exact, rest = true, rest[1:]
		}
		n, digits := 0, 0
		for digits < len(rest) && digits < 6 && rest[digits] >= '0' && rest[digits] <= '9' {
			n = n*10 + int(rest[digits]-'0')
			digits++
		}
		if digits == 0 || digits == len(rest) {
			return p, wrong
		}
		for unit < len(units) && (units[unit].letter != rest[digits] || units[unit].clock != p.exact) {
			unit++
		}
		if unit == len(units) {
			return p, wrong
		}
		u := units[unit]
		p.months, p.days, p.clock = p.months+n*u.months, p.days+n*u.days, p.clock+time.Duration(n)*u.time
		unit, total, rest = unit+1, total+n, rest[digits+1:]
	}
	if total == 0 {
		return p, wrong
	}
	return p, ""
}
