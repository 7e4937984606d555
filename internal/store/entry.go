package store

import (
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Listing is an item of a source that points to an article.
type Listing struct {
	ArticleURL string // canonical
	Outlet     news.Outlet
	// NextLook is when to fetch the article's page; zero: not planned. It
	// counts only until the article was looked at for the first time.
	NextLook time.Time
	// Sighting is what the source says. Article, Source and Capture are
	// filled in from the entry where they are 0. One that says the same as the
	// last of this source about this article is not stored again.
	Sighting news.Sighting
	Packed   []byte // Compress(Sighting.Text); nil: the store does it
}

// Look is a fetch of an article's page, or the reading of a file.
type Look struct {
	ArticleURL string // canonical
	ListedURL  string // canonical, of the article that was looked at and led here; "": ArticleURL
	Outlet     news.Outlet
	Planned    bool       // this look was the one planned; others leave the plan as it is
	NextLook   time.Time  // of a planned look; zero: not again
	Code       fault.Code // "": it went well
	// Version is what the article says now; nil: nothing readable. Article,
	// Capture, ID, Number and TextSHA256 are filled in. It is stored only if
	// title, text, authors or date of publication differ from what the article
	// said before and after Version.Seen; a date that was or is unknown does
	// not differ.
	Version *news.Version
	Reading *news.Reading // of Version.Text; nil: not read yet
	Packed  []byte        // Compress(Version.Text); nil: the store does it
}

// Rest is a host, or one URL, that wants to be left alone.
type Rest struct {
	Host  string // with port where it is not the usual one; or a whole URL
	Until time.Time
}

// Entry is everything that one fetch or one file led to. It is stored whole.
type Entry struct {
	Quiet   bool // there is nothing to tell of it: no outcome is stored
	Rest    Rest // with a Host: what the server asked for
	Outcome news.Outcome
	Capture *news.Capture // nil: nothing came
	// Source is a source's state after this fetch; nil: not a source. One
	// without an ID is found by its URL, or made.
	Source   *news.Source
	Listings []Listing
	Looks    []Look
}

// Written counts what an entry changed.
type Written struct {
	New       int // articles not known before
	First     int // articles that were known and could now be read for the first time
	Changed   int // articles that say something else than before, on the same basis
	Unchanged int // articles that say the same as before
	// Due are the articles listed whose page is to be fetched now, by the
	// NextLook of their listing: they were never looked at, or what the source
	// says of them has changed.
	Due []news.Article
}

// Add adds up.
func (w *Written) Add(v Written) {
	w.New += v.New
	w.First += v.First
	w.Changed += v.Changed
	w.Unchanged += v.Unchanged
	w.Due = append(w.Due, v.Due...)
}
