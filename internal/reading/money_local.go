package reading

import (
	"slices"
	"strings"

	"dateline/internal/text"
)

// countriesOf returns the countries of a currency, or of a family's members.
func (c *currency) countriesOf() []string {
	if c.members == nil {
		return c.countries
	}
	var all []string
	for _, member := range c.members {
		all = append(all, member.countries...)
	}
	return all
}

// Weights of what speaks for a country.
const (
	domainWeight = 4 // the outlet's domain
	outletWeight = 3 // a place in the outlet's name
)

// countries counts how much speaks for each country: places in the text, and
// the outlet.
func (a *amountReader) countries() map[string]int {
	if a.scores != nil {
		return a.scores
	}
	a.scores = map[string]int{}
	a.countPlaces(a.d.Text, a.d.tokens, 1)
	a.countPlaces(a.d.Title, text.Tokens(a.d.Title), 1)
	a.countPlaces(a.d.Outlet, text.Tokens(a.d.Outlet), outletWeight)
	for _, name := range [...]string{a.d.Outlet, hostOf(a.d.URL)} {
		if at := strings.LastIndexByte(name, '.'); at >= 0 && len(name)-at == 3 {
			country := strings.ToUpper(name[at+1:])
			if country == "UK" {
				country = "GB"
			}
			a.scores[country] += domainWeight
		}
	}
	if strings.HasSuffix(hostOf(a.d.URL), ".gov") || strings.HasSuffix(hostOf(a.d.URL), ".mil") {
		a.scores["US"] += domainWeight
	}
	return a.scores
}

func (a *amountReader) countPlaces(s string, tokens []text.Token, factor int) {
	for i := range tokens {
		cue, length := a.money.places.at(tokens, i, len(tokens))
		if length == 0 || !isUpperByte(s[tokens[i].Start]) && s[tokens[i].Start] < 0x80 && !a.writtenSmall() {
			continue
		}
		a.scores[cue.country] += cue.weight * factor
	}
	for i := range tokens {
		if raw := tokens[i].Of(s); raw == "US" || raw == "U.S" {
			a.scores["US"] += 2 * factor
		}
	}
}

// pointCountries write 1,234.5 in Spanish.
var pointCountries = [...]string{"MX", "PE", "GT", "HN", "NI", "SV", "PA", "DO", "CU", "US"}

// commaCountries write 1.234,5 in Spanish.
var commaCountries = [...]string{"ES", "CL", "CO", "AR", "UY", "PY", "VE", "BO"}

// writesComma says whether the text's decimals have a comma.
func (a *amountReader) writesComma() bool {
	if a.d.language != "es" {
		return decimalComma[a.d.language]
	}
	point, comma := 0, 0
	for _, country := range pointCountries {
		point = max(point, a.countries()[country])
	}
	for _, country := range commaCountries {
		comma = max(comma, a.countries()[country])
	}
	return comma >= point
}

// writtenSmall says whether a place's word is an adjective that most languages
// write with a small letter.
func (a *amountReader) writtenSmall() bool { return a.d.language != "en" && a.d.language != "de" }

// hostOf returns the host of an address.
func hostOf(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return host
}

// speaksOf says whether the text speaks of one of these countries.
func (a *amountReader) speaksOf(countries []string) bool {
	scores := a.countries()
	return slices.ContainsFunc(countries, func(c string) bool { return scores[c] >= 2 })
}

// signHabits says in which languages a country's own currency is written like
// others of its family, and how much must speak for it.
var signHabits = map[string]struct {
	languages string
	least     int
}{
	"AUD": {"en", 3}, "NZD": {"en", 3}, "CAD": {"en fr", 3}, "SGD": {"en", 4}, "HKD": {"en", 6},
	"JMD": {"en", 5}, "TTD": {"en", 5}, "BBD": {"en", 5}, "BSD": {"en", 5}, "XCD": {"en", 5}, "GYD": {"en", 5}, "FJD": {"en", 5}, "NAD": {"en", 5}, "BND": {"en", 5},
	"MXN": {"es", 2}, "CLP": {"es", 2}, "COP": {"es", 2}, "ARS": {"es", 2}, "UYU": {"es", 2},
}

// localCode returns the currency of a family that the text's country uses; the
// family's default without one, or when as much speaks for the default's.
func (a *amountReader) localCode(family *currency) string {
	best, score := family.code, 0
	if family.code != "" {
		score = a.score(family.members[0])
		if euroLanguages[a.d.language] && family.has("EUR") {
			best = "EUR"
		}
	}
	for _, member := range family.members {
		s, least := a.score(member), 2
		if family.code == "USD" {
			habit, known := signHabits[member.code]
			if known && !strings.Contains(habit.languages, a.d.language) {
				continue
			}
			least = max(least, habit.least)
		}
		if s > score && s >= least {
			best, score = member.code, s
		}
	}
	return best
}

func (a *amountReader) score(c *currency) int {
	sum := 0
	for _, country := range c.countries {
		sum += a.countries()[country]
	}
	return sum
}

// agree gives a sum with a bare "$" the currency of an equal sum that says its
// own ("A$2 billion … the $2 billion cloud"), and lets a conversion in brackets
// be another currency than the sum before it ("C$5m ($3.7m)").
func (a *amountReader) agree() {
	for i := range a.found {
		f := &a.found[i]
		if f.family == nil {
			continue
		}
		for j := range a.found {
			other := &a.found[j]
			if other.family == nil && other.Value == f.Value && f.family.has(other.Currency) {
				f.Currency = other.Currency
				break
			}
		}
		if i > 0 && a.found[i-1].family == nil && a.isConversion(i) && a.found[i-1].Currency == f.Currency {
			f.Currency = f.family.code
		}
		if i+1 < len(a.found) && a.found[i+1].family == nil && a.isConversion(i+1) && a.found[i+1].Currency == f.Currency {
			f.Currency = a.otherCode(f.family, f.Currency)
		}
	}
}

// isConversion says whether amount i stands in brackets right after another of
// another value.
func (a *amountReader) isConversion(i int) bool {
	before, f := &a.found[i-1], &a.found[i]
	if before.Currency == "" || before.Value == f.Value || before.End >= f.Start {
		return false
	}
	gap := strings.TrimLeft(a.d.Text[before.End:f.Start], " ")
	return strings.HasPrefix(gap, "(") && len(gap) <= len("(that is ")
}

// otherCode returns the currency of a family other than code that most speaks
// for, however little.
func (a *amountReader) otherCode(family *currency, code string) string {
	best, score := code, 0
	for _, member := range family.members {
		if s := a.score(member); member.code != code && s > score {
			best, score = member.code, s
		}
	}
	return best
}

// has says whether a currency is of the family.
func (c *currency) has(code string) bool {
	return slices.ContainsFunc(c.members, func(m *currency) bool { return m.code == code })
}
