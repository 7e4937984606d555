package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/rss"
)

// fromRSS reads RSS and RDF up to the items. It returns the base of their
// links too.
func fromRSS(r *rss.Feed, s survey) (*Feed, string) {
	e := s.extensions(r.Extensions)
	f := &Feed{Format: RSS, Version: strings.ReplaceAll(r.Version, ",", "."), ID: first(e.value("atom", "id"), s.head.about)}
	switch {
	case s.root == "rdf":
		f.Format = RDF
	case s.cdf:
		f.Format = CDF
	}
	base := s.head.base
	f.Self = link(base, first(e.links("self")...))
	f.Hub = link(base, first(e.links("hub")...))
	f.Link = rssLink(base, append(append(r.Links, e.links("alternate")...), s.head.href, s.head.about))
	if base == "" {
		base = first(f.Self, f.Link)
	}
	f.Title = plain(first(r.Title, e.value("dc", "title"), e.value("itunes", "title")), false)
	f.Description = body(first(r.Description, e.value("dc", "description"), e.value("itunes", "summary", "subtitle"), e.value("atom", "subtitle"), s.head.raw("abstract")), s.head.field("description").baseOr(base), unsure)
	f.Language = tag(first(r.Language, e.value("dc", "language"), s.head.lang))
	f.Published = f.date(first(r.PubDate, e.value("dc", "date"), e.value("dcterms", "created", "issued")))
	f.Updated = f.date(first(r.LastBuildDate, e.value("atom", "updated"), e.value("dcterms", "modified"), s.head.lastMod))
	f.Authors = addAuthors(byline(first(r.ManagingEditor, s.head.raw("author")), base), e.authors()...)
	if len(f.Authors) == 0 {
		f.Authors = people(r.WebMaster)
	}
	f.Categories = labels(rssCategories(r.Categories), e.subjects(), e.keywords())
	f.Image = e.image(base)
	if r.Image != nil {
		f.Image = first(link(base, r.Image.URL), f.Image)
	}
	f.Generator = plain(first(r.Generator, e.attribute("resource", "admin", "generatorAgent")), false)
	f.Rights = plain(first(r.Copyright, e.value("dc", "rights"), e.value("atom", "rights"), e.value("media", "copyright")), false)
	if minutes, err := strconv.Atoi(strings.TrimSpace(r.TTL)); err == nil && minutes > 0 && minutes < 1<<20 {
		f.TTL = time.Duration(minutes) * time.Minute
	}
	f.UpdateEvery = e.every()
	f.SkipHours, f.SkipDays = skipHours(r.SkipHours), skipDays(r.SkipDays)
	for _, l := range r.Links {
		f.Links = add(f.Links, link(base, l))
	}
	return f, base
}

// rssItem reads one item. base is the feed's, for items without their own.
func (f *Feed) rssItem(r *rss.Item, e spaces, about facts, base string) Item {
	base = first(about.base, base)
	i := Item{
		Title:    plain(first(r.Title, e.value("dc", "title"), e.value("itunes", "title"), e.value("media", "title")), false),
		Comments: link(base, r.Comments),
		Language: tag(first(e.value("dc", "language"), about.language(), f.Language)),
		Rights:   plain(first(e.value("dc", "rights"), e.value("media", "copyright"), e.value("atom", "rights"), r.Custom["copyright"]), false),
		Image:    e.image(base),
	}
	candidates := append(e.values("feedburner", "origLink"), r.Links...)
	candidates = append(append(candidates, e.links("alternate")...), about.href)
	if r.GUID != nil {
		i.ID = strings.TrimSpace(r.GUID.Value)
		if !strings.EqualFold(strings.TrimSpace(r.GUID.IsPermalink), "false") && isURL(i.ID) {
			candidates = append(candidates, i.ID)
		}
	}
	i.ID = first(i.ID, e.value("atom", "id"), e.value("dc", "identifier"), about.about)
	i.Link = rssLink(base, append(candidates, about.about))
	for _, c := range candidates {
		i.Links = add(i.Links, link(base, c))
	}
	summary, content := about.bodies(e)
	i.Summary = body(summary, about.field("description").baseOr(base), unsure)
	i.Content = body(content, first(about.field("encoded").base, about.field("body").base, base), unsure)
	i.Published = f.date(first(about.last("pubdate"), e.value("atom", "published", "issued"), e.value("dc", "date"), e.value("dcterms", "issued", "created"), e.value("prism", "publicationDate"), about.last("published"), about.last("date")))
	i.Updated = f.date(first(e.value("atom", "updated", "modified"), e.value("dcterms", "modified"), about.last("updated"), about.last("lastbuilddate"), about.lastMod))
	i.Authors = addAuthors(byline(first(about.raw("author"), r.Author), base), e.authors()...)
	i.Categories = labels(rssCategories(r.Categories), e.subjects(), append(e.keywords(), about.raw("tags")))
	for _, x := range r.Enclosures {
		if u := link(base, x.URL); u != "" {
			i.Enclosures = append(i.Enclosures, Enclosure{URL: u, Type: x.Type, Length: x.Length})
			if strings.HasPrefix(x.Type, "image/") {
				i.Image = first(i.Image, u)
			}
		}
	}
	i.Enclosures = append(i.Enclosures, e.enclosures(base)...)
	if r.Source != nil {
		i.Source = source(plain(r.Source.Title, false), link(base, r.Source.URL))
	}
	return i
}

// bodies returns the short and the long text of an item. Where an item has two
// texts of one kind, the first is the short one, unless the second is shorter
// by far.
func (f *facts) bodies(e spaces) (summary, content string) {
	summary = first(f.raw("description"), e.value("dc", "description"), f.raw("abstract"))
	content = f.raw("encoded", "content", "body", "fullitem", "div")
	other := first(f.raw("summary"), e.value("itunes", "summary"), e.value("media", "description"), e.value("itunes", "subtitle"))
	switch {
	case summary == "":
		summary = other
	case content == "" && f.raw("summary") != "" && other != summary:
		if content = other; f.before("summary", "description") || 2*len(other) < len(summary) {
			summary, content = other, summary
		}
	}
	return summary, content
}

// source returns where an item comes from, or nil where nothing is said.
func source(title, link string) *ItemSource {
	if title == "" && link == "" {
		return nil
	}
	return &ItemSource{Title: title, Link: link}
}

// rssLink returns the first candidate that is a link.
func rssLink(base string, candidates []string) string {
	for _, c := range candidates {
		if u := link(base, c); u != "" {
			return u
		}
	}
	return ""
}

func rssCategories(all []*rss.Category) []string {
	var names []string
	for _, c := range all {
		names = append(names, c.Value)
	}
	return names
}

// labels returns categories as plain text, each once. Keywords hold several,
// parted by commas.
func labels(names, subjects, keywords []string) []string {
	var all []string
	for _, name := range append(names, subjects...) {
		all = add(all, plain(name, false))
	}
	for _, list := range keywords {
		for name := range strings.SplitSeq(list, ",") {
			all = add(all, plain(name, false))
		}
	}
	return all
}

// tag writes a language the way BCP 47 does: "en_US" is "en-US".
func tag(language string) string {
	return strings.ReplaceAll(strings.TrimSpace(language), "_", "-")
}

// baseOr returns a field's own base, or the one around it.
func (c field) baseOr(base string) string { return first(c.base, base) }

func skipHours(all []string) []int {
	var hours []int
	for _, s := range all {
		if h, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && h >= 0 && h <= 24 {
			hours = append(hours, h%24)
		}
	}
	slices.Sort(hours)
	return slices.Compact(hours)
}

func skipDays(all []string) []time.Weekday {
	var days []time.Weekday
	for _, s := range all {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(strings.TrimSpace(s), day.String()) {
				days = append(days, day)
			}
		}
	}
	return days
}
