package reading

import (
	"cmp"
	"slices"
	"sort"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// readDeals finds who supplies what to whom.
//
// The parties are gathered over the whole document; each sentence that holds a
// cue of supply speaks for the pairs of parties in it, and for a party that
// stands in it alone. A vendor without a body beside it is joined to the body
// that the document shows as the buyer. Announcements of contracts in the form
// of the US defense department are read by themselves.
func (d *document) readDeals() {
	if len(d.sentences) == 0 || d.readContracts() { // a deal has its passage in the text
		return
	}
	r := newDealReader(d)
	r.gather()
	if len(r.parties) == 0 || !r.isAboutSupply() {
		return
	}
	r.weighPairs()
	r.chosen = r.choose()
	for _, p := range r.chosen {
		d.found.Deals = append(d.found.Deals, r.deals(p)...)
	}
	d.addRegistry()
	sortDeals(d.found.Deals)
}

func sortDeals(all []news.Deal) {
	slices.SortStableFunc(all, func(a, b news.Deal) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

// dealReader reads the deals of a document.
type dealReader struct {
	d         *document
	gazetteer *gazetteer.Gazetteer
	media     map[string]bool
	byName    map[dealKey]int
	parties   []dealParty
	passages  []dealPassage
	pairs     map[dealPair]*dealEvidence
	order     []dealPair // of pairs, as they were found
	tech      int        // cues of technology
	against   int
	quarrel   bool // the headline or the first sentences speak of another relation
	other     int
	sums      []dealAmount
	loose     int // passages that name a contract and no party
	chosen    []chosenPair
}

// dealPair is a vendor and a body, as numbers of parties.
type dealPair struct{ vendor, agency int }

// dealPassage is a sentence of the text or of the headline with what was found in it.
type dealPassage struct {
	doc *document
	sentence
	headline bool
	order    int // 0: the headline or the first sentence
	names    []dealName
	hits     []dealHit
	money    int  // sums of money in it
	noun     bool // it names a contract
	tech     bool // it names a technology or a product
	other    bool // it names goods that are no technology
	legal    bool // it names a court or a suit
	harm     bool // it names a harm
	public   bool // it names people whose demands decide nothing
}

func newDealReader(d *document) *dealReader {
	r := &dealReader{d: d, gazetteer: cmp.Or(d.names, gazetteer.Default()), media: map[string]bool{}, byName: map[dealKey]int{}, pairs: map[dealPair]*dealEvidence{}}
	for _, a := range d.found.Attributions {
		if a.Kind == news.CarrierMedia {
			r.media[a.Source] = true
		}
	}
	return r
}

// gather reads the sentences of the headline and the text.
func (r *dealReader) gather() {
	cues := dealCueTables()[r.d.language]
	if cues == nil {
		cues = dealCueTables()["en"]
	}
	order := 0
	if h := r.d.headline; h != nil && len(h.found.Amounts) == 0 {
		h.readAmounts()
	}
	for _, doc := range []*document{r.d.headline, r.d} {
		if doc == nil {
			continue
		}
		for i := range doc.sentences {
			s := &doc.sentences[i]
			if doc == r.d && r.isContract(s) {
				continue
			}
			p := dealPassage{doc: doc, sentence: *s, money: doc.sumsIn(s), headline: doc != r.d, order: order}
			p.names = r.namesIn(doc, s, p.headline)
			p.hits = doc.dealHits(s, p.names, cues)
			r.markRivals(&p)
			r.count(&p)
			if len(p.names) > 0 || len(p.hits) > 0 || p.money > 0 {
				r.passages = append(r.passages, p)
			}
			order++
		}
	}
}

// Bounds of what is read, so that a list of a thousand names is not compared
// each with each.
const (
	maxDealParties = 250
	maxDealNames   = 60 // of a sentence, and cues of it
)

// isContract says whether a sentence stands in a contract's announcement that is read already.
func (r *dealReader) isContract(s *sentence) bool {
	all := r.d.found.Deals
	i := sort.Search(len(all), func(i int) bool { return all[i].Start > s.Start }) - 1
	return i >= 0 && s.End <= all[i].End
}

// count notes what a passage says of the whole document.
func (r *dealReader) count(p *dealPassage) {
	weight := 1
	if p.order < 3 {
		weight = 2
	}
	for _, h := range p.hits {
		if h.flags&dealTech != 0 {
			p.tech = true
			r.tech += weight
		}
		if h.flags&dealAgainst != 0 {
			r.against += weight
			r.quarrel = r.quarrel || p.order < 3
		}
		if h.flags&dealOther != 0 {
			p.other = true
			r.other += weight
		}
		p.noun = p.noun || h.strength == dealNoun
		p.legal = p.legal || h.flags&dealLegal != 0
		p.harm = p.harm || h.flags&dealHarm != 0
		p.public = p.public || h.flags&dealPublic != 0
	}
	if p.noun && len(p.names) == 0 {
		r.loose++
	}
	for _, n := range p.names {
		if n.product {
			p.tech = true
		}
		if n.product || n.maker {
			r.tech += weight
		}
	}
}

// isAboutSupply says whether the words of the document speak of technology
// rather than of other goods or of a quarrel with a regulator.
func (r *dealReader) isAboutSupply() bool {
	if r.tech == 0 {
		return r.other == 0 && r.against == 0
	}
	return r.other < r.tech && r.against < max(3, r.tech)
}

// tokenFolds returns the folded words of s.
func tokenFolds(s string) []string {
	var all []string
	for _, t := range text.Tokens(s) {
		all = append(all, t.Fold)
	}
	return all
}
