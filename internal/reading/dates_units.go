package reading

import (
	"strings"
	"time"
)

// near0 returns the time of a unit that "which" means, unknown where that
// needs a day that is not known.
func (r *datesReader) near0(unit dateUnit, which dateWhich) moment {
	from := r.published
	if which.told() && r.told.known() {
		from = r.told.start()
	}
	if from.IsZero() || r.onlyMonth && unit < unitMonth && from.Equal(r.published) {
		return moment{unit: unit}
	}
	m := around(from, unit, which.step())
	m.counted = true
	return m
}

// whichOne reads "last week", "this year", "next Monday", "last May", "année
// dernière", "this morning".
func (r *datesReader) whichOne(i int) (moment, int) {
	switch {
	case r.is(i, roleUnitThis):
		return r.near0(unitYear, whichThis), r.after(i)
	case r.is(i, roleUnitBefore):
		return r.unitBeside(dateUnit(r.value(i, roleUnitBefore)), whichBefore), r.after(i)
	case r.is(i, roleUnitAfter):
		return r.unitBeside(dateUnit(r.value(i, roleUnitAfter)), whichAfter), r.after(i)
	}
	if r.is(i, roleUnit) {
		return r.unitWhich(i)
	}
	if !r.is(i, roleWhich) {
		return moment{}, 0
	}
	which, j := dateWhich(r.value(i, roleWhich)), r.after(i)
	if !r.near(j) || strings.Contains(r.d.between(j-1), ",") || which == whichPast {
		return moment{}, 0
	}
	if which == whichSame {
		if m, end := r.samePeriod(j); end > 0 {
			return m, end
		}
	}
	if r.is(j, roleFiscal) {
		if end := r.after(j); end-j > 1 && r.is(end-1, roleUnit) { // "next fiscal year"
			m := r.near0(unitYear, which)
			m.fiscal = true
			return m, end
		}
		j = r.after(j)
	}
	switch {
	case r.is(j, roleUnit):
		if r.is(j, roleUnitMany) {
			return moment{}, 0
		}
		unit := dateUnit(r.value(j, roleUnit))
		if unit < unitDay || unit == unitDay && !which.told() {
			return moment{}, 0
		}
		if unit == unitMonth && r.d.language != "en" && r.is(r.after(j), roleOf) {
			if m, end := r.whichNamed(which, r.after(r.after(j))); end > 0 {
				return m, end
			}
		}
		if which == whichLast && unit != unitWeekend && i > r.first+1 && r.d.tokens[i-1].Fold == "the" && r.d.tokens[i-2].Fold == "over" {
			return moment{}, 0 // a duration
		}
		if which.told() && !r.told.known() && which != whichBefore {
			return moment{}, 0
		}
		if r.is(r.after(j), roleOf) && (unit == unitWeek || unit == unitMonth) {
			if m, end := r.quarter(i); end > 0 {
				return m, end
			}
		}
		if unit == unitWeekend && which == whichThis {
			return moment{unit: unit, which: which}, r.after(j)
		}
		return r.near0(unit, which), r.after(j)
	case r.is(j, roleDaypart) && which == whichThis:
		m := r.near0(unitDay, whichThis)
		m.clock = "T" + r.hits[j].word.text
		return m, r.after(j)
	case r.is(j, roleDaypart) && which == whichLast:
		m := r.near0(unitDay, whichLast)
		m.clock = "T" + r.hits[j].word.text
		return m, r.after(j)
	}
	return r.whichNamed(which, j)
}

// time told last, in that year.
func (r *datesReader) samePeriod(j int) (moment, int) {
	if !r.is(j, rolePeriod) && !r.is(j, roleUnit) || !r.told.known() || r.told.unit < unitMonth {
		return moment{}, 0
	}
	k := r.skip(r.skip(r.after(j), roleOf), roleArticle)
	year, end, ok := r.yearRef(k)
	if !ok {
		var m moment
		if m, end = r.ago(k); end == 0 || m.unit != unitYear {
			return moment{}, 0
		}
		year = m.year
	}
	m := r.told
	if m.year = year; year == 0 {
		return moment{}, 0
	}
	m.counted, m.edge, m.about = true, edgeNone, false
	return m, end
}

// that of the publication.
func (r *datesReader) unitBeside(unit dateUnit, which dateWhich) moment {
	switch {
	case unit == unitDay && !r.told.known():
		return moment{unit: unit}
	case unit != unitDay && which == whichBefore:
		which = whichLast
	}
	return r.near0(unit, which)
}

// whichNamed reads the weekday, month, season or holiday behind "last".
func (r *datesReader) whichNamed(which dateWhich, j int) (moment, int) {
	var m moment
	end := 0
	switch {
	case r.is(j, roleWeekday):
		m, end = r.weekday(j)
	case r.is(j, roleMonth) || r.is(j, roleMonthMaybe) || r.is(j, roleMonthShort):
		if m, end = r.monthAndDay(j); end == 0 {
			m, end = r.month(j)
		}
	case r.is(j, roleSeason) || r.is(j, roleSeasonMaybe):
		role := roleSeason
		if !r.is(j, role) {
			role = roleSeasonMaybe
		}
		m, end = moment{unit: unitSeason, number: r.value(j, role)}, r.after(j)
		m.year, end = r.yearBehind(end, false)
	case r.is(j, roleHoliday):
		m, end = r.holiday(j)
	}
	if end > 0 && !m.known() {
		m.which = which
	}
	return m, end
}

// unitWhich reads "année dernière", "año 2020", "semana pasada".
func (r *datesReader) unitWhich(i int) (moment, int) {
	unit, j := dateUnit(r.value(i, roleUnit)), r.after(i)
	if unit == unitYear {
		if y, ok := r.yearNumber(j); ok && r.near(j) && !strings.Contains(r.d.between(j-1), ",") && !r.isDecade(j) && (y%10 != 0 || !r.is(i, roleDecadeWord)) {
			return moment{unit: unitYear, year: y}, j + 1
		}
	}
	if unit == unitWeekend && i > r.first && (r.is(i-1, roleArticle) || r.is(i-1, roleIn)) && !r.is(j, roleWhich) {
		return moment{unit: unitWeekend, which: whichThis}, j
	}
	if unit == unitWeek {
		if k := r.skip(r.skip(j, roleOf), roleArticle); k > j {
			if m, end := r.calendarDay(k); end > 0 { // "the week of July 7"
				if m = r.resolve(m, i, end, boundNone); m.known() {
					return around(m.start(), unitWeek, 0), end
				}
			}
		}
	}
	if unit == unitMonth {
		if k := r.skip(j, roleOf); k > j {
			if m, end := r.month(k); end > 0 {
				return m, end
			}
		}
	}
	if r.d.language == "en" || !r.is(j, roleWhich) || !r.near(j) || unit < unitDay {
		return moment{}, 0
	}
	which := dateWhich(r.value(j, roleWhich))
	if which == whichThis || which == whichSame || which == whichPast || unit == unitDay && !which.told() {
		return moment{}, 0
	}
	return r.near0(unit, which), r.after(j)
}

// the day told last that is near the publication.
func (r *datesReader) shiftFrom(unit dateUnit) time.Time {
	if unit < unitMonth && r.toldNews.known() {
		return r.toldNews.start()
	}
	return r.told.start()
}

// the month for months, so that it is no finer than the words.
func (r *datesReader) away(unit dateUnit, n int, from time.Time) moment {
	if from.IsZero() || r.onlyMonth && unit < unitMonth {
		return moment{unit: unit}
	}
	if unit == unitWeekend {
		unit = unitWeek
	}
	if unit == unitQuarter {
		return around(from.AddDate(0, 3*n, 1-from.Day()), unitQuarter, 0)
	}
	if unit == unitDecade {
		return moment{unit: unitYear, year: max(1, from.Year()+10*n), about: true}
	}
	m := around(from, unit, n)
	m.counted = true
	if m.year < 1 {
		return moment{unit: unit}
	}
	return m
}
