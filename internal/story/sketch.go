package story

import (
	"encoding/binary"
	"math"
	"sync"

	"dateline/internal/fault"
)

// The size of a sketch. Two texts that share the part J of their shingles meet
// in a band of two values with the chance J², and in one of 64 with
// 1−(1−J²)^64: .93 at J = .2, more than .999 at a third.
const (
	SketchValues = 128
	SketchBands  = 64
	bandValues   = SketchValues / SketchBands
)

// Sketch is a text's MinHash: for each of 128 hash functions the least value of
// its shingles, cut to 32 bits, and how many shingles there are. Its binary
// form has 517 bytes.
//
// MinHash is Broder's; finding similar sets by bands of it is locality-sensitive
// hashing: Indyk and Motwani, Approximate nearest neighbors, STOC 1998.
type Sketch struct {
	Shingles uint32 // 0: the text was too short to have any
	Values   [SketchValues]uint32
}

// NewSketch makes the sketch of shingles.
func NewSketch(shingles []uint64) Sketch {
	s := Sketch{Shingles: uint32(min(len(shingles), math.MaxUint32))}
	seeds := sketchSeeds()
	for i := range s.Values {
		s.Values[i] = math.MaxUint32
	}
	for _, x := range shingles {
		for i, seed := range seeds {
			if v := uint32((x ^ seed.xor) * seed.times >> 32); v < s.Values[i] {
				s.Values[i] = v
			}
		}
	}
	return s
}

type sketchSeed struct{ times, xor uint64 }

// sketchSeeds are the hash functions. Stored sketches depend on them.
var sketchSeeds = sync.OnceValue(func() *[SketchValues]sketchSeed {
	var seeds [SketchValues]sketchSeed
	for i := range seeds {
		seeds[i] = sketchSeed{times: mix(uint64(2*i+1)*fnvPrime) | 1, xor: mix(uint64(2*i+2) * fnvPrime)}
	}
	return &seeds
})

// Bands returns the keys under which similar texts find each other: two texts
// with one key in the same place are worth comparing. ok is false for a text
// without shingles, which has no keys.
func (s *Sketch) Bands() (keys [SketchBands]uint64, ok bool) {
	if s.Shingles == 0 {
		return keys, false
	}
	for i := range keys {
		v := s.Values[i*bandValues : (i+1)*bandValues]
		keys[i] = mix(uint64(v[0])<<32|uint64(v[1])) ^ mix(uint64(i)+1)
	}
	return keys, true
}

// Resemblance estimates the shared part of all shingles of two texts; its
// standard error is at most .045.
func (s *Sketch) Resemblance(other *Sketch) float64 {
	if s.Shingles == 0 || other.Shingles == 0 {
		return 0
	}
	same := 0
	for i, v := range s.Values {
		if v == other.Values[i] {
			same++
		}
	}
	return float64(same) / SketchValues
}

// Overlap estimates what [Containment] computes.
func (s *Sketch) Overlap(other *Sketch) Overlap {
	j := s.Resemblance(other)
	if j == 0 {
		return Overlap{}
	}
	a, b := float64(s.Shingles), float64(other.Shingles)
	shared := min(j/(1+j)*(a+b), a, b)
	return Overlap{int(math.Round(shared)), shared / a, shared / b}
}

const (
	sketchVersion = 1
	sketchSize    = 1 + 4 + 4*SketchValues
)

// MarshalBinary returns the stored form: a version byte, the number of
// shingles, the values; little endian. It cannot fail.
func (s Sketch) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, sketchSize)
	b = append(b, sketchVersion)
	b = binary.LittleEndian.AppendUint32(b, s.Shingles)
	for _, v := range s.Values {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b, nil
}

// UnmarshalBinary reads the stored form. What is none is [fault.Corrupt].
func (s *Sketch) UnmarshalBinary(b []byte) error {
	if len(b) != sketchSize || b[0] != sketchVersion {
		return fault.New(fault.Corrupt, "sketch of %d bytes: not of this version", len(b))
	}
	s.Shingles = binary.LittleEndian.Uint32(b[1:])
	for i := range s.Values {
		s.Values[i] = binary.LittleEndian.Uint32(b[5+4*i:])
	}
	return nil
}
