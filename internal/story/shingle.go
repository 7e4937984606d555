package story

import (
	"slices"

	"dateline/internal/text"
)

// ShingleWords is how many words in a row make a shingle. Four in place of five
// keeps more of a text whose every sixth word was changed, and still hardly
// ever meets by chance.
const ShingleWords = 4

// Shingles returns the hashed word shingles of a text: every run of
// [ShingleWords] folded words, each once, in ascending order. A text with fewer
// words has none.
//
// Shingles and resemblance are Broder's: On the resemblance and containment of
// documents, Compression and Complexity of Sequences, 1997.
func Shingles(s string) []uint64 {
	return setOf(shingleRun(text.Tokens(s)))
}

// shingleRun returns the shingle that begins at each word, in order.
func shingleRun(words []text.Token) []uint64 {
	if len(words) < ShingleWords {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = hashString(w.Fold)
	}
	run := make([]uint64, len(words)-ShingleWords+1)
	for i := range run {
		h := uint64(fnvOffset)
		for _, w := range hashes[i : i+ShingleWords] {
			h = mix(h ^ w)
		}
		run[i] = h
	}
	return run
}

// setOf sorts values and leaves each once. It changes its argument.
func setOf(values []uint64) []uint64 {
	slices.Sort(values)
	return slices.Compact(values)
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashString is FNV-1a, with its bits mixed. Stored keys depend on it.
func hashString(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return mix(h)
}

// mix is the finalizer of MurmurHash3: every bit of x tells on every bit of it.
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// Overlap is how much two sets of shingles have in common.
type Overlap struct {
	Shared int     // shingles in both
	InA    float64 // share of a that is in b, 0 to 1
	InB    float64 // share of b that is in a, 0 to 1
}

// Either is the larger of both shares.
func (o Overlap) Either() float64 { return max(o.InA, o.InB) }

// Jaccard is the shared part of all.
func (o Overlap) Jaccard() float64 {
	if o.Shared == 0 {
		return 0
	}
	s := float64(o.Shared)
	return s / (s/o.InA + s/o.InB - s)
}

// Containment compares two sets of shingles as [Shingles] returns them:
// ascending, each once.
func Containment(a, b []uint64) Overlap {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared++
			i++
			j++
		}
	}
	if shared == 0 {
		return Overlap{}
	}
	return Overlap{shared, float64(shared) / float64(len(a)), float64(shared) / float64(len(b))}
}
