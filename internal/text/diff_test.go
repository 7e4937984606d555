package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// marked writes edits the way an editor would: [-gone-]{+come+}.
func marked(old, new string) string {
	var b strings.Builder
	for _, e := range Diff(old, new) {
		switch e.Kind {
		case Same:
			b.WriteString(e.Old.Of(old))
		case Delete:
			b.WriteString("[-" + e.Old.Of(old) + "-]")
		case Insert:
			b.WriteString("{+" + e.New.Of(new) + "+}")
		}
	}
	return b.String()
}

func TestDiffShowsChangedWords(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"a", "", "[-a-]"},
		{"", "a", "{+a+}"},
		{"same words", "same words", "same words"},
		{"The firm denied it.", "The firm confirmed it.", "The firm [-denied-]{+confirmed+} it."},
		{"worth $4 million", "worth $40 million", "worth $[-4-]{+40+} million"},
		{"worth 1,400 euros", "worth 1,500 euros", "worth [-1,400-]{+1,500+} euros"},
		{"a state-owned firm", "a state firm", "a [-state-owned-]{+state+} firm"},
		{"He left.", "He left", "He left[-.-]"},
		{"one two three", "one three", "one [-two -]three"},
		{"one three", "one two three", "one {+two +}three"},
		{"the old red car went", "the new blue bus went", "the [-old red car-]{+new blue bus+} went"},
		{"a b c d", "c d a b", "{+c d +}a b[- c d-]"},
		{"First.\n\nSecond.", "First.\n\nNew.\n\nSecond.", "First.\n\n{+New.\n\n+}Second."},
		{"It is ＡＢ.", "It is AB.", "It is [-ＡＢ-]{+AB+}."},
		{"机构签署合同", "机构取消合同", "机构[-签署-]{+取消+}合同"},
	} {
		if diff := cmp.Diff(c.want, marked(c.old, c.new)); diff != "" {
			t.Errorf("Diff(%q, %q) (-want +got):\n%s", c.old, c.new, diff)
		}
	}
}

// checkDiff rebuilds both texts from the edits.
func checkDiff(t interface{ Fatalf(string, ...any) }, old, new string) {
	edits := Diff(old, new)
	var x, y int
	var fromOld, fromNew strings.Builder
	for i, e := range edits {
		if e.Old.Start != x || e.New.Start != y || e.Old.End < x || e.New.End < y {
			t.Fatalf("edit %d of %q → %q is %v, after %d and %d", i, old, new, e, x, y)
		}
		x, y = e.Old.End, e.New.End
		switch {
		case e.Kind == Same && (e.Old.Of(old) != e.New.Of(new) || e.Old.Len() == 0),
			e.Kind == Delete && (e.New.Len() > 0 || e.Old.Len() == 0),
			e.Kind == Insert && (e.Old.Len() > 0 || e.New.Len() == 0),
			e.Kind > Insert:
			t.Fatalf("edit %d of %q → %q is %v", i, old, new, e)
		case i > 0 && (edits[i-1].Kind == e.Kind || edits[i-1].Kind == Insert && e.Kind == Delete):
			t.Fatalf("edits %d and %d of %q → %q are %v, %v", i-1, i, old, new, edits[i-1].Kind, e.Kind)
		}
		fromOld.WriteString(e.Old.Of(old))
		fromNew.WriteString(e.New.Of(new))
	}
	if fromOld.String() != old || fromNew.String() != new {
		t.Fatalf("the edits of %q → %q make %q → %q", old, new, fromOld.String(), fromNew.String())
	}
}

func TestDiffAppliedToOldGivesNew(t *testing.T) {
	few := rapid.StringOf(rapid.SampledFrom([]rune("abc  \n.é机"))) // repeats much
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(few, rapid.String())
		checkDiff(t, s.Draw(t, "old"), s.Draw(t, "new"))
	})
}

// TestDiffIsShort compares the number of changed words with the least possible.
func TestDiffIsShort(t *testing.T) {
	words := rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "c"}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		d := differ{a: numbers(a), b: numbers(b), aEnd: ends(a), bEnd: ends(b)}
		d.between(0, len(a), 0, len(b))
		got := 0
		for _, e := range d.edits {
			if e.Kind != Same {
				got += e.Old.Len() + e.New.Len()
			}
		}
		if want := len(a) + len(b) - 2*common(a, b); got != want {
			t.Fatalf("%v → %v takes %d edits, want %d: %v", a, b, got, want, d.edits)
		}
	})
}

func numbers(words []string) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = int32(w[0])
	}
	return out
}

func ends(words []string) []int {
	out := make([]int, len(words))
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// common is the length of the longest common subsequence, by the book.
func common(a, b []string) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			}
		}
	}
	return table[len(a)][len(b)]
}

func TestDiffOfHostileTextsTakesLinearTime(t *testing.T) {
	long := func(unit string) string { return strings.Repeat(unit, 400_000/len(unit)) }
	for _, c := range []struct{ old, new string }{
		{long("a b "), long("b c ")},
		{long("a"), long("b ")},
		{long("a b c "), long("c b a ")},
		{long(". "), long(".")},
		{long("a b "), long("a b c ")},
	} {
		checkDiff(t, c.old, c.new)
	}
	// Quadratic code would take an hour, and end at the test's own limit.
}

func FuzzDiff(f *testing.F) {
	f.Add("The firm denied it.", "The firm confirmed it.")
	f.Add("a b c d", "c d a b")
	f.Add("\xff a", "\xfe a")
	f.Fuzz(func(t *testing.T, old, new string) { checkDiff(t, old, new) })
}

func BenchmarkDiff(b *testing.B) {
	old := article()
	new := strings.Replace(strings.Replace(old, "deny nothing", "confirm everything", 3), "1,400", "1,500", 2)
	b.SetBytes(int64(len(old) + len(new)))
	b.ReportAllocs()
	for b.Loop() {
		Diff(old, new)
	}
}
