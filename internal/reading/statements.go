package reading

import (
	"slices"
	"strings"

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
	act     news.Act  // of the last statement
	person  string    // the last person who spoke or was named before
	body    string    // the last company or body that spoke or acted
	until   int       // end of what was told so far, in bytes
	ground  text.Span // of the sentence
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

// tellings finds the cues of a sentence and who speaks at each.
func (h *hearing) tellings(s *sentence) []telling {
	var all []telling
	tokens := h.d.tokens
	for i := s.first; i < s.last; {
		cue, n := h.t.cues.at(tokens, i, s.last)
		if n == 0 {
			i++
			continue
		}
		t := telling{actCue: cue, first: i, last: i + n}
		if !h.quoted(tokens[i].Start) && !h.inName(&t) && h.stands(s, &t) && h.attach(s, &t, all) {
			all = append(all, t)
		}
		i += n
	}
	return all
}

// quoted says whether an offset lies in a quotation.
func (h *hearing) quoted(offset int) bool {
	_, ok := h.quoteAt(offset)
	return ok
}

// quoteAt returns the quotation that an offset lies in.
func (h *hearing) quoteAt(offset int) (quotation, bool) {
	for _, q := range h.quotes[h.next:] {
		if q.Start > offset {
			break
		}
		if offset < q.End {
			return q, true
		}
	}
	return quotation{}, false
}

// inName says whether a cue of one word belongs to a name ("United States").
func (h *hearing) inName(t *telling) bool {
	m, ok := h.d.mentionAt(h.d.tokens[t.first].Start)
	return ok && m.By != news.ByReference && m.End >= h.d.tokens[t.last-1].End && m.Kind != news.EntityProduct
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
	if n > 0 && t.subject.pronoun && !t.subject.joined {
		if h.merge(span, speaker, act) {
			return
		}
	}
	if h.isMedium(t, act) {
		return
	}
	h.found = append(h.found, news.Statement{Span: span, Speaker: speaker, Act: act, Quote: h.holdsQuote(span)})
	h.until = max(h.until, span.End)
	h.heard(t.subject, act)
}

// merge makes one statement of "X said it rejects …".
func (h *hearing) merge(span text.Span, speaker string, act news.Act) bool {
	if len(h.found) == 0 {
		return false
	}
	last := &h.found[len(h.found)-1]
	if last.Speaker != speaker || last.Act != news.ActStatement || last.Start < h.ground.Start || span.Start-last.End > 3 {
		return false
	}
	last.End = max(last.End, span.End)
	last.Act = act
	last.Quote = last.Quote || h.holdsQuote(span)
	h.until = max(h.until, last.End)
	return true
}

// heard keeps who spoke for what follows.
func (h *hearing) heard(who subject, act news.Act) {
	h.act = act
	if who.name == "" {
		return
	}
	h.speaker = who.name
	switch who.kind {
	case news.EntityPerson:
		h.person = who.name
	case news.EntityAgency, news.EntityCompany, news.EntityOrganization:
		h.body = who.name
	}
}

// remember keeps whom a sentence names for the pronouns of the next one.
func (h *hearing) remember(s *sentence) {
	for _, m := range slices.Backward(h.d.mentionsIn(s.Span)) {
		if m.Kind == news.EntityPerson {
			h.person = m.Name
			break
		}
	}
	for _, m := range h.d.mentionsIn(s.Span) {
		if m.Kind != news.EntityPerson && m.Kind != news.EntityProduct {
			h.body = m.Name
			break
		}
	}
}

// trim takes blanks, stops and joining words from the ends of a span.
func (h *hearing) trim(p text.Span) text.Span {
	s := h.d.Text
	part := strings.TrimRight(s[p.Start:p.End], " \t\r\n,;:–—-")
	p.End = p.Start + len(part)
	part = strings.TrimLeft(part, " \t\r\n,;:–—-.!?…)]}*•")
	p.Start = p.End - len(part)
	for {
		i := h.d.tokenAt(p.Start)
		if i >= len(h.d.tokens) || h.d.tokens[i].Start != p.Start || h.d.tokens[i].End >= p.End || !h.t.is(h.d.tokens[i], speechAnd) {
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
	for _, q := range h.quotes[h.next:] {
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
	for _, q := range h.quotes[h.next:] {
		if q.Start >= p.End {
			return false
		}
		if q.End > p.Start {
			return true
		}
	}
	return false
}

// isMedium says whether a plain statement is a medium's report, which is no
// one's statement but an attribution.
func (h *hearing) isMedium(t *telling, act news.Act) bool {
	return act == news.ActStatement && t.subject.media
}
