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
	first                                         int    // order of the names
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
		first := u.name
		if first == u.last || u.last-first > 5 || u.none || r.words[first].is(wordTitle) {
			continue
		}
		key := r.fold(first, u.last)
		v := r.book.votes[key]
		if v == nil {
			v = &nameVotes{best: r.text(first, u.last), first: len(r.book.votes)}
			r.book.votes[key] = v
		}
		r.voteOn(v, first, u.last, u.end)
	}
	r.voteByLists()
}

// voteByLists lets the known names of a list speak for the unknown ones: "Tarn,
// Google and Microsoft".
func (r *nameReader) voteByLists() {
	for i := 0; i < len(r.runs); {
		j := i + 1
		for j < len(r.runs) && (r.runs[j].end == r.runs[i].end && r.listGap(r.runs[j-1].last, r.runs[j].first) || r.bulletsAfter(r.runs[j-1], r.runs[j])) {
			j++
		}
		if j-i > 1 {
			r.voteOnList(r.runs[i:j])
		}
		i = j
	}
}

// bulletsAfter says whether two runs are whole lines that follow each other, as in a list with bullets.
func (r *nameReader) bulletsAfter(a, b run) bool {
	return a.last == a.end && b.last == b.end && b.first == a.end && (a.first == 0 || r.gaps[a.first-1] == gapOther)
}

// listGap says whether only a comma, "and" or both stand between two runs.
func (r *nameReader) listGap(last, first int) bool {
	switch first - last {
	case 0:
		return r.gaps[last-1] == gapComma
	case 1:
		g := r.gaps[last-1]
		return (g == gapComma || g == gapSpace) && r.gaps[last] == gapSpace && (bodyAnd()[r.word(last)] || listWords()[r.word(last)])
	}
	return false
}

var listWords = wordSetOf(`or oder ou o of the`)

func (r *nameReader) voteOnList(runs []run) {
	companies, products := 0, 0
	for _, u := range runs {
		switch r.kindAt(u.first, u.last) {
		case news.EntityCompany:
			companies++
		case news.EntityProduct:
			products++
		}
	}
	if companies == 0 && products == 0 || companies > 0 && products > 0 && companies+products < 3 {
		return
	}
	for _, u := range runs {
		first := u.name
		v := r.book.votes[r.fold(first, u.last)]
		if v == nil || r.kindAt(first, u.last) != "" || r.word(first-1) == "the" || r.gap(u.last-1) == gapPossessive {
			continue
		}
		if companies > products && (len(runs) > 2 || companies > 1 || r.word(u.first-1) == "and") {
			v.company += fairCue
		} else if products > companies {
			v.product += fairCue
		}
	}
}

// kindAt returns the kind of the known name that is the run; "": none.
func (r *nameReader) kindAt(first, last int) news.EntityKind {
	for f := range r.overlapping(first, last) {
		if !f.weak && f.strength >= strengthShape && f.length()*2 >= last-first {
			return f.kind
		}
	}
	return ""
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
		if r.governmental(first, last) && r.word(last-1) == "center" {
			v.agency += fairCue
		} else {
			v.organization += fairCue
		}
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
		case r.words[first].is(wordUpper) && last-first == 1 && (w == "contract" || w == "program" || w == "programme" || w == "deal" || w == "project"):
			v.product += fairCue
			v.agency += hint
		case spokesWords()[w]:
			v.company += fairCue
			v.agency += hint
		case companyCues()[w]:
			v.company += hint
			v.agency += hint
		}
	}
}

// spokesWords stand behind whom they speak for.
var spokesWords = wordSetOf(`spokesperson spokesman spokeswoman spokespeople sprecher sprecherin woordvoerder`)

// voteByPlace counts what shows that a name is a place.
func (r *nameReader) voteByPlace(v *nameVotes, first, last int) {
	if r.gap(first-1) == gapSpace && placeWords()[r.word(first-1)] {
		v.place += fairCue
	}
	if g := r.gap(last - 1); g == gapPossessive || g == gapSpace && actsVerbs()[r.word(last)] {
		v.place += hint
	}
	if d := r.d.between(last - 1); r.words[first].is(wordOpens) && (strings.HasPrefix(d, " (") || strings.Contains(d, "—") || strings.Contains(d, "--") || strings.Contains(d, "–")) && r.words[first].is(wordUpper) {
		v.place += strongCue
	}
	if r.word(first-1) == "of" && r.word(first-2) == "mayor" {
		v.place += strongCue
	}
	if r.gap(last-1) == gapComma && last < len(r.words) && r.words[last].is(wordCapital) {
		if _, n := stateWords().at(r.d.tokens, last, min(len(r.words), last+2)); n > 0 || stateShort()[r.word(last)] {
			v.place += strongCue
		}
	}
}

// town returns the place that the document is most about, if it speaks of a
// city, a mayor or a council; "": none.
func (b *nameBook) town(parts []*nameReader) string {
	speaks := false
	for _, r := range parts {
		for _, w := range []string{"city", "mayor", "council", "aldermen", "councilmembers", "town"} {
			speaks = speaks || r.small[w] || r.large[w]
		}
	}
	if !speaks {
		return ""
	}
	var best *nameVotes
	for _, v := range b.votes {
		if v.place > v.company+v.product && v.place >= fairCue && (best == nil || v.place > best.place || v.place == best.place && v.first < best.first) {
			best = v
		}
	}
	if best == nil {
		return ""
	}
	return best.best
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
		first := u.name
		if first == u.last || u.last-first > 5 || r.words[first].is(wordTitle) || u.none || r.knownWithin(first, u.last) {
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
		r.add(named{first: first, last: u.last, kind: kind, name: cleanName(name), by: news.ByShape, strength: strengthGuess, sort: sortOf(name)})
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
