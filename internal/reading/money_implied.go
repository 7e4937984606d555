package reading

import (
	"slices"

	"dateline/internal/news"
	"dateline/internal/text"
)

// impliedLeast is the least scale of a sum without a currency.
const impliedLeast = 1e6

// impliedReach is how many words before such a sum its cue may stand.
const impliedReach = 4

// impliedMoney reads a bare "12.3 million" as money where the words right
// before it speak of a sum and no noun follows: "a contract worth 12.3 million".
func (a *amountReader) impliedMoney(f figure, s *sentence) (foundAmount, bool) {
	if !f.digits || f.tail != "" || f.scale < impliedLeast || f.letter || a.nounFollows(f, s) {
		return foundAmount{}, false
	}
	first := a.d.tokenAt(f.start)
	for i := max(s.first, first-impliedReach); i < first; i++ {
		role, length := a.cues.roles.at(a.d.tokens, i, first)
		if length == 0 || role.loose || !a.near(i, first-i+1) || !a.leads(i+length, first) {
			continue
		}
		code := a.usualCurrency()
		value := a.value(&f, true)
		amount := news.Amount{Span: text.Span{Start: f.start, End: f.end}, Value: value, Currency: code}
		return foundAmount{Amount: amount, family: &currency{}}, code != "" && isSound(value)
	}
	return foundAmount{}, false
}

// leads says whether the tokens [i,first) only lead from a cue to its sum.
func (a *amountReader) leads(i, first int) bool {
	for ; i < first; i++ {
		word := a.d.tokens[i].Fold
		if !a.cues.fillers[word] && !leadWords()[word] && a.cues.boundsBefore.byFirst[word] == nil {
			return false
		}
	}
	return true
}

// leadWords stand between a cue and its sum.
var leadWords = wordSet(`of worth at to for is was by von uber in hohe wert de d a por per pour van voor ter waarde valor valued`)

// nounFollows says whether a word follows that the number may count.
func (a *amountReader) nounFollows(f figure, s *sentence) bool {
	if f.next >= s.last || !isGap(a.d.Text[f.end:a.d.tokens[f.next].Start]) {
		return false
	}
	word := a.d.tokens[f.next].Fold
	return !stopsCount()[word] || word == "de" || word == "of" || word == "di" || word == "d"
}

// usualCurrency is the currency that the text's other sums have, or else that
// of the country it speaks of; "": undecided.
func (a *amountReader) usualCurrency() string {
	for _, found := range slices.Backward(a.found) {
		if found.Currency != "" {
			return found.Currency
		}
	}
	best, score := "", 1
	for _, code := range [...]string{"EUR", "GBP", "CHF", "BRL", "MXN", "CLP", "COP", "ARS", "PLN", "SEK", "NOK", "DKK"} {
		if c := a.money.signs[code].currency; a.score(c) > score {
			best, score = code, a.score(c)
		}
	}
	if best == "" && euroLanguages[a.d.language] {
		return "EUR"
	}
	return best
}

// euroLanguages are spoken mostly where the euro is paid.
var euroLanguages = map[string]bool{"de": true, "fr": true, "it": true, "nl": true, "fi": true, "el": true, "ca": true}
