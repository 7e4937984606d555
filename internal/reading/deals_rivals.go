package reading

import "slices"

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

const loserReach = 10

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

func (r *dealReader) isLoser(v int) bool {
	p := &r.parties[v]
	return 2*p.rival >= p.count && slices.ContainsFunc(r.parties, func(o dealParty) bool { return o.vendor && o.rival == 0 && o.weight+o.supply > 2 })
}
