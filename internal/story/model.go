package story

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/fault"
)

// Links is how much each evidence weighs when two articles are said to be of
// one story: a logistic regression, whose log odds are added up.
type Links struct {
	weights [evidences]float64
	bias    float64
}

// links.tsv is the learned table, a row for each evidence; the command train
// makes it.
//
//go:embed links.tsv
var linksTable string

// defaultLinks are those of the table.
var defaultLinks = sync.OnceValue(func() *Links {
	l, err := ParseLinks(linksTable)
	if err != nil {
		panic(err) // the table is part of the program, and a test reads it
	}
	return l
})

// biasRow is the row of what is added to the weighed evidence.
const biasRow = "bias"

// ParseLinks reads a table of weights: name, tab, weight. Evidence without a
// row weighs nothing.
func ParseLinks(table string) (*Links, error) {
	var l Links
	for line := range strings.Lines(table) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "\t")
		w, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return nil, fault.New(fault.Corrupt, "weights of links: %q is no name and weight", line)
		}
		if name == biasRow {
			l.bias = w
			continue
		}
		at := indexOf(name)
		if at < 0 {
			return nil, fault.New(fault.Corrupt, "weights of links: no evidence is called %q", name)
		}
		l.weights[at] = w
	}
	return &l, nil
}

func indexOf(name string) int {
	for i, n := range evidenceNames {
		if n == name {
			return i
		}
	}
	return -1
}

// NewLinks makes weights of what the trainer has learned: as many as
// [Evidence] has values.
func NewLinks(weights []float64, bias float64) *Links {
	l := Links{bias: bias}
	copy(l.weights[:], weights)
	return &l
}

// String writes the table that [ParseLinks] reads.
func (l *Links) String() string {
	var b strings.Builder
	for i, name := range evidenceNames {
		fmt.Fprintf(&b, "%s\t%.3f\n", name, l.weights[i])
	}
	fmt.Fprintf(&b, "%s\t%.3f\n", biasRow, l.bias)
	return b.String()
}

// mostScore bounds the score of a pair, so that one pair does not outvote many.
const mostScore = 4

// score is the logarithm of the odds that two articles are of one story.
func (l *Links) score(a, b *vector) float64 {
	s := l.bias
	for i, e := range evidence(a, b) {
		s += l.weights[i] * e
	}
	return max(-mostScore, min(mostScore, s))
}

// Evidence returns what speaks for and against two articles being of one story,
// for the trainer, which learns what each of it weighs.
func Evidence(a, b *Features, stored Frequencies) []float64 {
	e := evidence(newVector(a, stored), newVector(b, stored))
	return e[:]
}
