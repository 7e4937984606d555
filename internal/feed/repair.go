package feed

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// atomNamespace is what RFC 4287 names its elements with.
const atomNamespace = "http://www.w3.org/2005/Atom"

// atomNamespaces are those that gofeed takes for Atom.
var atomNamespaces = []string{"", atomNamespace, "http://purl.org/atom/ns#"}

// mender writes XML anew that any parser reads: nothing is left open, nothing
// is too deep, every '<' is markup.
type mender struct {
	out     bytes.Buffer
	open    [][]byte
	names   []int // namespaces in scope, per open element
	deep    int   // elements that were dropped and whose end has not come
	nested  bool  // the last CDATA section had another one inside
	closed  bool  // the root has ended
	repairs map[string]int
	entity  entities
}

// mend re-emits text from its root on. It returns what it had to do, each kind
// of repair once.
func mend(text []byte, s survey) ([]byte, []string) {
	m := mender{repairs: map[string]int{}, entity: declared(text[:s.start])}
	m.out.Grow(len(text) - s.start + 64)
	scan := scanner{src: text, pos: s.start}
	if s.root == "channel" {
		m.did("channel without rss")
		m.out.WriteString(`<rss version="2.0">`)
		m.open = append(m.open, []byte("rss"))
		m.names = append(m.names, 0)
	}
	for !m.closed {
		t, ok := scan.next()
		if !ok {
			break
		}
		switch t.kind {
		case tokenStart:
			m.start(t)
		case tokenEnd:
			m.end(t.name)
		case tokenText:
			m.text(t)
		case tokenCDATA:
			m.cdata(t)
		}
	}
	if len(m.open) > 0 && !m.closed {
		m.did("missing end of " + string(m.open[len(m.open)-1]))
	}
	m.closeTo(0)
	var all []string
	for what := range m.repairs {
		all = append(all, "repaired: "+what)
	}
	slices.Sort(all)
	return m.out.Bytes(), all
}

func (m *mender) did(what string) { m.repairs[what]++ }

// plainFields hold text without markup, so that another field ends them.
var plainFields = set("title link guid pubdate comments author category lastbuilddate language id updated published date creator")

// itemFields are the fields that no markup uses for its own.
var itemFields = set("pubdate guid description encoded creator date enclosure comments published updated lastbuilddate category")

// voids are the elements of HTML that never have an end.
var voids = set("br hr img wbr input area embed col param")

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// start opens an element after closing what it cannot be inside of.
func (m *mender) start(t token) {
	name := local(t.name)
	if n := len(m.open); n > 0 {
		top := local(m.open[n-1])
		switch {
		case isItem(name) && prefix(t.name) == prefix(m.open[0]):
			m.endUnclosed(name)
		case plainFields[top] && n > 1 && (itemFields[name] || plainFields[name] && top != "author"):
			m.did("unclosed " + top)
			m.closeTo(n - 1)
		case itemFields[name] && m.inItem() && !isItem(top) && top != "channel":
			if at := m.itemAt(); at >= 0 && at+1 < n && !strings.Contains(string(m.open[at+1]), ":") && bodyField[local(m.open[at+1])] {
				m.did("unclosed " + local(m.open[at+1]))
				m.closeTo(at + 1)
			}
		}
	}
	if len(m.open) >= maxDepth {
		m.did("elements too deep")
		if !t.closed {
			m.deep++
		}
		return
	}
	closed := t.closed || voids[name] && m.inItem()
	names := m.tag(t, name, closed)
	if !closed {
		m.open = append(m.open, t.name)
		m.names = append(m.names, names)
	} else if len(m.open) == 0 {
		m.closed = true
	}
}

// bodyField are the fields with markup in them.
var bodyField = set("description summary content")

// endUnclosed closes down to what may hold an item or entry.
func (m *mender) endUnclosed(name string) {
	for i := len(m.open) - 1; i > 0; i-- {
		if isItem(local(m.open[i])) {
			m.did("unclosed " + name)
			m.closeTo(i)
			return
		}
	}
	for i := len(m.open) - 1; i > 0; i-- {
		if parent := local(m.open[i-1]); parent == "channel" || parent == "feed" {
			m.did("unclosed " + local(m.open[i]))
			m.closeTo(i)
			return
		}
	}
}

func (m *mender) itemAt() int {
	for i := min(len(m.open)-1, 3); i > 0; i-- {
		if isItem(local(m.open[i])) {
			return i
		}
	}
	return -1
}

func (m *mender) inItem() bool { return m.itemAt() >= 0 }

// tag writes a start tag and returns the namespaces in scope inside.
func (m *mender) tag(t token, name string, closed bool) int {
	names := 0
	if n := len(m.names); n > 0 {
		names = m.names[n-1]
	}
	m.out.WriteByte('<')
	m.out.Write(oneColon(t.name))
	var seen []string
	if len(m.open) == 0 && name == "feed" {
		if mine := "xmlns"; !slices.Contains(atomNamespaces, spaceOf(t)) {
			if p := prefix(t.name); p != "" {
				mine += ":" + p
			}
			m.did("wrong or missing Atom namespace")
			seen = append(seen, mine)
			m.out.WriteString(" " + mine + `="` + atomNamespace + `"`)
		}
	}
	for _, a := range t.attrs {
		key := string(oneColon(a.name))
		if slices.Contains(seen, key) {
			if key == "xmlns" && len(seen) == 1 {
				continue // replaced
			}
			m.did("doubled attribute")
			continue
		}
		seen = append(seen, key)
		if key == "xmlns" || strings.HasPrefix(key, "xmlns:") {
			if key == "xmlns" && misplaced(name, len(m.open), a.value) {
				m.did("wrong namespace")
				continue
			}
			if names++; names > maxNamespaces {
				m.did("too many namespaces")
				continue
			}
		}
		m.out.WriteString(" " + key + `="`)
		value := bytes.ReplaceAll(m.entity.expand(a.value), []byte(`"`), []byte("&quot;"))
		m.out.Write(bytes.ReplaceAll(value, []byte("<"), []byte("&lt;")))
		m.out.WriteByte('"')
	}
	if closed {
		m.out.WriteByte('/')
	}
	m.out.WriteByte('>')
	return min(names, maxNamespaces)
}

// spaceOf returns the namespace of a root from its own declarations; for a
// prefix that is not declared, the prefix.
func spaceOf(t token) string {
	p := prefix(t.name)
	want := "xmlns"
	if p != "" {
		want += ":" + p
	}
	for _, a := range t.attrs {
		if string(a.name) == want {
			return strings.TrimSpace(html.UnescapeString(string(a.value)))
		}
	}
	return p
}

// end closes the element that an end tag belongs to, with all inside it; an
// end tag that belongs to none is dropped.
func (m *mender) end(name []byte) {
	if m.deep > 0 {
		m.deep--
		return
	}
	floor := 0
	if at := m.itemAt(); at >= 0 && !structural[local(name)] {
		floor = at + 1
	}
	for i := len(m.open) - 1; i >= floor; i-- {
		if bytes.EqualFold(m.open[i], name) {
			if i < len(m.open)-1 {
				m.did("missing end of " + string(m.open[len(m.open)-1]))
			}
			m.closeTo(i)
			m.closed = i == 0
			return
		}
	}
	if !voids[local(name)] {
		m.did("stray end of " + string(name))
	}
}

// structural are the elements whose end closes whatever is open inside.
var structural = set("item entry channel rss rdf feed urlset url sitemapindex sitemap opml body outline")

// closeTo leaves n elements open.
func (m *mender) closeTo(n int) {
	for i := len(m.open) - 1; i >= n; i-- {
		m.out.WriteString("</")
		m.out.Write(oneColon(m.open[i]))
		m.out.WriteByte('>')
	}
	m.open, m.names = m.open[:min(n, len(m.open))], m.names[:min(n, len(m.names))]
	m.deep = 0
}

func (m *mender) text(t token) {
	text := t.text
	if m.nested && bytes.Contains(text, cdataClose) {
		text = bytes.Replace(text, cdataClose, nil, 1)
		m.nested = false
	}
	if !t.sound && len(text) > 0 && text[0] == '<' {
		m.did("bare <")
		m.out.WriteString("&lt;")
		text = text[1:]
	}
	m.out.Write(bytes.ReplaceAll(m.entity.expand(text), cdataClose, []byte("]]&gt;")))
}

func (m *mender) cdata(t token) {
	if !t.sound {
		m.did("unclosed CDATA")
	}
	text := t.text
	if bytes.Contains(text, cdataOpen) {
		m.did("nested CDATA")
		text = bytes.ReplaceAll(text, cdataOpen, nil)
		m.nested = true
	}
	if n := len(m.open); n > 0 && bytes.IndexByte(m.open[n-1], ':') > 0 {
		m.out.WriteString(html.EscapeString(string(text))) // joins the text around it: gofeed is slow with pieces
		return
	}
	m.out.Write(cdataOpen)
	m.out.Write(text)
	m.out.Write(cdataClose)
}

// oneColon returns a name with its first colon only, and that inside.
func oneColon(name []byte) []byte {
	if soundName(name) {
		return name
	}
	fixed := []byte(strings.Trim(strings.ReplaceAll(string(name), ":", "_"), "_"))
	if len(fixed) == 0 || !nameStart(fixed[0]) {
		return []byte("unnamed")
	}
	return fixed
}
