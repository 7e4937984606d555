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

// relevance.tsv holds the weights, one to a line: name of the feature, weight.
// The lines "slope" and "shift" turn a score into a probability. The command
// train writes it from testdata/relevance.jsonl and ../shared; after a change of
// another reader, go generate learns it anew.
//
//go:generate go run ./train -own testdata/relevance.jsonl -shared ../../../shared -out relevance.tsv
//go:embed relevance.tsv
var relevanceTable string

// relevanceModel is a logistic model with Platt's scaling (Platt, "Probabilistic
// outputs for support vector machines", 1999).
type relevanceModel struct {
	slope, shift float64
	weights      [relevanceSize]float64
}

var relevanceWeights = sync.OnceValue(func() *relevanceModel { return parseModel(relevanceTable) })

// parseModel reads a model from its file. Lines that it does not know are left out.
func parseModel(table string) *relevanceModel {
	m := &relevanceModel{slope: 1}
	places := make(map[string]int, relevanceWords)
	for at := range relevanceWords {
		places[featureName(at)] = at
	}
	for line := range strings.Lines(table) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		switch name {
		case "slope":
			m.slope = v
			continue
		case "shift":
			m.shift = v
			continue
		}
		if word, ok := strings.CutPrefix(name, "word"); ok {
			if at, err := strconv.Atoi(word); err == nil && at >= 0 && at < relevanceBuckets {
				m.weights[relevanceWords+at] = v
			}
		} else if at, ok := places[name]; ok {
			m.weights[at] = v
		}
	}
	return m
}

// String writes the model as its file.
func (m *relevanceModel) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "slope\t%.4f\nshift\t%.4f\n", m.slope, m.shift)
	for at, w := range m.weights {
		if math.Abs(w) >= .0005 {
			fmt.Fprintf(&b, "%s\t%.4f\n", featureName(at), w)
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
