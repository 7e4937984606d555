package store

import (
	"context"
	"iter"

	"dateline/internal/edtf"
	"dateline/internal/query"
)

// DatedEvent is where an event stands, and its date.
type DatedEvent struct {
	Version int64
	Number  int // of the event in its version
	Date    edtf.Date
}

// EventDates yields the dates of what Events yields: where there are many, it
// takes a fraction of the time.
func (s *Store) EventDates(ctx context.Context, n query.Node) iter.Seq2[DatedEvent, error] {
	return func(yield func(DatedEvent, error) bool) {
		p, err := s.compile(ctx, n)
		if err != nil || p.empty {
			if err != nil {
				explain(&err, "read dates of events")
				yield(DatedEvent{}, err)
			}
			return
		}
		dates := map[string]edtf.Date{} // many events share a day
		scan := func(row scanner) (e DatedEvent, err error) {
			var written string
			if err := row.Scan(&e.Version, &e.Number, &written); err != nil {
				return e, err
			}
			known, ok := dates[written]
			if !ok {
				if known, err = date(written); err != nil {
					return e, err
				}
				dates[written] = known
			}
			e.Date = known
			return e, nil
		}
		p.join = " CROSS JOIN events f ON f.version = v.id"
		p.where = append(p.where, standing)
		for e, err := range each(ctx, s.reader, scan, p.statement("v.id, f.number, f.date", andByNumber, -1), p.arguments(p.lo, p.hi)...) {
			explain(&err, "read dates of events")
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
