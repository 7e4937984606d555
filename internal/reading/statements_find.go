package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// subjectAfter reads the noun phrase at token i: "…," said X.
func (h *hearing) subjectAfter(s *sentence, i int) subject {
	first := i
	for first < s.last && !h.cut(first) && h.t.is(h.d.tokens[first], speechAuxiliary) && !h.inMention(h.d.tokens[first]) && !h.t.is(h.d.tokens[first], speechHe) {
		first++
	}
	if first > i && first < s.last && h.afterAuxiliary(first) { // "según han informado fuentes"
		first++
	}
	if first < s.last && h.t.is(h.d.tokens[first], speechPreposition) && !h.t.is(h.d.tokens[first], speechArticle) && !h.inMention(h.d.tokens[first]) && !h.isCapital(first) {
		return subject{}
	}
	if first >= s.last || h.cut(first) || strings.ContainsAny(h.gap(first), "\"“«„:;") && first > s.first {
		return subject{}
	}
	last := first + 1
	for last < s.last && last-first < longestSubject {
		if h.cut(last) && !h.inside(last) {
			break
		}
		token := h.d.tokens[last]
		if !h.inside(last) && (h.t.is(token, speechBreak) || h.t.is(token, speechTime) && !h.inMention(token)) {
			break
		}
		last++
	}
	for h.has(first, last, speechClose) && last < s.last && last-first < longestSubject && !h.cut(last) && (!h.t.is(h.d.tokens[last], speechBreak) || h.t.is(h.d.tokens[last], speechPreposition)) {
		last++ // "two people briefed on the plan"
	}
	who := h.speakerIn(first, last)
	if last < s.last && strings.TrimSpace(h.gap(last)) == "," && h.has(first, last, speechRole|speechSpokes) && len(h.personsIn(first, last)) == 0 {
		if m, ok := h.d.mentionAt(h.d.tokens[last].Start); ok && m.Kind == news.EntityPerson {
			who.name, who.kind, who.end = h.bareName(m), m.Kind, m.End
		} else if end := h.nameEnd(s, last); end > last+1 { // "dijo la gerente, Nuria Santángel"
			span := h.d.span(last, end)
			who.name, who.kind, who.end = h.words(last, end), news.EntityPerson, span.End
		}
	}
	who.after = true
	return who
}

// afterAuxiliary says whether a token is a Romance participle behind its auxiliary.
func (h *hearing) afterAuxiliary(i int) bool {
	fold := h.d.tokens[i].Fold
	switch h.d.tokens[i-1].Fold {
	case "ha", "han", "hanno", "a", "ont", "tem", "tinha", "habia", "habian":
	default:
		return false
	}
	return !h.isCapital(i) && len(fold) > 4 && (strings.HasSuffix(fold, "do") || strings.HasSuffix(fold, "to") || h.d.language == "fr" && strings.HasSuffix(fold, "e"))
}

// personsIn returns the persons that the tokens [a,b) name.
func (h *hearing) personsIn(a, b int) []news.Mention {
	var all []news.Mention
	for _, m := range h.d.mentionsIn(h.d.span(a, b)) {
		if m.Kind == news.EntityPerson {
			all = append(all, m)
		}
	}
	return all
}

// farthestAgent is how many words behind a passive its actor may stand.
const farthestAgent = 7

// actorAfter reads who acts in a passive: "criticised by X"; nobody is told if
// nothing follows.
func (h *hearing) actorAfter(s *sentence, i int) subject {
	if i >= s.last || h.cut(i) {
		return subject{}
	}
	if !isAgentWord(h.d.tokens[i-1].Fold) {
		j := i
		for j < min(s.last-1, i+farthestAgent) && !isAgentWord(h.d.tokens[j].Fold) {
			if j++; h.cut(j) {
				return subject{}
			}
		}
		if j+1 >= s.last || !isAgentWord(h.d.tokens[j].Fold) {
			return subject{}
		}
		i = j + 1
	}
	who := h.subjectAfter(s, i)
	who.after = false
	return who
}

// isAgentWord says whether a word leads to who acts in a passive.
func isAgentWord(fold string) bool {
	switch fold {
	case "by", "from", "among", "von", "vom", "durch", "aus", "par", "por", "pelo", "pela", "pelos", "pelas", "da", "dal", "dalla", "dai", "dalle", "door", "uit":
		return true
	}
	return false
}

// joinedSubject is the speaker of a verb that "and" or "but" joins to the verb before.
func (h *hearing) joinedSubject(s *sentence, v int, before []telling) subject {
	if len(before) > 0 {
		who := before[len(before)-1].subject
		if who.name != "" {
			who.start, who.end = h.d.tokens[v].Start, h.d.tokens[v].End
			who.joined, who.pronoun, who.trailing, who.after, who.court = true, false, false, false, false
			return who
		}
	}
	who := h.subjectOf(s, h.d.tokens[v].Start)
	who.joined = true
	return who
}

// speakerSoFar is the speaker of a participle: who spoke before in the
// sentence, a suit right before it, or whom the sentence is about.
func (h *hearing) speakerSoFar(s *sentence, t *telling, before []telling) subject {
	here := h.d.tokens[t.first]
	if t.first > s.first && !h.cut(t.first) && h.t.is(h.d.tokens[t.first-1], speechCourt|speechPaper|speechStudy|speechGroup) {
		first := max(h.phraseStart(s, t.first-1), t.first-longestSubject/2)
		bare := true
		for i := first + 1; i < t.first; i++ {
			if h.t.is(h.d.tokens[i], speechArticle) && !h.inMention(h.d.tokens[i]) {
				first, bare = i, false
			}
		}
		if bare {
			first = max(first, t.first-2)
		}
		who := h.speakerIn(first, t.first)
		if who.court {
			if m, ok := h.lastNamed(here.Start, false); ok {
				who.name, who.kind = m.Name, m.Kind
			}
		}
		if who.name != "" && (!who.paper || len(before) == 0) {
			return who
		}
	}
	if len(before) > 0 && before[len(before)-1].subject.name != "" {
		who := before[len(before)-1].subject
		who.start, who.end, who.joined, who.pronoun, who.trailing, who.after = here.Start, here.End, true, false, false, false
		return who
	}
	if t.first == s.first {
		return subject{}
	}
	who := h.subjectOf(s, here.Start)
	who.joined = true
	return who
}

// farthestOpening is how many words may stand before the noun phrase that a
// sentence is about.
const farthestOpening = 3

// subjectOf guesses whom a sentence is about, before an offset: the first who
// is named, or its pronoun, or whoever the first noun phrase describes.
func (h *hearing) subjectOf(s *sentence, offset int) subject {
	end := h.d.tokenAt(offset)
	for i := s.first; i < min(end, s.first+3); i++ {
		if h.t.is(h.d.tokens[i], speechHe|speechThey|speechIt) && !h.inMention(h.d.tokens[i]) {
			return h.speakerIn(i, i+1)
		}
	}
	for _, m := range h.d.mentionsIn(text.Span{Start: s.Start, End: offset}) {
		if m.Kind != news.EntityProduct && !h.owns(m) {
			i := h.d.tokenAt(m.Start)
			last := h.d.tokenAt(m.End-1) + 1
			for last < end && !h.cut(last) && (h.inMention(h.d.tokens[last]) || h.t.is(h.d.tokens[last], speechGroup|speechRole|speechSpokes|speechTitle)) && !h.t.is(h.d.tokens[last], speechAnd) {
				last++
			}
			who := h.speakerIn(h.phraseStart(s, i), last)
			who.start, who.end = offset, offset
			return who
		}
	}
	for i := s.first; i < end; i++ {
		if h.t.is(h.d.tokens[i], speechGroup|speechRole) && !h.t.is(h.d.tokens[i], speechArticle|speechPreposition) {
			first := h.phraseStart(s, i)
			if first-s.first > farthestOpening {
				break
			}
			who := h.speakerIn(first, i+1)
			who.start, who.end = offset, offset
			return who
		}
	}
	return subject{start: offset, end: offset}
}
