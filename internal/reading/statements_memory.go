package reading

import (
	"cmp"
	"strings"

	"dateline/internal/news"
)

// heard keeps who spoke for what follows.
func (h *hearing) heard(who subject, act news.Act) {
	h.act = act
	if act == news.ActAllegation && !who.court && who.name != "" {
		h.accuser = who.name
	}
	if who.name == "" {
		return
	}
	h.speaker, h.group = who.name, who.group
	switch who.kind {
	case news.EntityPerson:
		h.person, h.spoke = who.name, h.ground
		if strings.Contains(who.name, ";") {
			h.persons = who.name
		}
	case news.EntityAgency, news.EntityCompany, news.EntityOrganization:
		h.body, h.person = h.voices.keep(who, h.ground), cmp.Or(h.voices.person(who), h.person)
	}
}

// remember keeps whom a sentence names for the pronouns of the next one.
func (h *hearing) remember(s *sentence) {
	person, body := h.personIn(s), ""
	h.rememberStudy(s)
	h.rememberPaper(s)
	for _, m := range h.d.mentionsIn(s.Span) {
		switch m.Kind {
		case news.EntityPerson, news.EntityProduct:
			continue
		case news.EntityCompany:
			h.firm = m.Name
		case news.EntityAgency:
			h.office = m.Name
		}
		if body == "" {
			body = m.Name
		}
	}
	if body != "" && h.voices.spoken != h.ground {
		h.body = body
	}
	if person != "" && h.spoke != h.ground {
		h.person = person
	}
}

// rememberStudy keeps by whom a report is that a sentence names, for what it
// says later: "a report from the X", "the X's audit".
func (h *hearing) rememberStudy(s *sentence) {
	for i := s.first; i < s.last; i++ {
		if !h.t.is(h.d.tokens[i], speechStudy) || h.inMention(h.d.tokens[i]) {
			continue
		}
		next := i + 1
		for next < s.last && next < i+farthestIssuer && h.t.is(h.d.tokens[next], speechPreposition|speechArticle) && !h.inMention(h.d.tokens[next]) && !h.cut(next) {
			next++
		}
		if next == i+1 || next >= s.last || !byWords()[h.d.tokens[i+1].Fold] {
			continue
		}
		if m, ok := h.d.mentionAt(h.d.tokens[next].Start); ok && m.Kind != news.EntityPerson && m.Kind != news.EntityProduct && m.Start == h.d.tokens[next].Start {
			h.study = m.Name
		}
	}
}

// rememberPaper keeps whose statement or letter a sentence introduces: of who
// speaks in it, or else of the body that it begins with.
func (h *hearing) rememberPaper(s *sentence) {
	for i := s.first + 1; i < s.last; i++ {
		if !h.t.is(h.d.tokens[i], speechPaper) || h.t.is(h.d.tokens[i], speechStudy) || !h.isIndefinite(i-1) && (i < s.first+2 || !h.isIndefinite(i-2)) {
			continue
		}
		issuer := ""
		if h.voices.spoken == h.ground || h.spoke == h.ground {
			issuer = h.speaker
		} else if m, ok := h.lastNamed(h.d.tokens[i].Start, false); ok && h.d.tokenAt(m.Start)-s.first <= farthestIssuer && h.personIn(s) == "" {
			issuer = m.Name
		}
		if issuer != "" {
			h.issuer, h.issued = issuer, h.d.tokens[i].Fold
		}
		return
	}
}

// farthestIssuer is how many words behind "report" its issuer may begin.
const farthestIssuer = 4

// byWords stand between a report and who made it.
var byWords = wordSetOf(`by from par von vom durch por pelo pela da do dal dalla della del du door van`)

// personIn returns the first person that a sentence names: by a mention, or by
// a title and two capitalised words.
func (h *hearing) personIn(s *sentence) string {
	for i := s.first; i < s.last; i++ {
		if m, ok := h.d.mentionAt(h.d.tokens[i].Start); ok {
			if m.Kind == news.EntityPerson {
				return h.bareName(m)
			}
			continue
		}
		if i > s.first && h.t.is(h.d.tokens[i-1], speechTitle|speechRole) && h.isCapital(i-1) && h.isCapital(i) && !h.t.is(h.d.tokens[i], speechTitle|speechRole) {
			last := i
			for last < s.last && h.isCapital(last) && !h.inMention(h.d.tokens[last]) && (last == i || strings.TrimSpace(h.gap(last)) == "") {
				last++
			}
			if last-i >= 2 {
				return h.words(i, last)
			}
		}
	}
	return ""
}

// words returns the tokens [a,b) as they stand, with single blanks.
func (h *hearing) words(a, b int) string {
	return strings.Join(strings.Fields(h.d.span(a, b).Of(h.d.Text)), " ")
}
