package ingest

import (
	"cmp"
	"slices"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/news"
)

// Bounds of what is followed of a sitemap index.
const (
	mostParts   = 50
	recentParts = 7 * 24 * time.Hour
)

// readSource reads a followed source's list of articles.
func (j *Job) readSource(d document, s news.Source) (findings, error) {
	if s.Kind == news.SourcePage {
		found := j.items(linksOf(d), s, d)
		if len(found.listings) == 0 {
			return findings{}, fault.New(fault.NotAFeed, "the page lists no articles")
		}
		return found, nil
	}
	f, err := feed.Parse(d.body, feed.Options{BaseURL: d.final, ContentType: d.contentType})
	if err != nil {
		return findings{}, err
	}
	found := j.items(f, s, d)
	if d.task.Kind == KindSource {
		found.parts = parts(f, s, d.time)
	}
	return found, nil
}

// readUnfollowed reads a feed that was given once, and keeps it as a source
// that is not asked again by itself.
func (j *Job) readUnfollowed(d document) (findings, error) {
	f, err := feed.Parse(d.body, feed.Options{BaseURL: cmp.Or(j.Options.URL, d.final), ContentType: d.contentType})
	if err != nil {
		return findings{}, err
	}
	kind := news.SourceFeed
	if f.Format == feed.Sitemap || f.Format == feed.SitemapIndex {
		kind = news.SourceSitemap
	}
	s := news.Source{
		URL: cmp.Or(j.Options.URL, d.url, f.Self, "text:"+hexSum(d.body)[:16]), Kind: kind, Title: f.Title, Site: f.Link,
		State: news.SourceOnce, Added: d.time, Validators: d.validators, LastFetch: d.time, LastSuccess: d.time,
	}
	found := j.items(f, s, d)
	found.source = &s
	return found, nil
}

// items lists a feed's items, with versions of them where pages are not fetched.
func (j *Job) items(f *feed.Feed, s news.Source, d document) findings {
	found := findings{listings: j.listings(f, s, d), title: f.Title}
	if j.Options.NoPages {
		found.looks = itemLooks(found.listings, d.time)
	}
	return found
}

// parts are the sitemaps of an index that can hold something new: those
// changed of late, or whose change is not told; the newest first.
func parts(f *feed.Feed, s news.Source, now time.Time) []Task {
	maps := slices.DeleteFunc(slices.Clone(f.Sitemaps), func(m feed.SitemapRef) bool {
		_, end := m.Updated.Bounds()
		return !m.Updated.IsZero() && end.Before(now.Add(-recentParts))
	})
	slices.SortStableFunc(maps, func(a, b feed.SitemapRef) int {
		if a.Updated.IsZero() != b.Updated.IsZero() {
			return cmp.Compare(order(a.Updated), order(b.Updated))
		}
		return edtf.Compare(b.Updated, a.Updated)
	})
	var tasks []Task
	for _, m := range maps[:min(len(maps), mostParts)] {
		tasks = append(tasks, Task{Kind: KindPart, URL: m.URL, Source: &s})
	}
	return tasks
}

// order puts dated sitemaps before those without a date.
func order(d edtf.Date) int {
	if d.IsZero() {
		return 1
	}
	return 0
}
