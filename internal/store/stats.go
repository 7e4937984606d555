package store

import (
	"context"
	"database/sql"
	"os"
	"time"
)

// Stats says how much there is and how fresh it is.
type Stats struct {
	Sources, Active, Failing   int // failing: active, and the last fetch failed
	Outlets, Articles, Waiting int // waiting: to be looked at for the first time
	Versions, Edited           int // edited: articles that said something else later, on the same basis
	Captures, Sightings        int
	Outcomes, Runs             int
	Texts                      int64     // bytes of text, unpacked
	File                       int64     // bytes of the database with its log
	First, Last                time.Time // first moment of the days of the oldest and newest version
	LastCapture                time.Time
	Schema                     int // version
}

// Stats counts.
func (s *Store) Stats(ctx context.Context) (st Stats, err error) {
	defer explain(&err, "count the store")
	var first, last, captured sql.NullInt64
	err = s.reader.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM sources WHERE state <> 'removed'), (SELECT count(*) FROM sources WHERE state = 'active'),
		(SELECT count(*) FROM sources WHERE state = 'active' AND last_code <> ''),
		(SELECT count(*) FROM outlets), (SELECT count(*) FROM articles WHERE target IS NULL), (SELECT count(*) FROM articles WHERE next_look IS NOT NULL AND looks = 0),
		(SELECT count(*) FROM versions), (SELECT count(DISTINCT article) FROM (SELECT article FROM versions
			WHERE article IN (SELECT article FROM edited) GROUP BY article, basis HAVING count(DISTINCT capture) > 1)),
		(SELECT count(*) FROM captures), (SELECT count(*) FROM sightings), (SELECT count(*) FROM outcomes), (SELECT count(*) FROM runs),
		(SELECT coalesce(sum(size), 0) FROM versions),
		(SELECT min(id) FROM versions WHERE published <> ''), (SELECT max(id) FROM versions WHERE published <> ''),
		(SELECT time FROM captures ORDER BY id DESC LIMIT 1), (SELECT user_version FROM pragma_user_version)`).
		Scan(&st.Sources, &st.Active, &st.Failing, &st.Outlets, &st.Articles, &st.Waiting, &st.Versions, &st.Edited,
			&st.Captures, &st.Sightings, &st.Outcomes, &st.Runs, &st.Texts, &first, &last, &captured, &st.Schema)
	if err != nil {
		return st, err
	}
	if first.Valid {
		st.First, st.Last = Day(first.Int64), Day(last.Int64)
	}
	st.LastCapture = fromMillis(captured)
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil {
			st.File += info.Size()
		}
	}
	return st, nil
}

// Optimize merges the full-text index into one piece, as is good after a bulk
// load: questions are answered faster, and the file is smaller. It works in
// steps, so that what one step frees the next can use and others can write
// between them.
func (s *Store) Optimize(ctx context.Context) (err error) {
	defer explain(&err, "optimize")
	for pages := -mergePages; ; pages = mergePages {
		var changes int64
		err := s.transact(ctx, func(t *transaction) error {
			before, err := t.changes()
			if err != nil {
				return err
			}
			// See https://sqlite.org/fts5.html#the_merge_command.
			if _, err := t.exec(`INSERT INTO fulltext (fulltext, rank) VALUES ('merge', ?)`, pages); err != nil {
				return err
			}
			after, err := t.changes()
			changes = after - before
			return err
		})
		if err != nil {
			return err
		}
		if changes < 2 {
			break
		}
	}
	return s.giveBack(ctx)
}

// giveBack shortens the file by the pages that hold nothing.
func (s *Store) giveBack(ctx context.Context) error {
	nothing := func(scanner) (none struct{}, _ error) { return none, nil }
	_, err := collect(ctx, s.writer, nothing, `PRAGMA incremental_vacuum`)
	return err
}

// mergePages is how much of the index one step of Optimize writes.
const mergePages = 500

func (t *transaction) changes() (n int64, err error) {
	err = t.row(`SELECT total_changes()`).Scan(&n)
	return n, err
}
