package reading

import (
	"strings"
	"unicode/utf8"
)

// numeral is a number in digits.
type numeral struct {
	start, end int
	value      float64
	other      float64 // the value if its only separator is of the other kind; else value
	separator  byte    // the only separator, if its meaning is open; else 0
	first      int     // digits before the first separator
	grouped    bool    // has thousands groups for sure
}

// maxDigits bounds the digits of a number; a longer one is an identifier.
const maxDigits = 18

// readNumeral reads the number whose first digit stands at i. spaces says
// whether plain spaces may divide groups of thousands.
func readNumeral(s string, i int, spaces bool) (numeral, bool) {
	n := numeral{start: i}
	var groups []string
	var marks []byte
	for {
		end := digitsEnd(s, i)
		groups = append(groups, s[i:end])
		n.end = end
		mark, size := groupMark(s[end:])
		if size == 0 || end+size >= len(s) || !isDigitByte(s[end+size]) {
			break
		}
		next := digitsEnd(s, end+size)
		if mark != ',' && mark != '.' && !isThousand(s, groups, end+size, next) || mark == ' ' && !spaces && s[end] == ' ' {
			break
		}
		marks = append(marks, mark)
		i = end + size
	}
	n.first = len(groups[0])
	whole, fraction, ok := n.divide(groups, marks)
	if !ok || len(whole)+len(fraction) > maxDigits {
		return n, false
	}
	n.value = decimalValue(whole, fraction)
	if n.separator == 0 {
		n.other = n.value
	}
	return n, true
}

// divide joins groups of digits to a whole number and a fraction.
func (n *numeral) divide(groups []string, marks []byte) (whole, fraction string, ok bool) {
	last := len(groups) - 1
	switch {
	case last == 0:
		return groups[0], "", len(groups[0]) > 0
	case last == 1 && (marks[0] == ',' || marks[0] == '.'):
		if len(groups[1]) == 3 && len(groups[0]) <= 3 && groups[0][0] != '0' {
			n.separator = marks[0]
			n.other = decimalValue(groups[0]+groups[1], "")
		}
		return groups[0], groups[1], true
	}
	ends := last // groups before it are thousands
	if mark := marks[last-1]; mark != marks[0] {
		if mark != ',' && mark != '.' {
			return "", "", false
		}
		fraction, ends = groups[last], last-1
	}
	for i := 1; i < ends; i++ {
		if marks[i] != marks[0] || len(groups[i]) != 3 && len(groups[i]) != 2 {
			return "", "", false
		}
	}
	if len(groups[0]) > 3 || len(groups[ends]) != 3 {
		return "", "", false
	}
	n.grouped = true
	return strings.Join(groups[:ends+1], ""), fraction, true
}

// isThousand says whether the digits [from,to) are a group after a space or an
// apostrophe.
func isThousand(s string, groups []string, from, to int) bool {
	if to-from != 3 || len(groups[0]) > 3 || len(groups) > 1 && len(groups[len(groups)-1]) != 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[to:])
	return !isLetterRune(r)
}

// groupMark returns the mark between groups of digits that s begins with, and
// its length. All spaces are ' ', all apostrophes '\”.
func groupMark(s string) (mark byte, size int) {
	if s == "" {
		return 0, 0
	}
	switch s[0] {
	case ',', '.', '\'', ' ':
		return s[0], 1
	}
	for _, space := range [...]string{"\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(s, space) {
			return ' ', len(space)
		}
	}
	if strings.HasPrefix(s, "’") {
		return '\'', len("’")
	}
	return 0, 0
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigitByte(s[i]) {
		i++
	}
	return i
}

func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

// decimalValue is the number with these digits before and after the point.
func decimalValue(whole, fraction string) float64 {
	value, scale := 0.0, 1.0
	for i := range len(whole) {
		value = value*10 + float64(whole[i]-'0')
	}
	for i := range len(fraction) {
		value = value*10 + float64(fraction[i]-'0')
		scale *= 10
	}
	return value / scale
}

// decimalComma are the languages that write 1.234,5.
var decimalComma = map[string]bool{
	"de": true, "fr": true, "es": true, "it": true, "pt": true, "nl": true, "ca": true, "pl": true, "cs": true, "da": true,
	"sv": true, "no": true, "nb": true, "nn": true, "fi": true, "ru": true, "uk": true, "tr": true, "ro": true, "hu": true,
	"el": true, "bg": true, "hr": true, "sr": true, "sk": true, "sl": true, "id": true, "gl": true, "eu": true, "lt": true, "lv": true, "et": true,
}

// settle decides what an open separator means: value is read with it as a
// decimal mark, other with it dividing thousands.
func (n *numeral) settle(comma, scaled, money, percent bool) float64 {
	if n.separator == 0 {
		return n.value
	}
	if n.separator == ',' {
		if comma && (scaled || percent || n.first == 1 && money) {
			return n.value
		}
		return n.other
	}
	switch {
	case comma && !percent:
		return n.other
	case scaled || percent:
		return n.value
	case money && n.first > 1:
		return n.other
	}
	return n.value
}
