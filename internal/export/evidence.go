package export

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/weburl"
)

// Store is what an export of captures asks of a store.
type Store interface {
	report.Index
	CapturesBehind(ctx context.Context, articles []int64) ([]int64, error)
	Captures(ctx context.Context, ids []int64) ([]news.Capture, error)
	CaptureOfRecord(ctx context.Context, sha256, id string) (news.Capture, bool, error)
	EndBefore(ctx context.Context, c news.Capture) (int64, error)
	VersionsOf(ctx context.Context, articles []int64) ([]news.Version, error)
}

// Evidence copies the captures behind articles out of an archive: those of all
// versions of each article, the feeds that listed it, the requests and
// redirects of the same exchanges, and what a revisit repeats.
type Evidence struct {
	Store
	Archive     string           // folder of the WARC files
	Software    string           // name and version of the program
	Description string           // what is in the file, one line
	Now         func() time.Time // the clock
	Random      io.Reader        // for the id of a record
	Scratch     string           // folder for what does not fit in memory; "": the system's
	Secrets     bool             // also captures whose address holds a password, key or token

	Found func(captures int) // told how many captures there are to copy
	Done  func()             // called after each of them
	Left  func(Left) error   // told of what is left out; an error ends the export
}

// Left is a capture or a record that is left out.
type Left struct {
	Capture int64
	URL     string // as it may be shown
	File    string // in the archive folder
	Offset  int64
	Secret  bool  // its address holds a secret; else it is damaged
	Err     error // how it is damaged
}

// Copied counts what an export holds.
type Copied struct {
	Articles int
	Captures int // also those that revisits repeat
	Records  int // besides the warcinfo records
	Pages    int // of a WACZ
	Damaged  int // records left out
	Secret   int // captures left out
}

// pageSize is how many articles or captures are looked up at once.
const pageSize = 500

// articles calls do with the numbers of all articles that match, newest first,
// in portions.
func (e *Evidence) articles(ctx context.Context, n query.Node, do func(articles []int64) error) error {
	for before := int64(0); ; {
		hits, err := e.Newest(ctx, n, before, pageSize)
		if err != nil || len(hits) == 0 {
			return err
		}
		before = hits[len(hits)-1].Version.ID
		ids := make([]int64, len(hits))
		for i, hit := range hits {
			ids[i] = hit.Article.ID
		}
		if err := do(ids); err != nil {
			return err
		}
	}
}

// captures returns the numbers of all captures behind the articles that match,
// in order, and how many articles there are.
func (e *Evidence) captures(ctx context.Context, n query.Node) (ids []int64, articles int, err error) {
	err = e.articles(ctx, n, func(some []int64) error {
		articles += len(some)
		behind, err := e.CapturesBehind(ctx, some)
		ids = append(ids, behind...)
		if len(ids) > 1<<20 { // feeds come again and again
			ids = distinct(ids)
		}
		return err
	})
	return distinct(ids), articles, err
}

func distinct(ids []int64) []int64 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// secret says whether an address holds what is not to be shown: a password, or
// a parameter that weburl.Display hides.
func secret(address string) bool {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return true
	}
	const hidden = "…"
	return strings.Count(weburl.Display(address), hidden) > strings.Count(address, hidden)
}
