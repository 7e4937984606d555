package reading

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/text"
)

// contractVerbs are the ways in which the US defense department's daily list
// says that a contract is given.
var contractVerbs = sync.OnceValue(func() *phrases[bool] {
	p := &phrases[bool]{}
	for _, words := range []string{
		"was awarded", "were awarded", "is awarded", "are awarded", "is being awarded", "are being awarded", "has been awarded", "have been awarded",
		"was each awarded", "were each awarded", "are each awarded", "are each being awarded", "have each been awarded", "was issued", "is issued", "has been issued",
		"will compete for", "will each compete for", "has been added as", "is awarded a", "was given", "received a", "awarded a",
	} {
		p.add(words, true)
	}
	return p
})

// contractDepartments are the headings of the list.
var contractDepartments = map[string]string{
	"army": "U.S. Army", "navy": "U.S. Navy", "air force": "U.S. Air Force", "space force": "U.S. Space Force", "marine corps": "U.S. Marine Corps",
	"defense logistics agency": "Defense Logistics Agency", "missile defense agency": "Missile Defense Agency",
	"defense information systems agency": "Defense Information Systems Agency", "defense health agency": "Defense Health Agency",
	"defense advanced research projects agency": "Defense Advanced Research Projects Agency",
	"u.s. special operations command":           "U.S. Special Operations Command", "u.s. transportation command": "U.S. Transportation Command",
	"washington headquarters services": "Washington Headquarters Services", "defense intelligence agency": "Defense Intelligence Agency",
	"defense threat reduction agency": "Defense Threat Reduction Agency", "defense finance and accounting service": "Defense Finance and Accounting Service",
}

// contract is one paragraph of the list.
type contract struct {
	text.Span
	first, last int // tokens
	verb        int // token
	verbEnd     int
	department  string // of the heading above
}

// readContracts reads paragraphs in the form of the US defense department's
// daily announcements, each as one deal for each awardee, and says whether the
// text is made of them.
func (d *document) readContracts() bool {
	department, covered := "", 0
	ids := sync.OnceValue(d.registryIDs)
	for i := 0; i < len(d.sentences); {
		last := d.lineEnd(i)
		c := contract{Span: text.Span{Start: d.sentences[i].Start, End: d.sentences[last-1].End}, first: d.sentences[i].first, last: d.sentences[last-1].last, department: department}
		if heading, ok := contractDepartments[strings.ToLower(strings.TrimSpace(c.Of(d.Text)))]; ok {
			department = heading
		} else if d.isContract(&c) {
			d.found.Deals = append(d.found.Deals, d.contractDeals(&c, ids())...)
			covered += c.Len()
		}
		i = last
	}
	sortDeals(d.found.Deals)
	return covered > 0 && 2*covered > len(strings.TrimSpace(d.Text))
}

// lineEnd returns the first sentence after i that begins a new line.
func (d *document) lineEnd(i int) int {
	last := i + 1
	for last < len(d.sentences) && strings.IndexByte(d.Text[d.sentences[last-1].End:d.sentences[last].Start], '\n') < 0 {
		last++
	}
	return last
}

// contractHead is how many tokens may stand before the verb: long lists of awardees do.
const contractHead = 600

// isContract says whether a paragraph announces a contract, and finds its verb.
func (d *document) isContract(c *contract) bool {
	if c.last-c.first < 15 || !strings.Contains(c.Of(d.Text), "$") {
		return false
	}
	for i := c.first + 1; i < min(c.last, c.first+contractHead); i++ {
		if d.tokens[i].Fold == "said" || d.tokens[i].Fold == "announced" {
			return false
		}
		if _, length := contractVerbs().at(d.tokens, i, c.last); length > 0 {
			c.verb, c.verbEnd = i, i+length
			break
		}
	}
	all := c.Of(d.Text)
	return c.verb > 0 && strings.Contains(d.Text[c.Start:d.tokens[c.verb].Start], ",") &&
		(strings.Contains(all, "contracting activity") || strings.Contains(all, "Work will be performed"))
}

// contractDeals returns the deals of a paragraph.
func (d *document) contractDeals(c *contract, ids []registryID) []news.Deal {
	deal := news.Deal{Span: c.Span, Agency: d.contractingActivity(c), Status: news.DealAwarded, What: d.contractGoods(c), Date: d.contractDate(), Confidence: 0.95}
	if deal.Agency == "" {
		return nil
	}
	first := text.Span{Start: c.Start, End: d.sentences[d.sentenceAt(d.tokens[c.verb].Start)].End}
	said := d.Text[d.tokens[c.verb].Start:first.End]
	if strings.Contains(said, "modification") || strings.Contains(said, "option") && !strings.Contains(said, "options") {
		deal.Status = news.DealExtended
	}
	amounts := d.found.Amounts
	for i := sort.Search(len(amounts), func(i int) bool { return amounts[i].Start >= first.Start }); i < len(amounts) && amounts[i].End <= c.End; i++ {
		if amounts[i].Currency != "" {
			setAmount(&deal, &amounts[i])
			break
		}
	}
	var all []news.Deal
	shared := idsIn(ids, text.Span{Start: d.tokens[c.verb].Start, End: c.End})
	for _, s := range d.awardees(c) {
		one := deal
		one.Vendor = d.companyAt(s)
		if one.Vendor == "" {
			continue
		}
		own := idsIn(ids, text.Span{Start: s.Start, End: d.segmentEnd(s.End, d.tokens[c.verb].Start)})
		one.Registry = append(own, shared...)
		slices.Sort(one.Registry)
		one.Registry = slices.Compact(one.Registry)
		all = append(all, one)
	}
	return all
}

func idsIn(ids []registryID, s text.Span) []string {
	var all []string
	first := sort.Search(len(ids), func(i int) bool { return ids[i].Start >= s.Start })
	for _, id := range ids[first:] {
		if id.End > s.End {
			break
		}
		all = append(all, id.id)
	}
	return all
}

// contractDate is the day of the list.
func (d *document) contractDate() edtf.Date {
	if len(d.sentences) > 0 {
		for _, date := range d.datesIn(d.sentences[0].Span) {
			if date.EDTF.Precision() == edtf.PrecisionDay {
				return date.EDTF
			}
		}
	}
	return d.Published
}
