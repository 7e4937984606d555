package store

import (
	"strings"
	"unicode/utf8"

	"dateline/internal/query"
)

// To look a version up in the full-text index takes several times as long as to
// read its text. So where only plain words are asked for, the text is asked
// first, and the index only where the text leaves a doubt as to what the
// tokenizer made of it.

// answer is what a text says to the question whether words stand in it.
type answer int

const (
	doubtful answer = iota // only the index can tell
	no
	yes
)

// plainWords returns the words of a conjunction in lower case; nil if anything
// else than whole words of ASCII letters and digits is asked for.
func plainWords(parts []query.Node) []string {
	var words []string
	for _, part := range parts {
		t, ok := part.(query.Term)
		if !ok || t.Prefix || t.Word == "" || strings.ContainsFunc(t.Word, func(r rune) bool { return r >= utf8.RuneSelf || !plainLetter(byte(r)) }) {
			return nil
		}
		words = append(words, strings.ToLower(t.Word))
	}
	return words
}

// plainLetter says whether the tokenizer makes words of an ASCII character.
func plainLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// parting says whether a character parts words, whatever stands beside it.
// Characters that it does not know may do so, too.
func parting(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r != 0 && !plainLetter(byte(r))
	case 0x2010 <= r && r <= 0x2027: // dashes, quotation marks, bullets, ellipsis
		return true
	}
	return r == 0xa0 || r == 0xab || r == 0xbb
}

// plainText is a text that was prepared for the question.
type plainText struct {
	lower string // ASCII letters in lower case
	sure  bool   // all words in it that might be plain are
}

func newPlainText(s string) plainText {
	b := []byte(s)
	ascii := true
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
		ascii = ascii && c < utf8.RuneSelf && c != 0
	}
	p := plainText{lower: string(b), sure: true}
	if !ascii {
		// Any other letter may be one with an accent, which the index takes off.
		p.sure = strings.IndexFunc(s, func(r rune) bool { return r == 0 || r >= utf8.RuneSelf && !parting(r) }) < 0
	}
	return p
}

// has says whether a plain word stands in the text.
func (p plainText) has(word string) answer {
	found := no
	if !p.sure {
		found = doubtful
	}
	for at := 0; ; {
		i := strings.Index(p.lower[at:], word)
		if i < 0 {
			return found
		}
		start, end := at+i, at+i+len(word)
		if p.partedAt(start, end) {
			return yes
		}
		at = start + 1
	}
}

// partedAt says whether lower[start:end] is surely a word of its own.
func (p plainText) partedAt(start, end int) bool {
	before, size := utf8.DecodeLastRuneInString(p.lower[:start])
	after, next := utf8.DecodeRuneInString(p.lower[end:])
	return (size == 0 || parting(before)) && (next == 0 || parting(after))
}

// standIn says whether all the words stand in a version, in its title or its
// text, as the index would say.
func standIn(words []string, title, text string) answer {
	if !utf8.ValidString(text) || !utf8.ValidString(title) {
		return doubtful
	}
	all := yes
	head, body := newPlainText(title), newPlainText(text)
	for _, word := range words {
		one := body.has(word)
		if one != yes {
			switch head.has(word) {
			case yes:
				one = yes
			case doubtful:
				one = doubtful
			}
		}
		switch one {
		case no:
			return no
		case doubtful:
			all = doubtful
		}
	}
	return all
}
