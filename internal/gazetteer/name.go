package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

// spelling says how a word of a name must be written in a text.
type spelling uint8

const (
	anyCase  spelling = iota // "and", "of", "365"
	capital                  // "Department", "McAfee": begins with a capital
	allCaps                  // "ICE": capitals only
	someCaps                 // "eBay", "xAI": has a capital
)

// name is one way to write an entity.
type name struct {
	rest    []string   // folded words after the first one
	spelled []spelling // of all words
	entries []*Entry
	next    int32 // number of the next name with the same first word, + 1; 0: none
	weak    bool
	commas  bool // may have commas between its words
}

func (n *name) follows(words []text.Token) bool {
	for i, w := range n.rest {
		if words[i].Fold != w {
			return false
		}
	}
	return true
}

func spellingOf(word string) spelling {
	first, _ := utf8.DecodeRuneInString(word)
	capitals, small := count(word)
	switch {
	case capitals == 0:
		return anyCase
	case small == 0 && capitals > 1:
		return allCaps
	case unicode.IsUpper(first):
		return capital
	}
	return someCaps
}

func count(word string) (capitals, small int) {
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		}
	}
	return capitals, small
}

// allows says whether a word is written as the name wants it.
func (s spelling) allows(word string) bool {
	switch s {
	case capital:
		c := word[0]
		if c < utf8.RuneSelf {
			return 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		}
		r, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsLower(r)
	case allCaps:
		_, small := count(word)
		return small == 0
	case someCaps:
		capitals, _ := count(word)
		return capitals > 0
	}
	return true
}

// undotted takes the points out of an acronym: f.b.i → fbi.
func undotted(fold string) string {
	if len(fold) < 3 || fold[1] != '.' {
		return fold
	}
	return strings.ReplaceAll(fold, ".", "")
}
