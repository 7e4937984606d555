package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// refine says what a telling does, from its verb, who speaks, and what is said.
func (h *hearing) refine(s *sentence, t *telling, span text.Span) news.Act {
	first, last := h.tokensOf(span)
	switch t.act {
	case news.ActDenial:
		if t.disputes && !h.claimFollows(t) {
			return news.ActCriticism
		}
		if (t.frame == frameDoes || t.frame == framePart) && !t.stands && h.turnsDown(t) {
			return news.ActAnnouncement
		}
		return t.act
	case news.ActStatement:
	default:
		return t.act
	}
	if t.frame == frameTo && !t.subject.court {
		if h.denies(t, first, last) {
			return news.ActDenial
		}
		return t.act
	}
	switch {
	case h.refuses(s, first, last) || h.nobodyReplies(t):
		return news.ActNoComment
	case t.subject.court || h.inSuit(t, last):
		return news.ActAllegation
	case h.denies(t, first, last):
		return news.ActDenial
	case h.isUnlawful(first, last):
		return news.ActAllegation
	case h.has(first, last, speechWorse) && !h.has(first, last, speechNo):
		return news.ActCriticism
	case (t.said || t.frame == framePart) && h.announces(s, t, first, last):
		return news.ActAnnouncement
	}
	return t.act
}

// refineQuote says what a quotation without a verb of saying does.
func (h *hearing) refineQuote(s *sentence, q quotation) news.Act {
	first, last := h.tokensOf(q.Span)
	switch {
	case h.has(first, last, speechWorse) && !h.has(first, last, speechNo):
		return news.ActCriticism
	case h.negates(first, last, 0, 0):
		return news.ActDenial
	}
	return news.ActStatement
}

// tokensOf returns the tokens [first,last) that begin in a span.
func (h *hearing) tokensOf(span text.Span) (first, last int) {
	first = h.d.tokenAt(span.Start)
	last = first
	for last < len(h.d.tokens) && h.d.tokens[last].Start < span.End {
		last++
	}
	return first, last
}

func (h *hearing) has(first, last int, class speechClass) bool {
	for i := first; i < last; i++ {
		if h.t.is(h.d.tokens[i], class) {
			return true
		}
	}
	return false
}

// nobodyReplies says whether a telling is "neither company replied".
func (h *hearing) nobodyReplies(t *telling) bool {
	first := t.first
	for first > 0 && t.first-first < longestSubject/2 && !h.cut(first) && h.d.tokens[first-1].Start >= h.ground.Start {
		first--
	}
	return h.has(t.first, t.last, speechReply) && h.has(first, t.first, speechNo)
}

// isUnlawful says whether the tokens [first,last) speak of a breach of law.
func (h *hearing) isUnlawful(first, last int) bool {
	for i := first; i < last; i++ {
		if h.t.is(h.d.tokens[i], speechUnlawful) && (i+1 >= last || !h.t.is(h.d.tokens[i+1], speechCrime)) {
			return true
		}
	}
	return false
}

// turnsDown says whether a verb of denying takes a bid, a request, an entry:
// that is a decision, not a denial.
func (h *hearing) turnsDown(t *telling) bool {
	for word := range strings.FieldsSeq(text.Fold(t.subject.name)) {
		if h.t.words[word]&speechBench != 0 {
			return true
		}
	}
	for i := t.last; i < min(t.last+5, len(h.d.tokens)); i++ {
		switch {
		case h.cut(i):
			return false
		case h.t.is(h.d.tokens[i], speechRefused):
			return true
		case h.t.is(h.d.tokens[i], speechClaim):
			return false
		}
	}
	return false
}

// inSuit says whether a suit carries what is said: "argues in its protest".
func (h *hearing) inSuit(t *telling, last int) bool {
	for i := t.last; i < min(t.last+6, last); i++ {
		if h.t.is(h.d.tokens[i], speechCourt) && h.t.is(h.d.tokens[i-1], speechArticle) {
			return true
		}
	}
	return false
}

// claimFollows says whether a verb of disputing takes a claim.
func (h *hearing) claimFollows(t *telling) bool {
	for i := t.last; i < min(t.last+6, len(h.d.tokens)) && (i == t.last || !h.cut(i)); i++ {
		if h.t.is(h.d.tokens[i], speechClaim) {
			return true
		}
	}
	return false
}

// refuses says whether the words quoted in [first,last) are a refusal to comment.
func (h *hearing) refuses(s *sentence, first, last int) bool {
	for i := first; i < min(last, s.last); i++ {
		if cue, n := h.cueAt(s, i); n > 1 && cue.act == news.ActNoComment && h.quoted(h.d.tokens[i].Start) {
			return true
		}
	}
	return false
}

// asksForComment says whether a call only asks for comment, as media do.
func (h *hearing) asksForComment(t *telling) bool {
	for i := t.last; i < min(t.last+12, len(h.d.tokens)) && !strings.ContainsAny(h.gap(i), ".;"); i++ {
		if h.t.is(h.d.tokens[i], speechComment) {
			return true
		}
	}
	return t.last < len(h.d.tokens) && h.d.tokens[t.last].Fold == "about"
}

// announces says whether a body makes known what it has decided.
func (h *hearing) announces(s *sentence, t *telling, first, last int) bool {
	if t.subject.kind == news.EntityPerson || t.subject.kind == "" || t.subject.group {
		return false
	}
	return h.ownFuture(t) || h.has(first, last, speechDecided) && !h.holdsQuote(h.d.span(first, last))
}

// ownFuture says whether a speaker tells what it will do: "said it will appeal".
func (h *hearing) ownFuture(t *telling) bool {
	i := t.last
	for i < min(t.last+3, len(h.d.tokens)) && h.t.is(h.d.tokens[i], speechBreak|speechTime) {
		i++
	}
	if i+1 >= len(h.d.tokens) || h.d.tokens[i].Start >= h.ground.End || !h.t.is(h.d.tokens[i], speechIt|speechThey) {
		return false
	}
	return h.t.is(h.d.tokens[i+1], speechFuture) || h.d.tokens[i+1].Fold == "would"
}

// denies says whether what is said denies something: it negates what speakers
// are reproached with, or calls a claim untrue.
func (h *hearing) denies(t *telling, first, last int) bool {
	if t.subject.group && !t.subject.pronoun {
		return false
	}
	if h.has(first, last, speechUntrue) && !h.has(first, last, speechNo) {
		return true
	}
	if h.has(t.first, t.last, speechStrong) && h.has(first, last, speechNo) && !h.has(first, last, speechFuture) {
		return true
	}
	return h.negates(first, last, t.first, t.last)
}

// farthestDenied is how many words behind a negation what is denied may stand.
const farthestDenied = 5

// negates says whether the tokens [first,last) negate something deniable; the
// verb of saying itself, [from,to), does not count.
func (h *hearing) negates(first, last, from, to int) bool {
	for i := first; i < last; i++ {
		token := h.d.tokens[i]
		if i >= from && i < to || !h.t.is(token, speechNo) {
			continue
		}
		if i > first && h.t.is(h.d.tokens[i-1], speechFuture) || h.t.is(token, speechFuture) {
			continue
		}
		if i+1 < last && (h.t.is(h.d.tokens[i+1], speechUnless) || strings.ContainsAny(h.gap(i+1), ",;:")) { // "who voted no, said …"
			continue
		}
		for j := i + 1; j < min(i+1+farthestDenied, last); j++ {
			if h.d.tokens[j].Fold == "going" || h.t.is(h.d.tokens[j], speechBreak) && h.d.tokens[j].Fold != "that" {
				break
			}
			if (j < from || j >= to) && h.t.isDeniable(h.d.tokens[j].Fold) {
				return true
			}
		}
		if (h.d.language == "de" || h.d.language == "nl") && h.deniesBefore(first, i) {
			return true
		}
	}
	return false
}

// deniesBefore looks for what is denied before a negation at the end of a clause.
func (h *hearing) deniesBefore(first, i int) bool {
	for j := i - 1; j >= max(first, i-farthestDenied) && !h.cut(j+1); j-- {
		if h.t.isDeniable(h.d.tokens[j].Fold) {
			return true
		}
	}
	return false
}
