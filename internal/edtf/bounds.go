package edtf

import (
	"math"
	"time"
)

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
