package reading

import (
	"strings"

	"dateline/internal/news"
)

// enterCountry finds the country that the document is about by the countries,
// currencies and bodies that it names, and enters its government for "the
// government".
func (b *nameBook) enterCountry(parts []*nameReader) {
	votes := map[string]int{}
	byCode := map[string]country{}
	var order []string
	add := func(c country, n int) {
		if votes[c.code] == 0 {
			order = append(order, c.code)
			byCode[c.code] = c
		}
		votes[c.code] += n
	}
	for _, r := range parts {
		r.voteCountries(add)
	}
	best, second := "", 0
	for _, code := range order {
		switch {
		case best == "" || votes[code] > votes[best]:
			if best != "" {
				second = max(second, votes[best])
			}
			best = code
		default:
			second = max(second, votes[code])
		}
	}
	if best == "" || best == "US" || votes[best] < 2 || votes[best] <= second {
		return
	}
	c := byCode[best]
	b.government = b.enter(&named{kind: news.EntityAgency, name: governmentOf(c), sort: bodyGovernment})
}

// voteCountries gives each country that a text names one vote for each time,
// and more for its bodies and its money.
func (r *nameReader) voteCountries(add func(country, int)) {
	table := countryWords()
	for _, u := range r.runs {
		for i := u.first; i < u.last; {
			c, n := table.at(r.d.tokens, i, u.last)
			if n > 0 {
				add(c, 1)
				i += n
				continue
			}
			i++
		}
	}
	for i := range r.found {
		if f := &r.found[i]; !f.weak && f.kind == news.EntityAgency && f.entry != nil && f.entry.Country != "" {
			if c, ok := countryByCode()[f.entry.Country]; ok {
				add(c, 2)
			}
		}
	}
	for _, m := range moneySigns {
		if n := strings.Count(r.d.Text, m.sign); n > 0 {
			add(countryByCode()[m.code], min(n, 2))
		}
	}
}

// moneySigns are signs of money that one country uses.
var moneySigns = []struct{ sign, code string }{{"£", "GB"}, {"₹", "IN"}, {"R$", "BR"}, {"C$", "CA"}, {"A$", "AU"}, {"₱", "PH"}}
