package reading

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// relevance.tsv holds the weights, one to a line: place, weight. The command
// train writes it. Line 1 is the threshold.
//
//go:embed relevance.tsv
var relevanceTable string

// relevanceModel is a logistic model.
type relevanceModel struct {
	threshold float64
	weights   [relevanceSize]float64
}

var relevanceWeights = sync.OnceValue(func() *relevanceModel {
	m := &relevanceModel{threshold: .45}
	for line := range strings.Lines(relevanceTable) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			continue
		}
		if name == "threshold" {
			m.threshold = v
		} else if at, err := strconv.Atoi(name); err == nil && at >= 0 && at < relevanceSize {
			m.weights[at] = v
		}
	}
	return m
})

func (m *relevanceModel) probability(f []feature) float64 {
	sum := 0.0
	for _, x := range f {
		sum += m.weights[x.at] * x.value
	}
	return 1 / (1 + math.Exp(-sum))
}

// Example is a text with what a reader of it says, for training.
type Example struct {
	Input
	Group    string // texts of one event: they are not parted by cross-validation
	Relevant bool
	Weight   float64
}

// Training is what was learnt: the model as the file that holds it, and how
// well models did on texts that they had not seen.
type Training struct {
	File              string
	Precision, Recall float64 // cross-validated, on the examples of weight 1
	Wrong             []string
}

// Train learns to tell relevance from examples: logistic regression with an L2
// penalty, weaker for named features than for words, by gradient descent. It is
// deterministic.
func Train(examples []Example, names *gazetteer.Gazetteer, folds int) Training {
	rows := make([]row, len(examples))
	for i, e := range examples {
		d := newDocument(e.Input)
		d.readAll(names)
		rows[i] = row{d.relevanceFeatures(), e.Relevant, e.Weight, e.Group}
	}
	var t Training
	var hit, said, meant float64
	for fold := range folds {
		var in, out []int
		for i, r := range rows {
			if int(hashFold(r.group))%folds == fold {
				out = append(out, i)
			} else {
				in = append(in, i)
			}
		}
		m := learn(rows, in)
		for _, i := range out {
			if rows[i].weight < 1 {
				continue
			}
			got := m.probability(rows[i].features) >= .5
			if got != rows[i].relevant {
				t.Wrong = append(t.Wrong, fmt.Sprintf("%.2f %v %s", m.probability(rows[i].features), rows[i].relevant, examples[i].Title))
			}
			if got {
				said++
			}
			if rows[i].relevant {
				meant++
			}
			if got && rows[i].relevant {
				hit++
			}
		}
	}
	t.Precision, t.Recall = hit/max(said, 1), hit/max(meant, 1)
	all := make([]int, len(rows))
	for i := range all {
		all[i] = i
	}
	t.File = learn(rows, all).String()
	return t
}

// row is an example as the model sees it.
type row struct {
	features []feature
	relevant bool
	weight   float64
	group    string
}

func hashFold(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// Penalties on the squares of weights, and the steps of the descent.
const (
	penaltyNamed = 0.02
	penaltyWords = 0.6
	descentSteps = 600
	descentRate  = 0.5
)

// learn fits a model to some rows: full-batch gradient descent with AdaGrad's
// step sizes (Duchi, Hazan and Singer, JMLR 2011).
func learn(rows []row, some []int) *relevanceModel {
	m := &relevanceModel{threshold: .45}
	var past, gradient [relevanceSize]float64
	total := 0.0
	for _, i := range some {
		total += rows[i].weight
	}
	for range descentSteps {
		clear(gradient[:])
		for _, i := range some {
			r := rows[i]
			miss := m.probability(r.features)
			if r.relevant {
				miss--
			}
			for _, x := range r.features {
				gradient[x.at] += miss * x.value * r.weight / total
			}
		}
		for at := range gradient {
			penalty := penaltyNamed
			if at >= relevanceNamed+24 {
				penalty = penaltyWords
			}
			g := gradient[at] + penalty*m.weights[at]/total*10
			if g == 0 {
				continue
			}
			past[at] += g * g
			m.weights[at] -= descentRate * g / math.Sqrt(past[at]+1e-8)
		}
	}
	return m
}

// String writes the model as its file.
func (m *relevanceModel) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "threshold\t%.3f\n", m.threshold)
	for at, w := range m.weights {
		if math.Abs(w) >= .0005 {
			fmt.Fprintf(&b, "%d\t%.4f\n", at, w)
		}
	}
	return b.String()
}

// readAll runs all readers but that of relevance.
func (d *document) readAll(g *gazetteer.Gazetteer) news.Reading {
	d.names = g
	d.readMentions(g)
	d.readAmounts()
	d.readDates()
	d.readAttributions()
	d.readStatements()
	d.readOrigin()
	d.readDeals()
	d.readEvents()
	return d.found
}
