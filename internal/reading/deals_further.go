package reading

import (
	"math"

	"dateline/internal/news"
)

// furtherWords show that a passage tells of another contract of the same parties.
var furtherWords = wordSet(`previous previously earlier prior existing original originally initial initially first second another further followed following then later subsequently also
	zuvor fruher bisher bisherige bereits weitere weiterer zunachst ursprunglich
	precedent precedente premier deja auparavant autre initial anterior anteriormente inicial otro vigente precedente iniziale altro anteriormente outro inicial
	eerder eerdere vorige nog aanvankelijk`)

// furtherRows is how many rows beside the first one a pair may have.
const furtherRows = 2

// further returns the other contracts of a pair: each is told in a passage of
// its own with its own sum and a word or a date that sets it apart.
func (r *dealReader) further(c chosenPair, first news.Deal) []news.Deal {
	if first.Amount == 0 {
		return nil
	}
	var all []news.Deal
	seen := []float64{first.Amount}
	sums := r.amounts()
	for i := range sums {
		a := &sums[i]
		p := &r.passages[a.passage]
		if len(all) == furtherRows || a.Currency != first.Currency || a.Per != "" || dealRoles[a.Role] < 0.7 || a.each || known(seen, a.Value) {
			continue
		}
		if p.headline || r.isForAnother(p, c) || !r.isOf(c.vendor, a) || !r.tellsFurther(p, c) {
			continue
		}
		votes := dealVotes{}
		p.vote(votes, 1)
		status := votes.winner()
		if len(votes) == 0 || status == news.DealReported || status == news.DealProposed {
			continue
		}
		row := first
		row.Span, row.Status, row.Date, row.Confidence = p.Span, status, r.date(p.Span), math.Round(first.Confidence*70)/100
		setAmount(&row, a.Amount)
		seen = append(seen, a.Value)
		all = append(all, row)
	}
	return all
}

func known(seen []float64, value float64) bool {
	for _, v := range seen {
		if v > 0 && value/v > 0.95 && value/v < 1.05 {
			return true
		}
	}
	return false
}

// tellsFurther says whether a passage speaks of a pair and sets its contract
// apart from the others.
func (r *dealReader) tellsFurther(p *dealPassage, c chosenPair) bool {
	if p.speaksFor(c.dealPair) == 0 && !p.holds(c.vendor) {
		return false
	}
	for _, n := range p.names {
		if n.party >= 0 && n.vendor && n.party != c.vendor {
			return false
		}
	}
	for i := p.first; i < p.last; i++ {
		if furtherWords()[p.doc.tokens[i].Fold] {
			return true
		}
	}
	return len(r.d.datesIn(p.Span)) > 0 && p.order > 1
}
