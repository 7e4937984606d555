package cli

import (
	"context"

	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// mostRecent is how many of the newest articles that match are looked through
// for an answer that shows the latest only.
const mostRecent = 600

// recent restricts a query to the newest articles that match, where they are
// many, and says so.
func (a *app) recent(ctx context.Context, s *store.Store, n query.Node) (query.Node, error) {
	found, err := s.Count(ctx, n, mostRecent+1)
	if err != nil || found <= mostRecent {
		return n, err
	}
	a.note("of the newest %s articles that match; --all looks through every one\n", terminal.Count(mostRecent))
	return query.Newest(n, mostRecent), nil
}
