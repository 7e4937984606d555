package reading

import (
	"fmt"
	"time"

	"dateline/internal/edtf"
)

// dateUnit is how long a told time is.
type dateUnit int8

// The units, from the shortest.
const (
	unitNone dateUnit = iota
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitMonth
	unitSeason
	unitQuarter
	unitHalf
	unitYear
	unitDecade
	unitCentury
)

// dateWhich says which of several times is meant.
type dateWhich int8

// The values of "which" in the table.
const (
	whichNone   dateWhich = iota
	whichLast             // before that of the day of publication
	whichThis             // that of the day of publication
	whichNext             // after it
	whichSame             // that of the time told last
	whichBefore           // before it
	whichAfter            // after it
	whichPast             // "the past year": as long as that until now
)

// step returns how many units away it is.
func (w dateWhich) step() int {
	switch w {
	case whichLast, whichBefore:
		return -1
	case whichNext, whichAfter:
		return 1
	}
	return 0
}

// told says whether it is counted from the time told last.
func (w dateWhich) told() bool { return w == whichSame || w == whichBefore || w == whichAfter }

// dateEdge is a part of a longer time.
type dateEdge int8

// The values of "edge" in the table.
const (
	edgeNone dateEdge = iota
	edgeEarly
	edgeMid
	edgeLate
	edgeStart
	edgeEnd
)

// moment is a time as far as the words and what surrounds them give it.
type moment struct {
	unit    dateUnit
	year    int // 0: not known
	month   int // 0: not told
	day     int // of a week its Monday, of a weekend its Saturday
	number  int // of a season (21 …), quarter or half
	weekday int // 1 … 7: told, and the day or the year is not known
	which   dateWhich
	edge    dateEdge
	about   bool
	fiscal  bool
	clock   string // TIMEX3 of the time within the day: "TMO", "T18:00Z"
	holiday string // rule of the table
	guessed bool   // the year is that of another date in the text
	before  int    // bytes of it that stand before its first token
	counted bool   // from the day of publication or the time told last
}

func (m moment) known() bool { return m.year != 0 }

// dayOf returns the moment of a day.
func dayOf(t time.Time) moment {
	return moment{unit: unitDay, year: t.Year(), month: int(t.Month()), day: t.Day()}
}

// start returns the first day of the moment.
func (m moment) start() time.Time {
	month, day := 1, 1
	switch m.unit {
	case unitDay, unitWeek, unitWeekend:
		month, day = m.month, m.day
	case unitMonth:
		month = m.month
	case unitQuarter:
		month = 3*m.number - 2
	case unitHalf:
		month = 6*m.number - 5
	case unitSeason:
		month = 3 * (m.number - 20)
	}
	return time.Date(m.year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// around returns the time of a unit that holds a day, moved by so many units.
func around(t time.Time, unit dateUnit, step int) moment {
	year, month := t.Year(), int(t.Month())
	switch unit {
	case unitDay:
		return dayOf(t.AddDate(0, 0, step))
	case unitWeek, unitWeekend:
		m := dayOf(t.AddDate(0, 0, 7*step-(int(t.Weekday())+6)%7))
		if unit == unitWeekend {
			m = dayOf(m.start().AddDate(0, 0, 5))
		}
		m.unit = unit
		return m
	case unitMonth:
		first := time.Date(year, time.Month(month+step), 1, 0, 0, 0, 0, time.UTC)
		return moment{unit: unit, year: first.Year(), month: int(first.Month())}
	case unitQuarter:
		return nth(unit, year, (month-1)/3+step, 4)
	case unitHalf:
		return nth(unit, year, (month-1)/6+step, 2)
	case unitYear:
		return moment{unit: unit, year: year + step}
	case unitDecade:
		return moment{unit: unit, year: year - year%10 + 10*step}
	case unitCentury:
		return moment{unit: unit, year: year - year%100 + 100*step}
	}
	return moment{unit: unit}
}

// nth returns part n (from 0) of a year that has so many, or of another year.
func nth(unit dateUnit, year, n, parts int) moment {
	for n < 0 {
		year, n = year-1, n+parts
	}
	return moment{unit: unit, year: year + n/parts, number: n%parts + 1}
}

// edtf returns the place on the calendar; zero if it is not known.
func (m moment) edtf() edtf.Date {
	if !m.known() {
		return edtf.Date{}
	}
	var d edtf.Date
	switch m.unit {
	case unitDay, unitHour, unitMinute:
		d = edtf.Day(m.year, time.Month(m.month), m.day)
	case unitWeek, unitWeekend:
		first, last := m.start(), m.start().AddDate(0, 0, 6)
		if m.unit == unitWeekend {
			last = first.AddDate(0, 0, 1)
		}
		d = edtf.Interval(dayOf(first).edtf(), dayOf(last).edtf())
	case unitMonth:
		d = edtf.Month(m.year, time.Month(m.month))
	case unitSeason:
		d = edtf.Season(m.year, m.number)
	case unitQuarter:
		d = edtf.Quarter(m.year, m.number)
	case unitHalf:
		d = edtf.Half(m.year, m.number)
	case unitYear:
		d = edtf.Year(m.year)
	case unitDecade:
		d = edtf.Decade(m.year)
	case unitCentury:
		d = edtf.Century(m.year)
	}
	if m.about && m.unit != unitWeek || m.edge != edgeNone && m.unit > unitWeek {
		d = d.With(edtf.Approximate)
	}
	if m.guessed {
		d = d.With(edtf.Uncertain)
	}
	return d
}

var timexSeasons = [...]string{"SP", "SU", "FA", "WI"}

// timex returns the value of TIMEX3, with X for what is not known.
func (m moment) timex() string {
	year := "XXXX"
	if m.known() {
		year = fmt.Sprintf("%04d", m.year)
	}
	switch m.unit {
	case unitDay, unitHour, unitMinute:
		switch {
		case m.weekday != 0 && m.month == 0 && !m.known():
			return fmt.Sprintf("XXXX-WXX-%d", m.weekday) + m.clock
		case m.month == 0 && m.day == 0:
			return year + "-XX-XX" + m.clock
		case m.month == 0:
			return fmt.Sprintf("%s-XX-%02d", year, m.day) + m.clock
		}
		return fmt.Sprintf("%s-%02d-%02d", year, m.month, m.day) + m.clock
	case unitWeek, unitWeekend:
		s := "XXXX-WXX"
		if m.known() {
			isoYear, week := m.start().ISOWeek()
			s = fmt.Sprintf("%04d-W%02d", isoYear, week)
		}
		if m.unit == unitWeekend {
			s += "-WE"
		}
		return s
	case unitMonth:
		if m.month == 0 {
			return year + "-XX"
		}
		return fmt.Sprintf("%s-%02d", year, m.month)
	case unitSeason:
		return year + "-" + timexSeasons[m.number-21]
	case unitQuarter, unitHalf:
		letter := "Q"
		if m.unit == unitHalf {
			letter = "H"
		}
		if m.number == 0 {
			return year + "-" + letter + "X"
		}
		return fmt.Sprintf("%s-%s%d", year, letter, m.number)
	case unitDecade:
		return year[:3]
	case unitCentury:
		return year[:2]
	}
	if m.fiscal {
		return "FY" + year
	}
	return year
}
