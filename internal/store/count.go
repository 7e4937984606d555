package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"dateline/internal/fault"
	"dateline/internal/query"
)

// Unit is the width of a bucket of CountBy.
type Unit string

// The units; days and months are those of UTC.
const (
	ByDay   Unit = "day"
	ByMonth Unit = "month"
)

// Bucket is how many articles match in one day or month.
type Bucket struct {
	Start time.Time // first moment
	Count int       // more than 0
}

// Count returns how many articles match, at most limit if that is not 0.
func (s *Store) Count(ctx context.Context, n query.Node, limit int) (_ int, err error) {
	defer explain(&err, "count")
	p, err := s.compile(ctx, n)
	if err != nil || p.empty {
		return 0, err
	}
	return s.count(ctx, p, limit)
}

func (s *Store) count(ctx context.Context, p *plan, limit int) (int, error) {
	if !p.wordsOnly() {
		articles := map[int64]bool{}
		for c, err := range each(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", ""), p.arguments(p.lo, p.hi)...) {
			if err != nil {
				return 0, err
			}
			if articles[c.article] = true; limit > 0 && len(articles) == limit {
				break
			}
		}
		return len(articles), nil
	}
	most := int64(-1)
	if limit > 0 {
		edited, err := s.number(ctx, `SELECT count(*) FROM edited`)
		if err != nil {
			return 0, err
		}
		most = int64(limit) + edited // so many versions are limit articles at least
	}
	versions, err := s.number(ctx, `SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)`, p.match, p.lo, p.hi, most)
	if err != nil {
		return 0, err
	}
	if limit > 0 && versions == most {
		return limit, nil
	}
	again, err := s.repeats(ctx, p)
	articles := int(versions) - len(again)
	if limit > 0 {
		articles = min(articles, limit)
	}
	return articles, err
}

// wordsOnly says whether the full-text index alone gives the answer.
func (p *plan) wordsOnly() bool {
	return p.match != "" && p.outlets == nil && p.entity == 0 && len(p.where) == 0
}

// repeats returns the matching versions that a newer one of the same article
// stands before.
func (s *Store) repeats(ctx context.Context, p *plan) ([]int64, error) {
	newest := map[int64]int64{}
	var again []int64
	// Both sides come in the order of ids: they are merged.
	for c, err := range each(ctx, s.reader, scanCandidate, `SELECT e.id, e.article FROM (
			SELECT rowid AS id FROM fulltext WHERE fulltext MATCH ?1 AND rowid >= ?2 AND rowid < ?3
			INTERSECT SELECT id FROM edited WHERE id >= ?2 AND id < ?3 ORDER BY 1
		) m CROSS JOIN edited e ON e.id = m.id`, p.match, p.lo, p.hi) {
		if err != nil {
			return nil, err
		}
		known, ok := newest[c.article]
		switch {
		case !ok:
			newest[c.article] = c.id
		case known < c.id:
			newest[c.article] = c.id
			again = append(again, known)
		default:
			again = append(again, c.id)
		}
	}
	return again, nil
}

// CountBy returns how many articles match per day or month, oldest first,
// without those in which none does. An article counts where its newest
// matching version stands.
func (s *Store) CountBy(ctx context.Context, n query.Node, unit Unit) (_ []Bucket, err error) {
	defer explain(&err, "count by %s", unit)
	if unit != ByDay && unit != ByMonth {
		return nil, fault.New(fault.Usage, "articles are counted by day or month, not by %q", unit)
	}
	p, err := s.compile(ctx, n)
	if err != nil || p.empty {
		return nil, err
	}
	counts := map[time.Time]int{}
	if p.wordsOnly() {
		err = s.countWords(ctx, p, unit, counts)
	} else {
		err = s.countRows(ctx, p, unit, counts)
	}
	buckets := make([]Bucket, 0, len(counts))
	for start, count := range counts {
		if count > 0 {
			buckets = append(buckets, Bucket{start, count})
		}
	}
	slices.SortFunc(buckets, func(a, b Bucket) int { return a.Start.Compare(b.Start) })
	return buckets, err
}

// countRows looks at each version that matches, newest first.
func (s *Store) countRows(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	seen := map[int64]bool{}
	for c, err := range each(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", " ORDER BY v.id DESC"), p.arguments(p.lo, p.hi)...) {
		if err != nil {
			return err
		}
		if !seen[c.article] {
			seen[c.article] = true
			counts[unit.start(Day(c.id))]++
		}
	}
	return nil
}

// rowsPerRange is how many rows can be read in the time of one more count.
const rowsPerRange = 40

// countWords counts without looking at rows other than those of the full-text
// index: it counts range by range, or matches one by one where that is less.
func (s *Store) countWords(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	edge := func(order string) (time.Time, error) {
		id, err := s.number(ctx, `SELECT rowid FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid `+order+` LIMIT 1`, p.match, p.lo, p.hi)
		return Day(id), err
	}
	first, err := edge("ASC")
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	last, err := edge("DESC")
	if err != nil {
		return err
	}
	few := rowsPerRange * unit.between(first, last)
	matches, err := s.number(ctx, `SELECT count(*) FROM (SELECT 1 FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)`, p.match, p.lo, p.hi, few)
	if err != nil {
		return err
	}
	if int(matches) == few {
		err = s.countRanges(ctx, p, unit, first, last, counts)
	} else {
		err = s.countIDs(ctx, p, unit, counts)
	}
	if err != nil {
		return err
	}
	again, err := s.repeats(ctx, p)
	for _, id := range again {
		counts[unit.start(Day(id))]--
	}
	return err
}

func (s *Store) countIDs(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	for id, err := range each(ctx, s.reader, scanInt, `SELECT rowid FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ?`, p.match, p.lo, p.hi) {
		if err != nil {
			return err
		}
		counts[unit.start(Day(id))]++
	}
	return nil
}

func (s *Store) countRanges(ctx context.Context, p *plan, unit Unit, first, last time.Time, counts map[time.Time]int) error {
	count, err := s.reader.PrepareContext(ctx, `SELECT count(*) FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ?`)
	if err != nil {
		return err
	}
	defer count.Close() //nolint:errcheck // only read
	for start := unit.start(first); !start.After(last); start = unit.next(start) {
		lo, hi := max(p.lo, firstOf(start)), min(p.hi, firstOf(unit.next(start)))
		var n int
		if err := count.QueryRowContext(ctx, p.match, lo, hi).Scan(&n); err != nil {
			return fmt.Errorf("count from %s: %w", start.Format(time.DateOnly), err)
		}
		counts[start] = n
	}
	return nil
}

// firstOf returns the lowest id that a version of this day can have.
func firstOf(t time.Time) int64 { return floorDay(t.UnixMilli()) << sequenceBits }

func (u Unit) start(t time.Time) time.Time {
	if u == ByMonth {
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func (u Unit) next(t time.Time) time.Time {
	if u == ByMonth {
		return t.AddDate(0, 1, 0)
	}
	return t.AddDate(0, 0, 1)
}

// between returns about how many units there are from a to b.
func (u Unit) between(a, b time.Time) int {
	days := int((b.UnixMilli()-a.UnixMilli())/dayMillis) + 1
	if u == ByMonth {
		return days/30 + 1
	}
	return days
}
