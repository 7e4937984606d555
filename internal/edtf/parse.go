package edtf

import (
	"strings"
	"time"

	"dateline/internal/fault"
)

// Longest is the length in bytes of the longest date that is written.
const Longest = 2*len("2025-07-03T10:00:00+02:00") + len("/")

// maxOffset bounds the offset of a zone from UTC, in minutes.
const maxOffset = 18 * 60

// Parse reads a date in EDTF; "" is the unknown date. It takes
//
//	2025  2025-07  2025-07-03               year, month, day
//	2025-07-03T10:00:00Z  …T10:00+02:00     a moment, with its zone
//	201X  20XX                              decade, century
//	2025-21 … 2025-24                       spring, summer, autumn, winter
//	2011-Q4  2011-H1                        quarter, half; also 2011-36, 2011-40
//	2004-XX  2004-XX-XX  2004-06-XX         some month, some day
//	2025?  2025-07~  2025-07-03%            uncertain, approximate, both
//	2025/2026-02  2025/..  ../2025  2025/   interval, open and unknown ends
//
// and nothing else: a moment without zone, a day that does not exist and an
// interval that ends before it begins are errors with [fault.Usage].
func Parse(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) > Longest {
		return Date{}, wrong(s, "longer than a date can be")
	}
	first, last, ranged := strings.Cut(s, "/")
	if !ranged {
		p, why := parsePoint(s)
		if why != "" {
			return Date{}, wrong(s, why)
		}
		return single(p), nil
	}
	from, why := parseEnd(first)
	if why != "" {
		return Date{}, wrong(s, why)
	}
	to, why := parseEnd(last)
	if why != "" {
		return Date{}, wrong(s, why)
	}
	if from.kind == PrecisionNone && to.kind == PrecisionNone {
		return Date{}, wrong(s, "an interval needs a date at one end")
	}
	d := between(from, to)
	if d.IsZero() {
		return Date{}, wrong(s, "the interval ends before it begins")
	}
	return d, nil
}

// UnmarshalText reads what [Parse] reads.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func wrong(s, why string) error {
	return fault.New(fault.Usage, "date %.*q: %s", Longest, s, why)
}

func parseEnd(s string) (point, string) {
	switch s {
	case "":
		return point{}, ""
	case "..":
		return point{open: true}, ""
	}
	return parsePoint(s)
}

const notADate = "not a date such as 2025, 2025-07, 2025-07-03, 201X, 2025-Q3 or 2025-07/2026-02"

// parsePoint reads a date that is no interval, and says why if it cannot.
func parsePoint(s string) (point, string) {
	day, clock, moment := strings.Cut(s, "T")
	if moment {
		p, why := parseDay(day)
		if why != "" {
			return point{}, why
		}
		if p.kind != PrecisionDay {
			return point{}, "a time of day needs a day"
		}
		return parseClock(p, clock)
	}
	var q Qualifier
	if n := len(s); n > 0 {
		if at := strings.IndexByte(qualifierSigns[1:], s[n-1]); at >= 0 {
			q, s = Qualifier(at+1), s[:n-1]
		}
	}
	p, why := parseDay(s)
	return p.with(q), why
}

// parseDay reads a day or a longer date, without qualifier.
func parseDay(s string) (point, string) {
	if len(s) < 4 {
		return point{}, notADate
	}
	p, why := parseYear(s[:4])
	rest := s[4:]
	if why != "" || rest == "" {
		return p, why
	}
	if p.kind != PrecisionYear || rest[0] != '-' {
		return point{}, notADate
	}
	switch rest {
	case "-XX", "-XX-XX":
		p.unspecified = uint8(len(rest) / 3)
		return p, ""
	}
	if len(rest) < 3 || len(rest) > 3 && (len(rest) != 6 || rest[3] != '-') {
		return point{}, notADate
	}
	if p, why = parsePart(p, rest[1:3]); why != "" || len(rest) == 3 {
		return p, why
	}
	if p.kind != PrecisionMonth {
		return point{}, "only a month has days"
	}
	if rest[4:] == "XX" {
		p.unspecified = 1
		return p, ""
	}
	n, ok := number(rest[4:])
	if !ok {
		return point{}, notADate
	}
	if n < 1 || n > daysIn(int(p.year), int(p.month)) {
		return point{}, "there is no such day"
	}
	p.kind, p.day = PrecisionDay, uint8(n)
	return p, ""
}

func parseYear(s string) (point, string) {
	kind, known, scale := PrecisionYear, s, 1
	switch {
	case s[2:] == "XX":
		kind, known, scale = PrecisionCentury, s[:2], 100
	case s[3] == 'X':
		kind, known, scale = PrecisionDecade, s[:3], 10
	}
	n, ok := number(known)
	if !ok {
		return point{}, notADate
	}
	if n == 0 && kind == PrecisionYear {
		return point{}, "years begin at 0001"
	}
	return point{kind: kind, year: int16(n * scale)}, ""
}

// parsePart reads the two characters of a month, season, quarter or half.
func parsePart(p point, s string) (point, string) {
	switch s[0] {
	case 'Q':
		return p.part(PrecisionQuarter, s[1], '4')
	case 'H':
		return p.part(PrecisionHalf, s[1], '2')
	}
	n, ok := number(s)
	switch {
	case !ok:
		return point{}, notADate
	case 1 <= n && n <= 12:
		p.kind = PrecisionMonth
	case 21 <= n && n <= 24:
		p.kind = PrecisionSeason
	case 33 <= n && n <= 36:
		p.kind, n = PrecisionQuarter, n-32
	case 40 <= n && n <= 41:
		p.kind, n = PrecisionHalf, n-39
	default:
		return point{}, "there is no such month, season, quarter or half"
	}
	p.month = uint8(n)
	return p, ""
}

func (p point) part(kind Precision, digit, last byte) (point, string) {
	if digit < '1' || digit > last {
		return point{}, "there is no such quarter or half"
	}
	p.kind, p.month = kind, digit-'0'
	return p, ""
}

// parseClock reads hh:mm or hh:mm:ss and the zone behind it.
func parseClock(p point, s string) (point, string) {
	hour, minute, rest, ok := pair(s)
	second := 0
	if ok && len(rest) >= 3 && rest[0] == ':' {
		second, ok = number(rest[1:3])
		rest, p.hasSecond = rest[3:], true
	}
	if !ok {
		return point{}, "not a time of day such as 10:00 or 10:00:00"
	}
	if hour > 23 || minute > 59 || second > 59 {
		return point{}, "there is no such time of day"
	}
	offset, why := parseZone(rest)
	if why != "" {
		return point{}, why
	}
	p.kind, p.offset = PrecisionInstant, int16(offset)
	p.hour, p.minute, p.second = uint8(hour), uint8(minute), uint8(second)
	if start, _ := p.seconds(); start < firstDay || start >= firstOf(maxYear+1, 1) {
		return point{}, "outside the years 0001 to 9999"
	}
	return p, ""
}

func parseZone(s string) (minutes int, why string) {
	if s == "Z" {
		return 0, ""
	}
	const noZone = "the time of day needs a zone: Z, +02:00"
	if len(s) != len("+02:00") || s[0] != '+' && s[0] != '-' {
		return 0, noZone
	}
	hours, minutes, _, ok := pair(s[1:])
	if !ok || minutes > 59 || 60*hours+minutes > maxOffset {
		return 0, noZone
	}
	minutes += 60 * hours
	if s[0] == '-' {
		minutes = -minutes
	}
	return minutes, ""
}

// pair reads "10:00" and returns what stands behind it.
func pair(s string) (a, b int, rest string, ok bool) {
	if len(s) < 5 || s[2] != ':' {
		return 0, 0, "", false
	}
	a, okA := number(s[:2])
	b, okB := number(s[3:5])
	return a, b, s[5:], okA && okB
}

// number reads a few decimal digits.
func number(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, s != ""
}

const maxYear = 9999

func validYear(year int) bool { return 1 <= year && year <= maxYear }

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
