package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"

	"dateline/internal/fault"
	"dateline/internal/news"
)

const captureQuery = `SELECT c.id, c.kind, c.url, coalesce(c.final_url, c.url), c.time, c.status, m.name, c.size, c.sha256, a.file, c.offset, c.length, c.record
	FROM captures c JOIN archives a ON a.id = c.archive JOIN content_types m ON m.id = c.content_type `

// Capture returns one capture; fault.NoMatch if there is none with this number.
func (s *Store) Capture(ctx context.Context, id int64) (_ news.Capture, err error) {
	defer explain(&err, "read capture %d", id)
	c, found, err := s.oneCapture(ctx, `WHERE c.id = ?`, id)
	if err == nil && !found {
		err = fault.New(fault.NoMatch, "there is no such capture")
	}
	return c, err
}

// LastCapture returns the newest capture that holds a payload with this
// SHA-256 (lower-case hex): not a revisit, so that a revisit can refer to it.
func (s *Store) LastCapture(ctx context.Context, sha256 string) (_ news.Capture, found bool, err error) {
	defer explain(&err, "find capture %s", sha256)
	sum, err := hash(sha256)
	if err != nil {
		return news.Capture{}, false, err
	}
	return s.oneCapture(ctx, `WHERE substr(c.sha256, 1, 8) = ? AND c.sha256 = ? AND c.kind <> 'revisit' ORDER BY c.id DESC LIMIT 1`, sum[:8], sum)
}

// LastSum returns the SHA-256 of the payload that was captured last from this
// URL, as asked; "" if there is none.
func (s *Store) LastSum(ctx context.Context, url string) (sha256 string, err error) {
	defer explain(&err, "find capture of %q", url)
	var sum []byte
	last, err := s.prepared(ctx, `SELECT sha256 FROM captures WHERE substr(url, -16) = substr(?1, -16) AND url = ?1 ORDER BY +id DESC LIMIT 1`) //nolint:sqlclosecheck // it ends with the store
	if err != nil {
		return "", err
	}
	err = last.QueryRowContext(ctx, url).Scan(&sum)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hex.EncodeToString(sum), err
}

// EachCapture calls do with every capture, in the order in which they were
// stored, which is nearly that of the WARC files. It ends with the first error.
func (s *Store) EachCapture(ctx context.Context, do func(news.Capture) error) (err error) {
	defer explain(&err, "read captures")
	for c, err := range each(ctx, s.reader, scanCapture, captureQuery+`ORDER BY c.id`) {
		if err != nil {
			return err
		}
		if err := do(c); err != nil {
			return err
		}
	}
	return nil
}

// ArchiveEnds returns, for each WARC file, where the last record ends that a
// stored capture names. What follows belongs to no row.
func (s *Store) ArchiveEnds(ctx context.Context) (_ map[string]int64, err error) {
	defer explain(&err, "find the ends of the archive")
	type end struct {
		file string
		at   int64
	}
	scan := func(row scanner) (e end, err error) { err = row.Scan(&e.file, &e.at); return e, err }
	ends := map[string]int64{}
	for e, err := range each(ctx, s.reader, scan, `SELECT file, ended FROM archives`) {
		if err != nil {
			return nil, err
		}
		ends[e.file] = e.at
	}
	return ends, nil
}

func (s *Store) oneCapture(ctx context.Context, where string, args ...any) (news.Capture, bool, error) {
	c, err := scanCapture(s.reader.QueryRowContext(ctx, captureQuery+where, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return news.Capture{}, false, nil
	}
	return c, err == nil, err
}

func scanCapture(row scanner) (news.Capture, error) {
	var c news.Capture
	var at sql.NullInt64
	var sum, id []byte
	err := row.Scan(&c.ID, &c.Kind, &c.URL, &c.FinalURL, &at, &c.Status, &c.ContentType, &c.Size, &sum, &c.File, &c.Offset, &c.Length, &id)
	c.Time, c.SHA256, c.RecordID = fromMillis(at), hex.EncodeToString(sum), fromRecord(id)
	return c, err
}
