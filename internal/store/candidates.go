package store

import (
	"context"
	"slices"
)

const (
	fewMatches    = 2000 // so many matches of words are looked through one by one
	fewOfOutlet   = 300  // so many versions of an outlet are looked up one by one
	firstWindow   = 1000 // versions; the next window is twice as large
	largestWindow = 64_000
)

// candidates returns the newest versions before cursor that match, at most
// limit; fewer only if there are no more.
func (s *Store) candidates(ctx context.Context, p *plan, cursor int64, limit int) ([]candidate, error) {
	if p.windows {
		return s.candidatesByWindow(ctx, p, cursor, limit)
	}
	if p.match != "" && len(p.lists()) > 1 {
		return s.candidatesBeside(ctx, p, cursor, limit)
	}
	if p.match != "" && p.outlets != nil {
		all, few, err := s.ofOutlet(ctx, p, cursor)
		if err != nil {
			return nil, err
		}
		if few {
			return s.firstMatching(ctx, p, all, limit)
		}
	}
	return s.candidatesIn(ctx, p, p.lo, cursor, limit)
}

func (s *Store) candidatesIn(ctx context.Context, p *plan, lo, hi int64, limit int) ([]candidate, error) {
	return collect(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", newestFirst, limit), p.arguments(lo, hi)...)
}

// candidatesByWindow walks back in time: a condition that looks into the
// full-text index collects all of its matches first, so it gets to see only as
// much as is needed.
func (s *Store) candidatesByWindow(ctx context.Context, p *plan, cursor int64, limit int) ([]candidate, error) {
	var found []candidate
	for size := firstWindow; cursor > p.lo && len(found) < limit; size = min(2*size, largestWindow) {
		lows, err := collect(ctx, s.reader, scanInt, `SELECT id FROM versions WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?`, p.lo, cursor, size-1)
		if err != nil {
			return nil, err
		}
		low := p.lo
		if len(lows) > 0 {
			low = lows[0]
		}
		page, err := s.candidatesIn(ctx, p, low, cursor, limit-len(found))
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
		cursor = low
	}
	return found, nil
}

// ofOutlet returns the versions of the plan's outlets, newest first, if they
// are few beside the matches of the words.
func (s *Store) ofOutlet(ctx context.Context, p *plan, cursor int64) (all []candidate, few bool, err error) {
	n, err := s.number(ctx, `SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)`, p.match, p.lo, cursor, fewMatches)
	if err != nil || n < fewMatches {
		return nil, false, err
	}
	outlets := *p
	outlets.match, outlets.where, outlets.args = "", nil, nil
	all, err = s.candidatesIn(ctx, &outlets, p.lo, cursor, fewOfOutlet+1)
	return all, len(all) <= fewOfOutlet, err
}

// firstMatching returns the first of some versions that match, at most limit.
func (s *Store) firstMatching(ctx context.Context, p *plan, some []candidate, limit int) ([]candidate, error) {
	var found []candidate
	for part := range slices.Chunk(some, limit+5) {
		page, err := s.matching(ctx, p, part)
		if err != nil {
			return nil, err
		}
		if found = append(found, page...); len(found) >= limit {
			return found[:limit], nil
		}
	}
	return found, nil
}

// matching keeps those of some versions that match, newest first.
func (s *Store) matching(ctx context.Context, p *plan, some []candidate) ([]candidate, error) {
	if len(some) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(some))
	for i, c := range some {
		ids[i] = c.id
	}
	lo, hi := max(p.lo, slices.Min(ids)), min(p.hi, slices.Max(ids)+1)
	only := *p
	only.args = slices.Clip(p.args)
	only.named = nil
	for _, entity := range p.named {
		only.where = append(slices.Clip(only.where), appearing(entity))
	}
	if p.match != "" {
		// Look up each, rather than look through all.
		only.match = ""
		at := only.bind(asJSON(ids))
		only.where = append(slices.Clip(only.where), "v.id IN (SELECT rowid FROM fulltext WHERE fulltext MATCH "+only.bind(p.match)+" AND rowid IN (SELECT value FROM json_each("+at+")))")
	} else {
		only.where = append(slices.Clip(only.where), "v.id IN (SELECT value FROM json_each("+only.bind(asJSON(ids))+"))")
	}
	return collect(ctx, s.reader, scanCandidate, only.statement("v.id, v.article", newestFirst, -1), only.arguments(lo, hi)...)
}

// number returns the number that a query yields. Its text is one of a few: it
// is kept prepared.
func (s *Store) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	prepared, err := s.prepared(ctx, query) //nolint:sqlclosecheck // it ends with the store
	if err == nil {
		err = prepared.QueryRowContext(ctx, args...).Scan(&n)
	}
	return n, err
}

// numberOnce is number for a query that is made for its occasion.
func (s *Store) numberOnce(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.reader.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}
