package feed

import (
	"strings"
	"time"

	"dateline/internal/edtf"
)

// dateReader goes over the tokens once.
type dateReader struct {
	tokens           []dateToken
	at               int
	year, month, day int  // 0: not seen
	doubtful         bool // the month's word may be a weekday: "mar"
	loose            []dateToken
	timed, seconds   bool
	hour, minute     int
	second           int
	half             string // "am", "pm"
	zone             *zone
	slashed          [2]int // day and month in unknown order
}

func (r *dateReader) peek(n int) dateToken {
	if r.at+n < len(r.tokens) {
		return r.tokens[r.at+n]
	}
	return dateToken{number: -1}
}

// read takes every token, or reports false at the first that has no place.
func (r *dateReader) read() bool {
	for r.at < len(r.tokens) {
		t := r.peek(0)
		ok := true
		switch {
		case t.digits > 0:
			ok = r.number(t)
		case (t.is("+") || t.is("-")) && r.timed && r.peek(1).digits > 0 && !r.peek(1).spaced && r.offsetHere():
			ok = r.offset(t.is("-"))
		case strings.ContainsAny(t.word, ",.;|-()'@:·") && len(t.word) <= 2:
			r.at++
		default:
			ok = r.wordToken(t)
		}
		if !ok {
			return false
		}
	}
	return true
}

// offsetHere reports whether a sign begins an offset: right after a time or
// after the name of universal time, not before a date.
func (r *dateReader) offsetHere() bool {
	next := r.peek(1)
	return (r.zone == nil || r.zone.offset == 0 && r.zone.rule == fixed) && next.digits <= 4 &&
		(next.digits < 4 || next.number <= 1459)
}

// offset reads "+0200", "-05:00", "+5".
func (r *dateReader) offset(west bool) bool {
	hours, minutes := r.peek(1).number, 0
	r.at += 2
	switch digits := r.tokens[r.at-1].digits; {
	case digits >= 3:
		hours, minutes = hours/100, hours%100
	case r.peek(0).is(":"):
		if r.peek(1).digits != 2 {
			return false
		}
		minutes = r.peek(1).number
		r.at += 2
	}
	if hours > 14 || minutes > 59 {
		return false
	}
	total := hours*60 + minutes
	if west {
		total = -total
	}
	r.zone = &zone{offset: total}
	return true
}

// number reads what begins with a number: a time, a date, or a day or year.
func (r *dateReader) number(t dateToken) bool {
	switch sign := r.peek(1).word; {
	case sign == ":" && r.peek(2).digits > 0 && t.digits <= 2:
		return r.clock()
	case (sign == "am" || sign == "pm") && t.digits <= 2:
		if r.timed {
			return false
		}
		r.timed, r.hour = true, t.number
		r.at++
		return true
	case sign == "h" && t.digits <= 2 && !r.timed: // 15h, 15h04
		return r.clockWithH()
	case sign == "." && t.digits <= 2 && r.dated() && !r.timed && r.peek(2).digits == 2 && !r.peek(1).spaced && !r.peek(2).spaced:
		return r.clock()
	case t.digits == 14 && len(r.loose) == 0:
		n := t.number
		r.timed, r.seconds = true, true
		r.hour, r.minute, r.second = n/10000%100, n/100%100, n%100
		r.at++
		return r.compact(n / 1000000)
	case t.digits == 8 && len(r.loose) == 0:
		r.at++
		return r.compact(t.number)
	case (t.digits == 6 || t.digits == 4) && r.year > 0 && !r.timed && r.at > 0 && r.tokens[r.at-1].is("t"):
		n := t.number
		if r.timed, r.seconds = true, t.digits == 6; !r.seconds {
			n *= 100
		}
		r.hour, r.minute, r.second = n/10000, n/100%100, n%100
		r.at++
		return true
	case t.digits == 4 && sign == "-" && len(r.tokens) == 3 && r.peek(2).digits == 3:
		return r.ordinal()
	case (sign == "-" || sign == "/" || sign == ".") && !r.peek(1).spaced && !r.peek(2).spaced && r.peek(2).digits > 0 && r.peek(2).digits <= 2 && r.year == 0 && r.month == 0:
		return r.numeric(sign)
	case t.digits == 3 || t.digits > 4:
		return false
	}
	r.loose = append(r.loose, t)
	r.at++
	return true
}

func (r *dateReader) compact(n int) bool {
	if r.year != 0 {
		return false
	}
	r.year, r.month, r.day = n/10000, n/100%100, n%100
	return true
}

// ordinal reads "2026-048", a day of the year.
func (r *dateReader) ordinal() bool {
	day := time.Date(r.peek(0).number, time.January, r.peek(2).number, 0, 0, 0, 0, time.UTC)
	r.year, r.month, r.day = day.Year(), int(day.Month()), day.Day()
	valid := r.year == r.peek(0).number && r.peek(2).number > 0
	r.at += 3
	return valid
}

// dated reports whether the day is known, so that "15.04" is a time.
func (r *dateReader) dated() bool {
	return r.year > 0 && (r.day > 0 || r.slashed != [2]int{}) || r.month > 0 && len(r.loose) > 1
}

// clockWithH reads "15h", "15h04".
func (r *dateReader) clockWithH() bool {
	r.timed, r.hour = true, r.peek(0).number
	if r.at += 2; r.peek(0).digits == 2 && !r.peek(0).spaced {
		r.minute = r.peek(0).number
		r.at++
	}
	return true
}

// clock reads "15:04", "15:04:05.123", and the same with points.
func (r *dateReader) clock() bool {
	if r.timed {
		return false
	}
	r.timed = true
	sign := r.peek(1).word
	r.hour, r.minute = r.peek(0).number, r.peek(2).number
	if r.peek(2).digits != 2 {
		return false
	}
	r.at += 3
	if r.peek(0).is(sign) && r.peek(1).digits > 0 {
		r.second, r.seconds = r.peek(1).number, true
		if r.peek(1).digits != 2 {
			return false
		}
		r.at += 2
		if (r.peek(0).is(".") || r.peek(0).is(",")) && r.peek(1).digits > 0 && !r.peek(1).spaced {
			r.at += 2
		}
	}
	return true
}

// numeric reads "2026-02-17", "2026-02", "17.02.2026", "02/17/2026".
func (r *dateReader) numeric(sign string) bool {
	a, b := r.peek(0), r.peek(2)
	c := r.peek(4)
	third := r.peek(3).is(sign) && c.digits > 0 && !c.spaced
	switch {
	case a.digits == 4:
		r.year, r.month = a.number, b.number
		if third && c.digits <= 2 {
			r.day = c.number
		}
	case third && (c.digits == 4 || c.digits == 2 && (sign == "." || sign == "/" && b.number > 12)):
		r.year = fullYear(c)
		r.slashed = [2]int{a.number, b.number}
		if sign == "." || a.number > 12 || a.number == b.number {
			r.day, r.month, r.slashed = a.number, b.number, [2]int{}
		} else if b.number > 12 {
			r.day, r.month, r.slashed = b.number, a.number, [2]int{}
		}
	default:
		return false
	}
	if r.at += 3; third {
		r.at += 2
	} else if r.peek(0).is(sign) {
		r.at++ // "2026年2月"
	}
	return true
}

// wordToken reads a month, a weekday, a zone, half of the day, or a word that
// means nothing in a date.
func (r *dateReader) wordToken(t dateToken) bool {
	r.at++
	name := strings.TrimSuffix(t.word, ".")
	switch {
	case name == "am" || name == "pm":
		if r.half != "" {
			return false
		}
		r.half = name
	case name == "t" && r.peek(0).digits > 0:
	case months[name] != 0 && (r.month == 0 || r.doubtful):
		r.month, r.doubtful = int(months[name]), weekdays[name]
	case r.timed && zones[name] != zone{} && r.zone == nil:
		return r.in(name)
	case r.peek(0).is("/") && r.timed: // Europe/Brussels
		place := name + "/" + r.peek(1).word
		if r.at += 2; r.peek(0).is("_") {
			place += "_" + r.peek(1).word
			r.at += 2
		}
		return r.in(place)
	case weekdays[name] || fillers[name]:
	case t.number < 0 && !t.spaced && ordinals[name] && len(r.loose) > 0:
	default:
		return r.timed && r.in(name)
	}
	return true
}

// in sets the zone; a second one must not contradict the first.
func (r *dateReader) in(name string) bool {
	z, ok := zones[name]
	if !ok {
		return false
	}
	if r.zone != nil && *r.zone != z {
		return z.offset == 0 && z.rule == fixed && r.zone != nil
	}
	r.zone = &z
	return true
}

// date puts together what was read.
func (r *dateReader) date() edtf.Date {
	if !r.complete() || r.year < 1000 || r.year > 9999 {
		return edtf.Date{}
	}
	switch {
	case r.month == 0:
		return edtf.Year(r.year)
	case r.month > 12:
		return edtf.Date{}
	case r.day == 0:
		return edtf.Month(r.year, time.Month(r.month))
	}
	day := edtf.Day(r.year, time.Month(r.month), r.day)
	if day.IsZero() || !r.timed {
		return day
	}
	if r.half != "" {
		if r.hour < 1 && r.half == "pm" || r.hour > 12 && r.half == "am" {
			return edtf.Date{}
		}
		if r.hour <= 12 {
			r.hour %= 12
			if r.half == "pm" {
				r.hour += 12
			}
		}
	}
	midnight := r.hour == 24 && r.minute == 0 && r.second == 0
	if r.hour > 23 && !midnight || r.minute > 59 || r.second > 60 {
		return edtf.Date{}
	}
	offset := 0
	if r.zone != nil {
		offset = r.zone.at(r.year, time.Month(r.month), r.day, r.hour)
	}
	t := time.Date(r.year, time.Month(r.month), r.day, r.hour, r.minute, r.second, 0, time.FixedZone("", offset*60))
	if t.Unix() == 0 || t.Year() < 1000 {
		return edtf.Date{} // the epoch is what programs write for "no date"
	}
	if !r.seconds {
		if d, err := edtf.Parse(t.Format("2006-01-02T15:04Z07:00")); err == nil {
			return d
		}
	}
	return edtf.Instant(t)
}

// complete gives the loose numbers their places as day and year.
func (r *dateReader) complete() bool {
	if r.slashed != [2]int{} {
		if r.half == "" { // American, if the clock is
			return false
		}
		r.month, r.day = r.slashed[0], r.slashed[1]
	}
	for _, t := range r.loose {
		switch {
		case t.digits == 4 && r.year == 0:
			r.year = t.number
		case t.digits <= 2 && r.day == 0 && r.month > 0:
			r.day = t.number
			if t.number == 0 {
				return false
			}
		case t.digits == 2 && r.year == 0 && r.day > 0:
			r.year = fullYear(t)
		default:
			return false
		}
	}
	if r.year == 0 {
		return false
	}
	plain := len(r.tokens) == 1 || r.month > 0
	return plain && (r.day > 0 || !r.timed)
}

// fullYear completes a year of two digits: 69 is 1969, 68 is 2068.
func fullYear(t dateToken) int {
	switch {
	case t.digits > 2:
		return t.number
	case t.number < 69:
		return 2000 + t.number
	}
	return 1900 + t.number
}
