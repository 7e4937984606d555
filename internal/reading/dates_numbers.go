package reading

import "strings"

// number reads token i as digits, perhaps with a short ending: "3", "3rd",
// "1er", "90s". Without digits, or with too many, n is -1.
func (r *datesReader) number(i int) (n, digits int, ending string) {
	if i < r.first || i >= r.last {
		return -1, 0, ""
	}
	s := r.d.tokens[i].Fold
	if at := strings.IndexByte(s, '\''); at > 0 && !isASCIIDigit(s[0]) { // l'8 marzo
		s = s[at+1:]
	}
	return leadingNumber(s)
}

func leadingNumber(s string) (n, digits int, ending string) {
	for digits < len(s) && isASCIIDigit(s[digits]) {
		if digits == 5 {
			return -1, 0, ""
		}
		n = 10*n + int(s[digits]-'0')
		digits++
	}
	if digits == 0 || len(s)-digits > 3 {
		return -1, 0, ""
	}
	return n, digits, s[digits:]
}

// dayEndings are what may stand behind the number of a day.
const dayEndings = " st nd rd th er re o a e ° "

// dayNumber reads token i as the day of a month.
func (r *datesReader) dayNumber(i int) (int, bool) {
	n, digits, ending := r.number(i)
	ok := 1 <= n && n <= 31 && digits <= 2 && (ending == "" || strings.Contains(dayEndings, " "+ending+" "))
	return n, ok
}

// yearNumber reads token i as a year of four digits, or of two behind an
// apostrophe.
func (r *datesReader) yearNumber(i int) (int, bool) {
	n, digits, ending := r.number(i)
	switch {
	case ending != "":
		return 0, false
	case digits == 4:
		return n, 1800 <= n && n < 2100
	case digits == 2 && i > 0:
		gap := r.d.between(i - 1)
		if strings.HasSuffix(gap, "'") || strings.HasSuffix(gap, "’") || strings.HasSuffix(gap, "‘") {
			return fullYear(n), r.cued(i)
		}
	}
	return 0, false
}

// fullYear returns the year that two digits stand for.
func fullYear(n int) int {
	if n < 60 {
		return 2000 + n
	}
	return 1900 + n
}

// numeric reads 2025-07-02, 02/07/2025, 2.7.2025 and 7/8/07.
func (r *datesReader) numeric(i int) (moment, int) {
	t := r.d.tokens[i]
	if strings.Count(t.Fold, ".") == 2 {
		parts := strings.Split(t.Fold, ".")
		a, _, _ := leadingNumber(parts[0])
		b, _, _ := leadingNumber(parts[1])
		c, digits, _ := leadingNumber(parts[2])
		if digits == 2 && r.d.language == "en" {
			return moment{}, 0 // the number of a version or a section
		}
		return r.assemble(a, b, c, digits, i+1)
	}
	if a, b, ok := strings.Cut(t.Fold, "."); ok && r.d.language != "en" && strings.HasPrefix(r.d.between(i), ".") && r.cued(i) { // am 1.7.
		n, digits, _ := leadingNumber(a)
		month, monthDigits, _ := leadingNumber(b)
		if 1 <= n && n <= 31 && digits <= 2 && 1 <= month && month <= 12 && monthDigits <= 2 {
			return day(0, month, n), i + 1
		}
	}
	a, digitsA, endA := r.number(i)
	b, digitsB, endB := r.number(i + 1)
	if a < 0 || b < 0 || endA != "" || endB != "" {
		return moment{}, 0
	}
	gap := r.d.between(i)
	c, digitsC, endC := r.number(i + 2)
	if len(endC) == 3 && endC[0] == 't' && isASCIIDigit(endC[1]) && digitsA == 4 { // 2025-07-02T10:00
		endC = ""
	}
	if c < 0 || endC != "" || r.d.between(i+1) != gap {
		c, digitsC = -1, 0
	}
	if i > r.first && (r.d.between(i-1) == gap && gap != ". " || strings.HasSuffix(r.d.between(i-1), "/")) || r.d.between(i+2) == gap && c >= 0 && gap != ". " {
		return moment{}, 0
	}
	switch {
	case gap == "-" && digitsA == 4 && digitsB == 2 && digitsC == 2:
		return day(a, b, c), i + 3
	case gap == "/" && digitsA == 4 && digitsB <= 2 && digitsC > 0 && digitsC <= 2:
		return day(a, b, c), i + 3
	case (gap == "/" || gap == "-" || gap == ". " && r.d.language != "en") && (digitsC == 4 || digitsC == 2 && gap == "/") && digitsA <= 2 && digitsB <= 2:
		return r.assemble(a, b, c, digitsC, i+3)
	case gap == "-" && digitsA == 4 && digitsB == 2 && 1990 <= a && a < 2100 && 1 <= b && b <= 12 && b != (a+1)%100:
		return moment{unit: unitMonth, year: a, month: b}, i + 2
	}
	return moment{}, 0
}

func day(year, month, day int) moment {
	return moment{unit: unitDay, year: year, month: month, day: day}
}

// dayFirstHosts are the endings of hosts of countries that write day before month
// in English.
const dayFirstHosts = " uk ie au nz in za ng ke gh my sg hk pk ph mt eu "

// assemble makes a day of three numbers in the order of the language and the
// country.
func (r *datesReader) assemble(a, b, c, digits, end int) (moment, int) {
	if digits == 2 {
		c = fullYear(c)
	} else if digits != 4 || c < 1800 || c >= 2100 {
		return moment{}, 0
	}
	monthFirst := r.d.language == "en"
	if monthFirst {
		host := hostOf(r.d.URL)
		if dot := strings.LastIndexByte(host, '.'); dot >= 0 && strings.Contains(dayFirstHosts, " "+host[dot+1:]+" ") {
			monthFirst = false
		}
	}
	switch {
	case a > 12 && b <= 12:
		monthFirst = false
	case b > 12 && a <= 12:
		monthFirst = true
	}
	if monthFirst {
		a, b = b, a
	}
	if a < 1 || a > 31 || b < 1 || b > 12 {
		return moment{}, 0
	}
	return day(c, b, a), end
}
