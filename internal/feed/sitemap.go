package feed

import (
	"bytes"
	"encoding/xml"
	"strings"

	"dateline/internal/fault"
)

// sitemapXML is a sitemap, a news sitemap or an index of sitemaps, as on
// sitemaps.org and in Google's news sitemap schema. Namespaces are not looked
// at: many maps have a wrong one.
type sitemapXML struct {
	URLs     []sitemapURL `xml:"url"`
	Sitemaps []sitemapURL `xml:"sitemap"`
}

type sitemapURL struct {
	Loc     string       `xml:"loc"`
	LastMod string       `xml:"lastmod"`
	News    *sitemapNews `xml:"news"`
	Images  []struct {
		Loc string `xml:"loc"`
	} `xml:"image"`
}

type sitemapNews struct {
	Name     string `xml:"publication>name"`
	Language string `xml:"publication>language"`
	Date     string `xml:"publication_date"`
	Title    string `xml:"title"`
	Keywords string `xml:"keywords"`
}

// parseSitemap reads a sitemap. Its items have no id but their address; a
// plain sitemap gives them no title and no date of publication either.
func parseSitemap(text []byte, s survey, o Options) (*Feed, error) {
	var m sitemapXML
	decoder := xml.NewDecoder(bytes.NewReader(text))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	if err := decoder.Decode(&m); err != nil {
		return nil, fault.As(fault.NotAFeed, err)
	}
	base := first(s.head.base, o.BaseURL)
	f := &Feed{Format: Sitemap}
	if s.root == "sitemapindex" {
		f.Format = SitemapIndex
	}
	for _, u := range m.Sitemaps {
		if target := link(base, u.Loc); target != "" {
			f.Sitemaps = append(f.Sitemaps, SitemapRef{URL: target, Updated: f.date(u.LastMod)})
		}
	}
	lost := 0
	for _, u := range m.URLs {
		target := link(base, u.Loc)
		if target == "" {
			lost++
			continue
		}
		i := Item{ID: strings.TrimSpace(u.Loc), Link: target, Links: []string{target}, Updated: f.date(u.LastMod)}
		if n := u.News; n != nil {
			f.Version = "news"
			i.Title = plain(n.Title, false)
			i.Published = f.date(n.Date)
			i.Language = tag(n.Language)
			i.Categories = labels(nil, nil, []string{n.Keywords})
			i.Source = source(plain(n.Name, false), "")
			f.Title = first(f.Title, plain(n.Name, false))
			f.Language = first(f.Language, i.Language)
		}
		for _, image := range u.Images {
			i.Image = first(i.Image, link(base, image.Loc))
		}
		f.Items = append(f.Items, i)
	}
	if lost > 0 {
		f.warn("%d entries have no address", lost)
	}
	return f, nil
}
