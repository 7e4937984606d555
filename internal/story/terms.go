package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

// TermKind is what a term of an article is, as far as its shape tells.
type TermKind uint8

// The kinds of term; a term may be several.
const (
	TermTitle  TermKind = 1 << iota // it stands in the title
	TermName                        // it is written with a capital within a sentence
	TermNumber                      // it is a number that is no year
	TermYear                        // it is a year
)

// rawTerm is a term as it is counted.
type rawTerm struct {
	count int
	kind  TermKind
	lead  bool // in the first sentences
}

// leadWords is how many words of the text are its opening, which says what
// happened.
const leadWords = 60

// termsOf counts the terms of an article: folded words without their plural,
// numbers without their separators.
func termsOf(title, body string) map[string]*rawTerm {
	all := map[string]*rawTerm{}
	capitals := newCapitals(body)
	for i, w := range text.Tokens(body) {
		t := countTerm(all, w.Fold)
		if t == nil {
			continue
		}
		t.lead = t.lead || i < leadWords
		if capitals.names && startsUpper(w.Of(body)) && !capitals.starts[w.Start] {
			t.kind |= TermName
		}
	}
	for _, w := range text.Tokens(title) {
		if t := countTerm(all, w.Fold); t != nil {
			t.kind |= TermTitle
			t.lead = true
		}
	}
	return all
}

// countTerm counts a folded word; nil if it is none worth counting.
func countTerm(all map[string]*rawTerm, fold string) *rawTerm {
	term, kind := normalTerm(fold)
	if term == "" {
		return nil
	}
	t := all[term]
	if t == nil {
		t = &rawTerm{kind: kind}
		all[term] = t
	}
	t.count++
	return t
}

// normalTerm returns the form in which a folded word is compared, "" for a
// single letter or digit, and whether it is a number.
func normalTerm(fold string) (term string, kind TermKind) {
	first, size := utf8.DecodeRuneInString(fold)
	if unicode.IsDigit(first) {
		fold = strings.Map(func(r rune) rune {
			if r == ',' || r == '.' || r == '\'' {
				return -1
			}
			return r
		}, fold)
		switch {
		case len(fold) < 2:
			return "", 0
		case isYear(fold):
			return fold, TermYear
		}
		return fold, TermNumber
	}
	if size == len(fold) && first < 0x2e80 {
		return "", 0
	}
	return singular(fold), 0
}

func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}

// singular drops the plural of an English noun: Harman's S stemmer, How
// effective is suffixing?, JASIS 42 (1991).
func singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's':
	case strings.HasSuffix(w, "ies") && w[n-4] != 'e' && w[n-4] != 'a':
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "es") && strings.IndexByte("aeo", w[n-3]) < 0:
		return w[:n-1]
	case w[n-2] != 'u' && w[n-2] != 's' && w[n-2] != 'e':
		return w[:n-1]
	}
	return w
}

// capitals says where a capital is only that of a sentence's start, and whether
// the language keeps capitals for names.
type capitals struct {
	starts map[int]bool // offsets of first words
	names  bool
}

// nounCapitals is the share of capitals within sentences beyond which they
// are no sign of a name: German writes all nouns so, agencies all headlines.
const nounCapitals = 0.33

func newCapitals(body string) capitals {
	c := capitals{starts: map[int]bool{}}
	sentences := text.Sentences(body)
	for _, s := range sentences {
		if words := text.Tokens(s.Of(body)); len(words) > 0 {
			c.starts[s.Start+words[0].Start] = true
		}
	}
	upper, all := 0, 0
	for _, w := range text.Tokens(body) {
		if r, _ := utf8.DecodeRuneInString(w.Of(body)); unicode.IsLetter(r) && !c.starts[w.Start] {
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	c.names = float64(upper) <= nounCapitals*float64(all)
	return c
}

// Words counts the terms of a text, as they are compared.
func Words(s string) map[string]int {
	all := map[string]int{}
	for term, r := range termsOf("", s) {
		all[term] = r.count
	}
	return all
}
