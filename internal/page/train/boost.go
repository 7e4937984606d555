package main

import (
	"math"
	"slices"
	"sync"
)

// settings of the training.
type settings struct {
	trees     int
	leaves    int
	rate      float64 // of learning
	minWeight float64 // least weight of a leaf
	lambda    float64
	rowShare  int // in 256ths, per tree
	featShare int // in 256ths, per tree
	masked    map[int]bool
	seed      uint64
}

// examples are blocks to learn from, feature by feature.
type examples struct {
	columns [][]byte
	share   []float64
	weight  []float64
}

// node of a tree: a block whose feature is at most the threshold goes left.
type node struct {
	feature, threshold byte
	left, right        uint16
	leaf               bool
	value              int32 // thousandths of a logit
}

type tree []node

// score adds up what the trees say of one row.
func score(trees []tree, row []byte) int {
	sum := 0
	for _, t := range trees {
		at := uint16(0)
		for !t[at].leaf {
			if row[t[at].feature] <= t[at].threshold {
				at = t[at].left
			} else {
				at = t[at].right
			}
		}
		sum += int(t[at].value)
	}
	return sum
}

// unit is what gradients are counted in: sums of whole numbers do not depend on
// their order, so the same trees come out on any machine.
const unit = 1 << 24

// bin sums up the examples of a leaf with one value of a feature.
type bin struct{ gradient, hessian int64 }

type booster struct {
	settings
	x        examples
	score    []int32
	gradient []int64
	hessian  []int64
	random   uint64
	chosen   []int // features of this tree
}

// boost trains trees one after the other, each on what those before got wrong.
func boost(x examples, s settings) []tree {
	b := &booster{settings: s, x: x, score: make([]int32, len(x.share)), gradient: make([]int64, len(x.share)), hessian: make([]int64, len(x.share)), random: s.seed*0x9e3779b97f4a7c15 | 1}
	var trees []tree
	for range s.trees {
		t := b.grow()
		trees = append(trees, t)
		b.apply(t)
	}
	return trees
}

// sigmoid is computed with plain steps that no compiler may fuse.
func sigmoid(score int32) float64 {
	x := float64(score) / 1000
	negative := x < 0
	if negative {
		x = -x
	}
	x = min(x, 30)
	whole := math.Floor(x)
	part := x - whole
	e, term := 1.0, 1.0
	for k := 1; k < 18; k++ {
		term = float64(term*part) / float64(k)
		e = float64(e + term)
	}
	for range int(whole) {
		e = float64(e * math.E)
	}
	if negative {
		return 1 / float64(1+e)
	}
	return float64(e / float64(1+e))
}

func (b *booster) next() uint64 {
	b.random ^= b.random << 13
	b.random ^= b.random >> 7
	b.random ^= b.random << 17
	return b.random
}

// leafState is a leaf that may still be split.
type leafState struct {
	rows      []int32
	at        int // in the tree
	sum       bin
	bins      [][256]bin
	gain      int64
	feature   int
	threshold int
}

func (b *booster) grow() tree {
	var rows []int32
	for i := range b.x.share {
		p := sigmoid(b.score[i])
		w := b.x.weight[i]
		b.gradient[i] = int64(math.Round(float64(float64(p-b.x.share[i])*w) * unit))
		b.hessian[i] = int64(math.Round(float64(float64(p*(1-p))*w)*unit)) + 1
		if w > 0 && int(b.next()>>20&255) < b.rowShare {
			rows = append(rows, int32(i))
		}
	}
	b.chosen = b.chosen[:0]
	for f := range b.x.columns {
		if !b.masked[f] && int(b.next()>>20&255) < b.featShare {
			b.chosen = append(b.chosen, f)
		}
	}
	root := &leafState{rows: rows}
	b.count(root)
	b.search(root)
	t := tree{{leaf: true, value: b.value(root.sum)}}
	open := []*leafState{root}
	for len(open) < b.leaves {
		best := slices.MaxFunc(open, func(a, c *leafState) int {
			switch {
			case a.gain < c.gain:
				return -1
			case a.gain > c.gain:
				return 1
			}
			return 0
		})
		if best.gain <= 0 {
			break
		}
		left, right := b.split(best)
		left.at, right.at = len(t), len(t)+1
		t = append(t, node{leaf: true, value: b.value(left.sum)}, node{leaf: true, value: b.value(right.sum)})
		t[best.at] = node{feature: byte(best.feature), threshold: byte(best.threshold), left: uint16(left.at), right: uint16(right.at)}
		open = slices.DeleteFunc(open, func(l *leafState) bool { return l == best })
		open = append(open, left, right)
	}
	return t
}

// value is what a leaf adds to the score.
func (b *booster) value(s bin) int32 {
	v := -float64(s.gradient) / (float64(s.hessian) + float64(b.lambda*unit)) * b.rate
	return int32(math.Round(float64(max(-3, min(3, v)) * 1000)))
}

// apply adds a tree to all scores.
func (b *booster) apply(t tree) {
	for i := range b.score {
		at := uint16(0)
		for !t[at].leaf {
			if b.x.columns[t[at].feature][i] <= t[at].threshold {
				at = t[at].left
			} else {
				at = t[at].right
			}
		}
		b.score[i] += t[at].value
	}
}

// parallel runs f for every chosen feature.
func (b *booster) parallel(f func(k int)) {
	var wait sync.WaitGroup
	for part := range 2 {
		wait.Go(func() {
			for k := part; k < len(b.chosen); k += 2 {
				f(k)
			}
		})
	}
	wait.Wait()
}

// count fills the bins of a leaf.
func (b *booster) count(l *leafState) {
	l.sum = bin{}
	for _, i := range l.rows {
		l.sum.gradient += b.gradient[i]
		l.sum.hessian += b.hessian[i]
	}
	l.bins = make([][256]bin, len(b.chosen))
	b.parallel(func(k int) {
		column, bins := b.x.columns[b.chosen[k]], &l.bins[k]
		for _, i := range l.rows {
			c := &bins[column[i]]
			c.gradient += b.gradient[i]
			c.hessian += b.hessian[i]
		}
	})
}

// search finds the best split of a leaf.
func (b *booster) search(l *leafState) {
	type found struct {
		gain      int64
		threshold int
	}
	best := make([]found, len(b.chosen))
	least := int64(b.minWeight * unit)
	quality := func(s bin) float64 {
		return float64(float64(s.gradient)*float64(s.gradient)) / float64(float64(s.hessian)+float64(b.lambda*unit))
	}
	base := quality(l.sum)
	b.parallel(func(k int) {
		var left bin
		for v := range 255 {
			c := l.bins[k][v]
			if c.hessian == 0 {
				continue
			}
			left.gradient += c.gradient
			left.hessian += c.hessian
			right := bin{l.sum.gradient - left.gradient, l.sum.hessian - left.hessian}
			if left.hessian < least || right.hessian < least {
				continue
			}
			if gain := int64(math.Round(quality(left) + quality(right) - base)); gain > best[k].gain {
				best[k] = found{gain, v}
			}
		}
	})
	l.gain = 0
	for k, f := range best {
		if f.gain > l.gain {
			l.gain, l.feature, l.threshold = f.gain, b.chosen[k], f.threshold
		}
	}
}

// split divides a leaf; the bins of the larger part are what the smaller leaves.
func (b *booster) split(l *leafState) (left, right *leafState) {
	left, right = &leafState{}, &leafState{}
	column := b.x.columns[l.feature]
	for _, i := range l.rows {
		if int(column[i]) <= l.threshold {
			left.rows = append(left.rows, i)
		} else {
			right.rows = append(right.rows, i)
		}
	}
	small, large := left, right
	if len(left.rows) > len(right.rows) {
		small, large = right, left
	}
	b.count(small)
	large.bins = l.bins
	large.sum = bin{l.sum.gradient - small.sum.gradient, l.sum.hessian - small.sum.hessian}
	for k := range large.bins {
		for v := range large.bins[k] {
			large.bins[k][v].gradient -= small.bins[k][v].gradient
			large.bins[k][v].hessian -= small.bins[k][v].hessian
		}
	}
	b.search(left)
	b.search(right)
	return left, right
}
