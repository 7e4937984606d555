package feed

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mmcdole/gofeed/atom"
)

// fromAtom reads Atom 1.0 and 0.3 up to the entries. It returns the base of
// their links too.
func fromAtom(a *atom.Feed, s survey) (*Feed, string) {
	e := s.extensions(a.Extensions)
	head := s.head
	f := &Feed{Format: Atom, Version: a.Version, ID: first(head.raw("id"), a.ID)}
	base := head.base
	f.Self = atomLink(base, a.Links, "self")
	f.Hub = atomLink(base, a.Links, "hub")
	f.Link = first(alternate(base, a.Links), link(base, head.raw("link")))
	if base == "" {
		base = first(f.Self, f.Link)
	}
	f.Title = head.title("title", first(head.raw("title"), e.value("dc", "title")))
	f.Description = head.body("subtitle", first(head.raw("subtitle", "info"), e.value("itunes", "summary")), base)
	f.Language = tag(first(head.lang, a.Language, e.value("dc", "language")))
	f.Updated = f.date(first(a.Updated, e.value("dc", "date"), e.value("dcterms", "modified")))
	f.Authors = addAuthors(atomPeople(a.Authors, base), e.authors()...)
	f.Categories = labels(atomCategories(a.Categories), e.subjects(), e.keywords())
	f.Image = first(link(base, a.Logo), link(base, a.Icon))
	if a.Generator != nil {
		f.Generator = plain(a.Generator.Value, false)
	}
	f.Rights = head.title("rights", first(head.raw("rights"), e.value("dc", "rights")))
	f.UpdateEvery = e.every()
	for _, l := range a.Links {
		f.Links = add(f.Links, link(base, l.Href))
	}
	return f, base
}

// atomItem reads one entry. An entry without an author has that of its
// source, or else the feed's.
func (f *Feed) atomItem(a *atom.Entry, e spaces, about facts, base string) Item {
	base = first(about.base, base)
	i := Item{
		ID:         first(about.raw("id", "guid"), a.ID),
		Title:      about.title("title", first(about.raw("title"), e.value("dc", "title"))),
		Link:       first(link(base, e.value("feedburner", "origLink")), alternate(base, a.Links), link(base, about.raw("link"))),
		Summary:    about.body("summary", first(about.raw("summary", "description"), e.value("media", "description")), base),
		Language:   tag(first(about.language(), f.Language)),
		Rights:     about.title("rights", first(about.raw("rights"), e.value("dc", "rights"))),
		Image:      e.image(base),
		Published:  f.date(first(about.last("published"), about.last("pubdate"), e.value("dc", "date"), e.value("dcterms", "created", "issued"), about.last("created"))),
		Updated:    f.date(first(about.last("updated"), e.value("dcterms", "modified"))),
		Authors:    addAuthors(atomPeople(a.Authors, base), e.authors()...),
		Categories: labels(atomCategories(a.Categories), e.subjects(), e.keywords()),
	}
	for _, group := range e.all("media", "group") {
		i.Summary = first(i.Summary, body(child(group, "description"), base, unsure))
	}
	i.Content = about.body("content", about.raw("content", "encoded"), base)
	if i.Link == "" && i.Content == "" && a.Content != nil {
		i.Link = link(about.field("content").baseOr(base), a.Content.Src)
	}
	if i.Link == "" && isURL(i.ID) {
		i.Link = i.ID
	}
	for _, l := range a.Links {
		switch u := link(base, l.Href); relation(l.Rel) {
		case "enclosure":
			if u != "" {
				i.Enclosures = append(i.Enclosures, Enclosure{URL: u, Type: l.Type, Length: l.Length})
				if strings.HasPrefix(l.Type, "image/") {
					i.Image = first(i.Image, u)
				}
			}
		case "replies":
			i.Comments = first(i.Comments, u)
		default:
			i.Links = add(i.Links, u)
		}
	}
	i.Links = add(i.Links, link(base, about.raw("link")))
	i.Enclosures = append(i.Enclosures, e.enclosures(base)...)
	if a.Source != nil {
		from := first(alternate(base, a.Source.Links), atomLink(base, a.Source.Links, "self"))
		i.Source = source(plain(a.Source.Title, false), from)
		if len(i.Authors) == 0 {
			i.Authors = atomPeople(a.Source.Authors, base)
		}
	}
	if len(i.Authors) == 0 {
		i.Authors = f.Authors
	}
	return i
}

// alternate chooses the link to the page: of type HTML, or of none, or the
// first alternate; links to the feed itself or to files never win.
func alternate(base string, links []*atom.Link) string {
	best, rank := "", 0
	for _, l := range links {
		if relation(l.Rel) != "alternate" {
			continue
		}
		u := link(base, l.Href)
		score := 1
		switch {
		case strings.Contains(l.Type, "html"):
			score = 3
		case l.Type == "":
			score = 2
		}
		if u != "" && score > rank {
			best, rank = u, score
		}
	}
	return best
}

func atomLink(base string, links []*atom.Link, rel string) string {
	for _, l := range links {
		if relation(l.Rel) == rel {
			if u := link(base, l.Href); u != "" {
				return u
			}
		}
	}
	return ""
}

func atomPeople(all []*atom.Person, base string) []Author {
	var authors []Author
	for _, p := range all {
		named := people(p.Name)
		if len(named) == 0 {
			named = []Author{{}}
		}
		if len(named) == 1 {
			named[0].Email = first(strings.TrimSpace(p.Email), named[0].Email)
			named[0].URL = link(base, p.URI)
		}
		authors = addAuthors(authors, named...)
	}
	return authors
}

// atomCategories returns the label of each category, and its term where that
// says something else and is a word, not an address.
func atomCategories(all []*atom.Category) []string {
	var names []string
	for _, c := range all {
		if c.Label != "" {
			names = append(names, c.Label)
		}
		if !sameWords(c.Term, c.Label) && (c.Label == "" || !strings.Contains(c.Term, "://")) {
			names = append(names, c.Term)
		}
	}
	return names
}

// sameWords reports whether a and b differ in nothing but case and signs.
func sameWords(a, b string) bool {
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	return strings.Map(letters, a) == strings.Map(letters, b)
}

// title returns a title or a notice as plain text: literally only where its
// type says that it has no markup.
func (f *facts) title(name, s string) string {
	how := f.field(name)
	return plain(how.decode(s), how.typ == "text" || how.typ == "text/plain")
}

// body returns a text construct as safe HTML.
func (f *facts) body(name, s, base string) string {
	how := f.field(name)
	kind := unsure
	switch {
	case strings.Contains(how.typ, "html"):
		kind = isHTML
	case how.typ == "text" || how.typ == "text/plain" || how.typ == "" && how.mode == "base64":
		kind = isText
	case strings.HasSuffix(how.typ, "xml"):
		kind = isHTML
	}
	return body(how.decode(s), how.baseOr(base), kind)
}

// decode undoes what a text may be wrapped in beyond XML: base64, which Atom
// 0.3 says and Atom 1.0 means where the type is of no text, and the one element
// that XHTML must stand in.
func (c field) decode(s string) string {
	binary := strings.Contains(c.typ, "/") && !strings.HasPrefix(c.typ, "text/") && !strings.HasSuffix(c.typ, "xml") && !strings.Contains(c.typ, "html")
	switch {
	case c.mode == "base64" || binary:
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
		if err == nil && utf8.Valid(decoded) {
			return string(decoded)
		}
	case strings.Contains(c.typ, "xhtml"):
		return unwrapped(s)
	case strings.HasSuffix(c.typ, "html"):
		if inner := unwrapped(s); len(inner) < len(s) && strings.IndexByte(inner, '<') < 0 {
			return unescapeXML([]byte(inner)) // escaped markup in an element of the publisher's program
		}
	}
	return s
}

// unwrapped returns the inside of a div that holds all of s.
func unwrapped(s string) string {
	from, depth := 0, 0
	for scan := (scanner{src: []byte(s)}); ; {
		t, ok := scan.next()
		switch {
		case !ok || depth == 0 && (t.kind != tokenStart || local(t.name) != "div" || t.closed):
			return s
		case t.kind == tokenStart && depth == 0:
			if from = t.end; attributeOf(t, "base") != "" {
				return s
			}
			depth++
		case t.kind == tokenStart && !t.closed && !voids[local(t.name)]:
			depth++
		case t.kind == tokenEnd:
			if depth--; depth == 0 && t.end == len(s) {
				return strings.TrimSpace(s[from:t.from])
			} else if depth == 0 {
				return s
			}
		}
	}
}
