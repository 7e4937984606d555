package story

import (
	"cmp"
	"math"
	"slices"
)

// CopyKind says how a text was made of another.
type CopyKind string

// The kinds of copy.
const (
	CopyWhole    CopyKind = "whole"    // the same text but for small edits
	CopyOpening  CopyKind = "opening"  // how the other begins, and no more
	CopyPart     CopyKind = "part"     // other parts of it, and nothing else
	CopyExtended CopyKind = "extended" // all of it, and more
	CopyReworked CopyKind = "reworked" // parts of it among other text
	CopySpun     CopyKind = "spun"     // its sentences in other words, in their order
	CopyForeign  CopyKind = "foreign"  // its facts in their order in another language
)

// Copy says whose text an article has.
type Copy struct {
	Of    int64    // the article that it was taken from
	Kind  CopyKind //
	Share float64  // of the copy that is the other's, 0 to 1
	Taken float64  // of the other that the copy has, 0 to 1
	Why   Ground   // why the other is the original
}

// Ground says what tells the original from the copy.
type Ground string

// The grounds, the strongest first.
const (
	ByCanonical Ground = "canonical" // the copy's page names the other as canonical
	ByCredit    Ground = "credit"    // the copy credits the other's outlet
	ByLink      Ground = "link"      // the copy links to the other
	ByCitation  Ground = "citation"  // the copy names the other's outlet in its text
	ByTime      Ground = "time"      // the other is older
	ByArrival   Ground = "arrival"   // the other was stored first; nothing else tells
)

// What a copy needs at least.
const (
	copyShare      = 0.25 // of either text in the other
	copyShingles   = 12   // shared
	copyShort      = 120  // words of a text that is so short that
	copyShortShare = 0.5  // so much of it must be the other's, or else
	copyTiny       = 50   // with so many words, what it says must come in the other's order
)

// Text is an article with what copies are told by.
type Text struct {
	*Doc
	Body
}

// CopyOf returns which of the candidates a text is a copy of, if it is one: of
// those that are older or otherwise shown to be the original, the one that it
// has the most from; of equals the earliest, or where no time tells, the one
// that has the least besides. Candidates are found by the bands of their
// sketches, and by rare terms where [Features.Alike] says so; those that are no copies, or copies of doc itself, do no harm.
func CopyOf(doc *Text, candidates []*Text) (Copy, bool) {
	var all []original
	most := 0.0
	for _, other := range candidates {
		if other.ID == doc.ID {
			continue
		}
		o, ok := compareTexts(doc, other)
		if !ok {
			continue
		}
		if o.Why, ok = originalIs(other, doc); !ok {
			continue
		}
		all = append(all, o)
		most = max(most, o.preference())
	}
	if len(all) == 0 {
		return Copy{}, false
	}
	all = slices.DeleteFunc(all, func(o original) bool { return o.preference() < most-sameShare })
	return slices.MinFunc(all, func(a, b original) int {
		return cmp.Or(compareTime(a.other, b.other), -cmp.Compare(coarse(a.over.Jaccard()), coarse(b.over.Jaccard())), cmp.Compare(a.Of, b.Of))
	}).Copy, true
}

// original is what a text may be a copy of.
type original struct {
	Copy
	other *Text
	over  Overlap // of shingles, also where the words were changed
}

// preference is what originals are chosen by: the shingles of the copy that it
// has, after whether the copy names it by its address.
func (o *original) preference() float64 {
	if o.Why == ByCanonical || o.Why == ByLink {
		return 1 + o.over.InA
	}
	return o.over.InA
}

// sameShare is by how much shares differ by chance, as by a blurb or two.
const sameShare = 0.04

// coarse is a share in steps of a twentieth: less is chance.
func coarse(share float64) int { return int(math.Round(share * 20)) }

// compareTexts says whether two texts are one, in what way doc is made of the
// other, and how much they share.
func compareTexts(doc, other *Text) (o original, ok bool) {
	over := doc.Overlap(&other.Body)
	o = original{Copy{Of: other.ID, Share: over.InA, Taken: over.InB}, other, over}
	shared := over.Shared >= copyShingles && over.Either() >= copyShare
	if shared {
		short := over.InA
		if other.Words < doc.Words {
			short = over.InB
		}
		if short >= copyShortShare || min(doc.Words, other.Words) >= copyShort {
			o.Kind = kindOf(over, doc, other)
			return o, true
		}
	}
	l := likenessOf(doc.anchors, other.anchors)
	if shared && min(doc.Words, other.Words) >= copyTiny && l.ordered >= spunOrdered {
		o.Kind = kindOf(over, doc, other)
		return o, true
	}
	if o.Kind, ok = isSpun(doc, other, l); ok {
		a, b := total(doc.anchors), total(other.anchors)
		o.Share, o.Taken = l.ordered*min(a, b)/a, l.ordered*min(a, b)/b
	}
	return o, ok
}

// Shares that tell the kinds apart. Light edits leave three fifths of the
// shingles.
const (
	mostly = 0.55
	nearly = 0.8
)

func kindOf(over Overlap, doc, original *Text) CopyKind {
	switch longer := float64(len(doc.run)) / float64(len(original.run)); {
	case over.InA >= mostly && over.InB >= mostly && (over.InB >= nearly || longer > nearly) && (over.InA >= nearly || longer < 1/nearly):
		return CopyWhole
	case over.InA >= mostly && over.InA > over.InB:
		if isOpening(doc, original) {
			return CopyOpening
		}
		return CopyPart
	case over.InB >= mostly:
		return CopyExtended
	}
	return CopyReworked
}

// isOpening says whether what doc has of the original is its beginning: nine
// tenths of the shared shingles lie in a stretch of it from its start that is
// not much longer than they are.
func isOpening(doc, original *Text) bool {
	mine := setOf(slices.Clone(doc.run))
	var places []int
	for i, x := range original.run {
		if _, ok := slices.BinarySearch(mine, x); ok {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return false
	}
	nine := places[len(places)*9/10]
	return float64(nine) <= float64(len(places))/mostly
}
