package reading

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// sourceMemory is what pronouns and bare nouns may mean.
type sourceMemory struct {
	person, body, agency, company, ngo, media, paper sourceName // the last of each that was a source, or else named
	speaker                                          sourceName // of the last statement
	last                                             sourceName // the last source of all
	lastAt                                           int        // its sentence
	mediums                                          []string   // all media that were sources
	mention                                          int        // mentions before it are known
}

// The words for sources without a name.
const (
	unnamedSources = "sources"
	unnamedMedia   = "media report"
)

// resolve says whom a noun phrase means.
func (r *sourceReader) resolve(p sourcePhrase) (name string, kind news.Carrier) {
	switch {
	case p.name.known():
		return r.named(p.name, p)
	case p.head.isOne(sourcePronoun):
		return r.pronoun(p.head)
	case p.head.isOne(sourceUnnamed) && !p.owner.known():
		return unnamedSources, news.CarrierPerson
	case p.head.isOne(sourceMedia) && !p.head.isOne(sourceDocument):
		return r.medium(p)
	case p.head.isOne(sourceJournalism):
		return r.journalism(p)
	case p.head.isOne(sourceUtterance|sourceVenue) && p.owner.known():
		return p.owner.name, news.CarrierDocument
	case p.head.isOne(sourceUtterance) && p.definite && r.past.speaker.known():
		return r.past.speaker.name, news.CarrierDocument
	case p.head.isOne(sourceDocument):
		return r.paper(p)
	case p.head.isOne(sourcePeople):
		return r.printed(p), news.CarrierPerson
	case p.owner.known() && !p.by && p.head.isOne(sourceBody|sourceFirm|sourceNGO) && (p.owner.kind == "" || p.owner.person):
		p.definite = false // "Nepal's aviation authority" is no body of the text
		return r.office(p)
	case p.owner.known():
		if p.owner.person && !p.head.isOne(sourceSpokes) {
			return p.owner.name, news.CarrierPerson
		}
		return r.named(p.owner, p)
	}
	return r.office(p)
}

// named returns a name and what kind of source it is.
func (r *sourceReader) named(n sourceName, p sourcePhrase) (string, news.Carrier) {
	switch {
	case n.kind != "" && (n.kind != news.CarrierNGO || !p.head.isOne(sourceMedia)):
		return n.name, n.kind
	case p.head.isOne(sourceMedia | sourceJournalism):
		return n.name, news.CarrierMedia
	case p.head.isOne(sourceNGO):
		return n.name, news.CarrierNGO
	case n.person || p.head.isOne(sourceOffice):
		return r.wholeName(n.name), news.CarrierPerson
	}
	return n.name, ""
}

// wholeName returns the name of the person who was named in full.
func (r *sourceReader) wholeName(name string) string {
	if r.persons == nil {
		r.persons = map[string]string{}
		for _, m := range r.d.found.Mentions {
			if at := strings.LastIndexByte(m.Name, ' '); m.Kind == news.EntityPerson && at > 0 && r.persons[m.Name[at+1:]] == "" {
				r.persons[m.Name[at+1:]] = m.Name
			}
		}
	}
	return cmp.Or(r.persons[name], name)
}

func (r *sourceReader) pronoun(head sourceClass) (string, news.Carrier) {
	n := r.past.last
	switch {
	case head.isOne(sourceHe) && r.past.last.person && r.past.last.name != "" && r.past.lastAt >= r.sentence-2:
		n = r.past.last
	case head.isOne(sourceHe) && r.past.person.known():
		n = r.past.person
	case head.isOne(sourceHe):
		n = r.past.body
	case head.isOne(sourceIt) && (n.person || !n.known()):
		n = r.past.body
	}
	if n.known() && n.kind == "" {
		n.kind = news.CarrierPerson
	}
	return n.name, n.kind
}

func (r *sourceReader) medium(p sourcePhrase) (string, news.Carrier) {
	switch {
	case p.owner.known() && p.owner.kind == news.CarrierMedia:
		return p.owner.name, news.CarrierMedia
	case p.det && r.past.media.known() && !p.owner.known():
		return r.past.media.name, news.CarrierMedia
	}
	return unnamedMedia, news.CarrierMedia
}

// journalism is a report, an article: its medium, "media report", or a paper.
func (r *sourceReader) journalism(p sourcePhrase) (string, news.Carrier) {
	if p.owner.known() {
		if p.owner.kind == news.CarrierMedia || p.owner.kind == "" && !p.head.isOne(sourceDocument) {
			return p.owner.name, news.CarrierMedia
		}
		return r.paper(p)
	}
	if r.hasMediaWord(p) {
		return unnamedMedia, news.CarrierMedia
	}
	if !p.head.isOne(sourceDocument) {
		return unnamedMedia, news.CarrierMedia
	}
	return r.paper(p)
}

// paper is a document: whoever issued it, or its name.
func (r *sourceReader) paper(p sourcePhrase) (string, news.Carrier) {
	name := r.printed(p)
	switch {
	case p.owner.known() && p.by:
		name, _ := r.named(p.owner, p)
		return name, news.CarrierDocument
	case p.owner.known() && p.owner.reference:
		return p.owner.name + strings.TrimPrefix(r.d.Text[r.d.tokens[p.owner.last-1].End:r.d.tokens[p.noun[1]-1].End], "'s"), news.CarrierDocument
	case !p.owner.known() && p.noun[1]-p.noun[0] == 1 && p.det && r.past.paper.known() && sameNoun(r.past.paper.name, name):
		kind := news.CarrierDocument
		if r.past.paper.kind == news.CarrierMedia {
			kind = news.CarrierMedia
		}
		return r.past.paper.name, kind
	}
	return name, news.CarrierDocument
}

// sameNoun says whether a paper's name ends in a noun.
func sameNoun(name, noun string) bool {
	return strings.HasSuffix(text.Fold(name), text.Fold(noun))
}

// office is a role without a name: the body that it speaks for, or its words.
func (r *sourceReader) office(p sourcePhrase) (string, news.Carrier) {
	words := r.printed(p)
	switch {
	case p.of != "" && p.head.isOne(sourceSpokes):
		return p.of, news.CarrierAgency
	case p.head.isOne(sourceSpokes):
		for i := p.noun[0]; i < p.noun[1]; i++ {
			if r.class[i].isOne(sourceBody | sourceOfficial) {
				return words, news.CarrierAgency
			}
			if r.class[i].isOne(sourceFirm) && !r.past.company.known() {
				return words, news.CarrierCompany
			}
		}
		if r.past.body.known() {
			return r.past.body.name, r.past.body.kind
		}
		return words, news.CarrierPerson
	case p.head.isOne(sourceOfficial):
		if p.definite && r.past.person.known() && p.noun[1]-p.noun[0] == 1 && !strings.HasSuffix(words, "s") {
			return r.past.person.name, news.CarrierPerson
		}
		return words, news.CarrierAgency
	case p.head.isOne(sourceExecutive):
		return words, news.CarrierCompany
	case p.head.isOne(sourceRole):
		if p.definite && r.past.person.known() {
			return r.past.person.name, news.CarrierPerson
		}
		return words, news.CarrierPerson
	case p.head.isOne(sourceBody):
		if p.definite && r.past.agency.known() && (r.class[p.noun[1]-1].isOne(sourceGeneric) && isGeneric(sortOf(r.past.agency.name)) || strings.Contains(text.Fold(r.past.agency.name), r.d.tokens[p.noun[1]-1].Fold)) {
			return r.past.agency.name, news.CarrierAgency
		}
		return words, news.CarrierAgency
	case p.head.isOne(sourceFirm):
		if p.definite && r.past.company.known() {
			return r.past.company.name, news.CarrierCompany
		}
		return words, news.CarrierCompany
	case p.head.isOne(sourceNGO):
		if p.definite && r.past.ngo.known() {
			return r.past.ngo.name, news.CarrierNGO
		}
		if p.definite && r.past.body.known() {
			return r.past.body.name, r.past.body.kind
		}
		return words, news.CarrierNGO
	}
	return words, news.CarrierPerson
}

// printed is a noun with what stands before it, as the text has it; a capital
// that only the sentence's beginning gave is taken away.
func (r *sourceReader) printed(p sourcePhrase) string {
	first, last := p.noun[0], p.noun[1]
	words := strings.Join(strings.Fields(r.d.span(first, last).Of(r.d.Text)), " ")
	for i := first; i < last; i++ {
		if r.d.language == "de" || r.names[i] > 0 || i > first && r.capital(i) {
			return words
		}
	}
	return strings.ToLower(words)
}

// remember keeps what later pronouns and bare nouns may mean.
func (r *sourceReader) remember(n sourceName, p sourcePhrase) {
	switch {
	case p.head.isOne(sourceDocument | sourceJournalism):
		r.past.paper = n
	}
	switch n.kind {
	case news.CarrierMedia:
		if n.name != unnamedMedia {
			r.past.media = n
			if !slices.Contains(r.past.mediums, n.name) && len(r.past.mediums) < 20 {
				r.past.mediums = append(r.past.mediums, n.name)
			}
		}
	case news.CarrierPerson:
		if n.person {
			r.past.person = n
		}
	case news.CarrierCompany, news.CarrierAgency, news.CarrierNGO:
		if p.name.known() || p.owner.known() || n.name != r.printed(p) {
			r.past.body = n
			r.past.keep(n)
		}
	}
	if n.kind != news.CarrierMedia {
		r.past.last, r.past.lastAt = n, r.sentence
	}
}

// pass takes note of the names before a byte offset.
func (r *sourceReader) pass(offset int) {
	all := r.d.found.Mentions
	for r.past.mention < len(all) && all[r.past.mention].Start < offset {
		m := all[r.past.mention]
		r.past.mention++
		switch kind := r.carrier(m); {
		case m.Kind == news.EntityPerson:
			r.past.person = sourceName{name: m.Name, kind: news.CarrierPerson, person: true}
		case kind == news.CarrierMedia:
			r.past.media = sourceName{name: m.Name, kind: kind}
		case m.Kind == news.EntityProduct:
		case r.past.keep(sourceName{name: m.Name, kind: kind}) && (r.past.body.name == "" || m.Kind != news.EntityAgency):
			r.past.body = sourceName{name: m.Name, kind: kind}
		}
	}
}

// keep notes a body by its kind.
func (m *sourceMemory) keep(n sourceName) bool {
	switch n.kind {
	case news.CarrierAgency:
		m.agency = n
	case news.CarrierCompany:
		m.company = n
	case news.CarrierNGO:
		m.ngo = n
	}
	return true
}

// isGeneric says whether a body may be called an agency or a department.
func isGeneric(sort bodySort) bool {
	switch sort {
	case bodyCity, bodyCounty, bodyState, bodyGovernment, bodyCourt, bodyParliament, bodyCouncil:
		return false
	}
	return true
}
