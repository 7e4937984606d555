package store

import (
	"context"
	"time"

	"dateline/internal/news"
	"dateline/internal/query"
)

// Arrival is a version that no watch has looked at yet.
type Arrival struct {
	ID      int64
	Version news.Version // without Text
}

// Arrivals returns the first of the versions that no watch has looked at, in
// the order in which they were stored. Those that were not compared with others
// yet wait until they were.
func (s *Store) Arrivals(ctx context.Context, limit int) (_ []Arrival, err error) {
	defer explain(&err, "list arrivals")
	scan := func(row scanner) (a Arrival, err error) {
		a.Version, err = scanVersionAnd(prefixed{row, []any{&a.ID}})
		return a, err
	}
	return collect(ctx, s.reader, scan, `SELECT q.id, `+versionColumns+` FROM arrivals q CROSS JOIN versions v ON v.id = q.version
		WHERE v.article NOT IN (SELECT article FROM unrelated) ORDER BY q.id LIMIT ?`, limit)
}

// Which says which of some versions match.
func (s *Store) Which(ctx context.Context, n query.Node, versions []int64) (_ map[int64]bool, err error) {
	defer explain(&err, "search")
	matching := map[int64]bool{}
	p, err := s.compile(ctx, n)
	if err != nil || p.empty {
		return matching, err
	}
	some := make([]candidate, len(versions))
	for i, id := range versions {
		some[i].id = id
	}
	found, err := s.matching(ctx, p, some)
	for _, c := range found {
		matching[c.id] = true
	}
	return matching, err
}

// Alert is something to tell, once.
type Alert struct {
	ID      int64
	Watch   int64
	Kind    news.AlertKind
	Subject string // within its watch and kind
	UID     string
	Version int64
	Time    time.Time
	Body    []byte    // JSON
	Due     time.Time // not to be sent before
}

// Raise stores alerts with their deliveries, what was heard, and that arrivals
// were looked at: all of it or nothing. An alert that was raised before is
// passed over, and so is one whose watch is gone. It returns how many are new.
func (s *Store) Raise(ctx context.Context, alerts []Alert, heard []Heard, arrivals []int64) (raised int, err error) {
	defer explain(&err, "store alerts")
	err = s.transact(ctx, func(t *transaction) error {
		raised = 0
		for _, a := range alerts {
			n, err := t.exec(`INSERT INTO alerts (watch, kind, subject, uid, version, time, body) SELECT id, ?, ?, ?, ?, ?, ? FROM watches WHERE id = ? ON CONFLICT DO NOTHING`,
				string(a.Kind), a.Subject, a.UID, a.Version, a.Time.UnixMilli(), string(a.Body), a.Watch)
			if err != nil || n == 0 {
				if err != nil {
					return err
				}
				continue
			}
			raised++
			if _, err := t.exec(`INSERT INTO deliveries (alert, channel, due) SELECT l.id, c.id, ? FROM alerts l JOIN channels c ON c.watch = l.watch WHERE l.uid = ?`, a.Due.UnixMilli(), a.UID); err != nil {
				return err
			}
		}
		if err := t.hear(heard); err != nil {
			return err
		}
		_, err := t.exec(`DELETE FROM arrivals WHERE id IN (SELECT value FROM json_each(?))`, asJSON(arrivals))
		return err
	})
	return raised, err
}

// Delivery is an alert on its way over one channel.
type Delivery struct {
	Alert   int64
	UID     string
	Watch   int64
	Channel int64
	Message string // the digest that it was put into; "": none
	Tries   int    // that failed
	Body    []byte
}

// DueDeliveries returns what is to be sent at a time, the oldest alert first.
func (s *Store) DueDeliveries(ctx context.Context, now time.Time) (_ []Delivery, err error) {
	defer explain(&err, "list what is to be sent")
	scan := func(row scanner) (d Delivery, err error) {
		err = row.Scan(&d.Alert, &d.UID, &d.Watch, &d.Channel, &d.Message, &d.Tries, &d.Body)
		return d, err
	}
	return collect(ctx, s.reader, scan, `SELECT d.alert, l.uid, l.watch, d.channel, d.message, d.tries, l.body
		FROM deliveries d JOIN alerts l ON l.id = d.alert WHERE d.done IS NULL AND d.due <= ? ORDER BY d.alert, d.channel`, now.UnixMilli())
}

// Seal puts deliveries of a channel into one message, before it is sent: if it
// has to be sent again, it is the same.
func (s *Store) Seal(ctx context.Context, channel int64, alerts []int64, message string) (err error) {
	defer explain(&err, "put a digest together")
	return s.transact(ctx, func(t *transaction) error {
		_, err := t.exec(`UPDATE deliveries SET message = ? WHERE channel = ? AND alert IN (SELECT value FROM json_each(?))`, message, channel, asJSON(alerts))
		return err
	})
}

// Delivered notes that a channel has taken alerts.
func (s *Store) Delivered(ctx context.Context, channel int64, alerts []int64, now time.Time) (err error) {
	defer explain(&err, "note what was sent")
	return s.transact(ctx, func(t *transaction) error {
		if _, err := t.exec(`UPDATE deliveries SET done = ? WHERE channel = ? AND alert IN (SELECT value FROM json_each(?))`, now.UnixMilli(), channel, asJSON(alerts)); err != nil {
			return err
		}
		_, err := t.exec(`UPDATE channels SET failures = 0, failure = '' WHERE id = ?`, channel)
		return err
	})
}

// Undelivered notes that a channel did not take alerts, why, and when it is
// tried again; with rest, all else that waits for the channel waits until then.
func (s *Store) Undelivered(ctx context.Context, channel int64, alerts []int64, why string, now, again time.Time, rest bool) (err error) {
	defer explain(&err, "note what could not be sent")
	return s.transact(ctx, func(t *transaction) error {
		if _, err := t.exec(`UPDATE deliveries SET tries = tries + 1, due = ? WHERE channel = ? AND alert IN (SELECT value FROM json_each(?))`, again.UnixMilli(), channel, asJSON(alerts)); err != nil {
			return err
		}
		if rest {
			if _, err := t.exec(`UPDATE deliveries SET due = ? WHERE channel = ? AND done IS NULL AND due < ?`, again.UnixMilli(), channel, again.UnixMilli()); err != nil {
				return err
			}
		}
		_, err := t.exec(`UPDATE channels SET failures = failures + 1, failed = ?, failure = ? WHERE id = ?`, now.UnixMilli(), why, channel)
		return err
	})
}

// Retry makes all that waits for channels that failed due at once.
func (s *Store) Retry(ctx context.Context, now time.Time) (err error) {
	defer explain(&err, "try again what could not be sent")
	return s.transact(ctx, func(t *transaction) error {
		_, err := t.exec(`UPDATE deliveries SET due = ? WHERE done IS NULL AND due > ? AND channel IN (SELECT id FROM channels WHERE failures > 0)`, now.UnixMilli(), now.UnixMilli())
		return err
	})
}

// Told returns the newest alerts that a channel has taken, the newest first.
func (s *Store) Told(ctx context.Context, channel int64, limit int) (_ [][]byte, err error) {
	defer explain(&err, "list what was sent")
	scan := func(row scanner) (body []byte, err error) { err = row.Scan(&body); return body, err }
	return collect(ctx, s.reader, scan, `SELECT l.body FROM deliveries d JOIN alerts l ON l.id = d.alert WHERE d.channel = ? AND d.done IS NOT NULL ORDER BY d.alert DESC LIMIT ?`, channel, limit)
}
