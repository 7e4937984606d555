package reading

import (
	"slices"
	"strings"
	"unicode"

	"dateline/internal/news"
	"dateline/internal/text"
)

// readStatements finds what someone says: each verb or construction of the
// table of acts takes its part of the sentence, with the quotation that it
// belongs to; quotations left over are the words of who spoke last.
func (d *document) readStatements() {
	h := &hearing{d: d, t: actTableOf(d.language), quotes: quotations(d.Text)}
	for i := range d.sentences {
		h.hear(i)
	}
	slices.SortStableFunc(h.found, func(a, b news.Statement) int { return a.Start - b.Start })
	d.found.Statements = slices.CompactFunc(h.found, func(a, b news.Statement) bool {
		return a.Span == b.Span && a.Act == b.Act
	})
}

// hearing is the reading of a document's statements, sentence by sentence.
type hearing struct {
	d      *document
	t      *actTable
	quotes []quotation
	next   int // the first quotation that ends after the sentence begins
	found  []news.Statement

	speaker string    // who spoke last
	group   bool      // unnamed people did
	act     news.Act  // of the last statement
	person  string    // the last person who spoke or was named before
	body    string    // the last company or body that spoke or acted
	firm    string    // the last company that was named
	office  string    // the last government body that was named
	spoke   text.Span // sentence in which a person spoke last
	firms   []string  // companies of the sentence firmsOf
	firmsOf text.Span
	persons string            // the last who spoke together
	study   string            // by whom the last report is
	issuer  string            // of the paper that was made known last
	issued  string            // the word for it
	accuser string            // who alleged something last
	voices  voices            // who spoke last, by kind
	full    map[string]string // full names by their last word, folded
	until   int               // end of what was told so far, in bytes
	floor   int               // first token behind the cue before
	ground  text.Span         // of the sentence
}

// telling is one cue in a sentence with its speaker.
type telling struct {
	actCue
	first, last int // tokens of the cue
	subject     subject
	start, end  int // bytes
}

// hear reads one sentence.
func (h *hearing) hear(i int) {
	s := &h.d.sentences[i]
	h.ground = s.Span
	for h.next < len(h.quotes) && h.quotes[h.next].End <= s.Start {
		h.next++
	}
	tellings := h.tellings(s)
	if len(tellings) == 0 {
		h.leftOver(s, s.Start)
		h.remember(s)
		return
	}
	h.share(s, tellings)
	for n := range tellings {
		h.tell(s, tellings, n)
	}
	h.remember(s)
}

// share gives each cue its part of the sentence: up to where the words of the
// next one begin.
func (h *hearing) share(s *sentence, all []telling) {
	from := s.Start
	for n := range all {
		t := &all[n]
		first, last := h.core(t)
		t.start = from
		if n > 0 {
			t.start = max(from, first)
			if t.subject.trailing {
				t.start = h.clauseStart(from, first)
				if q, ok := h.quoteBefore(first); ok {
					t.start = max(from, q.Start)
				}
			}
			all[n-1].end = t.start
		}
		t.end = s.End
		from = max(from, last)
	}
}

// core returns the bytes of a cue with its subject.
func (h *hearing) core(t *telling) (first, last int) {
	first, last = h.d.tokens[t.first].Start, h.d.tokens[t.last-1].End
	if t.subject.end > t.subject.start {
		first, last = min(first, t.subject.start), max(last, t.subject.end)
	}
	return first, last
}

// quoteBefore returns the quotation that ends right before an offset.
func (h *hearing) quoteBefore(offset int) (quotation, bool) {
	i := h.quoteFrom(offset) - 1
	if i < h.next || strings.Trim(h.d.Text[h.quotes[i].End:offset], " ,") != "" {
		return quotation{}, false
	}
	return h.quotes[i], true
}

// clauseStart returns where what is said before the speaker at byte to begins:
// at the last mark between from and the comma before the speaker.
func (h *hearing) clauseStart(from, to int) int {
	if to <= from {
		return from
	}
	part := strings.TrimRight(h.d.Text[from:to], "\"”“»’, ")
	if at := strings.LastIndexAny(part, ",;"); at >= 0 {
		return from + at + 1
	}
	return from
}

// tell writes the statement of a cue.
func (h *hearing) tell(s *sentence, all []telling, n int) {
	t := &all[n]
	span := h.withQuotes(h.trim(text.Span{Start: t.start, End: t.end}))
	if span.Len() <= 0 {
		return
	}
	act := h.refine(s, t, span)
	speaker := t.subject.name
	if n > 0 && (t.subject.pronoun && !t.subject.joined || t.subject.spokes && h.isLast(speaker)) && h.merge(span, speaker, act) {
		return
	}
	if h.isReport(t, act) || act == news.ActCall && h.asksForComment(t) {
		return
	}
	h.found = append(h.found, news.Statement{Span: span, Speaker: speaker, Act: act, Quote: h.holdsQuote(span)})
	h.until = max(h.until, span.End)
	h.heard(t.subject, act)
}

// isLast says whether the last statement is of this speaker.
func (h *hearing) isLast(speaker string) bool {
	return len(h.found) > 0 && h.found[len(h.found)-1].Speaker == speaker
}

// merge makes one statement of "X said it rejects …", also of "X said …,
// because they want …".
func (h *hearing) merge(span text.Span, speaker string, act news.Act) bool {
	if len(h.found) == 0 {
		return false
	}
	last := &h.found[len(h.found)-1]
	if last.Start < h.ground.Start || span.Start-last.End > 3 || last.Speaker != speaker && last.Act != news.ActStatement {
		return false
	}
	if last.Speaker == speaker && last.Act == news.ActStatement {
		last.Act = act
	}
	last.End = max(last.End, span.End)
	last.Quote = last.Quote || h.holdsQuote(span)
	h.until = max(h.until, last.End)
	return true
}

// trim takes blanks, stops and joining words from the ends of a span.
func (h *hearing) trim(p text.Span) text.Span {
	s := h.d.Text
	part := strings.TrimRightFunc(s[p.Start:p.End], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-", r) })
	p.End = p.Start + len(part)
	part = strings.TrimLeftFunc(part, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-.!?…)]}*•", r) })
	p.Start = p.End - len(part)
	for {
		i := h.d.tokenAt(p.Start)
		if i+1 >= len(h.d.tokens) || h.d.tokens[i+1].Start >= p.End || h.d.tokens[i].Start != p.Start || h.d.tokens[i].End >= p.End || !h.t.is(h.d.tokens[i], speechAnd) {
			return p
		}
		p.Start = h.d.tokens[i+1].Start
		if q := h.d.Text[h.d.tokens[i].End:p.Start]; strings.TrimLeft(q, " ") != "" {
			p.Start -= len(strings.TrimLeft(q, " "))
		}
	}
}

// withQuotes widens a span to the quotations that it cuts.
func (h *hearing) withQuotes(p text.Span) text.Span {
	for _, q := range h.quotes[h.quoteFrom(p.Start):] {
		if q.Start >= p.End {
			break
		}
		if q.End > p.Start && (q.Start < p.Start && q.Start >= h.until || q.End > p.End) {
			p.Start, p.End = min(p.Start, q.Start), max(p.End, q.End)
		}
	}
	return p
}

// holdsQuote says whether a span has words in quotation marks.
func (h *hearing) holdsQuote(p text.Span) bool {
	for _, q := range h.quotes[h.quoteFrom(p.Start):] {
		if q.Start >= p.End {
			return false
		}
		if q.End > p.Start {
			return true
		}
	}
	return false
}
