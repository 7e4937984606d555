package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"

	"dateline/internal/news"
	"dateline/internal/text"
)

// Write stores entries in one transaction and returns what each changed. It
// fills in the ids of captures, sightings and versions, also in the entries.
// If it fails, nothing is stored.
func (s *Store) Write(ctx context.Context, entries []Entry) (written []Written, err error) {
	defer explain(&err, "write %d entries", len(entries))
	if len(entries) == 0 {
		return nil, nil
	}
	written = make([]Written, len(entries))
	err = s.transact(ctx, func(t *transaction) error {
		b := batch{transaction: t, outlets: map[string]news.Outlet{}, archives: map[string]*archive{}, types: map[string]int64{}, articles: map[string]*known{}, entities: map[[2]string]int64{}}
		for i := range entries {
			if err := ctx.Err(); err != nil {
				return err
			}
			if written[i], err = b.add(&entries[i]); err != nil {
				return fmt.Errorf("%q: %w", entries[i].Outcome.URL, err)
			}
		}
		if err := b.chain(entries); err != nil {
			return err
		}
		for _, a := range b.archives {
			if _, err := t.exec(`UPDATE archives SET ended = ? WHERE id = ?`, a.ended, a.id); err != nil {
				return err
			}
		}
		return b.flush(ctx)
	})
	if err != nil {
		return nil, err
	}
	return written, nil
}

// batch collects the versions of one transaction, so that they can be stored
// in the order of their ids, and remembers the rows that it met.
type batch struct {
	*transaction
	outlets  map[string]news.Outlet
	archives map[string]*archive
	types    map[string]int64
	articles map[string]*known
	entities map[[2]string]int64 // by name and kind
	pending  []*pending
}

// archive is a WARC file and where its last stored record ends.
type archive struct{ id, ended int64 }

// known is an article as far as a batch has to know it.
type known struct {
	news.Article
	said []*saying // its versions, in the order in which they were seen
	read bool      // said was asked for
	by   *Entry    // that made the article; nil: an earlier batch
}

// saying is what a version is compared by.
type saying struct {
	number                    int
	seen                      int64
	basis                     news.Basis
	title, authors, published string
	sum                       []byte
}

// pending is a version that waits for its id.
type pending struct {
	version *news.Version
	reading *news.Reading // nil: not read
	outlet  int64
	url     string
	packed  []byte
	moment  int64
	saying  *saying
}

func (b *batch) add(e *Entry) (w Written, err error) {
	if e.Source != nil {
		if err := b.source(e.Source); err != nil {
			return w, err
		}
		e.Outcome.Source = e.Source.ID
	}
	if e.Capture != nil {
		if err := b.capture(e.Capture); err != nil {
			return w, err
		}
		e.Outcome.Capture = e.Capture.ID
	}
	for i := range e.Listings {
		if err := b.listing(e, &e.Listings[i], &w); err != nil {
			return w, err
		}
	}
	for i := range e.Looks {
		if err := b.look(e, &e.Looks[i], &w); err != nil {
			return w, err
		}
	}
	if e.Rest.Host != "" {
		if _, err := b.exec(`INSERT INTO hosts (host, until) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET until = excluded.until`, e.Rest.Host, e.Rest.Until.UnixMilli()); err != nil {
			return w, err
		}
	}
	if e.Quiet {
		return w, nil
	}
	return w, b.outcome(e)
}

// source stores a source's state after a fetch, or finds or makes the source.
func (b *batch) source(src *news.Source) (err error) {
	if src.ID != 0 {
		return b.fetched(*src)
	}
	*src, _, err = b.addSource(*src)
	return err
}

func (b *batch) capture(c *news.Capture) (err error) {
	sum, err := hash(c.SHA256)
	if err != nil {
		return err
	}
	file, err := b.archive(c.File)
	if err != nil {
		return err
	}
	file.ended = max(file.ended, c.Offset+c.Length)
	contentType, err := b.contentType(c.ContentType)
	if err != nil {
		return err
	}
	final := unless(c.FinalURL, c.URL)
	if c.FinalURL == "" {
		final = nil
	}
	c.ID, err = b.insert(`INSERT INTO captures (kind, url, final_url, time, status, content_type, size, sha256, archive, offset, length, record)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(c.Kind), c.URL, final, c.Time.UnixMilli(), c.Status, contentType, c.Size, sum, file.id, c.Offset, c.Length, record(c.RecordID))
	return err
}

// archive finds the WARC file with this name or makes its row.
func (b *batch) archive(name string) (*archive, error) {
	if a, ok := b.archives[name]; ok {
		return a, nil
	}
	a := &archive{}
	err := b.row(`SELECT id, ended FROM archives WHERE file = ?`, name).Scan(&a.id, &a.ended)
	if errors.Is(err, sql.ErrNoRows) {
		a.id, err = b.insert(`INSERT INTO archives (file) VALUES (?)`, name)
	}
	if err == nil {
		b.archives[name] = a
	}
	return a, err
}

func (b *batch) contentType(name string) (int64, error) {
	if id, ok := b.types[name]; ok {
		return id, nil
	}
	var id int64
	err := b.row(`SELECT id FROM content_types WHERE name = ?`, name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = b.insert(`INSERT INTO content_types (name) VALUES (?)`, name)
	}
	if err == nil {
		b.types[name] = id
	}
	return id, err
}

func (b *batch) outcome(e *Entry) (err error) {
	o := &e.Outcome
	var url any = o.URL
	if e.Capture != nil {
		url = unless(o.URL, e.Capture.URL)
	}
	o.ID, err = b.insert(`INSERT INTO outcomes (run, source, article, capture, url, time, took, status, code, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		orNull(o.Run), orNull(o.Source), orNull(o.Article), orNull(o.Capture), url, o.Time.UnixMilli(), o.Took.Milliseconds(), o.Status, string(o.Code), o.Detail)
	return err
}

// flush gives the versions their ids and stores them in that order.
func (b *batch) flush(ctx context.Context) error {
	slices.SortStableFunc(b.pending, func(x, y *pending) int { return cmp.Compare(x.moment, y.moment) })
	next, end := int64(0), int64(math.MinInt64)
	for _, p := range b.pending {
		if err := ctx.Err(); err != nil {
			return err
		}
		first := floorDay(p.moment) << sequenceBits
		if first+sequences != end {
			end = first + sequences
			var last sql.NullInt64
			if err := b.row(`SELECT max(id) FROM versions WHERE id >= ? AND id < ?`, first, end).Scan(&last); err != nil {
				return err
			}
			if next = first; last.Valid {
				next = last.Int64 + 1
			}
		}
		if next == end {
			return fmt.Errorf("more than %d versions on one day", sequences)
		}
		p.version.ID = next
		next++
		if err := b.version(p); err != nil {
			return err
		}
	}
	for _, p := range b.pending {
		if p.version.Number == 1 {
			continue
		}
		if _, err := b.exec(`INSERT OR IGNORE INTO edited (id, article) SELECT id, article FROM versions WHERE article = ?`, p.version.Article); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) version(p *pending) error {
	v, l := p.version, p.saying
	if _, err := b.exec(`INSERT INTO versions (id, article, number, outlet, capture, moment, seen, basis, access, language, title, authors, published, modified, section, site, canonical, size, text_sha256, reader)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.ID, v.Article, v.Number, p.outlet, v.Capture, p.moment, v.Seen.UnixMilli(), string(v.Basis), string(v.Access), v.Language, v.Title,
		unless(l.authors, ""), l.published, v.Modified.String(), v.Section, v.Site, unless(v.Canonical, p.url), len(v.Text), l.sum, v.Reader); err != nil {
		return err
	}
	if _, err := b.exec(`INSERT OR IGNORE INTO unrelated (article) VALUES (?)`, v.Article); err != nil {
		return err
	}
	packed := p.packed
	if packed == nil {
		packed = Compress(v.Text)
	}
	if _, err := b.exec(`INSERT INTO bodies (id, text) VALUES (?, ?)`, v.ID, packed); err != nil {
		return err
	}
	if _, err := b.exec(`INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)`, v.ID, text.Spaced(v.Title), text.Spaced(v.Text)); err != nil || p.reading == nil {
		return err
	}
	return b.reading(v.ID, p.reading)
}

// summary is what a version is compared by.
func summary(v *news.Version) *saying {
	sum := sha256.Sum256([]byte(v.Text))
	v.TextSHA256 = hex.EncodeToString(sum[:])
	l := &saying{seen: v.Seen.UnixMilli(), basis: v.Basis, title: v.Title, published: v.Published.String(), sum: sum[:]}
	if authors, ok := list(v.Authors).(string); ok {
		l.authors = authors
	}
	return l
}
