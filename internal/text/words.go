package text

import "unicode"

// Words returns the words of s: runs of letters, digits and their marks.
//
// A hyphen or an apostrophe between letters or digits belongs to the word
// (state-owned, co-pilot’s), a point or comma between digits too (1,400 and
// 3.5), and a point between single letters (U.S, without its last point). Han,
// Hiragana and Katakana have no word ends: each character is a word.
func Words(s string) []Span {
	all := make([]Span, 0, len(s)/6+1)
	for i := 0; ; {
		w, ok := nextWord(s, i)
		if !ok {
			return all
		}
		all = append(all, w)
		i = w.End
	}
}

// nextWord returns the first word that begins at or after i.
func nextWord(s string, i int) (Span, bool) {
	for i < len(s) {
		r, size := decode(s, i)
		if isWordRune(r) {
			return Span{i, wordEnd(s, i, r, size)}, true
		}
		i += size
	}
	return Span{}, false
}

// wordEnd returns where the word ends that begins at i with r.
func wordEnd(s string, i int, r rune, size int) int {
	start, last, run := i, r, 1 // run: letters since the start or the last joiner
	i += size
	if isIdeograph(r) {
		return skipMarks(s, i)
	}
	for i < len(s) {
		r, size = decode(s, i)
		switch {
		case isIdeograph(r):
			return i
		case isWordRune(r):
			last, i = r, i+size
			run++
		case isMark(r):
			i += size
		default:
			next, nextSize := rune(0), 0
			if i+size < len(s) {
				next, nextSize = decode(s, i+size)
			}
			if !isWordRune(next) || isIdeograph(next) || !joins(s, start, i+size+nextSize, r, last, next, run) {
				return i
			}
			last, run = next, 1
			i += size + nextSize
		}
	}
	return i
}

// joins says whether r joins the runes at its sides into one word; run is the
// number of letters before it, end the offset after next.
func joins(s string, start, end int, r, last, next rune, run int) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\'', '’', 'ʼ', '\u00ad':
		return true
	case ',', '.', '\u066b', '\u066c':
		if isDigit(last) && isDigit(next) {
			return true
		}
		return r == '.' && run == 1 && isLetter(last) && isLetter(next) && standsAlone(s, end) && startsAlone(s, start)
	}
	return false
}

// standsAlone says whether no letter or digit follows at i.
func standsAlone(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	r, _ := decode(s, i)
	return !isWordRune(r)
}

// startsAlone says whether a word at i is not the rest of a longer name such as
// that of a file or a host.
func startsAlone(s string, i int) bool {
	r, _ := before(s, i)
	return r != '.' && r != '/' && r != '@'
}

func skipMarks(s string, i int) int {
	for i < len(s) {
		r, size := decode(s, i)
		if !isMark(r) {
			break
		}
		i += size
	}
	return i
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	if r < 0x80 {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

func isWordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isMark says whether r belongs to the rune before it: an accent, a vowel sign,
// a joiner.
func isMark(r rune) bool {
	return r >= 0x300 && (unicode.IsMark(r) || r == '\u200c' || r == '\u200d')
}

// isIdeograph says whether r is of a script that writes words without spaces
// and lets each character stand for itself.
func isIdeograph(r rune) bool {
	return r >= 0x3005 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー')
}
