package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wrap breaks text into lines of at most width cells, keeping its line breaks
// and blank lines. It breaks at spaces and between ideographs; a longer word,
// such as a URL, is left whole. The text is cleaned.
func Wrap(text string, width int) string {
	var out []string
	for line := range strings.SplitSeq(CleanText(text), "\n") {
		out = append(out, wrapLine(line, width, false)...)
	}
	return strings.Join(out, "\n")
}

// Indent puts prefix before every line of text that is not empty.
func Indent(text, prefix string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = prefix + line
		}
	}
	return strings.Join(lines, "\n")
}

// piece is what stays on one line.
type piece struct {
	text   string
	width  int
	spaced bool // a space before it, if it does not begin a line
}

// wrapLine breaks one line; with hard, words longer than width are broken too.
// It returns at least one line.
func wrapLine(line string, width int, hard bool) []string {
	width = max(width, 1)
	var lines []string
	var b strings.Builder
	used := 0
	for _, p := range pieces(line) {
		gap := 0
		if p.spaced && used > 0 {
			gap = 1
		}
		if used > 0 && used+gap+p.width > width {
			lines = append(lines, b.String())
			b.Reset()
			used, gap = 0, 0
		}
		for hard && p.width > width {
			head := prefix(p.text, width)
			if head == "" { // one character wider than the line stands alone
				_, size := utf8.DecodeRuneInString(p.text)
				head = p.text[:size]
			}
			if head == p.text {
				break
			}
			lines = append(lines, b.String()+head) // what is there takes no room: a mark of its own
			b.Reset()
			p.text = p.text[len(head):]
			p.width = Width(p.text)
		}
		if gap > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
		used += gap + p.width
	}
	return append(lines, b.String())
}

func pieces(line string) []piece {
	var out []piece
	for word := range strings.FieldsFuncSeq(line, breakable) {
		spaced := true
		for word != "" {
			end := pieceEnd(word)
			out = append(out, piece{word[:end], Width(word[:end]), spaced})
			word, spaced = word[end:], false
		}
	}
	return out
}

// breakable says whether r is a space at which a line may end.
func breakable(r rune) bool {
	return unicode.IsSpace(r) && r != 0xa0 && r != 0x202f && r != 0x2007
}

// pieceEnd returns where the first piece of a word ends: an ideograph stands
// alone with the marks and closing punctuation after it, or behind the opening
// punctuation before it.
func pieceEnd(word string) int {
	var last rune
	for i, r := range word {
		if i > 0 && (ideograph(last) || ideograph(r)) && !strings.ContainsRune(closing, r) &&
			!strings.ContainsRune(opening, last) && cells.RuneWidth(r) > 0 && last != '\u200d' {
			return i
		}
		if cells.RuneWidth(r) > 0 || r == '\u200d' {
			last = r
		}
	}
	return len(word)
}

// closing characters do not begin a line, opening ones do not end it.
const (
	closing = "、。，．！？；：）」』】》〉〕］｝…‥・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?;:)]}%”’»"
	opening = "（「『【《〈〔［｛([{“‘«$€£¥"
)

// ideograph says whether a line may be broken beside r without a space. Hangul
// is wide too, but is written with spaces.
func ideograph(r rune) bool {
	return r >= 0x2e80 && cells.RuneWidth(r) == 2 && !unicode.Is(unicode.Hangul, r)
}
