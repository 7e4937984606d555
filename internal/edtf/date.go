// Package edtf holds dates that are as imprecise as their sources: a day, a
// month, "the second quarter", "about 2011", "since May".
//
// The written form is the Extended Date/Time Format, levels 0 and 1 of ISO
// 8601-2:2019, with quarters and halves of years from level 2; the
// specification of the Library of Congress
// (https://www.loc.gov/standards/datetime/) is the source. Years are 0001 to
// 9999. A Date is a small value that can be compared with == and used as the
// key of a map; two dates are equal when they are written alike.
package edtf

import (
	"math"
	"time"
)

// Date is a date, a moment or an interval of dates. The zero value is the
// unknown date; it is written "".
type Date struct {
	from, to point
	ranged   bool // to is the end of an interval; otherwise it is the zero point
}

// point is one end of an interval, or a date that is none.
type point struct {
	kind        Precision
	qualifier   Qualifier
	open        bool  // ".."; kind is PrecisionNone
	unspecified uint8 // parts written XX after the last known one: 2004-XX-XX has two
	hasSecond   bool  // the seconds of a moment were given
	month       uint8 // 1 to 12; or the number of the quarter, half (1…) or season (21…24)
	day         uint8
	hour        uint8
	minute      uint8
	second      uint8
	year        int16 // the first one of a decade or century
	offset      int16 // minutes east of UTC
}

// Precision says how much of a date is known.
type Precision uint8

// The precisions, from the coarsest to the finest, and the interval.
const (
	PrecisionNone    Precision = iota // unknown
	PrecisionCentury                  // 20XX
	PrecisionDecade                   // 201X
	PrecisionYear                     // 2011; also 2011-XX
	PrecisionHalf                     // 2011-H1
	PrecisionQuarter                  // 2011-Q4
	PrecisionSeason                   // 2011-22
	PrecisionMonth                    // 2011-07; also 2011-07-XX
	PrecisionDay                      // 2011-07-03
	PrecisionInstant                  // 2011-07-03T10:00:00Z
	PrecisionRange                    // 2011/2012-07
)

var precisionNames = [...]string{"none", "century", "decade", "year", "half", "quarter", "season", "month", "day", "instant", "range"}

// String returns the precision's name in lower case.
func (p Precision) String() string {
	if int(p) >= len(precisionNames) {
		return "invalid"
	}
	return precisionNames[p]
}

// Qualifier says what a source leaves in doubt about a date.
type Qualifier uint8

// The qualifiers; both together are written "%".
const (
	Uncertain   Qualifier = 1 << iota // "?": the source may be wrong
	Approximate                       // "~": near this date, "about", "early"

	bothQualifiers = Uncertain | Approximate
)

// Day returns a day, or the unknown date if there is no such day.
func Day(year int, month time.Month, day int) Date {
	if !validYear(year) || month < 1 || month > 12 || day < 1 || day > daysIn(year, int(month)) {
		return Date{}
	}
	return single(point{kind: PrecisionDay, year: int16(year), month: uint8(month), day: uint8(day)})
}

// Month returns a month, or the unknown date if there is no such month.
func Month(year int, month time.Month) Date {
	return part(PrecisionMonth, year, int(month), 1, 12)
}

// Year returns a year from 1 to 9999; the unknown date for any other.
func Year(year int) Date { return part(PrecisionYear, year, 0, 0, 0) }

// Quarter returns quarter 1 to 4 of a calendar year, or the unknown date.
func Quarter(year, quarter int) Date { return part(PrecisionQuarter, year, quarter, 1, 4) }

// Half returns half 1 or 2 of a calendar year, or the unknown date.
func Half(year, half int) Date { return part(PrecisionHalf, year, half, 1, 2) }

// Season returns spring (21), summer (22), autumn (23) or winter (24) of a
// year by EDTF's numbers, or the unknown date. See [Date.Bounds] for when they
// are.
func Season(year, season int) Date { return part(PrecisionSeason, year, season, 21, 24) }

// Decade returns the decade that holds a year: 2010 to 2019 for 2014.
func Decade(year int) Date {
	if !validYear(year) {
		return Date{}
	}
	return single(point{kind: PrecisionDecade, year: int16(year - year%10)})
}

// Century returns the hundred years that hold a year: 2000 to 2099 for 2014.
func Century(year int) Date {
	if !validYear(year) {
		return Date{}
	}
	return single(point{kind: PrecisionCentury, year: int16(year - year%100)})
}

// Instant returns the second that holds t, with t's offset from UTC in whole
// minutes (UTC where it has none such). The zero time and years outside 1 to
// 9999 give the unknown date.
func Instant(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	_, offset := t.Zone()
	if offset%60 != 0 || offset > maxOffset*60 || offset < -maxOffset*60 {
		t, offset = t.UTC(), 0
	}
	if !validYear(t.Year()) || !validYear(t.UTC().Year()) {
		return Date{}
	}
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return single(point{
		kind: PrecisionInstant, year: int16(year), month: uint8(month), day: uint8(day),
		hour: uint8(hour), minute: uint8(minute), second: uint8(second), hasSecond: true,
		offset: int16(offset / 60),
	})
}

// Interval returns the time from the beginning of one date to the end of
// another. An unknown date makes that end unknown ("2011/"); of an interval,
// its outer end counts. Where nothing is known, or the end lies before the
// beginning, it is the unknown date.
func Interval(from, to Date) Date {
	end := to.from
	if to.ranged {
		end = to.to
	}
	return between(from.from, end)
}

// Since returns the interval from d on, with an open end ("2011/..").
func Since(d Date) Date { return between(d.from, point{open: true}) }

// Until returns the interval up to the end of d, with an open beginning
// ("../2011").
func Until(d Date) Date {
	end := d.from
	if d.ranged {
		end = d.to
	}
	return between(point{open: true}, end)
}

func between(from, to point) Date {
	if from.kind == PrecisionNone && to.kind == PrecisionNone {
		return Date{}
	}
	d := Date{from, to, true}
	if start, end := d.seconds(); start >= end {
		return Date{}
	}
	return d
}

func single(p point) Date { return Date{from: p} }

func part(kind Precision, year, number, first, last int) Date {
	if !validYear(year) || number < first || number > last {
		return Date{}
	}
	return single(point{kind: kind, year: int16(year), month: uint8(number)})
}

// IsZero says whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// Precision returns how much of the date is known.
func (d Date) Precision() Precision {
	if d.ranged {
		return PrecisionRange
	}
	return d.from.kind
}

// From returns the first date of an interval, which is unknown where that end
// is open or unknown; any other date returns itself.
func (d Date) From() Date { return end(d.from) }

// To returns the last date of an interval, which is unknown where that end is
// open or unknown; any other date returns itself.
func (d Date) To() Date {
	if !d.ranged {
		return d
	}
	return end(d.to)
}

func end(p point) Date {
	if p.open {
		return Date{}
	}
	return single(p)
}

// Qualifier returns what is in doubt about the date, or about either end of an
// interval.
func (d Date) Qualifier() Qualifier { return d.from.qualifier | d.to.qualifier }

// With returns the date with a qualifier added, to both ends of an interval.
// A moment takes none.
func (d Date) With(q Qualifier) Date {
	d.from = d.from.with(q)
	d.to = d.to.with(q)
	return d
}

func (p point) with(q Qualifier) point {
	if p.kind != PrecisionNone && p.kind != PrecisionInstant {
		p.qualifier |= q & bothQualifiers
	}
	return p
}

// Instant returns the moment and true if the date is one, in the zone that it
// was given in.
func (d Date) Instant() (time.Time, bool) {
	if d.ranged || d.from.kind != PrecisionInstant {
		return time.Time{}, false
	}
	p := d.from
	zone := time.UTC
	if p.offset != 0 {
		zone = time.FixedZone("", int(p.offset)*60)
	}
	return time.Date(int(p.year), time.Month(p.month), int(p.day), int(p.hour), int(p.minute), int(p.second), 0, zone), true
}

const (
	always   = math.MaxInt64
	never    = math.MinInt64
	firstDay = -62135596800 // 0001-01-01 in Unix seconds
)

// Bounds returns the first moment of the date and the first one after it, both
// in UTC; the zero time stands for an open or unknown end. (The year 1 begins
// at the zero time, too.)
//
// Days and longer dates are bounded as if they were spent in UTC, for no source
// says in which zone. A moment is one second wide, or one minute where it was
// given without seconds. Seasons are those of the northern hemisphere in whole
// months, and winter begins in December of its year. A qualifier widens
// nothing.
func (d Date) Bounds() (from, to time.Time) {
	start, end := d.seconds()
	if start != never {
		from = time.Unix(start, 0).UTC()
	}
	if end != always {
		to = time.Unix(end, 0).UTC()
	}
	return from, to
}

// seconds returns the bounds in Unix seconds, never or always for an end that
// is open or unknown.
func (d Date) seconds() (start, end int64) {
	start, end = d.from.seconds()
	if d.ranged {
		_, end = d.to.seconds()
	}
	return start, end
}

func (p point) seconds() (start, end int64) {
	year, month := int(p.year), int(p.month)
	switch p.kind {
	case PrecisionCentury:
		return firstOf(year, 1), firstOf(year+100, 1)
	case PrecisionDecade:
		return firstOf(year, 1), firstOf(year+10, 1)
	case PrecisionYear:
		return firstOf(year, 1), firstOf(year+1, 1)
	case PrecisionHalf:
		return firstOf(year, 6*month-5), firstOf(year, 6*month+1)
	case PrecisionQuarter:
		return firstOf(year, 3*month-2), firstOf(year, 3*month+1)
	case PrecisionSeason:
		first := 3 * (month - 20)
		return firstOf(year, first), firstOf(year, first+3)
	case PrecisionMonth:
		return firstOf(year, month), firstOf(year, month+1)
	case PrecisionDay:
		start = firstOf(year, month) + int64(p.day-1)*86400
		return start, start + 86400
	case PrecisionInstant:
		start = firstOf(year, month) + int64(p.day-1)*86400 +
			int64(p.hour)*3600 + int64(p.minute)*60 + int64(p.second) - int64(p.offset)*60
		if p.hasSecond {
			return start, start + 1
		}
		return start, start + 60
	}
	return never, always
}

// firstOf returns the first second of a month, which may be 13 or more for one
// of the next year. The year 0, which only decades and centuries begin with, is
// cut off.
func firstOf(year, month int) int64 {
	return max(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Unix(), firstDay)
}
