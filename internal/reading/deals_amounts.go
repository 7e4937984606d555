package reading

import (
	"slices"
	"sort"

	"dateline/internal/news"
)

// dealRoles are what money must be to be that of a deal: how likely each is.
var dealRoles = map[string]float64{
	"contract value": 1, "ceiling": 1.3, "first order": 0.8, "extension": 1, "payment": 0.7, "price": 0.6, "cost": 0.4, "bid": 0.4, "": 0.3,
	"budget": -0.4, "budget request": -0.6, "acquisition": -0.2, "investment": -0.5, "cost overrun": -1,
	"fine": -5, "settlement": -3, "damages": -4, "savings": -3, "funding round": -5, "valuation": -5, "revenue": -4, "payroll": -4,
	"donation": -4, "grant": -2, "share price": -6,
}

// dealAmount is a sum with its place.
type dealAmount struct {
	*news.Amount
	passage int
	token   int
	each    bool
	option  bool // of what may come on top
}

// amounts returns the sums of money of the passages.
func (r *dealReader) amounts() []dealAmount {
	if r.sums != nil {
		return r.sums
	}
	r.sums = []dealAmount{}
	for i := range r.passages {
		p := &r.passages[i]
		all := p.doc.found.Amounts
		for k := range all {
			a := &all[k]
			if a.Currency != "" && a.Start >= p.Start && a.End <= p.End {
				token := p.doc.tokenAt(a.Start)
				r.sums = append(r.sums, dealAmount{a, i, token, p.isForEach(token), p.isOption(token, a.Bound == news.BoundUpTo)})
			}
		}
	}
	return r.sums
}

// eachWords say that a sum is that of each of several.
var eachWords = wordSet("each apiece every respectively jeweils je chacun chacune cada ciascuno ciascuna elk ieder")

func (p *dealPassage) isForEach(token int) bool {
	for i := max(p.first, token-8); i < min(p.last, token+8); i++ {
		if eachWords()[p.doc.tokens[i].Fold] {
			return true
		}
	}
	return false
}

// amount returns the sum of a pair's deal; nil: none is said.
func (r *dealReader) amount(c chosenPair) *news.Amount {
	if sure := r.bestAmount(c, false); sure != nil {
		return sure
	}
	return r.bestAmount(c, true)
}

// bestAmount returns the sum that fits a pair's deal best, of those that are
// sure or of all; nil: none does.
func (r *dealReader) bestAmount(c chosenPair, options bool) *news.Amount {
	var best *news.Amount
	most := 0.9
	sums := r.amounts()
	for i := range sums {
		if sums[i].option && !options || !r.isOf(c.vendor, &sums[i]) {
			continue
		}
		if s := r.fit(c, &sums[i]); s > most {
			best, most = sums[i].Amount, s
		}
	}
	return best
}

// isOf says whether a sum may be that of a vendor's deal: one whose passage names
// no vendor is that of the last vendor named before it, and of those that share
// a passage with that one.
func (r *dealReader) isOf(vendor int, a *dealAmount) bool {
	at := &r.passages[a.passage]
	if at.headline || a.each || at.namesVendor() {
		return true
	}
	last := -1
	for i := range r.passages {
		p := &r.passages[i]
		if p.headline || p.Start >= at.Start {
			continue
		}
		for _, o := range r.chosen {
			if p.holds(o.vendor) {
				last = o.vendor
			}
		}
	}
	if last < 0 || last == vendor {
		return true
	}
	return slices.ContainsFunc(r.passages, func(p dealPassage) bool { return p.holds(vendor) && p.holds(last) })
}

// fit says how well a sum fits the deal of a pair.
func (r *dealReader) fit(c chosenPair, a *dealAmount) float64 {
	role, known := dealRoles[a.Role]
	if !known {
		role = 0
	}
	p := &r.passages[a.passage]
	if r.isForAnother(p, c) {
		return 0
	}
	speaks := p.speaksFor(c.dealPair)
	if speaks < 0.6 && p.holds(c.vendor) {
		speaks = 0.6
	}
	score := role + 2*speaks
	if score <= role {
		if p.namesVendor() && !a.each || p.harm {
			return 0
		}
		score += 0.3
		if len(r.sums) == 1 {
			score += 0.5
		}
	}
	if p.noun {
		score += 0.5
	}
	if p.headline {
		score += 0.8
	}
	score -= 0.04 * float64(min(p.order, 20))
	if a.Per != "" {
		score -= 0.3
	}
	if a.Bound == news.BoundUpTo {
		score += 0.3
	}
	if a.each && r.vendors() > 1 {
		score += 3
	}
	return score + p.nearness(c.vendor, a)
}

// namesVendor says whether a passage names a vendor, not only a product of one.
func (p *dealPassage) namesVendor() bool {
	for _, n := range p.names {
		if n.vendor && !n.product {
			return true
		}
	}
	return false
}

// isForAnother says whether a passage tells of the vendor's deal with another body.
func (r *dealReader) isForAnother(p *dealPassage, c chosenPair) bool {
	if p.holds(c.agency) {
		return false
	}
	for _, o := range r.chosen {
		if o.vendor == c.vendor && o.agency != c.agency && p.holds(o.agency) {
			return true
		}
	}
	return false
}

// nearness compares the vendors of a passage by their place at a sum: of
// several sums each belongs to the vendor next to it.
func (p *dealPassage) nearness(vendor int, a *dealAmount) float64 {
	mine, others := 1000, 1000
	for _, n := range p.names {
		if !n.vendor || n.reference {
			continue
		}
		gap := a.token - n.last
		if gap < 0 {
			gap = 2 * (n.first - a.token)
		}
		if n.party == vendor {
			mine = min(mine, gap)
		} else {
			others = min(others, gap)
		}
	}
	if p.money < 2 || mine == 1000 || others == 1000 {
		return 0
	}
	if mine <= others {
		return 2
	}
	return -1.5
}

// sumsIn counts the sums of money of a sentence.
func (d *document) sumsIn(p *sentence) int {
	all := d.found.Amounts
	n := 0
	for i := sort.Search(len(all), func(i int) bool { return all[i].Start >= p.Start }); i < len(all) && all[i].End <= p.End; i++ {
		if all[i].Currency != "" {
			n++
		}
	}
	return n
}

// vendors counts the vendors that are no rivals.
func (r *dealReader) vendors() int {
	n := 0
	for _, p := range r.parties {
		if p.vendor && p.rival == 0 {
			n++
		}
	}
	return n
}
