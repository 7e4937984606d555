package reading

import (
	"slices"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// homesOf gives the countries whose bodies a text in a language may name by an
// acronym without naming the country.
var homesOf = map[string][]string{
	"de": {"DE", "AT", "CH"}, "fr": {"FR", "BE", "CH", "CA", "LU"}, "es": {"ES", "MX", "AR", "CL", "CO", "PE"}, "it": {"IT", "CH"},
	"pt": {"PT", "BR"}, "nl": {"NL", "BE"}, "sv": {"SE"}, "da": {"DK"}, "no": {"NO"}, "fi": {"FI"}, "pl": {"PL"},
}

// seeCountries notes the countries that text and headline are about: those
// that they name, whose states, money and well-known bodies they name, and those
// of their language.
func (b *nameBook) seeCountries(parts []*nameReader) map[string]bool {
	if b.countries != nil {
		return b.countries
	}
	b.countries = map[string]bool{}
	states := stateWords()
	for _, r := range parts {
		for _, code := range homesOf[r.d.language] {
			b.countries[code] = true
		}
		r.voteCountries(func(c country, _ int) { b.countries[c.code] = true })
		for _, u := range r.runs {
			for i := u.first; i < u.last && !b.countries["US"]; i++ {
				_, n := states.at(r.d.tokens, i, u.last)
				b.countries["US"] = n > 0 || stateShort()[r.word(i)] && r.gap(i-1) == gapComma || federalWords()[r.word(i)]
			}
		}
		for i := range r.found {
			if n := &r.found[i]; n.kind == news.EntityAgency && n.entry == nil && americanSorts[n.sort] {
				b.countries["US"] = true
			}
		}
	}
	return b.countries
}

// federalWords, with a capital, are those of American government.
var federalWords = wordSetOf(`congress pentagon medicare medicaid congressional republican republicans democrat democrats senator sen rep`)

// americanSorts are the sorts of bodies that hardly any other country has.
var americanSorts = map[bodySort]bool{bodyCounty: true, bodySheriff: true, bodySchools: true}

// isShortAcronym says whether the name is a short word in capitals.
func (r *nameReader) isShortAcronym(n *named) bool {
	return n.length() == 1 && r.words[n.first].is(wordUpper) && r.d.tokens[n.first].Len() <= 5
}

// atHome chooses for an acronym that several bodies have, or that is also
// something else, the first one of a country that the document is about; media
// are cited everywhere. It says whether there is one.
func (r *nameReader) atHome(n *named) bool {
	countries := r.book.seeCountries(r.parts)
	for _, e := range append([]*gazetteer.Entry{n.entry}, n.others...) {
		if e.Kind != news.EntityAgency && e.Kind != news.EntityOrganization {
			continue
		}
		if countries[e.Country] || e.Sector == "media" || slices.Contains([]string{"", "EU", "INT"}, e.Country) {
			if e != n.entry {
				n.entry, n.kind, n.name, n.sort = e, e.Kind, e.Name, sortOf(e.Name)
			}
			return true
		}
	}
	return false
}

// isCompanyToo takes an acronym for the company that has it beside a body.
func (r *nameReader) isCompanyToo(n *named) bool {
	for _, e := range n.others {
		if e.Kind == news.EntityCompany {
			n.entry, n.kind, n.name, n.sort = e, e.Kind, e.Name, sortOf(e.Name)
			return true
		}
	}
	return false
}

// preferPart takes an acronym of a company for the body that has it too, where
// the document names what that belongs to: beside the USDA, its RBS is no bank.
func (r *nameReader) preferPart(n *named, sure map[*gazetteer.Entry]bool) {
	for _, e := range n.others {
		if parent := r.g.Entry(e.Parent); e.Kind == news.EntityAgency && parent != nil && sure[parent] {
			n.entry, n.kind, n.name, n.sort = e, e.Kind, e.Name, sortOf(e.Name)
			return
		}
	}
}
