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
}

// Look is a fetch of an article's page, or the reading of a file.
type Look struct {
	ArticleURL string // canonical
	Outlet     news.Outlet
	NextLook   time.Time  // zero: not again
	Code       fault.Code // "": it went well
	// Version is what the article says now; nil: nothing readable. Article,
	// Capture, ID, Number and TextSHA256 are filled in. It is stored only if
	// title, text, authors or dates differ from the article's last version.
	Version *news.Version
	Packed  []byte // Compress(Version.Text); nil: the store does it
}

// Entry is everything that one fetch or one file led to. It is stored whole.
type Entry struct {
	Outcome  news.Outcome
	Capture  *news.Capture // nil: nothing came
	Source   *news.Source  // its state after this fetch; nil: not a source
	Listings []Listing
	Looks    []Look
}

// Written counts what an entry changed.
type Written struct {
	New       int // articles not known before
	First     int // articles that were known and could now be read for the first time
	Changed   int // articles that say something else than before
	Unchanged int // articles that say the same as before
	// Due are the articles listed whose page is to be fetched now: their turn
	// has come by the NextLook of their listing, and they were never looked at.
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
