package reading

import (
	"cmp"
	"slices"
)

// dealEvidence is what speaks for a pair.
type dealEvidence struct {
	score    float64
	best     float64
	passages []int // numbers of the passages that speak for it
	alone    bool  // in one of them the body is the only one
	joined   bool  // the parties were joined across sentences
}

// Scores of a relation in one sentence.
const (
	scoreVerb  = 3.0
	scoreNoun  = 2.0
	scoreWeak  = 2.0
	scoreState = 1.5
	scorePair  = 1.5 // a pair needs so much
)

// markRivals marks the names that a passage shows as losers or rivals.
func (r *dealReader) markRivals(p *dealPassage) {
	for _, h := range p.hits {
		if h.flags&dealRival != 0 {
			r.markFrom(p, h.last)
		}
		if h.flags&dealLoser != 0 {
			for i := len(p.names) - 1; i >= 0; i-- {
				n := &p.names[i]
				if n.vendor && n.last <= h.first && h.first-n.last <= 4 {
					n.rival = true
					r.parties[n.party].rival++
					break
				}
			}
		}
	}
}

// markFrom marks the vendors of a list that begins at token i.
func (r *dealReader) markFrom(p *dealPassage, i int) {
	end := i + 4
	for k := range p.names {
		n := &p.names[k]
		if n.first < i {
			continue
		}
		if !n.vendor || n.first > end {
			break
		}
		n.rival = true
		r.parties[n.party].rival++
		end = n.last + 2
	}
}

// weighPairs collects what speaks for the pairs.
func (r *dealReader) weighPairs() {
	for i := range r.passages {
		p := &r.passages[i]
		r.weighParties(p)
		for _, v := range p.names {
			if !v.vendor || v.rival {
				continue
			}
			for _, a := range p.names {
				if a.party < 0 || a.vendor {
					continue
				}
				r.addEvidence(i, p, v, a)
			}
		}
	}
}

// weighParties notes how much words of supply stand near the parties of a passage.
func (r *dealReader) weighParties(p *dealPassage) {
	supply := 0.0
	for _, h := range p.hits {
		if !h.negated {
			supply = max(supply, []float64{0, 0.5, 1, 2, 1}[h.strength])
		}
	}
	weight := 1.0
	if p.order < 2 {
		weight = 2
	}
	if p.headline {
		weight = 3
	}
	for _, n := range p.names {
		if n.party < 0 || n.rival {
			continue
		}
		party := &r.parties[n.party]
		party.weight += weight
		party.supply += weight * supply
	}
}

func (r *dealReader) addEvidence(i int, p *dealPassage, v, a dealName) {
	score := p.relation(v, a)
	if score == 0 {
		return
	}
	pair := dealPair{v.party, a.party}
	e := r.pairs[pair]
	if e == nil {
		e = &dealEvidence{}
		r.pairs[pair] = e
	}
	if p.headline {
		score *= 1.5
	}
	score -= r.parties[a.party].penalty
	if score <= 0 {
		return
	}
	if n := len(e.passages); n == 0 || e.passages[n-1] != i {
		e.passages = append(e.passages, i)
		e.score += score
	}
	e.best = max(e.best, score)
	e.alone = e.alone || p.agencies() == 1
}

// agencies counts the bodies of a passage.
func (p *dealPassage) agencies() int {
	seen := map[int]bool{}
	for _, n := range p.names {
		if n.party >= 0 && !n.vendor {
			seen[n.party] = true
		}
	}
	return len(seen)
}

// relation says how strongly a passage says that v supplies a.
func (p *dealPassage) relation(v, a dealName) float64 {
	best := 0.0
	for _, h := range p.hits {
		if h.negated || h.flags&(dealRival|dealLoser) != 0 && h.strength < dealNoun {
			continue
		}
		best = max(best, p.scoreOf(h, v, a))
	}
	return best
}

func (p *dealPassage) scoreOf(h dealHit, v, a dealName) float64 {
	switch h.strength {
	case dealVerb:
		if !h.fits(v, a) {
			return 0
		}
		return scoreVerb - distance(h, v, a)
	case dealNoun:
		return scoreNoun - distance(h, v, a)
	case dealWeak:
		if p.noun || p.tech {
			return scoreWeak - distance(h, v, a)
		}
	case dealState:
		if p.noun || p.tech || v.product {
			return scoreState - distance(h, v, a)
		}
	}
	return 0
}

// fits says whether the parties stand on their sides of the cue.
func (h *dealHit) fits(v, a dealName) bool {
	switch h.side {
	case "av":
		return a.first < h.first && v.first >= h.first-1 || a.first < h.first && v.first < a.first
	case "va":
		return v.first < h.last || a.first < h.first
	}
	return true
}

// distance takes up to 1 from a score for parties far from the cue.
func distance(h dealHit, v, a dealName) float64 {
	far := max(gapTo(h, v), gapTo(h, a))
	return min(1, max(0, float64(far-6)/30))
}

func gapTo(h dealHit, n dealName) int {
	if n.first >= h.last {
		return n.first - h.last
	}
	return max(0, h.first-n.last)
}

// chosenPair is a pair that makes a deal.
type chosenPair struct {
	dealPair
	*dealEvidence
}

// choose returns the pairs that make deals, in the order of the vendors.
func (r *dealReader) choose() []chosenPair {
	main := r.mainBuyer()
	var all []chosenPair
	for v := range r.parties {
		if !r.parties[v].vendor {
			continue
		}
		if pairs := r.pairsOf(v); len(pairs) > 0 {
			all = append(all, pairs...)
		} else if main >= 0 && r.joins(v) {
			all = append(all, chosenPair{dealPair{v, main}, &dealEvidence{score: 1, joined: true, passages: r.passagesOf(v)}})
		}
	}
	return all
}

// pairsOf returns the pairs of a vendor with evidence of their own.
func (r *dealReader) pairsOf(v int) []chosenPair {
	var all []chosenPair
	for a := range r.parties {
		if e := r.pairs[dealPair{v, a}]; e != nil && e.best >= scorePair {
			all = append(all, chosenPair{dealPair{v, a}, e})
		}
	}
	slices.SortStableFunc(all, func(x, y chosenPair) int { return cmp.Compare(r.rank(y), r.rank(x)) })
	if len(all) < 2 {
		return all
	}
	kept := all[:1]
	for _, c := range all[1:] {
		if c.alone && !sharesPassages(c, kept) {
			kept = append(kept, c)
		}
	}
	return kept
}

// rank orders the bodies of a vendor.
func (r *dealReader) rank(c chosenPair) float64 {
	return c.score + 0.3*r.parties[c.agency].weight - r.parties[c.agency].penalty
}

func sharesPassages(c chosenPair, kept []chosenPair) bool {
	for _, k := range kept {
		for _, i := range c.passages {
			if !slices.Contains(k.passages, i) {
				return false
			}
		}
	}
	return true
}

// mainBuyer returns the body that the document shows as the buyer; -1: none.
func (r *dealReader) mainBuyer() int {
	best, most := -1, 0.0
	for a := range r.parties {
		p := &r.parties[a]
		if p.vendor {
			continue
		}
		score := 0.5*p.weight + p.supply - 3*p.penalty
		for v := range r.parties {
			if e := r.pairs[dealPair{v, a}]; e != nil {
				score += e.score
			}
		}
		if score > most {
			best, most = a, score
		}
	}
	return best
}

// joins says whether a vendor without a body beside it is party to the document's deal.
func (r *dealReader) joins(v int) bool {
	p := &r.parties[v]
	return p.rival == 0 && p.supply >= 2
}

func (r *dealReader) passagesOf(party int) []int {
	var all []int
	for i, p := range r.passages {
		if slices.ContainsFunc(p.names, func(n dealName) bool { return n.party == party }) {
			all = append(all, i)
		}
	}
	return all
}
