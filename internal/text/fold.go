package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain gives what Fold writes for runes that Unicode does not take apart.
var plain = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i",
	'þ': "th", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ĸ': "k", 'ς': "σ", 'ʼ': "'",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '‹': "'", '›': "'", '`': "'", '´': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
	'\u00ad': "", '\u200b': "", '\u2060': "", '\ufeff': "", 'ـ': "",
}

// Fold returns s as it is compared: lower case, without diacritics, with
// compatibility forms (ligatures, full width, superscripts) and typographic
// quotes and dashes in their plain form; ß is ss. It is idempotent. Offsets of
// the result are not those of s.
//
// Marks that make another letter stay: Cyrillic й, kana with voicing signs, the
// vowel signs of Indic scripts.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ReplaceAll(strings.ToLower(s), "`", "'")
	}
	var b strings.Builder
	b.Grow(len(s))
	base := rune(0)
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\ufffd")) {
		if isDiacritic(r) && foldsAway(base, r) {
			continue
		}
		for _, low := range lower(r) {
			if out, ok := plain[low]; ok {
				b.WriteString(out)
			} else {
				b.WriteRune(low)
			}
		}
		if !unicode.IsMark(r) {
			base = r
		}
	}
	return norm.NFC.String(b.String())
}

// lower returns r in lower case, taken apart again.
func lower(r rune) string {
	low := string(unicode.ToLower(r))
	if r < utf8.RuneSelf || norm.NFKD.IsNormalString(low) {
		return low
	}
	return norm.NFKD.String(low)
}

func isDiacritic(r rune) bool {
	return r >= 0x300 && unicode.Is(unicode.Mn, r)
}

// foldsAway says whether the mark on base is a mere diacritic.
func foldsAway(base, mark rune) bool {
	switch {
	case mark >= 0x3099 && mark <= 0x309a: // kana voicing
		return false
	case unicode.Is(unicode.Cyrillic, base):
		return mark != '\u0306' // й
	case mark <= 0x36f, mark >= 0x1ab0 && mark <= 0x1aff, mark >= 0x1dc0 && mark <= 0x1dff, mark >= 0x20d0 && mark <= 0x20ff, mark >= 0xfe20 && mark <= 0xfe2f:
		return true
	}
	return unicode.In(mark, unicode.Arabic, unicode.Hebrew) || mark >= 0x64b && mark <= 0x655
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
