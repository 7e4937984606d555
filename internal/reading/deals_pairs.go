package reading

import "dateline/internal/news"

// dealEvidence is what speaks for a pair.
type dealEvidence struct {
	score     float64
	best      float64
	bestScore float64 // of bestAt
	passages  []int   // numbers of the passages that speak for it
	alone     bool    // in one of them the body is the only one
	solid     bool    // one of them tells of a contract or an award
	bestAt    int     // number of the passage of the text that says it best; -1: none
	plain     bool    // one of them tells of the contract of this body, or of an award to the vendor
	tech      bool    // one of them names a technology, or a maker of it
	beside    []int   // bodies named with "and" beside this one there
	joined    bool    // the parties were joined across sentences
}

// Scores of a relation in one sentence.
const (
	scoreVerb   = 3.0
	scoreNoun   = 2.0
	scoreWeak   = 2.0
	scoreState  = 1.5
	scoreBeside = 0.7 // named together with a technology or a contract
	scorePair   = 1.5 // a pair needs so much in one passage
	scoreSum    = 2.0 // or so much in all
)

// weighPairs collects what speaks for the pairs.
func (r *dealReader) weighPairs() {
	for i := range r.passages {
		p := &r.passages[i]
		r.weighParties(p)
		if p.other && !p.tech {
			continue
		}
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
	score, solid, plain := p.relation(v, a)
	if score == 0 {
		if !p.tech && !p.noun || v.speaks || a.speaks {
			return
		}
		score = scoreBeside
	}
	pair := dealPair{v.party, a.party}
	e := r.pairs[pair]
	if e == nil {
		e = &dealEvidence{bestAt: -1}
		r.pairs[pair] = e
		r.order = append(r.order, pair)
	}
	if p.headline {
		score *= 1.5
	}
	if a.speaks {
		score -= 0.7
	}
	if a.owner {
		score -= 0.6
	}
	score -= r.parties[a.party].penalty
	if score <= 0 {
		return
	}
	if n := len(e.passages); n == 0 || e.passages[n-1] != i {
		e.passages = append(e.passages, i)
		e.score += score
	}
	if !p.headline && (e.bestAt < 0 || score > e.bestScore) {
		e.bestAt, e.bestScore = i, score
	}
	if score >= scoreNoun && !a.owner {
		e.beside = append(e.beside, p.beside(a)...)
	}
	e.best = max(e.best, score)
	e.solid = e.solid || solid
	e.plain = e.plain || plain
	e.tech = e.tech || p.tech || v.maker
	e.alone = e.alone || p.agencies() == 1
}

// nameJoiners join two names.
var nameJoiners = wordSet("and und et y e en")

// beside returns the bodies that "and" joins to a.
func (p *dealPassage) beside(a dealName) []int {
	var all []int
	for _, n := range p.names {
		if n.party < 0 || n.vendor || n.party == a.party {
			continue
		}
		first, last := min(n.last, a.last), max(n.first, a.first)
		if last < first || last-first > 3 {
			continue
		}
		for i := first; i < last; i++ {
			if nameJoiners()[p.doc.tokens[i].Fold] {
				all = append(all, n.party)
				break
			}
		}
	}
	return all
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

// relation says how strongly a passage says that v supplies a, and whether by
// a contract or an award; plain: by one that is this body's.
func (p *dealPassage) relation(v, a dealName) (best float64, solid, plain bool) {
	for _, h := range p.hits {
		if h.negated || h.flags&(dealRival|dealLoser) != 0 && h.strength < dealNoun {
			continue
		}
		score := p.scoreOf(h, v, a)
		best = max(best, score)
		if score > 0 && (h.strength == dealNoun || h.strength == dealVerb && h.status == news.DealAwarded || h.strength == dealWeak && p.money > 0) {
			solid = true
			plain = plain || h.strength == dealVerb || p.closeness(h, a) > 0
		}
	}
	return best, solid, plain
}

// scoreOf says how strongly a cue ties v and a.
func (p *dealPassage) scoreOf(h dealHit, v, a dealName) float64 {
	switch h.strength {
	case dealVerb:
		if !h.fits(v, a) {
			return 0
		}
		return scoreVerb + p.closeness(h, a) - p.distance(h, v, a)
	case dealNoun:
		return scoreNoun + 2*p.closeness(h, a) - p.distance(h, v, a)
	case dealWeak:
		if p.noun || p.tech {
			return scoreWeak - p.distance(h, v, a)
		}
	case dealState:
		if p.noun || p.tech || v.product {
			return scoreState - p.distance(h, v, a)
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

// distance takes up to 1 from a score for parties far from the cue, and more
// for a body that another clause names.
func (p *dealPassage) distance(h dealHit, v, a dealName) float64 {
	far := max(gapTo(h, v), gapTo(h, a))
	less := min(1, max(0, float64(far-6)/30))
	if a.last <= h.first && p.commas(a.last, h.first) > 1 {
		less += 0.7
	}
	return less
}

// commas counts the commas and semicolons between the tokens [first,last).
func (p *dealPassage) commas(first, last int) int {
	n := 0
	for i := first - 1; i < last; i++ {
		if gap := p.doc.between(i); len(gap) > 0 && (gap[0] == ',' || gap[0] == ';') {
			n++
		}
	}
	return n
}

// closeness says how plainly a body belongs to a cue: "contract with the Navy",
// "the Navy's contract".
func (p *dealPassage) closeness(h dealHit, a dealName) float64 {
	switch {
	case a.first >= h.last && a.first-h.last <= 3 && partyLinks()[p.doc.tokens[h.last].Fold]:
		return 0.5
	case a.last <= h.first && h.first-a.last <= 2:
		return 0.3
	}
	return 0
}

// partyLinks stand between a contract and its other party.
var partyLinks = wordSet("with from for by to mit vom von der fur an avec de du pour par con del para por da dalla do com met van voor aan between zwischen entre tra tussen")

func gapTo(h dealHit, n dealName) int {
	if n.first >= h.last {
		return n.first - h.last
	}
	return max(0, h.first-n.last)
}
