package reading

import (
	"cmp"
	"slices"
)

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
		if !r.parties[v].vendor || r.isLoser(v) || !r.parties[v].named && r.namesVendors() {
			continue
		}
		if pairs := r.pairsOf(v); len(pairs) > 0 {
			all = append(all, pairs...)
		} else if main >= 0 && !r.quarrel && r.other == 0 && (!told || r.parties[v].headline) && r.joins(v, main, v == top) {
			all = append(all, chosenPair{dealPair{v, main}, &dealEvidence{score: 1, joined: true, bestAt: -1, passages: r.passagesOf(v)}})
		}
	}
	return r.withoutParts(all)
}

// withoutParts leaves of a company and its part that supply the same body the
// one with more evidence.
func (r *dealReader) withoutParts(all []chosenPair) []chosenPair {
	return slices.DeleteFunc(slices.Clone(all), func(c chosenPair) bool {
		return slices.ContainsFunc(all, func(o chosenPair) bool {
			if o.agency != c.agency || o.vendor == c.vendor {
				return false
			}
			a, b := r.parties[c.vendor].key, r.parties[o.vendor].key
			return r.isPart(a, b) && o.score >= c.score || r.isPart(b, a) && o.score > c.score
		})
	})
}

// namesVendors says whether the document names a vendor that is in a deal, so
// that the makers of products need not be thought of.
func (r *dealReader) namesVendors() bool {
	return slices.ContainsFunc(r.order, func(pair dealPair) bool {
		return r.parties[pair.vendor].named && r.pairs[pair].best >= scorePair
	})
}

// headlineDeal says whether the deal of a vendor of the headline is told.
func (r *dealReader) headlineDeal() bool {
	for _, pair := range r.order {
		if r.parties[pair.vendor].headline && r.pairs[pair].best >= scoreNoun {
			return true
		}
	}
	return false
}

// joinContracts gives the main vendor the contracts of passages that name only
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
						r.order = append(r.order, pair)
						r.pairs[pair] = &dealEvidence{bestAt: i, score: scoreNoun, best: scoreNoun, passages: []int{i}, alone: true, solid: true, plain: true, tech: true}
					}
				}
			}
		}
	}
}

// joins says whether a vendor without a body beside it is party to the deal of
// the document's buyer.
func (r *dealReader) joins(v, buyer int, top bool) bool {
	p, b := &r.parties[v], &r.parties[buyer]
	if 2*p.rival >= p.count || b.penalty > 2 || !p.isProminent() || !b.isProminent() {
		return false
	}
	if p.supply == 0 && !p.headline && !r.isListed(v) {
		return false
	}
	supply := b.supply + p.supply + float64(r.loose)
	if top && (supply >= 2 || supply >= 1 && r.pairs[dealPair{v, buyer}] != nil) {
		return true
	}
	return p.supply >= 3 || b.supply >= 4 && r.isListed(v)
}

// opening is how far from the start the main parties of a story are named, in bytes.
const opening = 1500

// isProminent says whether the headline or the opening names a party.
func (p *dealParty) isProminent() bool {
	return p.headline || p.first >= 0 && p.first < opening
}

// isListed says whether a vendor stands in a list of three: in one sentence,
// or in lines of their own.
func (r *dealReader) isListed(v int) bool {
	for i := range r.passages {
		p := &r.passages[i]
		if !p.holds(v) {
			continue
		}
		if p.inRun(v) || p.isLine() && r.lineRun(i) > 2 {
			return true
		}
	}
	return false
}

// listGap is how many tokens may stand between two names of a list: "and", a sum.
const listGap = 4

// inRun says whether a passage names a vendor in a list of three.
func (p *dealPassage) inRun(v int) bool {
	run, mine, end := 0, false, -1
	for _, n := range p.names {
		if !n.vendor || n.rival || n.product {
			continue
		}
		if end >= 0 && n.first-end > listGap {
			run, mine = 0, false
		}
		run, mine, end = run+1, mine || n.party == v, n.last
		if run > 2 && mine {
			return true
		}
	}
	return false
}

// lineRun counts the lines of names around passage i.
func (r *dealReader) lineRun(i int) int {
	first, last := i, i
	for first > 0 && i-first < 3 && r.passages[first-1].isLine() && r.passages[first-1].hasVendor() {
		first--
	}
	for last+1 < len(r.passages) && last-i < 3 && r.passages[last+1].isLine() && r.passages[last+1].hasVendor() {
		last++
	}
	return last - first + 1
}

// isLine says whether a passage is hardly more than a name.
func (p *dealPassage) isLine() bool {
	return len(p.names) > 0 && p.last-p.first <= p.names[0].last-p.names[0].first+2
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
	for _, pair := range r.order {
		if e := r.pairs[pair]; pair.vendor == v && (e.best >= scorePair || e.score >= scoreSum) && (e.plain || !r.quarrel) && (e.tech || r.other == 0) {
			all = append(all, chosenPair{pair, e})
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
		apart := c.alone && r.parties[c.agency].penalty == 0 && (c.solid && c.best >= scoreNoun-0.3 || c.best >= scoreVerb) && !sharesPassages(c, kept) && !r.related(c, kept)
		if apart || c.isBeside(kept[0]) {
			kept = append(kept, c)
		}
	}
	return kept
}

// mostSpecific returns the first pair, or another whose body is a part of that one's.
func (r *dealReader) mostSpecific(all []chosenPair) chosenPair {
	first := all[0]
	for _, c := range all[1:] {
		if r.isPart(r.parties[c.agency].key, r.parties[first.agency].key) && c.best >= scorePair && c.score >= first.score/2 {
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

// isBeside says whether "and" joins the bodies of two pairs, so that what is
// said of one is said of the other.
func (c chosenPair) isBeside(o chosenPair) bool {
	return c.best >= scoreNoun && slices.Contains(c.beside, o.agency) && slices.Contains(o.beside, c.agency)
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
		for _, pair := range r.order {
			if pair.agency == a {
				score += r.pairs[pair].score
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
