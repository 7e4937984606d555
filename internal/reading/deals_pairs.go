package reading

import (
	"cmp"
	"slices"

	"dateline/internal/news"
)

// dealEvidence is what speaks for a pair.
type dealEvidence struct {
	score    float64
	best     float64
	passages []int // numbers of the passages that speak for it
	alone    bool  // in one of them the body is the only one
	solid    bool  // one of them tells of a contract or an award
	joined   bool  // the parties were joined across sentences
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

// markRivals marks the names that a passage shows as losers or rivals.
func (r *dealReader) markRivals(p *dealPassage) {
	for _, h := range p.hits {
		if h.flags&dealRival != 0 {
			r.markFrom(p, h.last)
		}
		if h.flags&dealLoser != 0 {
			r.markBefore(p, h.first)
		}
	}
}

// markRival notes that a passage shows a vendor as a loser or rival; the
// headline and the first sentences count for more.
func (r *dealReader) markRival(p *dealPassage, n *dealName) {
	n.rival = true
	switch {
	case p.headline:
		r.parties[n.party].rival += 3
	case p.order < 2:
		r.parties[n.party].rival += 2
	default:
		r.parties[n.party].rival++
	}
}

// markBefore marks the vendors of a list that ends before token i.
func (r *dealReader) markBefore(p *dealPassage, i int) {
	begin := i - 4
	for k := len(p.names) - 1; k >= 0; k-- {
		n := &p.names[k]
		if n.first >= i {
			continue
		}
		if !n.vendor || n.last < begin {
			break
		}
		r.markRival(p, n)
		begin = n.first - 1
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
		r.markRival(p, n)
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
	score, solid := p.relation(v, a)
	if score == 0 {
		if !p.tech && !p.noun || v.speaks || a.speaks {
			return
		}
		score = scoreBeside
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
	e.best = max(e.best, score)
	e.solid = e.solid || solid
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

// relation says how strongly a passage says that v supplies a, and whether by
// a contract or an award.
func (p *dealPassage) relation(v, a dealName) (best float64, solid bool) {
	for _, h := range p.hits {
		if h.negated || h.flags&(dealRival|dealLoser) != 0 && h.strength < dealNoun {
			continue
		}
		score := p.scoreOf(h, v, a)
		best = max(best, score)
		if score > 0 && (h.strength == dealNoun || h.strength == dealVerb && h.status == news.DealAwarded) {
			solid = true
		}
	}
	return best, solid
}

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

// chosenPair is a pair that makes a deal.
type chosenPair struct {
	dealPair
	*dealEvidence
}

// choose returns the pairs that make deals, in the order of the vendors.
func (r *dealReader) choose() []chosenPair {
	main, top := r.mainBuyer(), r.mainVendor()
	r.joinContracts(top)
	told := r.headlineDeal()
	var all []chosenPair
	for v := range r.parties {
		if !r.parties[v].vendor || r.isLoser(v) {
			continue
		}
		if pairs := r.pairsOf(v); len(pairs) > 0 {
			all = append(all, pairs...)
		} else if main >= 0 && !r.quarrel && (!told || r.parties[v].headline) && r.joins(v, main, v == top) {
			all = append(all, chosenPair{dealPair{v, main}, &dealEvidence{score: 1, joined: true, passages: r.passagesOf(v)}})
		}
	}
	return all
}

// headlineDeal says whether the deal of a vendor of the headline is told.
func (r *dealReader) headlineDeal() bool {
	for pair, e := range r.pairs {
		if r.parties[pair.vendor].headline && e.best >= scoreNoun {
			return true
		}
	}
	return false
}

// isLoser says whether a vendor is named as a loser as often as not, while
// another one is not.
func (r *dealReader) isLoser(v int) bool {
	p := &r.parties[v]
	return 2*p.rival >= p.count && slices.ContainsFunc(r.parties, func(o dealParty) bool { return o.vendor && o.rival == 0 && o.weight+o.supply > 2 })
}

// joinContracts gives the main vendor the contracts of passages that name only
// the other party: "records also show a contract with the Air Force".
func (r *dealReader) joinContracts(vendor int) {
	if vendor < 0 {
		return
	}
	for i := range r.passages {
		p := &r.passages[i]
		if p.hasVendor() || p.headline {
			continue
		}
		for _, h := range p.hits {
			if h.strength != dealNoun || h.negated {
				continue
			}
			for _, a := range p.names {
				if a.party >= 0 && a.first >= h.last && p.closeness(h, a) > 0 && r.parties[a.party].penalty == 0 && !a.speaks {
					pair := dealPair{vendor, a.party}
					if r.pairs[pair] == nil {
						r.pairs[pair] = &dealEvidence{score: scoreNoun, best: scoreNoun, passages: []int{i}, alone: true, solid: true}
					}
				}
			}
		}
	}
}

// joins says whether a vendor without a body beside it is party to the deal of
// the document's buyer.
func (r *dealReader) joins(v, buyer int, top bool) bool {
	p := &r.parties[v]
	if 2*p.rival >= p.count {
		return false
	}
	if top && r.parties[buyer].supply+p.supply >= 2 {
		return true
	}
	return p.supply >= 3 || r.parties[buyer].supply >= 4 && r.isListed(v)
}

// isListed says whether a passage names a vendor beside two others.
func (r *dealReader) isListed(v int) bool {
	for _, p := range r.passages {
		vendors := 0
		for _, n := range p.names {
			if n.vendor && !n.rival && !n.product {
				vendors++
			}
		}
		if vendors > 2 && p.holds(v) {
			return true
		}
	}
	return false
}

// mainVendor returns the vendor that the document is most about; -1: none.
func (r *dealReader) mainVendor() int {
	best, most := -1, 0.0
	for v := range r.parties {
		p := &r.parties[v]
		if w := p.weight + p.supply; p.vendor && 2*p.rival < p.count && w > most {
			best, most = v, w
		}
	}
	return best
}

// pairsOf returns the pairs of a vendor with evidence of their own.
func (r *dealReader) pairsOf(v int) []chosenPair {
	var all []chosenPair
	for a := range r.parties {
		if e := r.pairs[dealPair{v, a}]; e != nil && (e.best >= scorePair || e.score >= scoreSum) && (e.solid || !r.quarrel) {
			all = append(all, chosenPair{dealPair{v, a}, e})
		}
	}
	slices.SortStableFunc(all, func(x, y chosenPair) int { return cmp.Compare(r.rank(y), r.rank(x)) })
	if len(all) < 2 {
		return all
	}
	kept := []chosenPair{r.mostSpecific(all)}
	for _, c := range all {
		if c.dealPair == kept[0].dealPair {
			continue
		}
		if c.alone && c.solid && c.best >= scoreNoun && !sharesPassages(c, kept) && !r.related(c, kept) {
			kept = append(kept, c)
		}
	}
	return kept
}

// mostSpecific returns the first pair, or another whose body is a part of that one's.
func (r *dealReader) mostSpecific(all []chosenPair) chosenPair {
	first := all[0]
	for _, c := range all[1:] {
		if r.isPart(r.parties[c.agency].key, r.parties[first.agency].key) && c.best >= scorePair {
			return c
		}
	}
	return first
}

// rank orders the bodies of a vendor: a part of another body is the likelier buyer.
func (r *dealReader) rank(c chosenPair) float64 {
	return c.score + 0.3*r.parties[c.agency].weight - r.parties[c.agency].penalty
}

// related says whether the body of a pair belongs to one of the kept ones, or
// one of them to it.
func (r *dealReader) related(c chosenPair, kept []chosenPair) bool {
	for _, k := range kept {
		a, b := &r.parties[c.agency], &r.parties[k.agency]
		if r.isPart(a.key, b.key) || r.isPart(b.key, a.key) {
			return true
		}
	}
	return false
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

func (r *dealReader) passagesOf(party int) []int {
	var all []int
	for i, p := range r.passages {
		if slices.ContainsFunc(p.names, func(n dealName) bool { return n.party == party }) {
			all = append(all, i)
		}
	}
	return all
}
