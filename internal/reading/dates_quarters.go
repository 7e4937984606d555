package reading

import "strings"

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
	if behind == end && (role == roleSeasonMaybe && !r.surelySeason(i, end) || role == roleSeason && !r.cuedSeason(i)) {
		return moment{}, 0
	}
	m.year = year
	return m, behind
}

// cuedSeason says whether "in", "by", "the" or an edge stands before a season.
func (r *datesReader) cuedSeason(i int) bool {
	return r.cued(i) || i > r.first && (r.is(i-1, roleArticle) || r.is(i-1, roleEdge))
}

// surelySeason says whether a word that is another one as well is a season by
// what stands before it: "en été", "in the fall", "in de lente".
func (r *datesReader) surelySeason(i, end int) bool {
	before := r.d.tokens[max(r.first, i-1)].Fold
	switch r.d.language {
	case "fr":
		return before == "en" || before == "l"
	case "en", "nl":
		if (before == "the" || before == "de") && i-2 >= r.first {
			before = r.d.tokens[i-2].Fold
		}
		return (before == "in" || before == "by" || before == "until") && (end >= r.last || !r.is(end, roleOf))
	}
	return false
}
