package store

import (
	"context"

	"dateline/internal/query"
)

// Oldest returns the articles that match, each with its earliest version that
// does, in the order of days; within a day as they were stored.
func (s *Store) Oldest(ctx context.Context, n query.Node, limit int) (_ []Hit, err error) {
	defer explain(&err, "search")
	p, err := s.compile(ctx, n)
	if err != nil || p.empty || limit <= 0 {
		return nil, err
	}
	seen := map[int64]bool{}
	var ids []int64
	for cursor := p.lo; len(ids) < limit; {
		page, err := collect(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", oldestFirst, limit), p.arguments(cursor, p.hi)...)
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			if !seen[c.article] && len(ids) < limit {
				seen[c.article] = true
				ids = append(ids, c.id)
			}
		}
		if len(page) < limit {
			break
		}
		cursor = page[len(page)-1].id + 1
	}
	return s.hits(ctx, ids)
}
