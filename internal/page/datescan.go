package page

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/text"
)

// dayOrder says how 03/04/2025 is read.
type dayOrder int

const (
	orderUnknown dayOrder = iota
	dayFirst
	monthFirst
)

// found is a date in a text.
type found struct {
	date edtf.Date
	// other is the second reading of a date like 03/04/2025; date is the likelier.
	other edtf.Date
	// wall is the clock that stands with a day, where its zone is not known; the
	// time's own zone says nothing.
	wall       time.Time
	start, end int
}

// token is a number, a word or a single mark of a text.
type token struct {
	kind       byte // 'n', 'w' or the mark itself ('?' if it is not ASCII)
	word       string
	number     int // -1 for what is no number
	digits     int
	start, end int
}

// mostTokens bounds the work on one text.
const mostTokens = 400

// tokenize cuts a text into tokens; white space only parts them.
func tokenize(s string) []token {
	var all []token
	for i := 0; i < len(s) && len(all) < mostTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		start := i
		switch {
		case digit(r) >= 0:
			n, count := 0, 0
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				d := digit(r)
				if d < 0 {
					break
				}
				if count++; count < 10 {
					n = n*10 + d
				}
				i += size
			}
			all = append(all, token{'n', "", n, count, start, i})
		case unicode.IsLetter(r):
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u200c' || start != i && bounds(r) {
					break
				}
				i += size
				if bounds(r) {
					break
				}
			}
			all = append(all, token{'w', s[start:i], -1, 0, start, i})
		default:
			i += size
			if unicode.IsSpace(r) {
				continue
			}
			kind := byte('?')
			if r < utf8.RuneSelf {
				kind = byte(r)
			}
			all = append(all, token{kind, s[start:i], -1, 0, start, i})
		}
	}
	return all
}

// bounds says whether a letter is a word of its own in a date: 年, 월.
func bounds(r rune) bool { return strings.ContainsRune("年月日時时点分年년월일시분", r) }

// digit returns the value of a decimal digit in the scripts that dates are
// written in, or -1.
func digit(r rune) int {
	for _, zero := range [...]rune{'0', '٠', '۰', '०', '０'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// scanner finds dates among the tokens of a text.
type scanner struct {
	tokens []token
	order  dayOrder
}

// findDates returns the dates in a text, in its order. Days with a clock and a
// zone are instants; others are days, or months where no day is named.
// Relative dates ("yesterday") are none.
func findDates(s string, order dayOrder) []found {
	if !strings.ContainsFunc(s, func(r rune) bool { return digit(r) >= 0 }) {
		return nil
	}
	sc := scanner{tokenize(s), order}
	var all []found
	for i := 0; i < len(sc.tokens); i++ {
		if f, next, ok := sc.at(i); ok {
			all = append(all, f)
			i = next - 1
		}
	}
	return all
}

func (s *scanner) get(i int) token {
	if i >= 0 && i < len(s.tokens) {
		return s.tokens[i]
	}
	return token{number: -1}
}

// at reads the date that begins at token i.
func (s *scanner) at(i int) (f found, next int, ok bool) {
	t := s.get(i)
	if t.kind != 'n' && t.kind != 'w' {
		return f, 0, false
	}
	if prev := s.get(i - 1); t.kind == 'n' && prev.end == t.start && prev.end > 0 && strings.ContainsRune("-./:+#$€£", rune(prev.kind)) && s.get(i-2).kind == 'n' {
		return f, 0, false // in the middle of a longer number
	}
	for _, form := range [...]func(int) (y, m, d, next int){s.yearFirst, s.ideographs, s.dayMonth, s.monthDay, s.numeric, s.vietnamese, s.monthYear} {
		y, m, d, next := form(i)
		if next == 0 {
			continue
		}
		date, fine := calendar(y, m, d)
		if !fine {
			continue
		}
		f = found{date: date, start: t.start, end: s.tokens[next-1].end}
		if m > 0 && d > 0 && d <= 12 && m != d && t.kind == 'n' && t.digits <= 2 && s.get(i+1).kind == '/' {
			f.other, _ = calendar(y, d, m)
		}
		if d > 0 {
			next = s.clock(&f, next)
			f.end = s.tokens[next-1].end
		}
		return f, next, true
	}
	return f, 0, false
}

// calendar makes a date; day 0 makes a month. Persian years are converted and
// Thai ones counted from our era.
func calendar(y, m, d int) (edtf.Date, bool) {
	if m > 12 {
		if d == 0 || y < 1300 || y > 1500 {
			return edtf.Date{}, false
		}
		t := solar(y, m-12, d)
		return edtf.Day(t.Year(), t.Month(), t.Day()), t.Year() >= firstYear
	}
	if y >= 2533 && y <= 2643 {
		y -= 543
	}
	if m < 1 || y < firstYear || y > lastYear || d < 0 || d > 31 {
		return edtf.Date{}, false
	}
	if d == 0 {
		return edtf.Month(y, time.Month(m)), true
	}
	if time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() != d {
		return edtf.Date{}, false
	}
	return edtf.Day(y, time.Month(m), d), true
}

// solar converts a day of the Persian calendar. Its year begins at the spring
// equinox: 21 March, or 20 March in the leap years from 1996 to 2028.
func solar(y, m, d int) time.Time {
	start := time.Date(y+621, time.March, 21, 0, 0, 0, 0, time.UTC)
	if g := y + 621; g%4 == 0 && g >= 1996 && g <= 2028 {
		start = start.AddDate(0, 0, -1)
	}
	return start.AddDate(0, 0, d-1+31*min(m-1, 6)+30*max(m-7, 0))
}

// month returns the number of a month's name, 0 if it is none.
func (s *scanner) month(t token) int {
	if t.kind != 'w' || len(t.word) > 40 {
		return 0
	}
	w := text.Fold(t.word)
	if m, ok := monthNames()[w]; ok {
		return int(m)
	}
	// Hebrew "of", Turkish and Romance apostrophes.
	if cut, ok := strings.CutPrefix(w, "ב"); ok {
		return int(monthNames()[cut])
	}
	return 0
}

// year returns a year of four digits, or of two after an apostrophe or a dash.
func (s *scanner) year(t token, short bool) int {
	if t.digits == 4 {
		return t.number
	}
	if short && t.digits == 2 {
		if t.number < 70 {
			return 2000 + t.number
		}
		return 1900 + t.number
	}
	return 0
}

// skip passes marks and small words from i on.
func (s *scanner) skip(i int, marks string, words map[string]bool) int {
	for range 4 {
		t := s.get(i)
		if t.kind != 'n' && t.kind != 'w' && t.kind != 0 && strings.Contains(marks, t.word) || t.kind == 'w' && words[text.Fold(t.word)] {
			i++
			continue
		}
		break
	}
	return i
}

func isDay(t token) bool { return t.kind == 'n' && t.digits <= 2 && t.number >= 1 && t.number <= 31 }

// yearFirst reads 2025-07-03, 2025/7/3, 2025. 7. 3., 2025. július 3.
func (s *scanner) yearFirst(i int) (y, m, d, next int) {
	t := s.get(i)
	if t.digits != 4 {
		return
	}
	sep := s.get(i + 1)
	if month, day := s.get(i+2), s.get(i+4); strings.IndexByte("-./", sep.kind) >= 0 && sep.kind != 0 && month.kind == 'n' && month.digits <= 2 && s.get(i+3).kind == sep.kind && isDay(day) {
		next := i + 5
		if s.get(next).kind == '.' && sep.kind == '.' {
			next++
		}
		return t.number, month.number, day.number, next
	}
	j := s.skip(i+1, "., -/", dayWords)
	if m := s.month(s.get(j)); m > 0 {
		k := s.skip(j+1, ".,-/", nil)
		if day := s.get(k); isDay(day) && s.get(k+1).kind != ':' {
			return t.number, m, day.number, k + 1
		}
	}
	return
}

// ideographs reads 2025年7月3日 and 2025년 7월 3일, and years of Japanese eras.
func (s *scanner) ideographs(i int) (y, m, d, next int) {
	t := s.get(i)
	year := t.number
	if t.kind == 'w' {
		switch {
		case strings.HasSuffix(t.word, "令和"):
			year = 2018
		case strings.HasSuffix(t.word, "平成"):
			year = 1988
		default:
			return
		}
		i++
		if s.get(i).kind != 'n' {
			return
		}
		year += s.get(i).number
	} else if t.digits != 4 {
		return
	}
	if w := s.get(i + 1).word; w != "年" && w != "년" {
		return
	}
	month := s.get(i + 2)
	if w := s.get(i + 3).word; month.kind != 'n' || w != "月" && w != "월" {
		return
	}
	if day := s.get(i + 4); isDay(day) && (s.get(i+5).word == "日" || s.get(i+5).word == "일") {
		return year, month.number, day.number, i + 6
	}
	return year, month.number, 0, i + 4
}

// dayMonth reads 3 July 2025, 3. Juli 2025, 3 de julio de 2025, 03-Jul-25.
func (s *scanner) dayMonth(i int) (y, m, d, next int) {
	t := s.get(i)
	if !isDay(t) {
		return
	}
	j := s.skip(i+1, ".º°ª-/,،", dayWords)
	name := s.get(j)
	m, size := s.month(name), 1
	if name.kind == 'w' && s.get(j+1).kind == 'w' {
		if two := int(monthNames()[text.Fold(name.word+" "+s.get(j+1).word)]); two > 0 {
			m, size = two, 2
		}
	}
	if m == 0 {
		return
	}
	k := s.skip(j+size, ".,-/'’،", dayWords)
	y = s.year(s.get(k), k > j+size || s.get(k+1).kind != ':')
	if y == 0 || s.get(k).digits == 2 && (s.get(k+1).kind == ':' || s.get(k).number > 60) {
		return 0, 0, 0, 0
	}
	return y, m, t.number, k + 1
}

// monthDay reads July 3, 2025 and Jul. 3rd 2025.
func (s *scanner) monthDay(i int) (y, m, d, next int) {
	m = s.month(s.get(i))
	if m == 0 {
		return
	}
	j := s.skip(i+1, ".-", nil)
	day := s.get(j)
	if !isDay(day) {
		return 0, 0, 0, 0
	}
	k := s.skip(j+1, ",.-،", dayWords)
	if year := s.get(k); year.digits == 4 {
		return year.number, m, day.number, k + 1
	}
	return 0, 0, 0, 0
}

// numeric reads 3.7.2025, 03-07-2025, 3/7/25.
func (s *scanner) numeric(i int) (y, m, d, next int) {
	a, sep, b, c := s.get(i), s.get(i+1), s.get(i+2), s.get(i+4)
	if !isDay(a) || sep.kind == 0 || strings.IndexByte("./-", sep.kind) < 0 || s.get(i+3).kind != sep.kind || !isDay(b) || c.kind != 'n' {
		return
	}
	if s.get(i+5).kind == sep.kind && s.get(i+6).kind == 'n' && sep.kind != '-' {
		return // a version or an address
	}
	y = s.year(c, sep.end == c.start || s.get(i+3).end == c.start)
	switch {
	case y == 0:
		return 0, 0, 0, 0
	case b.number > 12 && sep.kind != '.', sep.kind == '/' && s.order == monthFirst && a.number <= 12:
		return y, a.number, b.number, i + 5
	}
	return y, b.number, a.number, i + 5
}

// vietnamese reads 3 tháng 7, 2025 and 3 tháng 7 năm 2025.
func (s *scanner) vietnamese(i int) (y, m, d, next int) {
	if !isDay(s.get(i)) || text.Fold(s.get(i+1).word) != "thang" || s.get(i+2).kind != 'n' {
		return
	}
	j := i + 3
	if t := s.get(j); t.kind == ',' || text.Fold(t.word) == "nam" {
		j++
	}
	if year := s.get(j); year.digits == 4 {
		return year.number, s.get(i + 2).number, s.get(i).number, j + 1
	}
	return
}

// monthYear reads July 2025.
func (s *scanner) monthYear(i int) (y, m, d, next int) {
	m = s.month(s.get(i))
	if m == 0 || s.get(i-1).kind == 'n' {
		return 0, 0, 0, 0
	}
	j := s.skip(i+1, ".,", dayWords)
	if year := s.get(j); year.digits == 4 {
		return year.number, m, 0, j + 1
	}
	return 0, 0, 0, 0
}
