package reading

import (
	"fmt"
	"strings"

	"dateline/internal/edtf"
)

// clock reads "18:00 UTC", "6:40 p.m.", "10am", "0800 GMT Monday", "17 Uhr".
func (r *datesReader) clock(i int) int {
	hour, digits, ending := r.number(i)
	if hour < 0 || digits > 4 {
		return 0
	}
	var minute int
	end, sure := i+1, false
	gap := r.d.between(i)
	switch {
	case gap == ":" && ending == "" && digits <= 2:
		var minuteEnd string
		minute, digits, minuteEnd = r.number(i + 1)
		if digits != 2 {
			return 0
		}
		end, sure = i+2, true
		if minuteEnd == "pm" && hour < 12 {
			hour += 12
		} else if minuteEnd != "" && minuteEnd != "am" {
			return 0
		}
		if s, n, _ := r.number(end); n == 2 && s < 60 && r.d.between(end-1) == ":" {
			end++
		}
	case (ending == "am" || ending == "pm") && digits <= 2:
		minute, sure = 0, true
		if ending == "pm" && hour < 12 {
			hour += 12
		}
	case digits == 4 && ending == "" && r.isZone(i+1):
		hour, minute, sure = hour/100, hour%100, true
	case digits <= 2 && ending == "" && (r.is(i+1, roleMeridiem) || r.is(i+1, roleClockWord) && r.d.language == "de"):
		minute = 0
	case digits <= 2 && ending == "h" && r.d.language != "en":
		minute, sure = 0, true
	default:
		if before, after, ok := strings.Cut(r.d.tokens[i].Fold, "."); ok && r.is(i+1, roleClockWord) {
			h, n, _ := leadingNumber(before)
			m, k, _ := leadingNumber(after)
			if n == 0 || n > 2 || k != 2 {
				return 0
			}
			hour, minute = h, m
			break
		}
		return 0
	}
	if r.is(end, roleMeridiem) && r.near(end) {
		if hour < 12 {
			hour += r.value(end, roleMeridiem)
		}
		end, sure = r.after(end), true
	} else if r.is(end, roleClockWord) && r.near(end) {
		end, sure = r.after(end), true
	}
	if !sure || hour > 24 || minute < 0 || minute > 59 {
		return 0
	}
	zone := ""
	if r.isZone(end) && r.near(end) {
		zone = r.hits[end].word.text
		end = r.after(end)
	}
	return r.clockOn(i, end, fmt.Sprintf("T%02d:%02d%s", hour, minute, zone))
}

// isZone says whether token i names a zone, in capitals.
func (r *datesReader) isZone(i int) bool {
	return r.is(i, roleZone) && r.capital(i) && r.d.Text[r.d.tokens[i].End-1] < 'a'
}

// clockOn writes a clock time: of the day behind it, or of the day told last.
func (r *datesReader) clockOn(i, end int, clock string) int {
	if j := r.skip(end, roleIn); r.near(j) {
		if m, behind := r.point(j); behind > 0 && m.unit == unitDay {
			m = r.resolve(m, i, behind, boundNone)
			m.clock = clock
			r.remember(m)
			r.emit(i, behind, m.edtf(), m.timex(), "TIME")
			return behind
		}
	}
	m := r.toldDay
	if m.unit != unitDay {
		m = moment{unit: unitDay}
		if !r.published.IsZero() && !r.onlyMonth {
			m = dayOf(r.published)
		}
	}
	m.clock = clock
	r.emit(i, end, edtf.Date{}, m.timex(), "TIME")
	return end
}

// dayTold reads "the same day", "(ended) the day": the day told last.
func (r *datesReader) dayTold(i int) int {
	if !r.is(i, roleDayTold) {
		return 0
	}
	m, end := r.toldDay, r.after(i)
	place := edtf.Date{}
	if m.unit != unitDay {
		m = r.near0(unitDay, whichThis)
	} else if r.is(i, roleWhich) || r.is(end-1, roleUnit) && end-i <= 3 {
		place = m.edtf()
	}
	m.clock = ""
	if !m.known() {
		return 0
	}
	r.emit(i, end, place, m.timex(), "DATE")
	return end
}

// duration reads "two years", "27-year", and "the six months leading up to
// January 2026", which is a time on the calendar.
func (r *datesReader) duration(i int) int {
	j, vague := i, false
	if r.is(i, roleWhich) {
		j = r.after(i)
		if !r.near(j) {
			return 0
		}
	}
	n, k := r.count(j)
	if k == 0 {
		if !r.is(i, roleWhich) || r.value(i, roleWhich) != int(whichPast) {
			return 0
		}
		n, k = 1, j
	} else {
		vague = n == 0
	}
	if !r.is(k, roleUnit) || !r.near(k) || strings.Contains(r.d.between(k-1), ",") {
		return 0
	}
	unit, end := dateUnit(r.value(k, roleUnit)), r.after(k)
	letter, factor := timexLetter(unit)
	if letter == "" {
		return 0
	}
	if !vague && unit == unitMonth && n < 12 {
		if behind := r.monthsOfYear(i, j, n, end); behind > 0 {
			return behind
		}
	}
	if !vague && r.is(end, roleLead) && r.near(end) && (i == r.first || r.d.tokens[i-1].Fold != "by") {
		if behind := r.leading(i, unit, n, end); behind > 0 {
			return behind
		}
	}
	count := fmt.Sprint(n * factor)
	if vague {
		count = "X"
	}
	value := "P" + count + letter
	if unit < unitDay {
		value = "PT" + count + letter
	}
	r.emit(i, end, edtf.Date{}, value, "DURATION")
	return end
}

// monthsOfYear reads "of 2025" behind "the first six months": j is the token of
// the number.
func (r *datesReader) monthsOfYear(i, j, n, end int) int {
	from, to := 1, n
	switch {
	case j > i && r.value(i, roleWhich) == int(whichLast), r.is(j-1, roleOrdinal) && r.value(j-1, roleOrdinal) == 9 && j > r.first:
		from, to = 13-n, 12
	case j > r.first && (r.is(j-1, roleOrdinal) && r.value(j-1, roleOrdinal) == 1):
	default:
		return 0
	}
	year, behind := r.yearBehind(end, false)
	if behind == end {
		k := r.skip(r.skip(end, roleOf), roleArticle)
		if k == end || !r.is(k, roleUnit) || r.value(k, roleUnit) != int(unitYear) {
			return 0
		}
		year, behind = r.near0(unitYear, whichThis).year, r.after(k)
	}
	a, b := moment{unit: unitMonth, year: year, month: from}, moment{unit: unitMonth, year: year, month: to}
	if year == 0 {
		return 0
	}
	r.remember(b)
	r.emit(i, behind, edtf.Interval(a.edtf(), b.edtf()), a.timex()+"/"+b.timex(), "DATE")
	return behind
}

// leading reads what ends a duration: it lasts until then.
func (r *datesReader) leading(i int, unit dateUnit, n, link int) int {
	j := r.skipTo(r.after(link))
	m, end := r.point(j)
	if end == 0 || unit < unitDay || n == 0 || m.unit > unitYear {
		return 0
	}
	m = r.resolve(m, i, end, boundNone)
	if !m.known() {
		return 0
	}
	from := r.away(unit, -n, m.start())
	if m.unit > unitMonth || unit == unitYear {
		from = r.away(unitYear, -n, m.start())
		if unit != unitYear {
			return 0
		}
	}
	r.remember(m)
	r.emit(i, end, edtf.Interval(from.edtf(), m.edtf()), from.timex()+"/"+m.timex(), "DATE")
	return end
}

func timexLetter(unit dateUnit) (letter string, factor int) {
	switch unit {
	case unitMinute:
		return "M", 1
	case unitHour:
		return "H", 1
	case unitDay:
		return "D", 1
	case unitWeek:
		return "W", 1
	case unitMonth:
		return "M", 1
	case unitQuarter:
		return "Q", 1
	case unitYear:
		return "Y", 1
	case unitDecade:
		return "Y", 10
	case unitCentury:
		return "Y", 100
	}
	return "", 0
}

// vague reads "recently", "annual": a value of TIMEX3 without a place on the
// calendar.
func (r *datesReader) vague(i int) int {
	w := r.hits[i].word
	switch {
	case w.is(roleVague):
		r.emit(i, r.after(i), edtf.Date{}, w.text, "DATE")
	case w.is(roleSet):
		r.emit(i, r.after(i), edtf.Date{}, w.text, "SET")
	default:
		return 0
	}
	return r.after(i)
}
