package reading

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// figure is a number with the scale and the currency written at it.
type figure struct {
	start, end     int // bytes, with the currency
	next           int // token after it
	number         numeral
	digits         bool // else number.value is read from words
	kind           wordKind
	scale          float64 // 1: none
	letter         bool    // the scale is one letter
	prefix, suffix currencyRef
	joined         bool // no space between the prefix and the digits
	tail           string
}

func (f *figure) hasCurrency() bool { return f.prefix.currency != nil || f.suffix.currency != nil }

// figure reads the figure at token i of a sentence.
func (a *amountReader) figure(i int, s *sentence) (figure, bool) {
	tokens, all := a.d.tokens, a.d.Text
	f := figure{scale: 1}
	t := &tokens[i]
	at := t.Start
	if !isDigitByte(t.Fold[0]) {
		if at = a.signedDigits(t); at == 0 {
			return a.wordFigure(i, s)
		}
	}
	if at >= len(all) || !isDigitByte(all[at]) || a.isContinued(at) {
		return f, false
	}
	f.digits = true
	f.start = at
	f.prefix, f.start, f.joined = a.prefixBefore(at)
	n, ok := readNumeral(all, at, f.prefix.currency != nil || a.d.language != "en")
	if !ok {
		return f, false
	}
	f.number, f.end = n, n.end
	f.next = i
	for f.next < len(tokens) && tokens[f.next].End < n.end {
		f.next++
	}
	f.tail = all[n.end:tokens[f.next].End]
	f.next++
	if !a.readTail(&f) {
		return f, false
	}
	a.addAfter(&f, s, 1)
	a.readScales(&f, s)
	a.readSuffix(&f, s)
	a.readBracket(&f)
	return f, true
}

// wordFigure reads a figure whose number is in words: "two million dollars".
func (a *amountReader) wordFigure(i int, s *sentence) (figure, bool) {
	n, ok := a.readWords(i, s.last)
	if !ok {
		return figure{}, false
	}
	tokens := a.d.tokens
	if i > s.first && vagueWords()[tokens[i-1].Fold] {
		return figure{}, false
	}
	f := figure{start: tokens[i].Start, end: tokens[n.last-1].End, next: n.last, kind: n.kind, scale: 1}
	f.number = numeral{value: n.value, other: n.value, end: f.end}
	if n.kind == wordNumber {
		a.addAfter(&f, s, 1)
	}
	a.readScales(&f, s)
	if n.kind != wordNumber && f.scale < 1000 {
		return f, false
	}
	a.readSuffix(&f, s)
	if f.suffix.currency == nil {
		f.prefix, f.start, f.joined = a.prefixBefore(f.start)
	}
	if n.kind == wordArticle && f.suffix.currency != nil && a.isAdjective(f.next-1) {
		return f, false // "a billion-dollar business" names no sum
	}
	return f, true
}

// vagueWords make the number behind them a vague one: "mehrere tausend".
var vagueWords = wordSet(`several many few mehrere einige paar viele wenige quelques plusieurs varios varias muchos muchas algunos diverse parecchi alcuni alguns algumas enkele meerdere`)

// isAdjective says whether token i is joined to the one before it by a hyphen.
func (a *amountReader) isAdjective(i int) bool {
	between := a.d.between(i - 1)
	return between == "-" || between == "\u2011"
}

// isContinued says whether the digits at offset at belong to something longer
// that is no number: a version, a code, a time.
func (a *amountReader) isContinued(at int) bool {
	if at == 0 {
		return false
	}
	r, size := utf8.DecodeLastRuneInString(a.d.Text[:at])
	switch r {
	case '#', '@', '_', '\\', '%', '№':
		return true
	case '.', ',', ':', '/':
		before, _ := utf8.DecodeLastRuneInString(a.d.Text[:at-size])
		return at > size && (isDigitByte(byte(before)) && before < utf8.RuneSelf || r == '/' && unicode.IsLetter(before))
	case '-', '\u2011':
		before, _ := utf8.DecodeLastRuneInString(a.d.Text[:at-size])
		return unicode.IsLetter(before) && a.prefixCode(at-size) == nil
	}
	return false
}

// readTail reads the letters right behind the digits: a scale, a currency or
// both. What it cannot read stays in f.tail; a false answer: it is no number.
func (a *amountReader) readTail(f *figure) bool {
	tail := f.tail
	if tail == "" {
		return true
	}
	end := f.end + len(tail)
	if row, ok := a.money.scale(text.Fold(tail), a.d.language); ok && row.attached {
		f.scale, f.letter, f.end, f.tail = row.factor, row.letter, end, ""
		return true
	}
	if fused, ok := a.money.fused[tail]; ok {
		f.scale, f.suffix, f.end, f.tail = fused.factor, fused.ref, end, ""
		return true
	}
	for k := len(tail); k > 0; k-- {
		if !utf8.RuneStart(tail[len(tail)-k]) {
			continue
		}
		ref, ok := a.money.signs[tail[len(tail)-k:]]
		if ref.weak {
			continue
		}
		if !ok {
			if ref = a.tailWord(tail[len(tail)-k:]); ref.currency == nil {
				continue
			}
		}
		head := tail[:len(tail)-k]
		row, ok := a.money.scale(text.Fold(head), a.d.language)
		if head != "" && (!ok || !row.attached) {
			continue
		}
		if head != "" {
			f.scale = row.factor
		}
		if tail == "p" && f.number.value != math.Trunc(f.number.value) {
			return false // a quoted share price
		}
		f.suffix, f.end, f.tail = ref, end, ""
		return true
	}
	return f.prefix.currency == nil
}

// tailWord finds a currency whose word is joined to the digits ("100円", "50p").
func (a *amountReader) tailWord(s string) currencyRef {
	if s == "p" && a.speaksOf([]string{"GB"}) {
		return currencyRef{a.money.signs["£"].currency, false, 0.01}
	}
	return currencyRef{}
}

// readScales reads the scale words behind a number: "lakh crore", "mil millones".
func (a *amountReader) readScales(f *figure, s *sentence) {
	tokens := a.d.tokens
	if f.tail != "" {
		return
	}
	for count := 0; count < 3 && f.next < s.last; count++ {
		t := &tokens[f.next]
		gap := a.d.Text[f.end:t.Start]
		if !isGap(gap) && (count == 0 || gap != ". ") {
			break
		}
		row, ok := a.money.scale(t.Fold, a.d.language)
		if !ok && count == 0 && a.readFused(f, t) {
			return
		}
		if !ok || row.letter && !a.letterScale(f, t) || f.scale > 1 && !stacks(f.scale, row.factor) {
			break
		}
		if row.factor == 100 && f.digits {
			break
		}
		f.scale *= row.factor
		f.letter = row.letter
		f.end = t.End
		f.next++
	}
	if f.scale > 1 {
		a.addAfter(f, s, f.scale)
	}
}

// readFused reads a scale and a currency that are one word ("40 MSEK").
func (a *amountReader) readFused(f *figure, t *text.Token) bool {
	fused, ok := a.money.fused[t.Of(a.d.Text)]
	if ok {
		f.scale, f.suffix, f.end = fused.factor, fused.ref, t.End
		f.next++
	}
	return ok
}

// stacks says whether a scale may follow another: "mil millones", "lakh crore",
// "hundred thousand".
func stacks(before, factor float64) bool {
	return before < factor || before == 1e3 && factor == 1e7
}

// letterScale says whether the letter of token t is a scale though a space
// stands before it: "$200 M", "5 M€".
func (a *amountReader) letterScale(f *figure, t *text.Token) bool {
	if !f.digits || t.Len() > 2 {
		return false
	}
	rest := a.d.Text[t.End:min(len(a.d.Text), t.End+6)]
	if isUpperByte(a.d.Text[t.Start]) {
		if f.prefix.currency != nil {
			return true
		}
		rest = strings.TrimLeft(rest, " \u00a0\u202f")
	}
	return strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, "$") || strings.HasPrefix(rest, "£") || len(rest) > 2 && a.money.signs[rest[:3]].currency != nil
}

func isUpperByte(c byte) bool { return 'A' <= c && c <= 'Z' }

// addAfter reads a fraction behind a number or a scale ("and a half").
func (a *amountReader) addAfter(f *figure, s *sentence, unit float64) {
	if a.numbers == nil || f.tail != "" || f.next >= s.last || !isGap(a.d.Text[f.end:a.d.tokens[f.next].Start]) {
		return
	}
	word, length := a.numbers.at(a.d.tokens, f.next, s.last)
	if length == 0 || word.kind != wordAfter {
		return
	}
	f.number.value += word.value * unit / f.scale
	f.number.other = f.number.value
	f.next += length
	f.end = a.d.tokens[f.next-1].End
}

// asMoney makes an amount of a figure with a currency.
func (a *amountReader) asMoney(f figure) (foundAmount, bool) {
	ref := f.prefix
	if f.suffix.currency != nil {
		ref = f.suffix
	}
	if f.tail != "" || ref.weak && !a.weakHolds(&f, ref) {
		return foundAmount{}, false
	}
	found := foundAmount{Amount: news.Amount{Span: text.Span{Start: f.start, End: f.end}, Currency: ref.code}}
	if ref.members != nil {
		found.family = ref.currency
		found.Currency = a.localCode(ref.currency)
	}
	found.Value = a.value(&f, true) * ref.part
	return found, found.Currency != "" && isSound(found.Value)
}

// weakHolds says whether context shows that a weak sign is a currency: the text
// speaks of its country, or a scale or a group of thousands follows.
func (a *amountReader) weakHolds(f *figure, ref currencyRef) bool {
	if f.scale >= 1000 && !f.letter {
		return true
	}
	return a.speaksOf(ref.countriesOf()) && (f.scale > 1 || f.joined || f.number.grouped || f.number.separator != 0 || f.number.value >= 100)
}

// value is the number of a figure in whole units.
func (a *amountReader) value(f *figure, money bool) float64 {
	v := f.number.settle(a.comma(), f.scale > 1, money && !f.dollarLike(), false)
	return round(v * f.scale)
}

// dollarLike says whether the sign before the number is used where a point
// divides decimals.
func (f *figure) dollarLike() bool {
	return f.prefix.currency != nil && f.prefix.code == "USD" && f.number.first < 2
}

// round drops what binary fractions add to a decimal number.
func round(v float64) float64 {
	if v >= 1 && v < 1e15 {
		return math.Round(v*1e4) / 1e4
	}
	return v
}

// maxSum is above every sum that exists.
const maxSum = 1e18

func isSound(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) && v >= 0 && v <= maxSum }
