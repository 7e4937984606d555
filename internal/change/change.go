// Package change tells what an outlet changed between two versions of an
// article, of what kind each change is, and how much it matters.
package change

import (
	"cmp"
	"slices"

	"dateline/internal/text"
)

// Version is one side of a comparison.
type Version struct {
	Title string
	Text  string
	Live  bool // a live blog: it grows
}

// Kind is what a change is about.
type Kind string

// The kinds of change, the weightiest first.
const (
	Correction  Kind = "correction"  // the outlet's notice that it changed something
	Number      Kind = "number"      // an amount, a count, a share
	Sense       Kind = "sense"       // a negation, or a word that turns the meaning round
	Name        Kind = "name"        // of a person, a company, a body, a place
	Date        Kind = "date"        // a day, a month, a year
	Quotation   Kind = "quotation"   // words in quotation marks
	Attribution Kind = "attribution" // on whose word
	Hedge       Kind = "hedge"       // how sure: may, alleged, reportedly
	Passage     Kind = "passage"     // a whole sentence or more came or went
	Wording     Kind = "wording"     // other words for the same
	Growth      Kind = "growth"      // a live blog's new entry
	Boilerplate Kind = "boilerplate" // what a page says about itself
	Typography  Kind = "typography"  // case, punctuation, spelling, white space
)

// Op is how a change was made.
type Op string

// The ways of changing.
const (
	Added    Op = "added"
	Removed  Op = "removed"
	Replaced Op = "replaced"
)

// Change is one place that differs.
type Change struct {
	Kind   Kind
	Op     Op
	Title  bool      // it is in the headline, and so are the spans
	Old    text.Span // bytes of the old text; empty where something was added
	New    text.Span // bytes of the new text; empty where something was removed
	Before text.Span // the sentences of the old text that it touches
	After  text.Span // the sentences of the new text that it touches
	Weight float64   // 0 to 1: how much it matters to a reader
	Notice int       // number in the answer of the notice that owns up to it; -1: none
}

// Compare returns what differs between two versions, the weightiest first; equal
// weights stand in the order of the text. Versions that differ in white space
// alone give none.
func Compare(old, new Version) []Change {
	var all []Change
	for _, h := range hunks(old.Title, new.Title) {
		all = append(all, h.judge(true, false))
	}
	for _, h := range hunks(old.Text, new.Text) {
		all = append(all, h.judge(false, new.Live))
	}
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(b.Weight, a.Weight) })
	ownUp(all, old, new)
	return all
}

// Edited says whether an outlet changed anything that a reader would notice: a
// version that only renders the same words anew is no edit.
func Edited(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Kind != Typography && c.Kind != Boilerplate })
}

// Weight is how much all changes together matter, 0 to 1: as much as the
// weightiest, and a little more for each of the others.
func Weight(changes []Change) float64 {
	rest := 1.0
	for i, c := range changes {
		w := c.Weight
		if i > 0 {
			w /= 4
		}
		rest *= 1 - w
	}
	return 1 - rest
}
