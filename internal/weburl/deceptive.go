package weburl

import (
	"strings"
	"unicode"
)

// latinLookalikes are Cyrillic and Greek letters that read as Latin ones.
const latinLookalikes = "асԁеһіјӏорԛѕԝхуьгαινορτυχγκ"

// scripts are those that a name may be written in; mixing two deceives, but for
// the Japanese and Korean ones that are written together.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Armenian, unicode.Georgian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
	unicode.Ethiopic,
}

var eastAsian = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo}

// deceptive says whether a host in Unicode can be taken for another: a label
// mixes scripts, uses one that is not listed, or is Cyrillic or Greek made of
// letters that look Latin.
func deceptive(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		if mixes(label) {
			return true
		}
	}
	return false
}

func mixes(label string) bool {
	var script *unicode.RangeTable
	east, foreign, distinct := false, false, false
	for _, r := range label {
		if r < unicode.MaxASCII && !unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			continue
		}
		if unicode.In(r, eastAsian...) || r == 'ー' || r == '々' {
			east = true
			continue
		}
		found := scriptOf(r)
		if found == nil || script != nil && script != found {
			return true
		}
		script = found
		if found == unicode.Cyrillic || found == unicode.Greek {
			foreign = true
			distinct = distinct || !strings.ContainsRune(latinLookalikes, r)
		}
	}
	if east && script != nil && script != unicode.Latin {
		return true
	}
	return foreign && !distinct
}

func scriptOf(r rune) *unicode.RangeTable {
	for _, script := range scripts {
		if unicode.Is(script, r) {
			return script
		}
	}
	return nil
}
