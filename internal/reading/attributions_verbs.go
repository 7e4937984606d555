package reading

import (
	"cmp"
	"strings"

	"dateline/internal/news"
)

// verb reads the source of a reporting verb: before it ("X said"), or behind
// it where speech stands before ("…, said X").
func (r *sourceReader) verb(n, i int, class sourceClass) bool {
	last := i + int(r.length[i])
	s := &r.d.sentences[n]
	if i > s.first && r.capital(i) || last < s.last && r.class[last].isOne(sourceAfter) && r.participle(i) {
		return false
	}
	subject, ok := r.subject(n, i)
	if class.isOne(verbReport) {
		if p, found := r.inClause(n, i); found && (!ok || !subject.name.known() && subject.first != p.first) {
			r.enter(n, p.first, p.last, p, class&(sourceVerb|verbSort))
			return true
		}
	}
	if ok && subject.aside && r.inversionFits(n, i, last) && r.inverted(n, i, last, class) {
		return true
	}
	if ok && r.isTaken(n, subject) {
		ok = false
	}
	if ok && r.isFinder(subject, i) {
		return true
	}
	if !ok && class.isOne(verbReport|verbSay) && i > s.first && r.conjoined(n, i, last, class) {
		return true
	}
	if class.isOne(verbIssue) && ok && r.issue(n, last, subject) {
		return true
	}
	if ok && !r.says(n, subject, class, last) {
		ok = false
	}
	if class.isOne(verbTell) && r.told(n, i, last, subject, ok) {
		return true
	}
	if ok {
		r.enter(n, subject.first, last, subject, class&(sourceVerb|verbSort))
		return true
	}
	if !class.isOne(verbSay | verbWeak | verbReport | verbShow | verbThink) {
		return false
	}
	return r.inverted(n, i, last, class) || r.unspoken(n, i, last, class)
}

// unspoken reads a verb without a subject, as Spanish, Italian and Portuguese
// have it: "…», añadió."
func (r *sourceReader) unspoken(n, i, last int, class sourceClass) bool {
	if r.d.language == "de" && r.length[i] == 2 && r.d.tokens[i+1].Fold == "es" && r.past.last.known() { // "heißt es"
		r.add(n, i, last, r.past.last.name, news.CarrierDocument, verbSay)
		return true
	}
	if l := r.d.language; l != "es" && l != "it" && l != "pt" {
		return false
	}
	if i == r.d.sentences[n].first || !class.isOne(verbSay) || !r.closes(n, last) || !strings.ContainsAny(r.d.between(i-1), ",”»\"") || !r.past.last.known() {
		return false
	}
	r.add(n, i, last, r.past.last.name, cmp.Or(r.past.last.kind, news.CarrierPerson), verbSay)
	return true
}

// isTaken says whether a noun phrase is what a cue before it speaks of: "Unter
// Berufung auf X meldet".
func (r *sourceReader) isTaken(n int, p sourcePhrase) bool {
	for k := len(r.uses) - 1; k >= max(0, len(r.uses)-2); k-- {
		if use := r.uses[k]; use.sentence == n && use.cue.isOne(cueSource|cueStrict|cueQuote|sourcePaper|sourceUtterance) && p.last > p.first && use.End == r.d.tokens[p.last-1].End {
			return true
		}
	}
	return false
}

// isFinder says whether the noun phrase before a verb is not its subject but who
// found the paper that is: "documents obtained by X show".
func (r *sourceReader) isFinder(p sourcePhrase, i int) bool {
	k := len(r.uses) - 1
	if k < 1 || r.uses[k].cue != sourceRecord || r.uses[k-1].End != r.d.tokens[p.last-1].End {
		return false
	}
	r.uses[k].End = r.d.tokens[i].End
	return true
}

// conjoined reads the second verb of a sentence: "X declined to comment but
// said", "X has changed its story and now reports".
func (r *sourceReader) conjoined(n, i, last int, class sourceClass) bool {
	s := &r.d.sentences[n]
	at := i
	for at > s.first+1 && r.class[at-1].isOne(sourceAux) {
		at--
	}
	if !r.class[at-1].isOne(sourceAnd) && r.d.tokens[at-1].Fold != "but" || !r.complementFollows(n, last) {
		return false
	}
	if class.isOne(verbSay) {
		if p, ok := r.phrase(s.first, i, 0); ok && p.name.known() && !r.speaksIn(n, p.name.name) {
			r.enter(n, i, last, p, class&(sourceVerb|verbSort))
			return true
		}
	}
	if !class.isOne(verbReport) {
		return false
	}
	for first := s.first; first < min(i, s.first+8); first++ {
		if p, ok := r.phrase(first, i, 0); ok && p.name.kind == news.CarrierMedia {
			r.enter(n, i, last, p, class&sourceVerb)
			return true
		}
	}
	return false
}

// speaksIn says whether somebody is a source of a sentence already.
func (r *sourceReader) speaksIn(n int, name string) bool {
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence == n; k-- {
		if r.uses[k].Source == name {
			return true
		}
	}
	return false
}

// says says whether this subject does with this verb what a source does.
func (r *sourceReader) says(n int, p sourcePhrase, class sourceClass, last int) bool {
	paper := !p.name.known() && p.head.isOne(sourceDocument|sourceJournalism)
	switch {
	case paper:
		return class.isOne(verbShow | verbPaper | verbSay)
	case class.isOne(verbPaper) && p.head.isOne(sourceUnnamed|sourceMedia):
		return true
	case class.isOne(verbSay | verbTell):
		return true
	case class.isOne(verbThink):
		return p.head.isOne(sourcePeople|sourceUnnamed) || r.complementFollows(n, last)
	case class.isOne(verbReport):
		_, kind := r.resolve(p)
		if kind == news.CarrierMedia || kind == "" && p.name.known() {
			return true
		}
	}
	return class.isOne(verbWeak|verbReport) && (r.complementFollows(n, last) || r.closes(n, last))
}

// complementFollows says whether a clause or a quotation stands behind a verb.
func (r *sourceReader) complementFollows(n, last int) bool {
	s := &r.d.sentences[n]
	if strings.ContainsAny(r.d.between(last-1), `:"“„«‘`) {
		return true
	}
	for at := last; at < min(s.last, last+2); at++ {
		if r.class[at].isOne(sourceThat) {
			return true
		}
		if !r.class[at].isOne(sourceAux | sourceTime) {
			return r.class[at].isOne(sourcePronoun)
		}
	}
	return false
}

// closes says whether a verb ends its clause: "…, it added."
func (r *sourceReader) closes(n, last int) bool {
	if last >= r.d.sentences[n].last {
		return true
	}
	return strings.ContainsAny(r.d.between(last-1), ".,;)”»\n")
}

// subject returns the noun phrase before a verb.
func (r *sourceReader) subject(n, i int) (sourcePhrase, bool) {
	s := &r.d.sentences[n]
	at, passive := i, false
	for at > s.first && at > i-5 && r.names[at-1] == 0 {
		class := r.class[at-1]
		adverb := r.d.language == "en" && strings.HasSuffix(r.d.tokens[at-1].Fold, "ly") && class == 0
		if !class.isOne(sourceAux|sourceBe) && !adverb || class.isOne(sourceNoun|sourcePronoun) || r.d.between(at-1) != " " && at-1 > s.first && strings.ContainsAny(r.d.between(at-1), ",;:.") {
			break
		}
		passive = passive || class.isOne(sourceBe)
		at--
	}
	if passive && !strings.HasSuffix(r.d.tokens[i].Fold, "ing") {
		return sourcePhrase{}, false
	}
	if at-1 > s.first && relatives()[r.d.tokens[at-1].Fold] && isComma(r.d.between(at-2)) {
		return r.nounEndingAt(s, at-1) // "X, which said"
	}
	return r.endingAt(n, at, true)
}

// relatives begin a clause about the name before a comma.
var relatives = wordSetOf(`who which qui que quien che die der das`)

// endingAt returns the longest noun phrase that ends right before a token;
// with aside, an apposition may stand between: "X, the maker of Y, said".
func (r *sourceReader) endingAt(n, at int, aside bool) (sourcePhrase, bool) {
	s := &r.d.sentences[n]
	if at <= s.first {
		return sourcePhrase{}, false
	}
	gap := r.d.between(at - 1)
	if strings.HasPrefix(gap, "'") || strings.HasPrefix(gap, "’") || strings.HasPrefix(gap, "-") {
		return sourcePhrase{}, false
	}
	if isComma(gap) {
		if !aside {
			return sourcePhrase{}, false
		}
		return r.beforeAside(n, at)
	}
	if !r.joined(at-1) && !strings.HasPrefix(gap, ")") && !strings.HasPrefix(gap, "]") {
		return sourcePhrase{}, false
	}
	return r.nounEndingAt(s, at)
}

// nounEndingAt returns the longest noun phrase whose last word stands before a token.
func (r *sourceReader) nounEndingAt(s *sentence, at int) (sourcePhrase, bool) {
	for first := max(s.first, at-longestSource); first < at; first++ {
		if first > s.first && (r.names[first] > 0 && r.names[first] == r.names[first-1] || r.isLoose(first)) {
			continue
		}
		if p, ok := r.phrase(first, at, 0); ok {
			if p.last == at {
				return p, p.head != 0 || !p.name.known() || first == s.first || p.name.first != first || !r.isPlace(first) // "teachers in Ohio said"
			}
			if p.last == at-1 && r.class[at-1].isOne(sourceTime) {
				return p, true
			}
			whole := p
			r.list(&whole, at)
			if whole.last == at && len(whole.more) > 0 {
				return whole, true
			}
		}
	}
	return sourcePhrase{}, false
}

// isPlace says whether a name at a token only tells where somebody is, or of
// where: "teachers in Ohio", "les habitants de Lyon".
func (r *sourceReader) isPlace(first int) bool {
	before := r.d.tokens[first-1].Fold
	if r.d.between(first-1) != " " || r.names[first] > 0 {
		return false
	}
	return r.d.language != "de" && r.d.language != "nl" && (before == "de" || before == "di") || places()[before]
}

// places stand before where somebody is, who is not named by it.
var places = wordSetOf(`in near outside across en à dans em no na nel nella`)

// isLoose says whether a word in the middle of a clause is unlikely to begin a
// noun phrase: it is none of the tables' and no name.
func (r *sourceReader) isLoose(i int) bool {
	plain := r.class[i] == 0 && r.names[i] == 0 && !r.capital(i)
	return plain && r.joined(i-1) && !r.class[i-1].isOne(sourceThat|sourceAnd|sourcePrep|sourceCue)
}

// isComma says whether a comma or a dash stands between two words, also behind
// "Inc.".
func isComma(gap string) bool {
	gap = strings.TrimLeft(gap, ".)]")
	return strings.HasPrefix(gap, ",") || strings.HasPrefix(gap, " –") || strings.HasPrefix(gap, " —")
}

// longestAside is how many words an apposition may have.
const longestAside = 16

// beforeAside returns the noun phrase before an apposition that ends at a token.
func (r *sourceReader) beforeAside(n, at int) (sourcePhrase, bool) {
	s := &r.d.sentences[n]
	for first := at - 1; first > s.first && first > at-longestAside; first-- {
		gap := r.d.between(first - 1)
		if !isComma(gap) {
			if strings.ContainsAny(gap, ".;:”\"") && gap != ". " {
				return sourcePhrase{}, false
			}
			continue
		}
		if p, ok := r.nounEndingAt(s, first); ok && (p.name.known() || p.head.isOne(sourceDocument|sourceJournalism)) {
			p.last, p.aside = at, true
			return p, true
		}
	}
	return sourcePhrase{}, false
}

// inversionFits says whether the noun phrase behind a verb is its subject
// although one stands before it, in commas: "…, Ohio, said Ana Pérez."
func (r *sourceReader) inversionFits(n, i, last int) bool {
	s := &r.d.sentences[n]
	if last >= s.last || r.d.between(last-1) != " " || !isComma(r.d.between(i-1)) {
		return false
	}
	p, ok := r.phrase(last, s.last, 0)
	switch r.d.language {
	case "fr", "es", "it", "pt":
		return ok && !p.head.isOne(sourceDocument|sourcePronoun)
	case "en":
		return ok && p.name.known() && r.closes(n, p.last)
	}
	return false
}

// inverted reads "…, said X" and "said X: …".
func (r *sourceReader) inverted(n, i, last int, class sourceClass) bool {
	s := &r.d.sentences[n]
	if last >= s.last || r.d.between(last-1) != " " {
		return false
	}
	front := i
	for front > s.first && r.class[front-1].isOne(sourceAux|sourceThat) && r.d.between(front-1) == " " {
		front--
	}
	opened := front == s.first
	if !opened {
		opened = strings.ContainsAny(r.d.between(front-1), `,"”»“’?!–—(:`) || r.class[front-1].isOne(sourceThat) && r.d.language != "en"
	}
	if !opened && r.d.language != "en" && (r.done == front || front == s.first+1 && objectPronouns()[r.d.tokens[s.first].Fold]) {
		opened = true
	}
	p, ok := r.phrase(last, s.last, 0)
	verbSecond := (r.d.language == "de" || r.d.language == "nl") && (p.head.isOne(sourcePeople|sourceUnnamed) && !p.name.known() || ok && p.name.person && class.isOne(verbSay) && i-s.first <= longestFront && r.class[s.first].isOne(sourcePrep|sourceTime))
	if !opened && !verbSecond {
		return false
	}
	if !ok || p.head.isOne(sourcePronoun) && r.d.language == "en" && !p.head.isOne(sourceHe) {
		return false
	}
	if ok && r.d.language == "en" && strings.HasSuffix(r.d.tokens[i].Fold, "ing") {
		return false
	}
	if front == s.first && (r.d.language == "en" || !class.isOne(verbSay)) && (!class.isOne(verbSay) || !r.closes(n, p.last)) {
		return false
	}
	if p.head.isOne(sourceDocument) && !p.name.known() && !class.isOne(verbShow) {
		return false
	}
	r.list(&p, s.last)
	r.enter(n, i, p.last, p, class&(sourceVerb|verbSort))
	return true
}

// objectPronouns stand before the verb of "Lo scrive X", "L'a révélé X".
var objectPronouns = wordSetOf(`lo l le`)

// longestFront is how many words may stand before the verb of "In Berlin sagte X".
const longestFront = 6

// told reads "X told Y": X is the source, and Y too if it is a medium.
func (r *sourceReader) told(n, i, last int, subject sourcePhrase, known bool) bool {
	s := &r.d.sentences[n]
	end := last
	if last < s.last {
		if hearer, ok := r.phrase(last, s.last, 0); ok && !hearer.head.isOne(sourcePronoun) {
			if !hearer.name.known() && hearer.head.isOne(sourceDocument|sourceJournalism) && !hearer.head.isOne(sourceMedia) {
				return false // "tells the story"
			}
			name, kind := r.resolve(hearer)
			if kind != news.CarrierMedia && hearer.last < s.last && r.d.tokens[hearer.last].Fold == "to" {
				return false
			}
			if kind == news.CarrierMedia && name != unnamedMedia {
				r.enter(n, i, hearer.last, hearer, verbTell)
				end = hearer.last
			} else if hearer.last-last <= 4 {
				end = hearer.last
			}
		}
	}
	if known {
		r.enter(n, subject.first, end, subject, verbTell)
	}
	return known || end > last
}

// participle says whether a verb may be one: "disputed by", "annoncé par".
func (r *sourceReader) participle(i int) bool {
	word := r.d.tokens[i+int(r.length[i])-1].Fold
	for _, ending := range participleEndings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// participleEndings end participles in the languages of the tables.
var participleEndings = []string{"ed", "e", "ee", "es", "t", "do", "da", "to", "ta", "en"}

// issue reads "X released a statement".
func (r *sourceReader) issue(n, last int, subject sourcePhrase) bool {
	s := &r.d.sentences[n]
	if last >= s.last {
		return false
	}
	p, ok := r.phrase(last, s.last, 1)
	if !ok || p.name.known() || !p.head.isOne(sourceUtterance|sourcePaper) {
		return false
	}
	name, kind := r.resolve(subject)
	if name == "" || kind == news.CarrierMedia {
		return false
	}
	r.add(n, subject.first, p.last, name, news.CarrierDocument, sourcePaper)
	r.past.speaker = sourceName{name: name, kind: kind}
	return true
}
