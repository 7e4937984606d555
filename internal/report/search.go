// Package report answers questions about the store as plain data. The JSON
// names of its types are the contract of docs/json.md.
package report

import (
	"context"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/weburl"
)

// Index is what search asks of a store: candidates, newest first or ranked.
type Index interface {
	Newest(ctx context.Context, n query.Node, before int64, limit int) ([]store.Hit, error)
	Ranked(ctx context.Context, n query.Node, limit int, exact bool) (store.Ranking, error)
	Texts(ctx context.Context, versions []int64) (map[int64]string, error)
	KinOf(ctx context.Context, articles []int64) (map[int64]store.Kin, error)
	Families(ctx context.Context, articles []int64) (map[int64]store.Family, error)
	Matching(ctx context.Context, n query.Node, articles []int64) ([]store.Hit, error)
}

// Article is one answer of a search.
type Article struct {
	ID        int64     `json:"id"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Outlet    string    `json:"outlet"`
	Domain    string    `json:"domain"`
	Published edtf.Date `json:"published"`
	Seen      time.Time `json:"first_seen"`
	Language  string    `json:"language"`
	Authors   []string  `json:"authors"`
	Access    string    `json:"access"`
	Version   int       `json:"version"`           // the version that matched
	Story     *int64    `json:"story"`             // the story that it belongs to; null: not told yet
	CopyOf    string    `json:"copy_of"`           // URL of the article whose text it has; "": none
	Copies    int       `json:"copies"`            // articles that have its text; where copies are folded, those that match, too
	Passage   *Passage  `json:"passage,omitempty"` // the sentence that matches best
	Score     float64   `json:"score,omitempty"`   // of ranked answers; higher is better
}

// Passage is a byte span of a version's text with its words.
type Passage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// SearchOptions says how to search.
type SearchOptions struct {
	Limit int  // 0: all
	Rank  bool // by relevance instead of newest first
	Exact bool // rank every match, however many there are
	Fold  bool // give copies of one text as one article: the original, if it matches, else the earliest
}

// Searched says what a ranking was made from.
type Searched struct {
	Matches    int  // articles or versions that match; only of ranked answers
	Considered int  // of them ranked
	Exact      bool // all of them were
}

// pageSize is how many answers are asked of the store at once.
const pageSize = 500

// Search calls each with the articles that match, in order, until it returns
// an error or the limit is reached.
func Search(ctx context.Context, index Index, n query.Node, o SearchOptions, each func(Article) error) (Searched, error) {
	if o.Rank {
		return searchRanked(ctx, index, n, o, each)
	}
	f := folder{Index: index, query: n, options: o, wanted: highlights(n), each: each, shown: map[int64]bool{}}
	for before := int64(0); ; {
		ask := pageSize
		if o.Limit > 0 {
			ask = min(ask, max(o.Limit-f.given, 1))
		}
		hits, err := index.Newest(ctx, n, before, ask)
		if err != nil || len(hits) == 0 {
			return Searched{Exact: true}, err
		}
		before = hits[len(hits)-1].Version.ID
		if err := f.give(ctx, hits); err != nil {
			return Searched{}, err
		}
		if len(hits) < ask || o.Limit > 0 && f.given >= o.Limit {
			return Searched{Exact: true}, nil
		}
	}
}

func searchRanked(ctx context.Context, index Index, n query.Node, o SearchOptions, each func(Article) error) (Searched, error) {
	limit := o.Limit
	if limit == 0 || o.Fold { // how many are copies is not known yet
		limit = max(limit*4, 200)
	}
	if o.Limit == 0 {
		limit = 1 << 30
	}
	r, err := index.Ranked(ctx, n, limit, o.Exact)
	if err != nil {
		return Searched{}, err
	}
	s := Searched{Matches: r.Matches, Considered: r.Considered, Exact: r.Exact}
	f := folder{Index: index, query: n, options: o, wanted: highlights(n), each: each, shown: map[int64]bool{}}
	for start := 0; start < len(r.Hits) && (o.Limit == 0 || f.given < o.Limit); start += pageSize {
		if err := f.give(ctx, r.Hits[start:min(start+pageSize, len(r.Hits))]); err != nil {
			return s, err
		}
	}
	return s, nil
}

func articleOf(a news.Article, v news.Version) Article {
	row := Article{
		ID: a.ID, Title: v.Title, URL: weburl.Display(a.URL), Outlet: a.Outlet.Name, Domain: a.Outlet.Domain, Published: v.Published,
		Seen: a.FirstSeen, Language: v.Language, Authors: v.Authors, Access: string(v.Access), Version: v.Number,
	}
	if row.Outlet == "" {
		row.Outlet = row.Domain
	}
	if row.Authors == nil {
		row.Authors = []string{}
	}
	return row
}
