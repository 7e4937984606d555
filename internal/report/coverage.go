package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Counts is what coverage asks of a store.
type Counts interface {
	CountBy(ctx context.Context, n query.Node, unit store.Unit) ([]store.Bucket, error)
	CountByOutlet(ctx context.Context, n query.Node, unit store.Unit) ([]store.OutletBucket, error)
	Outlets(ctx context.Context) (map[int64]news.Outlet, error)
	Runs(ctx context.Context, limit int) ([]news.Run, error)
}

// CoverageOptions says how to count.
type CoverageOptions struct {
	By        string // day, week or month
	PerOutlet bool
	Normalise bool // as a share of all articles of the same time (and outlet)
	From, To  time.Time
	Compare   query.Node // nil: none
	Silent    bool       // list the outlets that have nothing, too
}

// Coverage is how much was published over time. Times in which nothing was
// published are there, too, with 0.
type Coverage struct {
	By      string           `json:"by"`
	Buckets []CoverageBucket `json:"buckets"`
	Outlets []OutletCoverage `json:"outlets"` // who covered it, the most first; empty unless asked for
	Silent  []string         `json:"silent"`  // outlets with articles in this time, but none that matches
	Total   int              `json:"total"`
	Other   int              `json:"other"` // articles that match the other query
}

// CoverageBucket is one day, week or month.
type CoverageBucket struct {
	Start  string  `json:"start"` // its first day
	Count  int     `json:"count"`
	Other  int     `json:"other"`  // of the query that it is compared with
	All    int     `json:"all"`    // all articles of that time
	Share  float64 `json:"share"`  // Count of All
	Outage bool    `json:"outage"` // nothing at all was stored of that time, though there was something before and after
}

// OutletCoverage is one outlet's share.
type OutletCoverage struct {
	Outlet string  `json:"outlet"`
	Domain string  `json:"domain"`
	Count  int     `json:"count"`
	All    int     `json:"all"`
	Share  float64 `json:"share"`
	Counts []int   `json:"counts"` // for each bucket
}

// CountCoverage counts the articles that match per day, week or month.
func CountCoverage(ctx context.Context, s Counts, n query.Node, o CoverageOptions) (Coverage, error) {
	unit := store.ByDay
	if o.By == "month" {
		unit = store.ByMonth
	}
	c := Coverage{By: o.By, Buckets: []CoverageBucket{}, Outlets: []OutletCoverage{}, Silent: []string{}}
	matches, err := s.CountBy(ctx, n, unit)
	if err != nil {
		return c, err
	}
	var other []store.Bucket
	if o.Compare != nil {
		if other, err = s.CountBy(ctx, o.Compare, unit); err != nil {
			return c, err
		}
	}
	all, err := s.CountBy(ctx, query.All{}, unit)
	if err != nil {
		return c, err
	}
	first, last := edges(o, matches, other)
	if first.IsZero() {
		first, last = edges(o, all)
	}
	if first.IsZero() {
		return c, nil
	}
	index := map[time.Time]int{}
	for at := o.start(first); !at.After(last); at = o.next(at) {
		index[at] = len(c.Buckets)
		c.Buckets = append(c.Buckets, CoverageBucket{Start: at.Format(time.DateOnly)})
	}
	place := func(t time.Time) int {
		if i, ok := index[o.start(t)]; ok && !t.Before(first.AddDate(0, 0, -31)) {
			return i
		}
		return -1
	}
	for _, b := range matches {
		if i := place(b.Start); i >= 0 {
			c.Buckets[i].Count += b.Count
			c.Total += b.Count
		}
	}
	for _, b := range other {
		if i := place(b.Start); i >= 0 {
			c.Buckets[i].Other += b.Count
			c.Other += b.Count
		}
	}
	for _, b := range all {
		if i := place(b.Start); i >= 0 {
			c.Buckets[i].All += b.Count
		}
	}
	markOutages(c.Buckets, all, o)
	if !o.PerOutlet && !o.Silent {
		return c, nil
	}
	return c, c.outlets(ctx, s, n, o, unit, place)
}

// edges are the first and last day to be shown.
func edges(o CoverageOptions, lists ...[]store.Bucket) (first, last time.Time) {
	for _, list := range lists {
		for _, b := range list {
			if first.IsZero() || b.Start.Before(first) {
				first = b.Start
			}
			if b.Start.After(last) {
				last = b.Start
			}
		}
	}
	if !o.From.IsZero() {
		first = o.From
	}
	if !o.To.IsZero() {
		last = o.To.Add(-time.Second)
	}
	return first, last
}

func (o CoverageOptions) start(t time.Time) time.Time {
	switch o.By {
	case "month":
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	case "week": // of ISO 8601: from Monday on
		t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (o CoverageOptions) next(t time.Time) time.Time {
	switch o.By {
	case "month":
		return t.AddDate(0, 1, 0)
	case "week":
		return t.AddDate(0, 0, 7)
	}
	return t.AddDate(0, 0, 1)
}

// markOutages fills in the shares, and marks the times of which nothing at all
// was stored, where most others have articles.
func markOutages(buckets []CoverageBucket, all []store.Bucket, o CoverageOptions) {
	if len(all) == 0 {
		return
	}
	filled := 0
	for i := range buckets {
		if b := &buckets[i]; b.All > 0 {
			filled++
			b.Share = float64(b.Count) / float64(b.All)
		}
	}
	if filled*5 < len(buckets)*4 { // a store with gaps everywhere: they say nothing
		return
	}
	from, to := o.start(all[0].Start).Format(time.DateOnly), o.start(all[len(all)-1].Start).Format(time.DateOnly)
	for i := range buckets {
		b := &buckets[i]
		b.Outage = b.All == 0 && b.Start > from && b.Start < to
	}
}

func (c *Coverage) outlets(ctx context.Context, s Counts, n query.Node, o CoverageOptions, unit store.Unit, place func(time.Time) int) error {
	names, err := s.Outlets(ctx)
	if err != nil {
		return err
	}
	rows := map[int64]*OutletCoverage{}
	row := func(id int64) *OutletCoverage {
		r, ok := rows[id]
		if !ok {
			r = &OutletCoverage{Outlet: cmp.Or(names[id].Name, names[id].Domain), Domain: names[id].Domain, Counts: make([]int, len(c.Buckets))}
			rows[id] = r
		}
		return r
	}
	matches, err := s.CountByOutlet(ctx, n, unit)
	if err != nil {
		return err
	}
	for _, b := range matches {
		if i := place(b.Start); i >= 0 {
			r := row(b.Outlet)
			r.Count += b.Count
			r.Counts[i] += b.Count
		}
	}
	all, err := s.CountByOutlet(ctx, query.All{}, unit)
	if err != nil {
		return err
	}
	for _, b := range all {
		if place(b.Start) >= 0 {
			row(b.Outlet).All += b.Count
		}
	}
	for _, r := range rows {
		if r.All > 0 {
			r.Share = float64(r.Count) / float64(r.All)
		}
		if r.Count == 0 {
			c.Silent = append(c.Silent, r.Outlet)
		} else if o.PerOutlet {
			c.Outlets = append(c.Outlets, *r)
		}
	}
	slices.Sort(c.Silent)
	slices.SortFunc(c.Outlets, func(a, b OutletCoverage) int {
		if o.Normalise {
			return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Outlet, b.Outlet))
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Outlet, b.Outlet))
	})
	return nil
}
