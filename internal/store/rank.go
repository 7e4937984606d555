package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dateline/internal/query"
)

// Beyond so many matches only some are ranked: the newest, and the newest of
// those with the words in the title.
const (
	rankAll    = 5000
	rankNewest = 2000
	rankTitled = 500
)

// titleWeight is how much more a word in the title counts than one in the text.
const titleWeight = 8.0

// Ranking is an answer by relevance.
type Ranking struct {
	Hits       []Hit // best first
	Matches    int   // articles that match; at least so many if not Exact
	Considered int   // versions that were ranked
	Exact      bool  // all matches were ranked
}

// scored is a version and its score.
type scored struct {
	candidate
	score float64
}

// Ranked returns the articles that match best, by BM25. Of more than 5,000
// matches it ranks only the newest 2,000 and 500 more with the words in the
// title, unless exact asks for all. A query without words has no ranking: its
// hits come newest first.
func (s *Store) Ranked(ctx context.Context, n query.Node, limit int, exact bool) (r Ranking, err error) {
	defer explain(&err, "search by relevance")
	p, err := s.compile(ctx, n)
	if err != nil {
		return r, err
	}
	if p.empty || limit <= 0 {
		return Ranking{Exact: true}, nil
	}
	all, err := s.toRank(ctx, p, &r, exact)
	if err != nil {
		return r, err
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.id, a.id)) })
	best, err := s.fold(ctx, all, limit)
	if err != nil {
		return r, err
	}
	ids := make([]int64, len(best))
	scores := make(map[int64]float64, len(best))
	for i, c := range best {
		ids[i] = c.id
		scores[c.id] = c.score
	}
	if r.Hits, err = s.hits(ctx, ids); err != nil {
		return r, err
	}
	for i := range r.Hits {
		r.Hits[i].Score = scores[r.Hits[i].Version.ID]
	}
	return r, nil
}

// toRank finds and scores the candidates, and fills in the numbers of r.
//
// It must not cost more than it has to: at the start of each statement with
// bm25 the index counts how often each word stands in all texts, and a rare
// phrase of common words takes as long to count as to score. So what is common
// is told by a look at the newest versions, and what is not is scored at once.
func (s *Store) toRank(ctx context.Context, p *plan, r *Ranking, exact bool) (all []scored, err error) {
	defer func() { r.Considered = len(all) }()
	r.Exact, r.Matches = false, rankAll+1
	if exact {
		all, err = s.score(ctx, p, scope{p.lo, p.hi, -1})
		return all, errors.Join(err, s.matchesOf(ctx, r, all))
	}
	common, err := s.common(ctx, p)
	if err != nil {
		return nil, err
	}
	if common {
		newest, err := s.candidates(ctx, p, p.hi, rankNewest)
		if err != nil {
			return nil, err
		}
		oldest := newest[len(newest)-1].id
		titled, err := s.titled(ctx, p, oldest)
		if err != nil {
			return nil, err
		}
		return s.score(ctx, p, scope{oldest, p.hi, -1}, titled...)
	}
	all, err = s.score(ctx, p, scope{p.lo, p.hi, rankNewest})
	if err != nil || len(all) < rankNewest {
		return all, errors.Join(err, s.matchesOf(ctx, r, all))
	}
	oldest := all[len(all)-1].id
	more, err := s.numberOnce(ctx, "SELECT count(*) FROM ("+p.statement("1", "", rankAll-rankNewest+1)+")", p.arguments(p.lo, oldest)...)
	if err != nil {
		return nil, err
	}
	if more <= rankAll-rankNewest {
		rest, err := s.score(ctx, p, scope{p.lo, oldest, -1})
		all = append(all, rest...)
		return all, errors.Join(err, s.matchesOf(ctx, r, all))
	}
	titled, err := s.titled(ctx, p, oldest)
	if err != nil || len(titled) == 0 {
		return all, err
	}
	rest, err := s.score(ctx, p, scope{oldest, oldest, -1}, titled...)
	return append(all, rest...), err
}

// matchesOf notes that all matches were scored, and of how many articles.
func (s *Store) matchesOf(ctx context.Context, r *Ranking, all []scored) error {
	r.Exact, r.Matches = true, len(all)
	ids := make([]int64, len(all))
	for i, c := range all {
		ids[i] = c.id
	}
	again, err := s.number(ctx, `SELECT count(*) - count(DISTINCT article) FROM edited WHERE id IN (SELECT value FROM json_each(?))`, asJSON(ids))
	r.Matches -= int(again)
	return err
}

// common says whether there are more matches than are all ranked among the
// newest versions alone.
func (s *Store) common(ctx context.Context, p *plan) (bool, error) {
	lows, err := collect(ctx, s.reader, scanInt, `SELECT id FROM versions WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?`, p.lo, p.hi, 4*rankAll)
	if err != nil || len(lows) == 0 {
		return false, err
	}
	n, err := s.numberOnce(ctx, "SELECT count(*) FROM ("+p.statement("1", "", rankAll+1)+")", p.arguments(lows[0], p.hi)...)
	return n > rankAll, err
}

// titled returns the newest versions before oldest with the words in the title.
func (s *Store) titled(ctx context.Context, p *plan, oldest int64) ([]candidate, error) {
	if p.match == "" {
		return nil, nil
	}
	q := *p
	q.match, q.words = "{title} : ("+p.match+")", nil
	return s.candidates(ctx, &q, oldest, rankTitled)
}

// scope is a range of ids, [lo, hi), of which the newest are wanted.
type scope struct {
	lo, hi int64
	limit  int // -1: all
}

// score gives the versions in the scope that match their score, newest first,
// and those of more, which are older, too.
func (s *Store) score(ctx context.Context, p *plan, in scope, more ...candidate) ([]scored, error) {
	q := *p
	q.args = slices.Clip(p.args)
	if len(more) > 0 {
		// The sign keeps the index from looking up each row by itself.
		q.where = append(slices.Clip(p.where), fmt.Sprintf("(v.id >= %d OR +v.id IN (SELECT value FROM json_each(%s)))", in.lo, q.bind(asJSON(idsOf(more)))))
		in.lo = more[len(more)-1].id
	}
	columns := "v.id, v.article, 0.0"
	if p.match != "" { // the index alone knows the rank
		q.nested = true
		columns = fmt.Sprintf("v.id, v.article, -bm25(fulltext, 1, %g)", titleWeight)
	}
	statement := q.statement(columns, newestFirst, in.limit)
	if p.wordsOnly() {
		statement = strings.NewReplacer("fulltext CROSS JOIN versions v ON v.id = fulltext.rowid", "fulltext", "v.article", "0", "v.id", "fulltext.rowid").Replace(statement)
	}
	return collect(ctx, s.reader, scanScored, statement, q.arguments(in.lo, in.hi)...)
}

func idsOf(some []candidate) []int64 {
	ids := make([]int64, len(some))
	for i, c := range some {
		ids[i] = c.id
	}
	return ids
}

func scanScored(row scanner) (v scored, err error) {
	err = row.Scan(&v.id, &v.article, &v.score)
	return v, err
}

// fold keeps the first version of each article, at most limit, and fills in
// the articles where they are not known.
func (s *Store) fold(ctx context.Context, all []scored, limit int) ([]scored, error) {
	seen := map[int64]bool{}
	var best []scored
	for part := range slices.Chunk(all, max(limit, 50)) {
		var unknown []candidate
		for _, c := range part {
			if c.article == 0 {
				unknown = append(unknown, c.candidate)
			}
		}
		articles := map[int64]int64{}
		if len(unknown) > 0 {
			found, err := collect(ctx, s.reader, scanCandidate, `SELECT id, article FROM versions WHERE id IN (SELECT value FROM json_each(?))`, asJSON(idsOf(unknown)))
			if err != nil {
				return nil, err
			}
			for _, c := range found {
				articles[c.id] = c.article
			}
		}
		for _, c := range part {
			if c.article == 0 {
				c.article = articles[c.id]
			}
			if !seen[c.article] {
				seen[c.article] = true
				best = append(best, c)
			}
			if len(best) == limit {
				return best, nil
			}
		}
	}
	return best, nil
}
