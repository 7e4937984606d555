package store

import (
	"context"
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
	gapless, err := s.gapless(ctx, p)
	if err != nil {
		return 0, err
	}
	if limit > 0 || !p.listsAlone() || p.everything() && !gapless {
		articles := map[int64]bool{}
		for c, err := range each(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", "", -1), p.arguments(p.lo, p.hi)...) {
			if err != nil {
				return 0, err
			}
			if articles[c.article] = true; limit > 0 && len(articles) == limit {
				break
			}
		}
		return len(articles), nil
	}
	if gapless {
		counts := map[time.Time]int{}
		err := s.countAll(ctx, p, ByMonth, counts)
		all := 0
		for _, n := range counts {
			all += n
		}
		return all, err
	}
	versions, err := s.numberOnce(ctx, p.counting(), p.arguments(p.lo, p.hi)...)
	if err != nil {
		return 0, err
	}
	again, err := s.repeats(ctx, p)
	return int(versions) - len(again), err
}

// wordsOnly says whether the full-text index alone gives the answer.
func (p *plan) wordsOnly() bool {
	return p.match != "" && p.outlets == nil && len(p.named) == 0 && len(p.where) == 0
}

// everything says whether all versions of the range match.
func (p *plan) everything() bool {
	return p.match == "" && p.outlets == nil && len(p.named) == 0 && len(p.where) == 0
}

// gapless says whether all versions match and their ids have no gap within a
// day: flush gives them so, and none is ever deleted, but a part of another
// store keeps the ids of the whole.
func (s *Store) gapless(ctx context.Context, p *plan) (bool, error) {
	if !p.everything() {
		return false, nil
	}
	parts, err := s.number(ctx, `SELECT count(*) FROM extracts`)
	return parts == 0, err
}

// repeats returns the matching versions that a newer one of the same article
// stands before.
func (s *Store) repeats(ctx context.Context, p *plan) ([]int64, error) {
	query := `SELECT id, article FROM edited WHERE id >= ?1 AND id < ?2`
	if !p.everything() {
		query = "SELECT e.id, e.article FROM (" + merged(append(p.lists(), `SELECT id FROM edited WHERE id >= ?1 AND id < ?2`), false) + ") m CROSS JOIN edited e ON e.id = m.id"
	}
	edited, err := collect(ctx, s.reader, scanCandidate, query, p.arguments(p.lo, p.hi)...)
	return olderOf(edited), err
}

// olderOf returns the versions that a newer one of the same article is among.
func olderOf(edited []candidate) (older []int64) {
	newest := make(map[int64]int64, len(edited))
	for _, c := range edited {
		known, ok := newest[c.article]
		switch {
		case !ok:
			newest[c.article] = c.id
		case known < c.id:
			newest[c.article] = c.id
			older = append(older, known)
		default:
			older = append(older, c.id)
		}
	}
	return older
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
	gapless, err := s.gapless(ctx, p)
	if err != nil {
		return nil, err
	}
	counts := map[time.Time]int{}
	switch {
	case gapless:
		err = s.countAll(ctx, p, unit, counts)
	case p.listsAlone() && !p.everything():
		err = s.countLists(ctx, p, unit, counts)
	default:
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

// lastOfDays yields the last version of each day that has one, newest first.
const lastOfDays = `WITH RECURSIVE days (last) AS (
		SELECT (SELECT max(id) FROM versions WHERE id < ?2)
		UNION ALL
		SELECT (SELECT max(id) FROM versions WHERE id < (last >> ?3) << ?3) FROM days WHERE last >= ?1
	) SELECT last FROM days WHERE last >= ?1`

// countAll counts the versions of the range, which is gapless, without looking
// at them.
func (s *Store) countAll(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	lasts, err := collectPrepared(ctx, s, scanInt, lastOfDays, p.lo, p.hi, sequenceBits)
	if err != nil {
		return err
	}
	for _, last := range lasts {
		first := last >> sequenceBits << sequenceBits
		counts[unit.start(Day(last))] += int(last - max(first, p.lo) + 1)
	}
	again, err := s.repeats(ctx, p)
	unit.takeOff(counts, again)
	return err
}

// countRows looks at each version that matches, newest first.
func (s *Store) countRows(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	seen := map[int64]bool{}
	for c, err := range each(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", newestFirst, -1), p.arguments(p.lo, p.hi)...) {
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

const (
	fewIDs       = 4000 // so many are counted one by one
	rowsPerRange = 40   // so many can be read in the time of one more count
)

// countLists counts without looking at rows other than those of indexes: it
// counts range by range, or one by one where that is less.
func (s *Store) countLists(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	ids, err := collect(ctx, s.reader, scanInt, fmt.Sprintf(`SELECT id FROM (%s) LIMIT %d`, merged(p.lists(), false), fewIDs), p.arguments(p.lo, p.hi)...)
	if err != nil {
		return err
	}
	if len(ids) < fewIDs {
		for _, id := range ids {
			counts[unit.start(Day(id))]++
		}
		edited, err := collectPrepared(ctx, s, scanCandidate, `SELECT id, article FROM edited WHERE id IN (SELECT value FROM json_each(?))`, asJSON(ids))
		unit.takeOff(counts, olderOf(edited))
		return err
	}
	newest, err := s.numberOnce(ctx, `SELECT id FROM (`+merged(p.lists(), true)+`) LIMIT 1`, p.arguments(p.lo, p.hi)...)
	if err != nil {
		return err
	}
	first, last := Day(ids[0]), Day(newest)
	few := rowsPerRange * unit.between(first, last)
	matches, err := s.numberOnce(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM (%s) LIMIT %d)`, p.ids(), few), p.arguments(p.lo, p.hi)...)
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
	unit.takeOff(counts, again)
	return err
}

// takeOff counts versions no longer.
func (u Unit) takeOff(counts map[time.Time]int, versions []int64) {
	for _, id := range versions {
		counts[u.start(Day(id))]--
	}
}

func (s *Store) countIDs(ctx context.Context, p *plan, unit Unit, counts map[time.Time]int) error {
	for id, err := range each(ctx, s.reader, scanInt, p.ids(), p.arguments(p.lo, p.hi)...) {
		if err != nil {
			return err
		}
		counts[unit.start(Day(id))]++
	}
	return nil
}

func (s *Store) countRanges(ctx context.Context, p *plan, unit Unit, first, last time.Time, counts map[time.Time]int) error {
	count, err := s.reader.PrepareContext(ctx, p.counting())
	if err != nil {
		return err
	}
	defer count.Close() //nolint:errcheck // only read
	for start := unit.start(first); !start.After(last); start = unit.next(start) {
		lo, hi := max(p.lo, firstOf(start)), min(p.hi, firstOf(unit.next(start)))
		var n int
		if err := count.QueryRowContext(ctx, p.arguments(lo, hi)...).Scan(&n); err != nil {
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
