package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the sentences of s in order. Together they cover every byte
// that is not white space, and none begins or ends with white space. Closing
// quotes and brackets and note numbers behind a stop belong to the sentence
// that it ends.
//
// A blank line ends a sentence, as does a line end before a list item; so do
// headings and items without a stop. A single line end else counts as a space,
// except where lines are too long to have been wrapped, and after a short line
// that a capital follows.
func Sentences(s string) []Span {
	all := make([]Span, 0, len(s)/120+1)
	sp := splitter{s: s, start: -1}
	for i := 0; i < len(s); {
		r, size := decode(s, i)
		switch {
		case isSpace(r):
			next, lines := skipSpace(s, i)
			if sp.start >= 0 && sp.gapEnds(next, lines) {
				all = append(all, Span{sp.start, sp.end})
				sp.start = -1
			}
			if lines > 0 {
				sp.line = next
			}
			i = next
			continue
		case sp.start < 0:
			sp.start = i
		}
		if !isStop(r) {
			i += size
			sp.end = i
			continue
		}
		run := stopsAt(s, i)
		end := closersEnd(s, run.end)
		if sp.stopEnds(run, end) {
			all = append(all, Span{sp.start, end})
			sp.start = -1
			i = end
		} else {
			i = run.end
		}
		sp.end = i
	}
	if sp.start >= 0 {
		all = append(all, Span{sp.start, sp.end})
	}
	return all
}

// splitter is where the search for the end of a sentence stands.
type splitter struct {
	s     string
	start int // of the sentence; -1 between sentences
	end   int // of what was read of it, without white space
	line  int // start of the line
}

// Lengths of lines in runes.
const (
	wrapped   = 45  // the least one that may have been broken only because the next word did not fit
	unwrapped = 120 // the least one that shows that lines are not broken to fit
)

// gapEnds says whether white space without a stop before it, up to next, ends
// the sentence.
func (sp *splitter) gapEnds(next, lines int) bool {
	switch {
	case lines > 1:
		return true
	case next == len(sp.s):
		return false
	case isInlineBullet(sp.s, next):
		return true
	case lines == 0:
		return false
	}
	last, _ := before(sp.s, sp.end)
	short := !longer(sp.s[sp.line:sp.end], wrapped)
	switch bulletAt(sp.s, next) {
	case symbolBullet:
		return true
	case numberBullet:
		return short || bulletAt(sp.s, sp.line) != noBullet || last == ':' || last == ';' || isStop(last)
	}
	switch {
	case last == ',' || last == '-':
		return false
	case longer(sp.s[sp.line:sp.end], unwrapped) || longer(lineAt(sp.s, next), unwrapped):
		return true
	case !short:
		return false
	}
	f := look(sp.s, next)
	return unicode.IsUpper(f.r) || isDigit(f.r)
}

// lineAt returns the line at i, or as much of it as matters.
func lineAt(s string, i int) string {
	line := s[i:min(len(s), i+4*unwrapped)]
	if end := strings.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	return line
}

// longer says whether s has at least n runes.
func longer(s string, n int) bool {
	return len(s) >= n && (len(s) >= 4*n || utf8.RuneCountInString(s) >= n)
}

// stops is a run of stops such as "." or "?!" or "...".
type stops struct {
	start, end int
	count      int
	strong     bool // one of a script without capitals: ends wherever it stands
	mark       bool // holds a question or exclamation mark
	ellipsis   bool
}

func stopsAt(s string, i int) stops {
	run := stops{start: i}
	dots := 0
	for i < len(s) {
		r, size := decode(s, i)
		if !isStop(r) {
			break
		}
		switch {
		case r == '.':
			dots++
		case r == '…':
			run.ellipsis = true
		case isStrongStop(r):
			run.strong = true
		default:
			run.mark = true
		}
		i += size
		run.count++
	}
	run.end = i
	run.ellipsis = (run.ellipsis || dots > 1) && !run.mark
	if run.strong && run.count == 1 && i < len(s) { // a full-width point within a number
		if r, _ := decode(s, i); isDigit(r) {
			run.strong = false
		}
	}
	return run
}

func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‽', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return r > 0x37d && isStrongStop(r)
}

func isStrongStop(r rune) bool {
	switch r {
	case '。', '｡', '！', '？', '．', '؟', '۔', '।', '॥', '։', '።', '។', '။', '\u037e':
		return true
	}
	return false
}

// stopEnds says whether a run of stops, whose closing quotes and brackets reach
// to end, ends the sentence.
func (sp *splitter) stopEnds(run stops, end int) bool {
	s := sp.s
	if end == len(s) {
		return true
	}
	r, _ := decode(s, end)
	if !isSpace(r) {
		return run.strong && strongEnds(r, end > run.end) || sp.runTogether(run, end, r)
	}
	next, lines := skipSpace(s, end)
	if next == len(s) || lines > 1 || run.strong {
		return true
	}
	f := look(s, next)
	if isInlineBullet(s, next) || lines > 0 && bulletAt(s, next) != noBullet {
		return true
	}
	if f.lower || isContinuation(f.r) {
		return false
	}
	opened, _ := before(s, run.start)
	enclosed := (opened == '(' || opened == '[') && end > run.end
	switch {
	case enclosed, f.dashed && end > run.end && !isStarter(s, f): // “…” — Ruth Hale
		return false
	case run.mark:
		return !sp.marksName(run, end, f)
	case run.ellipsis:
		return true
	}
	return sp.pointEnds(run.start, f)
}

// strongEnds says whether a stop such as 。 ends a sentence before r. Behind a
// closing bracket Hiragana goes on with the sentence that holds the quotation.
func strongEnds(r rune, closed bool) bool {
	switch r {
	case '，', '、', '；', '：', ',', '،':
		return false
	}
	return !closed || !unicode.Is(unicode.Hiragana, r)
}

// runTogether says whether two sentences lost the space between them, as in
// "the company.The contract".
func (sp *splitter) runTogether(run stops, end int, r rune) bool {
	if run.count != 1 || !unicode.IsUpper(r) {
		return false
	}
	last, _ := before(sp.s, run.start)
	if token := tokenBefore(sp.s, run.start); !unicode.IsLower(last) || strings.ContainsAny(token, "./") {
		return false // a name of a file or a host
	}
	f := look(sp.s, end)
	after := f.at + len(f.word)
	return f.at == end && isStarter(sp.s, f) && after < len(sp.s) && sp.s[after] == ' '
}

// marksName says whether an exclamation mark belongs to a name (Yahoo! Inc.) or
// the speaker of a quoted question follows ("Why?" Smith asked).
func (sp *splitter) marksName(run stops, end int, f follower) bool {
	if end == run.end {
		name := tokenBefore(sp.s, run.start)
		return companyForms[f.word] || name == "Yahoo" || name == "E"
	}
	i := f.at
	for range 3 { // up to two names and the verb
		w, ok := nextWord(sp.s[:min(len(sp.s), f.at+64)], i)
		if !ok || w.Start > i+1 {
			return false
		}
		if i > f.at && saying[w.Of(sp.s)] {
			return true
		}
		i = w.End
	}
	return false
}

// pointEnds says whether a single point ends the sentence before f.
func (sp *splitter) pointEnds(point int, f follower) bool {
	token := tokenBefore(sp.s, point)
	if isNumeral(token) {
		return !sp.isMarker(point, token) && !isOrdinal(sp.s, point, token, f)
	}
	switch sp.classify(point, token) {
	case title:
		return false
	case number:
		return !isDigit(f.r) && !isRoman(f.word) && f.r != '§' && f.r != '#'
	case month:
		return !isDigit(f.r)
	case either:
		return isStarter(sp.s, f) || f.quoted && !isDigit(f.r)
	case clock:
		return !zones[f.word] && !isDigit(f.r)
	}
	return true
}

// isMarker says whether the token before the point numbers an item of a list.
func (sp *splitter) isMarker(point int, token string) bool {
	return point-len(token) == sp.start && sp.start == sp.line && len(token) <= 4 && (len(token) < 4 || isRoman(token))
}
