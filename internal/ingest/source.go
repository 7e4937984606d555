package ingest

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/store"
)

// Bounds of what is followed of a sitemap index.
const (
	mostParts   = 50
	recentParts = 7 * 24 * time.Hour
)

// readSource reads a followed source's list of articles.
func (j *Job) readSource(ctx context.Context, d document, s news.Source) (findings, error) {
	if s.Kind == news.SourcePage {
		links := linksOf(d)
		if len(links.Items) == 0 {
			return findings{}, cmp.Or(inPlaceOf(d), fault.New(fault.NotAFeed, "the page lists no articles"))
		}
		return j.items(ctx, links, s, d)
	}
	f, err := feed.Parse(d.body, feed.Options{BaseURL: d.final, ContentType: d.contentType})
	if fault.CodeOf(err) == fault.NotAFeed {
		return findings{}, cmp.Or(inPlaceOf(d), err)
	}
	if err != nil {
		return findings{}, err
	}
	cut, within := f.Cut()
	if within {
		f.Items = f.Items[:len(f.Items)-1] // it is read when it is whole
	}
	found, err := j.items(ctx, f, s, d)
	found.told.cut = cut || f.Mended()
	if d.task.Kind == KindSource {
		found.parts = parts(f, s, d.time)
	}
	return found, err
}

// inPlaceOf is why a page came with status 200 where a list was wanted: a check
// for robots, an error page; nil if it does not say.
func inPlaceOf(d document) error {
	if bytes.IndexByte(d.body[:min(len(d.body), 512)], '<') < 0 {
		return nil
	}
	return refusal(page.Parse(d.body, page.Options{URL: d.final, ContentType: d.contentType}), d)
}

// readUnfollowed reads a feed that was given once, and keeps it as a source
// that is not asked again by itself.
func (j *Job) readUnfollowed(ctx context.Context, d document) (findings, error) {
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
	if f.Mended() {
		s.Validators = news.Validators{} // a sound answer must not be "not modified"
	}
	found, err := j.items(ctx, f, s, d)
	found.source = &s
	return found, err
}

// items lists what a feed's items say anew, with versions of them where pages
// are not fetched.
func (j *Job) items(ctx context.Context, f *feed.Feed, s news.Source, d document) (found findings, err error) {
	if found.listings, found.told, err = j.compare(ctx, s, j.listings(f, s, d)); err != nil {
		return found, err
	}
	found.told.title, found.told.wishes = f.Title, wishes(f)
	found.told.gap, found.told.newest = dated(f.Items, d.time)
	for i := range found.listings {
		if l := &found.listings[i]; l.Sighting.Text != "" {
			l.Packed = store.Compress(l.Sighting.Text)
		}
	}
	if j.Options.NoPages {
		found.looks = j.itemLooks(found.listings, d.time)
	}
	return found, nil
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
