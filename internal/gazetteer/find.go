package gazetteer

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// Find returns the names in s in the order of the text; of those that begin
// with the same word the longest one, and beside a product the maker whose name
// it begins with (Microsoft Office). A name may lie within another one that
// begins before it. tokens are text.Tokens(s).
//
// A word of a name that has a capital must have one in the text, an acronym
// must be in capitals. Words of one name are not parted by punctuation, unless
// the name itself has it. The legal form after a company's name (Inc.) belongs
// to the match.
func (g *Gazetteer) Find(s string, tokens []text.Token) []Match {
	var found []Match
	for i := range tokens {
		var product *Entry
		for at := g.first[undotted(tokens[i].Fold)]; at > 0; at = g.names[at-1].next {
			n := &g.names[at-1]
			if !n.stands(s, tokens[i:]) || product != nil && n.entries[0].Kind != news.EntityCompany {
				continue
			}
			m := Match{First: i, Last: i + len(n.spelled), Entries: n.entries, Weak: n.weak}
			switch n.entries[0].Kind {
			case news.EntityCompany:
				m.completeForm(s, tokens)
			case news.EntityProduct:
				product = n.entries[0]
			}
			found = append(found, m)
			if product == nil || n.entries[0] != product {
				break
			}
		}
	}
	return found
}

// stands says whether the tokens begin with the name.
func (n *name) stands(s string, tokens []text.Token) bool {
	if len(n.spelled) > len(tokens) || !n.follows(tokens[1:]) {
		return false
	}
	for i, spelled := range n.spelled {
		if !spelled.allows(tokens[i].Of(s)) || i > 0 && !joined(s, tokens[i-1], tokens[i], n.commas) {
			return false
		}
	}
	if len(n.spelled) > 1 {
		return true
	}
	word := tokens[0].Of(s)
	return isASCII(word) == (n.spelled[0]&accented == 0) && (n.spelled[0] != capital || !isShouted(word))
}

// isShouted says whether a short word is all in capitals, so that it is rather
// another acronym: META.
func isShouted(word string) bool {
	if len(word) < 2 || len(word) > 4 {
		return false
	}
	capitals, small := count(word)
	return small == 0 && capitals > 1
}

// joined says whether two words follow each other within a name.
func joined(s string, a, b text.Token, commas bool) bool {
	gap := s[a.End:b.Start]
	if gap == " " || gap == "-" {
		return true
	}
	if len(gap) > 5 {
		return false
	}
	for i := range len(gap) {
		switch c := gap[i]; {
		case c == ',' && !commas, c == ';', c == ':', c == '!', c == '?', c == '(', c == ')', c == '"', c == '[', c == ']', c == '|':
			return false
		case c == '.' && a.Len() > 4 && i+1 < len(gap): // of a sentence, not of evidence.com
			return false
		case c == '\n' && strings.Contains(gap[i+1:], "\n"):
			return false
		}
	}
	return !strings.ContainsAny(gap, "“”«»„—…•")
}

// legalForms are the words that end a company's full name.
var legalForms = map[string]bool{
	"inc": true, "corp": true, "corporation": true, "incorporated": true, "llc": true, "llp": true, "lp": true, "ltd": true, "limited": true,
	"plc": true, "gmbh": true, "ag": true, "se": true, "kgaa": true, "nv": true, "n.v": true, "bv": true, "b.v": true, "spa": true, "s.p.a": true,
	"sas": true, "s.a": true, "sa": true, "s.l": true, "srl": true, "s.r.l": true, "ab": true, "asa": true, "oyj": true, "oy": true, "a.s": true,
	"pty": true, "pbc": true, "co": true, "ltda": true, "s/a": true, "l.l.c": true, "l.p": true, "s.a.s": true,
}

// completeForm takes in the legal form that follows a company's name, which
// also shows that the company is meant.
func (m *Match) completeForm(s string, tokens []text.Token) {
	for range 2 {
		if m.Last >= len(tokens) || !legalForms[tokens[m.Last].Fold] {
			return
		}
		word := tokens[m.Last].Of(s)
		if strings.Contains(s[tokens[m.Last-1].End:tokens[m.Last].Start], "&") { // Facebook & Co: and the like
			return
		}
		if !capital.allows(word) && word != "plc" || !joined(s, tokens[m.Last-1], tokens[m.Last], true) {
			return
		}
		m.Last++
		m.Weak = false
	}
}
