package story

import (
	"encoding/binary"
	"maps"
	"slices"

	"dateline/internal/fault"
)

// Limits of what is learned of one outlet.
const (
	blurbSeen   = 3    // so many otherwise different articles make a shingle a blurb
	blurbMemory = 8192 // shingles kept: some ten articles' worth and all blurbs

	// An article of which so much is known is one seen before, or a copy of one,
	// and no new witness: half of it, or more shingles than the longest blurb has.
	blurbSame = 0.5
	blurbMost = 1000
)

// Blurbs is what one outlet repeats from article to article: standing blurbs,
// navigation, "reporting by" lines. The zero value has learned nothing. It is
// not safe for use by many at once while it learns.
type Blurbs struct {
	seen map[uint32]uint8 // shingle, cut to 32 bits → articles that had it
}

// Learn takes note of an article's shingles. An article whose greater part is
// known already is an update or a copy of an earlier one and teaches nothing.
func (b *Blurbs) Learn(shingles []uint64) {
	known := 0
	for _, x := range shingles {
		if n := b.seen[uint32(x)]; n > 0 && n < blurbSeen {
			known++
		}
	}
	if float64(known) > blurbSame*float64(len(shingles)) || known > blurbMost {
		return
	}
	if b.seen == nil {
		b.seen = map[uint32]uint8{}
	}
	if len(b.seen)+len(shingles) > blurbMemory {
		maps.DeleteFunc(b.seen, func(_ uint32, n uint8) bool { return n < 2 })
	}
	if len(b.seen)+len(shingles) > 2*blurbMemory {
		maps.DeleteFunc(b.seen, func(_ uint32, n uint8) bool { return n < blurbSeen })
	}
	for _, x := range shingles {
		if n := b.seen[uint32(x)]; n < blurbSeen {
			b.seen[uint32(x)] = n + 1
		}
	}
}

// Has says whether the outlet repeats a shingle.
func (b *Blurbs) Has(shingle uint64) bool {
	return b != nil && b.seen[uint32(shingle)] >= blurbSeen
}

// Without returns the shingles that are no blurbs, in their order.
func (b *Blurbs) Without(shingles []uint64) []uint64 {
	if b == nil || len(b.seen) == 0 {
		return shingles
	}
	return slices.DeleteFunc(slices.Clone(shingles), b.Has)
}

const blurbVersion = 1

// MarshalBinary returns the stored form: a version byte and five bytes for each
// shingle, ascending. It cannot fail.
func (b Blurbs) MarshalBinary() ([]byte, error) {
	out := append(make([]byte, 0, 1+5*len(b.seen)), blurbVersion)
	for _, x := range slices.Sorted(maps.Keys(b.seen)) {
		out = append(binary.LittleEndian.AppendUint32(out, x), b.seen[x])
	}
	return out, nil
}

// UnmarshalBinary reads the stored form. What is none is [fault.Corrupt].
func (b *Blurbs) UnmarshalBinary(data []byte) error {
	if len(data)%5 != 1 || data[0] != blurbVersion {
		return fault.New(fault.Corrupt, "blurbs of %d bytes: not of this version", len(data))
	}
	seen := make(map[uint32]uint8, len(data)/5)
	for rest := data[1:]; len(rest) > 0; rest = rest[5:] {
		seen[binary.LittleEndian.Uint32(rest)] = min(rest[4], blurbSeen)
	}
	b.seen = seen
	return nil
}
