package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"dateline/internal/story"
)

// example is a pair of articles.
type example struct {
	evidence []float64
	same     float64 // 1: of one story
	weight   float64
}

// likely is the least cosine of a pair that is worth learning from.
const likely = 0.03

// counts is how many articles of a group have a term.
type counts struct {
	articles int
	with     map[uint32]int
}

func (c *counts) Articles() int        { return c.articles }
func (c *counts) With(term uint32) int { return c.with[term] }

// examples returns the pairs of a group that are at all alike. Every group
// weighs the same, and so do both kinds of pair within it.
func examples(g group) []example {
	stored := counts{with: map[uint32]int{}}
	features := make([]story.Features, len(g.articles))
	for i := range g.articles {
		features[i] = story.NewFeatures(&g.articles[i].Doc)
		stored.articles++
		for _, t := range features[i].Terms {
			stored.with[t.Key]++
		}
	}
	var all []example
	var total [2]float64
	for i := range features {
		for j := range i {
			e := story.Evidence(&features[i], &features[j], &stored)
			same := g.events[g.articles[i].ID] == g.events[g.articles[j].ID]
			if !same && e[0] < likely {
				continue
			}
			x := example{evidence: e}
			if same {
				x.same = 1
			}
			total[int(x.same)]++
			all = append(all, x)
		}
	}
	for i := range all {
		all[i].weight = 1 / total[int(all[i].same)]
	}
	return all
}

// prior is what evidence weighs before anything is learned, and its bias: the
// cosine of all words decides, a sixth of likeness is enough. It was found by
// trying what groups parts of real articles best; invented articles, whose
// wording varies little, may only move it.
var (
	prior     = []float64{12, 0, 0, 0, 1, -.4, 0, -.5, -.9, 2}
	priorBias = -1.5
)

// fit is logistic regression by gradient descent with Adam's steps (Kingma and
// Ba, 2015) and a pull towards the prior.
func fit(all []example, pull float64) (weights []float64, bias float64) {
	n := len(all[0].evidence)
	w, m, v := append(slices.Clone(prior), priorBias), make([]float64, n+1), make([]float64, n+1)
	total := 0.0
	for _, x := range all {
		total += x.weight
	}
	for step := 1; step <= 400; step++ {
		g := make([]float64, n+1)
		for _, x := range all {
			z := w[n]
			for i, e := range x.evidence {
				z += w[i] * e
			}
			d := (1/(1+math.Exp(-z)) - x.same) * x.weight / total
			for i, e := range x.evidence {
				g[i] += d * e
			}
			g[n] += d
		}
		for i := range w {
			if i < n {
				g[i] += pull * (w[i] - prior[i])
			}
			m[i] = .9*m[i] + .1*g[i]
			v[i] = .999*v[i] + .001*g[i]*g[i]
			w[i] -= .05 * m[i] / (1 - math.Pow(.9, float64(step))) / (math.Sqrt(v[i]/(1-math.Pow(.999, float64(step)))) + 1e-8)
		}
	}
	return w[:n], w[n]
}

// learn fits the weights on all groups and then moves the threshold to where
// those of real articles come out best: invented ones are more alike than life.
// It writes the table.
func learn(out io.Writer, shared, to string, pull float64) error {
	all, err := groups(shared)
	if err != nil {
		return err
	}
	var pairs []example
	for _, g := range all {
		pairs = append(pairs, examples(g)...)
	}
	weights, bias := fit(pairs, pull)
	fmt.Fprintf(out, "%d pairs\n%s", len(pairs), story.NewLinks(weights, bias))
	best, mean := bias, 0.0
	for shift := -1.5; shift <= 1.5; shift += .25 {
		links := story.NewLinks(weights, bias+shift)
		sum := 0.0
		for _, g := range all {
			f1 := pairF1(g, links)
			if g.real {
				sum += f1
			}
			fmt.Fprintf(out, "%.3f ", f1)
		}
		fmt.Fprintf(out, " sum of real ones %.3f at %.2f\n", sum, shift)
		if sum > mean {
			best, mean = bias+shift, sum
		}
	}
	if to == "" {
		return nil
	}
	return os.WriteFile(to, []byte(story.NewLinks(weights, best).String()), 0o600)
}

// pairF1 groups the articles and compares all pairs.
func pairF1(g group, links *story.Links) float64 {
	both, gold, found := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for _, a := range links.Group(g.articles) {
		both[[2]string{g.events[a.ID], a.Story}]++
		gold[g.events[a.ID]]++
		found[a.Story]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var b, e, f float64
	for _, n := range both {
		b += pairs(n)
	}
	for _, n := range gold {
		e += pairs(n)
	}
	for _, n := range found {
		f += pairs(n)
	}
	return 2 * b / max(1, e+f)
}
