package story

import "math"

// agglomerate groups n things by average link: as long as the average score of
// all pairs between two groups is above the threshold, the two groups whose
// average is highest become one. It returns the group of each thing, numbered
// by the first thing in it.
//
// Average link: Sokal and Michener, A statistical method for evaluating
// systematic relationships, 1958; sums of scores are kept, as their means would be rounded.
func agglomerate(n int, score func(i, j int) float64, threshold float64) []int {
	group := make([]int, n)
	sums := make([][]float64, n) // sums[i][j], j < i: of the scores between two groups
	size := make([]float64, n)   // 0: taken into another
	best := make([]int, n)       // of each group the lower-numbered one that it is nearest to
	for i := range n {
		group[i], size[i] = i, 1
		sums[i] = make([]float64, i)
		for j := range i {
			sums[i][j] = score(i, j)
		}
	}
	link := func(i, j int) float64 { return sums[i][j] / (size[i] * size[j]) } // j < i
	nearest := func(i int) {
		best[i] = -1
		for j := range i {
			if size[j] > 0 && (best[i] < 0 || link(i, j) > link(i, best[i])) {
				best[i] = j
			}
		}
	}
	for i := range n {
		nearest(i)
	}
	at := func(i, j int) *float64 {
		if i > j {
			return &sums[i][j]
		}
		return &sums[j][i]
	}
	for {
		from, most := -1, math.Inf(-1)
		for i := range n {
			if size[i] > 0 && best[i] >= 0 && link(i, best[i]) > most {
				from, most = i, link(i, best[i])
			}
		}
		if from < 0 || most <= threshold {
			return group
		}
		into := best[from]
		for k := range n {
			if size[k] > 0 && k != from && k != into {
				*at(into, k) += *at(from, k)
			}
		}
		size[into] += size[from]
		size[from] = 0
		for i, g := range group {
			if g == from {
				group[i] = into
			}
		}
		for i := range n {
			if size[i] == 0 {
				continue
			}
			switch {
			case i == into || best[i] == from || best[i] == into:
				nearest(i)
			case i > into && (best[i] < 0 || link(i, into) > link(i, best[i]) || link(i, into) == link(i, best[i]) && into < best[i]):
				best[i] = into
			}
		}
	}
}
