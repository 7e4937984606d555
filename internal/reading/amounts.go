package reading

import (
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

// readAmounts finds money and quantities.
func (d *document) readAmounts() {
	a := &amountReader{d: d, money: moneyTable(), units: quantityUnits(), cues: amountCueTable(), numbers: numberWords()[d.language]}
	a.comma = sync.OnceValue(a.writesComma)
	for i := range d.sentences {
		s := &d.sentences[i]
		for j := s.first; j < s.last; {
			if !a.mayBegin(j) {
				j++
				continue
			}
			j = a.read(j, s)
		}
	}
	a.agree()
	for _, f := range a.found {
		d.found.Amounts = append(d.found.Amounts, f.Amount)
	}
}

// amountReader reads the amounts of a document.
type amountReader struct {
	d       *document
	money   *moneyTables
	units   *unitTable
	cues    *amountCues
	numbers *phrases[numberWord] // of the language; nil: none
	comma   func() bool          // the text writes decimals with a comma
	found   []foundAmount
	scores  map[string]int // of the countries, nil: not counted yet
	taken   int            // where the last amount ends
}

// foundAmount is an amount with what its currency was read from.
type foundAmount struct {
	news.Amount
	family *currency // "$": the currency was chosen by context; nil: it is said
}

// mayBegin says quickly whether an amount may begin at token i.
func (a *amountReader) mayBegin(i int) bool {
	t := &a.d.tokens[i]
	c := t.Fold[0]
	if isDigitByte(c) {
		return true
	}
	if a.numbers != nil && a.numbers.byFirst[t.Fold] != nil {
		return true
	}
	if a.units.multiples.byFirst[t.Fold] != nil {
		return true
	}
	last := t.Fold[len(t.Fold)-1]
	return (isDigitByte(last) || len(t.Fold) < 14 && hasDigit(t.Fold)) && a.signedDigits(t) > 0
}

// signedDigits returns the offset of the digits of a token that begins with a
// currency ("EUR5m", "R12bn"), or 0.
func (a *amountReader) signedDigits(t *text.Token) int {
	raw := t.Of(a.d.Text)
	for k := range len(raw) {
		if isDigitByte(raw[k]) {
			if _, ok := a.money.signs[raw[:k]]; ok || a.money.signs["$"+raw[:k]].currency != nil && strings.HasSuffix(a.d.Text[:t.Start], "$") {
				return t.Start + k
			}
			return 0
		}
	}
	return 0
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigitByte(s[i]) {
			return true
		}
	}
	return false
}

// read reads the amount that begins at token i, or two that are a range, and
// returns the token to go on with.
func (a *amountReader) read(i int, s *sentence) int {
	if last, ok := a.readMultiple(i, s); ok {
		return last
	}
	if n := len(a.found); n > 0 {
		a.taken = a.found[n-1].End
	}
	f, ok := a.figure(i, s)
	if !ok {
		return a.skip(i)
	}
	if second, ok := a.rangeEnd(&f, s); ok {
		return a.keepRange(f, second, s)
	}
	if next, ok := a.keep(f, s); ok {
		return next
	}
	return a.skip(i)
}

// skip returns the token after the number at token i, so that its digits are
// not read again from their middle.
func (a *amountReader) skip(i int) int {
	tokens := a.d.tokens
	for isDigitByte(tokens[i].Fold[0]) && i+1 < len(tokens) && isDigitByte(tokens[i+1].Fold[0]) && tokens[i].End+1 == tokens[i+1].Start && a.d.Text[tokens[i].End] != '-' {
		i++
	}
	return i + 1
}

// keep writes down the amount of a figure, if it is one, and returns the token
// after it.
func (a *amountReader) keep(f figure, s *sentence) (next int, ok bool) {
	if f.hasCurrency() {
		if amount, ok := a.asMoney(f); ok {
			a.dress(&amount, s)
			a.found = append(a.found, amount)
			return f.next, true
		}
		return 0, false
	}
	if amount, next, ok := a.asQuantity(f, s); ok {
		a.bound(&amount.Amount, s)
		a.found = append(a.found, amount)
		return next, true
	}
	if amount, ok := a.impliedMoney(f, s); ok {
		a.dress(&amount, s)
		a.found = append(a.found, amount)
		return f.next, true
	}
	return 0, false
}

// dress adds what the words around a sum say of it.
func (a *amountReader) dress(amount *foundAmount, s *sentence) {
	number := amount.Span
	a.bound(&amount.Amount, s)
	a.rate(&amount.Amount, s)
	amount.Role = a.role(number, amount.Per, s)
}
