package reading

import (
	"strings"
	"sync"
)

// wordKind says how a number word is used.
type wordKind uint8

const (
	wordNumber  wordKind = iota // two
	wordArticle                 // a: one, before a scale
	wordPart                    // half a: before a scale
	wordAfter                   // and a half: behind a number or a scale
)

type numberWord struct {
	kind  wordKind
	value float64
}

var wordKinds = map[string]wordKind{"number": wordNumber, "article": wordArticle, "part": wordPart, "after": wordAfter}

// numberWords are the number words by language; every language has its own.
var numberWords = sync.OnceValue(func() map[string]*phrases[numberWord] {
	all := map[string]*phrases[numberWord]{}
	for row := range tableRows("number-words", 4) {
		if all[row[0]] == nil {
			all[row[0]] = &phrases[numberWord]{}
		}
		for words := range strings.SplitSeq(row[3], "|") {
			all[row[0]].add(words, numberWord{wordKinds[row[1]], tableNumber(row[2])})
		}
	}
	joinTens(all["de"], "und", map[string]float64{"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9},
		map[string]float64{"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90})
	joinTens(all["nl"], "en", map[string]float64{"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9},
		map[string]float64{"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90})
	return all
})

// joinTens adds the numbers that are written as one word, units first.
func joinTens(p *phrases[numberWord], and string, units, tens map[string]float64) {
	for unit, u := range units {
		for ten, t := range tens {
			p.add(unit+and+ten, numberWord{wordNumber, u + t})
		}
	}
}

// joiners stand between the words of one number.
var numberJoiners = map[string]bool{"and": true, "y": true, "e": true, "et": true, "und": true, "en": true}

// wordedNumber is a number in words: tokens [first,last).
type wordedNumber struct {
	last  int
	value float64
	kind  wordKind // wordNumber, wordArticle or wordPart
}

// readWords reads a number in words from token i on, before token end.
func (a *amountReader) readWords(i, end int) (wordedNumber, bool) {
	if a.numbers == nil {
		return wordedNumber{}, false
	}
	word, length := a.numbers.at(a.d.tokens, i, end)
	if length == 0 || word.kind == wordAfter || !a.near(i, length) {
		return wordedNumber{}, false
	}
	n := wordedNumber{i + length, word.value, word.kind}
	for n.kind == wordNumber && n.last < end {
		j := n.last
		if numberJoiners[a.d.tokens[j].Fold] && j+1 < end && n.value >= 20 {
			j++
		}
		next, length := a.numbers.at(a.d.tokens, j, end)
		if length == 0 || next.kind != wordNumber || !a.adjacent(n.last-1) || j > n.last && !a.adjacent(j-1) {
			break
		}
		switch {
		case next.value == 100 && n.value < 100 && n.value > 0 && j == n.last:
			n.value *= 100
		case next.value > 0 && next.value < 10 && n.value >= 20 && int(n.value)%10 == 0,
			next.value >= 10 && next.value < 100 && n.value >= 100 && int(n.value)%100 == 0:
			n.value += next.value
		default:
			return n, true
		}
		n.last = j + length
	}
	return n, true
}

// near says whether the tokens [i,i+length) stand in one phrase; the point of an
// abbreviation ("U.S. dollars") may stand in it.
func (a *amountReader) near(i, length int) bool {
	for j := i; j < i+length-1; j++ {
		if between := a.d.between(j); !a.adjacent(j) && between != "." && (between != ". " || !strings.Contains(a.d.tokens[j].Fold, ".")) {
			return false
		}
	}
	return true
}

// adjacent says whether only spaces, hyphens and an apostrophe stand between
// token i and the next.
func (a *amountReader) adjacent(i int) bool {
	between := a.d.between(i)
	return between != "" && isGap(between)
}

// isGap says whether s is what may stand inside a phrase.
func isGap(s string) bool {
	switch s {
	case " ", "-", "", "'", "’", "\u00a0", "\u202f", "\u2009", "\u2011", "\u2010", "\n", "  ", " \n":
		return true
	}
	return false
}
