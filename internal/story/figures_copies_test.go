package story_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"dateline/internal/story"
)

// made is an article of the test: an original or a copy of one.
type made struct {
	*story.Doc
	original int // index of the page
	edit     int // -1: the original
	parent   int64
}

// copyFigures is how well copies were told.
type copyFigures struct {
	recall   []float64 // of each edit
	original float64   // how often the original was named, of copies found
	falsely  float64   // false pairs per million
}

// reportCopies makes every edit of every page, asks for copies among all of
// them, and prints recall, how often the
// original is named, and pairs that are none.
func reportCopies(out io.Writer, pages []specimen, seed uint64, verbose bool) copyFigures {
	rng := rand.New(rand.NewPCG(seed, 1))
	all := makeCopies(pages, rng)
	articles := make([]story.Article, len(all))
	for i := range all {
		articles[i] = story.Article{ID: fmt.Sprintf("%05d", i), Doc: *all[i].Doc}
	}
	found := make([]int, len(edits))
	right, named, falsely := 0, 0, 0
	for i, got := range story.Group(articles) {
		m, ok := &all[i], got.CopyOf != ""
		of := int64(-1)
		if ok {
			of = got.Copy.Of - 1
		}
		switch {
		case !ok && m.edit >= 0 && verbose:
			fmt.Fprintf(out, "missed: %s of %s", edits[m.edit].name, pages[m.original].name)
		case ok && all[of].original != m.original:
			falsely++
			if verbose {
				fmt.Fprintf(out, "false: %s (%s) is %s of %s %.2f %.2f", pages[m.original].name, m.Outlet, got.Copy.Kind, pages[all[of].original].name, got.Copy.Share, got.Copy.Taken)
			}
		case ok && m.edit >= 0:
			found[m.edit]++
			named++
			if of == m.parent {
				right++
			} else if verbose {
				fmt.Fprintf(out, "other original: %s of %s (%s): %s because of %s, %.2f %.2f", edits[m.edit].name, pages[m.original].name, m.Outlet, edits[max(0, all[of].edit)].name, got.Copy.Why, got.Copy.Share, got.Copy.Taken)
			}
		}
	}
	n := float64(len(pages))
	fmt.Fprintf(out, "copies: %d pages, %d texts\n", len(pages), len(all))
	for i, e := range edits {
		fmt.Fprintf(out, "  %-20s recall %6.2f %%\n", e.name, 100*float64(found[i])/n)
	}
	pairs := float64(len(all)) * float64(len(all)-1) / 2
	fmt.Fprintf(out, "  original right       %6.2f %%\n", 100*float64(right)/float64(max(1, named)))
	fmt.Fprintf(out, "  false pairs          %6.2f per million (%d)\n", 1e6*float64(falsely)/pairs, falsely)
	figures := copyFigures{original: float64(right) / float64(max(1, named)), falsely: 1e6 * float64(falsely) / pairs}
	for _, n := range found {
		figures.recall = append(figures.recall, float64(n)/float64(len(pages)))
	}
	return figures
}

// makeCopies returns every page and its copies, in the order of time; copies
// stand on other outlets and half of them have no time of their own.
func makeCopies(pages []specimen, rng *rand.Rand) []made {
	var all []made
	add := func(s specimen, body, outlet string, published time.Time, original, edit int, parent int64) {
		doc := &story.Doc{ID: int64(len(all)), Outlet: outlet, Title: s.title, Text: body, Published: published}
		all = append(all, made{doc, original, edit, parent})
	}
	for i, s := range pages {
		add(s, s.text, s.outlet, s.published, i, -1, -1)
	}
	for e, edit := range edits {
		for i, s := range pages {
			other := pages[(i+1+rng.IntN(len(pages)-1))%len(pages)]
			published := s.published
			if !published.IsZero() {
				published = published.Add(time.Duration(1+rng.IntN(72)) * time.Hour)
			}
			if rng.IntN(2) == 0 {
				published = time.Time{}
			}
			add(s, edit.make(s, other, rng), other.outlet, published, i, e, int64(i))
		}
	}
	return all
}
