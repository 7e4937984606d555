package report

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Faceted is what facets ask of a store.
type Faceted interface {
	Readings(ctx context.Context, n query.Node) iter.Seq2[store.ToldReading, error]
	Outlets(ctx context.Context) (map[int64]news.Outlet, error)
}

// Facet is how the articles that match fall apart by one property.
type Facet struct {
	Name   string       `json:"facet"`
	Values []FacetValue `json:"values"` // the most frequent first
}

// FacetValue is one value of a property.
type FacetValue struct {
	Value    string `json:"value"`
	Articles int    `json:"articles"`
}

// FacetNames are the properties that can be counted.
var FacetNames = []string{"outlet", "company", "agency", "product", "person", "month", "origin"}

// Facets counts the articles that match by some properties, each with at most
// most values; months stand in their order.
func Facets(ctx context.Context, s Faceted, n query.Node, names []string, most int) ([]Facet, error) {
	for _, name := range names {
		if !slices.Contains(FacetNames, name) {
			return nil, fault.Advise(fault.New(fault.Usage, "no facet %q", name), "use %s", strings.Join(FacetNames, ", "))
		}
	}
	outlets, err := s.Outlets(ctx)
	if err != nil {
		return nil, err
	}
	counts := make([]map[string]int, len(names))
	for i := range counts {
		counts[i] = map[string]int{}
	}
	for told, err := range s.Readings(ctx, n) {
		if err != nil {
			return nil, err
		}
		for i, name := range names {
			for _, value := range facetValues(told, name, outlets) {
				counts[i][value]++
			}
		}
	}
	all := make([]Facet, len(names))
	for i, name := range names {
		all[i] = Facet{Name: name, Values: []FacetValue{}}
		for value, n := range counts[i] {
			all[i].Values = append(all[i].Values, FacetValue{value, n})
		}
		slices.SortFunc(all[i].Values, func(a, b FacetValue) int {
			if name == "month" {
				return cmp.Compare(a.Value, b.Value)
			}
			return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Value, b.Value))
		})
		if most > 0 && name != "month" && len(all[i].Values) > most {
			all[i].Values = all[i].Values[:most]
		}
	}
	return all, nil
}

// facetValues are the values of a property in one article, each once.
func facetValues(t store.ToldReading, name string, outlets map[int64]news.Outlet) []string {
	switch name {
	case "outlet":
		o := outlets[t.Outlet]
		return []string{cmp.Or(o.Name, o.Domain, "(unknown)")}
	case "month":
		return []string{t.Time().Format("2006-01")}
	case "origin":
		if t.Reading.Origin == "" {
			return nil
		}
		return []string{t.Reading.Origin}
	}
	var values []string
	for _, m := range t.Reading.Mentions {
		if string(m.Kind) == name && !slices.Contains(values, m.Name) {
			values = append(values, m.Name)
		}
	}
	return values
}
