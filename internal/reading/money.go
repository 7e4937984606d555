package reading

import (
	"math"
	"slices"
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

// prefixCode returns the currency whose code ends at offset at.
func (a *amountReader) prefixCode(at int) *currency {
	if at < 3 || at > 3 && isLetterRune(lastRune(a.d.Text[:at-3])) {
		return nil
	}
	return a.money.signs[a.d.Text[at-3:at]].currency
}

// prefixBefore returns the currency that is written before offset at, and where
// it begins; joined says that nothing stands between.
func (a *amountReader) prefixBefore(at int) (ref currencyRef, start int, joined bool) {
	all := a.d.Text
	end := at
	if r, size := utf8.DecodeLastRuneInString(all[:end]); r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '-' || r == '~' {
		end -= size
	}
	for n := min(a.money.longest, end); n > 0; n-- {
		start := end - n
		if !utf8.RuneStart(all[start]) {
			continue
		}
		ref, ok := a.money.signs[all[start:end]]
		if !ok || start < a.taken || start > 0 && (all[start-1] == '=' || all[start-1] == '{') || isLetterRune(firstRune(all[start:end])) && start > 0 && isWordByte(lastRune(all[:start])) {
			continue
		}
		if end < at && end-start < 3 && isLetterRune(firstRune(all[start:end])) && n == 1 {
			continue // one letter must stand at the digits
		}
		return ref, start, end == at
	}
	if ref, length := a.wordBefore(end, at); length > 0 {
		return ref, end - length, false
	}
	return currencyRef{}, at, false
}

// wordBefore finds a currency's word before offset end ("euro 5 milioni").
func (a *amountReader) wordBefore(end, at int) (currencyRef, int) {
	if end == at || !strings.HasSuffix(a.d.Text[:end], "uro") && !strings.HasSuffix(a.d.Text[:end], "uros") {
		return currencyRef{}, 0
	}
	i := a.d.tokenAt(end - 1)
	if i >= len(a.d.tokens) || a.d.tokens[i].End != end {
		return currencyRef{}, 0
	}
	ref, length := a.money.words.at(a.d.tokens, i, i+1)
	if length == 0 {
		return currencyRef{}, 0
	}
	ref.weak = true
	return ref, end - a.d.tokens[i].Start
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func isLetterRune(r rune) bool { return r != utf8.RuneError && unicode.IsLetter(r) }

func isWordByte(r rune) bool { return isLetterRune(r) || unicode.IsDigit(r) }

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
		if head != "" && !(ok && row.attached) {
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
		if !isGap(gap) && !(count > 0 && gap == ". ") {
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

// linkWords stand between a scale and a currency: "millones de dólares".
var linkWords = map[string]bool{"de": true, "d": true, "di": true, "of": true, "in": true}

// readSuffix reads a currency behind the number and its scale.
func (a *amountReader) readSuffix(f *figure, s *sentence) {
	if f.suffix.currency != nil || f.tail != "" {
		return
	}
	all, tokens := a.d.Text, a.d.tokens
	at := f.end
	if f.scale > 1 && strings.HasPrefix(all[at:], ".") && !strings.HasPrefix(all[at:], ".\n") {
		at++ // "Mio. Euro"
	}
	for at < len(all) {
		r, size := utf8.DecodeRuneInString(all[at:])
		if r != ' ' && r != '\u00a0' && r != '\u202f' && r != '\u2009' && r != '-' && r != '\u2011' {
			break
		}
		at += size
		if at-f.end > 4 {
			return
		}
	}
	if at >= len(all) {
		return
	}
	if ref, end := a.signAt(at); ref.currency != nil {
		if f.prefix.currency == nil || a.narrows(f.prefix, ref) {
			a.takeSuffix(f, ref, end)
		}
		return
	}
	i := f.next
	if i >= s.last || !isGap(all[at:tokens[i].Start]) {
		return
	}
	if f.scale > 1 && linkWords[tokens[i].Fold] && i+1 < s.last {
		if tokens[i].Fold == "in" || tokens[i].Fold == "of" {
			return
		}
		i++
	}
	ref, length := a.money.words.at(tokens, i, s.last)
	if length == 0 || !a.near(i, length) {
		return
	}
	if ref.weak && f.prefix.currency == nil && f.scale < 1000 && !a.speaksOf(ref.countriesOf()) {
		return
	}
	switch {
	case f.prefix.currency == nil, a.narrows(f.prefix, ref):
	case ref.members != nil && ref.code == f.prefix.code, ref.members != nil && f.prefix.members == nil && slices.Contains(ref.members, f.prefix.currency):
		ref = f.prefix // "$5 million dollars" says it twice
	default:
		return
	}
	f.suffix, f.next, f.end = ref, i+length, tokens[i+length-1].End
}

// readBracket reads a code in brackets that says which currency of a family the
// sign means: "$5 million (CAD)".
func (a *amountReader) readBracket(f *figure) {
	rest := a.d.Text[f.end:]
	if f.prefix.currency == nil || f.suffix.currency != nil || len(rest) < 6 || rest[0] != ' ' || rest[1] != '(' || rest[5] != ')' {
		return
	}
	if ref, ok := a.money.signs[rest[2:5]]; ok && a.narrows(f.prefix, ref) {
		a.takeSuffix(f, ref, f.end+6)
	}
}

// takeSuffix sets a currency that ends at offset end behind the number.
func (a *amountReader) takeSuffix(f *figure, ref currencyRef, end int) {
	f.suffix, f.end = ref, end
	for f.next < len(a.d.tokens) && a.d.tokens[f.next].Start < end {
		f.next++
	}
}

// signAt returns the currency sign or code at an offset behind a number, and
// its end. A sign that digits follow belongs to them.
func (a *amountReader) signAt(at int) (currencyRef, int) {
	all := a.d.Text
	for n := min(a.money.longest, len(all)-at); n > 0; n-- {
		end := at + n
		if end < len(all) && !utf8.RuneStart(all[end]) {
			continue
		}
		ref, ok := a.money.signs[all[at:end]]
		if !ok || ref.weak || n == 1 && isLetterRune(firstRune(all[at:end])) {
			continue
		}
		if isLetterRune(lastRune(all[at:end])) && end < len(all) && isWordByte(firstRune(all[end:])) {
			continue
		}
		rest := strings.TrimLeft(all[end:min(len(all), end+4)], " \u00a0\u202f")
		if rest != "" && isDigitByte(rest[0]) && (!decimalComma[a.d.language] || isDigitByte(all[end])) {
			return currencyRef{}, 0
		}
		return ref, end
	}
	return currencyRef{}, 0
}

// narrows says whether a currency behind the number may say which of a family
// the sign before it means: "$5 million CAD".
func (a *amountReader) narrows(prefix, suffix currencyRef) bool {
	if prefix.members == nil || suffix.members != nil {
		return prefix.currency == suffix.currency
	}
	for _, member := range prefix.members {
		if member == suffix.currency {
			return true
		}
	}
	return false
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
