package news

import (
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/text"
)

// The facts below are what a version of an article says. Each holds a passage,
// a byte span of the version's text; the text at the span is the quotation.

// EntityKind says what an entity is.
type EntityKind string

// The kinds of entity.
const (
	EntityCompany      EntityKind = "company"
	EntityAgency       EntityKind = "agency" // a government body, also a court, a parliament, a state or a city
	EntityOrganization EntityKind = "organization"
	EntityPerson       EntityKind = "person"
	EntityProduct      EntityKind = "product"
)

// Entity is a company, government body, organization, person or product.
type Entity struct {
	ID      int64
	Kind    EntityKind
	Name    string // canonical
	Key     string // of the gazetteer; "": found by its shape
	Country string // ISO 3166-1 alpha-2; "": unknown or none
}

// Mention is a passage that names an entity.
type Mention struct {
	text.Span
	Kind EntityKind `json:"kind"`
	Name string     `json:"name"`          // canonical name of the entity
	Key  string     `json:"key,omitempty"` // of the gazetteer; "": found by its shape
	By   NamedBy    `json:"by"`
}

// NamedBy says how a mention names its entity.
type NamedBy string

// The ways of naming.
const (
	ByName      NamedBy = "name"      // a name or alias of the gazetteer
	ByShape     NamedBy = "shape"     // "… Police Department", "… GmbH"
	ByShort     NamedBy = "short"     // an abbreviation introduced in the text, a surname
	ByReference NamedBy = "reference" // "the company", "the agency"
)

// Bound says what a number stands for.
type Bound string

// The bounds of amounts.
const (
	BoundExact Bound = ""
	BoundAbout Bound = "about"
	BoundUpTo  Bound = "up to"
	BoundLeast Bound = "at least"
	BoundRange Bound = "range" // Low to High; Value is the middle
)

// Amount is a passage with a number of money or of something else.
type Amount struct {
	text.Span
	Value    float64 `json:"value"`              // in whole units
	Low      float64 `json:"low,omitempty"`      // of a range
	High     float64 `json:"high,omitempty"`     // of a range
	Currency string  `json:"currency,omitempty"` // ISO 4217; "": a quantity
	Unit     string  `json:"unit,omitempty"`     // of a quantity: singular, lower case: "terabyte", "percent", "year"
	Bound    Bound   `json:"bound,omitempty"`
	Role     string  `json:"role,omitempty"` // what the money is: "contract value", "ceiling", "fine", …; "": not said
	Per      string  `json:"per,omitempty"`  // "year", "month", "user": a price for each; "": in all
}

// Date is a passage with a time.
type Date struct {
	text.Span
	EDTF  edtf.Date `json:"edtf"`            // zero: the words do not give a place on the calendar
	Value string    `json:"value,omitempty"` // TIMEX3
	Type  string    `json:"type,omitempty"`  // TIMEX3: DATE, TIME, DURATION, SET
}

// Carrier says what carries an attributed fact.
type Carrier string

// The kinds of carrier.
const (
	CarrierMedia    Carrier = "media"
	CarrierCompany  Carrier = "company"
	CarrierAgency   Carrier = "agency"
	CarrierDocument Carrier = "document"
	CarrierPerson   Carrier = "person"
	CarrierNGO      Carrier = "ngo"
)

// Attribution is the words that carry a source: "citing Reuters".
type Attribution struct {
	text.Span
	Source string  `json:"source"` // canonical name, or the words: "sources", "award notice"
	Kind   Carrier `json:"kind"`
}

// Act is what a statement does.
type Act string

// The acts.
const (
	ActStatement    Act = "statement"
	ActDenial       Act = "denial"
	ActNoComment    Act = "no_comment"
	ActAllegation   Act = "allegation"
	ActAnnouncement Act = "announcement"
	ActCriticism    Act = "criticism"
	ActCall         Act = "call" // a demand
)

// Statement is a passage that someone says.
type Statement struct {
	text.Span
	Speaker string `json:"speaker"` // canonical name, or the words: "critics"; "": not told
	Act     Act    `json:"act"`
	Quote   bool   `json:"quote,omitempty"` // it has words in quotation marks
}

// DealStatus says how far a deal is.
type DealStatus string

// The states of a deal.
const (
	DealProposed  DealStatus = "proposed"
	DealAnnounced DealStatus = "announced"
	DealAwarded   DealStatus = "awarded"
	DealExtended  DealStatus = "extended"
	DealProtested DealStatus = "protested"
	DealCancelled DealStatus = "cancelled"
	DealEnded     DealStatus = "ended"
	DealReported  DealStatus = "reported"
	DealAlleged   DealStatus = "alleged"
)

// Deal is one article's report of a vendor that supplies something to an agency.
type Deal struct {
	text.Span             // the passage that says it best
	Vendor     string     `json:"vendor"`
	Agency     string     `json:"agency"`
	Reseller   string     `json:"reseller,omitempty"`
	What       string     `json:"what,omitempty"`   // product or service
	Amount     float64    `json:"amount,omitempty"` // 0: not said
	Currency   string     `json:"currency,omitempty"`
	Bound      Bound      `json:"bound,omitempty"`
	Role       string     `json:"role,omitempty"` // of the amount
	Status     DealStatus `json:"status"`
	Date       edtf.Date  `json:"edtf"`
	Registry   []string   `json:"registry,omitempty"` // "piid:70CTD024P00000012", "ocid:…"
	Confidence float64    `json:"confidence"`         // 0 to 1
}

// Event is something that happened at a date.
type Event struct {
	text.Span            // the clause
	Date       edtf.Date `json:"edtf"`
	DatePlace  text.Span `json:"date"`     // the passage that dates it
	Entities   []string  `json:"entities"` // canonical names of those in it
	Confidence float64   `json:"confidence"`
}

// Link is a link in a version's text.
type Link struct {
	URL  string `json:"url"` // absolute and canonical
	Text string `json:"text"`
}

// Reading is everything that was read in one version.
type Reading struct {
	Reader       int           `json:"reader"` // version of the reader
	Language     string        `json:"language"`
	Relevant     bool          `json:"relevant"`  // about a technology company that supplies a government body
	Relevance    float64       `json:"relevance"` // probability of it
	Origin       string        `json:"origin"`    // whom the main facts are traced to; "": its own reporting
	OriginPlace  text.Span     `json:"origin_passage"`
	Mentions     []Mention     `json:"mentions"`
	Amounts      []Amount      `json:"amounts"`
	Dates        []Date        `json:"dates"`
	Attributions []Attribution `json:"attributions"`
	Statements   []Statement   `json:"statements"`
	Deals        []Deal        `json:"deals"`
	Events       []Event       `json:"events"`
	Links        []Link        `json:"links"`       // of the page, in the order of the text
	Credit       string        `json:"credit"`      // the news agency whose text it is; "": none
	Corrections  []string      `json:"corrections"` // notices of correction
}

// Origins returns the origin, and after it the outlets that reported it together
// with it, as one passage says: "reporting by The Herald, The Lamp and Dock
// News". Nil: its own reporting.
func (r *Reading) Origins() []string {
	if r.Origin == "" {
		return nil
	}
	names := []string{r.Origin}
	for _, main := range r.Attributions {
		if main.Source != r.Origin || main.Kind != CarrierMedia {
			continue
		}
		for _, a := range r.Attributions {
			if a.Span == main.Span && a.Kind == CarrierMedia && !slices.Contains(names, a.Source) {
				names = append(names, a.Source)
			}
		}
	}
	return names
}
