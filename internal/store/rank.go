package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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
func (s *Store) toRank(ctx context.Context, p *plan, r *Ranking, exact bool) ([]scored, error) {
	limit := rankAll
	if exact {
		limit = 0
	}
	count, err := s.count(ctx, p, limit+min(limit, 1))
	if err != nil {
		return nil, err
	}
	r.Matches = count
	r.Exact = exact || count <= rankAll
	var all []scored
	if r.Exact {
		all, err = s.score(ctx, p, p.lo, p.hi, nil)
	} else {
		all, err = s.someOf(ctx, p)
	}
	r.Considered = len(all)
	return all, err
}

// someOf scores the newest matches and the newest with the words in the title.
func (s *Store) someOf(ctx context.Context, p *plan) ([]scored, error) {
	newest, err := s.candidates(ctx, p, p.hi, rankNewest)
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	oldest := newest[len(newest)-1].id
	all, err := s.score(ctx, p, oldest, p.hi, nil)
	if err != nil || p.match == "" {
		return all, err
	}
	titled := *p
	titled.match = "{title} : (" + p.match + ")"
	more, err := s.candidates(ctx, &titled, oldest, rankTitled)
	if err != nil || len(more) == 0 {
		return all, err
	}
	scores, err := s.score(ctx, p, p.lo, oldest, more)
	return append(all, scores...), err
}

// score gives the versions in [lo, hi) that match their score; if only is not
// nil, those of it.
func (s *Store) score(ctx context.Context, p *plan, lo, hi int64, only []candidate) ([]scored, error) {
	if p.match == "" {
		found, err := collect(ctx, s.reader, scanCandidate, p.statement("v.id, v.article", " ORDER BY v.id DESC"), p.arguments(lo, hi)...)
		all := make([]scored, len(found))
		for i, c := range found {
			all[i].candidate = c
		}
		return all, err
	}
	rank := fmt.Sprintf("-bm25(fulltext, 1, %g)", titleWeight)
	if p.wordsOnly() {
		statement := `SELECT rowid, 0, ` + rank + ` FROM fulltext WHERE fulltext MATCH ? AND rowid >= ? AND rowid < ?`
		args := []any{p.match, lo, hi}
		if only != nil {
			statement += ` AND rowid IN (SELECT value FROM json_each(?))`
			args = append(args, asJSON(idsOf(only)))
		}
		return collect(ctx, s.reader, scanScored, statement, args...)
	}
	q := *p
	q.args = slices.Clip(p.args)
	if only != nil {
		q.where = append(slices.Clip(p.where), "fulltext.rowid IN (SELECT value FROM json_each("+q.bind(asJSON(idsOf(only)))+"))")
	}
	return collect(ctx, s.reader, scanScored, q.statement("v.id, v.article, "+rank, ""), q.arguments(lo, hi)...)
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
