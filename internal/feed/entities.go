package feed

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// entities are the texts that a document type declares names for.
type entities struct {
	texts  map[string][]byte
	budget int // bytes that may still be written for names
}

// What names may stand for, in bytes: each, and all in a feed together.
const (
	maxEntity   = 1 << 10
	maxEntities = 1 << 20
)

var (
	entityDeclared = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"%]*)"|'([^'%]*)')\s*>`)
	entityUsed     = regexp.MustCompile(`&([A-Za-z_][\w.-]*);`)
)

// declared reads the names that a document type declares in itself. What is to
// be fetched is left out, and so is what stands for other names: no name can
// grow beyond its own text.
func declared(prolog []byte) entities {
	e := entities{budget: maxEntities}
	for _, m := range entityDeclared.FindAllSubmatch(prolog, 200) {
		value := append(m[2], m[3]...)
		if len(value) > maxEntity || entityUsed.Match(value) {
			continue
		}
		if e.texts == nil {
			e.texts = map[string][]byte{}
		}
		if name := string(m[1]); e.texts[name] == nil {
			e.texts[name] = []byte(html.EscapeString(html.UnescapeString(string(value))))
		}
	}
	return e
}

// declares reports whether a prolog declares names at all.
func declares(prolog []byte) bool { return bytes.Contains(prolog, []byte("<!ENTITY")) }

// expand writes out the names in text.
func (e *entities) expand(text []byte) []byte {
	if len(e.texts) == 0 || bytes.IndexByte(text, '&') < 0 {
		return text
	}
	return entityUsed.ReplaceAllFunc(text, func(name []byte) []byte {
		value, ok := e.texts[string(name[1:len(name)-1])]
		if e.budget -= len(value); !ok || e.budget < 0 {
			return name
		}
		return value
	})
}

// referenceEnd returns the length of the reference that b begins with, or 0.
func referenceEnd(b []byte) int {
	for i, c := range b[1:min(len(b), 40)] {
		switch {
		case c == ';' && i > 0:
			return i + 2
		case !letterOrDigit(c) && (c != '#' || i > 0):
			return 0
		}
	}
	return 0
}

// unescapeXML undoes the references in a text. A '&' that begins none stays,
// and so does one without a ';', which HTML would take for one.
func unescapeXML(b []byte) string {
	at := bytes.IndexByte(b, '&')
	if at < 0 {
		return string(b)
	}
	var out strings.Builder
	out.Grow(len(b))
	for at >= 0 {
		out.Write(b[:at])
		b = b[at:]
		end := referenceEnd(b)
		switch name := string(b[:end]); name {
		case "&amp;":
			out.WriteByte('&')
		case "&lt;":
			out.WriteByte('<')
		case "&gt;":
			out.WriteByte('>')
		case "&quot;":
			out.WriteByte('"')
		default:
			if end == 0 {
				name, end = "&", 1
			}
			out.WriteString(unescape(name))
		}
		b = b[end:]
		at = bytes.IndexByte(b, '&')
	}
	out.Write(b)
	return out.String()
}
