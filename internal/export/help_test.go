package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/warc"
)

var noon = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

// desk is a store with its archive, filled by hand.
type desk struct {
	*store.Store
	t      *testing.T
	dir    string // archive
	writer *warc.Writer
	random io.Reader
	source int64
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dateline.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	check(t, err)
	random := rand.NewChaCha8([32]byte{1})
	w, err := warc.OpenWriter(store.ArchiveDir(path), warc.WriterOptions{Software: "dateline/1", Now: func() time.Time { return noon }, Rand: random})
	check(t, err)
	t.Cleanup(func() { _, _ = s.Close(), w.Close() })
	source, _, err := s.AddSource(t.Context(), news.Source{URL: "https://herald.example/feed", Added: noon})
	check(t, err)
	return &desk{Store: s, t: t, dir: store.ArchiveDir(path), writer: w, random: random, source: source.ID}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func hexSum(b string) string {
	sum := sha256.Sum256([]byte(b))
	return hex.EncodeToString(sum[:])
}

func (d *desk) exchange(url string, status int, header, body string, at time.Time) warc.Exchange {
	return warc.Exchange{
		URL: url, Time: at, IP: "192.0.2.7", Body: []byte(body),
		RequestHead:  []byte("GET / HTTP/1.1\r\nHost: herald.example\r\n\r\n"),
		ResponseHead: fmt.Appendf(nil, "HTTP/1.1 %d X\r\nContent-Type: text/html; charset=utf-8\r\n%s\r\n", status, header),
	}
}

// fetched archives what urls answered: redirects, and the last one a body.
func (d *desk) fetched(at time.Time, body string, urls ...string) news.Capture {
	d.t.Helper()
	var records []warc.Record
	for i, url := range urls[:len(urls)-1] {
		hop, err := warc.Response(d.random, d.exchange(url, 301, "Location: "+urls[i+1]+"\r\n", "moved", at))
		check(d.t, err)
		records = append(records, hop...)
	}
	last := urls[len(urls)-1]
	kind, answer := news.CaptureResponse, d.exchange(last, 200, "", body, at)
	known, found, err := d.LastCapture(d.t.Context(), hexSum(body))
	check(d.t, err)
	var final []warc.Record
	if found {
		kind = news.CaptureRevisit
		final, err = warc.Revisit(d.random, answer, warc.Original{ID: known.RecordID, URL: known.FinalURL, Time: known.Time, SHA256: known.SHA256})
	} else {
		final, err = warc.Response(d.random, answer)
	}
	check(d.t, err)
	c := d.archived(len(records), append(records, final...)...)
	c.Kind, c.URL, c.FinalURL, c.Time, c.Status, c.ContentType = kind, urls[0], last, at, 200, "text/html"
	c.Size, c.SHA256 = int64(len(body)), hexSum(body)
	return c
}

// archived appends records; the capture is the one at that place among them.
func (d *desk) archived(main int, records ...warc.Record) news.Capture {
	d.t.Helper()
	places, err := d.writer.Append(records...)
	check(d.t, err)
	return news.Capture{File: places[main].File, Offset: places[main].Offset, Length: places[main].Length, RecordID: records[main].ID}
}

// says stores what an article said at a capture.
func (d *desk) says(c news.Capture, article, title, text string, published edtf.Date) {
	d.t.Helper()
	_, err := d.Write(d.t.Context(), []store.Entry{{
		Outcome: news.Outcome{URL: c.URL, Time: c.Time}, Capture: &c,
		Looks: []store.Look{{ArticleURL: article, Outlet: news.Outlet{Domain: "herald.example", Name: "The Herald"}, Version: &news.Version{
			Basis: news.BasisPage, Seen: c.Time, Title: title, Published: published, Text: text, TextSHA256: hexSum(text), Access: news.AccessFull, Authors: []string{"Ida Lund", "Per Ek"}, Language: "en",
		}}},
	}})
	check(d.t, err)
}

// lists stores that a feed points to articles.
func (d *desk) lists(c news.Capture, articles ...string) {
	d.t.Helper()
	entry := store.Entry{Outcome: news.Outcome{Source: d.source, Time: c.Time}, Capture: &c}
	for _, article := range articles {
		entry.Listings = append(entry.Listings, store.Listing{ArticleURL: article, Outlet: news.Outlet{Domain: "herald.example"}, Sighting: news.Sighting{Title: "listed", Seen: c.Time, URL: article}})
	}
	_, err := d.Write(d.t.Context(), []store.Entry{entry})
	check(d.t, err)
}

// filled is a desk with a story: two articles in a feed, one of them edited,
// one behind redirects with another's bytes, and one that has nothing to do
// with it.
func filled(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	const a, b, c = "https://herald.example/a", "https://herald.example/b", "https://herald.example/c"
	d.lists(d.fetched(noon, "<rss>", "https://herald.example/feed"), a, b)
	d.says(d.fetched(noon.Add(time.Minute), "<p>Harbour rents", a), a, "Harbour rents", "The harbour rents computers. So it says.", edtf.Day(2026, 2, 17))
	d.says(d.fetched(noon.Add(2*time.Minute), "<p>Fish", c), c, "Fish", "Nothing but fish.", edtf.Day(2026, 2, 1))
	d.says(d.fetched(noon.Add(3*time.Minute), "<p>Fish", "https://herald.example/old", "https://herald.example/older", b), b, "Cellar", "=The harbour has a cellar.", edtf.Day(2026, 2, 16))
	d.says(d.fetched(noon.Add(4*time.Minute), "<p>Harbour buys", a), a, "Harbour buys", "The harbour buys computers. So it says.", edtf.Day(2026, 2, 17))
	return d
}

func (d *desk) evidence(left *[]Left) *Evidence {
	return &Evidence{
		Store: d.Store, Archive: d.dir, Software: "dateline/1", Description: "a test", Now: func() time.Time { return noon }, Random: d.random, Scratch: d.t.TempDir(),
		Left: func(l Left) error { *left = append(*left, l); return nil },
	}
}

func parsed(t *testing.T, q string) query.Node {
	t.Helper()
	n, err := query.Parse(q, noon)
	check(t, err)
	return n
}

// readBack reads a WARC file with our own reader; damage fails the test.
func readBack(t *testing.T, b []byte) (records []*warc.Record, places []warc.Location) {
	t.Helper()
	r := warc.NewReader(bytes.NewReader(b), 0)
	for {
		record, place, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		check(t, err)
		check(t, warc.Verify(record))
		records, places = append(records, record), append(places, place)
	}
	if r.Skipped() > 0 {
		t.Errorf("%d damages in what was written", r.Skipped())
	}
	return records, places
}

// shape is what a WARC file holds, one word per record.
func shape(records []*warc.Record) string {
	var all []string
	for _, r := range records {
		all = append(all, strings.TrimSpace(r.Type+" "+strings.TrimPrefix(r.TargetURI, "https://herald.example")))
	}
	return strings.Join(all, ", ")
}

// indexed lines of a CDXJ file.
func readIndex(t *testing.T, text string) (keys []string, entries []entry) {
	t.Helper()
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		var e entry
		decoder := json.NewDecoder(strings.NewReader(parts[2]))
		decoder.DisallowUnknownFields()
		check(t, decoder.Decode(&e))
		if _, err := time.Parse(stampLayout, parts[1]); err != nil {
			t.Error(err)
		}
		keys, entries = append(keys, parts[0]), append(entries, e)
	}
	return keys, entries
}

// spoil changes a byte of an archive file.
func (d *desk) spoil(c news.Capture, at int64) {
	d.t.Helper()
	path := filepath.Join(d.dir, filepath.FromSlash(c.File))
	b, err := os.ReadFile(path)
	check(d.t, err)
	b[c.Offset+at] ^= 0x40
	check(d.t, os.WriteFile(path, b, 0o600))
}
