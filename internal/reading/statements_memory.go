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
