package story_test

import (
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// The figures of docs/figures.md are printed by
//
//	go test ./internal/story -run Figures -v -worst
//
// from the corpora beside the repository; without them the tests skip.
var (
	worst  = flag.Bool("worst", false, "print what went wrong in the figures")
	chance = flag.Uint64("chance", 1, "seed of the edits that copies are made by")
	shared = flag.String("shared", "../../../shared", "folder with corpora/pages and gold/dev.jsonl")
	sets   = flag.String("sets", "fundus", "sets of pages that edits are made of, separated by commas")
)

func needShared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(*shared, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip(path + " is not here")
	}
	return path
}

// log writes to a test's log.
type log struct{ t *testing.T }

func (l log) Write(b []byte) (int, error) {
	l.t.Log(string(b))
	return len(b), nil
}

var _ io.Writer = log{}

func TestFiguresOfCopies(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all pages")
	}
	pages, err := loadPages(needShared(t, "corpora/pages"), *sets)
	if err != nil {
		t.Fatal(err)
	}
	got := reportCopies(log{t}, pages, *chance, *worst)
	for i, least := range []float64{.999, .99, .995, .95, .99, .98} {
		if got.recall[i] < least {
			t.Errorf("%s: recall %.3f, want %.3f", edits[i].name, got.recall[i], least)
		}
	}
	if got.original < .98 || got.falsely > 40 {
		t.Errorf("original %.3f, false pairs %.1f per million", got.original, got.falsely)
	}
}

func TestFiguresOfOpenings(t *testing.T) {
	items, err := loadOpenings(needShared(t, "gold/dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if f1 := reportOpenings(log{t}, items, *worst); f1 < .95 {
		t.Errorf("copies among openings: F1 %.3f", f1)
	}
}
