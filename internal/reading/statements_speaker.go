package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// speakerIn says whom the noun phrase of the tokens [a,b) means.
func (h *hearing) speakerIn(a, b int) subject {
	for a < b && h.leads(a, b) {
		a++
	}
	if head := h.headEnd(a, b); head+1 < b && h.t.is(h.d.tokens[head-1], speechMany) && !h.inMention(h.d.tokens[head-1]) && isOf(h.d.tokens[head].Fold) {
		a = head + 1
	}
	if head := h.headEnd(a, b); head+1 < b && h.isTime(head-1) && head-a <= 3 {
		if h.d.language != "en" { // the subject follows its verb: "Einen Tag nach dem Bericht sagte …"
			return subject{}
		}
		a = head + 1 // "a day after the paper published"
	}
	if a >= b || b-a > 2 && h.isClause(a) || h.isTime(b-1) {
		return subject{}
	}
	span := h.d.span(a, b)
	who := subject{start: span.Start, end: span.End}
	if h.compound(&who, a, b) {
		return who
	}
	if h.pronoun(&who, a, b) {
		h.employed(&who)
		return who
	}
	head := h.headEnd(a, b)
	mentions := h.speakers(span)
	if h.two(&who, a, head) || h.insider(&who, a, b) {
		return who
	}
	switch {
	case h.spokesperson(&who, a, head, b, mentions):
	case h.document(&who, a, head, mentions):
	case h.namedPerson(&who, head, mentions) || h.trailingPerson(&who, a, head):
	case h.namedBody(&who, a, head, b, mentions):
	default:
		h.described(&who, a, head, b, mentions)
	}
	if chamber := chambers[h.d.language][lastWord(who.name)]; chamber != "" {
		who.name, who.kind, who.group = chamber, news.EntityAgency, false
	}
	h.employed(&who)
	who.media = who.media || h.isMedium(&who, a, head)
	return who
}

// isOf says whether a word is "of".
func isOf(fold string) bool {
	switch fold {
	case "of", "von", "de", "d", "des", "di", "da", "van":
		return true
	}
	return false
}

// isTime says whether a token is a word of time, and no name: "a day".
func (h *hearing) isTime(i int) bool {
	return h.t.is(h.d.tokens[i], speechTime) && !h.inMention(h.d.tokens[i])
}

// isClause says whether words begin with a pronoun that has its verb behind it,
// as "it arrests people".
func (h *hearing) isClause(a int) bool {
	token := h.d.tokens[a]
	return h.t.is(token, speechIt|speechThey|speechHe) && !h.t.is(token, speechArticle) && !h.inMention(token)
}

// leads says whether token a only leads to the noun phrase: "In May", "Last year".
func (h *hearing) leads(a, b int) bool {
	token := h.d.tokens[a]
	if _, ok := h.d.mentionAt(token.Start); ok {
		return false
	}
	if h.t.is(token, speechTime|speechAnd|speechBreak) && !h.t.is(token, speechArticle|speechWhich|speechHe|speechIt|speechThey) {
		return true
	}
	if h.t.is(token, speechTime) && a+1 < b && h.t.is(h.d.tokens[a+1], speechTime) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(token.Fold)
	return unicode.IsDigit(r) && a+1 < b && len(token.Fold) <= 4 && h.t.is(h.d.tokens[max(0, a-1)], speechTime)
}

// headEnd returns the end of the head of a noun phrase, where "of …", "for …"
// begin. A phrase that begins with a preposition has its head behind it.
func (h *hearing) headEnd(a, b int) int {
	for i := a + 1; i < b; i++ {
		if h.t.is(h.d.tokens[i], speechPreposition) && !h.inside(i) && (!h.isCapital(i) || !h.isCapital(b-1)) {
			return i
		}
	}
	return b
}

// speakers returns the mentions of a span that may speak.
func (h *hearing) speakers(span text.Span) []news.Mention {
	var all []news.Mention
	for _, m := range h.d.mentionsIn(span) {
		if m.Kind != news.EntityProduct {
			all = append(all, m)
		}
	}
	return all
}

// pronoun resolves a phrase that ends with "he", "it", "they".
func (h *hearing) pronoun(who *subject, a, b int) bool {
	token := h.d.tokens[b-1]
	if b-a > 2 || h.inMention(token) {
		return false
	}
	switch {
	case h.t.is(token, speechHe):
		who.name, who.kind = h.person, news.EntityPerson
		if h.person == "" && h.d.language != "en" { // also of a feminine body
			who.name, who.kind = h.body, news.EntityOrganization
		}
	case h.t.is(token, speechIt):
		who.name, who.kind = h.bodySoFar(token.Start), news.EntityCompany
	case h.t.is(token, speechThey):
		who.name = h.speaker
		if who.name == "" {
			who.name = h.body
		}
	default:
		return false
	}
	if m, ok := h.lastNamed(token.Start, h.t.is(token, speechHe)); ok {
		who.name, who.kind = m.Name, m.Kind
	}
	who.pronoun = true
	return true
}

func (h *hearing) inMention(token text.Token) bool {
	_, ok := h.d.mentionAt(token.Start)
	return ok
}

// lastNamed returns the first person, or company or body, that the sentence
// names before an offset.
func (h *hearing) lastNamed(offset int, person bool) (news.Mention, bool) {
	for _, m := range h.d.mentionsIn(text.Span{Start: h.ground.Start, End: offset}) {
		if (m.Kind == news.EntityPerson) == person && m.Kind != news.EntityProduct && !h.isMediaName(m) {
			return m, true
		}
	}
	return news.Mention{}, false
}

// bodySoFar returns the company or body that "it" means at an offset.
func (h *hearing) bodySoFar(int) string { return h.body }

// spokesperson reads "a spokesperson for X", "X's spokesman John Doe".
func (h *hearing) spokesperson(who *subject, a, head, b int, mentions []news.Mention) bool {
	at := -1
	for i := a; i < b && at < 0; i++ {
		if h.t.is(h.d.tokens[i], speechSpokes) && (i < head || h.d.language != "en") {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	for at+1 < b && h.t.is(h.d.tokens[at+1], speechSpokes) {
		at++
	}
	person := ""
	for _, m := range mentions {
		switch {
		case m.Kind == news.EntityPerson && m.Start > h.d.tokens[at].Start && person == "":
			person = m.Name
		case m.Kind != news.EntityPerson && who.name == "" && (h.d.language != "de" || m.Start < h.d.tokens[at].Start || !h.isMediaName(m)):
			who.name, who.kind = m.Name, m.Kind
		}
	}
	switch {
	case who.name == "" && person == "":
		who.name, who.kind = h.bodyOf(a, at, b), news.EntityCompany
	case who.name == "":
		who.name, who.kind = person, news.EntityPerson
	case person != "":
		who.name += "; " + person
	}
	who.spokes = who.name != "" && who.kind != news.EntityPerson
	return who.name != ""
}

// namedBody takes the companies and bodies of the head, unless they only
// qualify unnamed people ("Google workers").
func (h *hearing) namedBody(who *subject, a, head, b int, mentions []news.Mention) bool {
	var names []string
	end := h.d.tokens[head-1].End
	for _, m := range mentions {
		if m.Kind == news.EntityPerson || m.End > end {
			continue
		}
		if len(names) > 0 && !h.isListed(m) && !strings.Contains(m.Name, names[len(names)-1]) {
			names = names[:0]
		}
		names = append(names, h.referred(m))
		who.kind = m.Kind
		who.media = h.isMediaName(m)
	}
	if len(names) == 0 {
		if head == b || len(mentions) == 0 || h.t.is(h.d.tokens[head-1], speechGroup) && !h.t.is(h.d.tokens[head-1], speechRole|speechBody) {
			return false
		}
		for _, m := range mentions { // "the acting head of the ministry"
			if h.t.is(h.d.tokens[head-1], speechRole|speechBody) && m.Kind != news.EntityPerson {
				who.name, who.kind = m.Name, m.Kind
				return true
			}
		}
		return false
	}
	last := h.d.tokens[head-1]
	if classes := h.classOf(last); !h.inMention(last) && classes&speechGroup != 0 && classes&(speechRole|speechBody) == 0 {
		for i, name := range names {
			names[i] = h.formerly(a, head) + name + " " + lowered(last.Of(h.d.Text), h.d.language)
		}
		who.group, who.kind = true, ""
	}
	who.name = strings.Join(dedupeNames(names), "; ")
	return true
}

func dedupeNames(names []string) []string {
	out := names[:0]
	for i, name := range names {
		if i == 0 || name != names[i-1] {
			out = append(out, name)
		}
	}
	return out
}

// described reads speakers without a name of the tables: capitalised words
// are a name, words for people and bodies are given as they stand.
func (h *hearing) described(who *subject, a, head, b int, mentions []news.Mention) {
	if name := h.capitalised(a, head); name != "" {
		who.name, who.kind, who.media = name, news.EntityPerson, outletLike(name)
		return
	}
	last := h.d.tokens[head-1]
	classes := h.classOf(last)
	if classes == 0 {
		classes = h.nounBefore(a, head)
	}
	if h.atBodies(who, a, head, b, classes, mentions) || head-2 >= a && h.ofBody(who, head, classes) || h.fullPerson(who, a, head, b) {
		return
	}
	switch {
	case classes&speechShare != 0 && head+1 < b:
		who.name, who.kind = h.wholeOf(head, b, mentions), news.EntityAgency
	case head == b && classes&(speechOne|speechGroup) != 0 && h.isThe(a) && h.group && classes&speechBody == 0 && !strings.HasSuffix(last.Fold, "s"):
		who.name, who.group = h.speaker, true
	case head == b && classes&(speechRole|speechOne) != 0 && h.isThe(a) && h.person != "" && !strings.HasSuffix(last.Fold, "s"):
		who.name, who.kind = h.person, news.EntityPerson
	case head == b && classes&speechGroup != 0 && h.isThe(a) && strings.HasSuffix(last.Fold, "s") && strings.Contains(h.persons, ";"):
		who.name, who.kind = h.persons, news.EntityPerson
	case head == b && classes&speechBoss != 0 && h.isThe(a) && h.person == "" && h.body != "":
		who.name, who.kind = h.body, news.EntityOrganization
	case classes&speechRole != 0 && head+1 < b && h.has(head, b, speechBody):
		who.name, who.kind = h.wholeOf(head, b, mentions), news.EntityAgency
	case classes&speechBare != 0 && head-a <= 2 && h.officeHere() != "":
		who.name, who.kind = h.officeHere(), news.EntityAgency
	case classes&speechBody != 0 && (classes&speechGroup == 0 || classes&speechFirm != 0 && h.t.is(h.d.tokens[a], speechArticle)) && head-a <= 2 && h.bodyMeant(a, head) != "":
		who.name, who.kind = h.bodyMeant(a, head), news.EntityCompany
	case classes&(speechGroup|speechRole|speechBody) != 0:
		from := a
		for from < head-1 && (h.t.is(h.d.tokens[from], speechArticle|speechPreposition|speechTime) || h.isNumber(from)) {
			from++
		}
		who.name = h.lowerFirst(from, head)
		if classes&speechRole != 0 && head < b && b-from <= longestOffice && isOf(h.d.tokens[head].Fold) {
			who.name = h.lowerFirst(from, b) // "alcalde de Lubrín"
		}
		who.group = true
	case h.isIndefinite(a) && a+1 < head && !h.has(a+1, head, speechPassive):
		who.name, who.group = h.words(a+1, head), true
	case len(mentions) > 0 && head < b && h.t.is(h.d.tokens[a], speechPreposition):
		m := mentions[len(mentions)-1]
		who.name, who.kind = m.Name, m.Kind
	}
}

// longestOffice is how many words an office has at most that stands for its holder.
const longestOffice = 6

// isThe says whether a token is a definite article.
func (h *hearing) isThe(i int) bool {
	switch h.d.tokens[i].Fold {
	case "the", "der", "die", "le", "la", "el", "il", "lo", "l", "o", "a", "de", "het":
		return h.d.language != "en" || h.d.tokens[i].Fold == "the"
	}
	return false
}

func (h *hearing) isNumber(i int) bool {
	c := h.d.tokens[i].Fold[0]
	return c >= '0' && c <= '9'
}
