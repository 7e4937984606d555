package reading

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// wordShape says how a word is written and where it stands.
type wordShape uint8

const (
	wordCapital wordShape = 1 << iota // begins with a capital or a digit before one: "Orlando", "3M"
	wordUpper                         // two letters or more, all capitals: "CBP"
	wordMixed                         // a capital behind a small letter: "ShotSpotter", "iPad"
	wordDigit                         // begins with a digit
	wordOpens                         // first of its sentence, or behind an opening quote or a colon
	wordTitle                         // in a sentence in which almost every word has a capital
	wordRead                          // in a sentence that is read: not noise
)

func (w wordShape) is(all wordShape) bool { return w&all == all }

// gap says what stands between a word and the next one.
type gap uint8

const (
	gapOther      gap = iota
	gapSpace          // only white space
	gapTight          // nothing, a hyphen, an apostrophe, a point without space: "Ton-That", "ID.me"
	gapAnd            // "&"
	gapPossessive     // "'s " or "’ "
	gapStop           // ". " within a sentence: "Inc. said"
	gapComma          // ", "
	gapOpen           // " ("
)

// nameReader reads the names of one text.
type nameReader struct {
	d       *document
	g       *gazetteer.Gazetteer
	book    *nameBook
	parts   []*nameReader // of the document
	words   []wordShape
	gaps    []gap
	runs    []run
	small   map[string]bool // folded words that also stand without a capital
	large   map[string]bool // those that have one within a sentence
	found   []named
	byFirst []int32 // for each token the last candidate that begins there, + 1
	longest int     // words of the longest candidate
}

func newNameReader(d *document, g *gazetteer.Gazetteer, book *nameBook) *nameReader {
	r := &nameReader{d: d, g: g, book: book, words: make([]wordShape, len(d.tokens)), gaps: make([]gap, len(d.tokens)), byFirst: make([]int32, len(d.tokens)), small: map[string]bool{}, large: map[string]bool{}}
	for i := range d.tokens {
		r.words[i] = shapeOf(d.tokens[i].Of(d.Text))
		r.gaps[i] = r.gapAfter(i)
	}
	for _, s := range d.sentences {
		r.lookAtSentence(s)
	}
	for _, s := range d.sentences {
		r.findRuns(s)
	}
	for i := range r.runs {
		u := &r.runs[i]
		u.name = r.withoutOpeners(u.first, u.last)
		u.none = u.name == u.last || r.noName(u.name, u.last)
	}
	return r
}

// shapeOf says how a word is written.
func shapeOf(word string) wordShape {
	var shape wordShape
	letters, capitals, small := 0, 0, false
	for i, c := range word {
		switch {
		case c < utf8.RuneSelf && '0' <= c && c <= '9':
			if i == 0 {
				shape |= wordDigit
			}
		case isCapital(c):
			if letters == 0 {
				shape |= wordCapital
			}
			if small {
				shape |= wordMixed
			}
			letters++
			capitals++
		case unicode.IsLetter(c):
			letters++
			small = true
		}
	}
	if capitals > 1 && capitals == letters {
		shape |= wordUpper
	}
	if shape.is(wordMixed) {
		shape |= wordCapital
	}
	return shape
}

func isCapital(c rune) bool {
	if c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	return unicode.IsUpper(c)
}

// gapAfter says what stands behind token i.
func (r *nameReader) gapAfter(i int) gap {
	between := r.d.between(i)
	switch between {
	case " ":
		return gapSpace
	case "", "-", ".", "'", "’", "‑":
		if i+1 == len(r.d.tokens) {
			return gapOther
		}
		return gapTight
	case "'s ", "’s ", "' ", "’ ", "‘s ":
		return gapPossessive
	case ". ":
		return gapStop
	case ", ", "., ":
		return gapComma
	case " (":
		return gapOpen
	case " & ", "&":
		return gapAnd
	}
	if strings.TrimSpace(between) == "" && strings.Count(between, "\n") <= 1 {
		return gapSpace
	}
	return gapOther
}

// lookAtSentence marks the words that open the sentence, and those of one in
// title case.
func (r *nameReader) lookAtSentence(s sentence) {
	long, capitals := 0, 0
	mark := wordRead
	for i := s.first; i < s.last; i++ {
		size := r.d.tokens[i].Len()
		if size > 3 && !r.words[i].is(wordDigit) {
			long++
			if r.words[i].is(wordCapital) {
				capitals++
			}
		}
	}
	need := long * 5
	if strings.HasSuffix(s.Of(r.d.Text), ".") {
		need = long * 6
	}
	if long >= 4 && capitals*6 >= need && !germanCase()[r.d.language] {
		mark |= wordTitle
	}
	if mark.is(wordTitle) && r.isMenu(s) {
		return
	}
	for i := s.first; i < s.last; i++ {
		r.words[i] |= mark
		if i == s.first || opens(r.d.between(i-1)) {
			r.words[i] |= wordOpens
		}
		if r.words[i]&(wordUpper|wordTitle) == wordUpper && r.d.tokens[i].Len() > 2 {
			r.book.capitals[r.d.tokens[i].Of(r.d.Text)] = true
		}
		if fold := r.d.tokens[i].Fold; r.words[i]&(wordCapital|wordDigit) == 0 && len(fold) > 2 {
			r.small[fold] = true
		} else if r.words[i]&(wordCapital|wordOpens|wordTitle) == wordCapital {
			r.large[fold] = true
		}
	}
}

// isMenu says whether a sentence in title case is a row of a menu: many words
// and none of the small ones that headlines have.
func (r *nameReader) isMenu(s sentence) bool {
	if s.last-s.first < 10 {
		return false
	}
	for i := s.first; i < s.last; i++ {
		if w := r.word(i); smallInNames()[w] || leadingWords()[w] {
			return false
		}
	}
	return !strings.HasSuffix(s.Of(r.d.Text), ".")
}

// germanCase are the languages that write every noun with a capital.
var germanCase = wordSetOf(`de lb`)

// opens says whether what stands before a word makes it the first of something.
func opens(between string) bool {
	return len(between) > 1 && strings.ContainsAny(between, `":“„«»•·*–—`)
}

// run is a sequence of words with capitals that only spaces, hyphens, "&" and
// the points of initials part.
type run struct {
	first, last int  // tokens [first,last)
	end         int  // of the sentence
	name        int  // token at which the name begins, behind articles and openers; last: there is none
	none        bool // the name is a day, a country, a law: nothing that is looked for
}

// findRuns finds the runs of a sentence.
func (r *nameReader) findRuns(s sentence) {
	for i := s.first; i < s.last; {
		if !r.words[i].is(wordRead) || !r.startsName(i) || calendarWords()[r.word(i)] {
			i++
			continue
		}
		j := i + 1
		for j < s.last && r.continues(j) && !r.nounEnds(j-1) && !r.titleAt(j) && (!r.titleAt(i) || j-i > 1) {
			j++
		}
		r.runs = append(r.runs, run{first: i, last: j, end: s.last})
		i = j
	}
}

// nounEnds says whether token i is a German noun that tells what the name
// behind it is: "Anbieter".
func (r *nameReader) nounEnds(i int) bool {
	w := r.word(i)
	return w != "projekt" && w != "cloud" && germanCase()[r.d.language] && r.gaps[i] == gapSpace &&
		(companyNouns()[w] || orgNouns()[w] || productNouns()[w] || germanTail(w, companyNouns()) || productTail(w))
}

// titleAt says whether token i is the title of a person, which parts runs.
func (r *nameReader) titleAt(i int) bool {
	return isTitle(r.word(i)) && !r.words[i].is(wordTitle) && (i == 0 || r.gaps[i-1] != gapTight)
}

// startsName says whether a name may begin at token i.
func (r *nameReader) startsName(i int) bool {
	w := r.words[i]
	return w.is(wordCapital) || w.is(wordDigit) && r.digitName(i)
}

// digitName says whether a word that begins with a digit is a name ("3M",
// "18F"), not an amount ("$86M") or a kind of network ("5G").
func (r *nameReader) digitName(i int) bool {
	word := r.d.tokens[i].Of(r.d.Text)
	end := word[len(word)-1]
	return len(word) <= 3 && 'A' <= end && end <= 'Z' && end != 'G' && end != 'K' && end != 'D' && (i == 0 || strings.HasSuffix(r.d.between(i-1), " "))
}

// continues says whether token j goes on with the run that holds the token before it.
func (r *nameReader) continues(j int) bool {
	switch r.gaps[j-1] {
	case gapSpace, gapAnd:
		return r.startsName(j)
	case gapTight:
		return r.startsName(j) || r.d.between(j-1) == "." || r.words[j].is(wordDigit)
	case gapStop:
		return r.startsName(j) && (r.d.tokens[j-1].Len() == 1 || initialLike()[r.d.tokens[j-1].Fold])
	}
	return false
}

// initialLike are the abbreviations behind which a name goes on.
var initialLike = wordSetOf(`st dr mr mrs ms prof gen sen rep lt col gov sgt capt adm maj pvt u.s u.k jr sra dra sr`)

// words of a passage as they stand in the text.
func (r *nameReader) text(first, last int) string { return r.d.span(first, last).Of(r.d.Text) }

// fold returns the folded words [first,last), parted by spaces.
func (r *nameReader) fold(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(r.d.tokens[i].Fold)
	}
	return b.String()
}

// foldOf returns a name as fold writes it.
func foldOf(name string) string {
	var b strings.Builder
	for i, t := range text.Tokens(name) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Fold)
	}
	return b.String()
}

// word returns the folded token i, "" outside of the text.
func (r *nameReader) word(i int) string {
	if i < 0 || i >= len(r.d.tokens) {
		return ""
	}
	return r.d.tokens[i].Fold
}

// gap returns what stands behind token i, gapOther outside of the text.
func (r *nameReader) gap(i int) gap {
	if i < 0 || i >= len(r.gaps) {
		return gapOther
	}
	return r.gaps[i]
}

// wordSetOf makes a set of words from a list with spaces, when it is first used.
func wordSetOf(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for word := range strings.FieldsSeq(list) {
			set[word] = true
		}
		return set
	})
}
