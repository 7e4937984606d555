package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"
)

// spaces are the elements of other vocabularies in a feed or item.
type spaces struct{ ext.Extensions }

// all returns the elements of a name, in any case. Prefixes are gofeed's
// canonical ones.
func (e spaces) all(prefix, name string) []ext.Extension {
	elements := e.Extensions[prefix]
	if found, ok := elements[name]; ok || len(elements) == 0 {
		return found
	}
	for key, found := range elements {
		if strings.EqualFold(key, name) {
			return found
		}
	}
	return nil
}

// attribute returns an attribute of the first element of a name that has it.
func (e spaces) attribute(key, prefix, name string) string {
	for _, x := range e.all(prefix, name) {
		if v := strings.TrimSpace(x.Attrs[key]); v != "" {
			return v
		}
	}
	return ""
}

// values returns the texts of the elements of a name, without empty ones.
func (e spaces) values(prefix string, names ...string) []string {
	var all []string
	for _, name := range names {
		for _, x := range e.all(prefix, name) {
			if v := strings.TrimSpace(x.Value); v != "" {
				all = append(all, v)
			}
		}
	}
	return all
}

// value returns the first text under any of the names.
func (e spaces) value(prefix string, names ...string) string {
	for _, v := range e.values(prefix, names...) {
		return v
	}
	return ""
}

// links returns the targets of atom:link elements with a relation.
func (e spaces) links(rel string) []string {
	var all []string
	for _, space := range []string{"atom", "atom10", "atom03"} {
		for _, x := range e.all(space, "link") {
			if relation(x.Attrs["rel"]) == rel {
				all = append(all, first(x.Attrs["href"], strings.TrimSpace(x.Value)))
			}
		}
	}
	return all
}

// relation returns a link relation in its short form; none is "alternate".
func relation(rel string) string {
	rel = strings.ToLower(strings.TrimSpace(rel))
	rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/")
	return first(rel, "alternate")
}

// authors returns the bylines in other vocabularies, the best one that speaks.
func (e spaces) authors() []Author {
	var all []Author
	for _, name := range e.values("dc", "creator", "author") {
		all = addAuthors(all, people(name)...)
	}
	for _, space := range []string{"atom", "atom03"} {
		for _, x := range e.all(space, "author") {
			all = addAuthors(all, Author{Name: plain(child(x, "name"), false), Email: child(x, "email"), URL: link("", first(child(x, "uri"), child(x, "url")))})
		}
	}
	if len(all) == 0 {
		for _, name := range e.values("itunes", "author") {
			all = addAuthors(all, people(name)...)
		}
	}
	return all
}

func child(x ext.Extension, name string) string {
	for _, c := range x.Children[name] {
		return strings.TrimSpace(c.Value)
	}
	return ""
}

// subjects returns categories in other vocabularies.
func (e spaces) subjects() []string {
	all := e.values("dc", "subject")
	all = append(all, e.values("media", "category")...)
	for _, x := range e.all("itunes", "category") {
		all = append(all, x.Attrs["text"])
		for _, inner := range x.Children["category"] {
			all = append(all, inner.Attrs["text"])
		}
	}
	return all
}

// keywords returns lists of categories, parted by commas.
func (e spaces) keywords() []string {
	return append(e.values("itunes", "keywords"), e.values("media", "keywords")...)
}

// image returns the picture that media: or itunes: names.
func (e spaces) image(base string) string {
	var found []ext.Extension
	found = append(found, e.all("media", "thumbnail")...)
	found = append(found, e.all("media", "content")...)
	for _, group := range e.all("media", "group") {
		found = append(found, group.Children["thumbnail"]...)
		found = append(found, group.Children["content"]...)
	}
	for _, x := range found {
		for _, inner := range x.Children["thumbnail"] {
			if u := link(base, inner.Attrs["url"]); u != "" {
				return u
			}
		}
		kind := first(x.Attrs["medium"], x.Attrs["type"], "image")
		if u := link(base, x.Attrs["url"]); u != "" && strings.HasPrefix(kind, "image") {
			return u
		}
	}
	for _, x := range e.all("itunes", "image") {
		if u := link(base, x.Attrs["href"]); u != "" {
			return u
		}
	}
	return ""
}

// enclosures returns the files that media: names and that are no pictures.
func (e spaces) enclosures(base string) []Enclosure {
	var all []Enclosure
	found := e.all("media", "content")
	for _, group := range e.all("media", "group") {
		found = append(slices.Clip(found), group.Children["content"]...)
	}
	for _, x := range found {
		kind := first(x.Attrs["type"], x.Attrs["medium"], "image")
		if u := link(base, x.Attrs["url"]); u != "" && !strings.HasPrefix(kind, "image") {
			all = append(all, Enclosure{URL: u, Type: x.Attrs["type"], Length: x.Attrs["fileSize"]})
		}
	}
	return all
}

// every returns how often a feed says that it changes (sy:).
func (e spaces) every() time.Duration {
	day := 24 * time.Hour
	period, ok := map[string]time.Duration{
		"hourly": time.Hour, "daily": day, "weekly": 7 * day, "monthly": 30 * day, "yearly": 365 * day,
	}[strings.ToLower(e.value("sy", "updatePeriod"))]
	if !ok {
		return 0
	}
	times, err := strconv.Atoi(first(e.value("sy", "updateFrequency"), "1"))
	if err != nil || times < 1 {
		times = 1
	}
	return period / time.Duration(times)
}
