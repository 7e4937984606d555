package page

import (
	"strings"

	"dateline/internal/weburl"
)

// describe fills in titles, authors, site, address, language and section.
func (p *Page) describe(h *head, f facts, d *document, o Options) {
	base := o.URL
	if r := weburl.Resolve(base, d.base); d.base != "" && r != "" {
		base = r
	}
	p.Canonical = canonical(base, h.canonical, h.first("og:url"), f.url)
	p.address = firstText(o.URL, p.Canonical)
	p.Site = siteName(h.title, h.first("og:site_name"), f.site, f.website, h.first("application-name"), h.first("apple-mobile-web-app-title"), h.first("publisher", "article:publisher", "dc.publisher", "cre", "copyright-holder"))
	p.titles(h, f, d)
	if p.Site == "" {
		p.Site = siteInTitle(h.title, p.names())
	}
	p.Language = language(h.language, f.language, h.first("og:locale", "content-language", "language", "dc.language", "inlanguage"))
	p.Section = firstText(h.first("article:section"), f.section, h.first("section", "parsely-section", "articlesection", "cxenseparse:section", "cg:section"))
	p.authors(h, f, nil)
}

// siteName returns the first name that is neither an address nor the title of
// the page.
func siteName(title string, names ...string) string {
	for _, name := range names {
		if name == "" || len(name) > 100 || strings.Contains(name, "://") || strings.HasPrefix(name, "@") {
			continue
		}
		if k := key(name); len(name) > 40 && k == key(title) {
			continue
		}
		return name
	}
	return ""
}

// siteInTitle returns the end of a title that is a name of the site's host.
func siteInTitle(title string, hosts []string) string {
	for _, separator := range separators[:15] {
		if i := strings.LastIndex(title, separator); i > 0 {
			if end := title[i+len(separator):]; siteEnd(key(end), hosts, true) && len(end) < 60 {
				return end
			}
		}
	}
	return ""
}

// canonical returns the first claim that is an address of a page: some sites
// name their front page on every page.
func canonical(base string, claims ...string) string {
	for _, claim := range claims {
		if claim == "" {
			continue
		}
		absolute := weburl.Resolve(base, claim)
		if absolute == "" {
			continue
		}
		u, err := weburl.Canonical(absolute)
		if err != nil {
			continue
		}
		if rootOf(u) && base != "" && !rootOf(base) {
			continue
		}
		return u
	}
	return ""
}

func rootOf(u string) bool {
	_, rest, _ := strings.Cut(u, "://")
	_, path, _ := strings.Cut(rest, "/")
	return path == ""
}
