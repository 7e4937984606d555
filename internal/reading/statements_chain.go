package reading

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// voices are who spoke last, by what later words may mean them: "the
// spokesperson", "the company", "the agency".
type voices struct {
	spokes    string            // for whom a spokesperson spoke last, with the name if it was told
	firm      string            // the company that spoke last
	office    string            // the government body that spoke last
	spoken    text.Span         // the sentence in which a body spoke last
	employers map[string]string // spokespersons by name: for whom they speak
}

// person returns the spokesperson whom a speaker names.
func (v *voices) person(who subject) string {
	if _, person, ok := strings.Cut(who.name, "; "); ok && who.spokes {
		return person
	}
	return ""
}

// keep takes note of a company or body that spoke in a sentence, and returns it.
func (v *voices) keep(who subject, sentence text.Span) string {
	if !who.spokes {
		v.spoken = sentence
		v.name(who.kind, who.name)
		return who.name
	}
	body, person, _ := strings.Cut(who.name, "; ")
	v.spokes = who.name
	if person != "" {
		if v.employers == nil {
			v.employers = map[string]string{}
		}
		v.employers[person] = who.name
	}
	v.spoken = sentence
	v.name(who.kind, body)
	return body
}

// name keeps a body by its kind.
func (v *voices) name(kind news.EntityKind, body string) {
	switch kind {
	case news.EntityCompany:
		v.firm = body
	case news.EntityAgency:
		v.office = body
	}
}

// spokesOf returns for whom a spokesperson speaks whom no words tie to a body:
// "the spokesperson said" goes on with the last one; "a spokesperson said"
// speaks for the body that the sentence is about, unless its first words tell
// that the body before goes on ("Our policy …", "Its terms …").
func (h *hearing) spokesOf(a int) string {
	if h.isThe(a) && h.voices.spokes != "" {
		return h.voices.spokes
	}
	if !h.opensOwn() {
		if m, ok := h.lastNamed(h.d.tokens[a].Start, false); ok && !h.isSpokenOf(m) {
			return m.Name
		}
	}
	return h.body
}

// opensOwn says whether the sentence begins with something of the speaker's
// own: "Its terms …", "Our policy …".
func (h *hearing) opensOwn() bool {
	first := h.d.tokenAt(h.ground.Start)
	return first+1 < len(h.d.tokens) && h.d.tokens[first+1].Start < h.ground.End && h.t.is(h.d.tokens[first], speechOwn) && !h.inMention(h.d.tokens[first+1])
}

// isSpokenOf says whether a mention stands in a quotation in the first person,
// whose speaker then is another: “We are proud to serve the Tax Office”.
func (h *hearing) isSpokenOf(m news.Mention) bool {
	q, ok := h.quoteAt(m.Start)
	if !ok {
		return false
	}
	first, last := h.tokensOf(q.Span)
	return h.has(first, last, speechWe)
}

// referred returns whom "the company" means as the speaker. In a sentence about
// something of the speaker's own ("Its filters would stop X, the company said")
// it is the last that spoke, not the one that the sentence names.
func (h *hearing) referred(m news.Mention) string {
	if m.By != news.ByReference || !h.opensOwn() {
		return m.Name
	}
	spoke := ""
	switch m.Kind {
	case news.EntityCompany:
		spoke = h.voices.firm
	case news.EntityAgency:
		noun := h.d.tokens[h.d.tokenAt(m.End-1)]
		if spoke = h.voices.office; !h.fitsOffice(noun, spoke) {
			spoke = ""
		}
	}
	for _, n := range h.d.mentionsIn(h.ground) {
		if spoke != "" && n.Name == m.Name && n.By != news.ByReference && n.Start < m.Start {
			return spoke
		}
	}
	return m.Name
}

// fitsOffice says whether a noun may mean a body: its name holds the noun, or
// any body may be called so.
func (h *hearing) fitsOffice(noun text.Token, name string) bool {
	return name != "" && (h.t.is(noun, speechGeneric) || strings.Contains(text.Fold(name), officeStem(noun.Fold)))
}

// officeStem is a noun for a body without the ending of a genitive.
func officeStem(fold string) string {
	for _, ending := range []string{"umssprecherin", "umssprecher", "ums"} {
		if stem, ok := strings.CutSuffix(fold, ending); ok {
			return stem + "um"
		}
	}
	return fold
}

// officeMeant returns the government body that a noun means: the last one named
// that fits, or else the first one that the document names later.
func (h *hearing) officeMeant(noun text.Token) string {
	before := h.d.mentionsIn(text.Span{Start: max(0, noun.Start-farthestTwo), End: noun.Start})
	for _, m := range slices.Backward(before) {
		if m.Kind == news.EntityAgency && strings.Contains(text.Fold(m.Name), officeStem(noun.Fold)) {
			return m.Name
		}
	}
	if name := cmp.Or(h.office, h.d.topic.mainAgency()); name != "" && h.t.is(noun, speechGeneric) {
		return name
	}
	if words := h.describedBefore(noun); words != "" {
		return words
	}
	for _, m := range h.d.mentionsIn(text.Span{Start: noun.End, End: min(len(h.d.Text), noun.End+farthestLater)}) {
		if m.Kind == news.EntityAgency && strings.Contains(text.Fold(m.Name), officeStem(noun.Fold)) {
			return m.Name
		}
	}
	if h.t.is(noun, speechOffice) && isGeneric(sortOf(h.office)) {
		return h.office
	}
	return ""
}

// farthestLater is how many bytes further on a body that was not named before is
// looked for.
const farthestLater = 4000

// describedBefore returns the noun for a body with the word before it, as the
// text has used it last: "the water ministry"; "" if it has not.
func (h *hearing) describedBefore(noun text.Token) string {
	if h.d.language != "en" && h.d.language != "nl" || !h.t.is(noun, speechOffice) || h.t.is(noun, speechGeneric) {
		return ""
	}
	for i := h.d.tokenAt(noun.Start) - 1; i > 0 && noun.Start-h.d.tokens[i].Start < farthestTwo; i-- {
		before := h.d.tokens[i-1]
		if h.d.tokens[i].Fold == noun.Fold && strings.TrimSpace(h.gap(i)) == "" && h.t.words[before.Fold]&^speechTitle == 0 && !h.inMention(before) {
			return h.words(i-1, i+1)
		}
	}
	return ""
}

// firmMeant returns the company that "the company" means: the last one named,
// or else the one that the document is about.
func (h *hearing) firmMeant() string {
	return cmp.Or(h.firm, h.d.topic.mainCompany(), h.body)
}

// employed gives a spokesperson whom the text has introduced by name, and now
// calls by the name alone or "she", the body for whom they speak.
func (h *hearing) employed(who *subject) {
	if who.kind == news.EntityPerson && h.voices.employers[who.name] != "" {
		who.name, who.kind, who.spokes = h.voices.employers[who.name], news.EntityOrganization, true
	}
}

// compound reads a spokesperson in one word with the body, as German and Dutch
// have it: "eine BKA-Sprecherin", "een Defensie-woordvoerder".
func (h *hearing) compound(who *subject, a, b int) bool {
	if h.d.language != "de" && h.d.language != "nl" {
		return false
	}
	for i := a + 1; i < b && i < a+4; i++ {
		if h.gap(i) != "-" || !h.t.is(h.d.tokens[i], speechSpokes) {
			continue
		}
		first := i - 1
		for first > a && h.gap(first) == "-" {
			first--
		}
		who.name, who.kind, who.spokes = h.d.span(first, i).Of(h.d.Text), news.EntityOrganization, true
		if m, ok := h.bodyCalled(who.name, i); ok {
			who.name, who.kind = m.Name, m.Kind
		}
		if i+1 < b {
			if persons := h.personsIn(i+1, b); len(persons) > 0 {
				who.name += "; " + persons[0].Name
			}
		}
		return true
	}
	return false
}

// bodyCalled returns the company or body that the text around a token names so,
// or one named before it whose name has the word in it.
func (h *hearing) bodyCalled(word string, before int) (news.Mention, bool) {
	folded := text.Fold(word)
	start := h.d.tokens[before].Start
	for _, m := range slices.Backward(h.d.mentionsIn(text.Span{Start: max(0, start-farthestLater), End: min(len(h.d.Text), start+farthestLater)})) {
		if m.Kind == news.EntityPerson || m.Kind == news.EntityProduct {
			continue
		}
		if m.Of(h.d.Text) == word || m.End <= start && holdsWord(text.Fold(m.Name), folded) {
			return m, true
		}
	}
	if h.d.names != nil {
		if all := h.d.names.Lookup(word); len(all) == 1 {
			return news.Mention{Name: all[0].Name, Kind: all[0].Kind}, true
		}
	}
	return news.Mention{}, false
}
