package query

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// wordsOf takes s apart as SQLite's tokenizer unicode61 does
// (https://sqlite.org/fts5.html#unicode61_tokenizer): letters, numbers and
// private characters make words, everything else separates them; the accents
// that it knows belong to the word they stand in. The words are in NFC.
func wordsOf(s string) []string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
	var words []string
	start := -1
	for i, r := range s {
		switch {
		case isToken(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && !isAccent(r):
			words = append(words, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, s[start:])
	}
	return words
}

func hasWord(s string) bool { return strings.IndexFunc(s, isToken) >= 0 }

func isToken(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// isAccent says whether unicode61 takes r for an accent: the set of
// sqlite3Fts5UnicodeIsdiacritic in SQLite's ext/fts5/fts5_unicode2.c.
func isAccent(r rune) bool {
	const first, second = 0x08029FDF, 0x000361F8 // one bit per character from U+0300
	switch {
	case r < 0x300 || r > 0x331:
		return false
	case r < 0x320:
		return first>>(r-0x300)&1 != 0
	}
	return second>>(r-0x320)&1 != 0
}

// isQuote says whether r opens or closes a phrase: the straight quote and what
// word processors make of it.
func isQuote(r rune) bool {
	return r == '"' || isSmartQuote(r)
}

func isSmartQuote(r rune) bool {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '＂', '〝', '〞', '〟':
		return true
	}
	return false
}
