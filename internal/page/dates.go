package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
)

var publishedNames = []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
	"sailthru.date", "article.published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished", "pubdate", "publishdate", "publish-date",
	"publish_date", "publication_date", "publicationdate", "date.published", "originalpublicationdate", "article:publicationdate",
	"article_date_original", "article-published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dcsext.articlefirstpublished",
	"date", "published", "published-date", "datecreated", "date.created", "created", "release_date", "citation_publication_date", "citation_date", "citation_online_date", "shareaholic:article_published_time", "bt:pubdate", "gentime", "displaydate", "video:release_date", "vr:published_time", "iso-8601-publish-date", "article.created", "last-published", "article:post_date", "og:pubdate"}

var modifiedNames = []string{"article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "article:updated_time", "og:modified_time", "dcterms.modified", "dc.date.modified", "lastmod",
	"last-modified", "last_updated", "modified", "revised", "article.updated", "updated_time", "shareaholic:article_modified_time", "iso-8601-publish-date-modified"}

// datesOf gathers the dates in the order of trust: JSON-LD, meta elements,
// time elements near the article, the address. A date without a zone counts
// as its day.
func (p *Page) datesOf(h *head, f facts, d *document, o Options) {
	add := func(value string, role Role, from string) {
		if date := parseDate(value); !date.IsZero() && !slices.Contains(p.Dates, Dated{date, role, from}) {
			p.Dates = append(p.Dates, Dated{date, role, from})
		}
	}
	add(f.published, Published, "json-ld")
	add(f.modified, Modified, "json-ld")
	for _, name := range publishedNames {
		add(h.first(name), Published, "meta:"+name)
	}
	for _, name := range modifiedNames {
		add(h.first(name), Modified, "meta:"+name)
	}
	d.stamps(add)
	address := o.URL
	if address == "" {
		address = p.Canonical
	}
	if date := urlDate(address); !date.IsZero() {
		p.Dates = append(p.Dates, Dated{date, Published, "url"})
	}
	p.Published, p.Modified = best(p.Dates, Published), best(p.Dates, Modified)
}

// best returns the first date of a role; an instant on the same day is better
// than the day alone, and a day better than the month of an address.
func best(dates []Dated, role Role) edtf.Date {
	var first edtf.Date
	for _, d := range dates {
		if d.Role != role {
			continue
		}
		if first.IsZero() {
			first = d.Date
			continue
		}
		if _, exact := first.Instant(); exact {
			return first
		}
		if _, exact := d.Date.Instant(); exact && first.Overlaps(d.Date) {
			return d.Date
		}
	}
	return first
}

// stamps hands out the dates of time elements in or before the article's text.
func (d *document) stamps(add func(value string, role Role, from string)) {
	last := 0
	for i := range d.blocks {
		if d.blocks[i].label == Body {
			last = i
		}
	}
	for _, s := range d.times {
		if s.block > last+3 || d.elements[s.at].all&(cueRelated|cueComments|cueNav|cueAside|cueWidget) != 0 {
			continue
		}
		from := "time"
		if strings.HasPrefix(s.prop, "date") {
			from = "microdata"
		}
		role := Published
		for _, word := range []string{"modif", "updat", "edited", "aktualis"} {
			if strings.Contains(s.prop, word) {
				role = Modified
			}
		}
		add(s.value, role, from)
	}
}

// layouts that are tried after ISO 8601; those with a zone first.
var layouts = []struct {
	layout string
	zoned  bool
}{
	{time.RFC1123Z, true}, {time.RFC1123, true}, {"Mon, 2 Jan 2006 15:04:05 -0700", true}, {"Mon, 2 Jan 2006 15:04:05 MST", true},
	{"Mon Jan 2 15:04:05 -0700 2006", true}, {"Mon Jan 2 15:04:05 MST 2006", true},
	{"2 January 2006", false}, {"January 2, 2006", false}, {"Jan 2, 2006", false}, {"2 Jan 2006", false}, {"January 2 2006", false},
	{"Monday, January 2, 2006", false}, {"Monday, 2 January 2006", false}, {"Mon, January 2, 2006", false},
	{"January 2, 2006 15:04", false}, {"January 2, 2006, 3:04 pm", false}, {"January 2, 2006 3:04 PM", false}, {"Jan 2, 2006 3:04 PM", false}, {"January 2, 2006 15:04:05", false},
	{"2.1.2006", false}, {"2.1.2006 15:04", false}, {"2.1.2006, 15:04", false}, {"2006/1/2", false}, {"2006/1/2 15:04", false}, {"2006/1/2 15:04:05", false}, {"20060102", false},
	{"Mon, 2 Jan 2006", false}, {"Jan. 2, 2006", false}, {"Mon Jan 2 2006", false},
}

// parseDate reads a date as pages write them; the zero Date if it is none.
// Numeric dates whose order is unknown (03/04/2025) are no dates.
func parseDate(s string) edtf.Date {
	s = fold(s)
	if len(s) < 6 || len(s) > 60 {
		return edtf.Date{}
	}
	if d := parseISO(s); !d.IsZero() {
		return d
	}
	if len(s) == 10 || len(s) == 13 {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			if len(s) == 13 {
				n /= 1000
			}
			return sane(edtf.Instant(time.Unix(n, 0).UTC()), time.Unix(n, 0).Year())
		}
	}
	for _, l := range layouts {
		t, err := time.Parse(l.layout, s)
		if err != nil {
			continue
		}
		name, offset := t.Zone()
		if l.zoned && (offset != 0 || name == "UTC" || name == "GMT" || strings.HasSuffix(s, "+0000")) {
			return sane(edtf.Instant(t), t.Year())
		}
		return sane(edtf.Day(t.Year(), t.Month(), t.Day()), t.Year())
	}
	return edtf.Date{}
}

var iso = lazy(`^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ]\s*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?`)

// parseISO reads ISO 8601 and its everyday relatives.
func parseISO(s string) edtf.Date {
	if len(s) < 7 || s[0] < '0' || s[0] > '9' {
		return edtf.Date{}
	}
	if len(s) >= 15 && s[8] == 'T' && !strings.Contains(s[:8], "-") {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	m := iso().FindStringSubmatch(s)
	if m == nil {
		return edtf.Date{}
	}
	number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	year, month, day := number(1), time.Month(number(2)), number(3)
	if month < 1 || month > 12 {
		return edtf.Date{}
	}
	if m[3] == "" {
		if len(m[0]) != len(s) {
			return edtf.Date{}
		}
		return sane(edtf.Month(year, month), year)
	}
	t := time.Date(year, month, day, number(4), number(5), number(6), 0, time.UTC)
	if t.Day() != day && number(4) < 24 || day == 0 || day > 31 || number(4) > 24 || number(5) > 59 {
		return edtf.Date{}
	}
	if m[7] == "" {
		return sane(edtf.Day(year, month, day), year)
	}
	zone := time.UTC
	if sign := m[7][0]; sign == '+' || sign == '-' {
		digits := strings.ReplaceAll(m[7][1:], ":", "")
		hours, _ := strconv.Atoi(digits[:2])
		minutes := 0
		if len(digits) == 4 {
			minutes, _ = strconv.Atoi(digits[2:])
		}
		offset := hours*3600 + minutes*60
		if hours > 14 {
			return sane(edtf.Day(year, month, day), year)
		}
		if sign == '-' {
			offset = -offset
		}
		zone = time.FixedZone("", offset)
	}
	return sane(edtf.Instant(time.Date(year, month, day, number(4), number(5), number(6), 0, zone)), year)
}

// sane drops dates that no web page can have.
func sane(d edtf.Date, year int) edtf.Date {
	if year < 1980 || year > 2100 {
		return edtf.Date{}
	}
	return d
}

var (
	urlDay   = lazy(`(?:^|[/_=.-])((?:19|20)\d{2})[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?:[/_.?&-]|$|T)`)
	urlMonth = lazy(`/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])/`)
)

// urlDate returns the day or month that an address names.
func urlDate(address string) edtf.Date {
	_, rest, _ := strings.Cut(address, "://")
	_, path, found := strings.Cut(rest, "/")
	if !found {
		return edtf.Date{}
	}
	path = "/" + path
	if m := urlDay().FindStringSubmatch(path); m != nil {
		return parseISO(m[1] + "-" + m[2] + "-" + m[3])
	}
	if m := urlMonth().FindStringSubmatch(path); m != nil {
		return parseISO(m[1] + "-" + m[2])
	}
	return edtf.Date{}
}
