package page

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/internal/text"
)

// mark is an element that says it holds a date: <time>, microdata, RDFa, or a
// class or id with a word for it.
type mark struct {
	node   *html.Node
	values []string // attributes, then the text
	name   string   // property, class and id, lower case
	from   string   // time, microdata, rdfa, class
}

// mostMarks bounds the work on pages that list thousands of articles.
const mostMarks = 200

// dateAttributes may hold the date that an element shows.
var dateAttributes = []string{"datetime", "content", "title", "data-datetime", "data-date", "data-time", "data-timestamp", "data-published", "data-utime"}

// markDate keeps an element if it is marked as a date.
func (h *head) markDate(n *html.Node) {
	if len(n.Attr) == 0 && n.DataAtom != atom.Time || len(h.marks) >= mostMarks {
		return
	}
	m := mark{node: n}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "itemprop", "property":
			if name := strings.ToLower(a.Val); dateProperty(name) {
				m.name += " " + name
				m.from = "microdata"
				if a.Key == "property" {
					m.from = "rdfa"
				}
			}
		case "class", "id":
			if len(a.Val) > 200 {
				continue
			}
			name := strings.ToLower(a.Val)
			if m.from == "" && dateClass(name) {
				m.from = "class"
			}
			m.name += " " + name
		}
	}
	if n.DataAtom == atom.Time && (m.from == "" || m.from == "class") {
		m.from = "time"
	}
	if m.from == "" {
		return
	}
	for _, name := range dateAttributes {
		if v := attr(n, name); v != "" && len(v) < 100 {
			m.values = append(m.values, v)
		}
	}
	if s := textOf(n, 20); s != "" && len(s) < 200 {
		m.values = append(m.values, s)
	}
	if len(m.values) > 0 {
		h.marks = append(h.marks, m)
	}
}

func dateProperty(name string) bool {
	for _, word := range []string{"date", "published", "created", "modified", "issued"} {
		if strings.Contains(name, word) {
			return !strings.Contains(name, "end") && !strings.Contains(name, "expir") && !strings.Contains(name, "start") && !strings.Contains(name, "birth")
		}
	}
	return false
}

// dateParts are the words of class names that stand for a date.
var dateParts = set(`date dates pubdate publishdate datum fecha published publish publication timestamp posted postdate dateline time datetime created updated modified lastmod tarih fecha data-pub
	stand entrydate submitted pubtime info-date published-at erstellt veroeffentlicht data_pubblicazione publicacion publicado`)

func dateClass(name string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == ':' }) {
		if dateParts[word] || len(word) < 16 && len(word) > 4 && (strings.HasSuffix(word, "date") && !strings.HasSuffix(word, "update") || strings.HasPrefix(word, "date") && word != "dateline") {
			return true
		}
	}
	return false
}

// marked returns the dates of marked elements with their roles and trust.
func (d *document) marked(h *head, order dayOrder) []sighting {
	if len(h.marks) == 0 {
		return nil
	}
	places, w := d.places(), d.window()
	var all []sighting
	for _, m := range h.marks {
		position, cues := d.locate(places, m.node, m.values[len(m.values)-1])
		t := d.trustMark(m, cues, position, w)
		if t == none {
			continue
		}
		for _, value := range m.values {
			s := sighting{role: roleOfName(m.name), from: m.from, trust: t}
			if m.from == "class" || m.from == "time" {
				s.role = orElse(roleAround(before(m.node), "", s.role), s.role)
			}
			s.found, s.role = readMark(value, order, s.role)
			if !s.date.IsZero() {
				all = append(all, s)
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b sighting) int { return cmp.Compare(a.rank(), b.rank()) })
	return all
}

// places finds elements by their nodes.
func (d *document) places() map[*html.Node]int {
	places := make(map[*html.Node]int, len(d.elements))
	for i := range d.elements {
		places[d.elements[i].node] = i
	}
	return places
}

// locate returns the block where a node's text is shown, and the cues of the
// element around it.
func (d *document) locate(places map[*html.Node]int, n *html.Node, shown string) (int, cue) {
	at, known := 0, false
	for ; n != nil && !known; n = n.Parent {
		at, known = places[n]
	}
	e := &d.elements[at]
	for i := e.first; i < e.last && i < e.first+60; i++ {
		if strings.Contains(d.blocks[i].text, shown) {
			return i, e.all
		}
	}
	return e.first, e.all
}

// rank puts days that only a class marks behind what a property says, and
// behind instants.
func (s sighting) rank() int {
	if _, exact := s.date.Instant(); s.from == "class" && !exact {
		return 1
	}
	return 0
}

// readMark reads a date with what may stand before it: "Updated 3 July 2025".
func readMark(value string, order dayOrder, role Role) (found, Role) {
	if f := readDate(value, order); !f.date.IsZero() && len(findDates(value, order)) < 2 {
		if all := findDates(value, order); len(all) == 1 {
			role = orElse(roleAround(value[:all[0].start], value[all[0].end:], role), role)
		}
		return f, role
	}
	for _, f := range findDates(value, order) {
		r := roleAround(value[:f.start], "", role)
		if r != "" {
			return f, r
		}
	}
	return found{}, role
}

func orElse(a, b Role) Role {
	if a == "" {
		return b
	}
	return a
}

func roleOfName(name string) Role {
	for _, word := range []string{"modif", "updat", "edited", "aktualis", "changed", "revis", "actuali"} {
		if strings.Contains(name, word) {
			return Modified
		}
	}
	return Published
}

// trustMark judges a marked element by what it is and where it stands.
func (d *document) trustMark(m mark, cues cue, at int, w window) trust {
	if at < len(d.blocks) && d.blocks[at].label == Byline && at <= w.last {
		return nearby
	}
	place, stray := w.place(at), cues&foreign != 0
	if stray && !w.opens(at) {
		return none
	}
	if strings.Contains(m.name, "comment") || at < len(d.blocks) && d.blocks[at].label == Comments && !w.opens(at) {
		return none
	}
	switch {
	case place == beside && (!stray || m.from != "class"):
		return nearby
	case place == beside, place == over && !stray:
		return around
	case stray:
		return none
	case m.from == "microdata", m.from == "rdfa", m.from == "time" && at <= w.last+3:
		return around
	}
	return weak
}

// before returns the text that stands before a node, up to some 40 bytes.
func before(n *html.Node) string {
	for range 2 {
		if p := n.PrevSibling; p != nil {
			s := textOf(p, 10)
			if strings.TrimSpace(s) == "" && p.PrevSibling != nil {
				s = textOf(p.PrevSibling, 10)
			}
			return tail(s, 40)
		}
		if n = n.Parent; n == nil || !inline[n.DataAtom] {
			break
		}
	}
	return ""
}

// tail returns the last bytes of s, whole words only.
func tail(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = s[len(s)-most:]
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	return ""
}

// roleAround tells the role of a date from the words before and right after
// it; "" if they say that it is none of the page, otherwise the given one.
func roleAround(prefix, suffix string, otherwise Role) Role {
	prefix, suffix = text.Fold(tail(prefix, 60)), strings.TrimLeft(text.Fold(tail(suffix, 1<<20)), " ,.)]")
	best, role := -1, otherwise
	for _, r := range []Role{Published, Modified, ""} {
		for _, w := range cueLists()[r] {
			if i := strings.LastIndex(prefix, w); i > best && startsWord(prefix, i) {
				best, role = i, r
			}
		}
	}
	if best < 0 && suffix != "" {
		if slices.ContainsFunc(cueLists()[Modified], func(w string) bool { return strings.HasPrefix(suffix, w) }) {
			return Modified
		}
	}
	return role
}

// startsWord says whether a word begins at i; Chinese, Japanese and Korean
// ones begin anywhere.
func startsWord(s string, i int) bool {
	if i == 0 || s[i] >= 0xe2 {
		return true
	}
	c := s[i-1]
	return c < 0x80 && (c < 'a' || c > 'z')
}
