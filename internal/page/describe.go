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

// language returns the first tag that looks like BCP 47, in its usual case.
func language(tags ...string) string {
	for _, tag := range tags {
		tag, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), ",")
		parts := strings.Split(tag, "-")
		if n := len(parts[0]); n < 2 || n > 3 || !letters(parts[0]) {
			continue
		}
		parts[0] = strings.ToLower(parts[0])
		good := true
		for i := 1; i < len(parts); i++ {
			switch part := parts[i]; {
			case len(part) == 2 && letters(part):
				parts[i] = strings.ToUpper(part)
			case len(part) == 4 && letters(part):
				parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
			case part == "" || len(part) > 8:
				good = false
			}
		}
		if good && parts[0] != "und" {
			return strings.Join(parts, "-")
		}
	}
	return ""
}

func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// titles gathers the variants and chooses one.
func (p *Page) titles(h *head, f facts, d *document) {
	add := func(value, from string) {
		if value = fold(stripTags(value)); value != "" && len(value) < 600 {
			p.Titles = append(p.Titles, Variant{value, from})
		}
	}
	for _, s := range f.titles {
		add(s, "json-ld")
	}
	add(h.first("og:title"), "og")
	add(h.first("twitter:title"), "twitter")
	for i, at := range d.heads {
		if i < 3 {
			add(d.blocks[at].text, "h1")
		}
	}
	for _, name := range []string{"parsely-title", "sailthru.title", "dc.title", "citation_title", "headline", "title"} {
		add(h.first(name), "meta:"+name)
	}
	add(h.title, "title")
	p.Title = choose(p.Titles, p.Site)
}

// choose returns the title that most places of the page agree on; the site's
// name at its end is cut off.
func choose(variants []Variant, site string) string {
	order := map[string]int{"json-ld": 5, "og": 4, "h1": 4, "twitter": 2, "title": 2}
	best, points := "", -1
	for _, v := range variants {
		s := withoutSite(v.Value, site)
		k := key(s)
		if k == "" || k == key(site) {
			continue
		}
		n := 0
		for _, w := range variants {
			if key(withoutSite(w.Value, site)) == k {
				n += max(1, order[w.From])
			}
		}
		if n > points {
			best, points = s, n
		}
	}
	// What follows the h1 in a longer variant is the site's business.
	for _, v := range variants {
		if rest, ok := strings.CutPrefix(best, v.Value); ok && v.From == "h1" && len(v.Value) > 15 && strings.IndexAny(strings.TrimSpace(rest), "|-–—·") == 0 {
			return v.Value
		}
	}
	return best
}

// withoutSite cuts the site's name off a title: "Headline | Site".
func withoutSite(title, site string) string {
	want := key(site)
	for _, separator := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", " » ", "｜", "ㅣ", "|", ": "} {
		i := strings.LastIndex(title, separator)
		if i < 10 {
			continue
		}
		tail := key(title[i+len(separator):])
		if tail == "" || want != "" && (tail == want || strings.HasPrefix(want, tail) && len(tail) > 2 || strings.HasPrefix(tail, want)) {
			return withoutSite(strings.TrimSpace(title[:i]), site)
		}
	}
	return title
}
