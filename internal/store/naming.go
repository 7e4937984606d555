package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
)

// Both the matches of words and the versions that name an entity come newest
// first. What leads depends on how many matches lie between two versions that
// name it, as nothing costs the same: to run past a match takes .1 µs, to note a
// version .2, to ask whether a version names the entity .3, to read a version's
// text 15, and to look it up in the full-text index, which has to begin anew
// each time, some 60.
const (
	namingProbe    = 8    // versions that name the entity, to see how many matches lie between them
	rowsPerText    = 80   // so many matches are run past in the time of reading one text
	rowsPerLookup  = 400  // or of one look-up
	firstNaming    = 64   // versions that are noted at once; then twice as many
	largestNaming  = 4096 // and never more
	largestReading = 256  // texts are read in smaller parts
)

// density is how many matches of words lie between two versions that name an entity.
type density int

const (
	sparse density = iota // fewer than one
	middle
	dense // it takes less to look at the versions than to run past the matches
)

// candidatesNaming answers as candidates does where words are asked for and an
// entity.
func (s *Store) candidatesNaming(ctx context.Context, p *plan, cursor int64, limit int) ([]candidate, error) {
	gathered := *p
	gathered.gather = true
	var found []candidate
	for size := firstNaming; cursor > p.lo && len(found) < limit; size = min(2*size, largestNaming) {
		between, err := s.between(ctx, p, cursor)
		if err != nil {
			return nil, err
		}
		var page []candidate
		low := p.lo
		switch between {
		case sparse:
			page, err = s.candidatesIn(ctx, p, p.lo, cursor, limit-len(found))
		case middle:
			if low, err = s.naming(ctx, p, cursor, size); err == nil {
				page, err = s.candidatesIn(ctx, &gathered, low, cursor, limit-len(found))
			}
		case dense:
			page, low, err = s.amongNaming(ctx, p, cursor, limit-len(found))
		}
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
		cursor = low
	}
	return found, nil
}

// nthNaming is the version before a cursor that is the so-manieth to name an
// entity, or the beginning of the range.
const nthNaming = `coalesce((SELECT version FROM appearances WHERE entity = ?1 AND version >= ?2 AND version < ?3 ORDER BY version DESC LIMIT 1 OFFSET ?4), ?2)`

func (s *Store) naming(ctx context.Context, p *plan, cursor int64, size int) (low int64, err error) {
	return s.number(ctx, `SELECT `+nthNaming, p.entity, p.lo, cursor, size-1)
}

// between tells the density before cursor.
func (s *Store) between(ctx context.Context, p *plan, cursor int64) (density, error) {
	most := int64(namingProbe * rowsPerLookup)
	if len(p.words) > 0 {
		most = namingProbe * rowsPerText
	}
	n, err := s.number(ctx, `SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ?5 AND rowid >= `+nthNaming+` AND rowid < ?3 ORDER BY rowid DESC LIMIT ?6)`,
		p.entity, p.lo, cursor, namingProbe-1, p.match, most)
	switch {
	case n == most:
		return dense, err
	case n > namingProbe:
		return middle, err
	}
	return sparse, err
}

// amongNaming looks at the versions before cursor that name the plan's entity,
// newest first, until limit of them match or it has looked at many. It returns
// those that match, and where to go on.
func (s *Store) amongNaming(ctx context.Context, p *plan, cursor int64, limit int) (matching []candidate, low int64, err error) {
	alone := *p
	alone.match = ""
	if len(p.words) == 0 {
		some, err := s.candidatesIn(ctx, &alone, p.lo, cursor, limit+5)
		if err != nil {
			return nil, 0, err
		}
		if low = p.lo; len(some) == limit+5 {
			low = some[len(some)-1].id
		}
		matching, err = s.firstMatching(ctx, p, some, limit)
		return matching, low, err
	}
	var doubts []candidate
	low = p.lo
	looked, most := 0, max(limit, largestReading)
	statement := alone.statement("v.id, v.article, v.title, (SELECT text FROM bodies b WHERE b.id = v.id)", " ORDER BY v.id DESC")
	for t, err := range each(ctx, s.reader, scanNaming, statement, alone.arguments(p.lo, cursor)...) {
		if err != nil {
			return nil, 0, err
		}
		switch standIn(p.words, t.title, t.text) {
		case yes:
			matching = append(matching, t.candidate)
		case doubtful:
			doubts = append(doubts, t.candidate)
		case no:
		}
		if looked++; looked == most || len(matching)+len(doubts) == limit {
			low = t.id
			break
		}
	}
	if len(doubts) > 0 {
		doubtless, err := s.matching(ctx, p, doubts)
		if err != nil {
			return nil, 0, err
		}
		matching = append(matching, doubtless...)
		slices.SortFunc(matching, func(a, b candidate) int { return cmp.Compare(b.id, a.id) })
	}
	return matching, low, nil
}

// namingText is a version with what the index knows of it.
type namingText struct {
	candidate
	title, text string
}

func scanNaming(row scanner) (w namingText, err error) {
	var packed sql.RawBytes
	if err := row.Scan(&w.id, &w.article, &w.title, &packed); err != nil {
		return w, err
	}
	w.text, err = decompress(packed)
	return w, err
}
