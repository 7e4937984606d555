package text

import "strings"

// Token is a word as it is looked up in tables.
type Token struct {
	Span
	Fold string // as Fold writes it
}

// elided are the articles and pronouns that French and Italian write together
// with the next word.
var elided = map[string]bool{
	"l": true, "d": true, "c": true, "j": true, "n": true, "s": true, "m": true, "t": true, "qu": true, "jusqu": true, "lorsqu": true,
	"puisqu": true, "un": true, "all": true, "dall": true, "dell": true, "nell": true, "sull": true, "quell": true,
}

// Tokens returns the words of s, cut further than Words does: at hyphens
// (Palantir-built), before a possessive ’s (Microsoft’s), whose letters are left
// out, and after an elided article (l’agenzia).
func Tokens(s string) []Token {
	all := make([]Token, 0, len(s)/6+1)
	for i := 0; ; {
		w, ok := nextWord(s, i)
		if !ok {
			return all
		}
		i = w.End
		start := w.Start
		for j := w.Start; j < w.End; {
			size := hyphen(s[j:w.End])
			if size == 0 {
				j++
				continue
			}
			all = appendToken(all, s, Span{start, j})
			j += size
			start = j
		}
		all = appendToken(all, s, Span{start, w.End})
	}
}

// hyphen returns the length of the hyphen that s begins with; 0: none.
func hyphen(s string) int {
	switch {
	case s[0] == '-':
		return 1
	case strings.HasPrefix(s, "\u2010"), strings.HasPrefix(s, "\u2011"), strings.HasPrefix(s, "\u2013"):
		return len("\u2010")
	}
	return 0
}

func appendToken(all []Token, s string, w Span) []Token {
	if w.Len() <= 0 {
		return all
	}
	fold := Fold(w.Of(s))
	before, after, found := strings.Cut(fold, "'")
	if !found {
		return append(all, Token{w, fold})
	}
	at := w.Start + apostrophe(w.Of(s))
	switch {
	case after == "s" && at > w.Start:
		return append(all, Token{Span{w.Start, at}, before})
	case elided[before] && len(after) > 2 && at > w.Start:
		next := at + 1
		if s[at] >= 0x80 {
			next = at + len("\u2019")
		}
		return append(all, Token{Span{w.Start, at}, before}, Token{Span{next, w.End}, after})
	}
	return append(all, Token{w, fold})
}

// apostrophe returns where the first apostrophe of a word stands.
func apostrophe(s string) int { return strings.IndexAny(s, "'\u2019\u2018\u02bc") }
