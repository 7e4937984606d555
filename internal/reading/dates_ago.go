package reading

import "strings"

// samePeriod reads "period last year", "month a year ago" behind "the same": the
// unitBeside returns the day beside the day told last, or a longer time beside
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
	} else if !before && i > r.first && r.is(i-1, roleUnit) && r.value(i-1, roleUnit) == int(unitHalf) {
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
