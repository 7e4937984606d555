package reading

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/text"
)

// amountFiles are the tables of amounts. Each says in its first line what its
// columns are.
//
//go:embed tables/currencies.csv tables/currency-families.csv tables/scales.csv tables/fused-scales.csv tables/local-places.csv
//go:embed tables/number-words.csv tables/amount-bounds.csv tables/amount-roles.csv tables/amount-rates.csv tables/quantity-units.csv
var amountFiles embed.FS

// currency is a currency or what several countries call alike ("dollar").
type currency struct {
	code      string      // ISO 4217; of a family the default, "": none
	countries []string    // ISO 3166-1 alpha-2
	members   []*currency // of a family, else nil
}

// currencyRef is a currency as a sign or a word names it.
type currencyRef struct {
	*currency
	weak bool    // context must show that money is meant
	part float64 // 0.01 of a hundredth part, else 1
}

// scaleRow is what a scale word means in some languages.
type scaleRow struct {
	factor    float64
	languages string // "*": any
	attached  bool   // may stand right after digits
	letter    bool   // stands only right after digits
}

// moneyTables are the tables of currencies and scales.
type moneyTables struct {
	signs   map[string]currencyRef // before or after a number, as written
	longest int                    // bytes of the longest sign
	words   phrases[currencyRef]
	scales  map[string][]scaleRow // by folded word
	fused   map[string]fusedScale // as written
	places  phrases[placeCue]
}

type fusedScale struct {
	factor float64
	ref    currencyRef
}

// placeCue says that words speak for a country.
type placeCue struct {
	country string
	weight  int
}

var moneyTable = sync.OnceValue(func() *moneyTables {
	t := &moneyTables{signs: map[string]currencyRef{}, scales: map[string][]scaleRow{}, fused: map[string]fusedScale{}}
	byName := map[string]*currency{}
	for row := range tableRows("currencies", 5) {
		c := &currency{code: row[0], countries: strings.Fields(row[1])}
		byName[c.code] = c
		t.addCurrency(c, row[2], row[3], row[4])
	}
	for row := range tableRows("currency-families", 6) {
		family := &currency{code: row[1]}
		if first := byName[row[1]]; first != nil {
			family.members = append(family.members, first)
		}
		for code := range strings.FieldsSeq(row[2]) {
			family.members = append(family.members, byName[code])
		}
		byName[row[0]] = family
		t.addCurrency(family, row[3], row[4], row[5])
	}
	for row := range tableRows("scales", 4) {
		key := text.Fold(row[0])
		t.scales[key] = append(t.scales[key], scaleRow{tableNumber(row[1]), row[2], row[3] != "", row[3] == "only"})
	}
	for row := range tableRows("fused-scales", 3) {
		t.fused[row[0]] = fusedScale{tableNumber(row[1]), currencyRef{byName[row[2]], false, 1}}
	}
	for row := range tableRows("local-places", 3) {
		for words := range strings.SplitSeq(row[2], "|") {
			t.places.add(words, placeCue{row[0], int(tableNumber(row[1]))})
		}
	}
	return t
})

func (t *moneyTables) addCurrency(c *currency, signs, words, parts string) {
	for sign := range strings.FieldsSeq(signs) {
		name, weak := strings.CutSuffix(strings.ReplaceAll(sign, "_", " "), "?")
		t.signs[name] = currencyRef{c, weak, 1}
		t.longest = max(t.longest, len(name))
	}
	for column, part := range map[string]float64{words: 1, parts: 0.01} {
		for word := range strings.SplitSeq(column, "|") {
			if word != "" {
				name, weak := strings.CutSuffix(word, "?")
				t.words.add(name, currencyRef{c, weak, part})
			}
		}
	}
}

// tableRows yields the rows of a table with so many columns, without comments.
func tableRows(name string, columns int) func(yield func([]string) bool) {
	data, err := amountFiles.ReadFile("tables/" + name + ".csv")
	if err != nil {
		panic(err) // the file is compiled in
	}
	return func(yield func([]string) bool) {
		for line := range strings.Lines(string(data)) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			row := strings.SplitN(line, ",", columns)
			for len(row) < columns {
				row = append(row, "")
			}
			if !yield(row) {
				return
			}
		}
	}
}

func tableNumber(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err) // a table is wrong: its test says so first
	}
	return v
}

// scale returns the factor of a scale word in a language.
func (t *moneyTables) scale(folded, language string) (scaleRow, bool) {
	rows := t.scales[folded]
	for _, row := range rows {
		if row.languages == "*" || strings.Contains(row.languages, language) {
			return row, true
		}
	}
	for _, row := range rows {
		if strings.Contains(row.languages, "en") && len(folded) > 4 {
			return row, true // an English passage in a text of another language
		}
	}
	return scaleRow{}, false
}
