package reading

import (
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

// onlyOfCountries are the heads that need a country or a state before them.
var onlyOfCountries = map[string]bool{"Government": true, "Armed Forces": true, "Army": true, "Navy": true, "Air Force": true, "Embassy": true,
	"Parliament": true, "Senate": true, "Defense Forces": true, "Defence Forces": true, "Defence Force": true, "Coast Guard": true, "Legislature": true,
	"General Assembly": true, "Attorney General": true, "Secretary of State": true, "Governor": true, "House of Representatives": true,
	"State Police": true, "Highway Patrol": true, "High Court": true}

// readHeads finds government bodies with their head behind the place of a run.
func (r *nameReader) readHeads(u run) {
	for p := u.first + 1; p <= u.last && p < u.end; p++ {
		if g := r.gaps[p-1]; g != gapSpace && g != gapPossessive && g != gapAnd {
			continue
		}
		head, n := bodyHeads().at(r.d.tokens, p, u.end)
		if n == 0 || !r.joined(p, p+n) {
			continue
		}
		if r.bodyBehind(u, p, n, head) {
			p += n - 1
		}
	}
}

// joined says whether nothing but space and possessives parts the tokens [first,last).
func (r *nameReader) joined(first, last int) bool {
	for i := first; i < last-1; i++ {
		switch r.gaps[i] {
		case gapSpace, gapPossessive, gapTight, gapAnd:
		default:
			return false
		}
	}
	return true
}

// bodyBehind takes the n tokens from p as the head of a body in the place before it.
func (r *nameReader) bodyBehind(u run, p, n int, head bodyHead) bool {
	first := r.withoutOpeners(u.first, p)
	if first == p || !head.small && !r.words[p].is(wordCapital) {
		return false
	}
	if head.name == "Council" && !r.words[p].is(wordCapital) && p-first > 2 {
		return false
	}
	if head.anyPrefix {
		if r.gap(p+n-1) == gapSpace && p+n < u.end && r.words[p+n].is(wordCapital) && !r.words[p+n].is(wordTitle) {
			return false // "Command Center": the name goes on
		}
		first = r.overAnd(first)
	}
	var name string
	if c, ok := r.countryBefore(first, p); ok {
		if f := r.knownBody(p, p+n); f != nil && (f.entry.Country == c.code || f.entry.Country == "" && c.code == "US") {
			r.add(named{first: first, last: p + n, kind: f.kind, name: f.name, entry: f.entry, by: news.ByName, sort: f.sort, strength: strengthSettle})
			return true
		}
		name = countryBody(c, head, r.text(p, p+n))
	} else if state, ok := stateOf(r.d.tokens, first, p); ok {
		name = stateBody(state, r.text(first, p), head)
	} else {
		if onlyOfCountries[head.name] || p-first > r.longestPlace(first, head) || !r.mayBePlace(first, p, head) {
			return false
		}
		name = r.text(first, p) + " " + head.name
		if head.anyPrefix && r.words[p].is(wordCapital) || head.name == "Police Department" && r.words[p].is(wordCapital) && n == 1 {
			name = r.text(first, p+n)
		}
	}
	if name == "" {
		return false
	}
	r.add(named{first: first, last: p + n, kind: news.EntityAgency, name: cleanName(name), by: news.ByShape, sort: head.sort, strength: strengthShape})
	return true
}

// overAnd goes on to the left over "and": "Competition and Markets Authority".
func (r *nameReader) overAnd(first int) int {
	if first < 2 || r.word(first-1) != "and" || r.gaps[first-1] != gapSpace || r.gaps[first-2] != gapSpace || r.words[first].is(wordTitle) {
		return first
	}
	left := first - 2
	if !r.words[left].is(wordCapital) || r.leads(left) {
		return first
	}
	for left > 0 && r.gaps[left-1] == gapSpace && r.words[left-1].is(wordCapital) && !r.leads(left-1) && !r.titleAt(left-1) {
		left--
	}
	if r.knownCompany(left, first-1) {
		return first
	}
	return left
}

// knownCompany says whether a company of the gazetteer stands in [first,last).
func (r *nameReader) knownCompany(first, last int) bool {
	for f := range r.overlapping(first, last) {
		if f.entry != nil && !f.weak && f.kind != news.EntityAgency {
			return true
		}
	}
	return false
}

// knownBody returns the body of the gazetteer that is the words [first,last), nil if there is none.
func (r *nameReader) knownBody(first, last int) *named {
	for f := range r.overlapping(first, last) {
		if f.entry != nil && f.kind == news.EntityAgency && f.first == first && f.last == last {
			return f
		}
	}
	return nil
}

// countryBefore returns the country that the words before a head name, as a
// noun, an adjective or with a possessive.
func (r *nameReader) countryBefore(first, p int) (country, bool) {
	return countryOf(r.d.tokens, first, p)
}

// longestPlace is how many words the place before a head may have.
func (r *nameReader) longestPlace(first int, head bodyHead) int {
	switch {
	case r.words[first].is(wordTitle) && !r.words[first].is(wordOpens):
		return 2
	case head.anyPrefix:
		return 6
	}
	return 3
}

// mayBePlace says whether words can stand before a head.
func (r *nameReader) mayBePlace(first, p int, head bodyHead) bool {
	for i := first; i < p; i++ {
		w := r.word(i)
		if notInPlaces()[w] || calendarWords()[w] {
			return false
		}
	}
	if p-first == 1 {
		w := r.word(first)
		if r.small[w] && !head.anyPrefix || head.name == "Administration" || weakBefore()[w] {
			return false
		}
	}
	return true
}

// notInPlaces do not stand in the name of a place before a head.
var notInPlaces = wordSetOf(`sheriff mayor governor police chief ceo judge inc corp`)

// weakBefore are words before a head that make no name: "The Federal Agency".
var weakBefore = wordSetOf(`the federal local public this that city county state our their his its each every any no new town government national other former secret
	military one a an`)

// countryBody names a body of a country.
func countryBody(c country, head bodyHead, words string) string {
	switch head.sort {
	case bodyGovernment:
		if head.name == "Government" {
			return governmentOf(c)
		}
	case bodyMinistry, bodyCourt, bodyParliament:
		if head.name != "Ministry" && head.name != "Court" && head.name != "Tribunal" {
			if countryFirst[c.code] {
				return c.name + " " + head.name
			}
			return head.name + " (" + c.name + ")"
		}
	case bodyPolice:
		return c.name + " Police"
	case bodyMilitary:
		if c.code == "US" {
			return "U.S. " + head.name
		}
		if forces := armedForces[c.code]; forces != "" && (head.name == "Armed Forces" || strings.HasPrefix(head.name, "Def") || c.code == "IL" || c.code == "DE") {
			return forces
		}
	case bodyCity, bodyCounty, bodyCouncil, bodySheriff, bodySchools:
		return ""
	}
	if head.anyPrefix {
		return c.adjective + " " + capitalized(words)
	}
	return c.adjective + " " + head.name
}

// countryFirst are the countries whose ministries put the country before their
// English name themselves: "Israel Ministry of Defense".
var countryFirst = map[string]bool{"IL": true}

// armedForces are the names of armed forces that are not "the … Armed Forces".
var armedForces = map[string]string{"IL": "Israel Defense Forces", "DE": "Bundeswehr", "AU": "Australian Defence Force", "NZ": "New Zealand Defence Force",
	"JP": "Japan Self-Defense Forces", "ZA": "South African National Defence Force", "IE": "Irish Defence Forces", "KE": "Kenya Defence Forces"}

func governmentOf(c country) string {
	if c.code == "GB" {
		return "UK Government"
	}
	return "Government of " + c.name
}

// stateBody names a body of a US state; state is its style.
func stateBody(state, place string, head bodyHead) string {
	if head.name == "Governor" {
		_, name, _ := strings.Cut(state, " of ")
		return "Governor of " + name
	}
	if head.name == "Government" {
		return state
	}
	return place + " " + head.name
}

// readBodies finds government bodies whose head stands before what they are for.
func (r *nameReader) readBodies() {
	table := bodyPrefixes()
	for _, s := range r.d.sentences {
		for i := s.first; i < s.last; i++ {
			head, n := table.at(r.d.tokens, i, s.last)
			if n > 0 && (head.small || r.words[i].is(wordCapital)) && r.joined(i, i+n) {
				r.bodyBefore(i, n, s.last, head)
			}
		}
	}
}

// bodyBefore takes the n tokens from i as the head of a body and reads on.
func (r *nameReader) bodyBefore(i, n, end int, head bodyPrefix) {
	at := i + n
	if w := r.word(at); head.name == "Board of" && (w == "supervisors" || w == "commissioners" || w == "directors" || w == "trustees") {
		return
	}
	if g := r.gap(at - 1); at >= end || g != gapSpace && g != gapTight {
		return
	}
	last := r.readOn(at, end, head)
	if last == at {
		return
	}
	what := r.text(at, last)
	if head.lower || head.sort == bodyMinistry {
		what = capitalized(what)
	}
	name := r.headAsWritten(i, n, head) + " " + what
	if strings.HasSuffix(head.name, "'") {
		name = head.name + what
	}
	if behind, turned := strings.CutPrefix(head.name, "…"); turned {
		name = what + behind
	}
	first := i
	if !head.place {
		first, name = r.placeLeftOf(i, name)
	}
	if f := r.knownBody(i, last); f != nil && (first == i || f.entry.Country == "US" && strings.HasSuffix(name, "(US)")) {
		r.add(named{first: first, last: last, kind: f.kind, name: f.name, entry: f.entry, by: news.ByName, sort: f.sort, strength: strengthSettle})
		return
	}
	body := named{first: first, last: last, kind: news.EntityAgency, name: cleanName(name), by: news.ByShape, sort: head.sort, strength: strengthShape}
	body.ofState = first == i && (head.name == "Department of" || strings.HasPrefix(head.name, "Office of"))
	r.add(body)
}

// headAsWritten returns the head as the text writes it, with capitals, where
// that is the head's own name: Spanish and Portuguese differ by an accent only.
func (r *nameReader) headAsWritten(i, n int, head bodyPrefix) string {
	if r.words[i].is(wordUpper) || text.Fold(head.name) != r.fold(i, i+n) {
		return head.name
	}
	return capitalized(r.text(i, i+n))
}

// readOn returns where the name that goes on at token i ends.
func (r *nameReader) readOn(i, end int, head bodyPrefix) int {
	if head.sort == bodyMinistry {
		for _, subject := range []int{2, 1} { // "foreign affairs", "defence"
			if i+subject <= end && isMinistrySubject(r.fold(i, i+subject)) && r.joined(i, i+subject) {
				return r.moreSubjects(i+subject, end)
			}
		}
	}
	limit := 6
	if head.place {
		limit = 3
	}
	last := r.capitalsFrom(i, end, limit)
	if last == i && head.lower && !r.words[i].is(wordDigit) && r.d.tokens[i].Len() > 4 && !r.words[i].is(wordCapital) && r.d.language != "en" {
		last = i + 1
	}
	return last
}

// moreSubjects goes on behind the first subject of a ministry: "Health, Labour and Welfare".
func (r *nameReader) moreSubjects(at, end int) int {
	for at < end {
		g, i := r.gaps[at-1], at
		if i+1 < end && g == gapSpace && bodyAnd()[r.word(i)] {
			i++
		} else if g != gapComma && g != gapSpace && g != gapAnd || i >= end {
			return at
		}
		if !departmentWords()[r.word(i)] || !r.words[i].is(wordCapital) && r.words[at-1].is(wordCapital) {
			return at
		}
		at = i + 1
	}
	return at
}

var bodyAnd = wordSetOf(`and & und et y e en`)

// departmentWords are what departments and ministries are for; only they may
// follow "and" in their names.
var departmentWords = wordSetOf(`affairs health human services social care labour labor welfare employment unemployment assistance revenue finance justice interior
	home foreign defence defense security technology information communications communication industry trade commerce energy water sanitation environment climate
	agriculture food fisheries forestry rural urban housing development planning transport transportation infrastructure education science research innovation
	culture sport sports tourism media youth family families women children seniors veterans immigration citizenship emergency public safety corrections
	rehabilitation parks recreation aviation works procurement digital transformation administration economy economic tax customs excise telecommunications
	railways shipping aerospace space natural resources mines mining petroleum gas power electricity sustainability net zero levelling communities pensions work
	international budget treasury oversight reform accountability government operations post audit forests lands land constitutional local
	equality equalities integration asylum wirtschaft klimaschutz energie verkehr verteidigung arbeit soziales inneres heimat bau gesundheit forschung bildung
	landwirtschaft ernährung ernahrung finanzen justiz digitales staatsmodernisierung cyber information networks electronics markets competition`)

// capitalsFrom returns where the words with capitals from token i end; small
// words of names may stand between them.
func (r *nameReader) capitalsFrom(i, end, limit int) int {
	last := i
	for j := i; j < end && j-i < limit; j++ {
		if bodyAnd()[r.word(j)] && j+1 < end && !departmentWords()[r.word(j+1)] {
			break
		}
		if !r.words[j].is(wordCapital) && (j == i || !smallInNames()[r.word(j)] || r.word(j) == "to" || r.word(j) == "in" && r.d.language != "fr" || j+1 >= end || !r.words[j+1].is(wordCapital) && !smallInNames()[r.word(j+1)]) {
			break
		}
		if r.words[j].is(wordCapital) {
			last = j + 1
		}
		if g := r.gaps[j]; g != gapSpace && g != gapTight && g != gapAnd {
			break
		}
	}
	return last
}

var ministrySubjectSet = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, subject := range ministrySubjects {
		set[subject] = true
	}
	return set
})

func isMinistrySubject(words string) bool { return ministrySubjectSet()[words] }

// placeLeftOf takes the place before a head into the name: "Massachusetts
// Department of Revenue", "Israel's Ministry of Finance".
func (r *nameReader) placeLeftOf(i int, name string) (int, string) {
	g := r.gap(i - 1)
	if i == 0 || g != gapSpace && g != gapPossessive || !r.words[i-1].is(wordCapital) || !r.words[i].is(wordCapital) {
		return i, name
	}
	first := i - 1
	for first > 0 && i-first < 3 && r.words[first-1].is(wordCapital) && r.gaps[first-1] == gapSpace {
		first--
	}
	for ; first < i; first++ {
		if c, ok := countryOf(r.d.tokens, first, i); ok {
			if countryFirst[c.code] {
				return first, c.name + " " + name
			}
			return first, name + " (" + c.name + ")"
		}
		if _, ok := stateOf(r.d.tokens, first, i); ok {
			return first, r.text(first, i) + " " + name
		}
		if r.plainPlace(first, i) && (g == gapSpace || !r.knownCompany(first, i)) {
			return first, r.text(first, i) + " " + name
		}
	}
	return i, name
}

// plainPlace says whether words with capitals before a head look like its place.
func (r *nameReader) plainPlace(first, last int) bool {
	for i := first; i < last; i++ {
		if w := r.word(i); r.small[w] || notInPlaces()[w] || calendarWords()[w] || weakBefore()[w] || r.words[i].is(wordTitle) || r.words[i].is(wordOpens) && r.leads(i) || isTitle(w) {
			return false
		}
	}
	return true
}

// cleanName returns a name without line ends and doubled spaces.
func cleanName(name string) string {
	if !strings.ContainsAny(name, "\n\t  \r") && !strings.Contains(name, "  ") {
		return name
	}
	return strings.Join(strings.Fields(name), " ")
}
