// Package page reads web pages and plain texts: bytes in, an article with its
// metadata out. Nothing is an error here: a page without article text has an
// empty Text and a Reason.
//
// The way goes charset → tree → blocks → labels → article. Every block of the
// page is kept under its own label, so that captions, credits, biographies and
// correction notes are at hand as evidence without being part of the story.
package page

import (
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/text"
)

// Reader is the version of this reader. It is raised when it makes something
// else of the same bytes than before.
const Reader = 1

// Options say what the bytes themselves do not tell.
type Options struct {
	URL         string // where the page was found; "" if unknown
	ContentType string // as the server gave it, with its charset; may be ""
}

// Page is what was read from one page or text.
type Page struct {
	Title     string    // the chosen variant, without the site's name
	Titles    []Variant // every title that the page gives itself
	Authors   []string  // persons and agencies, cleaned, not re-cased; the outlet itself where the page names nobody else
	Published edtf.Date // an instant with its zone, or a day, month or year
	Modified  edtf.Date
	Dates     []Dated     // every date found, the best of each role first
	Site      string      // the outlet's name as the page gives it
	Canonical string      // the address that the page claims, also across domains
	Language  string      // BCP 47, "" if the page does not say
	Section   string      // "Politics"
	Access    news.Access // how much of the article is there
	Agency    string      // wire agency credited, "" if none
	Text      string      // headings, standfirst, body, corrections; paragraphs separated by one blank line
	Blocks    []Block     // everything readable, in the page's order
	Links     []Link      // links in the text, in its order
	// Corrections are the correction notes, which are also part of Text.
	Corrections []string
	Reason      string // why Text is empty or short; "" if it is neither
	Encoding    string // the charset that the bytes were read in, lower case

	address string // where it was found, or what it claims
}

// Variant is a title with its place: json-ld, og, twitter, meta, h1, title,
// headline (plain text).
type Variant struct {
	Value string `json:"value"`
	From  string `json:"from"`
}

// Role says what a date is the date of.
type Role string

// The roles of a date.
const (
	Published Role = "published"
	Modified  Role = "modified"
)

// Dated is a date with its role and its place: json-ld, meta:NAME, microdata,
// rdfa, time (elements), class (an element that its class marks), url, text (a
// line near the headline), text:top, text:opening, text:end (further away),
// script:KEY; or "modified PLACE" where the page tells only when it was changed
// and that day stands in for the published one.
type Dated struct {
	Date edtf.Date `json:"date"`
	Role Role      `json:"role"`
	From string    `json:"from"`
}

// Block is a run of text between two breaks of the page.
type Block struct {
	Label Label     `json:"label"`
	Text  string    `json:"text"` // white space folded
	Span  text.Span `json:"span"` // place in Page.Text; zero if it is not part of it
}

// Link is a link of the text.
type Link struct {
	URL  string `json:"url"` // absolute and canonical
	Text string `json:"text"`
}

// Label says what a block is.
type Label string

// The labels. Text is made of Headline's successors Standfirst, Body, Heading
// and Correction; the headline itself is the title.
const (
	Headline   Label = "headline"
	Standfirst Label = "standfirst" // the summary beneath the headline
	Body       Label = "body"
	Heading    Label = "heading" // between paragraphs
	Caption    Label = "caption" // of a picture, with its correction if it has one
	Credit     Label = "credit"  // of a picture
	Byline     Label = "byline"  // names, role and date line
	Biography  Label = "biography"
	Correction Label = "correction"  // a note of the outlet about its own text
	WireCredit Label = "wire-credit" // "Reporting by …; editing by …"
	Related    Label = "related"     // other articles
	Newsletter Label = "newsletter"
	Comments   Label = "comments"
	Legal      Label = "legal" // copyright, consent, terms
	Other      Label = "other" // navigation, advertisement, tools
)

// InText says whether blocks of this label are part of Page.Text.
func (l Label) InText() bool {
	switch l {
	case Standfirst, Body, Heading, Correction:
		return true
	default:
		return false
	}
}

// Stated returns the date of publication that the page states. Published may
// be the best guess for a page that tells only when it was changed; this is
// not.
func (p *Page) Stated() edtf.Date {
	for _, d := range p.Dates {
		if d.Role == Published && d.Date == p.Published && strings.HasPrefix(d.From, "modified ") {
			return edtf.Date{}
		}
	}
	return p.Published
}

// With returns the texts of the blocks with the given label, in page order.
func (p *Page) With(label Label) []string {
	var all []string
	for _, b := range p.Blocks {
		if b.Label == label {
			all = append(all, b.Text)
		}
	}
	return all
}

// Parse reads an HTML page. Time and memory are linear in its size.
func Parse(html []byte, o Options) Page {
	d := NewDraft(html, o)
	return d.Page(d.Scores())
}
