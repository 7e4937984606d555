package change

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

// word is a token that stands on one side of a hunk only.
type word struct {
	fold    string
	surface string
	initial bool // it begins a sentence, so that its capital says nothing
	named   bool // a name goes on behind it: Ada Marsh, ministry of Tides
	quoted  bool
}

// differing returns the words of a hunk that only the old and only the new
// side have; what was only moved is on neither.
func (h hunk) differing() (gone, come []word) {
	gone, come = side(h.oldText, h.old, h.before), side(h.newText, h.new, h.after)
	count := map[string]int{}
	for _, w := range come {
		count[w.fold]++
	}
	gone = without(gone, count)
	clear(count)
	for _, w := range side(h.oldText, h.old, h.before) {
		count[w.fold]++
	}
	return gone, without(come, count)
}

func without(words []word, count map[string]int) []word {
	var kept []word
	for _, w := range words {
		if count[w.fold] > 0 {
			count[w.fold]--
			continue
		}
		kept = append(kept, w)
	}
	return kept
}

// side returns the words of one side. Dots in abbreviations are left out: U.S.
// is US.
func side(s string, at, around text.Span) []word {
	quotes := quoted(s[around.Start:around.End])
	var words []word
	for _, token := range text.Tokens(at.Of(s)) {
		surface := token.Of(at.Of(s))
		place := at.Start + token.Start
		fold := token.Fold
		if plain := strings.ReplaceAll(fold, ".", ""); plain != "" && !isDigit(plain[0]) {
			fold = plain
		}
		words = append(words, word{
			fold: fold, surface: surface, initial: startsSentence(s, place),
			quoted: quotes.hold(place - around.Start), named: inName(s, at.Start+token.Start, at.Start+token.End),
		})
	}
	return words
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// startsSentence says whether a word at a place begins a sentence, a line or a
// quotation.
func startsSentence(s string, at int) bool {
	before := strings.TrimRight(s[:at], " \"“„«‘'(\u00a0")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?\n:") || strings.HasSuffix(before, "…")
}

// isName says whether a word is written like a name.
func (w word) isName() bool {
	if w.named {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w.surface)
	if !unicode.IsUpper(r) {
		return false
	}
	if !w.initial {
		return true
	}
	// DHS and iPhone are names wherever they stand.
	return strings.ContainsFunc(w.surface[1:], unicode.IsUpper)
}

// inName says whether the word at [start,end) is a part of a name by what stands
// beside it: a capital goes on behind a capital, "ministry of" stands before.
func inName(s string, start, end int) bool {
	r, _ := utf8.DecodeRuneInString(s[start:])
	if after, ok := strings.CutPrefix(s[end:], " "); ok && unicode.IsUpper(r) {
		next, size := utf8.DecodeRuneInString(after)
		return unicode.IsUpper(next) && len(after) > size && !empty()[text.Fold(s[start:end])]
	}
	before := strings.Fields(s[max(0, start-40):start])
	n := len(before)
	return n >= 2 && ofWords()[text.Fold(before[n-1])] && bodies()[text.Fold(before[n-2])] && !empty()[text.Fold(s[start:end])]
}

// ofWords stand between a body and what it is for.
var ofWords = set("of for de des du do da dos das della dei fur van voor")

// value returns the number that a word says, and whether it says one.
func (w word) value() (float64, bool) {
	if n, ok := numberWords[w.fold]; ok {
		return n, true
	}
	digits := strings.TrimRight(strings.ReplaceAll(w.fold, ",", ""), "%kmbnts")
	if digits == "" || !isDigit(digits[0]) {
		return 0, false
	}
	n, err := strconv.ParseFloat(digits, 64)
	for end, scale := range scaleLetters {
		if err == nil && strings.HasSuffix(w.fold, end) {
			n *= scale
			break
		}
	}
	return n, err == nil
}

// marksOf pairs what opens a quotation with what closes it.
var marksOf = map[rune]rune{'“': '”', '„': '“', '«': '»', '»': '«', '"': '"', '「': '」'}

// spans are the quotations of a text.
type spans []text.Span

func (q spans) hold(at int) bool {
	for _, s := range q {
		if at >= s.Start && at < s.End {
			return true
		}
	}
	return false
}

// quoted returns what stands in quotation marks; a mark that is not closed
// quotes nothing.
func quoted(s string) spans {
	var all spans
	start, closer := -1, rune(0)
	for i, r := range s {
		switch {
		case start >= 0 && r == closer:
			all = append(all, text.Span{Start: start, End: i})
			start = -1
		case start < 0 && marksOf[r] != 0:
			start, closer = i+utf8.RuneLen(r), marksOf[r]
		}
	}
	return all
}
