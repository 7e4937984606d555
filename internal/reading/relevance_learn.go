package reading

import "math"

// Penalties on the squares of weights, and the steps of the descent.
const (
	penaltySigns = 0.6
	penaltyPairs = 2
	penaltyWords = 6
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

// plattPoint is a score of a text by a model that had not seen it.
type plattPoint struct{ score, target, weight float64 }

// plattPoints gives each score the target that Platt proposes: not quite 0 or 1.
func plattPoints(rows []row, scores [][]float64) (points []plattPoint) {
	var relevant, others float64
	for i, r := range rows {
		n := r.weight * float64(len(scores[i]))
		if r.relevant {
			relevant += n
		} else {
			others += n
		}
	}
	for i, r := range rows {
		target := 1 / (others + 2)
		if r.relevant {
			target = (relevant + 1) / (relevant + 2)
		}
		for _, score := range scores[i] {
			points = append(points, plattPoint{score, target, r.weight})
		}
	}
	return points
}

// plattLoss is the cross-entropy of the points.
func plattLoss(points []plattPoint, slope, shift float64) (loss float64) {
	for _, x := range points {
		z := slope*x.score + shift
		loss += x.weight * (max(z, 0) - x.target*z + math.Log1p(math.Exp(-math.Abs(z))))
	}
	return loss
}

// platt fits slope and shift to the scores of rows by models that had not seen
// them: Newton's method with steps that are halved until they make it better
// (Lin, Lin and Weng, "A note on Platt's probabilistic outputs", 2007).
func platt(rows []row, scores [][]float64) (slope, shift float64) {
	points := plattPoints(rows, scores)
	slope = 1
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		for _, x := range points {
			p := logistic(slope*x.score + shift)
			miss, curve := x.weight*(p-x.target), x.weight*p*(1-p)
			ga, gb = ga+miss*x.score, gb+miss
			haa, hab, hbb = haa+curve*x.score*x.score, hab+curve*x.score, hbb+curve
		}
		haa, hbb = haa+1e-6, hbb+1e-6
		det := haa*hbb - hab*hab
		if det < 1e-12 {
			break
		}
		stepA, stepB := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		before := plattLoss(points, slope, shift)
		part := 1.0
		for part > 1e-9 && plattLoss(points, slope-part*stepA, shift-part*stepB) >= before {
			part /= 2
		}
		if part <= 1e-9 {
			break
		}
		slope, shift = slope-part*stepA, shift-part*stepB
	}
	return min(max(slope, .1), 10), min(max(shift, -10), 10)
}
