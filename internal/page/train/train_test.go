package main

import (
	"bytes"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden model")

// tiny are settings for a handful of pages.
var tiny = []string{"-trees", "12", "-leaves", "4", "-least", "0.01"}

func trained(t *testing.T, args ...string) []byte {
	t.Helper()
	to := filepath.Join(t.TempDir(), "forest.go")
	if err := run(append(args, "-to", to), io.Discard); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func TestTheSamePagesMakeTheSameModel(t *testing.T) {
	args := append([]string{"-corpora", "testdata/pages"}, tiny...)
	first := trained(t, args...)
	if second := trained(t, args...); !bytes.Equal(first, second) {
		t.Error("a second run made another model")
	}
	const path = "testdata/forest.golden"
	if *update {
		if err := os.WriteFile(path, first, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, golden) {
		t.Error("the model is not the golden one; if pages are described in another way now, -update it, and go generate the real one")
	}
	if other := trained(t, append(args, "-seed", "99")...); bytes.Equal(first, other) {
		t.Error("chance plays no part")
	}
}

func TestTheCheckedInModelIsWhatTheTrainerMakes(t *testing.T) {
	const corpora = "../../../../shared/corpora/pages"
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("../shared/corpora/pages is not here")
	}
	if testing.Short() {
		t.Skip("trains on all pages")
	}
	want, err := os.ReadFile("../forest.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(trained(t, "-corpora", corpora), want) {
		t.Error("internal/page/forest.go is not what its trainer makes of these pages: go generate ./internal/page")
	}
}

func TestFiguresArePrintedForEachSetAndWay(t *testing.T) {
	var out strings.Builder
	if err := run(append([]string{"-corpora", "testdata/pages", "-worst", "1", "-show", "mill"}, tiny...), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rules    fundus", "model    scrapinghub", "both     trafilatura", "built in fundus", "captions in 0 of 1", "segments F 1.0000", "lantern.example", "headline"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestWithoutPagesThereIsNoModel(t *testing.T) {
	if err := run([]string{"-corpora", t.TempDir()}, io.Discard); err == nil {
		t.Error("no error for an empty folder")
	}
	if err := run([]string{"-nonsense"}, io.Discard); err == nil {
		t.Error("no error for a flag that is not there")
	}
}

func TestPagesOfOneSiteShareAFold(t *testing.T) {
	var all []*specimen
	for _, site := range []string{"a", "b", "c", "d", "e", "f", "g", "a", "b"} {
		all = append(all, &specimen{site: site})
	}
	deal(all)
	if all[0].fold != all[7].fold || all[1].fold != all[8].fold {
		t.Error("one site stands in two folds")
	}
	sizes := map[int]int{}
	for _, s := range all[:7] {
		sizes[s.fold]++
	}
	for fold := range folds {
		if n := sizes[fold]; n < 1 || n > 2 {
			t.Errorf("fold %d has %d of 7 sites", fold, n)
		}
	}
}

func TestTargetsFollowTheGold(t *testing.T) {
	s := &specimen{
		gold:     "The first paragraph of the story is here.\nWhy now\nThe second one follows it at once.",
		captions: []string{"a picture of the quay at dawn"},
		blocks: []string{"The first paragraph of the story is here.", "Why now", "Menu", "The second one follows it, says somebody else entirely.",
			"A picture of the quay at dawn", "Something that is not in it at all."},
	}
	s.shingles = shinglesOf(s.gold)
	s.aim()
	for i, want := range []float64{1, 1, 0, 0.5, 0, 0} {
		if got := s.targets[i].share; math.Abs(got-want) > 0.12 {
			t.Errorf("%q: %.2f, want %.2f", s.blocks[i], got, want)
		}
	}
	if s.targets[0].weight <= s.targets[1].weight || s.targets[4].weight <= s.targets[0].weight {
		t.Error("long blocks weigh more, captions most")
	}
	s = &specimen{with: []string{"wanted here"}, without: []string{"not this"}, blocks: []string{"It is wanted here.", "And not this one.", "Unknown"}}
	s.aim()
	if s.targets[0].share != 1 || s.targets[1].share != 0 || s.targets[1].weight == 0 || s.targets[2].weight != 0 {
		t.Errorf("targets of segments %v", s.targets)
	}
}

func TestTreesLearnARule(t *testing.T) {
	x := examples{columns: make([][]byte, 3)}
	for i := range 2000 {
		a, b := byte(i*37), byte(i*101)
		x.columns[0] = append(x.columns[0], a)
		x.columns[1] = append(x.columns[1], b)
		x.columns[2] = append(x.columns[2], byte(i*13))
		share := 0.0
		if a > 100 && b < 60 {
			share = 1
		}
		x.share, x.weight = append(x.share, share), append(x.weight, 0.1)
	}
	trees := boost(x, settings{trees: 40, leaves: 6, rate: 0.3, minWeight: 0.1, lambda: 0.1, rowShare: 256, featShare: 256, seed: 1})
	wrong := 0
	for i := range x.share {
		if (score(trees, []byte{x.columns[0][i], x.columns[1][i], x.columns[2][i]}) > 0) != (x.share[i] > 0.5) {
			wrong++
		}
	}
	if wrong > 20 {
		t.Errorf("%d of 2000 wrong", wrong)
	}
	masked := boost(x, settings{trees: 5, leaves: 6, rate: 0.3, minWeight: 0.1, lambda: 0.1, rowShare: 256, featShare: 256, seed: 1, masked: map[int]bool{0: true, 1: true}})
	for _, tree := range masked {
		for _, n := range tree {
			if !n.leaf && n.feature < 2 {
				t.Fatal("a masked feature was asked for")
			}
		}
	}
}

func TestSigmoidIsExact(t *testing.T) {
	for _, s := range []int32{-20000, -2200, -1, 0, 1, 500, 2200, 20000} {
		want := 1 / (1 + math.Exp(-float64(s)/1000))
		if got := sigmoid(s); math.Abs(got-want) > 1e-9 {
			t.Errorf("sigmoid(%d) = %v, want %v", s, got, want)
		}
	}
}

func TestFiguresFollowTheBenchmarks(t *testing.T) {
	var f figures
	s := &specimen{gold: "one two three four five six", captions: []string{"a b c d e f"}}
	s.shingles = shinglesOf(s.gold)
	f.add(s, "One two three four five six")
	f.add(s, "one two three four five six")
	f.add(s, "one two three four five six and a b c d e f")
	f.add(s, "")
	if f.bodies != 4 || f.answered != 3 || f.empty != 1 || f.leaks != 1 || f.captioned != 4 || f.poor != 3 {
		t.Errorf("figures %+v", f)
	}
	segments := &specimen{with: []string{"is wanted", "missing"}, without: []string{"not this"}}
	f.add(segments, "This is\nwanted and not  this")
	if f.found != 1 || f.missed != 1 || f.extra != 1 || math.Abs(f.segments()-0.5) > 1e-9 {
		t.Errorf("segments %d %d %d", f.found, f.missed, f.extra)
	}
}

func TestModelsThatDoNotFitAreRefused(t *testing.T) {
	if _, err := table([]tree{{{feature: leafMark, left: 1, right: 2}, {leaf: true}, {leaf: true}}}); err == nil {
		t.Error("a feature like the mark of a leaf was packed")
	}
	source, err := table([]tree{{{feature: 3, threshold: 7, left: 1, right: 2}, {leaf: true, value: -5}, {leaf: true, value: 6}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"DO NOT EDIT", "[...]uint16{", "0x3070001, 0xff00fffb, 0xff000006,"} {
		if !strings.Contains(string(source), want) {
			t.Errorf("no %q in\n%s", want, source)
		}
	}
}
