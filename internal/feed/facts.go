package feed

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// facts is what the bytes say about a feed or an item and gofeed does not keep.
type facts struct {
	at      cut    // of an item: from its start tag to the end of its end tag
	base    string // in scope, absolute
	lang    string // in scope
	about   string // rdf:about
	href    string // of a channel or item in the Channel Definition Format
	lastMod string // the same
	spoken  string // language of the text, which may have its own
	weight  int    // of the field that spoken comes from
	fields  []field
	raws    []raw
}

// field is a child element that says something about its own text.
type field struct {
	name string // local, lower case
	typ  string // of an Atom text construct, lower case
	mode string // of Atom 0.3
	base string // in scope
}

// raw is the inside of a child element, as it stands in the bytes.
type raw struct {
	name string // local, lower case
	text []byte
}

// maxRaws is how many raw texts of one feed or item are kept.
const maxRaws = 16

// rawFields are the elements whose text gofeed drops, or changes, or keeps
// without its markup, in RSS and RDF and in Atom.
var rawFields = map[bool]map[string]bool{
	false: set(`body div content encoded summary description abstract fullitem author tags
		pubdate published updated issued modified created lastbuilddate date`),
	true: set(`id link title subtitle tagline info summary content rights copyright published updated issued modified created
		guid description encoded pubdate`), // the last are of RSS, and strayed
}

// cutFields are those of them that gofeed need not see in items: the long
// texts, and the dates, on which it spends half of its time.
var cutFields = set(`body div content encoded summary description abstract fullitem
	pubdate published updated created lastbuilddate date`)

// extraFields are the elements of other vocabularies that hold such texts.
var extraFields = set("content:encoded atom:content atom:summary atom03:content atom03:summary xhtml:body xhtml:div")

// begin starts the facts about a feed or item with its own tag.
func (f *facts) begin(t token, n node) {
	f.at, f.base, f.lang = cut{t.from, t.end}, n.base, n.lang
	if len(t.attrs) > 0 {
		f.about, f.href, f.lastMod = attributeOf(t, "about"), attributeOf(t, "href"), attributeOf(t, "lastmod")
	}
}

// dated reports whether a channel has the attributes of the Channel Definition
// Format.
func (f *facts) dated() bool { return f.href != "" || f.lastMod != "" }

// raw returns the first text that stands under one of the names, in the order
// of the names, as text or as markup.
func (f *facts) raw(names ...string) string {
	for _, name := range names {
		for _, r := range f.raws {
			if r.name == name {
				if s := inside(r.text); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

// last returns the last text that stands under a name: of dates that are given
// twice, the later one was meant to overrule.
func (f *facts) last(name string) string {
	for _, r := range slices.Backward(f.raws) {
		if r.name == name {
			if s := inside(r.text); s != "" {
				return s
			}
		}
	}
	return ""
}

// before reports whether the element a stands before b, or b is not there.
func (f *facts) before(a, b string) bool {
	for _, r := range f.raws {
		if r.name == a || r.name == b {
			return r.name == a
		}
	}
	return false
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

// language returns the language of an item's text, or of what it stands in.
func (f *facts) language() string { return first(f.spoken, f.lang) }

// spokenFields are the fields whose language is the item's, the better ones
// with more weight.
var spokenFields = map[string]int{"content": 4, "encoded": 4, "body": 4, "title": 3, "summary": 2, "description": 2}

// newNames are the names that elements of Atom 0.3 have in Atom 1.0.
var newNames = map[string]string{"tagline": "subtitle", "copyright": "rights", "modified": "updated", "issued": "published"}

// keep records a child element that has a type, a mode, a base or a language
// of its own.
func (f *facts) keep(t token, n node, name string) {
	name = first(newNames[name], name)
	if weight := spokenFields[name]; weight > f.weight {
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
		key := a.name[bytes.LastIndexByte(a.name, ':')+1:]
		if len(key) == len(name) && strings.EqualFold(string(key), name) {
			return html.UnescapeString(string(a.value))
		}
	}
	return ""
}

// inside returns the inside of an element: its markup, if it has elements, or
// else its text with entities and sections undone.
func inside(b []byte) string {
	if bytes.IndexByte(b, '<') < 0 {
		return strings.TrimSpace(unescapeXML(b))
	}
	b = bytes.TrimSpace(b)
	if section, ok := bytes.CutPrefix(b, cdataOpen); ok && bytes.Index(section, cdataClose) == len(section)-len(cdataClose) {
		return string(bytes.TrimSpace(section[:len(section)-len(cdataClose)]))
	}
	markup := hasElements(b)
	var out strings.Builder
	for scan := (scanner{src: b}); ; {
		t, ok := scan.next()
		switch {
		case !ok:
			return strings.TrimSpace(out.String())
		case t.kind == tokenText && !markup:
			out.WriteString(unescapeXML(t.text))
		case t.kind == tokenCDATA && markup:
			out.WriteString(html.EscapeString(string(t.text)))
		case t.kind == tokenText || t.kind == tokenCDATA:
			out.Write(t.text)
		case markup && t.kind != tokenComment:
			out.Write(b[t.from:t.end])
		}
	}
}

// hasElements reports whether there is a tag in b.
func hasElements(b []byte) bool {
	for scan := (scanner{src: b}); ; {
		t, ok := scan.next()
		if !ok || t.kind == tokenStart {
			return ok
		}
	}
}
