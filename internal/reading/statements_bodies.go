package reading

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// bodyOf returns for whom a spokesperson at token at speaks, if no name says it.
func (h *hearing) bodyOf(a, at, b int) string {
	from, to := a, at
	if at+1 < b && h.t.is(h.d.tokens[at+1], speechPreposition) {
		from, to = at+2, b
	}
	for from < to && h.t.is(h.d.tokens[from], speechArticle) {
		from++
	}
	whole := to
	for from < to && h.t.is(h.d.tokens[to-1], speechGroup|speechTitle) && !h.t.is(h.d.tokens[to-1], speechRole|speechBody|speechFirm) {
		to--
	}
	if to == b && from < to && !h.has(from, to, speechBody|speechFirm) {
		words := h.words(from, to)
		if o, ok := outletNamed(words); h.d.language == "de" && (ok && !o.common || outletLike(words)) { // "sagte ein Sprecher der dpa": who listens
			return h.spokesOf(a)
		}
		return words
	}
	switch { // "Unternehmenssprecher"
	case from < to:
	case h.t.is(h.d.tokens[at], speechFirm):
		return h.firmMeant()
	case h.t.is(h.d.tokens[at], speechOffice):
		return cmp.Or(h.officeMeant(h.d.tokens[at]), h.body)
	}
	if to == from && whole == b && from < whole {
		return h.words(from, whole) // "les porte-parole des ministères"
	}
	if from >= to || !h.has(from, to, speechBody|speechRole|speechFirm) {
		return h.spokesOf(a)
	}
	if h.has(from, to, speechFirm) {
		return h.firmMeant()
	}
	if name := h.officeMeant(h.d.tokens[to-1]); name != "" {
		return name
	}
	return h.words(from, to)
}

// document reads a paper or a suit as its issuer.
func (h *hearing) document(who *subject, a, head int, mentions []news.Mention) bool {
	if i := head - 2; i >= a && !h.t.is(h.d.tokens[i+1], speechPaper|speechStudy|speechCourt) && isParticiple(h.d.tokens[i+1].Fold) && h.d.language == "en" {
		head-- // "a study conducted by X"
	}
	last := h.d.tokens[head-1]
	switch {
	case h.t.is(last, speechCourt):
		who.court = true
	case h.t.is(last, speechPaper|speechStudy):
		who.paper = true
	default:
		return false
	}
	study := h.t.is(last, speechStudy)
	who.printed = true
	for _, m := range mentions {
		if m.Kind != news.EntityPerson || m.End <= last.Start {
			who.name, who.kind, who.media = m.Name, m.Kind, h.isMediaName(m)
			if study {
				h.study, who.paper = m.Name, false
			}
			return true
		}
	}
	switch {
	case study:
		who.paper = false
		if h.isIndefinite(a) || h.study == "" || strings.HasSuffix(last.Fold, "s") {
			from := a
			for from < head-1 && h.t.is(h.d.tokens[from], speechArticle|speechPreposition) {
				from++
			}
			h.study = h.words(from, head)
		}
		who.name = h.study
	case who.court:
		who.name = cmp.Or(h.accuser, h.plaintiff(last.Start), last.Fold)
	case h.issuer != "" && h.issued == last.Fold && h.isThe(a):
		who.name = h.issuer
	default:
		who.name = cmp.Or(h.speaker, h.body, last.Fold)
	}
	return true
}

// isParticiple says whether an English word is a participle of the passive: what
// was done with a paper, said of somebody.
func isParticiple(fold string) bool {
	switch fold {
	case "seen", "written", "sent", "made", "led", "drawn", "put", "found", "said", "told", "shown", "known":
		return true
	}
	return len(fold) > 3 && strings.HasSuffix(fold, "ed")
}

// plaintiff returns the company or body named last before a sentence that the
// sentence itself does not name: whose suit it is.
func (h *hearing) plaintiff(offset int) string {
	here := h.d.mentionsIn(h.ground)
	before := h.d.mentionsIn(text.Span{Start: max(0, offset-farthestTwo), End: h.ground.Start})
	for _, m := range slices.Backward(before) {
		named := slices.ContainsFunc(here, func(n news.Mention) bool { return n.Name == m.Name })
		if m.Kind != news.EntityPerson && m.Kind != news.EntityProduct && !named && !h.isMediaName(m) {
			return m.Name
		}
	}
	return ""
}

// isIndefinite says whether a token is an indefinite article.
func (h *hearing) isIndefinite(i int) bool {
	switch h.d.tokens[i].Fold {
	case "a", "an", "another", "ein", "eine", "un", "une", "una", "um", "uma", "een":
		return true
	}
	return false
}

// bodyMeant returns the company or body that the words [a,b) refer to: "the
// company", "the ministry"; without such a word whichever was named last.
func (h *hearing) bodyMeant(a, b int) string {
	for i := b - 1; i >= a; i-- {
		switch {
		case h.t.is(h.d.tokens[i], speechFirm):
			return h.firmMeant()
		case h.t.is(h.d.tokens[i], speechBody|speechOffice):
			return h.officeMeant(h.d.tokens[i])
		}
	}
	return h.body
}

// two reads "neither company", "both firms", "the two": the two named last.
func (h *hearing) two(who *subject, a, head int) bool {
	last := h.d.tokens[head-1]
	if !h.has(a, head, speechBoth) || !h.t.is(last, speechFirm|speechBody|speechBoth) || head-a > 3 {
		return false
	}
	names := h.lastTwo(h.d.tokens[a].Start, h.t.is(last, speechFirm))
	if len(names) < 2 {
		names = h.lastPair(h.d.tokens[a].Start)
	}
	if len(names) < 2 {
		return false
	}
	who.name, who.kind = strings.Join(names, "; "), news.EntityOrganization
	return true
}

// lastTwo returns the two companies, or companies and bodies, named last
// before an offset.
func (h *hearing) lastTwo(offset int, companies bool) []string {
	var names []string
	before := h.d.mentionsIn(text.Span{Start: max(0, offset-farthestTwo), End: offset})
	for _, m := range slices.Backward(before) {
		fits := m.Kind == news.EntityCompany || !companies && (m.Kind == news.EntityAgency || m.Kind == news.EntityOrganization)
		if fits && !slices.Contains(names, m.Name) && !h.isMediaName(m) {
			if names = append(names, m.Name); len(names) == 2 {
				slices.Reverse(names)
				return names
			}
		}
	}
	return nil
}

// lastPair returns the two bodies before an offset that "and" joins last:
// utilities of the state may be companies as well.
func (h *hearing) lastPair(offset int) []string {
	before := h.d.mentionsIn(text.Span{Start: max(0, offset-farthestTwo), End: offset})
	for k := len(before) - 1; k > 0; k-- {
		a, b := before[k-1], before[k]
		if a.Kind == news.EntityPerson || a.Kind == news.EntityProduct || b.Kind == news.EntityPerson || b.Kind == news.EntityProduct || a.Name == b.Name || b.Start < a.End {
			continue
		}
		first, last := h.d.tokenAt(a.End), h.d.tokenAt(b.Start)
		if last-first <= mostBetween && h.has(first, last, speechAnd) && !strings.ContainsAny(h.d.Text[a.End:b.Start], ".;:") {
			return []string{a.Name, b.Name}
		}
	}
	return nil
}

// mostBetween is how many words may stand between two bodies that "and" joins.
const mostBetween = 5

// farthestTwo is how many bytes back "both companies" looks.
const farthestTwo = 1500

// chambers are bodies that their country's news call by one word.
var chambers = map[string]map[string]string{
	"nl": {"kamer": "Tweede Kamer", "kamermeerderheid": "Tweede Kamer", "senaat": "Eerste Kamer"},
}

// lastWord returns the last word of a name, folded.
func lastWord(name string) string {
	return text.Fold(name[strings.LastIndexByte(name, ' ')+1:])
}

// wholeOf returns the body behind "of" at token head.
func (h *hearing) wholeOf(head, b int, mentions []news.Mention) string {
	for _, m := range mentions {
		if m.Start > h.d.tokens[head].Start {
			return m.Name
		}
	}
	from := head + 1
	for from < b-1 && h.t.is(h.d.tokens[from], speechArticle|speechPreposition) {
		from++
	}
	return h.words(from, b)
}

// officeHere returns the government body that officials without a name are of:
// the first of the sentence, or the last one named.
func (h *hearing) officeHere() string {
	for _, m := range h.d.mentionsIn(h.ground) {
		if m.Kind == news.EntityAgency {
			return m.Name
		}
	}
	return h.office
}

// atBodies reads "workers at X", "employees of both companies".
func (h *hearing) atBodies(who *subject, a, head, b int, classes speechClass, mentions []news.Mention) bool {
	if classes&speechGroup == 0 || classes&(speechBody|speechRole) != 0 {
		return false
	}
	var names []string
	for _, m := range mentions {
		if m.Kind != news.EntityPerson && head < b && m.Start > h.d.tokens[head].Start {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 && h.has(head, b, speechBoth) && h.has(head, b, speechFirm|speechBody) {
		names = h.lastTwo(h.d.tokens[a].Start, h.has(head, b, speechFirm))
	}
	if len(names) == 0 && h.isStaff(h.d.tokens[head-1].Fold) && h.d.tokens[head-1].Fold != "officials" {
		names = h.firmsHere()
	}
	if len(names) == 0 || !h.isStaff(h.d.tokens[head-1].Fold) {
		return false
	}
	if h.d.language != "en" && head < b {
		from := a
		for from < head-1 && (h.t.is(h.d.tokens[from], speechArticle) || h.isNumber(from)) {
			from++
		}
		who.name, who.group = h.lowerFirst(from, b), true // "anciens employés de X"
		return true
	}
	for i, name := range names {
		names[i] = h.formerly(a, head) + name + " " + lowered(h.d.tokens[head-1].Of(h.d.Text), h.d.language)
	}
	who.name, who.group = strings.Join(names, "; "), true
	return true
}

// firmsHere returns the one company that the sentence names, or the two that
// its "both companies" means.
func (h *hearing) firmsHere() []string {
	if h.firmsOf != h.ground {
		h.firms, h.firmsOf = h.findFirms(), h.ground
	}
	return slices.Clone(h.firms)
}

func (h *hearing) findFirms() []string {
	var names []string
	for _, m := range h.d.mentionsIn(h.ground) {
		if m.Kind == news.EntityCompany && len(names) < 2 && !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	if len(names) == 1 {
		return names
	}
	first, last := h.tokensOf(h.ground)
	for i := first; i+1 < last; i++ {
		if h.t.is(h.d.tokens[i], speechBoth) && h.t.is(h.d.tokens[i+1], speechFirm) {
			return h.lastTwo(h.d.tokens[i].Start, true)
		}
	}
	return nil
}

// isStaff says whether a word is for people who belong to a body.
func (h *hearing) isStaff(fold string) bool { return h.t.words[fold]&speechStaff != 0 }
