package reading

import (
	"cmp"
	"slices"
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
	if a >= b {
		return subject{}
	}
	span := h.d.span(a, b)
	who := subject{start: span.Start, end: span.End}
	if h.pronoun(&who, a, b) {
		return who
	}
	head := h.headEnd(a, b)
	mentions := h.speakers(span)
	if h.two(&who, a, head) {
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
		if h.t.is(h.d.tokens[i], speechPreposition) && !h.inside(i) && !(h.isCapital(i) && h.isCapital(b-1)) {
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
		case m.Kind != news.EntityPerson && who.name == "":
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
	return who.name != ""
}

// bodyOf returns for whom a spokesperson at token at speaks, if no name says it.
func (h *hearing) bodyOf(a, at, b int) string {
	from, to := a, at
	if at+1 < b && h.t.is(h.d.tokens[at+1], speechPreposition) {
		from, to = at+2, b
	}
	for from < to && h.t.is(h.d.tokens[from], speechArticle) {
		from++
	}
	for from < to && h.t.is(h.d.tokens[to-1], speechGroup|speechTitle) && !h.t.is(h.d.tokens[to-1], speechRole|speechBody|speechFirm) {
		to--
	}
	if from >= to || !h.has(from, to, speechBody|speechRole|speechFirm) {
		if m, ok := h.lastNamed(h.d.tokens[a].Start, false); ok {
			return m.Name
		}
		return h.body
	}
	if h.has(from, to, speechFirm) {
		return cmp.Or(h.firm, h.body)
	}
	words := h.words(from, to)
	if name := h.officeCalled(h.d.tokens[to-1]); name != "" && strings.Contains(text.Fold(name), h.d.tokens[to-1].Fold) {
		return name
	}
	return words
}

// trailingPerson reads a name that no mention covers behind an office or a
// body: "state auditor Ruth Hale", "Board of Supervisors Tom Ferris".
func (h *hearing) trailingPerson(who *subject, a, head int) bool {
	first := head
	for first > a && h.isCapital(first-1) && !h.inMention(h.d.tokens[first-1]) && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole|speechBody|speechGroup) {
		first--
	}
	if head-first < 2 || first == a {
		return false
	}
	m, ok := h.d.mentionAt(h.d.tokens[first-1].Start)
	if !(ok && m.Kind == news.EntityAgency) && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole) {
		return false
	}
	who.name, who.kind = h.words(first, head), news.EntityPerson
	return true
}

// bareName returns a person's name without the titles that a mention took along.
func (h *hearing) bareName(m news.Mention) string {
	if m.By == news.ByName {
		return m.Name
	}
	from := 0
	words := text.Tokens(m.Name)
	for i := range len(words) - 2 {
		if h.t.is(words[i], speechTitle|speechRole|speechOne) {
			from = words[i+1].Start
		}
	}
	return m.Name[from:]
}

// document reads a paper or a suit as its issuer.
func (h *hearing) document(who *subject, a, head int, mentions []news.Mention) bool {
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
	default:
		who.name = cmp.Or(h.speaker, h.body, last.Fold)
	}
	return true
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
			return cmp.Or(h.firm, h.body)
		case h.t.is(h.d.tokens[i], speechBody|speechOffice):
			return h.officeCalled(h.d.tokens[i])
		}
	}
	return h.body
}

// officeCalled returns the government body named last in whose name a word
// stands ("the ministry"), or the last one.
func (h *hearing) officeCalled(word text.Token) string {
	before := h.d.mentionsIn(text.Span{Start: max(0, word.Start-farthestTwo), End: word.Start})
	for _, m := range slices.Backward(before) {
		if m.Kind == news.EntityAgency && strings.Contains(text.Fold(m.Name), word.Fold) {
			return m.Name
		}
	}
	if h.t.is(word, speechOffice) {
		return h.office
	}
	return word.Fold
}

// two reads "neither company", "both firms", "the two": the two named last.
func (h *hearing) two(who *subject, a, head int) bool {
	last := h.d.tokens[head-1]
	if !h.has(a, head, speechBoth) || !h.t.is(last, speechFirm|speechBody|speechBoth) || head-a > 3 {
		return false
	}
	names := h.lastTwo(h.d.tokens[a].Start, h.t.is(last, speechFirm))
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

// farthestTwo is how many bytes back "both companies" looks.
const farthestTwo = 1500

// namedPerson takes the last person of the head, who may be the lawyer of another.
func (h *hearing) namedPerson(who *subject, head int, mentions []news.Mention) bool {
	end := h.d.tokens[head-1].End
	var names []string
	for _, m := range mentions {
		if m.Kind == news.EntityPerson && m.End <= end && !h.owns(m) {
			if len(names) > 0 && !h.isListed(m) {
				names = names[:0]
			}
			names = append(names, h.bareName(m))
		}
	}
	if len(names) == 0 {
		return false
	}
	who.name, who.kind = strings.Join(names, "; "), news.EntityPerson
	return true
}

// owns says whether a possessive ’s follows a mention.
func (h *hearing) owns(m news.Mention) bool {
	rest := h.d.Text[m.End:min(len(h.d.Text), m.End+4)]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")
}

// isListed says whether a comma or "and" joins a mention to the name before it.
func (h *hearing) isListed(m news.Mention) bool {
	i := h.d.tokenAt(m.Start)
	for i > 0 && h.t.is(h.d.tokens[i-1], speechTitle|speechRole|speechArticle) && !h.t.is(h.d.tokens[i-1], speechAnd) && strings.TrimSpace(h.gap(i)) == "" {
		i--
	}
	return i > 0 && (h.t.is(h.d.tokens[i-1], speechAnd) || strings.Contains(h.gap(i), ","))
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
		names = append(names, m.Name)
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
	if !h.inMention(last) && h.t.is(last, speechGroup) && !h.t.is(last, speechRole|speechBody) {
		for i, name := range names {
			names[i] = name + " " + last.Fold
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

// isMediaName says whether a mention is a news medium by its name or key.
func (h *hearing) isMediaName(m news.Mention) bool {
	if strings.HasPrefix(m.Key, "media:") || strings.HasPrefix(m.Key, "outlet:") {
		return true
	}
	if m.Kind == news.EntityAgency {
		return false
	}
	for word := range strings.FieldsSeq(text.Fold(m.Name)) {
		if h.t.words[word]&speechMedia != 0 {
			return true
		}
	}
	return false
}

// described reads speakers without a name of the tables: capitalised words
// are a name, words for people and bodies are given as they stand.
func (h *hearing) described(who *subject, a, head, b int, mentions []news.Mention) {
	if name := h.capitalised(a, head); name != "" {
		who.name, who.kind = name, news.EntityPerson
		return
	}
	last := h.d.tokens[head-1]
	classes := h.t.words[last.Fold]
	if classes == 0 && h.d.language == "en" { // "the Post Office branch manager", plural of an unknown trade
		classes = h.t.words[strings.TrimSuffix(last.Fold, "s")] & (speechGroup | speechRole)
	}
	if h.atBodies(who, a, head, b, classes, mentions) || h.fullPerson(who, a, head, b) {
		return
	}
	switch {
	case classes&speechShare != 0 && head+1 < b:
		who.name, who.kind = h.wholeOf(head, b, mentions), news.EntityAgency
	case head == b && classes&(speechRole|speechOne) != 0 && h.isThe(a) && h.person != "" && !strings.HasSuffix(last.Fold, "s"):
		who.name, who.kind = h.person, news.EntityPerson
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
		who.name = h.words(from, head)
		who.group = true
	case len(mentions) > 0 && head < b && h.t.is(h.d.tokens[a], speechPreposition):
		m := mentions[len(mentions)-1]
		who.name, who.kind = m.Name, m.Kind
	}
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
	for i, name := range names {
		names[i] = name + " " + h.d.tokens[head-1].Fold
	}
	who.name, who.group = strings.Join(names, "; "), true
	return true
}

// firmsHere returns the one company that the sentence names, or the two that
// its "both companies" means.
func (h *hearing) firmsHere() []string {
	var names []string
	for _, m := range h.d.mentionsIn(h.ground) {
		if m.Kind == news.EntityCompany && !slices.Contains(names, m.Name) {
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

// fullPerson reads a name behind a party or an office: "el diputado del PP Rafael Hernando".
func (h *hearing) fullPerson(who *subject, a, head, b int) bool {
	if h.d.language == "en" || head >= b-2 || !h.has(a, head, speechRole|speechTitle) {
		return false
	}
	first := b
	for first > head && h.isCapital(first-1) && !h.inMention(h.d.tokens[first-1]) && !h.allCapitals(first-1) {
		first--
	}
	if b-first < 2 {
		return false
	}
	who.name, who.kind = h.d.span(first, b).Of(h.d.Text), news.EntityPerson
	return true
}

func (h *hearing) isCapital(i int) bool {
	r, _ := utf8.DecodeRuneInString(h.d.Text[h.d.tokens[i].Start:])
	return unicode.IsUpper(r)
}

// allCapitals says whether a token is an abbreviation.
func (h *hearing) allCapitals(i int) bool {
	word := h.d.tokens[i].Of(h.d.Text)
	return len(word) > 1 && strings.ToUpper(word) == word
}

// fullName returns the whole name that a document gives a person whom it later
// calls by the surname; the surname if there is none.
func (h *hearing) fullName(surname string) string {
	if h.full == nil {
		h.full = map[string]string{}
		for i := 1; i < len(h.d.tokens); i++ {
			h.enterName(i)
		}
	}
	return cmp.Or(h.full[text.Fold(surname)], surname)
}

// enterName keeps the capitalised words that end with token i as a name.
func (h *hearing) enterName(i int) {
	if !h.isCapital(i) || i+1 < len(h.d.tokens) && h.isCapital(i+1) && strings.TrimSpace(h.gap(i+1)) == "" {
		return
	}
	first := i
	for first > 0 && i-first < 3 && h.isCapital(first-1) && strings.Trim(h.gap(first), " -") == "" && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole|speechBody|speechArticle|speechTime|speechBreak|speechPreposition) {
		first--
	}
	if first == i {
		return
	}
	name := h.d.span(first, i+1).Of(h.d.Text)
	if m, ok := h.d.mentionAt(h.d.tokens[i].Start); ok {
		if m.Kind != news.EntityPerson {
			return
		}
		name = m.Name
	}
	if key := h.d.tokens[i].Fold; h.full[key] == "" {
		h.full[key] = name
	}
}

// capitalised returns the capitalised words at the end of [a,head), without titles.
func (h *hearing) capitalised(a, head int) string {
	first := head
	for i := head - 1; i >= a; i-- {
		r, _ := utf8.DecodeRuneInString(h.d.Text[h.d.tokens[i].Start:])
		if !unicode.IsUpper(r) {
			break
		}
		first = i
	}
	ofOffice := h.t.is(h.d.tokens[head-1], speechBody|speechOffice)
	for first < head && !ofOffice && h.t.is(h.d.tokens[first], speechTitle|speechArticle|speechGroup|speechBody) {
		first++
	}
	if first >= head || h.d.language == "de" && head-first < 2 {
		return ""
	}
	if head-first == 1 && h.t.words[h.d.tokens[first].Fold]&^speechMedia != 0 {
		return ""
	}
	if head-first == 1 {
		return h.fullName(h.d.tokens[first].Of(h.d.Text))
	}
	return h.words(first, head)
}
