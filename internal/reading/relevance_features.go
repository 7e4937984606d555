package reading

import (
	"math"
	"strconv"

	"dateline/internal/gazetteer"
)

// relevanceWindow is how many words from its beginning tell what a text is
// about: the relation is its subject, or it is not relevant.
const relevanceWindow = 400

// The features that stand for the whole document.
const (
	fBias     = iota
	fDeals    // logarithm of the number of deals found
	fDealSure // confidence of the surest deal
	fRegistry // a number of a contract
	fMoney    // a sum with a role of contracts
	fFine     // a sum with another role
	fNoName   // no company and no product is named
	fNoSeller // nor is there a word for one
	fNoBody   // no government body is named
	fNoState  // nor is there a word for one
	relevanceWhole
)

// Things that stand together in a sentence.
const (
	withBody    = iota // a vendor, or a product, with a government body
	withSupply         // and words of supply
	withTech           // and words of technology
	bodyTech           // a body or a word for one, technology and supply, whoever the vendor is
	bodyOrder          // a body, an order and technology
	firmPenalty        // a company and a penalty
	firmGrant          // a company and a gift
	otherGoods         // an order for goods of other kinds, with no word of technology
	quarrel            // technology, a penalty and an order or a failure: a dispute about a supply
	sale               // markets, government and technology: a supplier is sold, or lives on its orders
	otherFirm          // two companies and supply, and no body
	relevanceTogether
)

// togetherNames are their names in the file of weights.
var togetherNames = [relevanceTogether]string{
	"vendor+body", "vendor+body+supply", "vendor+body+supply+tech", "gov+tech+supply", "gov+award+tech",
	"company+penalty", "company+grant", "award+object", "tech+dispute+penalty", "gov+tech+private", "company+company",
}

// The places of the features: those of the document; the signs and what stands
// together, at the beginning and in all; pairs of signs that follow each other
// in a sentence; the buckets of hashed words.
const (
	relevanceZone    = int(relevanceSigns) + relevanceTogether
	relevancePairs   = relevanceWhole + 2*relevanceZone
	relevanceWords   = relevancePairs + int(relevanceSigns)*int(relevanceSigns)
	relevanceBuckets = 4096
	relevanceSize    = relevanceWords + relevanceBuckets
)

// feature is one value of a document.
type feature struct {
	at    int
	value float64
}

// featureName returns the name of a feature in the file of weights.
func featureName(at int) string {
	switch {
	case at < relevanceWhole:
		return [...]string{"bias", "deals", "deal-sure", "registry", "contract-sum", "other-sum", "no-name", "no-seller", "no-body", "no-state"}[at]
	case at < relevancePairs:
		zone := [...]string{"lead", "text"}[(at-relevanceWhole)/relevanceZone]
		at = (at - relevanceWhole) % relevanceZone
		if at < int(relevanceSigns) {
			return zone + ":" + signNames[at]
		}
		return zone + ":" + togetherNames[at-int(relevanceSigns)]
	case at < relevanceWords:
		at -= relevancePairs
		return signNames[at/int(relevanceSigns)] + ">" + signNames[at%int(relevanceSigns)]
	}
	return "word" + strconv.Itoa(at-relevanceWords)
}

// relevanceCount is what is counted of a document.
type relevanceCount struct {
	zones  [2][relevanceZone]float64
	pairs  [relevanceWords - relevancePairs]float64
	words  [relevanceBuckets]float64
	tokens int
}

// relevanceFeatures describes the document for the model, in the order of the
// features' places.
func (d *document) relevanceFeatures() []feature {
	var c relevanceCount
	lead := 2
	if d.headline != nil {
		lead = 1
		for i := range d.headline.sentences {
			d.headline.countSentence(&c, d.names, i, true)
		}
	}
	for i := range d.sentences {
		if c.tokens >= relevanceWindow {
			break
		}
		d.countSentence(&c, d.names, i, i < lead)
	}
	whole := d.wholeFacts()
	c.lacking(&whole)
	f := make([]feature, 0, 256)
	add := func(at int, value float64) {
		if value != 0 {
			f = append(f, feature{at, value})
		}
	}
	for at, value := range whole {
		add(at, value)
	}
	for zone := range c.zones {
		for at, n := range c.zones[zone] {
			add(relevanceWhole+zone*relevanceZone+at, math.Log1p(n)/math.Ln2/2)
		}
	}
	for at, n := range c.pairs {
		add(relevancePairs+at, math.Log1p(n)/math.Ln2/2)
	}
	size := 0.0
	for _, n := range c.words {
		size += n * n
	}
	size = math.Sqrt(max(size, 1))
	for at, n := range c.words {
		add(relevanceWords+at, 4*n/size)
	}
	return f
}

// lacking sets the features of what is not told of.
func (c *relevanceCount) lacking(whole *[relevanceWhole]float64) {
	all := &c.zones[1]
	if all[signVendor]+all[signNamed]+all[signFirm]+all[signGoods] == 0 {
		whole[fNoName] = 1
		whole[fNoSeller] = one(all[signCompany] == 0)
	}
	if all[signBody] == 0 {
		whole[fNoBody] = 1
		whole[fNoState] = one(all[signGov] == 0)
	}
}

// wholeFacts returns the features of the document that other readers' facts give.
func (d *document) wholeFacts() (f [relevanceWhole]float64) {
	f[fBias] = 1
	f[fDeals] = math.Log1p(float64(min(len(d.found.Deals), 3)))
	for _, deal := range d.found.Deals {
		f[fDealSure] = max(f[fDealSure], deal.Confidence)
		if len(deal.Registry) > 0 {
			f[fRegistry] = 1
		}
	}
	for _, a := range d.found.Amounts {
		if at, ok := relevanceRoles[a.Role]; ok {
			f[at] = 1
		}
	}
	return f
}

// countSentence counts the signs and words of a sentence, and what stands in it
// together.
func (d *document) countSentence(c *relevanceCount, names *gazetteer.Gazetteer, number int, lead bool) {
	s := d.sentences[number]
	reader := signReader{d: d, cues: relevanceCues(d.language), names: names, mentions: d.mentionsIn(s.Span), amounts: d.amountsIn(s.Span)}
	var here [relevanceSigns]int
	var last relevanceSign
	var words wordCounter
	for i := s.first; i < s.last; {
		sign, length, mention := reader.at(i, s.last)
		if sign != signNone {
			here[sign]++
			if last != signNone && last != sign {
				c.pairs[int(last)*int(relevanceSigns)+int(sign)]++
			}
			last = sign
		}
		if mention {
			words.name(&c.words, sign)
		} else {
			length = 1
			words.add(&c.words, d.tokens[i].Fold)
		}
		i += max(length, 1)
	}
	c.tokens += s.last - s.first
	c.addSigns(&here, lead)
}

// addSigns adds the signs of a sentence to the zones it lies in.
func (c *relevanceCount) addSigns(here *[relevanceSigns]int, lead bool) {
	if here[signVendor]+here[signNamed]+here[signGoods]+here[signTech]+here[signAward] == 0 {
		for _, sign := range [...]relevanceSign{signDeal, signUse, signEnd, signScrutiny} {
			here[sign] = 0 // of what is not told
		}
	}
	for sign, n := range here {
		c.zones[1][sign] += float64(min(n, 3))
		if lead && n > 0 {
			c.zones[0][sign]++
		}
	}
	companies := here[signVendor] + here[signNamed] + here[signFirm]
	supplier := here[signVendor]+here[signNamed]+here[signGoods] > 0
	body := here[signBody] > 0
	government := body || here[signGov] > 0
	order := here[signAward] > 0
	supply := order || here[signDeal]+here[signUse]+here[signEnd] > 0
	tech := here[signTech]+here[signGoods] > 0
	for at, on := range [relevanceTogether]bool{
		withBody:    supplier && body,
		withSupply:  supplier && body && supply,
		withTech:    supplier && body && supply && tech,
		bodyTech:    government && tech && supply,
		bodyOrder:   government && tech && order,
		firmPenalty: companies > 0 && here[signPenalty] > 0,
		firmGrant:   companies > 0 && here[signGrant] > 0,
		otherGoods:  order && here[signObject] > 0 && !tech,
		quarrel:     tech && here[signPenalty] > 0 && (order || here[signScrutiny] > 0),
		sale:        government && tech && here[signPrivate] > 0,
		otherFirm:   companies > 1 && supply && !government,
	} {
		if !on {
			continue
		}
		c.zones[1][int(relevanceSigns)+at]++
		if lead {
			c.zones[0][int(relevanceSigns)+at]++
		}
	}
}

// relevanceRoles says what the roles of sums of money tell.
var relevanceRoles = map[string]int{
	"contract value": fMoney, "ceiling": fMoney, "first order": fMoney, "extension": fMoney, "bid": fMoney,
	"fine": fFine, "settlement": fFine, "damages": fFine, "share price": fFine, "revenue": fFine, "valuation": fFine,
	"funding round": fFine, "investment": fFine, "grant": fFine, "acquisition": fFine, "payroll": fFine, "donation": fFine,
}
