package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
)

// Listed is what a source has said of one article under one id, the last time
// that it said so.
type Listed struct {
	ArticleURL string // canonical
	FeedID     string
	Title      string
	Published  edtf.Date
	Sum        [16]byte // of all that it said, as SumOf
	Seen       time.Time
	Looks      int  // at the article, until now
	Read       bool // the article has a version
}

const listedQuery = `SELECT a.url, g.feed_id, g.title, g.published, g.seen, g.sum, a.looks, EXISTS (SELECT 1 FROM versions v WHERE v.article = a.id)
	FROM json_each(?2) j `

// ListedAt returns what a source has said before of articles, by their
// canonical URLs, oldest first.
func (s *Store) ListedAt(ctx context.Context, source int64, urls []string) (_ []Listed, err error) {
	defer explain(&err, "look up what source %d lists", source)
	return s.listed(ctx, listedQuery+`CROSS JOIN articles a ON a.url = j.value CROSS JOIN sightings g ON g.article = a.id AND g.source = ?1 ORDER BY g.id`, source, urls)
}

// ListedAs returns what a source has said before under ids of its own, oldest
// first.
func (s *Store) ListedAs(ctx context.Context, source int64, ids []string) (_ []Listed, err error) {
	defer explain(&err, "look up the ids of source %d", source)
	return s.listed(ctx, listedQuery+`CROSS JOIN sightings g ON g.source = ?1 AND substr(g.feed_id, -16) = substr(j.value, -16) AND g.feed_id <> '' AND g.feed_id = j.value
		CROSS JOIN articles a ON a.id = g.article ORDER BY g.id`, source, ids)
}

func (s *Store) listed(ctx context.Context, query string, source int64, of []string) (all []Listed, err error) {
	if source == 0 || len(of) == 0 {
		return nil, nil
	}
	asked, err := json.Marshal(of)
	if err != nil {
		return nil, err
	}
	scan := func(row scanner) (l Listed, err error) {
		var published string
		var sum []byte
		var seen sql.NullInt64
		if err := row.Scan(&l.ArticleURL, &l.FeedID, &l.Title, &published, &seen, &sum, &l.Looks, &l.Read); err != nil {
			return l, err
		}
		copy(l.Sum[:], sum)
		l.Seen = fromMillis(seen)
		l.Published, err = date(published)
		return l, err
	}
	return collectPrepared(ctx, s, scan, query, source, string(asked))
}

// collectPrepared is collect for a query whose text is one of a few.
func collectPrepared[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), query string, args ...any) (all []T, err error) {
	prepared, err := s.prepared(ctx, query) //nolint:sqlclosecheck // it ends with the store
	if err != nil {
		return nil, err
	}
	rows, err := prepared.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// prepared is a query of the reader that is parsed once for the store's life.
func (s *Store) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if known, ok := s.statements.Load(query); ok {
		return known.(*sql.Stmt), nil
	}
	fresh, err := s.reader.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	kept, _ := s.statements.LoadOrStore(query, fresh) // the other one, if there is one, ends with the store, too
	return kept.(*sql.Stmt), nil
}

// SumOf is a digest of everything that a sighting says.
func SumOf(g news.Sighting) [16]byte {
	return [16]byte(sumOf(&g, g.Published.String(), g.Updated.String()))
}
