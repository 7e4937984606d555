package store

import (
	"context"
)

// CopiesOf returns for those of some articles that are copies whose they are.
func (s *Store) CopiesOf(ctx context.Context, articles []int64) (_ map[int64]int64, err error) {
	defer explain(&err, "look up copies")
	copies := map[int64]int64{}
	for c, err := range each(ctx, s.reader, scanCandidate, `SELECT article, of FROM copies WHERE article IN (SELECT value FROM json_each(?))`, asJSON(articles)) {
		if err != nil {
			return nil, err
		}
		copies[c.id] = c.article
	}
	return copies, nil
}
