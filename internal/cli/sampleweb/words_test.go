package sampleweb

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
)

// everything returns all articles of both states.
func everything(t *testing.T) []article {
	t.Helper()
	var out []article
	for _, o := range outlets {
		now, later, err := articles(o)
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, now...), later...)
	}
	return out
}

// words returns the words of text, lower case, nothing between them.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// longestRun is stricter than sentences: fewer words than this may stand in
// the same order as in a text that is not ours.
const longestRun = 8

func TestNoSentenceIsTakenFromTheFirstArticles(t *testing.T) {
	seeds, err := filepath.Glob("../../../../shared/seeds/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(seeds) == 0 {
		t.Skip("../shared/seeds is not here")
	}
	theirs := map[string]string{}
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		if err != nil {
			t.Fatal(err)
		}
		w := words(string(text))
		for i := range len(w) - longestRun + 1 {
			theirs[strings.Join(w[i:i+longestRun], " ")] = seed
		}
	}
	for _, a := range everything(t) {
		w := words(a.Title + " " + a.Summary + " " + strings.Join(a.blocks, " "))
		for i := range max(0, len(w)-longestRun+1) {
			run := strings.Join(w[i:i+longestRun], " ")
			if seed := theirs[run]; seed != "" {
				t.Errorf("%s: %q stands in %s", a.URL(), run, filepath.Base(seed))
			}
		}
	}
}

func TestTheCopyIsNearlyWordForWord(t *testing.T) {
	texts := map[string]string{}
	for _, a := range everything(t) {
		for _, block := range a.blocks {
			if !strings.HasPrefix(block, "!") {
				texts[a.URL()] += block + " "
			}
		}
	}
	const run = 5
	shingles := func(name string) map[string]bool {
		w, out := words(texts[trap(t, name)[0]]), map[string]bool{}
		for i := range len(w) - run + 1 {
			out[strings.Join(w[i:i+run], " ")] = true
		}
		return out
	}
	wire, copied, cited := shingles("wire"), shingles("copy"), shingles("cites only")
	share := func(a, b map[string]bool) float64 {
		n := 0
		for s := range a {
			if b[s] {
				n++
			}
		}
		return float64(n) / float64(len(a))
	}
	if got := share(copied, wire); got < 0.85 || got == 1 {
		t.Errorf("%.2f of the copy stands in the wire story", got)
	}
	if got := share(cited, wire); got > 0.1 {
		t.Errorf("%.2f of the article that only cites stands in the wire story", got)
	}
}

var space = regexp.MustCompile(`\s+`)

// parsed returns the visible text of a page, the contents of its JSON-LD
// scripts and the names of its elements.
func parsed(t *testing.T, r resource) (text string, scripts []string, elements map[string]int) {
	t.Helper()
	body := r.body
	if strings.Contains(r.contentType, "8859-1") {
		var err error
		if body, err = charmap.ISO8859_1.NewDecoder().Bytes(body); err != nil {
			t.Fatal(err)
		}
	}
	root, err := html.Parse(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	elements = map[string]int{}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode:
			elements[n.Data]++
		case n.Type == html.TextNode && n.Parent.Data == "script":
			scripts = append(scripts, n.Data)
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(space.ReplaceAllString(b.String(), " ")), scripts, elements
}

func TestEveryPageShowsItsArticleAndWhatSitesHaveAroundIt(t *testing.T) {
	first, second, err := build()
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for i, state := range []site{first, second} {
		for _, o := range outlets {
			now, later, err := articles(o)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range [][]article{now, later}[i] {
				r, ok := state[o.Host][a.Path]
				if ok == a.Absent {
					t.Errorf("%s: there is %v", a.URL(), ok)
				}
				if !ok {
					continue
				}
				pages++
				checkPage(t, a, r)
			}
		}
	}
	if pages < 40 {
		t.Errorf("only %d pages", pages)
	}
}

func checkPage(t *testing.T, a article, r resource) {
	t.Helper()
	text, scripts, elements := parsed(t, r)
	if !strings.Contains(text, a.Title) || !strings.Contains(text, notice) {
		t.Errorf("%s lacks its title or the notice", a.URL())
	}
	for _, block := range a.blocks {
		if strings.HasPrefix(block, "!") || strings.HasPrefix(block, "#") || strings.HasPrefix(block, "- ") {
			continue
		}
		if plain := link.ReplaceAllString(block, "$1"); strings.Count(text, plain) != 1 {
			t.Errorf("%s: %d times %q", a.URL(), strings.Count(text, plain), plain)
		}
	}
	for _, mark := range []string{"!photo", "!bio", "!note", "!aside", "!related", "{{", "<no value>", "&amp;", "&lt;"} {
		if strings.Contains(text, mark) {
			t.Errorf("%s shows %q", a.URL(), mark)
		}
	}
	if elements["h1"]+elements["h2"] == 0 || elements["p"] < 2 || elements["a"] < 4 || elements["title"] != 1 {
		t.Errorf("%s is no realistic page: %v", a.URL(), elements)
	}
	for _, script := range scripts {
		if !json.Valid([]byte(script)) {
			t.Errorf("%s: JSON-LD is not JSON: %s", a.URL(), script)
		}
	}
}

func TestPagesSayTheirDatesInManyWays(t *testing.T) {
	first, _, err := build()
	if err != nil {
		t.Fatal(err)
	}
	ways := map[string]int{}
	for _, pages := range first {
		for _, r := range pages {
			for _, way := range []string{`"datePublished"`, `article:published_time`, `itemprop="datePublished"`, `name="date"`, `name="dc.date"`, `class="news-date"`} {
				if strings.Contains(string(r.body), way) {
					ways[way]++
				}
			}
		}
	}
	if len(ways) != 6 {
		t.Errorf("only %v", ways)
	}
}

func TestArticleFiles(t *testing.T) {
	o := outlets[0]
	a, err := parseArticle(o, "path: /x\ntitle: A: b\nauthor: One\nauthor: Two\npublished: 2026-02-02T06:00:00+01:00\naccess: paywall\nstate: later\n\nFirst.\n\n\n- a\n- b\n")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "A: b" || a.Byline() != "One and Two" || !a.Paywall || !a.later || len(a.blocks) != 2 ||
		!a.Published.Equal(time.Date(2026, 2, 2, 5, 0, 0, 0, time.UTC)) || a.URL() != "http://harbourcourier.example/x" {
		t.Errorf("%+v", a)
	}
	for _, bad := range []string{"title", "colour: red", "published: yesterday", "modified: 2026-02-31T00:00:00Z"} {
		if _, err := parseArticle(o, bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"A < B & [words](http://a.example/?x=1&y=2).": `<p>A &lt; B &amp; <a href="http://a.example/?x=1&amp;y=2">words</a>.</p>`,
		"## Head":                        "<h2>Head</h2>",
		"- a\n- b":                       "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
		"!photo /i.jpg | Say | By":       `<figure><img src="/i.jpg" alt="" width="960" height="640"><figcaption><span class="caption">Say</span> <span class="credit">By</span></figcaption></figure>`,
		"!bio N | T":                     `<div class="author-bio"><h4>N</h4><p>T</p></div>`,
		"!note C":                        `<p class="correction"><em>C</em></p>`,
		"!aside S":                       `<aside class="newsletter-promo"><p>S</p></aside>`,
		"!related T | http://a.example/": `<div class="related-link">Related: <a href="http://a.example/">T</a></div>`,
	} {
		if got := blockHTML(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
