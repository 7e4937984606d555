package reading

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed names_countries.csv
var countriesCSV string

//go:embed names_states.csv
var statesCSV string

// country is a country as a word names it.
type country struct {
	code, name string // "GB", "UK"
	adjective  string // in English: "British"
	isName     bool   // the word is the country's name, not its adjective
}

// countryWords finds countries by their names and adjectives in seven languages.
var countryWords = sync.OnceValue(func() *phrases[country] {
	var p phrases[country]
	for line := range strings.Lines(countriesCSV) {
		cells := strings.Split(strings.TrimRight(line, "\n"), ",")
		if len(cells) < 4 || cells[0] == "code" {
			continue
		}
		adjectives := strings.Split(cells[2], "|")
		c := country{code: cells[0], name: cells[1], adjective: capitalized(adjectives[0])}
		for _, word := range adjectives {
			p.add(word, c)
			if strings.HasSuffix(word, "isch") {
				for _, ending := range []string{"e", "en", "er", "es", "em"} {
					p.add(word+ending, c)
				}
			}
		}
		c.isName = true
		p.add(c.name, c)
		for word := range strings.SplitSeq(cells[3], "|") {
			p.add(word, c)
		}
	}
	return &p
})

// stateWords finds the states of the US by name or abbreviation; the value is
// the state's full style: "State of Oregon".
var stateWords = sync.OnceValue(func() *phrases[string] {
	var p phrases[string]
	for line := range strings.Lines(statesCSV) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		if len(cells) < 3 || cells[0] == "name" {
			continue
		}
		p.add(cells[0], cells[2]+" of "+cells[0])
	}
	return &p
})

// stateShort are the abbreviations of states that stand behind the name of a
// town: "Sierra Vista, Ariz."
var stateShort = sync.OnceValue(func() map[string]bool {
	short := map[string]bool{}
	for line := range strings.Lines(statesCSV) {
		if cells := strings.Split(strings.TrimSpace(line), ","); len(cells) == 3 && cells[1] != "" {
			short[cells[1]] = true
		}
	}
	return short
})

// capitalized returns words with a capital each, except the small words of names.
func capitalized(words string) string {
	var b strings.Builder
	for i, word := range strings.Fields(words) {
		if i > 0 {
			b.WriteByte(' ')
		}
		if i > 0 && smallInNames()[word] {
			b.WriteString(word)
			continue
		}
		first := []rune(word)
		b.WriteString(strings.ToUpper(string(first[:1])) + string(first[1:]))
	}
	return b.String()
}

// smallInNames are the words that names write without a capital.
var smallInNames = wordSetOf(`of for and the on in to de du des la le les et del y e da do das dos di della dello delle degli dei van en het voor fur für und der die l' d'
	dell'`)

// countryOf returns the country that tokens [first,last) name and nothing else.
func countryOf(tokens []text.Token, first, last int) (country, bool) {
	if first >= last {
		return country{}, false
	}
	c, n := countryWords().at(tokens, first, last)
	return c, n > 0 && n == last-first
}

// stateOf returns the style of the US state that tokens [first,last) name.
func stateOf(tokens []text.Token, first, last int) (string, bool) {
	if first >= last {
		return "", false
	}
	s, n := stateWords().at(tokens, first, last)
	return s, n > 0 && n == last-first
}

// countryByCode gives countries by ISO 3166-1 alpha-2.
var countryByCode = sync.OnceValue(func() map[string]country {
	byCode := map[string]country{}
	for line := range strings.Lines(countriesCSV) {
		if cells := strings.Split(strings.TrimRight(line, "\n"), ","); len(cells) >= 4 && cells[0] != "code" {
			adjective, _, _ := strings.Cut(cells[2], "|")
			byCode[cells[0]] = country{code: cells[0], name: cells[1], adjective: capitalized(adjective), isName: true}
		}
	}
	return byCode
})
