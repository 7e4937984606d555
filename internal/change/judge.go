package change

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"dateline/internal/text"
)

// weights are how much the kinds matter to a reader, before place and size.
var weights = map[Kind]float64{
	Correction: .95, Number: .85, Sense: .8, Name: .78, Date: .74, Quotation: .74, Attribution: .66, Hedge: .66, Passage: .5,
	Wording: .3, Growth: .22, Boilerplate: .04, Typography: .02,
}

// judge says what kind of change a hunk is, and what it weighs.
func (h hunk) judge(title, live bool) Change {
	c := Change{Op: h.op(), Title: title, Old: h.old, New: h.new, Before: h.before, After: h.after, Notice: -1}
	gone, come := h.differing()
	c.Kind = h.kind(gone, come, live)
	c.Weight = weights[c.Kind]
	switch c.Kind {
	case Wording:
		c.Weight = min(.45, .12+.04*float64(content(gone)+content(come)))
	case Passage:
		c.Weight = passageWeight(h)
	case Typography, Boilerplate, Growth:
		return c
	}
	if title {
		c.Weight = max(c.Weight+.1, .55)
	} else if h.opening {
		c.Weight += .03
	}
	c.Weight = min(1, c.Weight)
	return c
}

func (h hunk) op() Op {
	switch {
	case h.old.Len() == 0:
		return Added
	case h.new.Len() == 0:
		return Removed
	}
	return Replaced
}

// kind is the weightiest kind that the differing words give.
func (h hunk) kind(gone, come []word, live bool) Kind {
	old, new := text.Fold(h.before.Of(h.oldText)), text.Fold(h.after.Of(h.newText))
	switch {
	case h.op() != Removed && isNotice(new) && !isNotice(old), h.op() == Added && isNotice(text.Fold(h.new.Of(h.newText))):
		return Correction
	case isFurniture(h, old, new):
		return Boilerplate
	case len(gone) == 0 && len(come) == 0, sameSpelling(gone, come), sameNumbers(gone, come):
		return Typography
	}
	if h.wholeSentences() {
		if live && h.op() == Added {
			return Growth
		}
		return Passage
	}
	both := slices.Concat(gone, come)
	has := func(words map[string]bool) bool {
		return slices.ContainsFunc(both, func(w word) bool { return words[w.fold] })
	}
	switch {
	case h.date(gone, come):
		return Date
	case h.number(gone, come):
		return Number
	case slices.ContainsFunc(both, func(w word) bool { return w.quoted }) && contentful(both):
		return Quotation
	case turned(gone, come):
		return Sense
	case slices.ContainsFunc(both, func(w word) bool { return w.isName() && !empty()[w.fold] && !calendar()[w.fold] }):
		return Name
	case has(hedging()):
		return Hedge
	case has(attributing()):
		return Attribution
	case has(bodies()):
		return Name
	}
	return Wording
}

// passageWeight weighs whole sentences by what they hold.
func passageWeight(h hunk) float64 {
	s, at := h.newText, h.new
	if h.op() == Removed {
		s, at = h.oldText, h.old
	}
	w := weights[Passage]
	words := side(s, at, at)
	if slices.ContainsFunc(words, func(w word) bool { return w.quoted }) {
		w += .1
	}
	if slices.ContainsFunc(words, func(w word) bool { _, ok := w.value(); return ok || turning()[w.fold] }) {
		w += .08
	}
	if slices.ContainsFunc(words, func(w word) bool { return attributing()[w.fold] }) {
		w += .06
	}
	if h.op() == Removed { // what is taken back says more than what is added
		w += .1
	}
	return w
}

// contentful says whether a word with a meaning of its own is among them.
func contentful(words []word) bool { return content(words) > 0 }

func content(words []word) (n int) {
	for _, w := range words {
		if !empty()[w.fold] {
			n++
		}
	}
	return n
}

// turned says whether a turning word came or went, not merely another form of
// it; or whether one side of a pair took the place of another.
func turned(gone, come []word) bool {
	a, b := stems(gone, turning()), stems(come, turning())
	c, d := stems(gone, paired()), stems(come, paired())
	return !maps.Equal(a, b) || len(c) > 0 && len(d) > 0 && !maps.Equal(c, d)
}

func stems(words []word, table map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, w := range words {
		if table[w.fold] {
			all[w.fold[:min(4, len(w.fold))]] = true
		}
	}
	return all
}

// number says whether other numbers stand there than before.
func (h hunk) number(gone, come []word) bool { return len(values(gone))+len(values(come)) > 0 }

// date says whether what differs is a time: a word of the calendar, a year, or
// a number beside a month.
func (h hunk) date(gone, come []word) bool {
	numbers, times := 0, 0
	for _, w := range slices.Concat(gone, come) {
		switch n, is := w.value(); {
		case calendar()[w.fold] && (w.isName() || w.initial || !hedging()[w.fold]):
			times++
		case is && n >= 1900 && n < 2100 && len(w.fold) == 4 && isDigit(w.fold[0]):
			times++
		case is && n >= 1 && n <= 31 && h.besideMonth(w):
			times++
		case is:
			numbers++
		}
	}
	return times > 0 && numbers == 0
}

// besideMonth says whether a number stands beside a word of the calendar.
func (h hunk) besideMonth(w word) bool {
	for _, s := range []string{h.before.Of(h.oldText), h.after.Of(h.newText)} {
		tokens := text.Tokens(s)
		for i, token := range tokens {
			if token.Fold == w.fold && (i > 0 && calendar()[tokens[i-1].Fold] || i+1 < len(tokens) && calendar()[tokens[i+1].Fold]) {
				return true
			}
		}
	}
	return false
}

func values(words []word) []float64 {
	var all []float64
	for _, w := range words {
		if n, ok := w.value(); ok {
			all = append(all, n)
		}
	}
	return all
}

// sameNumbers says whether both sides say the same number and nothing else:
// "10" and "ten", "1.4 million" and "1,400,000", "percent" and "per cent".
func sameNumbers(gone, come []word) bool {
	a, b := values(gone), values(come)
	if len(a) == 0 || len(b) == 0 || product(a) != product(b) {
		return false
	}
	rest := func(words []word) (n int) {
		for _, w := range words {
			if _, ok := w.value(); !ok && !empty()[w.fold] {
				n++
			}
		}
		return n
	}
	return rest(gone)+rest(come) == 0
}

func product(all []float64) float64 {
	p := 1.0
	for _, v := range all {
		p *= v
	}
	return p
}

// sameSpelling says whether both sides are one word after the other the same
// but for their spelling: organise and organize, a slip of a key.
func sameSpelling(gone, come []word) bool {
	a, b := joined(gone), joined(come)
	if a == b {
		return true
	}
	if len(gone) != len(come) {
		return false
	}
	for i := range gone {
		if !respelled(gone[i], come[i]) {
			return false
		}
	}
	return true
}

func joined(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.fold)
	}
	return b.String()
}

// respelled says whether two words are one, written in two ways. Names, numbers
// and words that turn the meaning never are.
func respelled(a, b word) bool {
	if a.fold == b.fold {
		return true
	}
	if a.isName() || b.isName() || turning()[a.fold] || turning()[b.fold] || hedging()[a.fold] || hedging()[b.fold] || calendar()[a.fold] || calendar()[b.fold] {
		return false
	}
	if strings.ContainsFunc(a.fold+b.fold, unicode.IsDigit) || numberWords[a.fold] > 0 || numberWords[b.fold] > 0 {
		return false
	}
	shorter := min(len(a.fold), len(b.fold))
	return shorter >= 4 && text.Slips(a.fold, b.fold) <= 1+shorter/9
}

// isNotice says whether a folded text owns up to a mistake.
func isNotice(fold string) bool {
	return slices.ContainsFunc(notices, func(n string) bool { return strings.Contains(fold, n) })
}

// longestFurniture is the longest paragraph that a phrase of furniture marks.
const longestFurniture = 160

// isFurniture says whether the page speaks about itself where it differs.
func isFurniture(h hunk, old, new string) bool {
	speaks := func(fold string) bool {
		return fold == "" || len(fold) <= longestFurniture && slices.ContainsFunc(furniture, func(f string) bool { return strings.Contains(fold, f) })
	}
	if h.op() == Added {
		return speaks(new) && new != ""
	}
	if h.op() == Removed {
		return speaks(old) && old != ""
	}
	return speaks(old) && speaks(new)
}
