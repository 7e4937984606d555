package store

import (
	"context"
	"time"

	"dateline/internal/query"
)

// OutletBucket is how many articles of one outlet match in one day or month.
type OutletBucket struct {
	Outlet int64
	Start  time.Time
	Count  int
}

// CountByOutlet counts as CountBy does, for each outlet, in no order.
func (s *Store) CountByOutlet(ctx context.Context, n query.Node, unit Unit) (_ []OutletBucket, err error) {
	defer explain(&err, "count by outlet and %s", unit)
	p, err := s.compile(ctx, n)
	if err != nil || p.empty {
		return nil, err
	}
	type key struct {
		outlet int64
		start  time.Time
	}
	type row struct{ id, article, outlet int64 }
	scan := func(r scanner) (v row, err error) { err = r.Scan(&v.id, &v.article, &v.outlet); return v, err }
	seen, counts := map[int64]bool{}, map[key]int{}
	for v, err := range each(ctx, s.reader, scan, p.statement("v.id, v.article, v.outlet", newestFirst, -1), p.arguments(p.lo, p.hi)...) {
		if err != nil {
			return nil, err
		}
		if !seen[v.article] {
			seen[v.article] = true
			counts[key{v.outlet, unit.start(Day(v.id))}]++
		}
	}
	out := make([]OutletBucket, 0, len(counts))
	for k, n := range counts {
		out = append(out, OutletBucket{k.outlet, k.start, n})
	}
	return out, nil
}
