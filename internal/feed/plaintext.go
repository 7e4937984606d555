package feed

import (
	"strings"

	xhtml "golang.org/x/net/html"
)

// blocks are the elements that begin and end a paragraph.
var blocks = set(`address article aside blockquote caption center dd details dialog div dl dt figcaption figure footer form
	h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul body html`)

// PlainText returns the text of an item's HTML: paragraphs separated by one
// blank line, a line break kept as one, white space folded, scripts and styles
// left out. Of a drawing its title is kept.
func PlainText(s string) string {
	w := textWriter{}
	z := xhtml.NewTokenizer(strings.NewReader(endComments(s)))
	skip, depth := "", 0
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return w.b.String()
		case xhtml.TextToken:
			if skip == "" {
				w.write(unmangle(string(z.Text())))
			}
		case xhtml.StartTagToken:
			tag, _ := z.TagName()
			name := unprefixed(string(tag))
			if skip == "" && dropped[name] {
				skip = name
			}
			if skip == "svg" && name == "title" && z.Next() == xhtml.TextToken {
				w.write(unmangle(string(z.Text())))
			}
			if name == "iframe" {
				z.NextIsNotRawText()
			}
			if name == skip {
				depth++
			}
			w.boundary(name)
		case xhtml.SelfClosingTagToken:
			tag, _ := z.TagName()
			w.boundary(unprefixed(string(tag)))
		case xhtml.EndTagToken:
			tag, _ := z.TagName()
			name := unprefixed(string(tag))
			if name == skip {
				if depth--; depth == 0 {
					skip = ""
				}
			}
			w.boundary(name)
		}
	}
}

// textWriter writes words and remembers what stands between them.
type textWriter struct {
	b   strings.Builder
	gap string // before the next word
}

// boundary notes what a tag puts between the words before and after it.
func (w *textWriter) boundary(name string) {
	switch {
	case blocks[name]:
		w.gap = "\n\n"
	case name == "br":
		if strings.HasPrefix(w.gap, "\n") {
			w.gap = "\n\n"
		} else {
			w.gap = "\n"
		}
	case (name == "td" || name == "th") && w.gap == "":
		w.gap = " "
	}
}

// write adds text with its white space folded.
func (w *textWriter) write(s string) {
	for len(s) > 0 {
		word := strings.TrimLeft(s, " \n\t\r\f\u00a0")
		if len(word) < len(s) && w.gap == "" {
			w.gap = " "
		}
		if word == "" {
			return
		}
		n := strings.IndexAny(word, " \n\t\r\f\u00a0")
		if n < 0 {
			n = len(word)
		}
		if w.b.Len() > 0 {
			w.b.WriteString(w.gap)
		}
		w.gap = ""
		w.b.WriteString(word[:n])
		s = word[n:]
	}
}
