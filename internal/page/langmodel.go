package page

import (
	_ "embed"
	"unicode"
)

//go:generate go run ./langtrain -samples langtrain/samples -out languages.bin

// trigrams is the table that langtrain makes: rows of three runes (two bytes
// each) and one byte per language, sorted. It is searched where it lies, so
// that it costs nothing at the start.
//
//go:embed languages.bin
var trigrams string

// modelled are the languages of the table, in the order of its columns.
var modelled = [...]string{"ar", "cs", "da", "de", "en", "es", "fa", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk"}

const (
	rowSize = 6 + len(modelled)
	// quantum is how many steps of a score are one unit of the natural logarithm.
	quantum = 20
	// longestSample is how many runes of a text are looked at.
	longestSample = 1500
)

// verdict is what a text says about its language.
type verdict struct {
	language string
	letters  int
	// lead is how much likelier each trigram is, on average, than in the second
	// language, in natural logarithm; 0 if the script alone decided.
	lead   float64
	script bool // the script alone decided
	scores [len(modelled)]int
	count  int // of trigrams that the table knows
}

// identify tells the language of a text by its script and its trigrams; the
// language is "" if the text has no letters or none that are known.
func identify(s string) verdict {
	var scripts [scriptCount]int
	v := verdict{}
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		if v.letters++; v.letters > longestSample {
			break
		}
		scripts[scriptOf(r)]++
	}
	if v.letters == 0 {
		return v
	}
	most := scriptLatin
	for i, n := range scripts {
		if n > scripts[most] {
			most = script(i)
		}
	}
	kana := scripts[scriptKana]
	switch {
	case kana*20 > v.letters && kana+scripts[scriptHan] > scripts[scriptHangul]:
		v.language, v.script = "ja", true
	case most == scriptLatin || most == scriptCyrillic || most == scriptArabic:
		v.count3(s)
	default:
		v.language, v.script = scriptLanguages[most], scriptLanguages[most] != ""
	}
	return v
}

// count3 scores the text's trigrams for every language.
func (v *verdict) count3(s string) {
	a, b := rune(0), ' '
	seen := 0
	for _, r := range s {
		switch {
		case r > 0xffff:
			continue
		case unicode.IsLetter(r) || unicode.IsMark(r):
			r = unicode.ToLower(r)
		case b == ' ':
			continue
		default:
			r = ' '
		}
		if a != 0 {
			v.add(a, b, r)
		}
		a, b = b, r
		if seen++; seen > longestSample {
			break
		}
	}
	if a != 0 && b != ' ' {
		v.add(a, b, ' ')
	}
	if v.count == 0 {
		return
	}
	best, second := 0, -1
	for i := range v.scores {
		switch {
		case v.scores[i] > v.scores[best]:
			best, second = i, best
		case i != best && (second < 0 || v.scores[i] > v.scores[second]):
			second = i
		}
	}
	v.language = modelled[best]
	v.lead = float64(v.scores[best]-v.scores[second]) / float64(v.count) / quantum
}

// add looks a trigram up.
func (v *verdict) add(a, b, c rune) {
	want := [6]byte{byte(a >> 8), byte(a), byte(b >> 8), byte(b), byte(c >> 8), byte(c)}
	low, high := 0, len(trigrams)/rowSize
	for low < high {
		mid := (low + high) / 2
		row := trigrams[mid*rowSize:]
		if row[:6] < string(want[:]) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low*rowSize >= len(trigrams) || trigrams[low*rowSize:low*rowSize+6] != string(want[:]) {
		return
	}
	v.count++
	for i := range v.scores {
		v.scores[i] += int(trigrams[low*rowSize+6+i])
	}
}

// script is a writing system that decides or narrows the language.
type script int

const (
	scriptOther script = iota
	scriptLatin
	scriptCyrillic
	scriptArabic
	scriptGreek
	scriptHebrew
	scriptDevanagari
	scriptHan
	scriptKana
	scriptHangul
	scriptThai
	scriptCount
)

// scriptLanguages are the languages that a script alone tells; the Indic ones
// and those of the Caucasus have their own letters, but also several languages.
var scriptLanguages = [scriptCount]string{scriptGreek: "el", scriptHebrew: "he", scriptDevanagari: "hi", scriptHan: "zh", scriptKana: "ja", scriptHangul: "ko", scriptThai: "th"}

func scriptOf(r rune) script {
	switch {
	case r < 0x250, r >= 0x1e00 && r < 0x1f00:
		return scriptLatin
	case r >= 0x370 && r < 0x400, r >= 0x1f00 && r < 0x2000:
		return scriptGreek
	case r >= 0x400 && r < 0x530:
		return scriptCyrillic
	case r >= 0x590 && r < 0x600:
		return scriptHebrew
	case r >= 0x600 && r < 0x780, r >= 0xfb50 && r < 0xff00:
		return scriptArabic
	case r >= 0x900 && r < 0x980:
		return scriptDevanagari
	case r >= 0xe00 && r < 0xe80:
		return scriptThai
	case r >= 0x3040 && r < 0x3100:
		return scriptKana
	case r >= 0xac00 && r < 0xd7b0, r >= 0x1100 && r < 0x1200:
		return scriptHangul
	case unicode.Is(unicode.Han, r):
		return scriptHan
	}
	return scriptOther
}
