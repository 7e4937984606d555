package page

import (
	"slices"
	"strings"
	"time"

	"dateline/internal/edtf"
)

// Names of meta elements (name, property, itemprop or http-equiv, lower case)
// by what they date. The weak ones hold whatever the site's software means by
// "date": they are asked after the page's own text.
var (
	publishedNames = []string{
		"article:published_time", "article:published:time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished", "parsely-pub-date", "sailthru.date", "article.published",
		"cxenseparse:recs:publishtime", "cxenseparse:publishtime", "cxenseparse:recs:articlepublishtime", "rnews:datepublished", "rnews.datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
		"publication_date", "publication-date", "publicationdate", "publishtime", "publish_time", "publish-time", "published_at", "published_time", "date.published", "originalpublicationdate",
		"article:publicationdate", "article_date_original", "article-published", "article.created", "article:post_date", "dc.date.issued", "dcterms.issued", "citation_publication_date",
		"citation_date", "citation_online_date", "prism.publicationdate", "eprints.date", "shareaholic:article_published_time", "bt:pubdate", "displaydate", "vr:published_time",
		"iso-8601-publish-date", "publisheddate", "published-date", "published_date", "published", "publication-datetime", "og:publish_date", "firstpublished", "mediator_published_time", "doc_date", "pdate", "temporal",
	}
	weakNames = []string{
		"dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dc:date", "date", "datecreated", "date.created", "created", "creation_date", "og:article:created_time", "article:created_time", "release_date",
		"og:release_date", "video:release_date", "uploaddate", "gentime", "dcsext.articlefirstpublished", "last-published", "dcterms.available", "pub_date", "time", "timestamp", "startdate",
	}
	modifiedNames = []string{
		"article:modified_time", "og:article:modified_time", "article:modified:time", "datemodified", "og:updated_time", "article:updated_time", "og:modified_time", "dcterms.modified", "dc.date.modified", "lastmod",
		"last-modified", "last_updated", "last-updated", "lastmodified", "last_modified", "modified", "revised", "revision_date", "article.updated", "updated_time", "updated", "update_date", "moddate", "modificationdate",
		"shareaholic:article_modified_time", "iso-8601-publish-date-modified", "vr:updated_time",
	}
)

// Years that dates of pages are in.
const (
	firstYear = 1990
	lastYear  = 2100
)

// mostDates bounds what is kept of pages that list dates.
const mostDates = 40

// datesOf gathers the dates in the order of trust: JSON-LD, meta elements,
// marked elements near the article, the address, the text around the headline,
// then what says less. A date without a zone counts as its day.
func (p *Page) datesOf(h *head, f facts, d *document, o Options) {
	g := gatherer{order: orderOf(h.language, p.Canonical, o.URL)}
	g.read(f.published, Published, "json-ld")
	g.read(f.modified, Modified, "json-ld")
	for _, name := range publishedNames {
		g.read(h.first(name), Published, "meta:"+name)
	}
	for _, name := range modifiedNames {
		g.read(h.first(name), Modified, "meta:"+name)
	}
	g.settle()
	address := o.URL
	if address == "" {
		address = p.Canonical
	}
	marked, seen := d.marked(h, g.order), d.visible(g.order)
	classed := slices.IndexFunc(marked, func(s sighting) bool { return s.rank() > 0 })
	if classed < 0 {
		classed = len(marked)
	}
	g.take(marked[:classed], nearby)
	fromURL, sure := urlDate(address)
	if sure {
		g.readWeak(h, true)
		g.add(fromURL, Published, "url")
	}
	g.take(marked[classed:], nearby)
	g.take(seen, nearby)
	g.readWeak(h, false)
	g.take(marked, around)
	g.take(seen, around)
	if best(g.dates, Published).Precision() < edtf.PrecisionDay {
		g.take(h.scripted(g.order), weak)
	}
	if !sure {
		g.add(fromURL, Published, "url")
	}
	g.take(marked, weak)
	g.take(seen, weak)
	g.finish()
	p.Dates = g.dates
	p.Published, p.Modified = g.local(best(p.Dates, Published), Published), g.local(best(p.Dates, Modified), Modified)
	if p.Published.IsZero() && !p.Modified.IsZero() {
		// A page that only tells when it was changed was there by then.
		i := slices.IndexFunc(p.Dates, func(d Dated) bool { return d.Date == p.Modified })
		p.Published = dayOf(p.Modified)
		p.Dates = append(p.Dates, Dated{p.Published, Published, "modified " + p.Dates[i].From})
	}
}

// trust says how much a date in the page's text is worth by its place.
type trust int

const (
	none   trust = iota
	weak         // anywhere
	around       // marked as the date, or at the article's end
	nearby       // near headline and byline
)

// sighting is a date somewhere in the page.
type sighting struct {
	found
	role  Role
	from  string
	trust trust
}

// gatherer collects the dates of a page.
type gatherer struct {
	order  dayOrder
	dates  []Dated
	doubts []doubt
	walls  []sighting // days with clocks of an unknown zone
	newest time.Time  // of the dates that can be trusted; later ones are refused
}

// doubt is a date whose day and month may be the other way around, with its
// place among the dates.
type doubt struct {
	sighting
	at int
}

func (g *gatherer) read(value string, role Role, from string) {
	if value != "" {
		g.put(sighting{found: readDate(value, g.order), role: role, from: from})
	}
}

// readWeak reads the weak names; if asked, only those that hold an instant: an
// address never beats a stamp with a zone.
func (g *gatherer) readWeak(h *head, exact bool) {
	for _, name := range weakNames {
		value := h.first(name)
		if _, is := readDate(value, g.order).date.Instant(); is || !exact {
			g.read(value, Published, "meta:"+name)
		}
	}
}

func (g *gatherer) put(s sighting) {
	if !s.wall.IsZero() {
		g.walls = append(g.walls, s)
	}
	if s.other.IsZero() {
		g.add(s.date, s.role, s.from)
	} else {
		g.doubts = append(g.doubts, doubt{s, len(g.dates)})
	}
}

func (g *gatherer) add(date edtf.Date, role Role, from string) {
	if d := (Dated{date, role, from}); !date.IsZero() && len(g.dates) < mostDates && !slices.Contains(g.dates, d) {
		g.dates = append(g.dates, d)
	}
}

func (g *gatherer) take(all []sighting, t trust) {
	for _, s := range all {
		if s.trust == t {
			g.put(s)
		}
	}
}

// settle takes the newest instant so far for the last one that the page can know.
func (g *gatherer) settle() {
	for _, d := range g.dates {
		if at, exact := d.Date.Instant(); exact && at.After(g.newest) {
			g.newest = at
		}
	}
}

// finish settles doubtful dates by the others of the page, and refuses dates
// that lie more than a day after the newest trusted one.
func (g *gatherer) finish() {
	for _, s := range slices.Backward(g.doubts) {
		known := func(reading edtf.Date) bool {
			return slices.ContainsFunc(g.dates, func(d Dated) bool { return d.Date.Overlaps(reading) })
		}
		switch {
		case known(s.date), g.order != orderUnknown && !known(s.other):
			g.dates = slices.Insert(g.dates, s.at, Dated{s.date, s.role, s.from})
		case known(s.other):
			g.dates = slices.Insert(g.dates, s.at, Dated{s.other, s.role, s.from})
		}
	}
	if !g.newest.IsZero() {
		g.dates = slices.DeleteFunc(g.dates, func(d Dated) bool {
			from, _ := d.Date.Bounds()
			return from.Sub(g.newest) > 36*time.Hour
		})
	}
}

// best returns the first date of a role that names a day, else the first month
// or year. An instant on the same day is better than the day alone.
func best(dates []Dated, role Role) edtf.Date {
	var first edtf.Date
	for _, d := range dates {
		if d.Role != role {
			continue
		}
		_, exact := first.Instant()
		_, too := d.Date.Instant()
		if first.IsZero() || first.Precision() < edtf.PrecisionDay && d.Date.Precision() >= edtf.PrecisionDay || !exact && too && first.Overlaps(d.Date) {
			first = d.Date
		}
	}
	return first
}

// local moves an instant in UTC to the zone of the outlet where the page tells
// it: by the same instant in another zone, or by a clock without zone that is
// some full hours off. It stays the same instant, but is on the day that its
// readers saw.
func (g *gatherer) local(date edtf.Date, role Role) edtf.Date {
	at, exact := date.Instant()
	if !exact || !isUTC(at) {
		return date
	}
	for _, d := range g.dates {
		if t, ok := d.Date.Instant(); ok && !isUTC(t) && t.Equal(at) {
			return d.Date
		}
	}
	for _, s := range g.walls {
		off := s.wall.Sub(at)
		if s.wall.Second() == 0 {
			off = s.wall.Sub(at.Truncate(time.Minute))
		}
		// Quarters of an hour are too often the same by chance.
		if s.role == role && off != 0 && off%time.Hour == 0 && off >= -12*time.Hour && off <= 14*time.Hour && at.Minute()%15 != 0 {
			return edtf.Instant(at.In(time.FixedZone("", int(off.Seconds()))))
		}
	}
	return date
}

func isUTC(t time.Time) bool { _, offset := t.Zone(); return offset == 0 }

// dayOf returns the day of an instant where it was written.
func dayOf(d edtf.Date) edtf.Date {
	if t, ok := d.Instant(); ok {
		return edtf.Day(t.Year(), t.Month(), t.Day())
	}
	return d
}

// orderOf guesses how numeric dates are written: with the day first everywhere
// but in American English. English alone does not tell; the address may.
func orderOf(language string, addresses ...string) dayOrder {
	language = strings.ToLower(strings.ReplaceAll(language, "_", "-"))
	name, region, _ := strings.Cut(language, "-")
	for _, a := range addresses {
		for _, end := range []string{".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng", ".ke", ".sg", ".my", ".pk", ".mt"} {
			if strings.HasSuffix(hostOf(a), end) {
				return dayFirst
			}
		}
		if host := hostOf(a); strings.HasSuffix(host, ".us") || strings.HasSuffix(host, ".gov") {
			return monthFirst
		}
	}
	switch {
	case region == "us" && name == "en":
		return monthFirst
	case name != "en" && name != "":
		return dayFirst
	case slices.Contains([]string{"gb", "au", "nz", "ie", "in", "za"}, region):
		return dayFirst
	}
	return orderUnknown
}

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return host
}
