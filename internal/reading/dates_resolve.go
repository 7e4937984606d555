package reading

import "time"

// dateBound says at which end a time is open.
type dateBound int8

// The bounds.
const (
	boundNone dateBound = iota
	boundSince
	boundUntil
	boundRange // both ends are told
)

// resolve gives a time its year, its month or its day where the words leave
// them to the day of publication; [i,end) are its tokens.
func (r *datesReader) resolve(m moment, i, end int, bound dateBound) moment {
	if m.known() || m.unit == unitNone {
		return m
	}
	if m.unit == unitDay && m.month == 0 && m.day == 0 && m.weekday == 0 && m.holiday == "" {
		return m // "today", without a day of publication
	}
	from := r.published
	if from.IsZero() {
		return r.guess(m, i, end, bound)
	}
	if m.unit == unitWeekend {
		m = around(from, unitWeekend, 0)
		if r.onlyMonth {
			m.year = 0
		} else if isoWeekday(from) <= 3 && r.tense(i, end, bound) == tensePast {
			m = around(from, unitWeekend, -1)
		}
		return m
	}
	if m.unit == unitDay && m.month == 0 && m.day > 0 {
		if r.onlyMonth {
			return m
		}
		return dayFrom(m, from, r.tense(i, end, bound))
	}
	if m.weekday != 0 && m.month == 0 {
		if r.onlyMonth {
			return m
		}
		return r.weekdayFrom(m, from, r.tense(i, end, bound))
	}
	if m.unit != unitDay && m.unit != unitMonth && m.unit != unitSeason && m.unit != unitQuarter && m.unit != unitHalf || m.unit == unitMonth && m.month == 0 {
		return m
	}
	year := from.Year()
	placed := func(step int) (moment, bool) {
		p := m
		p.year = year + step
		if bound == boundSince && p.start().After(from) {
			return p, false
		}
		if m.holiday != "" {
			p = holidayIn(m.holiday, p.year)
			p.clock = m.clock
		}
		return p, p.unit != unitDay || p.start().Day() == p.day // no 29 February
	}
	if m.weekday != 0 {
		if p, ok := r.onWeekday(m, from, r.tense(i, end, bound)); ok {
			return p
		}
		m.weekday = 0
	}
	p, ok := choose(placed, m.which, from, r.tense(i, end, bound))
	if !ok {
		return m
	}
	p.which = whichNone
	return p
}

// onWeekday places a day and month where they fall on a weekday, within some
// two years.
func (r *datesReader) onWeekday(m moment, from time.Time, t tense) (moment, bool) {
	p, ok := choose(func(step int) (moment, bool) {
		p := m
		p.year += from.Year() + step
		day := p.start()
		return p, day.Day() == p.day && isoWeekday(day) == p.weekday
	}, m.which, from, t)
	if away := p.start().Sub(from).Hours() / 24; !ok || away > 800 || away < -800 {
		return m, false
	}
	p.which, p.weekday = whichNone, 0
	return p, true
}

// dayFrom returns the day of a month near the day of publication.
func dayFrom(m moment, from time.Time, t tense) moment {
	if m.weekday != 0 { // "Thursday (3)"
		for _, step := range [...]int{0, -1, 1} {
			month := around(from, unitMonth, step)
			if p := day(month.year, month.month, m.day); isoWeekday(p.start()) == m.weekday && p.start().Day() == m.day {
				return p
			}
		}
		return m
	}
	step := 0
	switch {
	case m.day > from.Day() && t != tenseFuture:
		step = -1
	case m.day < from.Day() && t == tenseFuture:
		step = 1
	}
	month := around(from, unitMonth, step)
	if p := day(month.year, month.month, m.day); p.start().Day() == m.day {
		return p
	}
	return m
}

// guess takes the year of a month from the last date that the text gives with
// its year, where no day of publication is known: a month before it, told in the
// past. It is marked as uncertain.
func (r *datesReader) guess(m moment, i, end int, bound dateBound) moment {
	if m.unit != unitDay && m.unit != unitMonth || m.month == 0 || m.which != whichNone || bound == boundUntil {
		return m
	}
	if !r.dated.known() || r.dated.unit != unitDay && r.dated.unit != unitMonth || m.month > r.dated.month || r.tense(i, end, bound) == tenseFuture {
		return m
	}
	m.year, m.guessed = r.dated.year, true
	return m
}

// choose picks the year.
func choose(placed func(int) (moment, bool), which dateWhich, from time.Time, t tense) (moment, bool) {
	var best moment
	least := -1
	for step := -4; step <= 4; step++ {
		p, ok := placed(step)
		if !ok {
			continue
		}
		start := p.start()
		days := int(start.Sub(from).Hours() / 24)
		length := span[p.unit]
		holds := days <= 0 && days+length > 0
		cost := max(days, -days)
		if holds {
			cost = 0
			if t == tensePast && (p.unit == unitQuarter || p.unit == unitHalf) && -days < length*2/3 {
				cost = 1000 // it is not over: last year's is meant
			}
		}
		switch which {
		case whichLast, whichBefore:
			if days+length > 0 {
				continue
			}
		case whichNext, whichAfter:
			if days <= 0 {
				continue
			}
		case whichThis:
			if p.year == from.Year() {
				return p, true
			}
			continue
		default:
			cost = t.cost(days, cost, p)
		}
		if least < 0 || cost < least {
			best, least = p, cost
		}
	}
	return best, least >= 0
}

// span is how many days a unit has at least.
var span = [...]int{unitDay: 1, unitMonth: 28, unitSeason: 90, unitQuarter: 90, unitHalf: 181, unitCentury: 0}

// weekdayFrom returns the day of a weekday near the day of publication.
func (r *datesReader) weekdayFrom(m moment, from time.Time, t tense) moment {
	ahead := (m.weekday - isoWeekday(from) + 7) % 7
	step := ahead
	switch {
	case m.which == whichLast || m.which == whichBefore:
		step = ahead - 7
	case m.which == whichNext || m.which == whichAfter:
		if step == 0 {
			step = 7
		}
	case m.which == whichThis && t == tenseNone && ahead > 3, ahead > 0 && t != tenseFuture && t != tenseOpen && (m.which != whichThis || t != tenseNone):
		step = ahead - 7
	}
	day := dayOf(from.AddDate(0, 0, step))
	day.clock = m.clock
	return day
}

// remember keeps a time as the one told last.
func (r *datesReader) remember(m moment) {
	if m.known() && m.unit >= unitDay && m.unit <= unitYear {
		r.told = m
		if m.unit == unitDay {
			r.toldDay = m
			if away := r.published.Sub(m.start()).Hours() / 24; away > -40 && away < 40 {
				r.toldNews = m
			}
		}
		if !m.guessed && !m.counted {
			r.dated = m
		}
	}
}
