package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Heard is a denial that a watch knows.
type Heard struct {
	Watch   int64
	Speaker string
	Words   string
}

// AddWatch makes a watch with its channels, to be told what arrives from now
// on; heard is what is no news to it. fault.Usage if there is one with this
// name.
func (s *Store) AddWatch(ctx context.Context, w news.Watch, heard []Heard) (_ news.Watch, err error) {
	defer explain(&err, "make the watch %q", w.Name)
	err = s.transact(ctx, func(t *transaction) error {
		var there int
		if err := t.row(`SELECT count(*) FROM watches WHERE name = ?`, w.Name).Scan(&there); err != nil {
			return err
		}
		if there > 0 {
			return fault.New(fault.Usage, "there is a watch with this name")
		}
		if err := t.row(`SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'), 0)`).Scan(&w.Since); err != nil {
			return err
		}
		w.ID, err = t.insert(`INSERT INTO watches (uid, name, query, quiet, digest, since, made) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			w.UID, w.Name, w.Query, w.Quiet, w.Digest, w.Since, w.Made.UnixMilli())
		if err != nil {
			return err
		}
		for i := range w.Channels {
			c := &w.Channels[i]
			if c.ID, err = t.insert(`INSERT INTO channels (watch, kind, target) VALUES (?, ?, ?)`, w.ID, string(c.Kind), c.Target); err != nil {
				return err
			}
		}
		for i := range heard {
			heard[i].Watch = w.ID
		}
		return t.hear(heard)
	})
	return w, err
}

func (t *transaction) hear(heard []Heard) error {
	for _, h := range heard {
		if _, err := t.exec(`INSERT INTO heard (watch, speaker, words) SELECT id, ?, ? FROM watches WHERE id = ?`, h.Speaker, h.Words, h.Watch); err != nil {
			return err
		}
	}
	return nil
}

// Heard returns the words of the denials by a speaker that a watch knows.
func (s *Store) Heard(ctx context.Context, watch int64, speaker string) (_ []string, err error) {
	defer explain(&err, "look up denials")
	scan := func(row scanner) (words string, err error) { err = row.Scan(&words); return words, err }
	return collect(ctx, s.reader, scan, `SELECT words FROM heard WHERE watch = ? AND speaker = ? ORDER BY id`, watch, speaker)
}

// Watches lists all watches by name, with their channels.
func (s *Store) Watches(ctx context.Context) (_ []news.Watch, err error) {
	defer explain(&err, "list watches")
	scan := func(row scanner) (w news.Watch, err error) {
		var made sql.NullInt64
		err = row.Scan(&w.ID, &w.UID, &w.Name, &w.Query, &w.Quiet, &w.Digest, &w.Since, &made)
		w.Made = fromMillis(made)
		return w, err
	}
	watches, err := collect(ctx, s.reader, scan, `SELECT id, uid, name, query, quiet, digest, since, made FROM watches ORDER BY name`)
	if err != nil {
		return nil, err
	}
	for i := range watches {
		if watches[i].Channels, err = collect(ctx, s.reader, scanChannel, `SELECT id, kind, target, failures, failed, failure FROM channels WHERE watch = ? ORDER BY id`, watches[i].ID); err != nil {
			return nil, err
		}
	}
	return watches, nil
}

func scanChannel(row scanner) (c news.Channel, err error) {
	var failed sql.NullInt64
	err = row.Scan(&c.ID, &c.Kind, &c.Target, &c.Failures, &failed, &c.Failure)
	c.Failed = fromMillis(failed)
	return c, err
}

// RemoveWatch takes a watch away with its alerts, and returns how many of them
// were still to be sent; fault.NoMatch if there is no such watch.
func (s *Store) RemoveWatch(ctx context.Context, name string) (waiting int, err error) {
	defer explain(&err, "remove the watch %q", name)
	err = s.transact(ctx, func(t *transaction) error {
		var id int64
		err := t.row(`SELECT id FROM watches WHERE name = ?`, name).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NoMatch, "there is no such watch")
		}
		if err != nil {
			return err
		}
		if err := t.row(`SELECT count(DISTINCT d.alert) FROM deliveries d JOIN channels c ON c.id = d.channel WHERE c.watch = ? AND d.done IS NULL`, id).Scan(&waiting); err != nil {
			return err
		}
		for _, statement := range []string{
			`DELETE FROM deliveries WHERE channel IN (SELECT id FROM channels WHERE watch = ?)`,
			`DELETE FROM channels WHERE watch = ?`,
			`DELETE FROM alerts WHERE watch = ?`,
			`DELETE FROM heard WHERE watch = ?`,
			`DELETE FROM watches WHERE id = ?`,
			`DELETE FROM arrivals WHERE ? > 0 AND NOT EXISTS (SELECT 1 FROM watches)`,
		} {
			if _, err := t.exec(statement, id); err != nil {
				return err
			}
		}
		return nil
	})
	return waiting, err
}

// WatchState is how a channel of a watch stands.
type WatchState struct {
	Alerts  int       // told to it so far, sent or not
	Waiting int       // of them not sent yet
	Next    time.Time // when the first of those is due; zero: none waits
	Last    time.Time // when the last alert was raised; zero: none was
}

// WatchStates returns how channels stand, by their ids.
func (s *Store) WatchStates(ctx context.Context) (_ map[int64]WatchState, err error) {
	defer explain(&err, "count alerts")
	type row struct {
		channel int64
		WatchState
	}
	scan := func(r scanner) (st row, err error) {
		var next, last sql.NullInt64
		err = r.Scan(&st.channel, &st.Alerts, &st.Waiting, &next, &last)
		st.Next, st.Last = fromMillis(next), fromMillis(last)
		return st, err
	}
	states := map[int64]WatchState{}
	for st, err := range each(ctx, s.reader, scan, `SELECT d.channel, count(*), sum(d.done IS NULL), min(CASE WHEN d.done IS NULL THEN d.due END), max(l.time)
		FROM deliveries d JOIN alerts l ON l.id = d.alert GROUP BY d.channel`) {
		if err != nil {
			return nil, err
		}
		states[st.channel] = st.WatchState
	}
	return states, nil
}

// LockWatch claims the sending of alerts. It fails at once with fault.Locked if
// another process has it. The claim ends with release or with the process.
func (s *Store) LockWatch() (release func() error, err error) {
	defer explain(&err, "watch %q", s.path)
	dir := ArchiveDir(s.path)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, lockError(err)
	}
	lock := flock.New(filepath.Join(dir, "watch.lock"), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, lockError(err)
	}
	if !held {
		return nil, fault.Advise(fault.New(fault.Locked, "another watch is running"), "it sends the alerts of all watches; end it first, or let it do the work")
	}
	return lock.Unlock, nil
}
