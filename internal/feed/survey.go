package feed

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"dateline/internal/fault"
)

// What a body may cost. Beyond depth and namespaces it is mended; beyond work
// and crowd it is refused.
const (
	maxDepth      = 200        // of elements
	maxNamespaces = 64         // declared at once
	maxWork       = 40_000_000 // elements times namespaces in scope: gofeed copies them for each
	maxElements   = 3_000_000
	maxPieces     = 1 << 28 // pieces of text in an element times their bytes: gofeed joins them one by one
)

// language returns the language of an item's text, or of what it stands in.
func (f *facts) language() string { return first(f.spoken, f.lang) }

// facts is what the bytes say about a feed or an item and gofeed does not keep.
type facts struct {
	base   string // in scope, absolute
	lang   string // in scope
	about  string // rdf:about
	id     string // of Atom, as written: gofeed normalizes it like a URL
	made   string // created, of Atom 0.3
	spoken string // language of the text, where a field has its own
	weight int    // of the field that spoken comes from
	fields []field
}

// field is a child element that says something about its own text.
type field struct {
	name string // local, lower case
	typ  string // of an Atom text construct, lower case
	mode string // of Atom 0.3
	base string // in scope
}

// field returns what is known about the child called name.
func (f *facts) field(name string) field {
	for _, c := range f.fields {
		if c.name == name {
			return c
		}
	}
	return field{name: name, base: f.base}
}

// survey is one look over a whole XML body.
type survey struct {
	root  string // local name, lower case
	head  facts  // of the channel or feed
	items []facts
	found int  // items in the bytes
	sound bool // gofeed reads it as it is
	start int  // offset of the root
	end   int  // offset after the root's end

	bases []int // offsets after the names of the xml:base attributes
}

// node is an open element of a survey.
type node struct {
	name       []byte
	base, lang string
	names      int // namespaces in scope
	pieces     int // of text
	chars      int // bytes of text
}

// look surveys text, which begins anywhere before its root, up to the first
// thing that needs mending; mended says that this has been done, so that only
// the costs are left to judge. It resolves xml:base against baseURL.
func look(text []byte, baseURL string, mended bool) (survey, error) {
	s := survey{sound: true, end: len(text)}
	scan := scanner{src: text}
	var open []node
	var outer []facts // items beside the channel: gofeed puts them last
	work, elements := 0, 0
	for {
		t, ok := scan.next()
		if !ok {
			s.sound = false
			break
		}
		if len(open) == 0 && (t.kind != tokenStart || !roots[local(t.name)]) {
			continue
		}
		parent := node{base: baseURL}
		if n := len(open); n > 0 {
			parent = open[n-1]
		} else {
			s.begin(t)
		}
		s.sound = s.sound && t.sound
		switch t.kind {
		case tokenStart:
			n := s.step(parent, t)
			elements++
			work += n.names + 1
			if work > maxWork || elements > maxElements {
				return s, fault.New(fault.Hostile, "too many elements or namespaces")
			}
			s.sound = s.sound && len(open) < maxDepth && n.names <= maxNamespaces
			s.note(t, n, open, &outer)
			if !t.closed {
				open = append(open, n)
			}
		case tokenText, tokenCDATA:
			s.listen(t, open)
			if top := &open[len(open)-1]; len(open) > 2 {
				top.pieces++
				top.chars += len(t.text)
				s.sound = s.sound && top.pieces*top.chars < maxPieces
				if mended && top.pieces*top.chars > 16*maxPieces {
					return s, fault.New(fault.Hostile, "a text in too many pieces")
				}
			}
		case tokenEnd:
			s.sound = s.sound && bytes.Equal(parent.name, t.name)
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			s.end = t.end
			break
		}
		if !s.sound && !mended {
			return s, nil
		}
	}
	s.items = append(s.items, outer...)
	return s, nil
}

// listen keeps the texts that gofeed changes or drops.
func (s *survey) listen(t token, open []node) {
	depth := len(open)
	if s.root != "feed" || depth < 2 || depth > 3 {
		return
	}
	f := &s.head
	if depth == 3 {
		if len(s.items) == 0 || !isItem(local(open[1].name)) {
			return
		}
		f = &s.items[len(s.items)-1]
	}
	text := string(t.text)
	if t.kind == tokenText {
		text = html.UnescapeString(text)
	}
	switch local(open[depth-1].name) {
	case "id":
		f.id += text
	case "created":
		f.made += text
	}
}

// begin notes the root.
func (s *survey) begin(t token) {
	s.root, s.start = local(t.name), t.from
	if s.root == "channel" || s.root == "feed" && !slices.Contains(atomNamespaces, spaceOf(t)) {
		s.sound = false
	}
}

// roots are the elements that a body we read may begin with.
var roots = map[string]bool{
	"rss": true, "rdf": true, "feed": true, "channel": true,
	"urlset": true, "sitemapindex": true, "opml": true, "html": true,
}

func isItem(name string) bool { return name == "item" || name == "entry" }

// step returns the scope inside t.
func (s *survey) step(parent node, t token) node {
	n := node{name: t.name, base: parent.base, lang: parent.lang, names: parent.names}
	for _, a := range t.attrs {
		switch name := string(a.name); {
		case name == "xml:base":
			if base := join(n.base, html.UnescapeString(string(a.value))); base != "" {
				n.base = base
			}
			s.bases = append(s.bases, a.end)
		case name == "xml:lang":
			n.lang = strings.TrimSpace(string(a.value))
		case name == "xmlns" || strings.HasPrefix(name, "xmlns:"):
			n.names++
		}
	}
	return n
}

// note keeps what t says that gofeed forgets. open is the path to t.
func (s *survey) note(t token, n node, open []node, outer *[]facts) {
	name := local(t.name)
	switch depth := len(open); {
	case depth == 0:
		s.head.base, s.head.lang = n.base, n.lang
	case depth == 1 && name == "channel":
		s.head.base, s.head.lang, s.head.about = n.base, n.lang, attributeOf(t, "about")
	case depth <= 2 && isItem(name) && !foreign(t.name, open):
		f := facts{base: n.base, lang: n.lang, about: attributeOf(t, "about")}
		s.found++
		if depth == 1 && local(open[0].name) != "feed" {
			*outer = append(*outer, f)
		} else {
			s.items = append(s.items, f)
		}
	case depth <= 3 && (depth == 1 || depth == 2 && local(open[1].name) == "channel"):
		s.head.keep(t, n, name)
	case depth <= 3 && isItem(local(open[depth-1].name)):
		at := s.items
		if depth == 2 && local(open[0].name) != "feed" {
			at = *outer
		}
		if len(at) > 0 {
			at[len(at)-1].keep(t, n, name)
		}
	}
}

// foreign reports whether an item is an extension's: its prefix is not that of
// the element around it.
func foreign(name []byte, open []node) bool {
	return prefix(name) != prefix(open[len(open)-1].name) && local(open[0].name) != "rdf"
}

// spokenFields are the fields whose language is the item's, the better ones
// with more weight.
var spokenFields = map[string]int{"content": 3, "encoded": 3, "title": 2, "summary": 1, "description": 1}

// keep records a child element that has a type, a mode, a base or a language
// of its own.
func (f *facts) keep(t token, n node, name string) {
	if weight := spokenFields[name]; n.lang != f.lang && weight > f.weight {
		f.spoken, f.weight = n.lang, weight
	}
	if len(t.attrs) == 0 && n.base == f.base || len(f.fields) > 32 {
		return
	}
	c := field{
		name: name,
		typ:  strings.ToLower(strings.TrimSpace(attributeOf(t, "type"))),
		mode: strings.ToLower(strings.TrimSpace(attributeOf(t, "mode"))),
		base: n.base,
	}
	if c.typ != "" || c.mode != "" || c.base != f.base {
		f.fields = append(f.fields, c)
	}
}

// attributeOf returns the value of the first attribute with a local name.
func attributeOf(t token, name string) string {
	for _, a := range t.attrs {
		if local(a.name) == name {
			return html.UnescapeString(string(a.value))
		}
	}
	return ""
}
