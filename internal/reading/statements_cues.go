package reading

import (
	"slices"
	"sort"
	"strings"

	"dateline/internal/news"
)

// tellings finds the cues of a sentence and who speaks at each.
func (h *hearing) tellings(s *sentence) []telling {
	var all []telling
	h.floor = s.first
	tokens := h.d.tokens
	for i := s.first; i < s.last; {
		cue, n := h.cueAt(s, i)
		if n == 0 {
			i++
			continue
		}
		t := telling{actCue: cue, first: i, last: i + n}
		if !h.quoted(tokens[i].Start) && !h.inName(&t) && h.stands(s, &t) && h.attach(s, &t, all) {
			all = append(all, t)
			h.floor = t.last
		}
		i += n
	}
	for n := 0; n+1 < len(all); n++ {
		if h.isCarrier(&all[n], &all[n+1]) {
			all[n+1].subject.start = min(all[n+1].subject.start, all[n].subject.start)
			all = slices.Delete(all, n, n+1)
			n--
		}
	}
	if len(all) > 1 {
		all = slices.DeleteFunc(all, func(t telling) bool { return t.frame == frameFact })
	}
	return all
}

// isCarrier says whether a cue only tells of the paper that says the next one:
// "issued a statement saying …".
func (h *hearing) isCarrier(t, next *telling) bool {
	return t.act == news.ActAnnouncement && t.frame == frameDoes && next.frame == framePart && next.first-t.last < 6 &&
		h.has(t.last, next.first, speechPaper)
}

// cueAt returns the cue at token i and its length in tokens; 0: there is none.
func (h *hearing) cueAt(s *sentence, i int) (actCue, int) {
	cues, n := h.t.cues.at(h.d.tokens, i, s.last)
	for _, cue := range cues {
		if cue.perfect && !h.hasAuxiliary(s, i) {
			continue
		}
		if cue.then == nil || h.follows(s, i+n, cue.then) {
			return cue, n
		}
	}
	return actCue{}, 0
}

// farthestThen is how many words behind a verb its second part may stand.
const farthestThen = 18

// follows says whether one of some words stands behind token i in its clause.
func (h *hearing) follows(s *sentence, i int, then []string) bool {
	for j := i; j < min(s.last, i+farthestThen); j++ {
		if j > i && strings.ContainsAny(h.gap(j), ";:") {
			return false
		}
		for _, words := range then {
			if h.spells(j, s.last, words) {
				return true
			}
		}
	}
	return false
}

// spells says whether the tokens from i on are some words.
func (h *hearing) spells(i, last int, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if i >= last || h.d.tokens[i].Fold != word {
			return false
		}
		i++
	}
	return true
}

// quoted says whether an offset lies in a quotation.
func (h *hearing) quoted(offset int) bool {
	_, ok := h.quoteAt(offset)
	return ok
}

// quoteFrom returns the number of the first quotation that ends behind an offset.
func (h *hearing) quoteFrom(offset int) int {
	return sort.Search(len(h.quotes), func(i int) bool { return h.quotes[i].End > offset })
}

// quoteAt returns the quotation that an offset lies in.
func (h *hearing) quoteAt(offset int) (quotation, bool) {
	if i := h.quoteFrom(offset); i < len(h.quotes) && h.quotes[i].Start <= offset {
		return h.quotes[i], true
	}
	return quotation{}, false
}

// inName says whether a cue of one word belongs to a name ("United States").
func (h *hearing) inName(t *telling) bool {
	m, ok := h.d.mentionAt(h.d.tokens[t.first].Start)
	return ok && m.By != news.ByReference && m.End >= h.d.tokens[t.last-1].End && m.Kind != news.EntityProduct
}
