package reading

import "strings"

// year reads a bare year of four digits where it is no other number.
func (r *datesReader) year(i int) (moment, int) {
	y, ok := r.yearNumber(i)
	if !ok || r.isClock(i) || r.isDecade(i) {
		return moment{}, 0
	}
	before, after := r.d.between(i-1), r.d.between(i)
	if i == 0 {
		before = r.d.Text[:r.d.tokens[0].Start]
	}
	if strings.Contains(before, "©") || strings.ContainsAny(before, "$€£¥#/@_&=:+") && !strings.HasSuffix(before, " ") || strings.HasPrefix(after, "%") || strings.HasPrefix(after, "/") && r.yearTail(i) == 0 {
		return moment{}, 0
	}
	if strings.HasSuffix(before, ".") || strings.HasPrefix(after, ".") && !strings.ContainsAny(after, " \n") && len(after) == 1 && i+1 < r.last {
		return moment{}, 0
	}
	if before == "-" && i > r.first && !r.is(i-1, roleEdge) && r.hits[i-1].word == nil {
		if _, isYear := r.yearNumber(i - 1); !isYear {
			return moment{}, 0 // part of a number or the name of a model
		}
	}
	if i > r.first && r.is(i-1, roleNumbered) && r.capital(i-1) && !strings.Contains(before, ",") {
		return moment{}, 0
	}
	if r.is(i+1, roleFiscal) && r.near(i+1) {
		return moment{unit: unitYear, year: y, fiscal: true}, r.fiscalEnd(i + 1)
	}
	if (y < 1900 || y > 2060 || y%100 == 0 || !r.capitalOrCue(i)) && !r.cued(i) && !r.told1(i) {
		return moment{}, 0
	}
	if r.counts(i + 1) {
		return moment{}, 0
	}
	return moment{unit: unitYear, year: y}, i + 1
}

// told1 says whether a closing bracket or a comma with another year stands
// beside token i: "Act (2018)", "2016, 2018".
func (r *datesReader) told1(i int) bool {
	return i > 0 && strings.HasSuffix(r.d.between(i-1), "(") && strings.HasPrefix(r.d.between(i), ")")
}

// capitalOrCue says whether what stands before token i goes with a year: any
// word but a number, or the beginning.
func (r *datesReader) capitalOrCue(i int) bool {
	if i <= r.first {
		return true
	}
	_, digits, _ := r.number(i - 1)
	if digits > 0 {
		_, isYear := r.yearNumber(i - 1)
		return isYear
	}
	return true
}

// counts says whether token i is what a number counts: a unit, or after a round
// number any small word in the plural.
func (r *datesReader) counts(i int) bool {
	if i >= r.last || !r.near(i) || strings.Contains(r.d.between(i-1), ",") {
		return false
	}
	if r.is(i, roleUnit) && !r.is(i, roleIn) && strings.HasSuffix(r.d.tokens[i].Fold, "s") {
		return true
	}
	n, _, _ := r.number(i - 1)
	return n%10 == 0 && n != 2010 && n != 2020 && n != 2030 && strings.HasSuffix(r.d.tokens[i].Fold, "s") && len(r.d.tokens[i].Fold) > 3 && !r.capital(i)
}

// yearTail returns the last year where that at token i goes on as 2023/24 or
// 1925-40; 0 if it does not.
func (r *datesReader) yearTail(i int) int {
	y, _ := r.yearNumber(i)
	n, digits, ending := r.number(i + 1)
	gap := r.d.between(i)
	switch {
	case gap != "/" && gap != "-" && gap != "–" || ending != "":
		return 0
	case digits == 2 && n == (y+1)%100:
		return y + 1
	case digits == 2 && n > y%100 && gap != "/":
		return y - y%100 + n
	case digits == 4 && n == y+1 && gap == "/":
		return n
	}
	return 0
}

// isDecade says whether token i is written as a decade: 1990s, 1990er, 1990's.
func (r *datesReader) isDecade(i int) bool {
	n, digits, ending := r.number(i)
	if digits != 4 && digits != 2 || n%10 != 0 {
		return false
	}
	return ending == "s" || ending == "er" || ending == "" && (strings.HasPrefix(r.d.between(i), "'s") || strings.HasPrefix(r.d.between(i), "’s"))
}

// decade reads "the 1990s", "the late 90s", "1990er Jahre", "les années 90".
func (r *datesReader) decade(i int) (moment, int) {
	if r.is(i, roleDecadeName) && (r.d.language != "en" || r.cuedSeason(i) && !r.is(i-1, roleNumber)) {
		return moment{unit: unitDecade, year: 1900 + r.value(i, roleDecadeName)}, r.after(i)
	}
	j, worded := i, false
	if r.is(i, roleDecadeWord) {
		j, worded = r.after(i), true
		if !r.near(j) {
			return moment{}, 0
		}
	}
	n, digits, ending := r.number(j)
	if n < 0 || n%10 != 0 || digits != 2 && digits != 4 || !r.isDecade(j) && (!worded || ending != "") {
		return moment{}, 0
	}
	if digits == 2 {
		if n < 10 || !worded && (!r.cuedSeason(j) || !r.near(j)) {
			return moment{}, 0
		}
		if n += 1900; n < 1930 {
			n += 100
		}
	} else if n < 1500 || n >= 2100 {
		return moment{}, 0
	}
	end := j + 1
	if ending == "er" && r.is(end, roleUnit) && r.near(end) {
		end = r.after(end)
	}
	return moment{unit: unitDecade, year: n}, end
}

// fiscal reads "fiscal 2025", "FY2025", "FY25", "financial year 2024-25". The
// year is written as the calendar year.
func (r *datesReader) fiscal(i int) (moment, int) {
	s := r.d.tokens[i].Fold
	if rest, ok := strings.CutPrefix(s, "fy"); ok && rest != "" {
		n, digits, ending := leadingNumber(rest)
		switch {
		case ending != "" || digits != 2 && digits != 4:
			return moment{}, 0
		case digits == 2:
			n = fullYear(n)
		}
		return moment{unit: unitYear, year: n, fiscal: true}, i + 1
	}
	if !r.is(i, roleFiscal) {
		return moment{}, 0
	}
	j := r.fiscalEnd(i)
	j = r.skip(j, roleOf)
	if !r.near(j) {
		return moment{}, 0
	}
	if y, ok := r.yearNumber(j); ok {
		return moment{unit: unitYear, year: y, fiscal: true}, j + 1
	}
	if n, digits, ending := r.number(j); s == "fy" && digits == 2 && ending == "" {
		return moment{unit: unitYear, year: fullYear(n), fiscal: true}, j + 1
	}
	return moment{}, 0
}

// fiscalEnd returns the token behind "fiscal" or "fiscal year".
func (r *datesReader) fiscalEnd(i int) int {
	j := r.after(i)
	if r.is(j, roleUnit) && r.near(j) {
		j = r.after(j)
	}
	return j
}
