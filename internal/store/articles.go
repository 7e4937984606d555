package store

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"dateline/internal/news"
)

const articleQuery = `SELECT a.id, a.url, a.target, o.id, o.domain, o.name, a.first_seen, a.next_look, a.looks, a.failures, a.last_code FROM articles a JOIN outlets o ON o.id = a.outlet `

// maxFound is the most articles that one reference returns.
const maxFound = 20

// FindArticles returns the articles that ref can mean: the one with this
// number, or with this canonical URL, or else those whose URL holds ref, at
// most twenty, newest first. None is no error.
func (s *Store) FindArticles(ctx context.Context, ref string) (_ []news.Article, err error) {
	defer explain(&err, "find article %q", ref)
	if id, err := strconv.ParseInt(ref, 10, 64); err == nil {
		if found, err := collect(ctx, s.reader, scanArticle, articleQuery+`WHERE a.id = ?`, id); err != nil || len(found) > 0 {
			return found, err
		}
	}
	if found, err := collect(ctx, s.reader, scanArticle, articleQuery+`WHERE a.url = ?`, ref); err != nil || len(found) > 0 || ref == "" {
		return found, err
	}
	return collect(ctx, s.reader, scanArticle, articleQuery+`WHERE instr(a.url, ?) ORDER BY a.id DESC LIMIT ?`, ref, maxFound)
}

// DueArticles returns articles that are to be looked at now, longest due first.
func (s *Store) DueArticles(ctx context.Context, now time.Time, limit int) (_ []news.Article, err error) {
	defer explain(&err, "list due articles")
	return collect(ctx, s.reader, scanArticle, articleQuery+`WHERE a.next_look <= ? ORDER BY a.next_look, a.id LIMIT ?`, now.UnixMilli(), limit)
}

func scanArticle(row scanner) (news.Article, error) {
	var a news.Article
	var target, seen, look sql.NullInt64
	err := row.Scan(&a.ID, &a.URL, &target, &a.Outlet.ID, &a.Outlet.Domain, &a.Outlet.Name, &seen, &look, &a.Looks, &a.Failures, &a.LastCode)
	a.Target, a.FirstSeen, a.NextLook = target.Int64, fromMillis(seen), fromMillis(look)
	return a, err
}

// Sightings returns what sources said about an article, oldest first.
func (s *Store) Sightings(ctx context.Context, article int64) (_ []news.Sighting, err error) {
	defer explain(&err, "list sightings of article %d", article)
	return collect(ctx, s.reader, scanSighting, `SELECT g.id, g.article, g.source, g.capture, g.feed_id, coalesce(g.url, a.url), g.title, g.summary, g.content, g.authors, g.published, g.updated, g.language, g.seen
		FROM sightings g JOIN articles a ON a.id = g.article WHERE g.article = ? ORDER BY g.id`, article)
}

func scanSighting(row scanner) (g news.Sighting, err error) {
	var source, seen sql.NullInt64
	var authors sql.NullString
	var packed []byte
	var published, updated string
	if err := row.Scan(&g.ID, &g.Article, &source, &g.Capture, &g.FeedID, &g.URL, &g.Title, &g.Summary, &packed, &authors, &published, &updated, &g.Language, &seen); err != nil {
		return g, err
	}
	g.Source, g.Seen = source.Int64, fromMillis(seen)
	if packed != nil {
		if g.Text, err = decompress(packed); err != nil {
			return g, err
		}
	}
	if g.Authors, err = fromList(authors); err != nil {
		return g, err
	}
	if g.Published, err = date(published); err != nil {
		return g, err
	}
	g.Updated, err = date(updated)
	return g, err
}
