package page

import (
	entities "html"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// titleNames are meta elements that hold a title for other programs.
var titleNames = []string{"parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "headline", "title", "article:title", "og:headline", "rnews:headline"}

// titles gathers the variants and chooses one.
func (p *Page) titles(h *head, f facts, d *document) {
	add := func(value, from string) {
		if value = cleanTitle(value); value != "" && len(value) < 600 {
			p.Titles = append(p.Titles, Variant{value, from})
		}
	}
	for _, s := range f.titles {
		add(s, "json-ld")
	}
	add(h.first("og:title"), "og")
	add(h.first("twitter:title"), "twitter")
	bare := ""
	for i, at := range d.heads {
		if i < 3 {
			if s := withoutKicker(d.elements[d.blocks[at].at].node); s != "" {
				add(s, "h1")
				bare = firstText(bare, s)
			}
			add(d.blocks[at].text, "h1")
		}
	}
	for _, name := range titleNames {
		add(h.first(name), "meta:"+name)
	}
	add(h.title, "title")
	if name := p.siteHead(); name != "" {
		p.Site = firstText(p.Site, name)
		p.Title = choose(slices.DeleteFunc(slices.Clone(p.Titles), func(v Variant) bool { return v.From == "h1" && v.Value == name }), append(p.names(), name))
	} else {
		p.Title = choose(p.Titles, p.names())
	}
	agreed := slices.ContainsFunc(p.Titles, func(v Variant) bool {
		return (v.From == "json-ld" || v.From == "h1") && key(withoutSite(v.Value, p.names())) == key(p.Title)
	})
	if bare != "" && !agreed && strings.HasSuffix(p.Title, bare) {
		p.Title = bare // under a kicker that is not the page's own
	}
}

// siteHead returns the h1 of a page that names the site in it, as old blogs do:
// it ends the page's title too, and the address has the words of the rest.
func (p *Page) siteHead() string {
	title := p.Titles[max(0, len(p.Titles)-1):]
	if len(title) == 0 || title[0].From != "title" {
		return ""
	}
	for _, v := range p.Titles {
		rest, ok := strings.CutSuffix(title[0].Value, v.Value)
		if v.From != "h1" || !ok || rest == "" {
			continue
		}
		if inAddress(rest, p.address) > inAddress(v.Value, p.address) {
			return v.Value
		}
	}
	return ""
}

// inAddress counts the longer words of a text that an address has.
func inAddress(s, address string) int {
	_, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if len(w) > 3 && strings.Contains(strings.ToLower(path), w) {
			n++
		}
	}
	return n
}

// kickers are the words of class names for the line above or before a headline.
var kickers = set(`kicker overline roofline dachzeile topline spitzmarke overtitle antetitulo occhiello surtitre pretitle pretitulo eyebrow supertitle surtitle strapline toptitle volanta headlinekicker chapeau label category stichwort flag badge`)

// withoutKicker returns the text of an h1 without the kicker inside it, "" if
// it has none.
func withoutKicker(h1 *html.Node) string {
	var f folder
	found := false
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < 8; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				f.add(c.Data)
			case c.Type != html.ElementNode:
			case isKicker(attr(c, "class")):
				found = true
			default:
				walk(c, depth+1)
			}
		}
	}
	walk(h1, 0)
	if !found {
		return ""
	}
	return strings.Trim(f.take(), " :-–—|·•")
}

func isKicker(classes string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(classes), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		if kickers[part] {
			return true
		}
	}
	return false
}

// shownTitle adds the headline of a page without h1, once it is labelled, and
// chooses again.
func (p *Page) shownTitle(d *document) {
	if len(d.heads) > 0 {
		return
	}
	for i := range d.blocks {
		if b := &d.blocks[i]; b.label == Headline && len(b.text) < 300 {
			p.Titles = append(p.Titles, Variant{b.text, "headline"})
			p.Title = choose(p.Titles, p.names())
			return
		}
	}
}

// names returns what the site may be called at the end of a title: its name,
// its host, and the host's own part ("lantern" of www.lantern.example).
func (p *Page) names() []string {
	host := strings.TrimPrefix(strings.ToLower(hostOf(p.address)), "www.")
	own := host
	if parts := strings.Split(host, "."); len(parts) > 1 {
		own = parts[len(parts)-2]
		if len(own) < 4 && len(parts) > 2 {
			own = parts[len(parts)-3]
		}
	}
	return []string{p.Site, host, own}
}

// cleanTitle undoes markup and entities that were written twice.
func cleanTitle(s string) string {
	if strings.Contains(s, "&") && strings.Contains(s, ";") {
		s = entities.UnescapeString(s)
	}
	return fold(stripTags(s))
}

// weights say how much the places of a title are worth: what the page shows
// and what it tells others to show before what only programs see.
var weights = map[string]int{"json-ld": 6, "og": 5, "h1": 5, "headline": 3, "twitter": 2, "title": 1}

// choose returns the title that most places of the page agree on, without the
// site's name. Each place counts once. A title that is cut off gives way to
// the whole one.
func choose(variants []Variant, site []string) string {
	best, points := "", -1
	short, keys := make([]string, len(variants)), make([]string, len(variants))
	for i, v := range variants {
		short[i] = withoutSite(v.Value, site)
		keys[i] = key(short[i])
	}
	for i, v := range variants {
		s, k := short[i], keys[i]
		if k == "" || isSite(k, site) {
			continue
		}
		n := 0
		var counted []string
		for j, w := range variants {
			if keys[j] == k && !slices.Contains(counted, w.From) {
				n += max(1, weights[w.From])
				counted = append(counted, w.From)
			}
		}
		switch {
		case v.From == "h1" && len(counted) == 1 && !related(v.Value, variants):
			n = 0 // of a column or of the site, unless it is a sentence
			if strings.Count(v.Value, " ") > 2 {
				n = 2
			}
		case v.From == "json-ld" && i > 0 && variants[i-1].From == v.From:
			n -= 2 // an alternative headline
		}
		if n > points {
			best, points = s, n
		}
	}
	if best == "" && len(variants) > 0 {
		best = variants[0].Value
	}
	return inH1(whole(best, variants, site), variants)
}

// related says whether an h1 shares words with a title from elsewhere, or there
// is none.
func related(h1 string, variants []Variant) bool {
	words := set(strings.ToLower(h1))
	alone := true
	for _, v := range variants {
		if v.From == "h1" {
			continue
		}
		alone = false
		same, all := 0, 0
		for w := range strings.FieldsSeq(strings.ToLower(v.Value)) {
			if len(w) > 3 {
				all++
				if words[w] {
					same++
				}
			}
		}
		if same > 1 || same*3 > all || key(h1) != "" && strings.Contains(key(v.Value), key(h1)) {
			return true
		}
	}
	return alone
}

// whole returns the variant that goes on where the title breaks off.
func whole(title string, variants []Variant, site []string) string {
	start := strings.TrimRight(title, ".… ")
	if start == title || !strings.HasSuffix(title, "…") && !strings.HasSuffix(title, "...") || len(start) < 20 {
		return title
	}
	for _, v := range variants {
		if s := withoutSite(v.Value, site); strings.HasPrefix(s, start) && len(s) > len(title) {
			return s
		}
	}
	return title
}

// inH1 returns the h1, or a headline from metadata, if the title is that with
// something the site has put behind it.
func inH1(title string, variants []Variant) string {
	for _, v := range variants {
		if v.From != "h1" && v.From != "json-ld" && v.From != "meta:headline" || len(v.Value) < 5 || key(v.Value) == key(title) {
			continue
		}
		if rest, ok := strings.CutPrefix(title, v.Value+"-"); ok && len(v.Value) > 30 && strings.Count(rest, " ") < 2 {
			return v.Value // a section without blanks: "-Politics"
		}
		rest, ok := cutFold(title, v.Value)
		if start, found := strings.CutSuffix(title, v.Value); found && len(findDates(start, dayFirst)) > 0 && len(start) < 20 {
			return v.Value
		}
		if ok && (len(v.Value) > 15 || strings.Count(title, v.Value) == 1) && strings.HasPrefix(rest, " ") && strings.IndexAny(strings.TrimSpace(rest), "|-–—·•:›»/") == 0 {
			return v.Value
		}
	}
	return title
}

// cutFold cuts a prefix off s that may differ in its dashes.
func cutFold(s, prefix string) (rest string, ok bool) {
	for prefix != "" {
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(prefix)
		if a != b && (!strings.ContainsRune("-–—", a) || !strings.ContainsRune("-–—", b)) {
			return "", false
		}
		s, prefix = s[n:], prefix[m:]
	}
	return s, true
}

func isSite(k string, site []string) bool {
	return slices.ContainsFunc(site, func(name string) bool { return name != "" && key(name) == k })
}

// separators stand between a headline and the site's name.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " › ", " » ", " « ", " ‹ ", " :: ", " // ", " / ", " ~ ", " ● ", " : ", "｜", "ㅣ", " |", "|", "_", "--", "-", ": "}

// withoutSite cuts the site's name off a title: "Headline | Section | Site",
// "Site: Headline".
func withoutSite(title string, site []string) string {
	for _, separator := range separators {
		i := strings.LastIndex(title, separator)
		if i < 1 {
			continue
		}
		if end := key(title[i+len(separator):]); end == "" || i >= 4 && siteEnd(end, site, len(separator) > 1 && separator != ": ") {
			return withoutSite(strings.TrimSpace(title[:i]), site)
		}
	}
	for _, separator := range separators[:15] {
		if start, rest, ok := strings.Cut(title, separator); ok && len(rest) > 10 && isSite(key(start), site) {
			return strings.TrimSpace(rest)
		}
	}
	return title
}

// siteEnd says whether the end of a title is a name of the site, in its short
// or long form where the separator is a clear one.
func siteEnd(end string, site []string, clear bool) bool {
	for _, name := range site {
		want := key(name)
		switch {
		case len(want) < 2:
		case end == want:
			return true
		case clear && (len(end) > 2 && strings.HasPrefix(want, end) || len(want) > 2 && strings.HasPrefix(end, want)):
			return true
		case clear && len(want) > 4 && len(end) < 2*len(want)+8 && strings.Contains(end, want):
			return true
		}
	}
	return false
}
