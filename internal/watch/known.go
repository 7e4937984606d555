package watch

import (
	"context"
	"iter"
	"slices"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Past is what a new watch asks of a store.
type Past interface {
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Texts(ctx context.Context, versions []int64) (map[int64]string, error)
}

// Known returns the denials in the articles that match: no news to a watch that
// is made now.
func Known(ctx context.Context, s Past, n query.Node) ([]store.Heard, error) {
	var denials []store.ToldStatement
	for t, err := range s.Statements(ctx, query.AndOf(n, query.Field{Name: "has", Value: "denial"})) {
		if err != nil {
			return nil, err
		}
		if t.Act == news.ActDenial {
			denials = append(denials, t)
		}
	}
	var known []store.Heard
	for part := range slices.Chunk(denials, arrivalsAtOnce) {
		versions := make([]int64, len(part))
		for i, t := range part {
			versions[i] = t.Version
		}
		texts, err := s.Texts(ctx, versions)
		if err != nil {
			return nil, err
		}
		for _, t := range part {
			if body := texts[t.Version]; t.Start >= 0 && t.Start < t.End && t.End <= len(body) {
				known = append(known, store.Heard{Speaker: t.Speaker, Words: t.Of(body)})
			}
		}
	}
	return known, nil
}
