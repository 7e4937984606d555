package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"dateline/internal/text"
	"dateline/internal/weburl"
)

// Bounds of what counts as a headline on a section page.
const (
	fewestHeadlineWords = 4
	mostHeadlines       = 500
)

// Headlines returns the articles that a section page links to, in the order of
// the page: links of the same site whose text reads like a headline, outside of
// navigation, header, footer and side columns. Each URL stands once, with the
// longest text that links to it.
func Headlines(html []byte, o Options) []Link {
	decoded, _ := decode(html, o.ContentType)
	doc := goquery.NewDocumentFromNode(parseTree(decoded))
	doc.Find("nav, header nav, footer, aside, script, style, noscript, form").Remove()
	base := o.URL
	if href, ok := doc.Find("base[href]").Attr("href"); ok {
		base = weburl.Resolve(o.URL, href)
	}
	site, self := weburl.Domain(o.URL), canonicalOr(o.URL)
	var links []Link
	at := map[string]int{}
	doc.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		url := weburl.Resolve(base, a.AttrOr("href", ""))
		title := text.Clean(a.Text())
		if len(strings.Fields(title)) < fewestHeadlineWords || weburl.Domain(url) != site {
			return true
		}
		key := canonicalOr(url)
		if key == self || key == "" {
			return true
		}
		if i, known := at[key]; known {
			if len(title) > len(links[i].Text) {
				links[i].Text = title
			}
			return true
		}
		at[key] = len(links)
		links = append(links, Link{URL: url, Text: title})
		return len(links) < mostHeadlines
	})
	return links
}

func canonicalOr(url string) string {
	canonical, err := weburl.Canonical(url)
	if err != nil {
		return ""
	}
	return canonical
}
