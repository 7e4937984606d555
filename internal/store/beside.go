package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// What leads where words are asked for beside an entity or an outlet depends on
// how many matches of the words lie between two versions of the other lists, as
// nothing costs the same. To run past an entry of a list, side by side with
// another, takes .1 µs; to ask for a match whether it is on another list .4; to
// read a version's text 15; to look it up in the full-text index, which has to
// begin anew each time, some 100.
const (
	besideProbe   = 8    // versions of the other lists, to see how many matches lie between them
	rowsPerText   = 150  // so many matches are run past in the time of reading one text
	rowsPerLookup = 1000 // or of one look-up
	fewTexts      = 16   // so many texts are read before anything is asked of the full-text index
	mostTexts     = 256  // and so many before it is asked again
)

// often is the share of texts read that have to match for it to be worth while
// to read on.
const often = .25

// density is how many matches of words lie between two versions of other lists.
type density int

const (
	sparse density = iota // far fewer than one
	middle
	dense // it takes less to look at the versions than to run past the matches
)

// candidatesBeside answers as candidates does where words are asked for beside
// other lists.
func (s *Store) candidatesBeside(ctx context.Context, p *plan, cursor int64, limit int) ([]candidate, error) {
	var found []candidate
	for texts := fewTexts; len(p.words) > 0 && cursor > p.lo && len(found) < limit; texts = mostTexts {
		page, low, err := s.candidatesOf(ctx, p, cursor, limit-len(found), texts)
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
		cursor = low
		if float64(len(page)) < often*float64(texts) {
			break
		}
	}
	for cursor > p.lo && len(found) < limit {
		between, err := s.between(ctx, p, cursor)
		if err != nil {
			return nil, err
		}
		var page []candidate
		low := p.lo
		switch between {
		case sparse:
			nested := *p
			nested.nested = true
			page, err = s.candidatesIn(ctx, &nested, p.lo, cursor, limit-len(found))
		case middle:
			page, err = s.candidatesIn(ctx, p, p.lo, cursor, limit-len(found))
		case dense:
			page, low, err = s.candidatesOf(ctx, p, cursor, limit-len(found), mostTexts)
		}
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
		cursor = low
	}
	return found, nil
}

// between tells the density before cursor.
func (s *Store) between(ctx context.Context, p *plan, cursor int64) (density, error) {
	most := besideProbe * rowsPerLookup
	if len(p.words) > 0 {
		most = besideProbe * rowsPerText
	}
	beside := *p
	beside.match, beside.args = "", nil
	nth := fmt.Sprintf("SELECT id FROM (%s) LIMIT 1 OFFSET %d", merged(beside.lists(), true), besideProbe-1)
	n, err := s.numberOnce(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ?3 AND rowid >= coalesce((%s), ?1) AND rowid < ?2 ORDER BY rowid DESC LIMIT %d)`, nth, most), p.lo, cursor, p.match)
	switch {
	case int(n) == most:
		return dense, err
	case n > 0:
		return middle, err
	}
	return sparse, err
}

// candidatesOf looks at the versions of the other lists before cursor, newest
// first, until limit of them match or it has read so many texts. It returns
// those that match, and where to go on.
func (s *Store) candidatesOf(ctx context.Context, p *plan, cursor int64, limit, texts int) (matching []candidate, low int64, err error) {
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
	looked := 0
	statement := alone.statement("v.id, v.article, v.title, (SELECT text FROM bodies b WHERE b.id = v.id)", newestFirst, -1)
	for t, err := range each(ctx, s.reader, scanWords, statement, alone.arguments(p.lo, cursor)...) {
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
		if looked++; looked == texts || len(matching)+len(doubts) == limit {
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

// wordsText is a version with what the index knows of it.
type wordsText struct {
	candidate
	title, text string
}

func scanWords(row scanner) (w wordsText, err error) {
	var packed sql.RawBytes
	if err := row.Scan(&w.id, &w.article, &w.title, &packed); err != nil {
		return w, err
	}
	w.text, err = decompress(packed)
	return w, err
}
