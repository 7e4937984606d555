package store

import (
	"context"

	"dateline/internal/query"
)

// Kin says how an article is related to others.
type Kin struct {
	Article int64
	Story   int64  // 0: not told yet
	CopyOf  int64  // article whose text it has; 0: none
	CopyURL string // of that article
	Copies  int    // articles that have its text
}

// KinOf returns how some articles are related to others.
func (s *Store) KinOf(ctx context.Context, articles []int64) (_ map[int64]Kin, err error) {
	defer explain(&err, "look up copies and stories")
	scan := func(row scanner) (k Kin, err error) {
		err = row.Scan(&k.Article, &k.Story, &k.CopyOf, &k.CopyURL, &k.Copies)
		return k, err
	}
	all := make(map[int64]Kin, len(articles))
	for k, err := range each(ctx, s.reader, scan, `SELECT j.value, coalesce((SELECT story FROM members WHERE article = j.value), 0),
			coalesce(c.of, 0), coalesce((SELECT url FROM articles WHERE id = c.of), ''), (SELECT count(*) FROM copies WHERE of = j.value)
		FROM json_each(?) j LEFT JOIN copies c ON c.article = j.value`, asJSON(articles)) {
		if err != nil {
			return nil, err
		}
		all[k.Article] = k
	}
	return all, nil
}

// CopiesOf returns for those of some articles that are copies whose they are.
func (s *Store) CopiesOf(ctx context.Context, articles []int64) (_ map[int64]int64, err error) {
	defer explain(&err, "look up copies")
	copies := map[int64]int64{}
	for c, err := range each(ctx, s.reader, scanCandidate, `SELECT article, of FROM copies WHERE article IN (SELECT value FROM json_each(?))`, asJSON(articles)) {
		if err != nil {
			return nil, err
		}
		copies[c.id] = c.article
	}
	return copies, nil
}

// Family is the articles that have one text: the original, its copies, and
// theirs.
type Family struct {
	Root    int64   // the original, as far as it is stored
	Members []int64 // with the root, ascending
}

// Families returns for some articles the families that they belong to. One that
// is no copy and has none is a family of its own.
func (s *Store) Families(ctx context.Context, articles []int64) (_ map[int64]Family, err error) {
	defer explain(&err, "look up copies")
	roots := make(map[int64]int64, len(articles))
	members := map[int64][]int64{}
	for c, err := range each(ctx, s.reader, scanCandidate, `WITH RECURSIVE up (article, root) AS (
			SELECT value, value FROM json_each(?)
			UNION SELECT u.article, c.of FROM up u JOIN copies c ON c.article = u.root
		) SELECT article, root FROM up WHERE root NOT IN (SELECT article FROM copies)`, asJSON(articles)) {
		if err != nil {
			return nil, err
		}
		roots[c.id] = c.article
		members[c.article] = nil
	}
	var asked []int64
	for root := range members {
		asked = append(asked, root)
	}
	for c, err := range each(ctx, s.reader, scanCandidate, `WITH RECURSIVE down (root, article) AS (
			SELECT value, value FROM json_each(?)
			UNION SELECT d.root, c.article FROM down d JOIN copies c ON c.of = d.article
		) SELECT root, article FROM down ORDER BY root, article`, asJSON(asked)) {
		if err != nil {
			return nil, err
		}
		members[c.id] = append(members[c.id], c.article)
	}
	families := make(map[int64]Family, len(roots))
	for article, root := range roots {
		families[article] = Family{root, members[root]}
	}
	return families, nil
}

// Matching returns those of some articles that match, each with its newest
// version that does.
func (s *Store) Matching(ctx context.Context, n query.Node, articles []int64) (_ []Hit, err error) {
	defer explain(&err, "search")
	p, err := s.compile(ctx, n)
	if err != nil || p.empty {
		return nil, err
	}
	versions, err := collect(ctx, s.reader, scanCandidate, `SELECT id, article FROM versions WHERE article IN (SELECT value FROM json_each(?))`, asJSON(articles))
	if err != nil {
		return nil, err
	}
	versions, err = s.matching(ctx, p, versions)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	var ids []int64
	for _, c := range versions {
		if !seen[c.article] {
			seen[c.article] = true
			ids = append(ids, c.id)
		}
	}
	return s.hits(ctx, ids)
}

// StoryArticles returns the articles of a story with what they say now, those
// published first before others.
func (s *Store) StoryArticles(ctx context.Context, story int64) (_ []Hit, err error) {
	defer explain(&err, "list the articles of story %d", story)
	ids, err := collect(ctx, s.reader, scanInt, `SELECT v.id FROM members m JOIN versions v ON v.article = m.article WHERE m.story = ? AND `+standing+` ORDER BY v.id`, story)
	if err != nil {
		return nil, err
	}
	return s.hits(ctx, ids)
}

// MovedStory returns the story that most articles of a story have gone to that
// has none left; 0 if none went.
func (s *Store) MovedStory(ctx context.Context, story int64) (to int64, err error) {
	defer explain(&err, "look up story %d", story)
	ids, err := collect(ctx, s.reader, scanInt, `SELECT to_story FROM moves WHERE from_story = ? GROUP BY to_story ORDER BY count(*) DESC, to_story LIMIT 1`, story)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

// StoryComparables returns the articles of a story as they are compared, and
// whose copies they are.
func (s *Store) StoryComparables(ctx context.Context, story int64) (_ []Comparable, copies map[int64]Copy, err error) {
	defer explain(&err, "list the articles of story %d", story)
	return s.comparablesOf(ctx, `SELECT article FROM members WHERE story = ?`, story)
}

// ArticleComparables does the same for articles by their numbers.
func (s *Store) ArticleComparables(ctx context.Context, articles []int64) (_ []Comparable, copies map[int64]Copy, err error) {
	defer explain(&err, "read %d articles", len(articles))
	return s.comparablesOf(ctx, `SELECT value FROM json_each(?)`, asJSON(articles))
}

func (s *Store) comparablesOf(ctx context.Context, which string, arg any) (all []Comparable, copies map[int64]Copy, err error) {
	all, err = collect(ctx, s.reader, scanComparable, comparableColumns+`v.article IN (`+which+`) AND `+standing+` ORDER BY v.id`, arg)
	if err != nil {
		return nil, nil, err
	}
	type row struct {
		article int64
		Copy
	}
	scan := func(r scanner) (c row, err error) {
		err = r.Scan(&c.article, &c.Of, &c.Kind, &c.Share, &c.Taken, &c.Why)
		return c, err
	}
	copies = map[int64]Copy{}
	for c, err := range each(ctx, s.reader, scan, `SELECT article, of, kind, share, taken, why FROM copies WHERE article IN (`+which+`)`, arg) {
		if err != nil {
			return nil, nil, err
		}
		copies[c.article] = c.Copy
	}
	return all, copies, nil
}
