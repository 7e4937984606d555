package reading

import (
	"strings"

	"dateline/internal/news"
)

// readProducts finds products and programmes beyond the tables.
func (r *nameReader) readProducts() {
	for _, u := range r.runs {
		first := u.name
		if first == u.last || u.last-first > 6 {
			continue
		}
		switch {
		case r.projectName(u, first):
		case r.siteName(u, first):
		case r.words[first].is(wordTitle):
		case r.forWhom(u, first):
		case r.madeBy(u, first):
		case r.productCall(u, first):
		case r.programmeName(u, first):
		}
	}
}

// projectName finds "Project Nimbus", "Programm Horizont".
func (r *nameReader) projectName(u run, first int) bool {
	w := r.word(first)
	if w != "project" && w != "projet" && w != "proyecto" && w != "progetto" && w != "projeto" && w != "projekt" || u.last-first < 2 || r.words[first].is(wordTitle) && u.last-first > 3 {
		return false
	}
	last := min(u.last, first+3)
	if r.d.language == "de" {
		last = first + 2
	}
	r.addProduct(first, last, r.text(first, last), strengthShape)
	return true
}

// siteName finds public services called after their address: "Login.gov".
func (r *nameReader) siteName(u run, first int) bool {
	last := u.last
	if last-first < 2 || r.word(last-1) != "gov" || r.d.between(last-2) != "." {
		return false
	}
	r.addProduct(last-2, last, r.text(last-2, last), strengthShape)
	return true
}

// madeBy finds products called after their maker: "Marlow Sentinel", "Marlow's Sentinel".
func (r *nameReader) madeBy(u run, first int) bool {
	maker := first
	if first > 0 && r.gaps[first-1] == gapPossessive {
		maker = first - 1
	}
	at := -1
	for f := range r.overlapping(max(0, first-1), u.last) {
		if f.kind != news.EntityCompany || f.weak {
			continue
		}
		if f.first == first && f.last < u.last && maker == first {
			at = max(at, f.last)
		} else if f.last == first && maker < first {
			at = max(at, first)
		}
	}
	if at < 0 || u.last-at > 4 || r.gaps[at-1] == gapAnd || r.noName(at, u.last) || r.words[at].is(wordTitle) {
		return false
	}
	for i := at; i < u.last; i++ {
		if w := r.word(i); notProducts()[w] || companyEndingWord(w) || orgEndings()[w] || givenNames()[w] || r.namesPlace(i, i+1) || isTitle(w) {
			return false
		}
	}
	if r.d.language == "de" && r.words[at]&(wordUpper|wordMixed) == 0 {
		return false
	}
	r.addProduct(at, u.last, r.text(at, u.last), strengthGuess)
	return true
}

// notProducts are the words behind a company's name that are parts of the company or what it does.
var notProducts = wordSetOf(`public sector division federal group defense defence board office headquarters vice europe north asia pacific global worldwide services
	research employees workers for against chief executive law labs consulting contract deal team ventures capital partners foundation and co its
	government security health legal intelligence mission national university centre center campus summit conference partner newsroom`)

// forWhom finds products with their customers in the name: "Heron for Government".
func (r *nameReader) forWhom(u run, first int) bool {
	last := u.last
	if last+1 >= u.end || r.word(last) != "for" || r.gap(last-1) != gapSpace || r.gap(last) != gapSpace || !customers()[r.word(last+1)] || !r.words[last+1].is(wordCapital) {
		return false
	}
	r.addProduct(first, last+2, r.text(first, last+2), strengthSettle)
	return true
}

var customers = wordSetOf(`government enterprise education business schools defense defence healthcare teams workplace police justice nonprofits students`)

// productCall finds names that a noun calls products: "the Horizon system",
// "software called Gotham", "its Falcon platform".
func (r *nameReader) productCall(u run, first int) bool {
	last := u.last
	german := r.d.language == "de"
	if last-first > 4 || u.none || last-first == 1 && strings.ContainsAny(r.text(first, last), "'’") || r.knownAs(first, last, news.EntityCompany, news.EntityAgency, news.EntityPerson, news.EntityOrganization) || r.words[first]&wordOpens != 0 && r.small[r.word(first)] {
		return false
	}
	before := r.gap(first-1) == gapSpace || r.gap(first-1) == gapOther && strings.ContainsAny(r.d.between(first-1), `"“„«'‘`) && !strings.ContainsAny(r.d.between(first-1), ".!?…:;\n")
	introduced := naming()[r.word(first-1)] || r.word(first-1) == "as" && r.word(first-2) == "known"
	named := before && introduced && r.productWithin(first)
	example := r.nounBefore(first)
	called := (before || example >= 0) && (productNouns()[r.word(first-1)] || productTail(r.word(first-1)) || example >= 0 && example < first-1 && productNouns()[r.word(example)]) && !r.words[first-1].is(wordUpper) && (!german || r.words[first]&(wordUpper|wordMixed) != 0 || r.gap(first-1) == gapOther)
	noun := r.gap(last-1) == gapSpace && productNouns()[r.word(last)] && !looseNouns()[r.word(last)] && !german
	mixed := last-first == 1 && r.words[first].is(wordMixed) && r.supplyNear(first) && !strings.HasSuffix(r.word(first), "innen") && r.gap(first-1) != gapTight && (r.gap(last-1) != gapTight || compounds()[r.d.language])
	if !named && !called && !noun && !mixed {
		return false
	}
	opener := last-first == 1 && r.words[first]&(wordOpens|wordUpper) == wordOpens && !r.large[r.word(first)] // "Digital platforms help"
	if noun && !named && !called && !mixed && (opener || r.small[r.word(first)] || r.words[first].is(wordUpper) && r.d.tokens[first].Len() < 3) {
		return false
	}
	r.addProduct(first, last, r.text(first, last), strengthGuess)
	return true
}

// compounds are the languages that tie nouns to names with a hyphen: "DigiD-beheerder".
var compounds = wordSetOf(`de nl da sv no`)

// productTail says whether a word is put together with a product noun:
// "bürosuite", "cloudplattform".
func productTail(word string) bool {
	for _, tail := range []string{"software", "suite", "plattform", "plattformen", "system", "anwendung", "losung", "datenbank", "betriebssystem", "systeem", "dienst", "programm"} {
		if len(word) > len(tail) && strings.HasSuffix(word, tail) {
			return true
		}
	}
	return false
}

// looseNouns stand behind names of companies and places as often as behind products.
var looseNouns = wordSetOf(`contract technology technologies service project cloud software products product model models satellite satellites network`)

// productWithin says whether a product noun stands in the few words before token i.
func (r *nameReader) productWithin(i int) bool {
	for j := i - 2; j >= max(0, i-8); j-- {
		if productNouns()[r.word(j)] {
			return true
		}
	}
	return false
}

// programmeName finds runs of two words or more that end as programmes do:
// "Emergency Services Network".
func (r *nameReader) programmeName(u run, first int) bool {
	last := u.last
	if last-first < 2 || !productEndings()[r.word(last-1)] || r.knownAs(first, last, news.EntityCompany, news.EntityAgency) && last-first == 2 || r.d.language == "de" {
		return false
	}
	r.addProduct(first, last, r.text(first, last), strengthShape)
	return true
}

// knownAs says whether [first,last) as a whole is already a candidate of one of the kinds.
func (r *nameReader) knownAs(first, last int, kinds ...news.EntityKind) bool {
	for f := range r.overlapping(first, last) {
		if f.weak {
			continue
		}
		for _, k := range kinds {
			if f.kind == k && f.strength >= strengthShape {
				return true
			}
		}
	}
	return false
}

func (r *nameReader) addProduct(first, last int, name string, strength int) {
	r.add(named{first: first, last: last, kind: news.EntityProduct, name: cleanName(name), by: news.ByShape, strength: strength})
}
