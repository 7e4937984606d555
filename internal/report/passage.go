package report

import (
	"strings"
	"unicode"

	"dateline/internal/query"
	"dateline/internal/text"
)

// words are folded query words; true marks the beginning of a word only.
type words map[string]bool

// highlights collects the words that a query looks for in the text.
func highlights(n query.Node) words {
	found := words{}
	found.collect(n)
	return found
}

func (w words) collect(n query.Node) {
	switch n := n.(type) {
	case query.And:
		for _, part := range n {
			w.collect(part)
		}
	case query.Or:
		for _, part := range n {
			w.collect(part)
		}
	case query.Near:
		for _, part := range n.Parts {
			w.collect(part)
		}
	case query.Term:
		w.add(n.Word, n.Prefix)
	case query.Phrase:
		for _, word := range n {
			w.add(word, false)
		}
	}
}

// add takes a word as the index does: of languages written without spaces, its
// characters.
func (w words) add(word string, prefix bool) {
	spans := text.Words(word)
	for i, span := range spans {
		w[text.Fold(span.Of(word))] = prefix && i == len(spans)-1
	}
	if len(spans) == 0 {
		w[text.Fold(word)] = prefix
	}
}

// match returns the query word that a text's word answers, or "".
func (w words) match(word string) string {
	folded := text.Fold(word)
	if _, whole := w[folded]; whole {
		return folded
	}
	for begin, prefix := range w {
		if prefix && strings.HasPrefix(folded, begin) {
			return begin
		}
	}
	for part := range strings.FieldsFuncSeq(folded, separates) {
		if _, whole := w[part]; whole {
			return part
		}
	}
	return ""
}

// bestPassage is the first of the sentences that hold the most different words
// looked for; nil if none holds any.
func bestPassage(body string, wanted words) *Passage {
	if len(wanted) == 0 || body == "" {
		return nil
	}
	var best text.Span
	most := 0
	for _, sentence := range text.Sentences(body) {
		found := map[string]bool{}
		for _, span := range text.Words(body[sentence.Start:sentence.End]) {
			if hit := wanted.match(body[sentence.Start+span.Start : sentence.Start+span.End]); hit != "" {
				found[hit] = true
			}
		}
		if len(found) > most {
			best, most = sentence, len(found)
			if most == len(wanted) {
				break
			}
		}
	}
	if most == 0 {
		return nil
	}
	return &Passage{Start: best.Start, End: best.End, Text: body[best.Start:best.End]}
}

// separates says where the index's tokenizer ends a word.
func separates(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}
