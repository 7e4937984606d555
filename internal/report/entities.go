package report

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Appearances is what entities asks of a store.
type Appearances interface {
	Readings(ctx context.Context, n query.Node) iter.Seq2[store.ToldReading, error]
}

// EntityRow is who or what appears in articles, how often, since when, with whom.
type EntityRow struct {
	Name     string    `json:"name"`
	Kind     string    `json:"kind"`
	Key      string    `json:"key"`      // of the gazetteer; "": found by its shape
	Articles int       `json:"articles"` // that name it
	Mentions int       `json:"mentions"`
	First    edtf.Date `json:"first"` // day on which the earliest of them was published, or seen
	Last     edtf.Date `json:"last"`
	With     []Company `json:"with"` // who appears in the same articles most, the most first

	from, to time.Time
}

// Company is another entity in the same articles.
type Company struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Articles int    `json:"articles"`
}

// EntityOptions restricts what is answered.
type EntityOptions struct {
	Kinds []string // none: all
	Limit int      // 0: all
	With  int      // how many others to name with each
}

// Entities returns who and what the articles that match name, the most often
// named first.
func Entities(ctx context.Context, s Appearances, n query.Node, o EntityOptions) ([]EntityRow, error) {
	type who struct {
		kind news.EntityKind
		name string
	}
	rows := map[who]*EntityRow{}
	pairs := map[[2]who]int{}
	for told, err := range s.Readings(ctx, n) {
		if err != nil {
			return nil, err
		}
		count := map[who]int{}
		var order []who
		for _, m := range told.Reading.Mentions {
			w := who{m.Kind, m.Name}
			if count[w] == 0 {
				order = append(order, w)
			}
			count[w]++
			if r, ok := rows[w]; !ok {
				rows[w] = &EntityRow{Name: m.Name, Kind: string(m.Kind), Key: m.Key, With: []Company{}}
			} else if r.Key == "" {
				r.Key = m.Key
			}
		}
		at := told.Time()
		for i, w := range order {
			r := rows[w]
			r.Articles++
			r.Mentions += count[w]
			if r.from.IsZero() || at.Before(r.from) {
				r.from = at
			}
			if at.After(r.to) {
				r.to = at
			}
			for _, v := range order[i+1:] {
				pairs[[2]who{w, v}]++
			}
		}
	}
	out := make([]EntityRow, 0, len(rows))
	for _, r := range rows {
		if len(o.Kinds) == 0 || slices.Contains(o.Kinds, r.Kind) {
			r.First, r.Last = dayOf(r.from), dayOf(r.to)
			out = append(out, *r)
		}
	}
	slices.SortFunc(out, func(a, b EntityRow) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind))
	})
	if o.Limit > 0 && len(out) > o.Limit {
		out = out[:o.Limit]
	}
	place := make(map[who]int, len(out))
	for i, r := range out {
		place[who{news.EntityKind(r.Kind), r.Name}] = i
	}
	for pair, n := range pairs {
		for i := range pair {
			if at, ok := place[pair[i]]; ok {
				out[at].With = append(out[at].With, Company{pair[1-i].name, string(pair[1-i].kind), n})
			}
		}
	}
	for i := range out {
		with := sumUp(out[i].With)
		out[i].With = with[:min(len(with), o.With)]
	}
	return out, nil
}

// sumUp adds what stands there twice, and sorts the most first.
func sumUp(all []Company) []Company {
	slices.SortFunc(all, func(a, b Company) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind)) })
	kept := all[:0]
	for _, c := range all {
		if n := len(kept); n > 0 && kept[n-1].Name == c.Name && kept[n-1].Kind == c.Kind {
			kept[n-1].Articles += c.Articles
			continue
		}
		kept = append(kept, c)
	}
	slices.SortStableFunc(kept, func(a, b Company) int { return cmp.Compare(b.Articles, a.Articles) })
	return kept
}

func dayOf(t time.Time) edtf.Date {
	if t.IsZero() {
		return edtf.Date{}
	}
	return edtf.Day(t.Year(), t.Month(), t.Day())
}
