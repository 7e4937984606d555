package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	return slices.Contains(prefix.members, suffix.currency)
}
