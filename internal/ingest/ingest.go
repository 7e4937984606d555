// Package ingest takes sources, pages and files through the main path: plan,
// fetch, archive, read, write. Errors are values on the item, not stops of the
// run; only a store or an archive that cannot be written ends it.
package ingest

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"runtime"
	"sync"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/warc"
)

// Sink is what ingest asks of a store.
type Sink interface {
	BeginRun(ctx context.Context, r news.Run) (int64, error)
	EndRun(ctx context.Context, r news.Run) error
	Write(ctx context.Context, entries []store.Entry) ([]store.Written, error)
	LastCapture(ctx context.Context, sha256 string) (news.Capture, bool, error)
	FindArticles(ctx context.Context, ref string) ([]news.Article, error)
	Sightings(ctx context.Context, article int64) ([]news.Sighting, error)
	Versions(ctx context.Context, article int64) ([]news.Version, error)
	LastSum(ctx context.Context, url string) (sha256 string, err error)
	Resting(ctx context.Context, now time.Time) (map[string]time.Time, error)
	ListedAt(ctx context.Context, source int64, urls []string) ([]store.Listed, error)
	ListedAs(ctx context.Context, source int64, ids []string) ([]store.Listed, error)
	Shelves
}

// Fetcher gets one URL, leaves alone who wants to be left alone, and undoes the
// content coding of a body got before.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
	Heed(resting map[string]time.Time)
	Decode(h http.Header, raw []byte) ([]byte, error)
}

// Archive keeps records; what Append returned before a Sync is durable after it.
type Archive interface {
	Append(records ...warc.Record) ([]warc.Location, error)
	Sync() error
}

// Options says how a run goes. What concerns bare files is used only where the
// file itself does not say it.
type Options struct {
	Program   string          // name and version, for the run's record
	Workers   int             // fetches at once; 0: 32
	Gap       time.Duration   // between two requests to one host
	PerHost   int             // articles fetched from one host in a run; 0: 500
	PerRun    int             // articles fetched in a run; 0: 100,000
	Obey      bool            // ask robots.txt for sources, too
	Looks     []time.Duration // delays after which an article is looked at again; none: an hour to thirty days
	NoPages   bool            // read the items of feeds, do not fetch their pages
	Published edtf.Date       // of bare files
	URL       string          // of one bare file
	Outlet    news.Outlet     // of bare files
	Keep      string          // a folder that is never read: the store's own archive
}

// Job is one run of ingest.
type Job struct {
	Store    Sink
	Fetcher  Fetcher
	Archive  Archive
	Now      func() time.Time
	Rand     io.Reader             // of record ids
	Names    *gazetteer.Gazetteer  // nil: those of the program alone
	Progress func(done, known int) // may be nil
	Failed   func(Failure)         // called once per failed fetch or file; may be nil
	Options  Options
}

// Failure is a fetch or a file that came to nothing.
type Failure struct {
	Listed bool   // the page of a listed article, not something asked for by name
	What   string // URL or path
	Source int64  // 0: not a source
	Err    error
}

// Summary counts what a run did.
type Summary struct {
	Run       int64         `json:"run"`
	New       int           `json:"new"`
	Changed   int           `json:"changed"`
	Unchanged int           `json:"unchanged"`
	Failed    int           `json:"failed"`  // sources, and pages and files that were asked for by name
	Unread    int           `json:"unread"`  // pages of listed articles that could not be had; what their feed says stands in
	Skipped   int           `json:"skipped"` // files of other kinds in folders
	Asked     int           `json:"asked"`   // sources, pages and files taken
	Left      int           `json:"left"`    // for the next run: interrupted, beyond a budget, or a server wants to be left alone
	Took      time.Duration `json:"-"`
}

// Run takes the tasks to their end. Cancelling ctx stops fetching, keeps what
// has arrived, and returns the summary with fault.Interrupted.
func (j *Job) Run(ctx context.Context, tasks []Task) (sum Summary, err error) {
	started := j.Now()
	keep := context.WithoutCancel(ctx) // what has arrived is written even so
	run := news.Run{Started: started, Program: j.Options.Program}
	resting, err := j.Store.Resting(keep, started)
	if err != nil {
		return sum, err
	}
	if j.Fetcher != nil {
		j.Fetcher.Heed(resting)
	}
	if run.ID, err = j.Store.BeginRun(keep, run); err != nil {
		return sum, err
	}
	sum, err = j.pipeline(ctx, keep, run.ID, tasks)
	sum.Run, sum.Took = run.ID, j.Now().Sub(started)
	run.Ended = j.Now()
	run.New, run.Changed, run.Unchanged, run.Failed = sum.New, sum.Changed, sum.Unchanged, sum.Failed
	if err != nil {
		return sum, err
	}
	if err := j.Store.EndRun(keep, run); err != nil {
		return sum, err
	}
	if ctx.Err() == nil {
		_, err = Relate(ctx, j.Store, j.Now, func(int) {})
		sum.Took = j.Now().Sub(started)
	}
	if err != nil && ctx.Err() == nil {
		return sum, err
	}
	if ctx.Err() != nil {
		return sum, fault.New(fault.Interrupted, "interrupted; %d left for the next run", sum.Left)
	}
	return sum, nil
}

// pipeline runs the stages until the frontier is empty or ctx is done.
func (j *Job) pipeline(ctx, keep context.Context, run int64, tasks []Task) (Summary, error) {
	ctx, stop := context.WithCancel(ctx) // also when the writer fails
	defer stop()
	front := newFrontier(j.Options.Gap, budget{cmp.Or(j.Options.PerHost, 500), cmp.Or(j.Options.PerRun, mostDue)}, j.Now)
	documents := make(chan document, 2*runtime.GOMAXPROCS(0))
	readings := make(chan intake, 64)

	go front.dispatch(ctx, tasks)
	var fetching, readers sync.WaitGroup
	for range j.workers() {
		fetching.Go(func() {
			for t := range front.work {
				j.take(ctx, t, front, documents)
			}
		})
	}
	for range runtime.GOMAXPROCS(0) {
		readers.Go(func() {
			for d := range documents {
				readings <- j.read(keep, run, d)
			}
		})
	}
	go func() {
		fetching.Wait()
		close(documents)
		readers.Wait()
		close(readings)
	}()
	w := writer{job: j, front: front, taken: map[int64]bool{}, early: map[int64]intake{}}
	for _, t := range tasks {
		w.taken[t.Article.ID] = true
	}
	err := w.drain(keep, readings, stop)
	w.sum.Left += front.left(w.finished)
	return w.sum, err
}

func (j *Job) workers() int {
	if j.Options.Workers > 0 {
		return j.Options.Workers
	}
	return 32
}
