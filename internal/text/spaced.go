package text

import "strings"

// Spaced sets every Han, Hiragana and Katakana character apart by spaces, as
// Words counts them, for an index that knows words by their spaces only. A
// string without such characters is returned as it is.
func Spaced(s string) string {
	first := firstIdeograph(s)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + (len(s)-first)/2)
	b.WriteString(s[:first])
	for i := first; i < len(s); {
		r, size := decode(s, i)
		if isIdeograph(r) {
			end := skipMarks(s, i+size)
			b.WriteByte(' ')
			b.WriteString(s[i:end])
			b.WriteByte(' ')
			i = end
			continue
		}
		b.WriteString(s[i : i+size])
		i += size
	}
	return b.String()
}

// firstIdeograph is the offset of the first such character, or -1. They all
// begin with a byte of 0xE2 or more in UTF-8, so most texts are passed quickly.
func firstIdeograph(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] < 0xe2 {
			continue
		}
		if r, _ := decode(s, i); isIdeograph(r) {
			return i
		}
	}
	return -1
}
