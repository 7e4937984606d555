package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folder gathers text with its white space folded to single spaces and what
// no reader sees (control characters, soft hyphens, zero-width marks) left out.
type folder struct {
	buf     []byte
	pending bool // a space is due before the next letter
}

func (f *folder) space() { f.pending = len(f.buf) > 0 }

func (f *folder) add(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c <= ' ' || c == 0x7f {
				if c == 0 || c == 0x7f {
					continue
				}
				f.space()
				continue
			}
			f.flushSpace()
			start := i - 1
			for i < len(s) && s[i] > ' ' && s[i] < 0x7f {
				i++
			}
			f.buf = append(f.buf, s[start:i]...)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unseen(r):
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			f.space()
		default:
			f.flushSpace()
			f.buf = append(f.buf, s[i:i+size]...)
		}
		i += size
	}
}

func (f *folder) flushSpace() {
	if f.pending {
		f.buf = append(f.buf, ' ')
		f.pending = false
	}
}

// take returns what was gathered and starts anew.
func (f *folder) take() string {
	s := string(f.buf)
	f.buf, f.pending = f.buf[:0], false
	return s
}

// unseen runes are dropped: they only break words and searches apart.
// Joiners (U+200C, U+200D) are letters' business in many scripts and stay.
func unseen(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff', r == utf8.RuneError:
		return true
	case r >= 0x80 && r < 0xa0 && r != 0x85:
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f':
		return true
	}
	return false
}

// fold returns s as one line with its white space folded.
func fold(s string) string {
	var f folder
	f.add(s)
	return f.take()
}

// key reduces a text to its letters and digits in lower case, for comparing
// what several places of a page say.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
