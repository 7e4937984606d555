package reading

import (
	"math"
	"testing"
)

// twoKinds are rows of which one feature tells the kind, and another nothing.
func twoKinds(n int) (rows []row, all []int) {
	for i := range n {
		rows = append(rows, row{
			features: []feature{{fBias, 1}, {fDeals + i%2, 1}, {relevanceWords + i%7, 1}},
			relevant: i%2 == 0, weight: 1,
		})
		all = append(all, i)
	}
	return rows, all
}

func TestLearningFindsWhatTells(t *testing.T) {
	rows, all := twoKinds(200)
	m := learn(all, rows)
	if m.weights[fDeals] < 1 || m.weights[fDeals+1] > -1 {
		t.Errorf("what tells weighs %.2f and %.2f", m.weights[fDeals], m.weights[fDeals+1])
	}
	for at := range 7 {
		if w := m.weights[relevanceWords+at]; math.Abs(w) > .2 {
			t.Errorf("what tells nothing weighs %.2f", w)
		}
	}
}

func TestPlattMakesProbabilitiesOfScores(t *testing.T) {
	// Scores three times too sure: of those with 3, as many are relevant as σ(1) says.
	var rows []row
	var scores [][]float64
	for i := range 1000 {
		score := 3.0
		if i%2 == 1 {
			score = -3
		}
		relevant := (i/2)%100 < 73
		if score < 0 {
			relevant = !relevant
		}
		rows = append(rows, row{relevant: relevant, weight: 1})
		scores = append(scores, []float64{score, score})
	}
	slope, shift := platt(rows, scores)
	if got := logistic(slope*3 + shift); math.Abs(got-.73) > .01 {
		t.Errorf("a score of 3 is %.3f, want .73 (slope %.3f, shift %.3f)", got, slope, shift)
	}
}

func TestPlattKeepsItsBounds(t *testing.T) {
	for name, rows := range map[string][]row{
		"none":         nil,
		"all relevant": {{relevant: true, weight: 1}, {relevant: true, weight: 1}},
		"parted":       {{relevant: true, weight: 1}, {weight: 1}},
	} {
		scores := make([][]float64, len(rows))
		for i, r := range rows {
			scores[i] = []float64{20*one(r.relevant) - 10}
		}
		slope, shift := platt(rows, scores)
		if !(slope >= .1 && slope <= 10 && math.Abs(shift) <= 10) {
			t.Errorf("%s: slope %v, shift %v", name, slope, shift)
		}
	}
}
