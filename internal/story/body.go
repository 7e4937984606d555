package story

import (
	"strings"
	"unicode/utf8"

	"dateline/internal/text"
)

// quotedWeight is what a shingle within quotation marks counts where one that
// the article tells in its own words counts 1: two reports of one press
// conference quote the same sentences and are no copies.
const quotedWeight = 0.25

// quotedAll is the share of a text that is more than a quotation.
const quotedAll = 0.4

// Body is a text as copies are decided by: its shingles, told words apart from
// quoted ones, and both without what its outlet repeats.
type Body struct {
	Words  int      // of the whole text
	run    []uint64 // in the order of the text, without blurbs
	told   []uint64 // set
	quoted []uint64 // set: shingles that stand wholly within quotation marks
	blurbs []uint64 // set: what its outlet repeats

	anchors []anchor // for texts in other words
	tongue  string
}

// NewBody reads a text. blurbs may be nil.
func NewBody(s string, blurbs *Blurbs) Body {
	words := text.Tokens(s)
	b := Body{Words: len(words), tongue: tongueOf(words)}
	quotes := quotations(s)
	q, skip := 0, map[int]bool{}
	for i, x := range shingleRun(words) {
		if blurbs.Has(x) {
			b.blurbs = append(b.blurbs, x)
			for k := range ShingleWords {
				skip[i+k] = true
			}
			continue
		}
		b.run = append(b.run, x)
		from, to := words[i].Start, words[i+ShingleWords-1].End
		for q < len(quotes) && quotes[q].End < to {
			q++
		}
		if q < len(quotes) && quotes[q].Start <= from {
			b.quoted = append(b.quoted, x)
		} else {
			b.told = append(b.told, x)
		}
	}
	b.told, b.quoted, b.blurbs = setOf(b.told), setOf(b.quoted), setOf(b.blurbs)
	b.anchors = anchorsOf(words, skip)
	return b
}

// Shingles returns the set that a sketch is made of.
func (b *Body) Shingles() []uint64 {
	all := make([]uint64, 0, len(b.told)+len(b.quoted))
	return setOf(append(append(all, b.told...), b.quoted...))
}

// Overlap is [Containment] without the blurbs of either outlet and with
// quotations counting a quarter; Shared counts them all. Where a good part of
// either text is shared, quotations count in full: nobody quotes so much.
func (b *Body) Overlap(other *Body) Overlap {
	told, quoted := Containment(b.told, other.told), Containment(b.quoted, other.quoted)
	shared := told.Shared + quoted.Shared
	if shared == 0 {
		return Overlap{}
	}
	toldA, quotedA := b.sizes(other.blurbs)
	toldB, quotedB := other.sizes(b.blurbs)
	full := Overlap{shared, share(shared, toldA+quotedA), share(shared, toldB+quotedB)}
	if full.Either() >= quotedAll {
		return full
	}
	weighted := float64(told.Shared) + quotedWeight*float64(quoted.Shared)
	return Overlap{shared, weighted / (float64(toldA) + quotedWeight*float64(quotedA)), weighted / (float64(toldB) + quotedWeight*float64(quotedB))}
}

// sizes returns how many shingles there are besides another outlet's blurbs.
func (b *Body) sizes(blurbs []uint64) (told, quoted int) {
	return len(b.told) - Containment(b.told, blurbs).Shared, len(b.quoted) - Containment(b.quoted, blurbs).Shared
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// longestQuotation is the length in bytes of what is still taken for one: more
// stands between marks where one was lost.
const longestQuotation = 400

// quotations returns what stands between quotation marks, within one line.
func quotations(s string) []text.Span {
	var all []text.Span
	open := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			open = -1
		case !strings.ContainsRune("\"“”„«»「」『』", r):
		case open < 0:
			open = i + size
		case i-open > longestQuotation:
			open = i + size // the mark opens another
		default:
			all = append(all, text.Span{Start: open, End: i})
			open = -1
		}
		i += size
	}
	return all
}
