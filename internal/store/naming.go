package store

import (
	"context"
)

// Both the matches of words and the versions that name an entity come newest
// first. What leads depends on how many matches lie between two versions that
// name it, as nothing costs the same: to run past a match takes .1 µs, to note a
// version .2, to ask whether a version names the entity .3, and to look one up
// in the full-text index, which has to begin anew each time, some 60.
const (
	namingProbe   = 8    // versions that name the entity, to see how many matches lie between them
	rowsPerLookup = 400  // so many matches are run past in the time of one look-up
	firstNaming   = 64   // versions that are noted at once; then twice as many
	largestNaming = 4096 // and never more
)

// density is how many matches of words lie between two versions that name an entity.
type density int

const (
	sparse density = iota // fewer than one
	middle
	dense // it takes less to look up the versions than to run past the matches
)

// candidatesNaming answers as candidates does where words are asked for and an
// entity.
func (s *Store) candidatesNaming(ctx context.Context, p *plan, cursor int64, limit int) ([]candidate, error) {
	between, err := s.between(ctx, p, cursor)
	if err != nil || between == sparse {
		if err == nil {
			return s.candidatesIn(ctx, p, p.lo, cursor, limit)
		}
		return nil, err
	}
	gathered := *p
	gathered.gather = true
	var found []candidate
	size := firstNaming
	if between == dense {
		size = limit + 5
	}
	for ; cursor > p.lo && len(found) < limit; size = min(2*size, largestNaming) {
		low, err := s.naming(ctx, p, cursor, size)
		if err != nil {
			return nil, err
		}
		var page []candidate
		if between == dense {
			page, err = s.lookUpNaming(ctx, p, low, cursor, limit-len(found))
		} else {
			page, err = s.candidatesIn(ctx, &gathered, low, cursor, limit-len(found))
		}
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
		cursor = low
	}
	return found, nil
}

// naming returns the version before cursor that is the size-th to name the
// plan's entity, or the beginning of the range.
func (s *Store) naming(ctx context.Context, p *plan, cursor int64, size int) (int64, error) {
	low, err := collect(ctx, s.reader, scanInt, `SELECT version FROM appearances WHERE entity = ? AND version >= ? AND version < ? ORDER BY version DESC LIMIT 1 OFFSET ?`, p.entity, p.lo, cursor, size-1)
	if err != nil || len(low) == 0 {
		return p.lo, err
	}
	return low[0], nil
}

// between tells the density before cursor.
func (s *Store) between(ctx context.Context, p *plan, cursor int64) (density, error) {
	low, err := s.naming(ctx, p, cursor, namingProbe)
	if err != nil {
		return sparse, err
	}
	const most = namingProbe * rowsPerLookup
	n, err := s.number(ctx, `SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)`, p.match, low, cursor, most)
	switch {
	case n == most:
		return dense, err
	case n > namingProbe:
		return middle, err
	}
	return sparse, err
}

// lookUpNaming returns the newest of the versions in the range that name the
// plan's entity and match.
func (s *Store) lookUpNaming(ctx context.Context, p *plan, lo, hi int64, limit int) ([]candidate, error) {
	alone := *p
	alone.match, alone.outlets, alone.where, alone.args = "", nil, nil, nil
	some, err := s.candidatesIn(ctx, &alone, lo, hi, -1)
	if err != nil {
		return nil, err
	}
	return s.firstMatching(ctx, p, some, limit)
}
