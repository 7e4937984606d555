// Package feed turns bytes into feeds: RSS, RDF, Atom, JSON Feed, sitemaps and
// news sitemaps, lists of feeds (OPML), and the feeds that a page names.
//
// Reading goes through three layers. The byte layer settles the encoding
// (decode.go, detect.go, doubled.go), mends what is not well-formed (token.go,
// repair.go, entities.go), bounds what a hostile body may cost and keeps what
// gofeed would forget (survey.go, facts.go). gofeed reads the format, a portion
// of the items at a time and without their long texts and dates (portions.go),
// which are read from the bytes. The meaning layer (rss.go, atom.go,
// jsonfeed.go, sitemap.go) chooses links, names, dates and titles from the form
// that gofeed keeps, and makes bodies safe (sanitize.go).
//
// Everything here is pure: no network, no clock, no environment.
package feed

import (
	"slices"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
)

// Format is the family of formats that a feed belongs to.
type Format string

// The formats.
const (
	RSS          Format = "rss"
	RDF          Format = "rdf" // RSS 0.9 and 1.0
	Atom         Format = "atom"
	CDF          Format = "cdf" // Channel Definition Format, the first of all
	JSONFeed     Format = "json"
	Sitemap      Format = "sitemap"      // also a news sitemap; Version is then "news"
	SitemapIndex Format = "sitemapindex" // lists sitemaps, has no items
)

// Options is what the bytes cannot say about themselves.
type Options struct {
	BaseURL     string // where the bytes come from, after redirects; "" if unknown
	ContentType string // the HTTP header, with its charset parameter
	MaxItems    int    // the first so many items are kept, the rest is counted in a warning; 0: all
}

// Feed is what a body lists, and what it says about itself. What it does not
// say is empty.
type Feed struct {
	Format      Format
	Version     string // as declared: "2.0", "1.0", "1.1", "news"
	Encoding    string // that the bytes turned out to have: "utf-8", "windows-1252"
	ID          string
	Title       string // plain text
	Link        string // the page that the feed belongs to, absolute
	Self        string // the feed's own URL, as it says
	Hub         string // WebSub
	Description string // safe HTML
	Language    string // BCP 47, as written
	Published   edtf.Date
	Updated     edtf.Date
	Authors     []Author
	Categories  []string
	Image       string
	Generator   string
	Rights      string
	TTL         time.Duration  // how long it may be kept; 0: not said
	UpdateEvery time.Duration  // sy:updatePeriod over sy:updateFrequency; 0: not said
	SkipHours   []int          // of the day, UTC
	SkipDays    []time.Weekday // in UTC
	Links       []string
	Items       []Item
	Sitemaps    []SitemapRef // of a sitemap index
	Warnings    []string     // what was repaired, dropped or not understood

	unread int // dates that were not understood
}

// Item is one entry of a feed in its own words.
type Item struct {
	ID         string // as written, surrounding space trimmed
	Title      string // plain text, one line
	Link       string // of the article: absolute http(s), or ""
	Links      []string
	Summary    string // safe HTML with absolute URLs
	Content    string // the same
	Authors    []Author
	Categories []string
	Enclosures []Enclosure
	Language   string // its own, or else the feed's
	Comments   string // URL of the discussion
	Image      string
	Rights     string
	Published  edtf.Date
	Updated    edtf.Date
	Source     *ItemSource // where an aggregator took it from; nil: not said
}

// Author is a byline.
type Author struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
}

// Enclosure is a file that belongs to an item.
type Enclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type,omitempty"`
	Length string `json:"length,omitempty"` // bytes, as written
}

// ItemSource is the feed or outlet that an aggregator's item comes from.
type ItemSource struct {
	Title string `json:"title,omitempty"`
	Link  string `json:"link,omitempty"`
}

// SitemapRef is one sitemap of an index.
type SitemapRef struct {
	URL     string
	Updated edtf.Date
}

// Cut says whether the bytes ended before the feed did, and whether that was
// within an item, which then is the last one and not whole.
func (f *Feed) Cut() (cut, within bool) {
	const missing = "repaired: missing end of "
	for _, warning := range f.Warnings {
		if warning == "repaired: unclosed CDATA" {
			return true, len(f.Items) > 0
		}
		if name, found := strings.CutPrefix(warning, missing); found {
			switch name, _, _ = strings.Cut(name, " "); name {
			case "rss", "channel", "feed", "rdf:RDF", "RDF", "urlset", "sitemapindex":
				return true, false
			}
			return true, len(f.Items) > 0
		}
	}
	return false, false
}

// Mended says whether the bytes were not well-formed and had to be repaired:
// what they say may be less than what was meant.
func (f *Feed) Mended() bool {
	return slices.ContainsFunc(f.Warnings, func(w string) bool { return strings.HasPrefix(w, "repaired: ") })
}

// Parse reads a body of any format. It fails with fault.NotAFeed where no
// feed can be made of the bytes, and with fault.Hostile where they are built
// to exhaust a reader. Everything less than that is read as far as it goes and
// said in Warnings.
func Parse(body []byte, o Options) (feed *Feed, err error) {
	defer fault.Wrap(&err, "read feed")
	text, encoding, warnings, err := decode(body, o.ContentType)
	if err != nil {
		return nil, err
	}
	switch kind := sniff(text); kind {
	case kindJSON:
		feed, err = parseJSON(text, o, warnings)
	case kindXML:
		feed, err = parseXML(text, o, warnings)
	default:
		err = fault.New(fault.NotAFeed, "%s", kind.reason())
	}
	if err != nil {
		return nil, err
	}
	feed.Encoding = encoding
	if o.MaxItems > 0 && len(feed.Items) > o.MaxItems {
		feed.warn("only the first %d of %d items are kept", o.MaxItems, len(feed.Items))
		feed.Items = feed.Items[:o.MaxItems:o.MaxItems]
	}
	return feed, nil
}
