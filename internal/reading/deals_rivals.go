package reading

import (
	"slices"

	"dateline/internal/news"
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
		if h.status == news.DealAwarded && !h.negated {
			r.markPassedOver(p, h)
		}
	}
}

// markPassedOver marks the vendors that stand before a body which gives the
// contract to another one: "Quell is surprised that the Navy picked Brack".
func (r *dealReader) markPassedOver(p *dealPassage, h dealHit) {
	giver, taker := -1, -1
	for k, n := range p.names {
		switch {
		case n.party < 0:
		case !n.vendor && n.last <= h.first && h.first-n.last <= 1:
			giver = k
		case n.vendor && n.first >= h.last && n.first-h.last <= 1:
			taker = k
		}
	}
	if giver < 0 || taker < 0 {
		return
	}
	for k := range p.names[:giver] {
		if n := &p.names[k]; n.vendor && !n.product && n.party != p.names[taker].party {
			r.markRival(p, n)
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

// loserReach is how far before a cue a loser may stand, in tokens.
const loserReach = 10

// markBefore marks the vendors of a list that ends before token i.
func (r *dealReader) markBefore(p *dealPassage, i int) {
	begin := i - loserReach
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

// isLoser says whether a vendor is named as a loser as often as not, while
// another one is not, and no passage gives it the deal plainly.
func (r *dealReader) isLoser(v int) bool {
	p := &r.parties[v]
	if 2*p.rival < p.count {
		return false
	}
	for _, pair := range r.order {
		if pair.vendor == v && 2*p.rival <= p.count && r.pairs[pair].best > scoreNoun+0.5 {
			return false
		}
	}
	return slices.ContainsFunc(r.parties, func(o dealParty) bool { return o.vendor && o.rival == 0 && o.weight+o.supply > 2 })
}
