package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// cells measures runes as terminals do outside East Asian locales: the answer
// must not depend on the environment.
var cells = runewidth.Condition{StrictEmojiNeutral: true}

const ellipsis = "…"

// Width returns how many cells s takes: the sum over its runes, as terminals
// count; combining marks take none, wide characters two.
func Width(s string) int {
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			n++
		} else {
			n += cells.RuneWidth(r)
		}
	}
	return n
}

// prefix returns the longest beginning of s that takes at most width cells and
// does not part a character from its marks or from what is joined to it.
func prefix(s string, width int) string {
	used, end, joined := 0, 0, false
	for i, r := range s {
		w := cells.RuneWidth(r)
		if w > 0 && !joined {
			end = i
		}
		if used+w > width {
			return s[:end]
		}
		used += w
		joined = r == '\u200d'
	}
	return s
}

// Cut shortens s to width cells, with "…" for what is left out.
func Cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	return strings.TrimRightFunc(prefix(s, width-1), unicode.IsSpace) + ellipsis
}

// inkless characters are drawn differently by every terminal, so cells of a
// table go without them: soft hyphens, zero-width spaces, variation selectors,
// and the joiners and skin tones that would make one picture of two.
func inkless(r rune) bool {
	switch {
	case r == 0xad, r == 0x200b, r == 0x2060, r == 0xfeff:
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// flat returns s as one clean line for a cell: no outer or double spaces,
// nothing inkless.
func flat(s string) string {
	s = Clean(s)
	if strings.ContainsFunc(s, func(r rune) bool { return inkless(r) || r == '\u200d' }) {
		var b strings.Builder
		last := rune(0)
		for _, r := range s {
			if inkless(r) || r == '\u200d' && cells.RuneWidth(last) != 1 {
				continue
			}
			b.WriteRune(r)
			last = r
		}
		s = b.String()
	}
	if strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// mark is the left-to-right mark: no ink, no cell.
const mark = "\u200e"

// level puts marks around text that holds right-to-left letters, so that a
// terminal that reorders keeps the columns beside it in their places.
func level(s string) string {
	if strings.ContainsFunc(s, rightToLeft) {
		return mark + s + mark
	}
	return s
}

// rightToLeft says whether r is in one of Unicode's right-to-left blocks.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff ||
		r >= 0xfe70 && r <= 0xfeff || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}
