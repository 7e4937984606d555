package reading

import (
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

// unitTable holds the units of quantities.
type unitTable struct {
	words     phrases[string]
	signs     map[string]string // as written, with or without a space after the digits
	multiples phrases[float64]  // "doubled"
}

// multiples are the words for how often something became as large.
var multipleWords = []struct {
	value float64
	words string
}{
	{2, "doubled|twofold|more than doubled|nearly doubled|doubling|verdoppelt|verdoppelte|a doublé|ont doublé|doublée|duplicado|duplicó|duplicou|raddoppiato|raddoppiata|dobrou|verdubbeld|verdubbelde"},
	{3, "tripled|trebled|threefold|more than tripled|nearly tripled|tripling|verdreifacht|verdreifachte|a triplé|ont triplé|triplée|triplicado|triplicó|triplicou|triplicato|verdrievoudigd"},
	{4, "quadrupled|fourfold|quadrupling|more than quadrupled|vervierfacht|vervierfachte|a quadruplé|ont quadruplé|cuadruplicado|cuadruplicó|quadruplicato|quadruplicou|verviervoudigd"},
	{5, "quintupled|fivefold|verfünffacht|a quintuplé|quintuplicado"},
	{6, "sixfold"}, {7, "sevenfold"}, {8, "eightfold"}, {9, "ninefold"}, {10, "tenfold|verzehnfacht|a décuplé"},
}

var quantityUnits = sync.OnceValue(func() *unitTable {
	t := &unitTable{signs: map[string]string{}}
	for row := range tableRows("quantity-units", 2) {
		for form := range strings.SplitSeq(row[1], "|") {
			if name, sign := strings.CutSuffix(form, "+"); sign {
				t.signs[name] = row[0]
				continue
			}
			t.words.add(form, row[0])
		}
	}
	for _, row := range multipleWords {
		for words := range strings.SplitSeq(row.words, "|") {
			t.multiples.add(words, row.value)
		}
	}
	return t
})

// at returns the unit whose words begin at token i, before token end.
func (t *unitTable) at(tokens []text.Token, i, end int) (unit string, length int, ok bool) {
	unit, length = t.words.at(tokens, i, end)
	return unit, length, length > 0
}

// readMultiple reads "tripled" and the like at token i.
func (a *amountReader) readMultiple(i int, s *sentence) (next int, ok bool) {
	value, length := a.units.multiples.at(a.d.tokens, i, s.last)
	if length == 0 {
		return 0, false
	}
	amount := news.Amount{Span: a.d.span(i, i+length), Value: value, Unit: "times"}
	a.bound(&amount, s)
	if length > 2 && a.d.tokens[i].Fold == "more" {
		amount.Bound = news.BoundLeast
	}
	a.found = append(a.found, foundAmount{Amount: amount})
	return i + length, true
}

// asQuantity makes an amount of a figure without a currency, if a unit follows,
// and returns the token after it.
func (a *amountReader) asQuantity(f figure, s *sentence) (found foundAmount, next int, ok bool) {
	all, tokens := a.d.Text, a.d.tokens
	amount := news.Amount{Span: text.Span{Start: f.start, End: f.end}}
	rest := all[f.end:]
	switch {
	case f.tail != "":
		unit, known := a.units.signs[f.tail]
		if !known {
			return found, 0, false
		}
		amount.Unit, amount.End = unit, f.end+len(f.tail)
	case strings.HasPrefix(strings.TrimLeft(rest, " \u00a0\u202f"), "%"):
		amount.Unit = "percent"
		amount.End = f.end + strings.IndexByte(rest, '%') + 1
		amount.Value = round(f.number.settle(a.comma(), true, false, true) * f.scale)
		return foundAmount{Amount: amount}, f.next, isSound(amount.Value)
	default:
		unit, last, known := a.unitAfter(f, s)
		if !known {
			return found, 0, false
		}
		amount.Unit, amount.End, f.next = unit, tokens[last-1].End, last
	}
	amount.Value = round(f.number.settle(a.comma(), f.scale > 1, false, amount.Unit == "percent") * f.scale)
	return foundAmount{Amount: amount}, f.next, isSound(amount.Value)
}

// maxModifiers is how many words may stand between a count and its noun.
const maxModifiers = 3

// unitAfter finds the unit or noun behind a number: "five-year", "1,700
// employees", "600 immigration detainees".
func (a *amountReader) unitAfter(f figure, s *sentence) (unit string, next int, ok bool) {
	tokens, all := a.d.tokens, a.d.Text
	if f.next >= s.last || !isGap(all[f.end:tokens[f.next].Start]) || a.isName(f, s) || a.isDay(f, s) || f.letter && f.scale > 1 && f.scale < 1000 {
		return "", 0, false
	}
	i := f.next
	if unit, known := a.units.signs[tokens[i].Of(all)]; known && f.digits {
		return unit, i + 1, true
	}
	if f.scale > 1 && linkWords[tokens[i].Fold] && i+1 < s.last && a.adjacent(i) {
		i++
	}
	for count := 0; count <= maxModifiers && i < s.last; count++ {
		if unit, length, known := a.units.at(tokens, i, s.last); known && (count == 0 || !isMeasure(unit)) && a.near(i, length) {
			return unit, i + length, a.countsUnit(f, unit, i+length)
		}
		word := tokens[i].Fold
		if stopsCount()[word] || isDigitByte(word[0]) || !a.adjacent(i) && count < maxModifiers && !a.isPluralNoun(i) {
			return "", 0, false
		}
		if a.isPluralNoun(i) && (i+1 >= s.last || !a.adjacent(i) || !a.isPluralNoun(i+1)) {
			return singular(word), i + 1, a.value(&f, false) > 1
		}
		if !a.adjacent(i) {
			return "", 0, false
		}
		i++
	}
	return "", 0, false
}

// countsUnit says whether a number counts the unit that ends before token next:
// not an age, a year or a time of day, and no single thing after a larger
// number ("the 1898 case").
func (a *amountReader) countsUnit(f figure, unit string, next int) bool {
	tokens := a.d.tokens
	word := tokens[next-1].Fold
	first := a.d.tokenAt(f.start)
	switch {
	case unit == "year" && (strings.HasPrefix(word, "jahrige") || next < len(tokens) && (tokens[next].Fold == "old" || tokens[next].Fold == "olds" || tokens[next].Fold == "alt")),
		unit == "year" && first > 0 && ageWords()[tokens[first-1].Fold],
		unit == "year" && first > 1 && ageWords()[tokens[first-2].Fold],
		unit == "year" && f.digits && a.value(&f, false) >= 1900 && a.value(&f, false) < 2100,
		unit == "hour" && a.comma() && f.digits && strings.Contains(a.d.Text[f.number.start:f.number.end], "."):
		return false
	case f.digits && word == unit && a.value(&f, false) > 1 && !isMeasure(unit) && a.d.language == "en":
		between := a.d.Text[f.end:tokens[f.next].Start]
		return between != " "
	}
	return true
}

// ageWords come before a person's age.
var ageWords = wordSet(`aged age agee ages alter edad eta idade leeftijd`)

// isDay says whether a number is a day behind its month: "the Oct. 7 attacks".
func (a *amountReader) isDay(f figure, s *sentence) bool {
	i := a.d.tokenAt(f.start) - 1
	return i >= s.first && f.digits && f.scale == 1 && f.number.value <= 31 && monthWords()[a.d.tokens[i].Fold]
}

// monthWords are names of months and their short forms.
var monthWords = wordSet(`january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
	januar februar marz mai juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`)

// isName says whether the number belongs to a name before it: "Windows 10
// users", "Title 10 agencies".
func (a *amountReader) isName(f figure, s *sentence) bool {
	i := a.d.tokenAt(f.start) - 1
	if i < s.first || !f.digits || f.number.grouped || f.scale > 1 || a.d.between(i) != " " {
		return false
	}
	r := firstRune(a.d.Text[a.d.tokens[i].Start:])
	if a.d.language == "de" || r >= 'a' && r <= 'z' {
		return nameWords[a.d.tokens[i].Fold]
	}
	if r < 'A' || r > 'Z' {
		return false
	}
	word := a.d.tokens[i].Fold
	if stopsCount()[word] || a.cues.fillers[word] || a.cues.boundsBefore.byFirst[word] != nil {
		return false
	}
	for k := max(s.first, i-2); k <= i; k++ {
		if _, length := a.cues.boundsBefore.at(a.d.tokens, k, i+1); length > 0 && k+length == i+1 {
			return false
		}
	}
	return true
}

// nameWords come before the number of a thing, not before a count.
var nameWords = map[string]bool{"section": true, "article": true, "page": true, "chapter": true, "version": true, "phase": true, "level": true, "tier": true, "no": true, "number": true, "artikel": true, "absatz": true, "seite": true, "windows": true, "paragraph": true, "nummer": true, "nr": true, "room": true, "route": true, "channel": true}

// isMeasure says whether a unit stands only right behind its number.
func isMeasure(unit string) bool {
	switch unit {
	case "percent", "times", "second", "minute", "hour", "foot", "inch", "meter", "year", "month", "week", "day", "decade", "pound", "ton":
		return true
	}
	return false
}
