package page

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
)

// facts are what a page's JSON-LD says of its article.
type facts struct {
	titles    []string
	authors   []string
	published string
	modified  string
	site      string // publisher's name
	website   string // name of the WebSite
	url       string
	language  string
	section   string
	body      string
	closed    bool // isAccessibleForFree is false
	live      bool
	found     bool // there is an article
}

// thing is one JSON-LD object.
type thing map[string]any

// readLD gathers the facts from a page's JSON-LD scripts. The article is the
// one whose address is the page's, else the first.
func readLD(scripts []string, pageURL string) facts {
	g := graph{ids: map[string]thing{}}
	for _, s := range scripts {
		g.add(decodeLD(s), 0)
	}
	var f facts
	var best thing
	for _, t := range g.things {
		switch {
		case t.is("WebSite") && f.website == "":
			f.website = t.text("name")
		case t.isArticle():
			if best == nil || pageURL != "" && !sameAddress(best, pageURL) && sameAddress(t, pageURL) {
				best = t
			}
		}
	}
	if best == nil {
		for _, t := range g.things {
			if t.is("WebPage") || t.is("VideoObject") {
				f.published, f.modified = firstText(t.text("datePublished"), t.text("uploadDate")), t.text("dateModified")
				f.authors = few(g.names(t["author"], 0))
				f.language = t.text("inLanguage")
				break
			}
		}
		return f
	}
	f.found = true
	for _, name := range []string{"headline", "name", "alternativeHeadline"} {
		if s := best.text(name); s != "" && !slices.Contains(f.titles, s) {
			f.titles = append(f.titles, s)
		}
	}
	f.authors = few(g.names(best["author"], 0))
	if len(f.authors) == 0 {
		f.authors = few(g.names(best["creator"], 0))
	}
	f.published = firstText(best.text("datePublished"), best.text("dateCreated"), best.text("uploadDate"))
	f.modified = best.text("dateModified")
	if names := g.names(best["publisher"], 0); len(names) > 0 {
		f.site = names[0]
	}
	f.url = firstText(g.address(best["mainEntityOfPage"]), best.text("url"))
	f.language = best.text("inLanguage")
	f.section = best.text("articleSection")
	f.body = stripTags(best.text("articleBody"))
	f.live = best.is("LiveBlogPosting")
	switch free := best["isAccessibleForFree"].(type) {
	case bool:
		f.closed = !free
	case string:
		f.closed = strings.EqualFold(free, "false")
	}
	return f
}

// graph holds all objects of a page and finds them by their @id.
type graph struct {
	things []thing
	ids    map[string]thing
}

// add takes in a decoded value; lists, @graph and main entities are opened.
func (g *graph) add(v any, depth int) {
	if depth > 6 || len(g.things) > 500 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case map[string]any:
		t := thing(v)
		g.things = append(g.things, t)
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.ids[id] = t
		}
		for _, name := range []string{"@graph", "mainEntity", "author", "publisher", "mainEntityOfPage", "hasPart"} {
			switch inner := v[name].(type) {
			case map[string]any, []any:
				g.add(inner, depth+1)
			}
		}
	}
}

// names returns the names of persons or organizations in v, following @id.
func (g *graph) names(v any, depth int) []string {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if v = fold(html.UnescapeString(v)); v != "" {
			return []string{v}
		}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, g.names(e, depth+1)...)
		}
		return all
	case map[string]any:
		if names := g.names(v["name"], depth+1); len(names) > 0 {
			return names
		}
		if id, ok := v["@id"].(string); ok {
			if t, ok := g.ids[id]; ok {
				return g.names(t["name"], depth+1)
			}
		}
		given, family := thing(v).text("givenName"), thing(v).text("familyName")
		if s := strings.TrimSpace(given + " " + family); s != "" {
			return []string{s}
		}
	}
	return nil
}

func (g *graph) address(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return firstText(thing(v).text("@id"), thing(v).text("url"))
	}
	return ""
}

func (t thing) is(kind string) bool {
	switch v := t["@type"].(type) {
	case string:
		return v == kind || strings.HasSuffix(v, "/"+kind)
	case []any:
		return slices.Contains(v, any(kind))
	}
	return false
}

func (t thing) isArticle() bool {
	var kinds []any
	switch v := t["@type"].(type) {
	case string:
		kinds = []any{v}
	case []any:
		kinds = v
	}
	for _, k := range kinds {
		s, _ := k.(string)
		if strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "BlogPosting") || s == "Report" || s == "Review" && t["headline"] != nil {
			return true
		}
	}
	return false
}

// text returns a property as one line; the first of a list.
func (t thing) text(name string) string {
	v := t[name]
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	switch v := v.(type) {
	case string:
		return fold(html.UnescapeString(v))
	case map[string]any:
		s, _ := v["@value"].(string)
		return fold(html.UnescapeString(s))
	}
	return ""
}

func sameAddress(t thing, pageURL string) bool {
	want := strings.TrimRight(pageURL, "/")
	for _, s := range []string{t.text("url"), t.text("@id"), (&graph{}).address(t["mainEntityOfPage"])} {
		if s != "" && strings.TrimRight(s, "/") == want {
			return true
		}
	}
	return false
}

func firstText(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// decodeLD decodes a script; nil if it cannot be. Raw line breaks in strings,
// comments around the object and commas before a bracket are forgiven.
func decodeLD(s string) any {
	if len(s) > 1<<20 {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	start, end := strings.IndexAny(s, "{["), strings.LastIndexAny(s, "}]")
	if start < 0 || end < start {
		return nil
	}
	if json.Unmarshal(mend(s[start:end+1]), &v) == nil {
		return v
	}
	return nil
}

// mend escapes control characters in strings and drops commas before a closing
// bracket.
func mend(s string) []byte {
	out := make([]byte, 0, len(s))
	quoted, escaped := false, false
	for i := range len(s) {
		c := s[i]
		switch {
		case quoted && c < ' ':
			c = ' '
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '}' || c == ']'):
			for k := len(out) - 1; k >= 0 && out[k] <= ',' && (out[k] <= ' ' || out[k] == ','); k-- {
				if out[k] == ',' {
					out[k] = ' '
					break
				}
			}
		}
		out = append(out, c)
	}
	return out
}

// stripTags drops markup from a text that may have some.
func stripTags(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	var out strings.Builder
	for s != "" {
		before, rest, found := strings.Cut(s, "<")
		out.WriteString(before)
		if !found {
			break
		}
		_, s, found = strings.Cut(rest, ">")
		if !found {
			break
		}
		out.WriteByte(' ')
	}
	return out.String()
}
