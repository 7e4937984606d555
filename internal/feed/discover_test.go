package feed

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiscoveryPutsLinkElementsFirst(t *testing.T) {
	const page = `<html><head><base href="https://gazette.example/news/">
<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
<link rel='alternate stylesheet' type="text/css" href="x.css">
<LINK REL=ALTERNATE TYPE="Application/Atom+XML; charset=utf-8" HREF="atom.xml" TITLE="All &amp; more">
<link rel="alternate" type="application/json" href="https://gazette.example/wp-json/wp/v2/posts/1">
<link rel="alternate" hreflang="fr" href="/fr/">
<link rel="feed" href="feed:https://gazette.example/jf.json">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/tech.rss">Tech</a> <a href="/about">About</a> <a href="atom.xml">again</a> <a title="By topic" href="/topic?format=rss">t</a></body></html>`
	want := []Candidate{
		{URL: "https://gazette.example/news/atom.xml", Title: "All & more", Type: "application/atom+xml"},
		{URL: "https://gazette.example/jf.json"},
		{URL: "https://gazette.example/tech.rss", Title: "Tech"},
		{URL: "https://gazette.example/topic?format=rss", Title: "By topic"},
		{URL: "https://gazette.example/comments/feed/", Title: "Comments Feed", Type: "application/rss+xml"},
	}
	if diff := cmp.Diff(want, Discover([]byte(page), "https://gazette.example/")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDiscoveryFindsNothingWhereNothingIs(t *testing.T) {
	for _, page := range []string{"", "<p>no feeds</p>", `<link rel="alternate" type="application/rss+xml">`, `<a href="/feedback">x</a>`} {
		if got := Discover([]byte(page), "https://gazette.example/"); len(got) > 0 {
			t.Errorf("%q gives %v", page, got)
		}
	}
}

func TestDiscoveryWithoutBaseUsesThePage(t *testing.T) {
	got := Discover([]byte(`<link rel=alternate type=application/rss+xml href=rss>`), "https://gazette.example/news/today")
	if len(got) != 1 || got[0].URL != "https://gazette.example/news/rss" {
		t.Errorf("got %v", got)
	}
}
