package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s as one line: valid UTF-8 (unreadable bytes as U+FFFD) in NFC,
// without control and invisible formatting characters, every run of white space
// one space, none at the ends. It is idempotent.
func Clean(s string) string { return clean(s, false) }

// CleanText is Clean for a text of several paragraphs: a single line end stays
// one "\n", more of them become one blank line.
func CleanText(s string) string { return clean(s, true) }

func clean(s string, keepLines bool) string {
	if !keepLines && isClean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	var b strings.Builder
	b.Grow(len(s))
	space, lines := false, 0 // seen since the last visible rune
	for i := 0; i < len(s); {
		r, size := decode(s, i)
		switch {
		case isSpace(r):
			var n int
			i, n = skipSpace(s, i)
			space, lines = true, lines+n
			continue
		case !isInvisible(r):
			if space && b.Len() > 0 {
				b.WriteString(gap(lines, keepLines))
			}
			space, lines = false, 0
			b.WriteRune(r)
		}
		i += size
	}
	return norm.NFC.String(b.String())
}

// gap is what is written for white space that holds so many line ends.
func gap(lines int, keepLines bool) string {
	switch {
	case !keepLines || lines == 0:
		return " "
	case lines == 1:
		return "\n"
	}
	return "\n\n"
}

// isClean says quickly of the common case that Clean has nothing to do.
func isClean(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && previous == ' ' {
			return false
		}
		previous = c
	}
	return previous != ' ' || s == ""
}

// isInvisible says whether r shows nothing and means nothing to a reader:
// controls, soft hyphens, zero-width spaces, direction marks, noncharacters.
// The joiners U+200C and U+200D are letters' business and stay.
func isInvisible(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case r <= 0x9f, r == 0xad, r == 0x61c, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfff9 && r <= 0xfffb, r >= 0xfdd0 && r <= 0xfdef:
		return true
	}
	return r&0xfffe == 0xfffe && r <= unicode.MaxRune
}
