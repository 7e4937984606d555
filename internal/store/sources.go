package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

const sourceColumns = `id, url, kind, title, site, state, added, etag, last_modified, last_fetch, last_success, next_due, failures, last_code, moved_to`

// Sources returns all sources in the order in which they were added, also
// those removed.
func (s *Store) Sources(ctx context.Context) (_ []news.Source, err error) {
	defer explain(&err, "list sources")
	return collect(ctx, s.reader, scanSource, `SELECT `+sourceColumns+` FROM sources ORDER BY id`)
}

// DueSources returns the active sources whose time has come, longest due first.
func (s *Store) DueSources(ctx context.Context, now time.Time) (_ []news.Source, err error) {
	defer explain(&err, "list due sources")
	return collect(ctx, s.reader, scanSource, `SELECT `+sourceColumns+` FROM sources
		WHERE state = 'active' AND (next_due IS NULL OR next_due <= ?) ORDER BY coalesce(next_due, 0), id`, now.UnixMilli())
}

// AddSource follows a source and returns it as stored. A source with the same
// URL is returned as it is, with added false, unless one is to be followed that
// was removed, gone, or taken once: it is followed again.
func (s *Store) AddSource(ctx context.Context, src news.Source) (_ news.Source, added bool, err error) {
	defer explain(&err, "add source %q", src.URL)
	err = s.transact(ctx, func(t *transaction) error {
		src, added, err = t.addSource(src)
		return err
	})
	return src, added, err
}

// AddSources follows many sources in one transaction and returns them as stored
// and which of them are new.
func (s *Store) AddSources(ctx context.Context, sources []news.Source) (stored []news.Source, added []bool, err error) {
	defer explain(&err, "add %d sources", len(sources))
	err = s.transact(ctx, func(t *transaction) error {
		stored, added = make([]news.Source, len(sources)), make([]bool, len(sources))
		for i, src := range sources {
			if stored[i], added[i], err = t.addSource(src); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	return stored, added, err
}

// Resting returns the hosts that want to be left alone until after now.
func (s *Store) Resting(ctx context.Context, now time.Time) (_ map[string]time.Time, err error) {
	defer explain(&err, "list resting hosts")
	scan := func(row scanner) (r Rest, err error) {
		var until sql.NullInt64
		err = row.Scan(&r.Host, &until)
		r.Until = fromMillis(until)
		return r, err
	}
	resting := map[string]time.Time{}
	for r, err := range each(ctx, s.reader, scan, `SELECT host, until FROM hosts WHERE until > ?`, now.UnixMilli()) {
		if err != nil {
			return nil, err
		}
		resting[r.Host] = r.Until
	}
	return resting, nil
}

func (t *transaction) addSource(src news.Source) (_ news.Source, added bool, err error) {
	if src.URL == "" || src.Added.IsZero() {
		return src, false, errors.New("a source needs a URL and the time at which it was added")
	}
	src.Kind, src.State = cmp.Or(src.Kind, news.SourceFeed), cmp.Or(src.State, news.SourceActive)
	old, err := scanSource(t.row(`SELECT `+sourceColumns+` FROM sources WHERE url = ?`, src.URL))
	if err == nil {
		if src.State == news.SourceActive && old.State != news.SourceActive && old.State != news.SourcePaused {
			old.State, old.Kind, old.NextDue, old.Failures, old.LastCode = news.SourceActive, src.Kind, time.Time{}, 0, ""
			return old, true, t.updateSource(old)
		}
		return old, false, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return src, false, err
	}
	src.ID, err = t.insert(`INSERT INTO sources (url, kind, title, site, state, added, etag, last_modified, last_fetch, last_success, next_due, failures, last_code, moved_to)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		src.URL, string(src.Kind), src.Title, src.Site, string(src.State), src.Added.UnixMilli(), src.Validators.ETag, src.Validators.LastModified,
		millis(src.LastFetch), millis(src.LastSuccess), millis(src.NextDue), src.Failures, string(src.LastCode), src.MovedTo)
	return src, true, err
}

// fetched stores what a fetch of a source brought, and leaves alone what its
// user may have changed meanwhile: a name he gave, a pause, a removal.
func (t *transaction) fetched(src news.Source) error {
	n, err := t.exec(`UPDATE sources SET title = CASE title WHEN '' THEN ? ELSE title END, site = CASE site WHEN '' THEN ? ELSE site END,
		state = CASE WHEN state = 'active' AND ? = 'gone' THEN 'gone' ELSE state END, etag = ?, last_modified = ?,
		last_fetch = ?, last_success = ?, next_due = ?, failures = ?, last_code = ?, moved_to = ? WHERE id = ?`,
		src.Title, src.Site, string(src.State), src.Validators.ETag, src.Validators.LastModified,
		millis(src.LastFetch), millis(src.LastSuccess), millis(src.NextDue), src.Failures, string(src.LastCode), src.MovedTo, src.ID)
	return oneSource(n, err, src.ID)
}

// oneSource turns a change of no row into fault.NoMatch.
func oneSource(n int64, err error, id int64) error {
	if err == nil && n == 0 {
		return fault.New(fault.NoMatch, "no source has the number %d", id)
	}
	return err
}

// UpdateSource stores everything about a source but its URL and the time at
// which it was added. It fails with fault.NoMatch if there is no such source.
func (s *Store) UpdateSource(ctx context.Context, src news.Source) (err error) {
	defer explain(&err, "update source %q", src.URL)
	return s.transact(ctx, func(t *transaction) error { return t.updateSource(src) })
}

func (t *transaction) updateSource(src news.Source) error {
	n, err := t.exec(`UPDATE sources SET kind = ?, title = ?, site = ?, state = ?, etag = ?, last_modified = ?,
		last_fetch = ?, last_success = ?, next_due = ?, failures = ?, last_code = ?, moved_to = ? WHERE id = ?`,
		string(src.Kind), src.Title, src.Site, string(src.State), src.Validators.ETag, src.Validators.LastModified,
		millis(src.LastFetch), millis(src.LastSuccess), millis(src.NextDue), src.Failures, string(src.LastCode), src.MovedTo, src.ID)
	return oneSource(n, err, src.ID)
}

func scanSource(row scanner) (news.Source, error) {
	var src news.Source
	var added, fetched, succeeded, due sql.NullInt64
	err := row.Scan(&src.ID, &src.URL, &src.Kind, &src.Title, &src.Site, &src.State, &added, &src.Validators.ETag, &src.Validators.LastModified,
		&fetched, &succeeded, &due, &src.Failures, &src.LastCode, &src.MovedTo)
	src.Added, src.LastFetch, src.LastSuccess, src.NextDue = fromMillis(added), fromMillis(fetched), fromMillis(succeeded), fromMillis(due)
	return src, err
}
