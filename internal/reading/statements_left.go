package reading

import (
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// leastQuoted is how many words a quotation has at least that needs no verb of
// saying beside it; shorter ones are names and scare quotes.
const leastQuoted = 4

// leftOver takes the quotations of a sentence that has no verb of saying: they
// are the words of whom the sentence is about, or of who spoke last.
func (h *hearing) leftOver(s *sentence, from int) {
	for _, q := range h.quotes[h.next:] {
		if q.Start >= s.End {
			return
		}
		if q.End <= h.until {
			continue
		}
		inside := text.Span{Start: max(q.Start, s.Start, from), End: min(q.End, s.End)}
		whole := inside.Len()*10 >= s.Len()*9
		switch {
		case whole && h.speaker != "" && (h.until > 0 || q.Start < s.Start):
			h.goOn(s, q)
		case q.Start >= s.Start && h.isSaid(q):
			who := h.subjectOf(s, q.Start)
			if who.name == "" {
				who.name = h.speaker
			}
			if who.name == "" {
				continue
			}
			act := h.refineQuote(s, q)
			h.found = append(h.found, news.Statement{Span: s.Span, Speaker: who.name, Act: act, Quote: true})
			h.until = s.End
			h.heard(who, act)
		}
	}
}

// goOn adds a sentence of a quotation to the statement before, if it is the
// same quotation, or makes it another statement of the same speaker.
func (h *hearing) goOn(s *sentence, q quotation) {
	if len(h.found) > 0 {
		if last := &h.found[len(h.found)-1]; q.Start < last.End {
			last.End = max(last.End, s.End)
			h.until = last.End
			return
		}
	}
	if q.End > s.End { // its speaker may come behind its end
		return
	}
	span := text.Span{Start: max(h.until, min(q.Start, s.Start)), End: s.End}
	h.found = append(h.found, news.Statement{Span: span, Speaker: h.speaker, Act: h.act, Quote: true})
	h.until = s.End
}

// isSaid says whether a quotation without a verb of saying is someone's words:
// long enough, not a title, a name or a term that the words before introduce.
func (h *hearing) isSaid(q quotation) bool {
	first := h.d.tokenAt(q.inner.Start)
	last := first
	capitals := 0
	for last < len(h.d.tokens) && h.d.tokens[last].End <= q.inner.End {
		if r, _ := utf8.DecodeRuneInString(h.d.Text[h.d.tokens[last].Start:]); unicode.IsUpper(r) || unicode.IsDigit(r) {
			capitals++
		}
		last++
	}
	words := last - first
	if words < leastQuoted || capitals*2 > words {
		return false
	}
	return first == 0 || !h.t.is(h.d.tokens[first-1], speechNamed)
}
