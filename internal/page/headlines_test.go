package page_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/page"
)

func TestHeadlinesAreLinksThatReadLikeOnes(t *testing.T) {
	const section = `<html><body>
<nav><a href="/politics">All of our politics coverage</a></nav>
<header><nav><a href="/about">About us and our people</a></nav></header>
<main>
<h2><a href="/2026/02/cloud-deal">Ministry signs cloud deal with vendor</a></h2>
<a href="/2026/02/cloud-deal?utm_source=front"><img src="x.jpg" alt=""></a>
<a href="/2026/02/cloud-deal#comments">Ministry signs cloud deal with vendor, critics object</a>
<a href="https://elsewhere.example/story">A story of quite another outlet</a>
<a href="/login">Log in</a>
<a href="javascript:void(0)">This one only runs a script</a>
<a href="/politics/">The page that we are on</a>
<p><a href="court-rules">Court rules on police face recognition</a></p>
</main>
<footer><a href="/terms">Terms of service and more</a></footer></body></html>`
	got := page.Headlines([]byte(section), page.Options{URL: "https://herald.example/politics/"})
	want := []page.Link{
		{URL: "https://herald.example/2026/02/cloud-deal", Text: "Ministry signs cloud deal with vendor, critics object"},
		{URL: "https://herald.example/politics/court-rules", Text: "Court rules on police face recognition"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestHeadlinesOfADeepPage(t *testing.T) {
	deep := strings.Repeat("<div>", 700) + `<a href="/story">Ministry signs cloud deal</a>`
	if got := page.Headlines([]byte(deep), page.Options{URL: "https://herald.example/"}); len(got) != 1 {
		t.Errorf("%v, want the one headline", got)
	}
}

func TestHeadlinesStandUnderTheBaseOfThePage(t *testing.T) {
	const section = `<base href="/news/"><a href="story">Ministry signs cloud deal</a>`
	got := page.Headlines([]byte(section), page.Options{URL: "https://herald.example/"})
	if len(got) != 1 || got[0].URL != "https://herald.example/news/story" {
		t.Errorf("%v", got)
	}
}
