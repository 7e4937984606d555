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

import "time"

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
