package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// stateColumns are what a fetch or the user may change of a source, in the
// order of stateOf.
const stateColumns = `etag, last_modified, last_fetch, last_success, next_due, due_why, not_before, every, skip_hours, skip_days,
	rhythm, last_new, failures, last_code, moved_to, moved_since, moved_seen, moved_from, folder`

const sourceColumns = `id, url, kind, title, site, state, added, ` + stateColumns

// stateSetting is stateColumns for UPDATE.
var stateSetting = strings.ReplaceAll(stateColumns, ",", " = ?,") + " = ?"

func stateOf(src news.Source) []any {
	return []any{
		src.Validators.ETag, src.Validators.LastModified, millis(src.LastFetch), millis(src.LastSuccess), millis(src.NextDue), src.DueWhy,
		millis(src.NotBefore), src.Wishes.Every.Milliseconds(), src.Wishes.SkipHours, src.Wishes.SkipDays, src.Rhythm.Milliseconds(), millis(src.LastNew),
		src.Failures, string(src.LastCode), src.Move.To, millis(src.Move.Since), src.Move.Seen, src.MovedFrom, src.Folder,
	}
}

// Sources returns all sources in the order in which they were added, also
// those removed.
func (s *Store) Sources(ctx context.Context) (_ []news.Source, err error) {
	defer explain(&err, "list sources")
	return collect(ctx, s.reader, scanSource, `SELECT `+sourceColumns+` FROM sources ORDER BY id`)
}

// ActiveSources returns the sources that are followed, longest due first.
func (s *Store) ActiveSources(ctx context.Context) (_ []news.Source, err error) {
	defer explain(&err, "list active sources")
	return collect(ctx, s.reader, scanSource, `SELECT `+sourceColumns+` FROM sources WHERE state = 'active' ORDER BY coalesce(next_due, 0), id`)
}

// AddSource follows a source and returns it as stored. A source with the same
// URL, or that had it before it moved, is returned as it is, with added false,
// unless one is to be followed that was removed, gone, or taken once: it is
// followed again.
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

// Resting returns the hosts and URLs that want to be left alone until after now.
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
	old, err := t.sourceAt(src.URL)
	if err == nil {
		if src.State == news.SourceActive && old.State != news.SourceActive && old.State != news.SourcePaused {
			old.State, old.Kind, old.NextDue, old.DueWhy, old.NotBefore, old.Failures, old.LastCode = news.SourceActive, src.Kind, time.Time{}, "", time.Time{}, 0, ""
			return old, true, t.updateSource(old)
		}
		return old, false, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return src, false, err
	}
	src.ID, err = t.insert(`INSERT INTO sources (url, kind, title, site, state, added, `+stateColumns+`)
		VALUES (?, ?, ?, ?, ?, ?`+strings.Repeat(", ?", 1+strings.Count(stateColumns, ","))+`)`,
		append([]any{src.URL, string(src.Kind), src.Title, src.Site, string(src.State), src.Added.UnixMilli()}, stateOf(src)...)...)
	return src, true, err
}

// sourceAt is the source with a URL, or else the one that moved from there.
func (t *transaction) sourceAt(url string) (news.Source, error) {
	src, err := scanSource(t.row(`SELECT `+sourceColumns+` FROM sources WHERE url = ?`, url))
	if errors.Is(err, sql.ErrNoRows) {
		return scanSource(t.row(`SELECT `+sourceColumns+` FROM sources WHERE moved_from = ? AND moved_from <> '' ORDER BY id LIMIT 1`, url))
	}
	return src, err
}

// fetched stores what a fetch of a source brought, and leaves alone what its
// user may have changed meanwhile: a name he gave, a pause, a removal. A source
// that moved keeps its URL if another has the new one.
func (t *transaction) fetched(src news.Source) error {
	n, err := t.exec(`UPDATE sources SET title = CASE title WHEN '' THEN ? ELSE title END, site = CASE site WHEN '' THEN ? ELSE site END,
		state = CASE WHEN state = 'active' AND ? = 'gone' THEN 'gone' ELSE state END, `+stateSetting+` WHERE id = ?`,
		append(append([]any{src.Title, src.Site, string(src.State)}, stateOf(src)...), src.ID)...)
	if err := oneSource(n, err, src.ID); err != nil || src.MovedFrom == "" {
		return err
	}
	_, err = t.exec(`UPDATE sources SET url = ?1 WHERE id = ?2 AND url = ?3 AND NOT EXISTS (SELECT 1 FROM sources WHERE url = ?1)`, src.URL, src.ID, src.MovedFrom)
	return err
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
	n, err := t.exec(`UPDATE sources SET kind = ?, title = ?, site = ?, state = ?, `+stateSetting+` WHERE id = ?`,
		append(append([]any{string(src.Kind), src.Title, src.Site, string(src.State)}, stateOf(src)...), src.ID)...)
	return oneSource(n, err, src.ID)
}

func scanSource(row scanner) (news.Source, error) {
	var src news.Source
	var added, fetched, succeeded, due, before, latest, since sql.NullInt64
	var every, rhythm int64
	err := row.Scan(&src.ID, &src.URL, &src.Kind, &src.Title, &src.Site, &src.State, &added, &src.Validators.ETag, &src.Validators.LastModified,
		&fetched, &succeeded, &due, &src.DueWhy, &before, &every, &src.Wishes.SkipHours, &src.Wishes.SkipDays, &rhythm, &latest,
		&src.Failures, &src.LastCode, &src.Move.To, &since, &src.Move.Seen, &src.MovedFrom, &src.Folder)
	src.Added, src.LastFetch, src.LastSuccess, src.NextDue = fromMillis(added), fromMillis(fetched), fromMillis(succeeded), fromMillis(due)
	src.NotBefore, src.LastNew, src.Move.Since = fromMillis(before), fromMillis(latest), fromMillis(since)
	src.Wishes.Every, src.Rhythm = time.Duration(every)*time.Millisecond, time.Duration(rhythm)*time.Millisecond
	return src, err
}
