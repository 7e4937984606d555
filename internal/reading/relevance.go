package reading

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"dateline/internal/news"
)

// readRelevance says whether the document is about a technology company that
// supplies a government body: a logistic model over cues, what the other readers
// found, and hashed words. The command train makes its weights. What is clearly
// about something else has no deals.
func (d *document) readRelevance() {
	m := relevanceWeights()
	d.found.Relevance = m.probability(d.relevanceFeatures())
	d.found.Relevant = d.found.Relevance >= m.threshold
	if d.found.Relevance < relevanceSilence {
		d.found.Deals = nil
	}
}

// relevanceSilence is the probability below which a text tells of no deal,
// whatever its words look like.
const relevanceSilence = 0.2

// The features of the model: those named here, one and one in the headline for
// each group of cues, then the buckets of hashed words.
const (
	fBias            = iota
	fDeals           // logarithm of the number of deals found
	fDealSure        // confidence of the surest deal
	fCompany         // a company is named
	fAgency          // a government body is named
	fCompanyHead     // in the headline
	fAgencyHead      // in the headline
	fProduct         // a product is named
	fTogether        // a company and a body in one sentence
	fSupplied        // and a cue of supply
	fTechSupplied    // and one of technology
	fGovTech         // a word for government, one of technology and one of supply in a sentence
	fPenaltyTogether // a company and a penalty in one sentence
	fMoney           // a sum with a role of contracts
	fFine            // a sum with another role
	fRegistry        // a number of a contract
	fLead            // of the sentences that open the text, how many have technology and government
	relevanceNamed
)

// relevanceGroups are the groups of tables/relevance-cues.csv, in the order of
// their features.
var relevanceGroups = []string{"supply", "procure", "tech", "gov", "penalty", "subsidy", "private", "nontech", "sport", "lobby", "breach", "dispute"}

const (
	relevanceBuckets = 2048
	relevanceSize    = relevanceNamed + 2*12 + relevanceBuckets
)

// relevance-cues.csv has a line for each group and language: the group, the
// words by which it is told.
//
//go:embed tables/relevance-cues.csv
var relevanceCueTable string

// relevanceCues finds the cues in tokens; a value is the place of a group.
var relevanceCues = sync.OnceValue(func() *phrases[int] {
	p := &phrases[int]{}
	for line := range strings.Lines(relevanceCueTable) {
		name, words, _ := strings.Cut(strings.TrimSpace(line), ",")
		if group := slices.Index(relevanceGroups, name); group >= 0 {
			for cue := range strings.SplitSeq(words, "|") {
				p.add(cue, group)
			}
		}
	}
	return p
})

// feature is one value of a document.
type feature struct {
	at    int
	value float64
}

// relevanceCount is what is counted of the cues.
type relevanceCount struct {
	all  [12]int
	lead int
	flag [relevanceNamed]float64
}

// relevanceFeatures describes the document for the model.
func (d *document) relevanceFeatures() []feature {
	var c relevanceCount
	words := map[int]float64{}
	for i := range d.sentences {
		d.countSentence(&c, i, words)
	}
	f := []feature{{fBias, 1}}
	add := func(at int, value float64) {
		if value != 0 {
			f = append(f, feature{at, value})
		}
	}
	d.countFacts(&c)
	for at, value := range c.flag {
		add(at, value)
	}
	length := float64(len(d.tokens)) + 60
	for group, n := range c.all {
		add(relevanceNamed+group, 10*float64(n)/length)
	}
	if head := d.headlineDocument(); head != nil {
		var h relevanceCount
		for i := range head.sentences {
			head.countSentence(&h, i, words)
		}
		for group, n := range h.all {
			if n > 0 {
				add(relevanceNamed+12+group, 1)
			}
		}
	}
	for at := range relevanceBuckets {
		if v := words[at]; v != 0 {
			add(relevanceNamed+24+at, math.Copysign(math.Log1p(math.Abs(v)), v)/4)
		}
	}
	return f
}

// headlineDocument is the title, or the first sentence where the text begins
// with it.
func (d *document) headlineDocument() *document { return d.headline }

// countFacts sets the flags that other readers' facts give.
func (d *document) countFacts(c *relevanceCount) {
	set := func(at int, value float64) { c.flag[at] = max(c.flag[at], value) }
	set(fDeals, math.Log1p(float64(len(d.found.Deals))))
	for _, deal := range d.found.Deals {
		set(fDealSure, deal.Confidence)
		if len(deal.Registry) > 0 {
			set(fRegistry, 1)
		}
	}
	kinds := map[news.EntityKind]int{news.EntityCompany: fCompany, news.EntityAgency: fAgency, news.EntityProduct: fProduct}
	for _, m := range d.found.Mentions {
		if at, ok := kinds[m.Kind]; ok {
			set(at, 1)
		}
	}
	if d.headline != nil {
		for _, m := range d.headline.found.Mentions {
			switch m.Kind {
			case news.EntityCompany:
				set(fCompanyHead, 1)
			case news.EntityAgency:
				set(fAgencyHead, 1)
			}
		}
	}
	for _, a := range d.found.Amounts {
		switch a.Role {
		case "contract value", "ceiling", "first order", "extension", "bid":
			set(fMoney, 1)
		case "fine", "settlement", "damages", "share price", "revenue", "valuation", "funding round", "investment", "grant", "acquisition":
			set(fFine, 1)
		}
	}
	c.flag[fLead] = float64(c.lead) / 3
}

// countSentence counts the cues and words of a sentence, and what stands in it
// together.
func (d *document) countSentence(c *relevanceCount, number int, words map[int]float64) {
	s := d.sentences[number]
	cues := relevanceCues()
	var here [12]bool
	last := ""
	for i := s.first; i < s.last; i++ {
		if group, n := cues.at(d.tokens, i, s.last); n > 0 {
			here[group] = true
			c.all[group]++
		}
		fold := d.tokens[i].Fold
		if len(fold) > 2 {
			countWord(words, fold)
		}
		if last != "" {
			countWord(words, last+" "+fold)
		}
		last = fold
	}
	var company, agency bool
	for _, m := range d.mentionsIn(s.Span) {
		company = company || m.Kind == news.EntityCompany || m.Kind == news.EntityProduct
		agency = agency || m.Kind == news.EntityAgency
	}
	set := func(at int, on bool) {
		if on {
			c.flag[at] = min(2, c.flag[at]+1)
		}
	}
	supply, tech := here[0] || here[1], here[2]
	set(fTogether, company && agency)
	set(fSupplied, company && agency && supply)
	set(fTechSupplied, company && agency && supply && tech)
	set(fGovTech, (agency || here[3]) && tech && supply)
	set(fPenaltyTogether, company && here[4])
	if number < 3 && tech && (agency || here[3]) {
		c.lead++
	}
}

// countWord adds a word to its bucket; the sign tells two of one bucket apart.
func countWord(words map[int]float64, w string) {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	sign := 1.0
	if h&(1<<31) != 0 {
		sign = -1
	}
	words[int(h%relevanceBuckets)] += sign
}
