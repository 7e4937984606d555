package report

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// wordings finds what was said before in much the same words without comparing
// all with all: two sets of which one holds the part sameWords of the other
// share one of the rarest words of the smaller one (prefix filtering: Chaudhuri,
// Ganti and Kaushik, A primitive operator for similarity joins in data cleaning,
// ICDE 2006).
type wordings struct {
	rare   map[string]int   // in how many claims a word stands
	any    map[string][]int // groups by each word of their first claim
	rarest map[string][]int // by those words alone of which one must be shared
}

// rarity counts in how many claims each word stands.
func rarity(claims []Claim) map[string]int {
	count := map[string]int{}
	for _, c := range claims {
		for w := range c.words {
			count[w]++
		}
	}
	return count
}

// sorted returns words, the rarest first.
func (w *wordings) sorted(words map[string]bool) []string {
	return slices.SortedFunc(maps.Keys(words), func(a, b string) int {
		return cmp.Or(cmp.Compare(w.rare[a], w.rare[b]), cmp.Compare(a, b))
	})
}

// prefix returns of words, the rarest first, those of which one must stand in any
// larger set that holds the part sameWords of them.
func prefix(words []string) []string {
	return words[:len(words)-max(1, int(math.Ceil(sameWords*float64(len(words)))))+1]
}

func (w *wordings) add(words []string, group int) {
	if len(words) == 0 {
		return
	}
	for _, word := range words {
		w.any[word] = append(w.any[word], group)
	}
	for _, word := range prefix(words) {
		w.rarest[word] = append(w.rarest[word], group)
	}
}

// first returns the oldest group that is the same; -1: none is.
func (w *wordings) first(words []string, same func(group int) bool) int {
	if len(words) == 0 {
		return -1
	}
	var candidates []int
	for _, word := range prefix(words) { // the group's claim is the larger one
		candidates = append(candidates, w.any[word]...)
	}
	for _, word := range words { // or the smaller one
		candidates = append(candidates, w.rarest[word]...)
	}
	slices.Sort(candidates)
	for _, g := range slices.Compact(candidates) {
		if same(g) {
			return g
		}
	}
	return -1
}
