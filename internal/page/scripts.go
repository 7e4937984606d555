package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leastScripted is the size of an article that is looked for in scripts.
const leastScripted = 400

// readScripts finds the article of a page that shows it by scripts only: the
// longest piece of HTML with paragraphs among the strings that scripts hold, in
// data or in a stream of components. It is added to the body as an article.
func readScripts(root *html.Node) bool {
	best := ""
	var stream strings.Builder
	var body *html.Node
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Body:
			body = n
		case n.DataAtom != atom.Script || n.FirstChild == nil || len(n.FirstChild.Data) < leastScripted:
		case strings.Contains(n.FirstChild.Data, "__next_f.push"):
			for s := range literals(n.FirstChild.Data) {
				stream.WriteString(s)
			}
		default:
			best = longestMarkup(n.FirstChild.Data, best)
		}
	}
	best = longestMarkup(stream.String(), best)
	if best == "" || body == nil {
		return false
	}
	article := &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article}
	nodes, err := html.ParseFragment(strings.NewReader(best), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return false
	}
	for _, n := range nodes {
		article.AppendChild(n)
	}
	body.AppendChild(article)
	return true
}

// longestMarkup returns the longest string with paragraphs in a script, or best
// if that is longer.
func longestMarkup(script, best string) string {
	for s := range literals(script) {
		if len(s) > max(len(best), leastScripted) && (strings.Contains(s, "<p>") || strings.Contains(s, "<p ")) && strings.Contains(s, "</p>") {
			best = s
		}
	}
	return best
}

// literals yields the decoded string literals of a script that may hold text.
func literals(script string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			start := strings.IndexByte(script, '"')
			if start < 0 {
				return
			}
			end := start + 1
			for end < len(script) && script[end] != '"' {
				if script[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(script) {
				return
			}
			var s string
			if end-start > 20 && json.Unmarshal([]byte(script[start:end+1]), &s) == nil && !yield(s) {
				return
			}
			script = script[end+1:]
		}
	}
}
