package sampleweb

import (
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// article is one file of files/HOST: lines "key: value", a blank line, and
// blocks parted by blank lines.
type article struct {
	Outlet    Outlet
	Path      string
	Title     string
	Summary   string
	Authors   []string
	Section   string
	Published time.Time
	Modified  time.Time
	Agency    string // whose text it is, if not the outlet's
	Paywall   bool
	Absent    bool // listed, but not there
	later     bool // only in the second state
	blocks    []string
}

// URL is where the article is.
func (a article) URL() string { return "http://" + a.Outlet.Host + a.Path }

// Link is how the outlet's feed writes the URL.
func (a article) Link() string {
	if a.Outlet.Tagged {
		return a.URL() + "?utm_source=rss&utm_medium=feed"
	}
	return a.URL()
}

// GUID is the identifier of the article in feeds.
func (a article) GUID() string {
	return fmt.Sprintf("tag:%s,2026:%s", a.Outlet.Host, strings.TrimSuffix(path.Base(a.Path), ".html"))
}

// Byline names the authors.
func (a article) Byline() string { return strings.Join(a.Authors, " and ") }

func parseArticle(o Outlet, file string) (article, error) {
	a := article{Outlet: o}
	head, body, _ := strings.Cut(file, "\n\n")
	for line := range strings.SplitSeq(strings.TrimSpace(head), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			return a, fmt.Errorf("no \"key: value\": %q", line)
		}
		if err := a.set(key, value); err != nil {
			return a, err
		}
	}
	for block := range strings.SplitSeq(body, "\n\n") {
		if block = strings.TrimSpace(block); block != "" {
			a.blocks = append(a.blocks, block)
		}
	}
	return a, nil
}

func (a *article) set(key, value string) (err error) {
	switch key {
	case "path":
		a.Path = value
	case "title":
		a.Title = value
	case "summary":
		a.Summary = value
	case "author":
		a.Authors = append(a.Authors, value)
	case "section":
		a.Section = value
	case "agency":
		a.Agency = value
	case "published":
		a.Published, err = time.Parse(time.RFC3339, value)
	case "modified":
		a.Modified, err = time.Parse(time.RFC3339, value)
	case "access":
		a.Paywall = value == "paywall"
	case "state":
		a.later = value == "later"
		a.Absent = value == "absent"
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return err
}

// body returns the blocks as HTML.
func (a article) body() string {
	var b strings.Builder
	for _, block := range a.blocks {
		b.WriteString(blockHTML(block))
		b.WriteByte('\n')
	}
	return b.String()
}

// blockHTML turns one block into HTML: "## heading", "- item" lines, "!photo
// src | caption | credit", "!bio name | text", "!note text", "!aside text",
// "!related text | url", or a paragraph.
func blockHTML(block string) string {
	kind, rest, _ := strings.Cut(block, " ")
	parts := strings.Split(rest, " | ")
	for i := range parts {
		parts[i] = html.EscapeString(parts[i])
	}
	switch kind {
	case "##":
		return "<h2>" + inline(rest) + "</h2>"
	case "-":
		var items strings.Builder
		for line := range strings.SplitSeq(block, "\n") {
			items.WriteString("<li>" + inline(strings.TrimPrefix(line, "- ")) + "</li>\n")
		}
		return "<ul>\n" + items.String() + "</ul>"
	case "!photo":
		return fmt.Sprintf("<figure><img src=\"%s\" alt=\"\" width=\"960\" height=\"640\"><figcaption><span class=\"caption\">%s</span> <span class=\"credit\">%s</span></figcaption></figure>",
			parts[0], parts[1], parts[2])
	case "!bio":
		return fmt.Sprintf("<div class=\"author-bio\"><h4>%s</h4><p>%s</p></div>", parts[0], parts[1])
	case "!note":
		return "<p class=\"correction\"><em>" + inline(rest) + "</em></p>"
	case "!aside":
		return "<aside class=\"newsletter-promo\"><p>" + inline(rest) + "</p></aside>"
	case "!related":
		return fmt.Sprintf("<div class=\"related-link\">Related: <a href=\"%s\">%s</a></div>", parts[1], parts[0])
	}
	return "<p>" + inline(block) + "</p>"
}

var link = regexp.MustCompile(`\[([^\]]+)\]\((http[^)]+)\)`)

// inline escapes text and turns [words](URL) into a link.
func inline(s string) string {
	return link.ReplaceAllString(html.EscapeString(s), `<a href="$2">$1</a>`)
}

// newestFirst sorts articles as feeds and front pages list them.
func newestFirst(all []article) {
	slices.SortStableFunc(all, func(a, b article) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
}
