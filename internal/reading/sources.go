package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
)

// sourceReader finds who is named as a source.
type sourceReader struct {
	d        *document
	words    *phrases[sourceClass]
	class    []sourceClass // of the phrase that begins at a token
	length   []uint8       // its words
	close    bool          // the text has words for what insiders know
	names    []int32       // for each token the mention that holds it, + 1
	uses     []sourceUse
	done     int // the words before it carry a source already
	sentence int // that is being read
	past     sourceMemory
	persons  map[string]string  // names of persons by their last word
	writings map[string]writing // how words are written, once that is asked for
}

// sourceUse is an attribution and the cue that made it.
type sourceUse struct {
	news.Attribution
	cue      sourceClass
	sentence int
	employer sourceName // for whom a named person speaks
}

// sourcePhrase is a noun phrase that names a source.
type sourcePhrase struct {
	first, last int         // tokens [first,last)
	head        sourceClass // 0: a name
	noun        [2]int      // tokens of the head noun and what stands before it
	name        sourceName  // of the head; empty: a noun
	owner       sourceName  // whom the noun belongs to: "a spokesperson for X", "an X report"
	by          bool        // the owner stands behind the noun: "a report by X"
	det         bool        // it has an article
	definite    bool        // the article refers back
	more        []sourceName
	of          string // the words of whom it belongs to, without a name: "spokesmen of the ministries"
	aside       bool   // an apposition stands between it and the verb
}

// sourceName is a name in the text.
type sourceName struct {
	first, last int
	name        string
	kind        news.Carrier // "": not known
	person      bool
	reference   bool // "the company"
	marked      bool // nothing but quotation marks tells that it is a name
}

func (n sourceName) known() bool { return n.name != "" }

func newSourceReader(d *document) *sourceReader {
	table := sourceTable(d.language)
	r := &sourceReader{d: d, words: table, class: make([]sourceClass, len(d.tokens)), length: make([]uint8, len(d.tokens)), names: make([]int32, len(d.tokens))}
	next := 0
	for k, m := range d.found.Mentions {
		for next < len(d.tokens) && d.tokens[next].End <= m.Start {
			next++
		}
		if introduces(d, m) {
			continue
		}
		for i := next; i < len(d.tokens) && d.tokens[i].Start < m.End; i++ {
			if held := r.names[i]; held == 0 || d.found.Mentions[held-1].Kind == news.EntityProduct && m.Kind != news.EntityProduct {
				r.names[i] = int32(k + 1)
			}
		}
	}
	for _, s := range d.sentences {
		for i := s.first; i < s.last; i++ {
			class, n := table.at(d.tokens, i, s.last)
			if class == 0 && len(mediaEndings[d.language]) > 0 && mediaCompound(d.tokens[i].Fold, d.language) {
				class = sourceMedia
			}
			r.class[i], r.length[i] = class, uint8(max(1, n))
			r.close = r.close || class.isOne(sourceClose)
		}
	}
	return r
}

// longestSource is how many words a noun phrase may have.
const longestSource = 16

// phrase reads the noun phrase at token i, before token end.
func (r *sourceReader) phrase(i, end, depth int) (sourcePhrase, bool) {
	p := sourcePhrase{first: i, last: i}
	end = min(end, i+longestSource)
	if i >= end {
		return p, false
	}
	if r.close && depth == 0 {
		if p, ok := r.insiders(i, end); ok {
			return p, true
		}
	}
	at := r.article(&p, end)
	if class := r.class[min(at, end-1)]; at == i && class.isOne(sourcePronoun) && !p.det && r.names[at] == 0 {
		p.head, p.last = class&sourcePronoun, at+int(r.length[at])
		p.noun = [2]int{at, p.last}
		return p, p.last <= end
	}
	start, plain := at, 0
	for at < end && (at == i || r.joined(at-1)) {
		next := at
		if n, ok := r.mediumBehind(&p, at, end); ok {
			p.name, p.last = n, n.last
			next = n.last
		} else if n, ok := r.nameAt(at, end); ok {
			next = r.takeName(&p, r.withArticle(n))
		} else if class := r.class[at]; class.isOne(sourceNoun) && at+int(r.length[at]) <= end {
			next = r.takeNoun(&p, start, at)
		} else if plain < mostPlain && !r.stops(&p, at, end) {
			plain++
			next++
		}
		if next == at {
			break
		}
		at = next
	}
	if p.last == i || p.head == 0 && !p.name.known() {
		return p, false
	}
	if p.name.known() && p.owner.first == p.name.first {
		p.owner = sourceName{}
	}
	r.brackets(&p, end)
	if depth < 3 {
		r.complement(&p, end, depth)
	}
	r.apposition(&p, end)
	return p, true
}

// mostPlain is how many words of no table a noun phrase may have.
const mostPlain = 4

// article takes what a noun phrase may begin with, and returns where it goes on:
// an article or two, "today's", or a medium whose name has the article.
func (r *sourceReader) article(p *sourcePhrase, end int) int {
	at := p.first
	if n, ok := r.outletAt(at, end); ok {
		p.name, p.last = n, n.last
		return n.last
	}
	if n, ok := r.markedName(at, end); ok && r.class[at].isOne(sourceDet) { // « Le Relais »
		p.name, p.last = n, n.last
		return n.last
	}
	if r.class[at].isOne(sourceTime) && strings.HasSuffix(r.d.between(at), "s ") {
		p.det = true
		return at + 1
	}
	for at < min(end, p.first+2) && r.class[at].isOne(sourceDet) && r.names[at] == 0 && (at == p.first || r.joined(at-1)) {
		p.det, p.definite = true, p.definite || r.class[at].isOne(sourceDefinite)
		at++
	}
	return at
}

// takeName takes a name into a noun phrase and returns where it goes on; where
// it does not belong to it, the place of the name. A name before it is its owner.
func (r *sourceReader) takeName(p *sourcePhrase, n sourceName) int {
	if p.head.isOne(sourceDocument|sourceJournalism) && !p.name.known() || n.reference && p.last > p.first {
		return n.first
	}
	switch {
	case p.name.known():
		p.owner = p.name
	case p.head == 0:
		p.owner = n
	}
	p.name, p.last = n, n.last
	return n.last
}

// takeNoun takes a noun of the tables, which owns no name that follows.
func (r *sourceReader) takeNoun(p *sourcePhrase, start, at int) int {
	if p.name.known() {
		p.owner, p.name = p.name, sourceName{}
	}
	p.head = r.class[at] & sourceNoun
	p.last = at + int(r.length[at])
	p.noun = [2]int{start, p.last}
	return p.last
}

// stops says whether a word that is neither name nor noun ends a noun phrase. A
// Romance adjective behind an office does not: "le ministre russe de la Défense".
func (r *sourceReader) stops(p *sourcePhrase, at, end int) bool {
	class := r.class[at]
	if class.isOne(sourceTime) && !p.det || class.isOne(sourceBreak) && (!class.isOne(sourceVerb) || !r.nounFollows(at+1, end)) {
		return true
	}
	if l := r.d.language; l != "en" && l != "de" && class == 0 && p.head.isOne(sourceOffice|sourceBody) && at+1 < end && r.joined(at) && r.class[at+1].isOne(sourceLink) {
		p.last = at + 1
		return false
	}
	return p.head != 0 || p.name.known() && !r.nounFollows(at+1, end)
}

// apposition takes the name behind a role: "the agency's director, Ana Pérez".
func (r *sourceReader) apposition(p *sourcePhrase, end int) {
	if p.name.known() || !p.head.isOne(sourceOffice) || p.last >= end || r.d.between(p.last-1) != ", " {
		return
	}
	if n, ok := r.nameAt(p.last, end); ok && n.person && n.last-n.first > 1 {
		p.name, p.last = n, n.last
	}
}

// joined says whether the words at i and i+1 belong to one noun phrase.
func (r *sourceReader) joined(i int) bool {
	switch g := r.d.between(i); g {
	case " ", "-", "’s ", "'s ", "s ", "’ ", "' ", "", "'", "’", " “", " \"", "” ", "\" ", " «", "» ", " „", "“ ", "‑", "\n", ". ", " & ", "  ", "\u00a0":
		return g != ". " || r.capital(i) && r.d.tokens[i].Len() <= 4
	default:
		return r.opensMarks(g) && strings.ContainsAny(g, "»«‹›„") || r.closesMarked(i, g)
	}
}

// nounFollows says whether a noun of the tables stands within two words.
func (r *sourceReader) nounFollows(at, end int) bool {
	for i := at; i < min(end, at+3); i++ {
		if !r.joined(i - 1) {
			return false
		}
		if r.class[i].isOne(sourceNoun) {
			return true
		}
		if r.class[i].isOne(sourceVerb | sourceThat | sourcePrep | sourceAux | sourceBe | sourceAnd | sourceDet) {
			return false
		}
	}
	return false
}

// brackets takes an abbreviation in brackets behind a name.
func (r *sourceReader) brackets(p *sourcePhrase, end int) {
	if p.last >= len(r.d.tokens) || p.last >= end {
		return
	}
	if g := r.d.between(p.last - 1); g != " (" && g != " [" && g != "(" {
		return
	}
	for i := p.last; i < min(end, p.last+6); i++ {
		if g := r.d.between(i); strings.HasPrefix(g, ")") || strings.HasPrefix(g, "]") {
			p.last = i + 1
			return
		}
	}
}

// complement takes what a noun is tied to: "a spokesperson for X", "a report in
// the X", "a letter to X from Y".
func (r *sourceReader) complement(p *sourcePhrase, end, depth int) {
	for at := p.last; at < end && r.d.between(at-1) == " "; at = p.last {
		class := r.class[at]
		if !class.isOne(sourceLink|sourcePass) || r.names[at] > 0 {
			return
		}
		next := at + 1
		sub, ok := r.phrase(next, end, depth+1)
		if !ok || sub.head.isOne(sourcePronoun) || sub.name.marked {
			return
		}
		named := sub.name
		if !named.known() {
			named = sub.owner
		}
		switch {
		case p.head == 0 && p.name.person && named.known() && !named.person:
			p.owner = named
		case p.head == 0:
			return
		case p.head.isOne(sourceDocument|sourceJournalism) && class.isOne(sourcePass) && !class.isOne(sourceLink):
		case p.head.isOne(sourceDocument|sourceJournalism) && named.known():
			p.owner, p.by = named, true
		case p.head.isOne(sourceMedia):
			return
		case named.known() && !p.owner.known():
			p.owner, p.by = named, true
		case !named.known() && sub.head.isOne(sourceBody|sourceOfficial):
			p.of = r.printed(sub)
		case !named.known() && !sub.head.isOne(sourceNoun):
			return
		}
		p.last = sub.last
	}
}

// outletAt returns the medium whose name begins with an article: "The Verge".
func (r *sourceReader) outletAt(i, end int) (sourceName, bool) {
	if !r.class[i].isOne(sourceDet) || i+1 >= end || !r.capital(i+1) {
		return sourceName{}, false
	}
	o, n := outletTable().at(r.d.tokens, i, end)
	if n == 2 {
		if full, ok := r.mediumEndingIn(r.d.tokens[i+1].Of(r.d.Text)); ok {
			o.name = full
		}
	}
	if n < 2 || o.never || r.class[i+1].isOne(sourceMedia) && i+n < end && r.capital(i+n) && r.d.between(i+n-1) == " " { // "die Tageszeitung X"
		return sourceName{}, false
	}
	return sourceName{first: i, last: i + n, name: o.name, kind: news.CarrierMedia}, true
}

// nameAt returns the name that begins at a token.
func (r *sourceReader) nameAt(i, end int) (sourceName, bool) {
	if n, ok := r.hyphened(i, end); ok {
		return n, true
	}
	if k := r.names[i]; k > 0 {
		m := r.d.found.Mentions[k-1]
		last := i + 1
		for last < len(r.d.tokens) && r.names[last] == k {
			last++
		}
		if last > end {
			return sourceName{}, false
		}
		n := sourceName{first: i, last: last, name: m.Name, kind: r.carrier(m), person: m.Kind == news.EntityPerson, reference: m.By == news.ByReference}
		if o, length := outletTable().at(r.d.tokens, i, end); length > 0 && !o.never && (!o.common || m.Kind == news.EntityOrganization || i > 0 && r.class[i-1].isOne(sourceDet|sourceAhead)) && length >= last-i {
			n.name, n.kind, n.person, n.last = o.name, news.CarrierMedia, false, i+length
		}
		return n, true
	}
	if first := r.d.Text[r.d.tokens[i].Start]; first >= '0' && first <= '9' {
		if o, n := outletTable().at(r.d.tokens, i, end); n > 1 {
			return sourceName{first: i, last: i + n, name: o.name, kind: news.CarrierMedia}, true
		}
	}
	if !r.capital(i) || r.class[i].isOne(sourceDet|sourceTime) && !r.capital(min(i+1, len(r.d.tokens)-1)) {
		return sourceName{}, false
	}
	if o, n := outletTable().at(r.d.tokens, i, end); n > 0 && !o.never && (n > 1 || !r.isShort(i)) && (!o.common || i > 0 && r.class[i-1].isOne(sourceDet)) {
		return sourceName{first: i, last: i + n, name: o.name, kind: news.CarrierMedia}, true
	}
	if n, ok := r.markedName(i, end); ok {
		return n, true
	}
	if r.class[i].isOne(sourceNoun | sourceDet | sourceTime | sourceVerb | sourceThat | sourcePrep | sourceAux | sourceBe | sourceAnd | sourcePronoun | sourceCue) {
		return sourceName{}, false
	}
	last := i + 1
	for last < end && last < i+6 && r.names[last] == 0 && r.capital(last) && r.joined(last-1) && !r.class[last].isOne(sourceNoun|sourceTime) {
		last++
	}
	if last == i+1 {
		if full := r.wholeName(r.d.tokens[i].Of(r.d.Text)); strings.Contains(full, " ") {
			return sourceName{first: i, last: last, name: full, kind: news.CarrierPerson, person: true}, true
		}
		if !r.acronym(i) && (r.d.language == "de" || r.opens(i) && !r.reportsBy(i)) {
			return sourceName{}, false
		}
	}
	n := sourceName{first: i, last: last, name: r.d.span(i, last).Of(r.d.Text)}
	if full, ok := r.mediumEndingIn(n.name); ok {
		n.name, n.kind = full, news.CarrierMedia
		return n, true
	}
	switch {
	case last == i+1 && r.acronym(i):
		n.kind = news.CarrierNGO
		if m, ok := r.initialsOf(n.name); ok {
			n.name, n.kind = m.Name, r.carrier(m)
		}
	case outletLike(n.name):
		n.kind = news.CarrierMedia
	case last-i == 2 || last-i == 3:
		n.person = true
	}
	return n, true
}

// capital says whether a word begins with a capital letter, or a digit before one.
func (r *sourceReader) capital(i int) bool {
	first, size := utf8.DecodeRuneInString(r.d.Text[r.d.tokens[i].Start:])
	if unicode.IsDigit(first) {
		next, _ := utf8.DecodeRuneInString(r.d.Text[r.d.tokens[i].Start+size:])
		return unicode.IsUpper(next)
	}
	return unicode.IsUpper(first)
}

// mediumEndingIn returns the medium named before whose name ends in a word:
// "the Globe".
func (r *sourceReader) mediumEndingIn(word string) (string, bool) {
	for _, name := range r.past.mediums {
		if strings.HasSuffix(name, " "+word) {
			return name, true
		}
	}
	return "", false
}

// isShort says whether a word is the short name of a medium named before.
func (r *sourceReader) isShort(i int) bool {
	_, ok := r.mediumEndingIn(r.d.tokens[i].Of(r.d.Text))
	return ok
}

// acronym says whether a word is written in capitals.
func (r *sourceReader) acronym(i int) bool {
	word := r.d.tokens[i].Of(r.d.Text)
	return len(word) > 2 && strings.ToUpper(word) == word
}

// initialsOf returns the body named before whose capitals end in an acronym.
func (r *sourceReader) initialsOf(word string) (news.Mention, bool) {
	for k := r.past.mention - 1; k >= max(0, r.past.mention-40); k-- {
		m := r.d.found.Mentions[k]
		if m.Kind == news.EntityPerson || m.Kind == news.EntityProduct {
			continue
		}
		capitals := strings.Map(func(c rune) rune {
			if unicode.IsUpper(c) {
				return c
			}
			return -1
		}, m.Name)
		if len(capitals) >= len(word) && strings.HasSuffix(capitals, word) {
			return m, true
		}
	}
	return news.Mention{}, false
}

// opens says whether a word is the first of its sentence.
func (r *sourceReader) opens(i int) bool {
	return i == 0 || strings.ContainsAny(r.d.between(i-1), ".!?\n\"“„«:")
}

// carrier says what kind of source an entity is.
func (r *sourceReader) carrier(m news.Mention) news.Carrier {
	switch m.Kind {
	case news.EntityAgency:
		return news.CarrierAgency
	case news.EntityPerson:
		return news.CarrierPerson
	case news.EntityOrganization:
		if outletLike(m.Name) {
			return news.CarrierMedia
		}
		return news.CarrierNGO
	}
	if o, ok := outletNamed(m.Name); ok && !o.common {
		return news.CarrierMedia
	}
	return news.CarrierCompany
}
