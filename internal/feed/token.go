package feed

import (
	"bytes"
	"strings"
)

// tokenKind is a kind of XML token.
type tokenKind uint8

const (
	tokenText    tokenKind = iota // character data with its entities
	tokenCDATA                    // the inside of a CDATA section
	tokenStart                    // <name …>
	tokenEnd                      // </name>
	tokenComment                  // also processing instructions and declarations
)

// token is a piece of XML. The slices point into the scanned bytes.
type token struct {
	kind   tokenKind
	name   []byte // of a start or an end, with its prefix
	attrs  []attr // of a start; reused by the next call
	closed bool   // <name/>
	text   []byte // of text and CDATA
	from   int    // offset of its first byte
	end    int    // offset after its last byte
	sound  bool   // encoding/xml would read it the same way
}

// attr is one attribute of a start tag, its value with entities undecoded.
type attr struct {
	name, value []byte
	end         int // offset after its name
}

// maxAttributes is how many of an element's attributes are kept.
const maxAttributes = 100

// scanner cuts bytes into tokens and never fails: what looks like markup but
// is none comes out as text. It looks at every byte a bounded number of times.
type scanner struct {
	src     []byte
	pos     int
	attrs   []attr
	noCDEnd bool // no "]]>" from pos on: known after one search
	noClose bool // no "-->" from pos on
	wasted  int  // bytes looked at for an end of markup that did not come
}

// spent reports whether so much was searched in vain that what remains is
// taken for text: it keeps the time linear.
func (s *scanner) spent() bool { return s.wasted > 8*len(s.src)+1<<16 }

var (
	cdataOpen  = []byte("<![CDATA[")
	cdataClose = []byte("]]>")
)

// next returns the next token; ok is false at the end.
func (s *scanner) next() (t token, ok bool) {
	if s.pos >= len(s.src) {
		return token{}, false
	}
	t.from, t.sound = s.pos, true
	rest := s.src[s.pos:]
	if rest[0] == '<' && len(rest) > 1 && !s.spent() {
		switch c := rest[1]; {
		case c == '!' && bytes.HasPrefix(rest, cdataOpen):
			return s.cdata(t, rest), true
		case c == '!' || c == '?':
			return s.aside(t, rest), true
		case c == '/' && len(rest) > 2 && nameStart(rest[2]):
			return s.endTag(t, rest), true
		case nameStart(c):
			if done, ok := s.startTag(t, rest); ok {
				return done, true
			}
		}
	}
	return s.text(t, rest), true
}

// text takes everything up to the next '<'; a '<' that opens nothing is text.
func (s *scanner) text(t token, rest []byte) token {
	n := bytes.IndexByte(rest[1:], '<') + 1
	if n == 0 {
		n = len(rest)
	}
	t.kind, t.text = tokenText, rest[:n]
	t.sound = rest[0] != '<' && !bytes.Contains(t.text, cdataClose)
	s.pos += n
	t.end = s.pos
	return t
}

// cdata takes a CDATA section; one without an end goes up to the next tag that
// only a feed has, or to the end.
func (s *scanner) cdata(t token, rest []byte) token {
	t.kind = tokenCDATA
	body := rest[len(cdataOpen):]
	n := -1
	if !s.noCDEnd {
		n = bytes.Index(body, cdataClose)
	}
	if n < 0 {
		s.noCDEnd, t.sound = true, false
		n = firstOf(body, "</item>", "</entry>", "</channel>", "<item>", "<entry>", "</description>", "</summary>", "</content")
		t.text = body[:n]
		s.pos += len(cdataOpen) + n
	} else {
		t.text = body[:n]
		s.pos += len(cdataOpen) + n + len(cdataClose)
	}
	t.end = s.pos
	return t
}

// firstOf returns where the first of some tags stands in b, or its length.
func firstOf(b []byte, tags ...string) int {
	for at := 0; ; at++ {
		next := bytes.IndexByte(b[at:], '<')
		if next < 0 {
			return len(b)
		}
		at += next
		for _, tag := range tags {
			if bytes.HasPrefix(b[at:], []byte(tag)) {
				return at
			}
		}
	}
}

// aside takes a comment, a processing instruction or a declaration.
func (s *scanner) aside(t token, rest []byte) token {
	t.kind = tokenComment
	n := -1
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		if !s.noClose {
			n = bytes.Index(rest[4:], []byte("-->"))
		}
		if n >= 0 {
			t.sound = !bytes.Contains(rest[4:4+n+1], []byte("--"))
			n += 7
		} else {
			s.noClose = true
		}
	case rest[1] == '?':
		if n = bytes.Index(rest, []byte("?>")); n >= 0 {
			t.sound = n > 2 && nameStart(rest[2]) && !bytes.HasPrefix(rest[2:], []byte("xml"))
			n += 2
		}
	default: // <!DOCTYPE … [ … ]>
		t.sound = false
		n = declarationEnd(rest)
	}
	if n < 0 { // no end: its first tag ends it
		t.sound = false
		s.wasted += len(rest)
		n = bytes.IndexByte(rest, '>') + 1
		if n == 0 {
			n = len(rest)
		}
	}
	s.pos += n
	t.end = s.pos
	return t
}

// declarationEnd finds the end of a declaration with its internal subset.
func declarationEnd(b []byte) int {
	depth := 0
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && depth > 0:
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth <= 0:
			return i + 1
		}
	}
	return -1
}

func (s *scanner) endTag(t token, rest []byte) token {
	t.kind = tokenEnd
	n := 2
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	t.name = rest[2:n]
	t.sound = soundName(t.name)
	for n < len(rest) && rest[n] != '>' && rest[n] != '<' {
		t.sound = t.sound && space(rest[n])
		n++
	}
	if n < len(rest) && rest[n] == '>' {
		n++
	} else {
		t.sound = false
	}
	s.pos += n
	t.end = s.pos
	return t
}

// startTag takes a start tag with its attributes, quoted or not. It reports
// false where the bytes are no tag after all: "a <b" at the end, "1 <x and y>".
func (s *scanner) startTag(t token, rest []byte) (token, bool) {
	t.kind = tokenStart
	n := 1
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	t.name = rest[1:n]
	t.sound = soundName(t.name)
	s.attrs = s.attrs[:0]
	for {
		gap := n
		for n < len(rest) && space(rest[n]) {
			n++
		}
		if n >= len(rest) || rest[n] == '<' { // never closed, or no tag at all
			s.wasted += n
			return t, false
		}
		switch c := rest[n]; {
		case c == '>':
			return s.finish(t, n+1), true
		case c == '/':
			n++
			if n < len(rest) && rest[n] == '>' {
				t.closed = true
				return s.finish(t, n+1), true
			}
			t.sound = false
		case nameStart(c):
			t.sound = t.sound && gap < n
			var a attr
			var sound bool
			if a, n, sound = attribute(rest, n); n < 0 {
				s.wasted += len(rest)
				return t, false
			}
			t.sound = t.sound && sound
			a.end += s.pos
			if len(s.attrs) == maxAttributes {
				t.sound = false
				continue
			}
			s.attrs = append(s.attrs, a)
		default: // a stray quote, an equals sign
			t.sound = false
			n++
		}
	}
}

func (s *scanner) finish(t token, n int) token {
	t.attrs = s.attrs
	s.pos += n
	t.end = s.pos
	return t
}

// attribute reads one attribute at b[n:]; it returns -1 where a quote never
// ends.
func attribute(b []byte, n int) (a attr, end int, sound bool) {
	from := n
	for n < len(b) && nameByte(b[n]) {
		n++
	}
	a.name, a.end = b[from:n], n
	sound = soundName(a.name)
	for n < len(b) && space(b[n]) {
		n++
	}
	if n >= len(b) || b[n] != '=' {
		return a, n, false
	}
	n++
	for n < len(b) && space(b[n]) {
		n++
	}
	if n >= len(b) {
		return a, -1, false
	}
	if quote := b[n]; quote == '"' || quote == '\'' {
		n++
		length := bytes.IndexByte(b[n:], quote)
		if length < 0 {
			return a, -1, false
		}
		a.value = b[n : n+length]
		return a, n + length + 1, sound && bytes.IndexByte(a.value, '<') < 0
	}
	from = n
	for n < len(b) && !space(b[n]) && b[n] != '>' && b[n] != '<' {
		n++
	}
	a.value = b[from:n]
	if n < len(b) && b[n] == '>' && len(a.value) > 1 && a.value[len(a.value)-1] == '/' {
		a.value = a.value[:len(a.value)-1]
		n--
	}
	return a, n, false
}

func nameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func nameByte(c byte) bool {
	return nameStart(c) || c >= '0' && c <= '9' || c == ':' || c == '-' || c == '.'
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// soundName reports whether a name has at most one colon, inside.
func soundName(name []byte) bool {
	i := bytes.IndexByte(name, ':')
	return i < 0 || i > 0 && i < len(name)-1 && bytes.IndexByte(name[i+1:], ':') < 0 && nameStart(name[i+1])
}

// usualNames are the names that most elements have, so that they need not be
// made anew for each.
var usualNames = func() map[string]string {
	all := map[string]string{}
	for name := range set(`rss channel item title link guid pubDate description category creator encoded author comments content thumbnail
		group enclosure source feed entry id updated published summary name uri email url loc lastmod news publication publication_date language
		div p a b i em strong br img ul li span td tr h2 h3`) {
		all[name] = strings.ToLower(name)
	}
	return all
}()

// local returns a name without its prefix, in lower case.
func local(name []byte) string {
	if i := bytes.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if usual, ok := usualNames[string(name)]; ok {
		return usual
	}
	return strings.ToLower(string(name))
}

// prefix returns what stands before a name's colon.
func prefix(name []byte) string {
	i := bytes.IndexByte(name, ':')
	return string(name[:max(i, 0)])
}
