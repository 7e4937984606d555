package feed

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func addresses(all []Candidate) []string {
	var urls []string
	for _, c := range all {
		urls = append(urls, c.URL)
	}
	return urls
}

func TestServicesHaveTheirOwnPlaces(t *testing.T) {
	for _, c := range []struct{ page, url, want string }{
		{"", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
		{`<meta itemprop="identifier" content="UCabcdefghijklmnopqrstuv">`, "https://www.youtube.com/@gazette", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
		{`{"channelId":"UCabcdefghijklmnopqrstuv"}`, "https://m.youtube.com/c/gazette", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"},
		{"", "https://www.youtube.com/playlist?list=PL123", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL123"},
		{"", "https://www.reddit.com/r/harbours/", "https://www.reddit.com/r/harbours/.rss"},
		{"", "https://github.com/port/crane/issues", "https://github.com/port/crane/releases.atom"},
		{"", "https://social.example/@gazette", "https://social.example/@gazette.rss"},
		{`<script src="/wp-content/x.js"></script>`, "https://gazette.example/politics/", "https://gazette.example/politics/feed/"},
		{`<link rel="canonical" href="/tech/">`, "https://gazette.example/tech?page=2", "https://gazette.example/tech/feed"},
		{"", "https://gazette.example", "https://gazette.example/feed"},
	} {
		if got := addresses(Guess([]byte(c.page), c.url)); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s gives %q, want %s first", c.url, got, c.want)
		}
	}
}

func TestWellKnownPlacesAreOfTheSite(t *testing.T) {
	got := addresses(Guess(nil, "https://www.gazette.example/a/b?c=d#e"))
	for _, want := range []string{
		"https://www.gazette.example/feed", "https://www.gazette.example/rss.xml", "https://www.gazette.example/atom.xml",
		"https://www.gazette.example/index.xml", "https://www.gazette.example/?feed=rss2", "https://www.gazette.example/a/b/feed",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q lacks %s", got, want)
		}
	}
}

func TestAForeignCanonicalAddressIsNotFollowed(t *testing.T) {
	for _, address := range addresses(Guess([]byte(`<link rel=canonical href="https://other.example/x">`), "https://gazette.example/x")) {
		if siteOf(address) != "gazette.example" {
			t.Errorf("got %s", address)
		}
	}
	if got := Guess(nil, "not a url"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestLinkHeadersNameFeeds(t *testing.T) {
	got := DiscoverHeader([]string{
		`</wp-json/>; rel="https://api.w.org/", </feed>; rel="alternate"; type="application/rss+xml"; title="All, the \"news\""`,
		`<https://gazette.example/atom>;rel=alternate;type=application/atom+xml`,
		`<style.css>; rel=preload; as=style, broken, <x`,
		`</hub>; rel=hub, </f.json>; type="application/feed+json"; rel="feed"`,
	}, "https://gazette.example/tech")
	want := []Candidate{
		{"https://gazette.example/feed", `All, the "news"`, "application/rss+xml"},
		{"https://gazette.example/atom", "", "application/atom+xml"},
		{"https://gazette.example/f.json", "", "application/feed+json"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRobotsNameSitemaps(t *testing.T) {
	got := addresses(RobotsSitemaps([]byte("\ufeffUser-agent: *\r\nDisallow: /x\r\nSitemap: https://gazette.example/news.xml # fresh\r\nSITEMAP:/all.xml\nsitemap: javascript:x\nSitemap: /all.xml\nSitemaps: /no.xml\n"),
		"https://gazette.example/robots.txt"))
	if diff := cmp.Diff([]string{"https://gazette.example/news.xml", "https://gazette.example/all.xml"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzDiscovery(f *testing.F) {
	f.Add(`<x>; rel=alternate; type="application/rss+xml"`, "Sitemap: /x")
	f.Add(`<link rel="canonical" href='/y'>`, "https://gazette.example/@z")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, all := range [][]Candidate{
			DiscoverHeader([]string{a, b}, "https://gazette.example/"), RobotsSitemaps([]byte(a), b),
			Guess([]byte(a), b), Discover([]byte(a), "https://gazette.example/"),
		} {
			for _, c := range all {
				if !isURL(c.URL) {
					t.Errorf("candidate %q", c.URL)
				}
			}
		}
	})
}
