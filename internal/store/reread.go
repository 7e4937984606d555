package store

import (
	"context"

	"dateline/internal/news"
)

// Unread is a version whose text is to be read, with what is told beside it.
type Unread struct {
	Version news.Version // with its text, and what its page told
	Outlet  news.Outlet
	URL     string // of the article
}

// Read is what was read in a version.
type Read struct {
	Version int64
	Reading news.Reading
}

// Unread returns versions that were read by an older reader than this, or not
// at all, in the order of their ids: at most limit, after a version.
func (s *Store) Unread(ctx context.Context, reader int, after int64, limit int) (_ []Unread, err error) {
	defer explain(&err, "list versions to read")
	scan := func(row scanner) (u Unread, err error) {
		var packed, facts []byte
		u.Version, err = scanVersionAnd(row, &packed, &u.Outlet.ID, &u.Outlet.Domain, &u.Outlet.Name, &u.URL, &facts)
		if err != nil {
			return u, err
		}
		if u.Version.Text, err = decompress(packed); err != nil || facts == nil {
			return u, err
		}
		var r news.Reading
		err = unpack(facts, &r)
		u.Version.Links, u.Version.Credit, u.Version.Corrections = r.Links, r.Credit, r.Corrections
		return u, err
	}
	return collect(ctx, s.reader, scan, `SELECT `+versionColumns+`, b.text, o.id, o.domain, o.name, a.url, r.facts
		FROM versions v JOIN bodies b ON b.id = v.id JOIN outlets o ON o.id = v.outlet JOIN articles a ON a.id = v.article
		LEFT JOIN readings r ON r.version = v.id
		WHERE v.id > ? AND coalesce(r.reader, -1) < ? ORDER BY v.id LIMIT ?`, after, reader, limit)
}

// WriteReadings stores readings of versions in place of earlier ones.
func (s *Store) WriteReadings(ctx context.Context, readings []Read) (err error) {
	defer explain(&err, "write %d readings", len(readings))
	return s.transact(ctx, func(t *transaction) error {
		b := batch{transaction: t, entities: map[[2]string]int64{}}
		for i := range readings {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := b.forget(readings[i].Version); err != nil {
				return err
			}
			if err := b.reading(readings[i].Version, &readings[i].Reading); err != nil {
				return err
			}
		}
		return nil
	})
}

// forget takes back what was read in a version.
func (b *batch) forget(version int64) error {
	var packed []byte
	var r news.Reading
	if err := b.row(`SELECT coalesce((SELECT facts FROM readings WHERE version = ?), x'')`, version).Scan(&packed); err != nil || len(packed) == 0 {
		return err
	}
	if err := unpack(packed, &r); err != nil {
		return err
	}
	for _, m := range r.Mentions {
		if _, err := b.exec(`DELETE FROM appearances WHERE version = ? AND entity = (SELECT id FROM entities WHERE name = ? AND kind = ?)`, version, m.Name, string(m.Kind)); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		`DELETE FROM deals WHERE version = ?`, `DELETE FROM events WHERE version = ?`, `DELETE FROM statements WHERE version = ?`, `DELETE FROM readings WHERE version = ?`,
	} {
		if _, err := b.exec(statement, version); err != nil {
			return err
		}
	}
	return nil
}
