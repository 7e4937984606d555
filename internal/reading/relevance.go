package reading

import "math"

// readRelevance says whether the document is about a technology company that
// supplies a government body: a logistic model over cues, over what the other
// readers found, over the order in which givers, goods and takers stand in a
// sentence, and over hashed words. The command train makes its weights. What is
// clearly about something else has no deals.
func (d *document) readRelevance() {
	m := relevanceWeights()
	d.found.Relevance = m.probability(d.relevanceFeatures())
	d.found.Relevant = d.found.Relevance >= relevanceThreshold
	if d.found.Relevance < relevanceSilence {
		d.found.Deals = nil
	}
}

const (
	// relevanceThreshold is the probability from which a text is relevant.
	relevanceThreshold = 0.5
	// relevanceSilence is the probability below which a text tells of no deal,
	// whatever its words look like.
	relevanceSilence = 0.2
)

// probability returns how likely a document with some features is relevant.
func (m *relevanceModel) probability(features []feature) float64 {
	return logistic(m.slope*m.score(features) + m.shift)
}

// score returns what the features weigh, before it is made a probability.
func (m *relevanceModel) score(features []feature) float64 {
	sum := 0.0
	for _, x := range features {
		sum += m.weights[x.at] * x.value
	}
	return sum
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
