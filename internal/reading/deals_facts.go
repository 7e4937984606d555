package reading

import (
	"math"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/text"
)

// deals returns the rows of a pair.
func (r *dealReader) deals(c chosenPair) []news.Deal {
	place := r.place(c)
	deal := news.Deal{
		Span:       place,
		Vendor:     r.parties[c.vendor].name,
		Agency:     r.parties[c.agency].name,
		Status:     r.status(c),
		What:       r.what(c),
		Reseller:   r.reseller(c),
		Date:       r.date(place),
		Confidence: r.confidence(c),
	}
	setAmount(&deal, r.amount(c))
	return append([]news.Deal{deal}, r.further(c, deal)...)
}

// setAmount gives a deal its sum; the role of one that falls due again and again
// says so: "payment per year".
func setAmount(deal *news.Deal, a *news.Amount) {
	if a == nil {
		return
	}
	deal.Amount, deal.Currency, deal.Bound, deal.Role = a.Value, a.Currency, a.Bound, a.Role
	if a.Per != "" {
		deal.Role = strings.TrimSpace(a.Role + " per " + a.Per)
	}
}

// place returns the passage of the text that says a deal best.
func (r *dealReader) place(c chosenPair) text.Span {
	if c.bestAt >= 0 {
		return r.passages[c.bestAt].Span
	}
	best, most := -1, 0.0
	for i := range r.passages {
		p := &r.passages[i]
		if p.headline {
			continue
		}
		score := 2 * p.speaksFor(c.dealPair)
		if p.noun {
			score++
		}
		if slices.Contains(c.passages, i) {
			score++
		}
		score -= 0.02 * float64(min(p.order, 40))
		if score > most || best < 0 {
			best, most = i, score
		}
	}
	if best < 0 {
		return r.d.sentences[0].Span
	}
	return r.passages[best].Span
}

// date returns the first time that a passage names; a term ("through 2028") is none.
func (r *dealReader) date(place text.Span) edtf.Date {
	for _, date := range r.d.found.Dates {
		if date.Start >= place.Start && date.End <= place.End && !date.EDTF.IsZero() && !strings.Contains(date.EDTF.String(), "/") {
			return date.EDTF
		}
	}
	return edtf.Date{}
}

// confidence is higher for parties in one sentence with a plain relation.
func (r *dealReader) confidence(c chosenPair) float64 {
	score := 0.35
	if !c.joined {
		score = 0.5 + 0.12*min(c.score, 4)
	}
	if c.joined && r.parties[c.vendor].headline {
		score += 0.15
	}
	return math.Round(score*100) / 100
}
