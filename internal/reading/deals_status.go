package reading

import "dateline/internal/news"

// dealVotes are the weights for each status of a deal.
type dealVotes map[news.DealStatus]float64

// dealStatusOrder decides between equal weights.
var dealStatusOrder = []news.DealStatus{
	news.DealCancelled, news.DealEnded, news.DealProtested, news.DealExtended, news.DealProposed, news.DealAlleged,
	news.DealAwarded, news.DealAnnounced, news.DealReported,
}

// done are the states that say the same but for the source.
var dealDone = map[news.DealStatus]bool{news.DealAwarded: true, news.DealAnnounced: true, news.DealReported: true}

// dealStopped are the states of a deal that is over.
var dealStopped = map[news.DealStatus]bool{news.DealCancelled: true, news.DealEnded: true}

// status says how far the deal of a pair is.
func (r *dealReader) status(c chosenPair) news.DealStatus {
	votes := dealVotes{news.DealReported: 0.5}
	for i := range r.passages {
		p := &r.passages[i]
		w := p.speaksFor(c.dealPair)
		if w == 0 && p.protests() {
			w = 0.6 // of a loser, against the deal
		}
		if w == 0 {
			continue
		}
		said := dealVotes{}
		p.vote(said, w*p.prominence())
		for state, weight := range said {
			if !dealStopped[state] || !r.isForAnother(p, c) { // what ends there is the other deal
				votes.add(state, weight)
			}
		}
	}
	return votes.winner()
}

// prominence is how much a passage's place tells.
func (p *dealPassage) prominence() float64 {
	switch {
	case p.headline:
		return 3
	case p.order < 2:
		return 2
	case p.order < 4:
		return 1
	}
	return 0.6
}

// speaksFor says how far a passage speaks of the deal of a pair.
func (p *dealPassage) speaksFor(pair dealPair) float64 {
	vendor, agency := p.holds(pair.vendor), p.holds(pair.agency)
	switch {
	case vendor && agency:
		return 1
	case (vendor || agency) && (p.noun || p.tech):
		return 0.6
	case p.noun && !p.hasVendor():
		return 0.45
	}
	return 0
}

func (p *dealPassage) holds(party int) bool {
	for _, n := range p.names {
		if n.party == party && !n.rival {
			return true
		}
	}
	return false
}

func (p *dealPassage) hasVendor() bool {
	for _, n := range p.names {
		if n.vendor {
			return true
		}
	}
	return false
}

// vote adds what a passage says of the status.
func (p *dealPassage) vote(votes dealVotes, weight float64) {
	for _, h := range p.hits {
		if h.status == news.DealExtended && h.negated {
			h.status, h.negated = news.DealEnded, false
		}
		if h.negated || h.status == "" {
			continue
		}
		if h.status == news.DealCancelled && p.legal {
			h.status = news.DealProtested
		}
		if h.strength == dealWeak && !p.noun || h.state && !p.anchored(h) || p.replacesGoods(h) {
			continue
		}
		w := weight
		if dealStopped[h.status] && h.demanded {
			if p.public {
				continue
			}
			h.status = news.DealProposed
			w *= 0.8
		}
		if !h.state {
			w *= 0.7
		}
		if h.status == news.DealReported {
			w *= 0.6 // "uses" is said of deals of all states
		}
		if h.status == news.DealAnnounced {
			w *= 0.6 // of whatever is announced
		}
		if h.status == news.DealProtested {
			w *= 1.1 // a stop by a court is part of the protest
		}
		if h.status == news.DealProposed && p.awards(h) {
			w *= 0.4
		}
		votes.add(h.status, w)
	}
}

// add counts a weight for a state: the greatest in full, the others for a fifth.
func (v dealVotes) add(state news.DealStatus, weight float64) {
	if v[state] < weight {
		v[state], weight = weight, v[state]
	}
	v[state] += weight * 0.2
}

// protests says whether a passage tells of a loser that contests the deal.
func (p *dealPassage) protests() bool {
	rival := false
	for _, n := range p.names {
		rival = rival || n.rival
	}
	for _, h := range p.hits {
		if rival && h.status == news.DealProtested && !h.negated {
			return true
		}
	}
	return false
}

// awards says whether a passage tells of an award that a plan does not govern.
func (p *dealPassage) awards(plan dealHit) bool {
	for _, h := range p.hits {
		if h.status == news.DealAwarded && !h.negated && (h.strength == dealVerb || p.noun) && (h.first < plan.first || h.first > plan.last+2) {
			return true
		}
	}
	return false
}

// replacesGoods says whether what ends is a thing that the vendor of this deal
// replaces, not the vendor: "awarded Tarn a contract to replace its radios".
func (p *dealPassage) replacesGoods(h dealHit) bool {
	if h.status != news.DealEnded || !h.state || h.side != "av" || !p.awards(h) {
		return false
	}
	before, behind := false, false
	for _, n := range p.names {
		before = before || n.vendor && n.last <= h.first
		behind = behind || (n.vendor || n.product) && n.first >= h.last
	}
	return before && !behind
}

// anchorReach is how far a state may stand from what it is the state of, in tokens.
const anchorReach = 7

// anchored says whether a contract, a vendor or a technology stands near a state.
func (p *dealPassage) anchored(h dealHit) bool {
	near := func(first, last int) bool {
		switch {
		case first >= h.last:
			return h.side != "va" && first-h.last <= anchorReach && (h.side == "any" || p.commas(h.last, first) == 0)
		case last <= h.first:
			return h.side != "av" && h.first-last <= anchorReach
		}
		return false
	}
	for _, o := range p.hits {
		if (o.strength == dealNoun || o.flags&dealTech != 0) && near(o.first, o.last) {
			return true
		}
	}
	for _, n := range p.names {
		if (n.vendor || n.product) && near(n.first, n.last) {
			return true
		}
	}
	return false
}

// winner returns the status with the most weight.
func (v dealVotes) winner() news.DealStatus {
	done, stopped := 0.0, 0.0
	for _, s := range dealStatusOrder {
		if dealDone[s] {
			done = max(done, v[s])
		}
		if dealStopped[s] {
			stopped += v[s]
		}
	}
	best, most := news.DealReported, done
	for _, s := range dealStatusOrder {
		w := v[s]
		if dealDone[s] {
			continue
		}
		if dealStopped[s] {
			w = stopped
			if v[s] < stopped/2 {
				continue
			}
		}
		if w > most {
			best, most = s, w
		}
	}
	if dealDone[best] {
		return v.howDone()
	}
	return best
}

// howDone says how a deal that is made is known.
func (v dealVotes) howDone() news.DealStatus {
	switch {
	case v[news.DealAwarded] > 0 && v[news.DealAwarded] >= v[news.DealAnnounced]:
		return news.DealAwarded
	case v[news.DealAnnounced] > 0:
		return news.DealAnnounced
	}
	return news.DealReported
}
