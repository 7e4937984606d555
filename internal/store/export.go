package store

import (
	"context"

	"dateline/internal/news"
)

// CapturesBehind returns the captures on which articles rest: those of all
// their versions and those of their sightings. Each comes once, in the order
// in which they were stored.
func (s *Store) CapturesBehind(ctx context.Context, articles []int64) (_ []int64, err error) {
	defer explain(&err, "find captures of articles")
	return collect(ctx, s.reader, scanInt, `SELECT capture FROM versions WHERE article IN (SELECT value FROM json_each(?1))
		UNION SELECT capture FROM sightings WHERE article IN (SELECT value FROM json_each(?1)) ORDER BY 1`, asJSON(articles))
}

// Captures returns captures by number, in the order in which they were stored.
// An unknown number is left out.
func (s *Store) Captures(ctx context.Context, ids []int64) (_ []news.Capture, err error) {
	defer explain(&err, "read captures")
	return collect(ctx, s.reader, scanCapture, captureQuery+`WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id`, asJSON(ids))
}

// CaptureOfRecord returns the capture of the WARC record with this id and this
// SHA-256 of its payload (lower-case hex): what a revisit refers to.
func (s *Store) CaptureOfRecord(ctx context.Context, sha256, id string) (_ news.Capture, found bool, err error) {
	defer explain(&err, "find the capture of record %s", id)
	sum, err := hash(sha256)
	if err != nil {
		return news.Capture{}, false, err
	}
	return s.oneCapture(ctx, `WHERE substr(c.sha256, 1, 8) = ? AND c.sha256 = ? AND c.record = ?`, sum[:8], sum, record(id))
}

// EndBefore returns a place in the WARC file of a capture from which on no
// other capture of this store lies before it: the end of the record that was
// captured before it, or 0.
func (s *Store) EndBefore(ctx context.Context, c news.Capture) (end int64, err error) {
	defer explain(&err, "find what lies before capture %d", c.ID)
	ends, err := collect(ctx, s.reader, scanInt, `SELECT p.offset + p.length FROM captures p
		WHERE p.id < ?1 AND p.archive = (SELECT archive FROM captures WHERE id = ?1) AND p.offset < ?2 ORDER BY p.id DESC LIMIT 1`, c.ID, c.Offset)
	if err != nil || len(ends) == 0 {
		return 0, err
	}
	return ends[0], nil
}

// VersionsOf returns the versions of articles without text, those of one
// article together and in the order in which they were seen.
func (s *Store) VersionsOf(ctx context.Context, articles []int64) (_ []news.Version, err error) {
	defer explain(&err, "list versions of articles")
	return collect(ctx, s.reader, scanVersion, `SELECT `+versionColumns+` FROM versions v
		WHERE v.article IN (SELECT value FROM json_each(?)) ORDER BY v.article, v.seen, v.number`, asJSON(articles))
}
