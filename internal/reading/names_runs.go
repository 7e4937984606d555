package reading

import "dateline/internal/news"

// readRuns finds names in the runs of words with capitals by their form and
// their neighbours.
func (r *nameReader) readRuns() {
	for _, u := range r.runs {
		r.readHeads(u)
		r.readLegalForms(u)
		r.readPerson(u)
		r.readBracket(u)
		r.readCues(u)
	}
}

// readCues finds companies and organizations by what stands beside an unknown name.
func (r *nameReader) readCues(u run) {
	first := r.withoutOpeners(u.first, u.last)
	last := u.last
	if first == last || last-first > 5 || r.words[first].is(wordTitle) || r.knownWithin(first, last) || r.noName(first, last) {
		return
	}
	kind, strength := news.EntityKind(""), strengthShape
	switch {
	case r.companyBefore(first):
		kind = news.EntityCompany
	case r.orgBefore(first):
		kind = news.EntityOrganization
	default:
		kind = r.apposition(last, u.end)
	}
	if kind == "" && r.d.language != "de" && r.words[first]&wordOpens == 0 && (r.roleOf(first, last) || r.companyBehind(last)) && !r.looksLikePerson(first, last) {
		kind, strength = news.EntityCompany, strengthGuess
	}
	if kind == "" && last-first > 1 && orgEndings()[r.word(last-1)] {
		kind = news.EntityOrganization
	}
	if kind == "" {
		return
	}
	if kind == news.EntityCompany {
		r.addCompany(first, last, r.text(first, last), strength)
		return
	}
	r.found = append(r.found, named{first: first, last: last, kind: kind, name: cleanName(r.text(first, last)), by: news.ByShape, strength: strength})
}

// knownWithin says whether a known name or a body stands in [first,last).
func (r *nameReader) knownWithin(first, last int) bool {
	for i := len(r.found) - 1; i >= 0; i-- {
		f := &r.found[i]
		if f.first < last && f.last > first && !f.weak {
			return true
		}
	}
	return false
}

// noName says whether a run is none: a day, a country, a state, a place, a law.
func (r *nameReader) noName(first, last int) bool {
	if last-first == 1 {
		w := r.word(first)
		if calendarWords()[w] || r.small[w] || r.d.tokens[first].Len() < 2 || isTitle(w) || notNames()[w] {
			return true
		}
	}
	if calendarWords()[r.word(first)] || notNames()[r.word(last-1)] || r.namesPlace(first, last) {
		return true
	}
	return r.book.places[r.fold(first, last)]
}

// notNames are capitalised words that name no company by themselves.
var notNames = wordSetOf(`act law bill amendment constitution treaty agreement street avenue road boulevard congress democrat democrats republican republicans
	labour tory tories christian muslim muslims jewish english spanish european europeans americans palestinian palestinians gaza ukrainian internet covid
	ceo cto cio cfo coo ai it ml ip phd mp mps tv uk us u.s eu un america europe asia africa middle west east north south pdf faq api gps usd eur
	inspector general university school judge section article chapter part phase lot tier`)

func (r *nameReader) companyBefore(first int) bool {
	i := first - 1
	if i < 0 {
		return false
	}
	if g := r.gaps[i]; g != gapSpace {
		return false
	}
	return companyNouns()[r.word(i)] && !r.words[i].is(wordCapital|wordUpper)
}

func (r *nameReader) orgBefore(first int) bool {
	return first > 0 && r.gaps[first-1] == gapSpace && orgNouns()[r.word(first-1)]
}

// companyBehind says whether what a company has stands behind a name: "X
// software", "X's cameras".
func (r *nameReader) companyBehind(last int) bool {
	g := r.gap(last - 1)
	return (g == gapSpace || g == gapPossessive) && companyCues()[r.word(last)] && !r.words[last].is(wordCapital)
}

// roleOf says whether a name stands where a vendor stands: "awarded X",
// "contract with X", "X won".
func (r *nameReader) roleOf(first, last int) bool {
	i := first - 1
	if i >= 0 && r.gaps[i] == gapSpace {
		w := r.word(i)
		if w == "the" {
			return false
		}
		if awardVerbs()[w] {
			return true
		}
		if dealLinks()[w] {
			for j := i - 1; j >= max(0, i-3); j-- {
				if dealNouns()[r.word(j)] || w == "to" && (r.word(j) == "awarded" || r.word(j) == "went" || r.word(j) == "goes") {
					return true
				}
			}
		}
		if w == "by" && byVerbs()[r.word(i-1)] && r.supplyNear(first) {
			return true
		}
	}
	if r.gap(last-1) == gapSpace && winVerbs()[r.word(last)] && r.supplyNear(first) {
		return true
	}
	return false
}

// byVerbs stand before "by X", where X made or sold something.
var byVerbs = wordSetOf(`supplied built made provided developed run operated sold manufactured designed produced delivered created powered hosted`)

// apposition says what the words behind a name call it: "X, a maker of
// cameras, …" is a company.
func (r *nameReader) apposition(last, end int) news.EntityKind {
	if last+1 >= end || r.gap(last-1) != gapComma {
		return ""
	}
	i := last
	if !articles()[r.word(i)] && !companyNouns()[r.word(i)] {
		return ""
	}
	for ; i < min(end, last+14); i++ {
		w := r.word(i)
		g := r.gaps[i]
		stop := i+1 >= end || g != gapSpace && g != gapTight && g != gapPossessive && g != gapAnd || appositionStops()[r.word(i+1)]
		if !stop {
			continue
		}
		switch {
		case companyNouns()[w] || w == "companies":
			return news.EntityCompany
		case orgNouns()[w]:
			return news.EntityOrganization
		case productNouns()[w]:
			return news.EntityProduct
		}
		return ""
	}
	return ""
}

var articles = wordSetOf(`a an the l une un le la eine ein der die das una uno el il lo uma um een het`)

// appositionStops end the noun that an apposition is about.
var appositionStops = wordSetOf(`of that which who whose for in behind based with from to founded owned known specializing specialising and by at on whose has is was
	aus mit von für fur der die das de du des qui que dont spécialisé specialise basé basee del di da che van uit die met voor`)
