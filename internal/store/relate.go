package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
)

// Relating is a transaction in which articles are compared with one another.
type Relating struct{ *transaction }

// Relate runs do in one transaction: all of what it sets is stored, or nothing.
func (s *Store) Relate(ctx context.Context, do func(*Relating) error) (err error) {
	defer explain(&err, "relate articles")
	return s.transact(ctx, func(t *transaction) error { return do(&Relating{t}) })
}

// Unrelated counts the articles that were not compared yet.
func (s *Store) Unrelated(ctx context.Context) (n int, err error) {
	defer explain(&err, "count articles to relate")
	err = s.reader.QueryRowContext(ctx, `SELECT count(*) FROM unrelated`).Scan(&n)
	return n, err
}

// Comparable is an article as it is compared with others: what it says now.
type Comparable struct {
	Article   int64
	Version   int64
	Outlet    news.Outlet
	URL       string
	Title     string
	Text      string
	Published edtf.Date
	Seen      time.Time // of its first version
	Canonical string
	Reading   news.Reading // without deals, events and statements; zero: not read yet
}

// Waiting returns articles that were not compared yet, in the order of time.
func (r *Relating) Waiting(limit int) ([]Comparable, error) {
	return r.comparables(`v.article IN (SELECT article FROM unrelated) AND `+standing+` ORDER BY v.id LIMIT ?`, limit)
}

// Comparables returns articles by their numbers, in the order of time.
func (r *Relating) Comparables(articles []int64) ([]Comparable, error) {
	return r.comparables(`v.article IN (SELECT value FROM json_each(?)) AND `+standing+` ORDER BY v.id`, asJSON(articles))
}

func (r *Relating) comparables(condition string, args ...any) ([]Comparable, error) {
	return rowsOf(r.transaction, scanComparable, comparableColumns+condition, args...)
}

const comparableColumns = `SELECT v.article, v.id, o.id, o.domain, o.name, a.url, v.title, b.text, v.published,
		(SELECT min(seen) FROM versions WHERE article = v.article), coalesce(v.canonical, a.url), coalesce(r.origin, ''), coalesce(r.origin_start, 0), coalesce(r.origin_end, 0), r.facts
	FROM versions v JOIN articles a ON a.id = v.article JOIN outlets o ON o.id = v.outlet JOIN bodies b ON b.id = v.id
	LEFT JOIN readings r ON r.version = v.id WHERE `

func scanComparable(row scanner) (c Comparable, err error) {
	var packed, facts []byte
	var published string
	var seen sql.NullInt64
	if err := row.Scan(&c.Article, &c.Version, &c.Outlet.ID, &c.Outlet.Domain, &c.Outlet.Name, &c.URL, &c.Title, &packed, &published, &seen, &c.Canonical, &c.Reading.Origin, &c.Reading.OriginPlace.Start, &c.Reading.OriginPlace.End, &facts); err != nil {
		return c, err
	}
	c.Seen = fromMillis(seen)
	if c.Published, err = date(published); err != nil {
		return c, err
	}
	if c.Text, err = decompress(packed); err != nil || facts == nil {
		return c, err
	}
	return c, unpack(facts, &c.Reading)
}

// Related notes that an article was compared.
func (r *Relating) Related(article int64) error {
	_, err := r.exec(`DELETE FROM unrelated WHERE article = ?`, article)
	return err
}

// Near returns the articles that share most of some keys of sketches, at most
// limit, the nearest first.
func (r *Relating) Near(keys []uint64, limit int) ([]int64, error) {
	return rowsOf(r.transaction, scanInt, `SELECT article FROM bands WHERE key IN (SELECT value FROM json_each(?))
		GROUP BY article ORDER BY count(*) DESC, article LIMIT ?`, asKeys(keys), limit)
}

// asKeys writes unsigned keys as the signed numbers that SQLite has.
func asKeys(keys []uint64) string {
	signed := make([]int64, len(keys))
	for i, k := range keys {
		signed[i] = int64(k)
	}
	return asJSON(signed)
}

// Sketch returns the sketch of an article; nil if it has none.
func (r *Relating) Sketch(article int64) ([]byte, error) {
	return r.blob(`SELECT sketch FROM sketches WHERE article = ?`, article)
}

// SetSketch stores the sketch of an article with its keys, in place of those
// that were made of it with the old keys.
func (r *Relating) SetSketch(article int64, sketch []byte, old, keys []uint64) error {
	if _, err := r.exec(`INSERT OR REPLACE INTO sketches (article, sketch) VALUES (?, ?)`, article, sketch); err != nil {
		return err
	}
	for _, k := range old {
		if _, err := r.exec(`DELETE FROM bands WHERE key = ? AND article = ?`, int64(k), article); err != nil {
			return err
		}
	}
	for _, k := range keys {
		if _, err := r.exec(`INSERT OR IGNORE INTO bands (key, article) VALUES (?, ?)`, int64(k), article); err != nil {
			return err
		}
	}
	return nil
}

// Blurbs returns what is known of what an outlet repeats; nil: nothing.
func (r *Relating) Blurbs(outlet int64) ([]byte, error) {
	return r.blob(`SELECT blurbs FROM blurbs WHERE outlet = ?`, outlet)
}

// SetBlurbs stores what an outlet repeats.
func (r *Relating) SetBlurbs(outlet int64, blurbs []byte) error {
	_, err := r.exec(`INSERT OR REPLACE INTO blurbs (outlet, blurbs) VALUES (?, ?)`, outlet, blurbs)
	return err
}

func (r *Relating) blob(query string, id int64) (b []byte, err error) {
	err = r.row(query, id).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, err
}

// Copy is whose text an article has.
type Copy struct {
	Of    int64
	Kind  string
	Share float64
	Taken float64
	Why   string
}

// SetCopy notes that an article is a copy; nil: it is none.
func (r *Relating) SetCopy(article int64, c *Copy) (err error) {
	if c == nil {
		_, err = r.exec(`DELETE FROM copies WHERE article = ?`, article)
		return err
	}
	if c.Of == article {
		return fault.New(fault.Failed, "article %d cannot be a copy of itself", article)
	}
	_, err = r.exec(`INSERT OR REPLACE INTO copies (article, of, kind, share, taken, why) VALUES (?, ?, ?, ?, ?, ?)`, article, c.Of, c.Kind, c.Share, c.Taken, c.Why)
	return err
}

// CopyOf returns whose text an article has; 0: nobody's.
func (r *Relating) CopyOf(article int64) (of int64, err error) {
	err = r.row(`SELECT of FROM copies WHERE article = ?`, article).Scan(&of)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return of, err
}

// Features is what of an article tells its story.
type Features struct {
	Article  int64
	Features []byte
	Story    int64 // 0: none yet
	CopyOf   int64 // 0: none
}

// SetFeatures stores what tells an article's story, and the keys under which it
// is found.
func (r *Relating) SetFeatures(article int64, features []byte, keys []uint32) error {
	if _, err := r.exec(`INSERT OR REPLACE INTO features (article, features) VALUES (?, ?)`, article, features); err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := r.exec(`INSERT OR IGNORE INTO story_keys (key, article) VALUES (?, ?)`, int64(k), article); err != nil {
			return err
		}
	}
	return nil
}

// Features returns what tells the stories of articles; one without features is
// left out.
func (r *Relating) Features(articles []int64) ([]Features, error) {
	scan := func(row scanner) (f Features, err error) {
		err = row.Scan(&f.Article, &f.Features, &f.Story, &f.CopyOf)
		return f, err
	}
	return rowsOf(r.transaction, scan, `SELECT f.article, f.features, coalesce(m.story, 0), coalesce(c.of, 0)
		FROM features f LEFT JOIN members m ON m.article = f.article LEFT JOIN copies c ON c.article = f.article
		WHERE f.article IN (SELECT value FROM json_each(?)) ORDER BY f.article`, asJSON(articles))
}

// ForgetFeatures takes back what tells an article's story; its story stays.
func (r *Relating) ForgetFeatures(article int64, keys []uint32) error {
	for _, k := range keys {
		if _, err := r.exec(`DELETE FROM story_keys WHERE key = ? AND article = ?`, int64(k), article); err != nil {
			return err
		}
	}
	_, err := r.exec(`DELETE FROM features WHERE article = ?`, article)
	return err
}

// CountTerm adds to the number of articles that have a term.
func (r *Relating) CountTerm(term uint32, by int) error {
	_, err := r.exec(`INSERT INTO terms (key, articles) VALUES (?1, max(?2, 0)) ON CONFLICT (key) DO UPDATE SET articles = max(articles + ?2, 0)`, int64(term), by)
	return err
}

// Terms returns in how many articles some terms stand; nil: all terms.
func (r *Relating) Terms(terms []uint32) (map[uint32]int, error) {
	query, asked := `SELECT key, articles FROM terms WHERE key IN (SELECT value FROM json_each(?))`, make([]int64, len(terms))
	args := []any{}
	if terms == nil {
		query = `SELECT key, articles FROM terms`
	} else {
		for i, t := range terms {
			asked[i] = int64(t)
		}
		args = append(args, asJSON(asked))
	}
	rows, err := rowsOf(r.transaction, scanCandidate, query, args...)
	counts := make(map[uint32]int, len(rows))
	for _, row := range rows {
		counts[uint32(row.id)] = int(row.article)
	}
	return counts, err
}

// Totals returns how many articles have features, and how many terms they have,
// counted up to most.
func (r *Relating) Totals(most int) (articles, terms int, err error) {
	err = r.row(`SELECT (SELECT count(*) FROM features), (SELECT count(*) FROM (SELECT 1 FROM terms LIMIT ?))`, most).Scan(&articles, &terms)
	return articles, terms, err
}

// WithKey returns the articles that have a key, the newest first, at most limit.
func (r *Relating) WithKey(key uint32, limit int) ([]int64, error) {
	return rowsOf(r.transaction, scanInt, `SELECT article FROM story_keys WHERE key = ? ORDER BY article DESC LIMIT ?`, int64(key), limit)
}

// InStory returns the articles of a story, the newest first, at most limit.
func (r *Relating) InStory(story int64, limit int) ([]int64, error) {
	return rowsOf(r.transaction, scanInt, `SELECT article FROM members WHERE story = ? ORDER BY article DESC LIMIT ?`, story, limit)
}

// Grouped returns all articles that have features.
func (r *Relating) Grouped() ([]int64, error) {
	return rowsOf(r.transaction, scanInt, `SELECT article FROM features ORDER BY article`)
}

// NewStory makes a story.
func (r *Relating) NewStory(now time.Time) (int64, error) {
	return r.insert(`INSERT INTO stories (made) VALUES (?)`, now.UnixMilli())
}

// Move puts an article into a story. If it was in another, that leaves a trace.
func (r *Relating) Move(article, from, to int64, now time.Time) error {
	if from != 0 && from != to {
		if _, err := r.exec(`INSERT INTO moves (article, from_story, to_story, time) VALUES (?, ?, ?, ?)`, article, from, to, now.UnixMilli()); err != nil {
			return err
		}
	}
	_, err := r.exec(`INSERT OR REPLACE INTO members (article, story) VALUES (?, ?)`, article, to)
	return err
}
