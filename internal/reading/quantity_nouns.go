package reading

import (
	"strings"
	"sync"
)

// stopsCount are words that end the look for the noun of a count.
var stopsCount = wordSet(`
	thirds third quarters fifths fourths tenths halves a an the and or but nor of to in on at by for from with without into over under after before since during until as than that which who whose whom where when
	while if because is are was were be been being has have had do does did will would can could may might must should shall not no it its he she his her they their them
	this these those there here we our you your i my says said say including includes includes plus per each also about against among between through more less most
	was january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
	der die das den dem des und oder von vom zu zum zur im in am an auf fur mit bei nach aus ist sind war le la les des du de et ou en un une dans pour par sur avec
	el los las y o del al con por para que il lo gli e di da nel della dei per con che os as do da dos das em no na com por que het een en of van voor met op te`)

// notNouns end in s, as plural nouns do, but are none.
var notNouns = wordSet(`
	was is has does says yes this thus its his us as less plus across versus besides towards always perhaps previous various serious numerous religious famous
	dangerous anonymous autonomous continuous suspicious business process access congress progress address press loss class glass mass pass cross boss success
	status campus virus census focus bonus analysis basis crisis emphasis hypothesis series species news means politics economics physics mathematics
	afterwards sometimes nowadays overseas indoors outdoors whereas gives takes makes goes gets comes sees shows needs wants uses works runs helps keeps calls
	remains becomes seems appears allows requires includes provides offers brings leaves holds costs adds asks begins ends follows marks puts sets tells turns rises falls wireless
	headquarters sales annual gps ios aws dhs us u.s los las des les plus`)

// wordSet returns the set of the words of a list, made when it is first needed.
func wordSet(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for word := range strings.FieldsSeq(list) {
			set[word] = true
		}
		return set
	})
}

// isPluralNoun says whether token i looks like an English noun in the plural.
func (a *amountReader) isPluralNoun(i int) bool {
	word := a.d.tokens[i].Fold
	if a.d.language != "en" || len(word) < 4 || word[len(word)-1] != 's' || strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is") {
		return false
	}
	return !notNouns()[word] && !stopsCount()[word]
}

// singular returns the singular of an English noun in the plural.
func singular(word string) string {
	for _, row := range [...]struct{ plural, singular string }{{"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}} {
		if stem, ok := strings.CutSuffix(word, row.plural); ok && len(stem) > 1 {
			return stem + row.singular
		}
	}
	return strings.TrimSuffix(word, "s")
}
