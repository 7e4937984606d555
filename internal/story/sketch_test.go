package story

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/internal/fault"
)

func TestShinglesIgnoreCaseAndPunctuation(t *testing.T) {
	a := Shingles("The “Border Agency” paid, in all, Hewlett-Packard’s bill.")
	b := Shingles("the border agency paid in all hewlett packard bill")
	if len(a) == 0 || fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("%v\n%v", a, b)
	}
	if got := Shingles("three short words"); got != nil {
		t.Errorf("a text of three words has shingles: %v", got)
	}
}

func words(t *rapid.T, label string, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Fields("a b c d e f g h i j k l m n o p")), 0, most).Draw(t, label), " ")
}

func TestContainmentIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, more := words(t, "a", 60), words(t, "b", 60), words(t, "more", 30)
		before := Containment(Shingles(a), Shingles(b))
		after := Containment(Shingles(a), Shingles(b+" . "+more))
		if after.InA < before.InA-1e-12 || after.Shared < before.Shared {
			t.Fatalf("adding to b lowered the share of a in it: %+v %+v", before, after)
		}
		back := Containment(Shingles(b), Shingles(a))
		if back.InA != before.InB || back.InB != before.InA || back.Jaccard() != before.Jaccard() && math.Abs(back.Jaccard()-before.Jaccard()) > 1e-12 {
			t.Fatalf("not symmetric: %+v %+v", before, back)
		}
		if self := Containment(Shingles(a), Shingles(a)); len(Shingles(a)) > 0 && (self.InA != 1 || self.Jaccard() != 1) {
			t.Fatalf("a text is not in itself: %+v", self)
		}
	})
}

func TestBodiesOverlapMonotonously(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, more := NewBody(words(t, "a", 60), nil), words(t, "b", 60), words(t, "more", 30)
		small, large := NewBody(b, nil), NewBody(b+" . "+more, nil)
		if before, after := a.Overlap(&small), a.Overlap(&large); after.InA < before.InA-1e-12 {
			t.Fatalf("adding to b lowered the share of a in it: %+v %+v", before, after)
		}
	})
}

func numbered(from, to int) []uint64 {
	var all []uint64
	for i := from; i < to; i++ {
		all = append(all, mix(uint64(i)))
	}
	return setOf(all)
}

func TestSketchEstimatesResemblance(t *testing.T) {
	for _, c := range []struct{ a, b, overlap int }{
		{1000, 1000, 0}, {1000, 1000, 500}, {1000, 1000, 900}, {400, 1000, 400}, {300, 3000, 300}, {50, 50, 25},
	} {
		a, b := numbered(0, c.a), numbered(c.a-c.overlap, c.a-c.overlap+c.b)
		exact := Containment(a, b)
		sa, sb := NewSketch(a), NewSketch(b)
		if got := sa.Resemblance(&sb); math.Abs(got-exact.Jaccard()) > .13 {
			t.Errorf("%+v: resemblance %.3f, exactly %.3f", c, got, exact.Jaccard())
		}
		if got := sa.Overlap(&sb); math.Abs(got.InA-exact.InA) > .25 {
			t.Errorf("%+v: in a %.3f, exactly %.3f", c, got.InA, exact.InA)
		}
	}
}

func TestBandsMeetAsPromised(t *testing.T) {
	met := map[int]int{}
	const trials = 200
	for trial := range trials {
		base := trial * 10000
		for _, percent := range []int{2, 34} { // Jaccard .01 and .2
			a, b := numbered(base, base+300), numbered(base+300-3*percent, base+600-3*percent)
			sa, sb := NewSketch(a), NewSketch(b)
			ka, _ := sa.Bands()
			kb, _ := sb.Bands()
			for i := range ka {
				if ka[i] == kb[i] {
					met[percent]++
					break
				}
			}
		}
	}
	if got := float64(met[34]) / trials; got < .87 {
		t.Errorf("texts that share a fifth meet in %.2f of cases, should in .93", got)
	}
	if got := float64(met[2]) / trials; got > .05 {
		t.Errorf("texts that share a hundredth meet in %.2f of cases, should in .006", got)
	}
}

func TestTextsWithoutShinglesHaveNoKeys(t *testing.T) {
	a, b := NewSketch(nil), NewSketch(nil)
	if _, ok := a.Bands(); ok {
		t.Error("an empty text has keys, and would meet every other one")
	}
	if a.Resemblance(&b) != 0 || a.Overlap(&b) != (Overlap{}) {
		t.Error("empty texts resemble each other")
	}
}

func TestSketchIsSmallAndComesBack(t *testing.T) {
	s := NewSketch(Shingles(strings.Join(wire, " ")))
	stored, err := s.MarshalBinary()
	if err != nil || len(stored) > 1500 {
		t.Fatalf("%d bytes, %v", len(stored), err)
	}
	var back Sketch
	if err := back.UnmarshalBinary(stored); err != nil || back != s {
		t.Errorf("comes back changed: %v", err)
	}
	if err := back.UnmarshalBinary(stored[1:]); fault.CodeOf(err) != fault.Corrupt {
		t.Errorf("cut bytes: %v", err)
	}
}

func FuzzSketch(f *testing.F) {
	s := NewSketch(numbered(0, 30))
	good, _ := s.MarshalBinary()
	f.Add(good)
	f.Add(good[:9])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Sketch
		if s.UnmarshalBinary(data) != nil {
			return
		}
		again, err := s.MarshalBinary()
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x comes back as %x, %v", data, again, err)
		}
	})
}

func FuzzBlurbs(f *testing.F) {
	var b Blurbs
	b.Learn(numbered(0, 5))
	good, _ := b.MarshalBinary()
	f.Add(good)
	f.Add([]byte{1, 2, 3})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var b, again Blurbs
		if b.UnmarshalBinary(data) != nil {
			return
		}
		stored, err := b.MarshalBinary()
		if err != nil || again.UnmarshalBinary(stored) != nil {
			t.Fatalf("%x: %v", stored, err)
		}
		b.Learn(numbered(0, 9))
	})
}

func BenchmarkSketch(b *testing.B) {
	s := strings.Repeat(strings.Join(wire, " ")+" ", 5)
	for b.Loop() {
		body := NewBody(s, nil)
		NewSketch(body.Shingles())
	}
}
