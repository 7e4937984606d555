package page

import "testing"

func TestTheTitleIsTheOneMostPlacesAgreeOn(t *testing.T) {
	for _, c := range []struct {
		name     string
		site     string
		variants []Variant
		want     string
	}{
		{"one", "", []Variant{{"Alone in the world", "title"}}, "Alone in the world"},
		{"the site's name is cut off", "Daily Lantern", []Variant{{"A story about clouds | Daily Lantern", "title"}}, "A story about clouds"},
		{"and its section too", "Daily Lantern", []Variant{{"A story about clouds - Daily Lantern - Tech | Daily Lantern", "title"}}, "A story about clouds - Daily Lantern - Tech"},
		{"agreement counts", "", []Variant{{"For machines only", "json-ld"}, {"The headline on the page", "og"}, {"The headline on the page", "h1"}}, "The headline on the page"},
		{"json-ld before a lone title", "", []Variant{{"The headline", "json-ld"}, {"Another for the tab", "title"}}, "The headline"},
		{"the site's name is no title", "Lantern", []Variant{{"Lantern", "h1"}, {"The story's headline", "title"}}, "The story's headline"},
		{"what follows the h1 goes", "", []Variant{{"The story's headline - Old Paper", "og"}, {"The story's headline", "h1"}, {"The story's headline - Old Paper", "title"}}, "The story's headline"},
		{"a dash in the headline stays", "Lantern", []Variant{{"Clouds over the border - a reckoning", "og"}}, "Clouds over the border - a reckoning"},
		{"a place counts once", "", []Variant{{"For programs", "json-ld"}, {"For programs as well", "json-ld"}, {"For readers", "og"}, {"For readers", "h1"}}, "For readers"},
		{"a whole title for a cut one", "", []Variant{{"Three surveys of one quay and no report by…", "og"}, {"Three surveys of one quay and no report by…", "twitter"}, {"Three surveys of one quay and no report by spring", "title"}}, "Three surveys of one quay and no report by spring"},
		{"the site in front", "Lantern", []Variant{{"Lantern | Three surveys and no report", "title"}}, "Three surveys and no report"},
		{"an h1 of a column", "", []Variant{{"Quick links", "h1"}, {"Three surveys and no report", "title"}}, "Three surveys and no report"},
		{"a section without blanks", "항구일보", []Variant{{"부두 조사 세 번, 보고서는 아직도 없다-사회ㅣ항구일보", "og"}, {"부두 조사 세 번, 보고서는 아직도 없다", "meta:headline"}}, "부두 조사 세 번, 보고서는 아직도 없다"},
		{"a date in front", "", []Variant{{"08.11.2025 | Drei Gutachten, kein Bericht", "og"}, {"Drei Gutachten, kein Bericht", "h1"}, {"08.11.2025 | Drei Gutachten, kein Bericht", "title"}}, "Drei Gutachten, kein Bericht"},
		{"only the site's name", "Lantern", []Variant{{"Lantern", "title"}}, "Lantern"},
		{"none", "Lantern", nil, ""},
	} {
		if got := choose(c.variants, []string{c.site}); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{[]string{"EN"}, "en"}, {[]string{"en_us"}, "en-US"}, {[]string{"zh-hant-tw"}, "zh-Hant-TW"}, {[]string{"", "de_DE"}, "de-DE"},
		{[]string{"english", "fr"}, "fr"}, {[]string{"und", "it"}, "it"}, {[]string{"en, fr"}, "en"}, {[]string{"{{lang}}"}, ""}, {nil, ""},
	} {
		if got := language(c.in...); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCanonicalIsAPageNotTheFrontPage(t *testing.T) {
	const base = "https://www.lantern.example/2026/story"
	for _, c := range []struct {
		claims []string
		want   string
	}{
		{[]string{"/2026/story?utm_source=x"}, "https://www.lantern.example/2026/story"},
		{[]string{"https://other.example/first"}, "https://other.example/first"},
		{[]string{"https://www.lantern.example/", "https://www.lantern.example/2026/story"}, "https://www.lantern.example/2026/story"},
		{[]string{"javascript:void(0)", ""}, ""},
		{nil, ""},
	} {
		if got := canonical(base, c.claims...); got != c.want {
			t.Errorf("%q: got %q, want %q", c.claims, got, c.want)
		}
	}
}

func TestMetadataMayStandInTheBody(t *testing.T) {
	p := Parse([]byte(`<html><body><meta property="og:title" content="Late but there &amp; whole"><meta itemprop="datePublished" content="2026-01-02T03:04:05Z">
<base href="https://cdn.example/deep/"><link rel="canonical" href="story"></body></html>`), Options{URL: "https://a.example/x"})
	if p.Title != "Late but there & whole" || p.Published.String() != "2026-01-02T03:04:05Z" || p.Canonical != "https://cdn.example/deep/story" {
		t.Errorf("title %q, published %s, canonical %q", p.Title, p.Published, p.Canonical)
	}
}

func TestTheSitesNameIsNoAddressAndNoHeadline(t *testing.T) {
	for _, c := range []struct {
		title string
		names []string
		want  string
	}{
		{"x", []string{"https://www.post.example", "The Post"}, "The Post"},
		{"x", []string{"", "@post", "The Post"}, "The Post"},
		{"A headline that the site gives as its own name too", []string{"A headline that the site gives as its own name too", "The Post"}, "The Post"},
		{"x", nil, ""},
	} {
		if got := siteName(c.title, c.names...); got != c.want {
			t.Errorf("%q: got %q, want %q", c.names, got, c.want)
		}
	}
	if got := siteInTitle("Three surveys | Lantern", []string{"", "lantern.example", "lantern"}); got != "Lantern" {
		t.Errorf("got %q", got)
	}
	if got := siteInTitle("Three surveys | Ports", []string{"", "lantern.example", "lantern"}); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestAKickerInsideTheHeadlineGivesAVariantWithoutIt(t *testing.T) {
	p := Parse([]byte(`<html><head><meta property="og:title" content="The port in trouble: Three surveys and no report"></head><body>
<h1><span class="article__kicker">Harbour board</span> <span class="article__title">Three surveys and no report</span></h1></body></html>`), Options{})
	if p.Titles[1] != (Variant{"Three surveys and no report", "h1"}) || p.Title != "Three surveys and no report" {
		t.Errorf("title %q of %v", p.Title, p.Titles)
	}
}
