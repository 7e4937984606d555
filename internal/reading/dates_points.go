package reading

import (
	"strings"
	"unicode"

	"dateline/internal/text"
)

// point reads one time that begins at token i, as far as its words go; end is 0
// if there is none.
func (r *datesReader) point(i int) (m moment, end int) {
	if i >= r.last {
		return moment{}, 0
	}
	if r.is(i, roleEdge) {
		if m, end = r.edged(i); end > 0 {
			return m, end
		}
	}
	return r.whole(i)
}

// edged reads "early July", "the end of 2025", "mid-2022", "later this year".
func (r *datesReader) edged(i int) (moment, int) {
	edge := dateEdge(r.value(i, roleEdge))
	j := r.after(i)
	if !r.near(j) {
		return moment{}, 0
	}
	j = r.skip(j, roleOf)
	j = r.skip(j, roleArticle)
	if j >= r.last || !r.near(j) {
		return moment{}, 0
	}
	m, end := r.whole(j)
	if end == 0 && r.is(j, roleUnit) && (j > r.after(i) || r.d.language != "en" && edge != edgeLate && !r.is(j, roleUnitMany)) {
		m, end = r.unitTold(j)
	}
	if end == 0 || m.unit == unitDay && edge != edgeEarly && edge != edgeLate || m.clock != "" && m.unit == unitDay && edge != edgeLate && edge != edgeEarly {
		return moment{}, 0
	}
	if r.d.language == "en" && (edge == edgeStart || edge == edgeEnd) && m.counted && j == r.after(i) {
		return moment{}, 0 // "will start next month"
	}
	m.edge = edge
	return m, end
}

// unitTold reads "(the end of) the year", "des Jahres 2027".
func (r *datesReader) unitTold(i int) (moment, int) {
	unit := dateUnit(r.value(i, roleUnit))
	switch unit {
	case unitYear, unitMonth, unitWeek, unitQuarter, unitDecade, unitCentury:
	default:
		return moment{}, 0
	}
	if year, end, ok := r.yearRef(i); ok {
		return moment{unit: unitYear, year: year}, end
	}
	return r.near0(unit, whichThis), r.after(i)
}

// whole reads a time that is no part of a longer one.
func (r *datesReader) whole(i int) (moment, int) {
	for _, read := range [...]func(*datesReader, int) (moment, int){
		(*datesReader).numeric, (*datesReader).glued, (*datesReader).weekday, (*datesReader).dayAndMonth, (*datesReader).monthAndDay, (*datesReader).dayAlone, (*datesReader).month,
		(*datesReader).quarter, (*datesReader).season, (*datesReader).whichOne, (*datesReader).holiday, (*datesReader).dayFromToday,
		(*datesReader).fiscal, (*datesReader).decade, (*datesReader).ago, (*datesReader).yearEnd, (*datesReader).year,
	} {
		if m, end := read(r, i); end > 0 {
			return m, end
		}
	}
	return moment{}, 0
}

// isMonth returns the month that token i names; beside says whether a number
// stands beside it.
func (r *datesReader) isMonth(i int, beside bool) (int, bool) {
	for _, role := range [...]dateRole{roleMonth, roleMonthShort, roleMonthMaybe} {
		if r.is(i, role) && (beside || role == roleMonth) && (r.capital(i) || r.d.language != "en" && r.d.language != "de") {
			return r.value(i, role), true
		}
	}
	return 0, false
}

// dayAndMonth reads "2 July 2025", "2. Juli", "the 2nd of July", "1er juillet".
func (r *datesReader) dayAndMonth(i int) (moment, int) {
	n, ok := r.dayNumber(i)
	j := i + 1
	if r.is(i, roleDayOrdinal) {
		n, j, ok = r.value(i, roleDayOrdinal), r.after(i), true
		if r.d.language == "en" && !r.is(j, roleOf) {
			return moment{}, 0
		}
	}
	if !ok || strings.ContainsAny(r.d.between(j-1), ",\n") {
		return moment{}, 0
	}
	j = r.skip(j, roleOf)
	month, ok := r.isMonth(j, true)
	if !ok || !r.near(j) {
		return moment{}, 0
	}
	m := moment{unit: unitDay, month: month, day: n}
	end := r.after(j)
	m.year, end = r.yearBehind(end, true)
	return m, end
}

// monthAndDay reads "July 2, 2025", "Oct. 21", "September 8th".
func (r *datesReader) monthAndDay(i int) (moment, int) {
	month, ok := r.isMonth(i, true)
	j := r.after(max(i, r.first))
	if !ok || !r.near(j) || strings.ContainsAny(r.d.between(j-1), ",\n-–") {
		return moment{}, 0
	}
	if r.d.tokens[j].Fold == "the" {
		j++
	}
	n, ok := r.dayNumber(j)
	if !ok || !r.near(j) || strings.HasPrefix(r.d.between(j), "%") || strings.HasPrefix(r.d.between(j), ":") || r.is(j+1, roleMeridiem) {
		return moment{}, 0
	}
	m := moment{unit: unitDay, month: month, day: n}
	end := j + 1
	m.year, end = r.yearBehind(end, true)
	return m, end
}

// dayAlone reads "(on) the 3rd", a day without its month.
func (r *datesReader) dayAlone(i int) (moment, int) {
	n, digits, ending := r.number(i)
	if digits == 0 || n < 1 || n > 31 || ending != "st" && ending != "nd" && ending != "rd" && ending != "th" || r.d.language != "en" {
		return moment{}, 0
	}
	if i < r.first+2 || r.d.tokens[i-1].Fold != "the" || r.d.tokens[i-2].Fold != "on" || r.d.between(i) == " " && !r.is(i+1, roleIn) && !r.is(i+1, rolePast) && !r.is(i+1, roleFuture) {
		return moment{}, 0
	}
	return moment{unit: unitDay, day: n}, i + 1
}

// glued reads "July 13, 2015" where the page has lost the space before it:
// "HebertJuly 13, 2015"; i is the token of the day.
func (r *datesReader) glued(i int) (moment, int) {
	n, ok := r.dayNumber(i)
	if !ok || i == r.first || r.hits[i-1].word != nil || strings.Trim(r.d.between(i-1), " .") != "" {
		return moment{}, 0
	}
	year, ok := r.yearNumber(i + 1)
	if !ok || !r.near(i+1) {
		return moment{}, 0
	}
	word := r.d.tokens[i-1].Of(r.d.Text)
	at := strings.LastIndexFunc(word, unicode.IsUpper)
	if at < 1 || !unicode.IsLower(rune(word[at-1])) && !isASCIIDigit(word[at-1]) {
		return moment{}, 0
	}
	tail := []text.Token{{Fold: text.Fold(word[at:])}}
	w, _ := r.language.words.at(tail, 0, 1)
	for _, role := range [...]dateRole{roleMonth, roleMonthShort, roleMonthMaybe} {
		if w.is(role) {
			m := day(year, int(w.value[role]), n)
			m.before = r.d.tokens[i].Start - r.d.tokens[i-1].End + len(word) - at
			return m, i + 2
		}
	}
	return moment{}, 0
}

// yearBehind reads the year behind a month, day, season or quarter, and returns
// 0 and the same place if none stands there.
func (r *datesReader) yearBehind(i int, comma bool) (year, end int) {
	if !r.near(i) || !comma && strings.Contains(r.d.between(i-1), ",") {
		return 0, i
	}
	j := r.skip(i, roleOf)
	j = r.skip(j, roleArticle)
	if y, ok := r.yearNumber(j); ok && (j == i || r.near(j)) && !r.isClock(j) {
		return y, j + 1
	}
	if strings.Contains(r.d.between(i-1), ",") {
		return 0, i
	}
	if y, e, ok := r.yearRef(j); ok {
		return y, e
	}
	return 0, i
}

// isClock says whether token i is the hour of a clock time.
func (r *datesReader) isClock(i int) bool {
	return r.d.between(i) == ":" || r.isZone(i+1)
}

// yearRef reads "last year", "año pasado", "year 2025", "fiscal 2025".
func (r *datesReader) yearRef(i int) (year, end int, ok bool) {
	switch {
	case i >= r.last || !r.near(i) && i > r.first:
		return 0, 0, false
	case r.is(i, roleUnitThis):
		return r.near0(unitYear, whichThis).year, r.after(i), true
	case r.is(i, roleWhich):
		j := r.after(i)
		if r.is(j, roleUnit) && r.value(j, roleUnit) == int(unitYear) && r.near(j) {
			return r.near0(unitYear, dateWhich(r.value(i, roleWhich))).year, r.after(j), true
		}
	case r.is(i, roleUnit) && r.value(i, roleUnit) == int(unitYear):
		j := r.after(i)
		if y, ok := r.yearNumber(j); ok && r.near(j) {
			return y, j + 1, true
		}
		if r.is(j, roleWhich) && r.near(j) && r.value(j, roleWhich) != int(whichThis) {
			return r.near0(unitYear, dateWhich(r.value(j, roleWhich))).year, r.after(j), true
		}
	case r.is(i, roleFiscal) || strings.HasPrefix(r.d.tokens[i].Fold, "fy"):
		if m, end := r.fiscal(i); end > 0 {
			return m.year, end, true
		}
	}
	return 0, 0, false
}

// month reads "July 2025", "in June", "junio del año pasado".
func (r *datesReader) month(i int) (moment, int) {
	month, ok := r.isMonth(i, true)
	if !ok || r.inName(i) {
		return moment{}, 0
	}
	end := r.after(i)
	year, behind := r.yearBehind(end, true)
	if behind == end { // no year
		if r.d.language == "en" && (!r.cued(i) || strings.Contains(" of and or by for ", " "+r.d.tokens[i-1].Fold+" ")) && end < r.last && r.d.between(end-1) == " " && r.capital(end) {
			return moment{}, 0 // April Jones
		}
		if r.is(end, roleWhich) && r.near(end) && r.d.language != "en" && !strings.Contains(r.d.between(end-1), ",") {
			if which := dateWhich(r.value(end, roleWhich)); which == whichLast || which == whichNext {
				return moment{unit: unitMonth, month: month, which: which}, r.after(end)
			}
		}
		if r.adjective(i, end) {
			return moment{unit: unitMonth, month: month}, end
		}
		if !r.is(i, roleMonth) && (!r.is(i, roleMonthMaybe) || !r.cued(i)) {
			return moment{}, 0
		}
	}
	return moment{unit: unitMonth, month: month, year: year}, behind
}

// adjective says whether a month stands before its noun: "a May report".
func (r *datesReader) adjective(i, end int) bool {
	if i <= r.first || end >= r.last || r.d.between(i-1) != " " || r.d.between(end-1) != " " || !r.capital(i) || r.capital(end) {
		return false
	}
	before := r.is(i-1, roleArticle) || r.is(i-1, roleNumber) && r.value(i-1, roleNumber) == 1
	return before && !r.is(end, roleIn) && !r.is(end, roleOf)
}

// cued says whether a word such as "in" stands before token i.
func (r *datesReader) cued(i int) bool {
	if i <= r.first {
		return false
	}
	if !r.near(i) {
		return false
	}
	for j := max(r.first, i-3); j < i; j++ {
		if (r.is(j, roleIn) || r.is(j, roleEdge) || r.is(j, roleWhich) || r.is(j, roleAnd)) && r.after(j) == i {
			return true
		}
	}
	return false
}

// inName says whether token i has a neighbour that makes a name of it: April
// Smith, monday.com.
func (r *datesReader) inName(i int) bool {
	end := r.after(i)
	if end < len(r.d.tokens) && r.d.between(end-1) == "." {
		return true
	}
	if i > 0 {
		if gap := r.d.between(i - 1); gap == "." || gap == "@" || gap == "#" || gap == "_" {
			return true
		}
	}
	return false
}

// weekday reads "Tuesday", "Tuesday, July 1", "Friday morning", "lundi dernier",
// "Monday of last week".
func (r *datesReader) weekday(i int) (moment, int) {
	role := roleWeekday
	if !r.is(i, role) {
		switch {
		case r.is(i, roleWeekdayShort) && r.capital(i):
			role = roleWeekdayShort
		case r.is(i, roleWeekdayMaybe):
			role = roleWeekdayMaybe
		default:
			return moment{}, 0
		}
	}
	if (r.d.language == "en" || r.d.language == "de" && role == roleWeekday) && !r.capital(i) {
		return moment{}, 0
	}
	m := moment{unit: unitDay, weekday: r.value(i, role)}
	if r.hits[i].word.text != "" && role == roleWeekday {
		m.clock = "T" + r.hits[i].word.text
	}
	j := r.after(i)
	k := r.skip(j, roleArticle)
	if end := r.bracketed(j, &m); end > 0 {
		return m, end
	}
	if r.near(k) {
		full, end := r.calendarDay(k)
		if end > 0 && !strings.Contains(r.d.between(k-1), "\n") && (!full.known() || isoWeekday(full.start()) == m.weekday) {
			full.clock = m.clock
			if !full.known() {
				full.weekday = m.weekday
			}
			return full, end
		}
	}
	if role == roleWeekdayShort || role == roleWeekdayMaybe && !r.cued(i) || r.inName(i) || r.is(j, roleWeekdayNameAfter) && r.capital(j) || r.namedBefore(i) {
		return moment{}, 0
	}
	if r.is(j, roleDaypart) && r.near(j) && !strings.Contains(r.d.between(j-1), ",") {
		m.clock = "T" + r.hits[j].word.text
		j = r.after(j)
	}
	return r.weekdayOf(m, j)
}

// bracketed reads the day that stands in brackets behind a weekday: "Thursday
// (3 July)", "quinta-feira (3)".
func (r *datesReader) bracketed(i int, m *moment) int {
	if i >= len(r.d.tokens) || r.d.between(i-1) != " (" {
		return 0
	}
	clock := m.clock
	if full, end := r.calendarDay(i); end > 0 && strings.HasPrefix(r.d.Text[r.d.tokens[end-1].End:], ")") {
		if full.known() && isoWeekday(full.start()) != m.weekday {
			return 0
		}
		if !full.known() {
			full.weekday = m.weekday
		}
		*m = full
		m.clock = clock
		return end
	}
	n, digits, ending := leadingNumber(r.d.tokens[i].Fold) // "(3)" may count as the next sentence's number
	if 1 <= n && n <= 31 && digits > 0 && (ending == "" || strings.Contains(dayEndings, " "+ending+" ")) && strings.HasPrefix(r.d.Text[r.d.tokens[i].End:], ")") {
		m.day = n
		return i + 1
	}
	return 0
}

func (r *datesReader) namedBefore(i int) bool {
	for j := max(r.first, i-2); j < i; j++ {
		if r.is(j, roleWeekdayNameBefore) && r.after(j) == i && r.near(i) && r.capital(j) {
			return true
		}
	}
	return false
}

// calendarDay reads a day with its month.
func (r *datesReader) calendarDay(i int) (moment, int) {
	if i >= r.last {
		return moment{}, 0
	}
	if m, end := r.numeric(i); end > 0 && m.unit == unitDay {
		return m, end
	}
	if m, end := r.dayAndMonth(i); end > 0 {
		return m, end
	}
	return r.monthAndDay(i)
}

// weekdayOf reads what says of which week a weekday is.
func (r *datesReader) weekdayOf(m moment, i int) (moment, int) {
	if !r.near(i) || strings.Contains(r.d.between(i-1), ",") {
		return m, i
	}
	if r.is(i, roleWhich) && r.value(i, roleWhich) != int(whichThis) && r.value(i, roleWhich) != int(whichSame) {
		if j := r.after(i); !r.is(j, roleUnit) && !r.is(j, roleMonth) && !r.is(j, roleWeekday) && r.d.language != "en" {
			m.which = dateWhich(r.value(i, roleWhich))
			return m, j
		}
	}
	j := r.skip(i, roleOf)
	j = r.skip(j, roleArticle)
	which, end := whichNone, 0
	switch {
	case !r.near(j):
	case r.is(j, roleWhich) && r.isWeek(r.after(j)):
		which, end = dateWhich(r.value(j, roleWhich)), r.after(r.after(j))
	case r.isWeek(j) && r.is(r.after(j), roleWhich):
		which, end = dateWhich(r.value(r.after(j), roleWhich)), r.after(r.after(j))
	}
	if end == 0 {
		return m, i
	}
	week := r.near0(unitWeek, which)
	if !week.known() {
		return m, end
	}
	day := dayOf(week.start().AddDate(0, 0, m.weekday-1))
	day.clock = m.clock
	return day, end
}

func (r *datesReader) isWeek(i int) bool {
	return r.is(i, roleUnit) && r.value(i, roleUnit) == int(unitWeek) && r.near(i)
}
