package watch_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
	"dateline/internal/watch"
)

var noon = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

// desk is a store with watches, filled by hand, and a clock that is set.
type desk struct {
	*store.Store
	t        *testing.T
	path     string
	now      time.Time
	captures int64
	job      *watch.Job
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "dateline.db"), now: noon}
	d.open()
	return d
}

// open opens the store, as a new process does.
func (d *desk) open() {
	d.t.Helper()
	s, err := store.Open(d.t.Context(), d.path, store.Options{Create: true})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Store = s
	d.t.Cleanup(func() { _ = s.Close() })
	d.job = &watch.Job{
		Store: s, Now: func() time.Time { return d.now }, Zone: time.UTC, Notifiers: map[news.ChannelKind]watch.Notifier{},
		Query: func(q string) (query.Node, error) { return query.Parse(q, d.now) },
	}
}

func (d *desk) restart() {
	d.t.Helper()
	notifiers := d.job.Notifiers
	if err := d.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.open()
	d.job.Notifiers = notifiers
}

// page is what an article says at a time.
type page struct {
	outlet, path, title, body string
	reading                   news.Reading
	change                    func(*news.Version)
}

// put stores a version as ingest does; the clock goes on by a minute.
func (d *desk) put(p page) {
	d.t.Helper()
	d.now = d.now.Add(time.Minute)
	d.captures++
	sum := sha256.Sum256([]byte(p.body + fmt.Sprint(d.captures)))
	v := news.Version{
		Basis: news.BasisPage, Seen: d.now, Title: p.title, Text: p.body, Access: news.AccessFull, Language: "en",
		Published: edtf.Day(2026, 2, 18), TextSHA256: hexSum(p.body),
	}
	if p.change != nil {
		p.change(&v)
	}
	url := "https://" + p.outlet + "/" + p.path
	_, err := d.Write(d.t.Context(), []store.Entry{{
		Outcome: news.Outcome{URL: url, Time: d.now},
		Capture: &news.Capture{
			Kind: news.CaptureResource, URL: url, FinalURL: url, Time: d.now, Size: int64(len(p.body)), SHA256: hex.EncodeToString(sum[:]),
			File: "2026/a.warc.gz", Offset: d.captures * 1000, Length: 900, RecordID: fmt.Sprintf("urn:uuid:00000000-0000-4000-8000-%012d", d.captures),
		},
		Looks: []store.Look{{ArticleURL: url, Outlet: news.Outlet{Domain: p.outlet, Name: strings.ToUpper(p.outlet)}, Version: &v, Reading: &p.reading}},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
}

func hexSum(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func (d *desk) relate() {
	d.t.Helper()
	if _, err := ingest.Relate(d.t.Context(), d.Store, func() time.Time { return d.now }, func(int) {}); err != nil {
		d.t.Fatal(err)
	}
}

// watch makes a watch with channels of the kinds, for whose targets their
// numbers stand.
func (d *desk) watch(w news.Watch, kinds ...news.ChannelKind) {
	d.t.Helper()
	w.UID, w.Made = hexSum(w.Name)[:32], d.now
	for i, kind := range kinds {
		w.Channels = append(w.Channels, news.Channel{Kind: kind, Target: fmt.Sprint(i)})
	}
	n, err := query.Parse(w.Query, d.now)
	if err != nil {
		d.t.Fatal(err)
	}
	known, err := watch.Known(d.t.Context(), d.Store, n)
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.AddWatch(d.t.Context(), w, known); err != nil {
		d.t.Fatal(err)
	}
}

// check relates and looks at what has arrived.
func (d *desk) check() int {
	d.t.Helper()
	d.relate()
	n, err := d.job.Check(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d *desk) deliver() watch.Sent {
	d.t.Helper()
	sent, err := d.job.Deliver(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return sent
}

// raised are the alerts that wait, the oldest first.
func (d *desk) raised() (all []watch.Alert) {
	d.t.Helper()
	due, err := d.DueDeliveries(d.t.Context(), d.now.AddDate(1, 0, 0))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, row := range due {
		var a watch.Alert
		if err := json.Unmarshal(row.Body, &a); err != nil {
			d.t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// told are the alerts raised since the last call, as "kind path: text"; they
// are then as good as sent.
func (d *desk) told() (lines []string) {
	d.t.Helper()
	box := &inbox{}
	for _, kind := range []news.ChannelKind{news.ChannelTerminal, news.ChannelMail, news.ChannelWebhook} {
		d.job.Notifiers[kind] = box
	}
	d.check()
	d.deliver()
	for _, m := range box.taken {
		for _, a := range m.Alerts {
			_, path, _ := strings.Cut(strings.TrimPrefix(a.URL, "https://"), "/")
			lines = append(lines, fmt.Sprintf("%s %s: %s", a.Kind, path, a.Text))
		}
	}
	return lines
}

// inbox takes messages, or fails as told.
type inbox struct {
	taken []watch.Message
	seen  []watch.Message // also those that it did not take
	fail  func(c news.Channel, m watch.Message) error
}

func (b *inbox) Notify(_ context.Context, c news.Channel, m watch.Message) error {
	b.seen = append(b.seen, m)
	if b.fail != nil {
		if err := b.fail(c, m); err != nil {
			return err
		}
	}
	b.taken = append(b.taken, m)
	return nil
}

func (b *inbox) ids() (ids []string) {
	for _, m := range b.seen {
		ids = append(ids, m.ID)
	}
	return ids
}

// said is a reading with a statement whose words stand in the body.
func said(body, speaker string, act news.Act, words string) news.Reading {
	at := strings.Index(body, words)
	return news.Reading{Reader: 1, Statements: []news.Statement{{Span: text.Span{Start: at, End: at + len(words)}, Speaker: speaker, Act: act}}}
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

var errDied = errors.New("the process died")
