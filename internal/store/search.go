package store

import (
	"context"
	"database/sql"
	"slices"

	"dateline/internal/news"
	"dateline/internal/query"
)

// Hit is an article that matches, with its newest version that does.
type Hit struct {
	Article news.Article
	Version news.Version // without Text
	Score   float64      // more is better; 0 if the answer is not ranked
}

// candidate is a version that matches.
type candidate struct{ id, article int64 }

// Newest returns the articles that match, newest first, each once. before is
// the id of the last version of the page before, 0 for the first page.
func (s *Store) Newest(ctx context.Context, n query.Node, before int64, limit int) (_ []Hit, err error) {
	defer explain(&err, "search")
	p, err := s.compile(ctx, n)
	if err != nil || p.empty || limit <= 0 {
		return nil, err
	}
	seen := map[int64]bool{}
	var ids []int64
	for cursor := p.until(before); len(ids) < limit; {
		want := limit - len(ids)
		page, err := s.candidates(ctx, p, cursor, want)
		if err != nil {
			return nil, err
		}
		var fresh []candidate
		for _, c := range page {
			if !seen[c.article] {
				seen[c.article] = true
				fresh = append(fresh, c)
			}
		}
		if before != 0 {
			if fresh, err = s.notShown(ctx, p, fresh, before); err != nil {
				return nil, err
			}
		}
		for _, c := range fresh {
			ids = append(ids, c.id)
		}
		if len(page) < want {
			break
		}
		cursor = page[len(page)-1].id
	}
	return s.hits(ctx, ids)
}

func (p *plan) until(before int64) int64 {
	if before == 0 {
		return p.hi
	}
	return min(p.hi, before)
}

// notShown leaves out articles that an earlier page showed with a newer version.
func (s *Store) notShown(ctx context.Context, p *plan, page []candidate, before int64) ([]candidate, error) {
	articles := make([]int64, len(page))
	for i, c := range page {
		articles[i] = c.article
	}
	newer, err := collect(ctx, s.reader, scanCandidate, `SELECT id, article FROM versions WHERE article IN (SELECT value FROM json_each(?)) AND id >= ?`, asJSON(articles), before)
	if err != nil || len(newer) == 0 {
		return page, err
	}
	newer, err = s.matching(ctx, p, newer)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(page, func(c candidate) bool {
		return slices.ContainsFunc(newer, func(n candidate) bool { return n.article == c.article })
	}), nil
}

// hits reads what is shown of versions, in the order of ids.
func (s *Store) hits(ctx context.Context, ids []int64) ([]Hit, error) {
	found := make(map[int64]Hit, len(ids))
	all, err := collectPrepared(ctx, s, scanHit, `SELECT a.url, o.id, o.domain, o.name, a.first_seen, a.next_look, a.looks, a.failures, a.last_code, `+versionColumns+`
		FROM versions v JOIN articles a ON a.id = v.article JOIN outlets o ON o.id = v.outlet WHERE v.id IN (SELECT value FROM json_each(?))`, asJSON(ids))
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		found[h.Version.ID] = h
	}
	hits := make([]Hit, 0, len(ids))
	for _, id := range ids {
		if h, ok := found[id]; ok {
			hits = append(hits, h)
		}
	}
	return hits, nil
}

func scanHit(row scanner) (h Hit, err error) {
	a := &h.Article
	var seen, look sql.NullInt64
	h.Version, err = scanVersionAnd(prefixed{row, []any{&a.URL, &a.Outlet.ID, &a.Outlet.Domain, &a.Outlet.Name, &seen, &look, &a.Looks, &a.Failures, &a.LastCode}})
	a.ID, a.FirstSeen, a.NextLook = h.Version.Article, fromMillis(seen), fromMillis(look)
	return h, err
}

// prefixed scans some columns before those that are asked for.
type prefixed struct {
	row   scanner
	first []any
}

func (p prefixed) Scan(into ...any) error { return p.row.Scan(slices.Concat(p.first, into)...) }

func scanCandidate(row scanner) (c candidate, err error) {
	err = row.Scan(&c.id, &c.article)
	return c, err
}

// arguments are those of statement.
func (p *plan) arguments(lo, hi int64) []any {
	args := append([]any{lo, hi}, p.args...)
	if p.match != "" {
		args = append(args, p.match)
	}
	return args
}
