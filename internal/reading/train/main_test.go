package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dateline/internal/gazetteer"
	"dateline/internal/reading"
)

func TestTheModelOfOwnExamplesIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "relevance.tsv")
	var out bytes.Buffer
	err := run([]string{"-own", "../testdata/relevance.jsonl", "-shared", filepath.Join(t.TempDir(), "none"), "-out", file, "-folds", "3", "-repeats", "1", "-wrong"}, &out)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), "slope\t") {
		t.Errorf("%v; the file begins with %.20q", err, b)
	}
	if !strings.Contains(out.String(), "cross-validated by event") {
		t.Errorf("it says %q", out.String())
	}
	if err := run([]string{"-own", "nowhere.jsonl"}, &out); err == nil {
		t.Error("examples that are not there were read")
	}
}

// The weights that are checked in are those that the command makes from what is
// checked in and ../shared. When another reader has changed, they may drift
// apart; then go generate ./internal/reading makes them anew.
func TestTheCheckedInWeightsAreThoseOfTheCommand(t *testing.T) {
	const shared = "../../../../shared"
	if _, err := os.Stat(filepath.Join(shared, "gold", "dev.jsonl")); err != nil {
		t.Skip("../shared/gold is not here")
	}
	if testing.Short() {
		t.Skip("learns for seconds")
	}
	examples, err := load("../testdata/relevance.jsonl", shared)
	if err != nil {
		t.Fatal(err)
	}
	trained := reading.Train(examples, gazetteer.Default(), 5, 1)
	checkedIn, err := os.ReadFile("../relevance.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if likeness := cosine(weights(trained.File), weights(string(checkedIn))); likeness < .97 {
		t.Errorf("the likeness of both is %.3f: go generate ./internal/reading", likeness)
	}
	for _, s := range trained.Sets {
		if s.Set == "labelled" && (s.Precision < .92 || s.Recall < .94 || s.Spared < .97 || s.Silent < .93 || s.Calibration > .06) {
			t.Errorf("texts that were not seen: %+v", s)
		}
	}
}

func weights(file string) map[string]float64 {
	all := map[string]float64{}
	for line := range strings.Lines(file) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all[name], _ = strconv.ParseFloat(value, 64)
	}
	delete(all, "slope")
	delete(all, "shift")
	return all
}

func cosine(a, b map[string]float64) float64 {
	var ab, aa, bb float64
	for name, x := range a {
		ab += x * b[name]
		aa += x * x
	}
	for _, x := range b {
		bb += x * x
	}
	return ab / math.Sqrt(aa*bb)
}

func TestExamplesSayWhatTheyAre(t *testing.T) {
	examples, err := openings("../testdata/relevance.jsonl", "own")
	if err != nil {
		t.Fatal(err)
	}
	relevant, groups, languages := 0, map[string]bool{}, map[string]int{}
	for _, e := range examples {
		if e.Text == "" || e.Title == "" || groups[e.Group] || e.Weight != 1 {
			t.Errorf("%q: %+v", e.Group, e)
		}
		groups[e.Group] = true
		languages[e.Language]++
		if e.Relevant {
			relevant++
		}
	}
	if len(examples) < 150 || relevant < 60 || len(examples)-relevant < 60 {
		t.Errorf("%d examples, %d of them relevant", len(examples), relevant)
	}
	for _, language := range []string{"en", "de", "fr", "es", "pt", "it", "nl"} {
		if languages[language] < 8 {
			t.Errorf("%d examples in %s", languages[language], language)
		}
	}
}
