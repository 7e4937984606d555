package store

import (
	"slices"
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
	lower string   // ASCII letters in lower case
	mixed []string // of it, the runs between parting characters with any other than plain letters
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
	p := plainText{lower: string(b)}
	if ascii {
		return p
	}
	for run := range strings.FieldsFuncSeq(p.lower, parting) {
		if strings.ContainsFunc(run, unclear) {
			p.mixed = append(p.mixed, run)
		}
	}
	return p
}

// unclear says of a character that does not surely part words that it is no
// plain letter: it may be one with an accent, which the index takes off, or a
// mark without width, or part words after all.
func unclear(r rune) bool { return r >= utf8.RuneSelf || !plainLetter(byte(r)) }

// has says whether a plain word stands in the text.
func (p plainText) has(word string) answer {
	doubt := false
	for at := 0; ; {
		i := strings.Index(p.lower[at:], word)
		if i < 0 {
			break
		}
		start, end := at+i, at+i+len(word)
		parted, clear := p.partedAt(start, end)
		if parted && clear {
			return yes
		}
		doubt = doubt || parted
		at = start + 1
	}
	if doubt || slices.ContainsFunc(p.mixed, func(run string) bool { return mayHold(run, word) }) {
		return doubtful
	}
	return no
}

// mayHold says whether a run may hold the word, whatever the index makes of its
// unclear characters. Of one it makes at most one letter; if it does, what is
// plain on both sides of it belongs to the same word.
func mayHold(run, word string) bool {
	if utf8.RuneCountInString(run) < len(word) {
		return false
	}
	for at, r := range run {
		if !unclear(r) {
			continue
		}
		before, after := run[:at], run[at+utf8.RuneLen(r):]
		before = before[len(strings.TrimRightFunc(before, plainRune)):]
		after = after[:len(after)-len(strings.TrimLeftFunc(after, plainRune))]
		if strings.Contains(word, before) && strings.Contains(word, after) {
			return true
		}
	}
	return false
}

func plainRune(r rune) bool { return !unclear(r) }

// partedAt says whether lower[start:end] has no plain letter beside it, and
// whether what it has surely parts words.
func (p plainText) partedAt(start, end int) (parted, clear bool) {
	before, size := utf8.DecodeLastRuneInString(p.lower[:start])
	after, next := utf8.DecodeRuneInString(p.lower[end:])
	parted = (size == 0 || !plainRune(before)) && (next == 0 || !plainRune(after))
	return parted, (size == 0 || parting(before)) && (next == 0 || parting(after))
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
