package feed

import (
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// allowed are the elements that a body keeps. Others lose their tags and keep
// their text; those of dropped lose both.
var (
	allowed = set(`a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col
		colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd
		li main mark nav ol p picture pre q rp rt ruby s samp section small span strike strong sub summary sup
		table tbody td tfoot th thead time tr tt u ul var audio video source track wbr`)
	dropped   = set(`script style template frameset noframes noembed xmp plaintext textarea title svg math head`)
	keptAttrs = set("alt title datetime width height colspan rowspan lang dir abbr align start value controls reversed")
	urlAttrs  = set("href src cite poster longdesc")
	noEnd     = set("br hr img wbr col source track")
	known     = set("html body script style template iframe applet embed frame select object embed form input button label meta link base noscript title svg math textarea select option center marquee blink area map param head")
)

// safeSchemes are those that a body may link to, beyond the web's own.
var safeSchemes = set("mailto tel ftp")

// sanitize keeps of s what is safe to show: elements and attributes from a
// list, web addresses made absolute, text escaped anew, everything closed.
// There are no styles, no scripts, no drawings and no formulas in it.
func sanitize(s, base string) string {
	c := cleaner{z: xhtml.NewTokenizer(strings.NewReader(endComments(s))), base: base}
	c.out.Grow(len(s))
	for {
		switch kind := c.z.Next(); kind {
		case xhtml.ErrorToken:
			c.closeTo(0)
			return strings.TrimSpace(c.out.String())
		case xhtml.TextToken:
			if c.skip == "" {
				c.text()
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			c.start(kind == xhtml.SelfClosingTagToken)
		case xhtml.EndTagToken:
			c.end()
		}
	}
}

// cleaner writes HTML anew, token by token.
type cleaner struct {
	z     *xhtml.Tokenizer
	out   strings.Builder
	base  string
	open  []openElement
	skip  string // the dropped element that we are in
	depth int    // of elements of that name
}

// openElement is an element whose end has been owed.
type openElement struct{ name, base string }

// text writes a text. Most have nothing in them to escape.
func (c *cleaner) text() {
	raw := c.z.Raw()
	if !slices.ContainsFunc(raw, needsCare) {
		c.out.Write(raw)
		return
	}
	textEscaper.WriteString(&c.out, unmangle(string(c.z.Text()))) //nolint:errcheck // a strings.Builder does not fail
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// needsCare reports whether a byte may be part of what text must not have as it
// is: markup, a reference, a control character.
func needsCare(b byte) bool {
	return b == '&' || b == '<' || b == '>' || b < ' ' && b != '\n' && b != '\t' || b == 0x7F || b == 0xC2
}

func (c *cleaner) start(closed bool) {
	tag, more := c.z.TagName()
	name := unprefixed(string(tag))
	switch {
	case c.skip != "":
		if name == c.skip && !closed {
			c.depth++
		}
		if c.skip == "svg" && name == "title" && !closed && c.z.Next() == xhtml.TextToken {
			c.text() // what a drawing shows, in words
		}
	case name == "iframe":
		c.z.NextIsNotRawText() // often without an end
	case dropped[name]:
		if !closed {
			c.skip, c.depth = name, 1
		}
	case allowed[name] && len(c.open) < maxDepth:
		outer := c.base
		if c.tag(name, more) && !noEnd[name] {
			c.open = append(c.open, openElement{name, outer})
		} else {
			c.base = outer
		}
	}
}

func (c *cleaner) end() {
	tag, _ := c.z.TagName()
	name := unprefixed(string(tag))
	if c.skip != "" {
		if name == c.skip {
			if c.depth--; c.depth == 0 {
				c.skip = ""
			}
		}
		return
	}
	for i, e := range slices.Backward(c.open) {
		if e.name == name {
			c.closeTo(i)
			return
		}
	}
}

// closeTo leaves n elements open.
func (c *cleaner) closeTo(n int) {
	for _, e := range slices.Backward(c.open[n:]) {
		c.out.WriteString("</")
		c.out.WriteString(e.name)
		c.out.WriteByte('>')
		c.base = e.base
	}
	c.open = c.open[:n]
}

// tag writes a start tag with what is safe of its attributes. It reports false
// where nothing is left to show: an image without a source, a counting pixel.
func (c *cleaner) tag(name string, more bool) bool {
	source, pixel := false, 0
	var attrs []xhtml.Attribute
	for more {
		var key, value []byte
		key, value, more = c.z.TagAttr()
		switch k := string(key); {
		case k == "xml:base":
			c.base = join(c.base, string(value))
		case urlAttrs[k] || keptAttrs[k]:
			attrs = append(attrs, xhtml.Attribute{Key: k, Val: string(value)})
		}
	}
	kept := attrs[:0]
	for _, a := range attrs {
		if urlAttrs[a.Key] {
			if a.Val = safeURL(c.base, a.Val); a.Val == "" {
				continue
			}
			source = source || a.Key == "src"
		}
		if (a.Key == "width" || a.Key == "height") && (a.Val == "0" || a.Val == "1") {
			pixel++
		}
		kept = append(kept, a)
	}
	if name == "img" && (!source || pixel == 2) {
		return false
	}
	c.out.WriteByte('<')
	c.out.WriteString(name)
	for _, a := range kept {
		c.out.WriteByte(' ')
		c.out.WriteString(a.Key)
		c.out.WriteString(`="`)
		c.out.WriteString(html.EscapeString(a.Val))
		c.out.WriteByte('"')
	}
	c.out.WriteByte('>')
	return true
}

// unprefixed returns "p" for "xhtml:p".
func unprefixed(name string) string {
	return name[strings.LastIndexByte(name, ':')+1:]
}

// safeURL resolves a URL in a body. Mail addresses stay; a relative one stays
// where there is no base; scripts and data never do.
func safeURL(base, ref string) string {
	if u := link(base, ref); u != "" {
		return u
	}
	ref = tidy(ref)
	scheme, _, ok := strings.Cut(ref, ":")
	if ok && !strings.ContainsAny(scheme, "/?#") {
		if safeSchemes[strings.ToLower(scheme)] {
			return ref
		}
		return ""
	}
	if base != "" || strings.ContainsFunc(ref, func(r rune) bool { return r < ' ' || r == '\\' }) {
		return ""
	}
	return ref
}
