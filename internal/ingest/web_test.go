package ingest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/warc"
)

// web is a small web of one server: paths → answers, which tests change.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	hits  map[string]int
	conns atomic.Int64
}

func (w *web) connections() int { return int(w.conns.Load()) }

const herald = "http://theherald.example"

func newWeb(t *testing.T) *web {
	w := &web{pages: map[string]http.HandlerFunc{}, hits: map[string]int{}}
	w.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.hits[r.URL.Path]++
		page := w.pages[r.URL.Path]
		w.mu.Unlock()
		if page == nil {
			http.NotFound(out, r)
			return
		}
		page(out, r)
	}))
	w.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			w.conns.Add(1)
		}
	}
	w.Start()
	t.Cleanup(w.Close)
	return w
}

func (w *web) set(path, contentType, body string) {
	w.handle(path, func(out http.ResponseWriter, _ *http.Request) {
		out.Header().Set("Content-Type", contentType)
		_, _ = fmt.Fprint(out, body)
	})
}

func (w *web) handle(path string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = h
}

func (w *web) asked(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hits[path]
}

// desk is a store with its archive and a client that sees the web.
type desk struct {
	t      *testing.T
	store  *store.Store
	dir    string
	client *fetch.Client
	failed []Failure
	o      Options
	hosts  map[string]string
	ahead  atomic.Int64 // of the clock
}

// now is the desk's clock, which tests put forward.
func (d *desk) now() time.Time { return time.Now().Add(time.Duration(d.ahead.Load())) }

func (d *desk) later(by time.Duration) { d.ahead.Add(int64(by)) }

// restart forgets all that is not stored, as a new process does.
func (d *desk) restart() {
	d.t.Helper()
	client, err := fetch.New(fetch.Options{Hosts: d.hosts, Now: d.now, Timeout: 3 * time.Second})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(client.Close)
	d.client = client
}

func newDesk(t *testing.T, w *web) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), o: Options{Program: "test"}}
	var err error
	if d.store, err = store.Open(t.Context(), filepath.Join(d.dir, "dateline.db"), store.Options{Create: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.store.Close() })
	hosts := map[string]string{}
	if w != nil {
		address := strings.TrimPrefix(w.URL, "http://")
		hosts = map[string]string{"theherald.example": address, "thecourier.example": address}
	}
	d.hosts = hosts
	d.restart()
	return d
}

func (d *desk) follow(url string) Task {
	d.t.Helper()
	s, _, err := d.store.AddSource(d.t.Context(), news.Source{URL: url, Kind: news.SourceFeed, State: news.SourceActive, Added: d.now()})
	if err != nil {
		d.t.Fatal(err)
	}
	return Task{Kind: KindSource, URL: url, Source: &s}
}

// due plans as ingest without arguments does, some time from now.
func (d *desk) due(in time.Duration) []Task {
	d.t.Helper()
	tasks, err := Due(d.t.Context(), d.store, d.now().Add(in), Scope{Pages: !d.o.NoPages})
	if err != nil {
		d.t.Fatal(err)
	}
	return tasks
}

// rhythm plans as ingest --due does.
func (d *desk) rhythm() []Task {
	d.t.Helper()
	tasks, err := Due(d.t.Context(), d.store, d.now(), Scope{Pages: !d.o.NoPages, Rhythm: true})
	if err != nil {
		d.t.Fatal(err)
	}
	return tasks
}

// source is the one source of the store, as it is now.
func (d *desk) source() news.Source {
	d.t.Helper()
	all, err := d.store.Sources(d.t.Context())
	if err != nil || len(all) != 1 {
		d.t.Fatalf("%d sources, %v; want one", len(all), err)
	}
	return all[0]
}

// again is a task for the one source, as ingest SOURCE makes it.
func (d *desk) again() Task {
	s := d.source()
	return Task{Kind: KindSource, URL: s.URL, Source: &s}
}

func (d *desk) run(tasks ...Task) Summary {
	d.t.Helper()
	sum, err := d.try(d.t.Context(), tasks...)
	if err != nil {
		d.t.Fatal(err)
	}
	return sum
}

func (d *desk) try(ctx context.Context, tasks ...Task) (Summary, error) {
	d.t.Helper()
	ends, err := d.store.ArchiveEnds(ctx)
	if err != nil {
		return Summary{}, err
	}
	archive, err := warc.OpenWriter(store.ArchiveDir(d.store.Path()), warc.WriterOptions{Software: "test", Known: ends, Now: d.now})
	if err != nil {
		return Summary{}, err
	}
	defer func() { _ = archive.Close() }()
	d.failed = nil
	job := Job{
		Store: d.store, Fetcher: d.client, Archive: archive, Now: d.now, Rand: rand.Reader, Options: d.o,
		Failed: func(f Failure) { d.failed = append(d.failed, f) },
	}
	return job.Run(ctx, tasks)
}

// versions returns all that an article said.
func (d *desk) versions(url string) []news.Version {
	d.t.Helper()
	found, err := d.store.FindArticles(d.t.Context(), url)
	if err != nil {
		d.t.Fatal(err)
	}
	if len(found) != 1 {
		d.t.Fatalf("%d articles at %s", len(found), url)
	}
	all, err := d.store.Versions(d.t.Context(), found[0].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	for i, v := range all {
		if all[i], err = d.store.Version(d.t.Context(), v.ID); err != nil {
			d.t.Fatal(err)
		}
	}
	return all
}

// feedOf is an RSS feed of items: pairs of path and title.
func feedOf(items ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title><link>` + herald + `/</link>`)
	for i := 0; i+1 < len(items); i += 2 {
		fmt.Fprintf(&b, `<item><guid>%s</guid><link>%s%s</link><title>%s</title><pubDate>Mon, 12 Jan 2026 09:00:00 GMT</pubDate><description>In short: %s.</description></item>`,
			items[i], herald, items[i], items[i+1], items[i+1])
	}
	return b.String() + `</channel></rss>`
}

// story is an article page.
func articlePage(title string, paragraphs ...string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + `</title><meta property="og:title" content="` + title + `"></head><body><article><h1>` + title +
		`</h1><p>` + strings.Join(paragraphs, `</p><p>`) + `</p></article></body></html>`
}

const (
	first  = "The ministry has signed a contract worth $40 million with the company for a cloud platform, two officials said on Monday."
	second = "The agreement runs for five years and replaces a system that the ministry has used since 2011, according to the tender documents."
)
