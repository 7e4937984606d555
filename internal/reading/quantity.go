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
	attached  map[string]string // by what stands right after the digits, as written
	multiples phrases[float64]  // "doubled"
}

// multiples are the words for how often something became as large.
var multipleWords = []struct {
	value float64
	words string
}{
	{2, "doubled|twofold|more than doubled|nearly doubled|doubling|twice|verdoppelt|verdoppelte|doublé|doublée|duplicado|duplicó|duplicou|raddoppiato|raddoppiata|dobrou|verdubbeld|verdubbelde"},
	{3, "tripled|trebled|threefold|more than tripled|nearly tripled|tripling|verdreifacht|verdreifachte|triplé|triplée|triplicado|triplicó|triplicou|triplicato|verdrievoudigd"},
	{4, "quadrupled|fourfold|quadrupling|more than quadrupled|vervierfacht|vervierfachte|quadruplé|cuadruplicado|cuadruplicó|quadruplicato|quadruplicou|verviervoudigd"},
	{5, "quintupled|fivefold|verfünffacht|quintuplé|quintuplicado"},
	{6, "sixfold"}, {7, "sevenfold"}, {8, "eightfold"}, {9, "ninefold"}, {10, "tenfold|verzehnfacht|décuplé"},
}

var quantityUnits = sync.OnceValue(func() *unitTable {
	t := &unitTable{attached: map[string]string{}}
	for row := range tableRows("quantity-units", 2) {
		for form := range strings.SplitSeq(row[1], "|") {
			name, attached := strings.CutSuffix(form, "+")
			if attached {
				t.attached[name] = row[0]
			}
			t.words.add(name, row[0])
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
		unit, known := a.units.attached[f.tail]
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
	if f.next >= s.last || !isGap(all[f.end:tokens[f.next].Start]) || a.isName(f, s) || f.letter && f.scale > 1 && f.scale < 1000 {
		return "", 0, false
	}
	i := f.next
	if f.scale > 1 && linkWords[tokens[i].Fold] && i+1 < s.last && a.adjacent(i) {
		i++
	}
	for count := 0; count <= maxModifiers && i < s.last; count++ {
		if unit, length, known := a.units.at(tokens, i, s.last); known && (count == 0 || !a.isMeasure(unit)) && a.near(i, length) {
			return unit, i + length, true
		}
		word := tokens[i].Fold
		if stopsCount()[word] || isDigitByte(word[0]) || !a.adjacent(i) && count < maxModifiers && !a.isPluralNoun(i) {
			return "", 0, false
		}
		if a.isPluralNoun(i) && (i+1 >= s.last || !a.adjacent(i) || !a.isPluralNoun(i+1)) {
			return singular(word), i + 1, true
		}
		if !a.adjacent(i) {
			return "", 0, false
		}
		i++
	}
	return "", 0, false
}

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
func (a *amountReader) isMeasure(unit string) bool {
	switch unit {
	case "percent", "times", "second", "minute", "hour", "foot", "inch", "meter", "year", "month", "week", "day", "decade", "pound", "ton":
		return true
	}
	return false
}
