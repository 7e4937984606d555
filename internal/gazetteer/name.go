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
	someCaps                 // "eBay": has a capital
	innerCap                 // "DoD", "xAI": a short word that has a capital not only as its first letter
)

// accented is added to the spelling of a name of one word that has letters
// beyond ASCII: Sénat is not Senat.
const accented spelling = 1 << 7

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
	first, size := utf8.DecodeRuneInString(word)
	capitals, small := count(word)
	inner, _ := count(word[size:])
	switch {
	case capitals == 0:
		return anyCase
	case small == 0 && capitals > 1:
		return allCaps
	case inner > 0 && len(word) <= 5:
		return innerCap
	case unicode.IsUpper(first):
		return capital
	}
	return someCaps
}

// isASCII says whether a word has no letters beyond ASCII.
func isASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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
	switch s &^ accented {
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
	case innerCap:
		_, size := utf8.DecodeRuneInString(word)
		capitals, _ := count(word[size:])
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
