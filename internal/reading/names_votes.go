package reading

import (
	"strings"

	"dateline/internal/news"
)

// nameVotes counts for a name beyond the tables what its neighbours, all over
// the document, say it is.
type nameVotes struct {
	company, agency, organization, product, place int
	best                                          string // as it is written
}

// Votes: a cue that is seldom wrong, one that is often right, a hint. A name
// needs sureVote to be taken.
const (
	strongCue = 4
	fairCue   = 2
	hint      = 1
	sureVote  = 2
)

// decide returns the kind that most votes are for; "": too few, or a place.
func (v *nameVotes) decide(acronym bool) news.EntityKind {
	best, kind := sureVote-1, news.EntityKind("")
	if acronym {
		best = strongCue - 1
	}
	for _, c := range []struct {
		votes int
		kind  news.EntityKind
	}{{v.company, news.EntityCompany}, {v.agency, news.EntityAgency}, {v.organization, news.EntityOrganization}, {v.product, news.EntityProduct}} {
		if c.votes > best {
			best, kind = c.votes, c.kind
		}
	}
	if v.place >= best {
		return ""
	}
	return kind
}

// vote reads the neighbours of each run that is not known.
func (r *nameReader) vote() {
	for _, u := range r.runs {
		first := r.withoutOpeners(u.first, u.last)
		if first == u.last || u.last-first > 5 || r.words[first].is(wordTitle) || r.noName(first, u.last) {
			continue
		}
		key := r.fold(first, u.last)
		v := r.book.votes[key]
		if v == nil {
			v = &nameVotes{best: r.text(first, u.last)}
			r.book.votes[key] = v
		}
		r.voteOn(v, first, u.last, u.end)
	}
}

func (r *nameReader) voteOn(v *nameVotes, first, last, end int) {
	german := r.d.language == "de"
	if german && last-first > 1 && r.gaps[last-2] == gapTight {
		return // "Office-Software"
	}
	switch {
	case r.companyBefore(first):
		v.company += strongCue
	case r.orgBefore(first):
		v.organization += strongCue
	case first > 0 && r.gaps[first-1] == gapSpace && agencyNouns()[r.word(first-1)] && r.words[first-1]&wordCapital == 0:
		v.agency += strongCue
	}
	switch r.apposition(last, end) {
	case news.EntityCompany:
		v.company += strongCue
	case news.EntityAgency:
		v.agency += strongCue
	case news.EntityOrganization:
		v.organization += strongCue
	case news.EntityProduct:
		v.product += strongCue
	}
	if last-first > 1 && orgEndings()[r.word(last-1)] && !german {
		v.organization += fairCue
	}
	if r.listed(last) {
		v.company += strongCue
	}
	r.voteByPlace(v, first, last)
	if german || r.words[first]&wordOpens != 0 && !r.large[r.word(first)] || r.looksLikePerson(first, last) && givenNames()[r.word(first)] {
		return
	}
	if r.roleOf(first, last) {
		v.company += fairCue
	}
	g := r.gap(last - 1)
	if g == gapSpace || g == gapPossessive {
		switch w := r.word(last); {
		case r.words[last].is(wordCapital):
		case ownedByCompanies()[w]:
			v.company += fairCue
		case agencyBehind()[w]:
			v.agency += fairCue
		case companyCues()[w]:
			v.company += hint
			v.agency += hint
		}
	}
}

// voteByPlace counts what shows that a name is a place.
func (r *nameReader) voteByPlace(v *nameVotes, first, last int) {
	if r.gap(first-1) == gapSpace && placeWords()[r.word(first-1)] {
		v.place += fairCue
	}
	if r.gap(last-1) == gapComma && last < len(r.words) && r.words[last].is(wordCapital) {
		if _, n := stateWords().at(r.d.tokens, last, min(len(r.words), last+2)); n > 0 || stateShort()[r.word(last)] {
			v.place += strongCue
		}
	}
}

// placeWords stand before places.
var placeWords = wordSetOf(`in near across throughout around nahe aus à dans en desde vicino dentro`)

// listed says whether a stock exchange stands in brackets behind a name: "X (NYSE: …".
func (r *nameReader) listed(last int) bool {
	return r.gap(last-1) == gapOpen && exchanges()[r.word(last)]
}

var exchanges = wordSetOf(`nyse nasdaq lse tsx asx otcmkts otcqb euronext xetra nse bse tyo epa etr fra tase nysearca aim`)

// takeVoted takes the names that the document's votes are clear about.
func (r *nameReader) takeVoted() {
	for _, u := range r.runs {
		first := r.withoutOpeners(u.first, u.last)
		if first == u.last || u.last-first > 5 || r.words[first].is(wordTitle) || r.knownWithin(first, u.last) || r.noName(first, u.last) {
			continue
		}
		v := r.book.votes[r.fold(first, u.last)]
		if v == nil {
			continue
		}
		name := r.text(first, u.last)
		acronym := u.last-first == 1 && r.words[first].is(wordUpper) && len(name) < 6
		kind := v.decide(acronym)
		if kind == "" {
			continue
		}
		if kind == news.EntityCompany {
			r.addCompany(first, u.last, name, strengthGuess)
			continue
		}
		r.found = append(r.found, named{first: first, last: u.last, kind: kind, name: cleanName(name), by: news.ByShape, strength: strengthGuess, sort: sortOf(name)})
	}
}

// apposition says what the words behind a name call it: "X, a maker of
// cameras, …" is a company.
func (r *nameReader) apposition(last, end int) news.EntityKind {
	if last+1 >= end || r.gap(last-1) != gapComma {
		return ""
	}
	if !articles()[r.word(last)] && !companyNouns()[r.word(last)] {
		return ""
	}
	for i := last; i < min(end, last+14); i++ {
		w := r.word(i)
		g := r.gaps[i]
		if i+1 < end && (g == gapSpace || g == gapTight || g == gapPossessive || g == gapAnd) && !appositionStops()[r.word(i+1)] {
			continue
		}
		if r.words[i].is(wordCapital) && r.d.language != "de" {
			return ""
		}
		switch {
		case companyNouns()[w] || w == "companies" || germanTail(w, companyNouns()):
			return news.EntityCompany
		case orgNouns()[w]:
			return news.EntityOrganization
		case agencyNouns()[w]:
			return news.EntityAgency
		case productNouns()[w]:
			return news.EntityProduct
		}
		return ""
	}
	return ""
}

// germanTail says whether a long word ends with one of a set, as German and
// Dutch put words together: "softwareanbieter".
func germanTail(word string, set map[string]bool) bool {
	for _, tail := range []string{"anbieter", "hersteller", "dienstleister", "konzern", "unternehmen", "firma", "bedrijf", "leverancier", "entwickler"} {
		if len(word) > len(tail) && set[tail] && strings.HasSuffix(word, tail) {
			return true
		}
	}
	return false
}

var articles = wordSetOf(`a an the l une un le la eine ein der die das una uno el il lo uma um een het`)

// appositionStops end the noun that an apposition is about.
var appositionStops = wordSetOf(`of that which who whose for in behind based with from to founded owned known specializing specialising and by at on whose has is was
	aus mit von für fur der die das de du des qui que dont spécialisé specialise basé basee del di da che van uit die met voor`)
