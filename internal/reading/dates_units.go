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

// quarter reads "Q4 2011", "the fourth quarter of 2011", "first half of 2025",
// "21st century", "3T24", "the last week of March".
func (r *datesReader) quarter(i int) (moment, int) {
	if m, end := r.quarterCode(i); end > 0 {
		return m, end
	}
	var n, j int
	switch {
	case r.is(i, roleOrdinal):
		n, j = r.value(i, roleOrdinal), r.after(i)
	case r.is(i, roleWhich) && r.value(i, roleWhich) == int(whichLast):
		n, j = 9, r.after(i)
	default:
		var ending string
		n, _, ending = r.number(i)
		if n < 1 || n > 22 || ending == "" && r.d.between(i) != ". " {
			return moment{}, 0
		}
		j = i + 1
	}
	if r.is(j, roleFiscal) && r.near(j) {
		j = r.after(j)
	}
	if !r.is(j, roleUnit) || !r.near(j) {
		return moment{}, 0
	}
	end := r.after(j)
	switch dateUnit(r.value(j, roleUnit)) {
	case unitQuarter:
		if n == 9 {
			n = 4
			if r.is(i, roleWhich) {
				return moment{}, 0
			}
		}
		if n > 4 {
			return moment{}, 0
		}
		year, end := r.yearBehind(end, false)
		return moment{unit: unitQuarter, number: n, year: year}, end
	case unitHalf:
		year, behind := r.yearBehind(end, false)
		if behind == end && r.is(j, roleHalfYear) && r.d.language != "en" && n <= 2 {
			return moment{unit: unitHalf, number: n}, end
		}
		if behind == end {
			k := r.skip(end, roleOf)
			k = r.skip(k, roleArticle)
			if k > end && r.is(k, roleUnit) && r.value(k, roleUnit) == int(unitYear) && n <= 2 {
				return moment{unit: unitHalf, number: n, year: r.near0(unitYear, whichThis).year}, r.after(k)
			}
			return moment{}, 0
		}
		if n > 2 {
			return moment{}, 0
		}
		return moment{unit: unitHalf, number: n, year: year}, behind
	case unitCentury:
		if n >= 15 {
			return moment{unit: unitCentury, year: 100 * (n - 1)}, end
		}
	case unitWeek:
		return r.weekOfMonth(n, end)
	}
	return moment{}, 0
}

// weekOfMonth reads "of March" behind "the last week".
func (r *datesReader) weekOfMonth(n, i int) (moment, int) {
	j := r.skip(i, roleOf)
	if j == i {
		return moment{}, 0
	}
	m, end := r.month(j)
	if end == 0 {
		return moment{}, 0
	}
	m = r.resolve(m, i, end, boundNone)
	if !m.known() {
		return moment{unit: unitWeek}, end
	}
	first := m.start()
	t := first.AddDate(0, 0, 7*n-4)
	if n == 9 {
		t = first.AddDate(0, 1, -7)
	} else if n > 4 {
		return moment{}, 0
	}
	return around(t, unitWeek, 0), end
}

// quarterCode reads Q4, H1, T3, S2, 3T24 and their years.
func (r *datesReader) quarterCode(i int) (moment, int) {
	if y, ok := r.yearNumber(i); ok && r.near(i+1) {
		if unit, n, _ := quarterSign(r.d.tokens[i+1].Fold); unit != unitNone {
			return moment{unit: unit, number: n, year: y}, i + 2
		}
		return moment{}, 0
	}
	unit, n, year := quarterSign(r.d.tokens[i].Fold)
	switch {
	case unit == unitNone:
		return moment{}, 0
	case year > 0:
		return moment{unit: unit, number: n, year: year}, i + 1
	}
	j := i + 1
	if r.is(j, roleFiscal) && r.near(j) {
		j = r.after(j)
	}
	year, end := r.yearBehind(j, false)
	if end == j {
		end = i + 1
		if unit == unitHalf || r.d.tokens[i].Fold[0] != 'q' {
			return moment{}, 0
		}
	}
	return moment{unit: unit, number: n, year: year}, end
}

// quarterSign takes apart q4, t3, h1, s2, 3t24, 4q2011.
func quarterSign(s string) (unit dateUnit, n, year int) {
	if len(s) < 2 {
		return unitNone, 0, 0
	}
	letter, rest := s[0], s[1:]
	if isASCIIDigit(s[0]) {
		letter, rest = s[1], s[:1]+s[2:]
	}
	var last int
	switch letter {
	case 'q', 't':
		unit, last = unitQuarter, 4
	case 'h', 's':
		unit, last = unitHalf, 2
	default:
		return unitNone, 0, 0
	}
	n = int(rest[0] - '0')
	if !isASCIIDigit(rest[0]) || n < 1 || n > last {
		return unitNone, 0, 0
	}
	if rest = rest[1:]; rest == "" {
		return unit, n, 0
	}
	y, digits, ending := leadingNumber(strings.TrimPrefix(rest, "fy"))
	switch {
	case ending != "" || digits != 2 && digits != 4:
		return unitNone, 0, 0
	case digits == 2:
		y = fullYear(y)
	}
	return unit, n, y
}

// season reads "the summer of 2024", "in spring", "été 2025".
func (r *datesReader) season(i int) (moment, int) {
	role := roleSeason
	if !r.is(i, role) {
		role = roleSeasonMaybe
	}
	if !r.is(i, role) || r.inName(i) {
		return moment{}, 0
	}
	end := r.after(i)
	m := moment{unit: unitSeason, number: r.value(i, role)}
	if r.is(end, roleWhich) && r.near(end) && r.d.language != "en" && r.value(end, roleWhich) != int(whichThis) {
		m.which = dateWhich(r.value(end, roleWhich))
		return m, r.after(end)
	}
	year, behind := r.yearBehind(end, false)
	if behind == end && (role == roleSeasonMaybe || !r.cuedSeason(i)) {
		return moment{}, 0
	}
	m.year = year
	return m, behind
}

// cuedSeason says whether "in", "by", "the" or an edge stands before a season.
func (r *datesReader) cuedSeason(i int) bool {
	return r.cued(i) || i > r.first && (r.is(i-1, roleArticle) || r.is(i-1, roleEdge))
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

// unitBeside returns the day beside the day told last, or a longer time beside
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

// dayFromToday reads "yesterday", "heute Morgen", "tonight".
func (r *datesReader) dayFromToday(i int) (moment, int) {
	if r.is(i, roleDaypartToday) {
		m := r.near0(unitDay, whichThis)
		m.clock = "T" + r.hits[i].word.text
		return m, r.after(i)
	}
	if !r.is(i, roleDay) {
		return moment{}, 0
	}
	if r.d.language == "en" && r.capital(i) && i > r.first && r.near(i) && r.d.between(i-1) == " " && r.capital(i-1) {
		return moment{}, 0 // the name of an outlet
	}
	if r.inPath(i) || r.is(i, roleDaypart) && i > r.first && (r.is(i-1, roleArticle) || r.is(i-1, roleWhich)) {
		return moment{}, 0
	}
	m, end := moment{unit: unitDay}, r.after(i)
	if !r.published.IsZero() && !r.onlyMonth {
		m = around(r.published, unitDay, r.value(i, roleDay))
	}
	j := r.skip(end, roleOf)
	j = r.skip(j, roleArticle)
	if r.is(j, roleDaypart) && r.near(j) && !strings.Contains(r.d.between(j-1), ",") {
		m.clock = "T" + r.hits[j].word.text
		end = r.after(j)
	}
	return m, end
}

// inPath says whether token i is a part of an address or the name of a file.
func (r *datesReader) inPath(i int) bool {
	gaps := [...]string{"", r.d.between(i)}
	if i > 0 {
		gaps[0] = r.d.between(i - 1)
	}
	for _, gap := range gaps {
		switch gap {
		case "-", "/", ".", "_", "@", "#":
			return true
		}
	}
	return false
}

// yearEnd reads "Jahresende 2027", "year-end".
func (r *datesReader) yearEnd(i int) (moment, int) {
	edge := edgeEnd
	if r.is(i, roleYearStart) {
		edge = edgeEarly
	} else if !r.is(i, roleYearEnd) {
		return moment{}, 0
	}
	end := r.after(i)
	year, behind := r.yearBehind(end, false)
	if behind == end {
		year = r.near0(unitYear, whichThis).year
	}
	return moment{unit: unitYear, year: year, edge: edge}, behind
}

// ago reads "two weeks ago", "vor drei Jahren", "a day earlier", "hace dos años".
func (r *datesReader) ago(i int) (moment, int) {
	j, before := i, false
	if r.is(i, roleAgoBefore) {
		j, before = r.after(i), true
		if !r.near(j) {
			return moment{}, 0
		}
	}
	about := false
	if before && r.is(j, roleAbout) {
		j, about = r.after(j), true
	} else if !before && i > r.first && r.is(i-1, roleUnit) {
		return moment{}, 0 // half a year ago
	}
	n, k := r.count(j)
	if k == 0 || n == 0 || !r.is(k, roleUnit) || !r.near(k) {
		return moment{}, 0
	}
	unit, end := dateUnit(r.value(k, roleUnit)), r.after(k)
	if unit < unitDay {
		return moment{}, 0
	}
	if before {
		m := r.away(unit, -n, r.published)
		m.about = m.about || about
		return m, end
	}
	if r.is(end, roleAgo) && r.near(end) {
		return r.away(unit, -n, r.published), r.after(end)
	}
	if r.is(end, roleShift) && r.near(end) && !r.is(r.after(end), roleOf) && r.told.known() && !strings.Contains(r.d.between(end-1), ",") {
		if next := r.after(end); next < r.last && r.d.tokens[next].Fold == "than" {
			return moment{}, 0
		}
		m := r.away(unit, n*r.value(end, roleShift), r.shiftFrom(unit))
		if !r.published.IsZero() && m.known() && !r.shiftFrom(unit).After(r.published) && m.start().After(r.published) {
			return moment{}, 0 // it was counted from something else
		}
		return m, r.after(end)
	}
	return moment{}, 0
}

// shiftFrom returns from where "a day earlier" is counted: days and weeks from
// the day told last that is near the publication.
func (r *datesReader) shiftFrom(unit dateUnit) time.Time {
	if unit < unitMonth && r.toldNews.known() {
		return r.toldNews.start()
	}
	return r.told.start()
}

// count reads the number before a unit; vague ones are 0.
func (r *datesReader) count(i int) (n, end int) {
	switch {
	case r.is(i, roleNumberVague):
		return 0, r.after(i)
	case r.is(i, roleNumber):
		return r.value(i, roleNumber), r.after(i)
	}
	if n, digits, ending := r.number(i); digits > 0 && digits <= 3 && ending == "" {
		return n, i + 1
	}
	return 0, 0
}

// away returns the time that is so many units from a day: the week for weeks,
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
