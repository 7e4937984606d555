package ingest

import (
	"context"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/store"
	"dateline/internal/weburl"
)

// listings turns a feed's items into sightings of articles, in feed order.
func (j *Job) listings(f *feed.Feed, s news.Source, d document) []store.Listing {
	all := make([]store.Listing, 0, len(f.Items))
	for _, item := range f.Items {
		l := store.Listing{ArticleURL: itemURL(item, s), Sighting: news.Sighting{
			Source: s.ID, FeedID: item.ID, URL: item.Link, Title: item.Title,
			Summary: feed.PlainText(item.Summary), Text: feed.PlainText(item.Content), Authors: names(item.Authors),
			Published: item.Published, Updated: item.Updated, Language: item.Language, Seen: d.time,
		}}
		if l.Sighting.Language == "" {
			l.Sighting.Language = f.Language
		}
		l.Outlet.Domain = outletDomain(l.ArticleURL)
		if item.Link != "" && len(d.records) == 0 { // an archive has its pages with it
			l.NextLook = j.Now()
		}
		all = append(all, l)
	}
	return all
}

// itemURL is the canonical URL of an item's article; an item without a usable
// link stands under its source's URL and its own id.
func itemURL(item feed.Item, s news.Source) string {
	if u, err := weburl.Canonical(item.Link); err == nil && item.Link != "" {
		return u
	}
	id := item.ID
	if id == "" {
		id = item.Title + "\x00" + item.Summary + item.Content
	}
	return s.URL + "#" + hexSum([]byte(id))[:16]
}

func names(authors []feed.Author) []string {
	var all []string
	for _, a := range authors {
		if a.Name != "" {
			all = append(all, a.Name)
		}
	}
	return all
}

// itemLooks makes versions of items alone, for feeds whose pages are not fetched.
func (j *Job) itemLooks(listings []store.Listing, seen time.Time) []store.Look {
	var looks []store.Look
	for _, l := range listings {
		v, ok := fromItem(l.Sighting, seen)
		if !ok {
			continue
		}
		look := store.Look{ArticleURL: l.ArticleURL, Outlet: l.Outlet}
		if v.Text == l.Sighting.Text {
			look.Packed = l.Packed
		}
		looks = append(looks, j.seal(look, v))
	}
	return looks
}

// fromItem makes a version of what a feed said; false if it said nothing.
func fromItem(s news.Sighting, seen time.Time) (news.Version, bool) {
	body := s.Text
	if len(body) < len(s.Summary) {
		body = s.Summary
	}
	v := news.Version{
		Basis: news.BasisItem, Seen: seen, Capture: s.Capture, Title: s.Title, Authors: s.Authors, Published: s.Published,
		Modified: s.Updated, Language: s.Language, Access: news.AccessStub, Text: body,
	}
	return v, v.Title != "" || strings.TrimSpace(v.Text) != ""
}

// withListing joins a page with what feeds said of its article: the page's word
// first, the item's where the page is silent or shows less.
func (j *Job) withListing(ctx context.Context, article int64, look store.Look, v news.Version) ([]store.Look, error) {
	item, listed, err := j.listedAs(ctx, article)
	if err != nil {
		return nil, err
	}
	if listed {
		if v.Published.IsZero() {
			v.Published = item.Published
		}
		if v.Title == "" {
			v.Title = item.Title
		}
		if len(v.Authors) == 0 {
			v.Authors = item.Authors
		}
		if v.Language == "" {
			v.Language = item.Language
		}
		if len(v.Text) < len(item.Text) && !whole(v.Access) {
			v.Basis, v.Text, v.Access, v.Capture = news.BasisItem, item.Text, news.AccessStub, item.Capture
		}
	}
	if v.Text == "" {
		return nil, fault.New(fault.NotAnArticle, "no article text found")
	}
	if err := j.lessThanBefore(ctx, article, v); err != nil {
		return nil, err
	}
	return []store.Look{j.seal(look, v)}, nil
}

// whole says whether a page shows its article to the end.
func whole(a news.Access) bool { return a == news.AccessFull || a == news.AccessLive }

// lessThanBefore is the failure of a look that shows a stub where the whole
// article was seen before: a wall went up, the outlet did not edit.
func (j *Job) lessThanBefore(ctx context.Context, article int64, v news.Version) error {
	if whole(v.Access) && v.Basis != news.BasisItem {
		return nil
	}
	before, err := j.Store.Versions(ctx, article)
	if err != nil || len(before) == 0 {
		return err
	}
	if last := before[len(before)-1]; last.Basis == news.BasisPage && whole(last.Access) {
		return fault.New(fault.Paywall, "only a part of the article is shown now (%s)", v.Access)
	}
	return nil
}

// listedAs is what feeds said first of an article, with a date if any gave one.
func (j *Job) listedAs(ctx context.Context, article int64) (news.Sighting, bool, error) {
	all, err := j.Store.Sightings(ctx, article)
	if err != nil || len(all) == 0 {
		return news.Sighting{}, false, err
	}
	for _, s := range all {
		if !s.Published.IsZero() {
			return s, true, nil
		}
	}
	return all[0], true, nil
}

// fallback is the look of an article whose page could not be had: what its
// feed said becomes its version, unless it has one already.
func (j *Job) fallback(ctx context.Context, d document) (store.Look, error) {
	a := d.task.Article
	look := store.Look{
		ArticleURL: a.URL, Outlet: a.Outlet, Code: d.code(),
		Planned: true, NextLook: j.nextLook(d.time, a, d.code(), d.retryAfter),
	}
	if a.Target != 0 { // it leads to an article that has its own versions
		return look, nil
	}
	if versions, err := j.Store.Versions(ctx, a.ID); err != nil || len(versions) > 0 {
		return look, err
	}
	item, listed, err := j.listedAs(ctx, a.ID)
	if err != nil || !listed {
		return look, err
	}
	if v, ok := fromItem(item, item.Seen); ok {
		look = j.seal(look, v)
	}
	return look, nil
}

// linksOf reads a section page as a feed of the articles it links to.
func linksOf(d document) *feed.Feed {
	f := &feed.Feed{Format: "html", Link: d.final}
	for _, link := range page.Headlines(d.body, page.Options{URL: d.final, ContentType: d.contentType}) {
		f.Items = append(f.Items, feed.Item{Title: link.Text, Link: link.URL})
	}
	return f
}
