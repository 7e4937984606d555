package store

import (
	"context"
	"database/sql"
	"iter"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
)

// Told says in which version a fact stands.
type Told struct {
	Version   int64
	Article   int64
	Outlet    int64
	Number    int       // of the fact in its version, from 1
	Published edtf.Date // of the version; zero: not known
	Seen      time.Time // of the version
}

// Time is when it was told: the day of publication, or when it was seen.
func (t Told) Time() time.Time {
	if from, _ := t.Published.Bounds(); !from.IsZero() {
		return from
	}
	return t.Seen
}

// ToldEvent is an event as a version tells it.
type ToldEvent struct {
	Told
	news.Event
}

// ToldDeal is a report of a deal.
type ToldDeal struct {
	Told
	news.Deal
}

// ToldStatement is a statement as a version reports it.
type ToldStatement struct {
	Told
	news.Statement
}

const toldColumns = `v.id, v.article, v.outlet, v.published, v.seen`

// standing is the condition that a version is what its article says now.
const standing = `(v.id NOT IN (SELECT id FROM edited) OR v.id = (SELECT w.id FROM versions w WHERE w.article = v.article ORDER BY w.seen DESC, w.number DESC LIMIT 1))`

// Events yields the events that the articles that match tell now, in the order
// of their versions; a failure comes last.
func (s *Store) Events(ctx context.Context, n query.Node) iter.Seq2[ToldEvent, error] {
	return told(ctx, s, n, "events", `f.number, f.start, f.end, f.date, f.date_start, f.date_end, f.confidence,
			(SELECT json_group_array(n.name ORDER BY j.key) FROM json_each(f.entities) j JOIN entities n ON n.id = j.value)`,
		func(row scanner) (e ToldEvent, err error) {
			e.Told, e.Event, err = scanTold(row, func(row scanner, number *int) (news.Event, error) { return scanEvent(prefixed{row, []any{number}}) })
			return e, err
		})
}

// Deals yields the reports of deals in the articles that match, as Events does.
func (s *Store) Deals(ctx context.Context, n query.Node) iter.Seq2[ToldDeal, error] {
	return told(ctx, s, n, "deals", `f.number, f.start, f.end, coalesce((SELECT name FROM entities WHERE id = f.vendor), ''), coalesce((SELECT name FROM entities WHERE id = f.agency), ''),
			coalesce((SELECT name FROM entities WHERE id = f.reseller), ''), f.what, coalesce(f.amount, 0), f.currency, f.bound, f.role, f.status, f.date, f.registry, f.confidence`,
		func(row scanner) (d ToldDeal, err error) {
			d.Told, d.Deal, err = scanTold(row, func(row scanner, number *int) (news.Deal, error) { return scanDeal(prefixed{row, []any{number}}) })
			return d, err
		})
}

// Statements yields what the articles that match report to be said, as Events
// does.
func (s *Store) Statements(ctx context.Context, n query.Node) iter.Seq2[ToldStatement, error] {
	return told(ctx, s, n, "statements", `f.number, f.start, f.end, f.speaker, f.act, f.quote`,
		func(row scanner) (t ToldStatement, err error) {
			t.Told, t.Statement, err = scanTold(row, func(row scanner, number *int) (news.Statement, error) {
				return scanStatement(prefixed{row, []any{number}})
			})
			return t, err
		})
}

// told yields the rows of a table of facts.
func told[T any](ctx context.Context, s *Store, n query.Node, table, columns string, scan func(scanner) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		p, err := s.compile(ctx, n)
		if err != nil || p.empty {
			if err != nil {
				explain(&err, "read %s", table)
				yield(none, err)
			}
			return
		}
		p.join = " CROSS JOIN " + table + " f ON f.version = v.id"
		p.where = append(p.where, standing)
		for row, err := range each(ctx, s.reader, scan, p.statement(toldColumns+", "+columns, andByNumber, -1), p.arguments(p.lo, p.hi)...) {
			explain(&err, "read %s", table)
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// scanTold reads toldColumns and the fact behind them.
func scanTold[T any](row scanner, fact func(row scanner, number *int) (T, error)) (t Told, f T, err error) {
	var published string
	var seen sql.NullInt64
	f, err = fact(prefixed{row, []any{&t.Version, &t.Article, &t.Outlet, &published, &seen}}, &t.Number)
	if err != nil {
		return t, f, err
	}
	t.Seen = fromMillis(seen)
	t.Published, err = date(published)
	return t, f, err
}

// Outlets returns outlets by their numbers.
func (s *Store) Outlets(ctx context.Context) (_ map[int64]news.Outlet, err error) {
	defer explain(&err, "list outlets")
	scan := func(row scanner) (o news.Outlet, err error) { err = row.Scan(&o.ID, &o.Domain, &o.Name); return o, err }
	all := map[int64]news.Outlet{}
	for o, err := range each(ctx, s.reader, scan, `SELECT id, domain, name FROM outlets`) {
		if err != nil {
			return nil, err
		}
		all[o.ID] = o
	}
	return all, nil
}

// Hits returns articles by the versions that stand for them, in this order.
func (s *Store) Hits(ctx context.Context, versions []int64) (_ []Hit, err error) {
	defer explain(&err, "list articles")
	return s.hits(ctx, versions)
}

// ToldReading is what was read in a version beside its deals, events and
// statements.
type ToldReading struct {
	Told
	Size    int // of the text in bytes
	Reading news.Reading
}

// Readings yields what was read in the articles that match, as Events does:
// mentions, amounts, dates, attributions, links, credit and corrections.
func (s *Store) Readings(ctx context.Context, n query.Node) iter.Seq2[ToldReading, error] {
	return func(yield func(ToldReading, error) bool) {
		p, err := s.compile(ctx, n)
		if err != nil || p.empty {
			if err != nil {
				explain(&err, "read facts")
				yield(ToldReading{}, err)
			}
			return
		}
		scan := func(row scanner) (t ToldReading, err error) {
			var packed sql.RawBytes
			t.Told, _, err = scanTold(row, func(row scanner, _ *int) (bool, error) {
				return true, row.Scan(&t.Size, &packed, &t.Reading.Relevant, &t.Reading.Relevance, &t.Reading.Origin)
			})
			if err == nil {
				err = unpack(packed, &t.Reading)
			}
			return t, err
		}
		p.join = " CROSS JOIN readings r ON r.version = v.id"
		p.where = append(p.where, standing)
		for row, err := range each(ctx, s.reader, scan, p.statement(toldColumns+", v.size, r.facts, r.relevant, r.relevance, r.origin", oldestFirst, -1), p.arguments(p.lo, p.hi)...) {
			explain(&err, "read facts")
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
