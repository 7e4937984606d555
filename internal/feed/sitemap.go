package feed

import (
	"bytes"
	"strings"
)

// sitemapParts is one address of a sitemap or of an index, by the elements that
// hold its parts, as on sitemaps.org and in Google's schemas for news and
// images. Namespaces are not looked at: many maps have a wrong one.
type sitemapParts map[string]string

// sitemapFields are the parts that are read, by the name of the element and of
// the one around it.
var sitemapFields = set(`url/loc url/lastmod sitemap/loc sitemap/lastmod image/loc news/title news/publication_date news/keywords
	publication/name publication/language`)

// parseSitemap reads a sitemap. Its items have no id but their address; a
// plain sitemap gives them no title and no date of publication either.
func parseSitemap(text []byte, s survey, o Options) *Feed {
	base := first(s.head.base, o.BaseURL)
	f := &Feed{Format: Sitemap, Items: make([]Item, 0, bytes.Count(text, []byte("</url>")))}
	if s.root == "sitemapindex" {
		f.Format = SitemapIndex
	}
	var open []string
	parts := sitemapParts{}
	lost, from := 0, 0
	for scan := (scanner{src: text[:s.end], pos: s.start}); ; {
		t, ok := scan.next()
		if !ok {
			break
		}
		switch {
		case t.kind == tokenStart && !t.closed:
			open, from = append(open, local(t.name)), t.end
		case t.kind == tokenEnd && len(open) > 1:
			name := open[len(open)-1]
			open = open[:len(open)-1]
			field := open[len(open)-1] + "/" + name
			switch {
			case sitemapFields[field] && parts[field] == "":
				parts[field] = inside(text[from:t.from])
			case name == "url" && !f.sitemapItem(parts, base):
				lost++
			case name == "sitemap":
				if target := link(base, parts["sitemap/loc"]); target != "" {
					f.Sitemaps = append(f.Sitemaps, SitemapRef{URL: target, Updated: f.date(parts["sitemap/lastmod"])})
				}
			}
			if name == "url" || name == "sitemap" {
				clear(parts)
			}
		}
	}
	if lost > 0 {
		f.warn("%d entries have no address", lost)
	}
	return f
}

// sitemapItem adds an address. It reports false where there is none.
func (f *Feed) sitemapItem(parts sitemapParts, base string) bool {
	target := link(base, parts["url/loc"])
	if target == "" {
		return false
	}
	i := Item{
		ID:         strings.TrimSpace(parts["url/loc"]),
		Link:       target,
		Links:      []string{target},
		Title:      plain(parts["news/title"], false),
		Published:  f.date(parts["news/publication_date"]),
		Updated:    f.date(parts["url/lastmod"]),
		Language:   tag(parts["publication/language"]),
		Categories: labels(nil, nil, []string{parts["news/keywords"]}),
		Source:     source(plain(parts["publication/name"], false), ""),
		Image:      link(base, parts["image/loc"]),
	}
	if !i.Published.IsZero() || i.Title != "" || i.Source != nil {
		f.Version = "news"
	}
	if i.Source != nil {
		f.Title = first(f.Title, i.Source.Title)
	}
	f.Language = first(f.Language, i.Language)
	f.Items = append(f.Items, i)
	return true
}
