package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says about itself outside its text.
type head struct {
	metas     map[string][]string // lower-case name, property or itemprop → contents
	title     string
	canonical string
	language  string
	scripts   []string // JSON-LD
	bylines   []byline // elements marked as the author
	marks     []mark   // elements marked as dates
	code      []string // other scripts
}

func (h *head) first(names ...string) string {
	_, value := h.named(names...)
	return value
}

// named returns the first of the names that has a value, with it.
func (h *head) named(names ...string) (name, value string) {
	for _, name := range names {
		for _, value := range h.metas[name] {
			if value != "" {
				return name, value
			}
		}
	}
	return "", ""
}

var descriptionNames = []string{"og:description", "description", "twitter:description"}

// collect walks the whole tree: many pages have their metadata in the body.
func collect(root *html.Node) *head {
	h := &head{metas: map[string][]string{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			h.language = attr(n, "lang")
			if h.language == "" {
				h.language = attr(n, "xml:lang")
			}
		case atom.Meta:
			h.meta(n)
		case atom.Title:
			if h.title == "" && n.FirstChild != nil && n.Namespace == "" {
				h.title = fold(n.FirstChild.Data)
			}
		case atom.Link:
			if h.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				h.canonical = attr(n, "href")
			}
		case atom.Script:
			if n.FirstChild == nil {
				continue
			}
			if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") {
				h.scripts = append(h.scripts, n.FirstChild.Data)
			} else {
				h.code = append(h.code, n.FirstChild.Data)
			}
		default:
			h.markAuthor(n)
			h.markDate(n)
		}
	}
	return h
}

func (h *head) meta(n *html.Node) {
	content := attr(n, "content")
	if content == "" {
		return
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "name", "property", "itemprop", "http-equiv":
			name := strings.ToLower(a.Val)
			if len(h.metas[name]) < 50 {
				h.metas[name] = append(h.metas[name], fold(content))
			}
		}
	}
}
