package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostTags is how many tags the standard parser is trusted with. Pages made for
// readers have under 50,000; repairing the misnested ones of others costs it
// hundreds of megabytes.
const mostTags = 200_000

// parseTree returns the page's tree; it is never nil. The standard parser
// gives up on pages nested deeper than 512 elements; those, and pages of very
// many tags, are read by flatTree.
func parseTree(b []byte) *html.Node {
	if bytes.Count(b, []byte{'<'}) > mostTags {
		return flatTree(b)
	}
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return flatTree(b)
	}
	return root
}

// deepest is how far flatTree nests boxes; what lies deeper becomes a sibling.
const deepest = 200

// flatTree builds a simple tree from the tokens alone: no element is lost, but
// only the nesting that a reader of text needs is kept.
func flatTree(b []byte) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	open := []*html.Node{root}
	elements := 0
	tokens := html.NewTokenizer(bytes.NewReader(b))
	for {
		kind := tokens.Next()
		top := open[len(open)-1]
		switch kind {
		case html.ErrorToken:
			return root
		case html.TextToken:
			top.AppendChild(&html.Node{Type: html.TextNode, Data: string(tokens.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			if elements++; elements > mostTags {
				continue // only its text is read
			}
			t := tokens.Token()
			if top.DataAtom == atom.P && !inline[t.DataAtom] {
				open = open[:len(open)-1]
				top = open[len(open)-1]
			}
			n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
			top.AppendChild(n)
			limit := 2 * deepest
			if t.DataAtom == atom.Div || t.DataAtom == atom.Span || t.DataAtom == atom.Section || t.DataAtom == 0 {
				limit = deepest
			}
			if kind == html.StartTagToken && !void[t.DataAtom] && len(open) < limit {
				open = append(open, n)
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			for i := len(open) - 1; i > 0; i-- {
				if open[i].Data == string(name) {
					open = open[:i]
					break
				}
			}
		}
	}
}

// readNoscript makes elements of long texts in noscript, which the parser
// leaves as they are: some pages show their article there only.
func readNoscript(root *html.Node) {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild.Type == html.TextNode && len(n.FirstChild.Data) > 500 {
			found = append(found, n)
		}
	}
	for _, n := range found {
		nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			continue
		}
		n.RemoveChild(n.FirstChild)
		n.Data, n.DataAtom = "div", atom.Div
		for _, child := range nodes {
			n.AppendChild(child)
		}
	}
}

// attr returns the value of an attribute, or "".
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

// has says whether an attribute is there, even empty.
func has(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// textOf returns the text inside n, white space folded, but of no more than
// the given number of nodes: names and titles are short, and a page may put
// thousands of elements into each other.
func textOf(n *html.Node, nodes int) string {
	var f folder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if nodes--; nodes < 0 || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return
		}
		if n.Type == html.TextNode {
			f.add(n.Data)
			return
		}
		if !inline[n.DataAtom] {
			f.space()
		}
		for c := n.FirstChild; c != nil && nodes > 0; c = c.NextSibling {
			walk(c)
		}
		if !inline[n.DataAtom] {
			f.space()
		}
	}
	walk(n)
	return f.take()
}

var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// inline elements do not end a block.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true,
	atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Nobr: true,
	atom.Q: true, atom.Ruby: true, atom.Rb: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true,
	atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true,
	atom.Var: true, atom.Wbr: true,
}

// unread elements hold no text for readers.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Object: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Head: true,
	atom.Select: true, atom.Textarea: true, atom.Button: true, atom.Option: true, atom.Datalist: true,
	atom.Rt: true, atom.Rp: true, atom.Map: true, atom.Noembed: true, atom.Noframes: true, atom.Progress: true,
}
