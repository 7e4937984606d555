package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Candidate is a feed that a page may have. Only parsing it tells.
type Candidate struct {
	URL   string // absolute
	Title string // as the page calls it; ""
	Type  string // media type that the page gives; "" for a guess from a link
}

// feedTypes are the media types of feeds in link elements.
var feedTypes = []string{
	"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
	"application/json", "application/xml", "text/xml", "application/x.atom+xml", "application/x-rss+xml",
}

// maxCandidates bounds what a page may offer.
const maxCandidates = 50

// Discover returns the feeds that a page names, the likeliest first: the link
// elements of its head in their order, then links in its text that look like
// feeds. Feeds of comments come after all others.
func Discover(page []byte, pageURL string) []Candidate {
	text, _, _, err := decode(page, "")
	if err != nil {
		return nil
	}
	base := pageURL
	var declared, comments, guessed []Candidate
	z := html.NewTokenizer(bytes.NewReader(text))
	anchor := -1 // in guessed, of the link whose words come next
	for len(declared) < maxCandidates {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch kind {
		case html.TextToken:
			if anchor >= 0 && guessed[anchor].Title == "" {
				guessed[anchor].Title = plain(string(z.Text()), true)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				anchor = -1
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			attrs := map[string]string{}
			for _, a := range t.Attr {
				attrs[a.Key] = a.Val
			}
			switch t.Data {
			case "base":
				if base == pageURL && attrs["href"] != "" {
					base = first(link(pageURL, attrs["href"]), base)
				}
			case "link":
				if c, ok := declaredFeed(attrs, base); ok && isComments(c) {
					comments = append(comments, c)
				} else if ok {
					declared = append(declared, c)
				}
			case "a", "area":
				anchor = -1
				if u := link(base, attrs["href"]); len(guessed) < maxCandidates && looksLikeFeed(u) {
					anchor = len(guessed)
					guessed = append(guessed, Candidate{URL: u, Title: plain(attrs["title"], true)})
				}
			}
		}
	}
	var all []Candidate
	for _, c := range slices.Concat(declared, guessed, comments) {
		if !slices.ContainsFunc(all, func(have Candidate) bool { return have.URL == c.URL }) {
			all = append(all, c)
		}
	}
	return all
}

// declaredFeed reads a link element.
func declaredFeed(attrs map[string]string, base string) (Candidate, bool) {
	media, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
	media = strings.TrimSpace(media)
	rels := strings.Fields(strings.ToLower(attrs["rel"]))
	ok := slices.Contains(rels, "feed") || slices.Contains(rels, "alternate") && slices.Contains(feedTypes, media)
	c := Candidate{URL: link(base, feedScheme(attrs["href"])), Title: plain(attrs["title"], true), Type: media}
	if media == "application/json" && strings.Contains(c.URL, "/wp-json/") {
		ok = false // WordPress: the page itself, not a feed
	}
	return c, ok && c.URL != ""
}

// feedScheme turns "feed:https://…" and "feed://…" into web addresses.
func feedScheme(ref string) string {
	if rest, ok := cutFold(strings.TrimSpace(ref), "feed:"); ok {
		if strings.HasPrefix(rest, "//") {
			return "http:" + rest
		}
		return rest
	}
	return ref
}

// isComments reports whether a feed lists comments rather than articles.
func isComments(c Candidate) bool {
	u, err := url.Parse(c.URL)
	return err == nil && strings.Contains(strings.ToLower(u.Path), "/comments/") || strings.Contains(strings.ToLower(c.Title), "comments feed")
}

// looksLikeFeed judges an address by its path: the last part is a word or has
// an ending that feeds have.
func looksLikeFeed(address string) bool {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return false
	}
	last := strings.ToLower(strings.Trim(u.Path, "/"))
	last = last[strings.LastIndexByte(last, '/')+1:]
	switch last {
	case "feed", "feeds", "rss", "atom", "rss2", "rdf", "feed.json", "index.xml":
		return true
	}
	for _, ending := range []string{".rss", ".atom", ".rdf", "rss.xml", "feed.xml", "atom.xml", "feed.json", "index.rdf"} {
		if strings.HasSuffix(last, ending) {
			return true
		}
	}
	return strings.Contains(u.RawQuery, "feed=rss") || strings.Contains(u.RawQuery, "format=rss")
}
