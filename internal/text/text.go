// Package text finds paragraphs, sentences and words by byte offsets, folds text
// for matching, cleans it, and compares two texts word by word.
//
// It knows no language in advance: its tables hold the abbreviations of several
// at once. Everything runs in time linear in the text. Spans lie on rune
// boundaries of valid UTF-8; an invalid byte counts as one unreadable rune.
package text

import (
	"unicode"
	"unicode/utf8"
)

// Span is the bytes [Start,End) of a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length in bytes.
func (p Span) Len() int { return p.End - p.Start }

// Of returns the part of s that p covers.
func (p Span) Of(s string) string { return s[p.Start:p.End] }

// Paragraphs returns the parts of s that stand between blank lines or paragraph
// separators, without white space at their ends. None is empty.
func Paragraphs(s string) []Span {
	var all []Span
	start, end := -1, 0 // of the current paragraph, without space at its ends
	for i := 0; i < len(s); {
		r, size := decode(s, i)
		if !isSpace(r) {
			if start < 0 {
				start = i
			}
			i += size
			end = i
			continue
		}
		var lines int
		i, lines = skipSpace(s, i)
		if lines > 1 && start >= 0 {
			all = append(all, Span{start, end})
			start = -1
		}
	}
	if start >= 0 {
		all = append(all, Span{start, end})
	}
	return all
}

// skipSpace returns where the white space at i ends, and how many line ends it
// holds; a paragraph separator counts as two.
func skipSpace(s string, i int) (end, lines int) {
	for i < len(s) {
		r, size := decode(s, i)
		if !isSpace(r) {
			break
		}
		switch r {
		case '\n', '\u0085', '\u2028', '\v':
			lines++
		case '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				lines++
			}
		case '\f', '\u2029':
			lines += 2
		}
		i += size
	}
	return i, lines
}

// decode returns the rune at i and its size: 1 where the bytes are invalid.
func decode(s string, i int) (r rune, size int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// before returns the rune that ends at i, and its size; 0, 0 at the start.
func before(s string, i int) (r rune, size int) {
	if i == 0 {
		return 0, 0
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(s[:i])
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return unicode.IsSpace(r)
}
