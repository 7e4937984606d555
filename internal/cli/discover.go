package cli

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/store"
	"dateline/internal/weburl"
)

// mostGuesses is how many addresses are tried that nobody named.
const mostGuesses = 12

// discover finds what is to be followed behind a URL: itself; the feed that its
// page or its server names; a feed where such sites have one; a sitemap that
// robots.txt names; or the page as a list of articles. A part of a site is
// rather followed as a list than by the feed of the whole. Every candidate is
// fetched and read before it is believed.
func discover(ctx context.Context, client *fetch.Client, url string) (news.Source, error) {
	r, err := client.Get(ctx, fetch.Request{URL: url, Kind: fetch.Feed})
	if err != nil {
		if r != nil && r.Status == http.StatusTooManyRequests && !r.RetryAfter.IsZero() {
			return news.Source{}, &restError{err, store.Rest{Host: weburl.Host(r.FinalURL), Until: r.RetryAfter}}
		}
		return news.Source{}, err
	}
	if source, ok := asFeed(r, url); ok {
		return source, nil
	}
	named := append(feed.DiscoverHeader(r.Header.Values("Link"), r.FinalURL), feed.Discover(r.Body, r.FinalURL)...)
	listing := news.Source{URL: url, Kind: news.SourcePage, Title: weburl.Host(url), Site: url}
	lists := len(page.Headlines(r.Body, page.Options{URL: r.FinalURL, ContentType: r.ContentType})) > 0
	inside, elsewhere := guesses(r)
	source, ok := firstFeed(ctx, client, append(named, inside...))
	if !ok && !lists {
		source, ok = firstFeed(ctx, client, append(elsewhere, inRobots(ctx, client, r.FinalURL)...))
	}
	switch {
	case ctx.Err() != nil:
		return news.Source{}, ctx.Err()
	case ok:
		source.Site = r.FinalURL
		return source, nil
	case !lists:
		return news.Source{}, fault.New(fault.NotAFeed, "add: %s is no feed, names none, and lists no articles", weburl.Display(url))
	}
	return listing, nil
}

// guesses are the places where feeds of such sites are found: those of the page
// itself, all of them on a front page, and the others.
func guesses(r *fetch.Response) (inside, elsewhere []feed.Candidate) {
	at, _, _ := strings.Cut(r.FinalURL, "?")
	for _, c := range feed.Guess(r.Body, r.FinalURL) {
		if strings.HasPrefix(c.URL, strings.TrimSuffix(at, "/")+"/") || strings.HasPrefix(c.URL, at+"?") {
			inside = append(inside, c)
		} else {
			elsewhere = append(elsewhere, c)
		}
	}
	return inside[:min(len(inside), mostGuesses)], elsewhere[:min(len(elsewhere), mostGuesses)]
}

// restError is a failure of a host that wants to be left alone.
type restError struct {
	error
	rest store.Rest
}

func (e *restError) Unwrap() error { return e.error }

// heed lets a client leave alone the hosts that the store knows to want that.
func (a *app) heed(ctx context.Context, client *fetch.Client) (err error) {
	s, err := store.Open(ctx, a.db, store.Options{ReadOnly: true, Program: program()})
	if errors.Is(err, fault.NoStore) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	resting, err := s.Resting(ctx, a.now())
	if err == nil {
		client.Heed(resting)
	}
	return err
}

// remember keeps what a server asked for with a failure, where there is a store
// to keep it in.
func (a *app) remember(ctx context.Context, failure error) {
	rest, ok := errors.AsType[*restError](failure)
	if !ok {
		return
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return
	}
	_, err = s.Write(ctx, []store.Entry{{Quiet: true, Rest: rest.rest}})
	if err := errors.Join(err, s.Close()); err != nil {
		a.log.Warn("what the server asked for could not be kept", "err", err)
	}
}

// firstFeed is the first candidate that can be read as a feed or a sitemap.
func firstFeed(ctx context.Context, client *fetch.Client, candidates []feed.Candidate) (news.Source, bool) {
	tried := map[string]bool{}
	for _, candidate := range candidates {
		if tried[candidate.URL] {
			continue
		}
		tried[candidate.URL] = true
		c, err := client.Get(ctx, fetch.Request{URL: candidate.URL, Kind: fetch.Feed})
		if err != nil {
			continue
		}
		if source, ok := asFeed(c, candidate.URL); ok {
			return source, true
		}
	}
	return news.Source{}, false
}

// inRobots are the sitemaps that a site's robots.txt names.
func inRobots(ctx context.Context, client *fetch.Client, pageURL string) []feed.Candidate {
	robots := weburl.Resolve(pageURL, "/robots.txt")
	r, err := client.Get(ctx, fetch.Request{URL: robots, Kind: fetch.Feed})
	if err != nil {
		return nil
	}
	return feed.RobotsSitemaps(r.Body, robots)
}

// asFeed reads an answer as a source; false if it is none.
func asFeed(r *fetch.Response, url string) (news.Source, bool) {
	f, err := feed.Parse(r.Body, feed.Options{BaseURL: r.FinalURL, ContentType: r.ContentType})
	if err != nil || r.Status != http.StatusOK {
		return news.Source{}, false
	}
	source := news.Source{URL: url, Kind: news.SourceFeed, Title: f.Title, Site: f.Link}
	if f.Format == feed.Sitemap || f.Format == feed.SitemapIndex {
		source.Kind = news.SourceSitemap
	}
	if source.Title == "" {
		source.Title = weburl.Host(url)
	}
	return source, true
}
