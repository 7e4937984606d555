package reading

import (
	"strings"

	"dateline/internal/news"
)

// readProducts finds products and programmes beyond the tables.
func (r *nameReader) readProducts() {
	for _, u := range r.runs {
		first := r.withoutOpeners(u.first, u.last)
		if first == u.last || u.last-first > 6 {
			continue
		}
		switch {
		case r.projectName(u, first):
		case r.words[first].is(wordTitle):
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

// productCall finds names that a noun calls products: "the Horizon system",
// "software called Gotham", "its Falcon platform".
func (r *nameReader) productCall(u run, first int) bool {
	last := u.last
	german := r.d.language == "de"
	if last-first > 4 || r.noName(first, last) || r.knownAs(first, last, news.EntityCompany, news.EntityAgency, news.EntityPerson, news.EntityOrganization) || r.words[first]&wordOpens != 0 && r.small[r.word(first)] {
		return false
	}
	before := r.gap(first-1) == gapSpace || r.gap(first-1) == gapOther && strings.ContainsAny(r.d.between(first-1), `"“„«'‘`)
	named := before && naming()[r.word(first-1)] && r.productWithin(first)
	called := before && productNouns()[r.word(first-1)] && !r.words[first-1].is(wordUpper) && (!german || r.words[first]&(wordUpper|wordMixed) != 0 || r.gap(first-1) == gapOther)
	noun := r.gap(last-1) == gapSpace && productNouns()[r.word(last)] && !looseNouns()[r.word(last)] && !german
	mixed := last-first == 1 && r.words[first].is(wordMixed) && r.supplyNear(first) && !german
	if !named && !called && !noun && !mixed {
		return false
	}
	if noun && !named && !called && !mixed && (r.small[r.word(first)] || r.words[first].is(wordUpper) && r.d.tokens[first].Len() < 3) {
		return false
	}
	r.addProduct(first, last, r.text(first, last), strengthGuess)
	return true
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
	for i := range r.found {
		f := &r.found[i]
		if f.first >= last || f.last <= first || f.weak {
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
	r.found = append(r.found, named{first: first, last: last, kind: news.EntityProduct, name: cleanName(name), by: news.ByShape, strength: strength})
}
