// Package news holds the words of the house as types: source, outlet, capture,
// article, sighting, version and what became of a fetch. It knows no storage
// and no network.
//
// Times are UTC. An ID of 0 means "not stored yet" or "none".
package news

import (
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
)

// SourceKind says how a source lists its articles.
type SourceKind string

// The kinds of source.
const (
	SourceFeed    SourceKind = "feed"    // RSS, Atom, JSON Feed
	SourceSitemap SourceKind = "sitemap" // a sitemap or an index of them
	SourcePage    SourceKind = "page"    // a page that lists articles
)

// SourceState says whether a source is followed.
type SourceState string

// The states of a source.
const (
	SourceActive  SourceState = "active"
	SourcePaused  SourceState = "paused"  // by the user
	SourceGone    SourceState = "gone"    // its server answered 410
	SourceRemoved SourceState = "removed" // by the user; its rows stay
	SourceOnce    SourceState = "once"    // taken when it was given, not followed
)

// Source is what we follow.
type Source struct {
	ID          int64
	URL         string
	Kind        SourceKind
	Title       string // as the source names itself, or as the user does
	Site        string // the page that it belongs to
	State       SourceState
	Added       time.Time
	Validators  Validators // of the last body that was read completely
	LastFetch   time.Time
	LastSuccess time.Time
	NextDue     time.Time // when its rhythm, its failures and its server let it be asked again; zero: now
	DueWhy      string    // why then: "every 40 min: 12 items a day"
	NotBefore   time.Time // its server does not want to be asked before; zero: it does not say
	Wishes      Wishes
	Rhythm      time.Duration // mean time between two new items; 0: not known
	LastNew     time.Time     // when it last had something new
	Failures    int           // in a row
	LastCode    fault.Code
	Move        Move
	MovedFrom   string // the URL that it had before it moved for good
	Folder      string // where the user keeps it: "Papers/Europe"; "": nowhere
}

// Wishes are what a feed itself says of being asked again.
type Wishes struct {
	Every     time.Duration // not more often than this (ttl, sy:updatePeriod); 0: not said
	SkipHours uint32        // bit h: not in hour h of the day, UTC
	SkipDays  uint8         // bit d: not on time.Weekday(d), UTC
}

// Move is a permanent redirect as it was seen so far. A source's URL is not
// changed on the first word of a server.
type Move struct {
	To    string    // "": none
	Since time.Time // first seen
	Seen  int       // how often
}

// Validators let a server answer "not modified". They are a pair: both come
// from one response.
type Validators struct {
	ETag         string
	LastModified string
}

// Outlet is who publishes.
type Outlet struct {
	ID     int64
	Domain string // registrable domain, lower case
	Name   string // "The Guardian"; the domain where no name is known
}

// CaptureKind is the WARC record type that holds a capture.
type CaptureKind string

// The kinds of capture.
const (
	CaptureResponse CaptureKind = "response" // a whole HTTP response
	CaptureRevisit  CaptureKind = "revisit"  // same payload as an earlier capture
	CaptureResource CaptureKind = "resource" // a file, not an HTTP exchange
)

// Capture is one HTTP exchange as it happened, or one file as it was read. Its
// bytes are in a WARC record; this is where.
type Capture struct {
	ID          int64
	Kind        CaptureKind
	URL         string // as asked
	FinalURL    string // after redirects
	Time        time.Time
	Status      int // 0 for a file
	ContentType string
	Size        int64  // payload in bytes
	SHA256      string // of the payload, lower-case hex
	File        string // WARC file, relative to the archive folder, slashes
	Offset      int64  // of the record in the file
	Length      int64  // of the record in the file
	RecordID    string // "urn:uuid:…"
}

// Article is one canonical URL, seen through any number of sources.
type Article struct {
	ID        int64
	URL       string // canonical
	Outlet    Outlet
	Target    int64 // the article that its URL leads to; 0: none other
	FirstSeen time.Time
	NextLook  time.Time // when to fetch it (again); zero: not planned
	Looks     int       // planned fetches so far
	Failures  int       // of them, in a row and until now
	LastCode  fault.Code
}

// Sighting is an item of a source that points to an article, in the source's
// own words.
type Sighting struct {
	ID        int64
	Article   int64
	Source    int64
	Capture   int64
	FeedID    string // the item's own id, as written
	URL       string // absolute link, as listed
	Title     string // plain text
	Summary   string // plain text
	Text      string // plain text of the item's full content, "" if it has none
	Authors   []string
	Published edtf.Date
	Updated   edtf.Date
	Language  string
	Seen      time.Time
}

// Basis says what a version was made from.
type Basis string

// The bases of a version.
const (
	BasisPage Basis = "page" // an article page
	BasisItem Basis = "item" // a feed item, where the page is not to be had
	BasisText Basis = "text" // plain text given by the user
)

// Access says how much of an article a page shows.
type Access string

// The kinds of access.
const (
	AccessFull    Access = "full"
	AccessStub    Access = "stub"    // an opening only
	AccessPaywall Access = "paywall" // a stub that says so
	AccessConsent Access = "consent" // a dialog in place of the article
	AccessLive    Access = "live"    // a live blog, growing
	AccessEmpty   Access = "empty"   // nothing readable
)

// Version is what an article said at one capture. Text is UTF-8 with paragraphs
// separated by one blank line; passages are byte spans of it.
type Version struct {
	ID         int64 // in time order: day<<20 | sequence, day of Published or Seen
	Article    int64
	Number     int // 1 is the first
	Capture    int64
	Basis      Basis
	Seen       time.Time
	Title      string
	Authors    []string
	Published  edtf.Date // zero: unknown, never the time of fetching
	Modified   edtf.Date
	Language   string // BCP 47, "" if unknown
	Section    string
	Site       string // the outlet's name as the page gives it
	Canonical  string // as the page claims it, also across domains
	Access     Access
	Text       string
	TextSHA256 string // of Text's bytes, lower-case hex
	Reader     int    // version of the page reader that made this of the capture; 0: not known

	// What else the page tells is kept with the version's reading.
	Links       []Link   // of the text, in its order
	Credit      string   // the news agency whose text it is: "Reuters"; "": none
	Corrections []string // notices of correction
}

// Outcome is what became of one fetch or of one file: absence is recorded,
// not interpreted.
type Outcome struct {
	ID      int64
	Run     int64
	Source  int64 // 0: not a source
	Article int64 // 0: not an article
	Capture int64 // 0: nothing came
	URL     string
	Time    time.Time
	Took    time.Duration
	Status  int        // HTTP; 0: none
	Code    fault.Code // "": it went well
	Detail  string     // one line for a person
}

// Run is one call of ingest.
type Run struct {
	ID        int64
	Started   time.Time
	Ended     time.Time // zero: it did not end by itself
	Program   string    // name and version
	New       int       // articles
	Changed   int
	Unchanged int
	Failed    int // fetches and files
}
