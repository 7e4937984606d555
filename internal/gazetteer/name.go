package gazetteer

import (
	"slices"
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

// nation are the ways to write the word that U.S. bodies begin with.
var nation = []string{"US", "United States"}

// add enters one way to write an entity. "U.S. X" is also entered as "US X"
// and "United States X", and as "X" where that leaves two words or more.
func (g *Gazetteer) add(alias string, e *Entry, weak bool) {
	tail, american := strings.CutPrefix(alias, "U.S. ")
	if !american {
		g.addSpelled(alias, e, weak)
		return
	}
	for _, n := range nation {
		g.addSpelled(n+" "+tail, e, weak)
	}
	if strings.Contains(tail, " ") {
		g.addSpelled(tail, e, weak)
	}
}

// addSpelled enters a name without the article that it begins with (The New
// York Times), unless that is what makes it a name (The Guardian).
func (g *Gazetteer) addSpelled(alias string, e *Entry, weak bool) {
	alias = strings.ReplaceAll(alias, " & ", " and ")
	words := text.Tokens(alias)
	if len(words) > 2 && words[0].Fold == "the" {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	g.enter(alias, words, e, weak)
	for i := 1; i+1 < len(words); i++ {
		if words[i].Fold == "and" {
			g.enter(alias, append(words[:i:i], words[i+1:]...), e, weak)
			break
		}
	}
}

// enter links a name in among those with the same first word, longest first.
func (g *Gazetteer) enter(alias string, words []text.Token, e *Entry, weak bool) {
	first := g.word(undotted(words[0].Fold))
	before := int32(0)
	at := g.first[first]
	for at > 0 && len(g.names[at-1].rest) >= len(words)-1 {
		if n := &g.names[at-1]; len(n.rest) == len(words)-1 && n.follows(words[1:]) {
			n.merge(e)
			return
		}
		before, at = at, g.names[at-1].next
	}
	n := name{entries: []*Entry{e}, next: at, weak: weak, commas: strings.ContainsRune(alias, ',')}
	n.spelled = make([]spelling, len(words))
	n.rest = make([]string, len(words)-1)
	for i, w := range words {
		n.spelled[i] = spellingOf(w.Of(alias))
		if i > 0 {
			n.rest[i-1] = g.word(w.Fold)
		}
	}
	g.names = append(g.names, n)
	if before > 0 {
		g.names[before-1].next = int32(len(g.names))
	} else {
		g.first[first] = int32(len(g.names))
	}
}

// merge adds one more meaning. The likeliest meaning says whether the name is weak.
func (n *name) merge(e *Entry) {
	if !slices.Contains(n.entries, e) {
		n.entries = append(n.entries, e)
	}
}

// word returns the one copy of a folded word.
func (g *Gazetteer) word(s string) string {
	if w, ok := g.words[s]; ok {
		return w
	}
	g.words[s] = s
	return s
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
