package reading

import "math"

// Penalties on the squares of weights, and the steps of the descent.
const (
	penaltySigns = 0.3
	penaltyPairs = 1
	penaltyWords = 3
	descentSteps = 300
	descentRate  = 0.3
)

// penaltyOf returns the penalty of a feature: the bias has none.
func penaltyOf(at int) float64 {
	switch {
	case at == fBias:
		return 0
	case at < relevancePairs:
		return penaltySigns
	case at < relevanceWords:
		return penaltyPairs
	}
	return penaltyWords
}

// learn fits a model to some rows: full-batch gradient descent with AdaGrad's
// step sizes (Duchi, Hazan and Singer, JMLR 2011).
func learn(some []int, rows []row) *relevanceModel {
	m := &relevanceModel{slope: 1}
	past, gradient, penalty := make([]float64, relevanceSize), make([]float64, relevanceSize), make([]float64, relevanceSize)
	for at := range penalty {
		penalty[at] = penaltyOf(at)
	}
	for range descentSteps {
		for at, w := range m.weights {
			gradient[at] = penalty[at] * w
		}
		for _, i := range some {
			r := &rows[i]
			miss := logistic(m.score(r.features))
			if r.relevant {
				miss--
			}
			miss *= r.weight
			for _, x := range r.features {
				gradient[x.at] += miss * x.value
			}
		}
		for at, g := range gradient {
			if g == 0 {
				continue
			}
			past[at] += g * g
			m.weights[at] -= descentRate * g / math.Sqrt(past[at]+1e-8)
		}
	}
	return m
}

// platt fits slope and shift to the scores of rows by models that had not seen
// them, by Newton's method with targets that Platt proposes.
func platt(rows []row, scores [][]float64) (slope, shift float64) {
	var relevant, others float64
	for i, r := range rows {
		n := r.weight * float64(len(scores[i]))
		if r.relevant {
			relevant += n
		} else {
			others += n
		}
	}
	slope = 1
	for range 50 {
		var ga, gb, haa, hab, hbb float64
		for i, r := range rows {
			target := 1 / (others + 2)
			if r.relevant {
				target = (relevant + 1) / (relevant + 2)
			}
			for _, s := range scores[i] {
				p := logistic(slope*s + shift)
				miss, curve := r.weight*(p-target), r.weight*p*(1-p)
				ga, gb = ga+miss*s, gb+miss
				haa, hab, hbb = haa+curve*s*s, hab+curve*s, hbb+curve
			}
		}
		haa, hbb = haa+1e-6, hbb+1e-6
		det := haa*hbb - hab*hab
		if math.Abs(det) < 1e-12 {
			break
		}
		slope, shift = slope-(hbb*ga-hab*gb)/det, shift-(haa*gb-hab*ga)/det
	}
	return min(max(slope, .1), 10), min(max(shift, -10), 10)
}
