package ingest

import (
	"context"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/store"
)

// longID is the length from which on an item's id is taken to be its own, and
// not a number that the next item will have.
const longID = 9

// listedKey is an item of a source: its article and its id.
type listedKey struct{ url, id string }

// memory is what a source has said before of what it lists now.
type memory struct {
	at     map[string][]store.Listed // by article, oldest first
	last   map[listedKey]store.Listed
	listed map[string]int  // how often an id is listed now
	urls   map[string]bool // that are listed now
}

// compare finds the listings that say something new, and what the rest means.
// An item is known by its id first: one whose link changed is the same article
// if its id is listed once and its old link no longer. One whose id changed is
// known by its link, and is no news if it says the same.
func (j *Job) compare(ctx context.Context, s news.Source, all []store.Listing) ([]store.Listing, told, error) {
	t := told{read: true, items: len(all)}
	all = once(all)
	if s.ID == 0 || s.LastSuccess.IsZero() {
		t.fresh = len(all)
		return all, t, nil
	}
	m, err := j.remember(ctx, s, all)
	if err != nil {
		return nil, t, err
	}
	kept := all[:0]
	for _, l := range all {
		before := m.at[l.ArticleURL]
		if len(before) == 0 {
			t.fresh++
			kept = append(kept, l)
			continue
		}
		t.known = true
		t.longer = t.longer || s.Move.To == "" || before[0].Seen.Before(s.Move.Since)
		if !m.same(l, before, j.Options.NoPages) {
			kept = append(kept, l)
		}
	}
	return kept, t, nil
}

// once drops what is listed twice under one id.
func once(all []store.Listing) []store.Listing {
	met := make(map[listedKey]bool, len(all))
	return slices.DeleteFunc(all, func(l store.Listing) bool {
		key := listedKey{l.ArticleURL, l.Sighting.FeedID}
		again := key.id != "" && met[key]
		met[key] = true
		return again
	})
}

// remember asks the store once for the links listed, and once for the ids of
// those that are not known.
func (j *Job) remember(ctx context.Context, s news.Source, all []store.Listing) (*memory, error) {
	m := &memory{at: map[string][]store.Listed{}, last: map[listedKey]store.Listed{}, listed: map[string]int{}, urls: map[string]bool{}}
	urls := make([]string, 0, len(all))
	for _, l := range all {
		m.listed[l.Sighting.FeedID]++
		if !m.urls[l.ArticleURL] {
			m.urls[l.ArticleURL] = true
			urls = append(urls, l.ArticleURL)
		}
	}
	known, err := j.Store.ListedAt(ctx, s.ID, urls)
	if err != nil {
		return nil, err
	}
	m.add(known)
	var ids []string
	for _, l := range all {
		if id := l.Sighting.FeedID; id != "" && m.listed[id] == 1 && len(m.at[l.ArticleURL]) == 0 {
			ids = append(ids, id)
		}
	}
	if known, err = j.Store.ListedAs(ctx, s.ID, ids); err != nil {
		return nil, err
	}
	byID := map[string]store.Listed{}
	for _, k := range known {
		byID[k.FeedID] = k
	}
	m.add(known)
	for i := range all {
		l := &all[i]
		k, found := byID[l.Sighting.FeedID]
		if found && k.ArticleURL != l.ArticleURL && !m.urls[k.ArticleURL] && l.Sighting.FeedID != "" && sameItem(k, l.Sighting) {
			l.ArticleURL, l.Outlet.Domain = k.ArticleURL, outletDomain(k.ArticleURL)
		}
	}
	return m, nil
}

// sameItem says whether an id can be trusted to name the same item: it is no
// bare number that another item has now.
func sameItem(k store.Listed, g news.Sighting) bool {
	return len(g.FeedID) >= longID || strings.Contains(g.FeedID, ":") || k.Title == g.Title || !k.Published.IsZero() && k.Published == g.Published
}

func (m *memory) add(known []store.Listed) {
	for _, k := range known {
		m.at[k.ArticleURL] = append(m.at[k.ArticleURL], k)
		m.last[listedKey{k.ArticleURL, k.FeedID}] = k
	}
}

// same says whether an item says what it said the last time, so that there is
// nothing to do: no sighting to keep, no page to fetch, no version to make.
func (m *memory) same(l store.Listing, before []store.Listed, noPages bool) bool {
	done := before[0].Looks > 0 || l.NextLook.IsZero()
	if noPages {
		done = before[0].Read
	}
	if !done {
		return false
	}
	g := l.Sighting
	if g.URL == "" {
		g.URL = l.ArticleURL
	}
	sum := store.SumOf(g)
	if g.FeedID == "" {
		return slices.ContainsFunc(before, func(k store.Listed) bool { return k.FeedID == "" && k.Sum == sum })
	}
	if k, known := m.last[listedKey{l.ArticleURL, g.FeedID}]; known {
		return k.Sum == sum
	}
	for _, k := range slices.Backward(before) {
		if k.FeedID == "" || m.listed[k.FeedID] > 0 {
			continue
		}
		g.FeedID = k.FeedID
		if store.SumOf(g) == k.Sum {
			return true // only its id is another
		}
	}
	return false
}
