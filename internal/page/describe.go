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
	p.Site = firstText(h.first("og:site_name"), f.site, f.website, h.first("application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "cre"))
	p.titles(h, f, d)
	p.Language = language(h.language, f.language, h.first("og:locale", "content-language", "language", "dc.language", "inlanguage"))
	p.Section = firstText(h.first("article:section"), f.section, h.first("section", "parsely-section", "articlesection", "cxenseparse:section", "cg:section"))
	p.authors(h, f, nil)
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
