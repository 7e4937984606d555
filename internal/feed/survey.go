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

// survey is one look over a whole XML body.
type survey struct {
	root  string // local name, lower case
	head  facts  // of the channel or feed
	items []facts
	inner int  // of the items stand in a channel or a feed, the others beside it
	found int  // items in the bytes
	sound bool // gofeed reads it as it is
	start int  // offset of the root
	end   int  // offset after the root's end
	cdf   bool // a channel of the Channel Definition Format, perhaps in an rss

	bases   []int             // offsets after the names of the xml:base attributes
	aliases map[string]string // to vocabularies that gofeed does not know by their address
	spaces  map[string]string // what prefixes stand for, where we know the vocabulary
	cuts    []cut             // what gofeed need not see
	rootTag openTag
	channel openTag
	item    *facts // that we are in; nil: none
	within  int    // depth of that item
	part    *facts // whose raw text is being read; nil: none
	depth   int    // of the element with that text
	from    int    // where that text begins
}

// openTag is a start tag in the bytes.
type openTag struct {
	cut

	name string // as written
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
			s.sound = s.sound && !declares(text[:t.from])
		}
		s.sound = s.sound && t.sound
		switch t.kind {
		case tokenStart:
			n := s.step(parent, t, len(open))
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
			s.close(text, t, len(open))
			if s.item != nil && len(open) == s.within {
				s.item.at.to, s.item = t.end, nil
			}
		}
		if len(open) == 0 {
			s.end = t.end
			break
		}
		if !s.sound && !mended {
			return s, nil
		}
	}
	s.inner = len(s.items)
	s.items = append(s.items, outer...)
	return s, nil
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
func (s *survey) step(parent node, t token, depth int) node {
	n := node{name: t.name, base: parent.base, lang: parent.lang, names: parent.names}
	for _, a := range t.attrs {
		switch name := string(a.name); {
		case name == "xml:base" || depth < 2 && strings.EqualFold(name, "base") && local(t.name) == "channel":
			if base := join(n.base, html.UnescapeString(string(a.value))); base != "" {
				n.base = base
			}
			s.bases = append(s.bases, a.end)
		case name == "xml:lang":
			n.lang = strings.TrimSpace(string(a.value))
		case name == "xmlns" || strings.HasPrefix(name, "xmlns:"):
			n.names++
			s.sound = s.sound && (name != "xmlns" || !misplaced(local(t.name), depth, a.value))
			s.learn(strings.TrimPrefix(name[len("xmlns"):], ":"), string(a.value))
		}
	}
	return n
}

// note keeps what t says that gofeed forgets. open is the path to t.
func (s *survey) note(t token, n node, open []node, outer *[]facts) {
	name := local(t.name)
	switch depth := len(open); {
	case isItem(name) && wrapped(t.name, open):
		s.sound = false
	case depth == 0:
		s.rootTag = openTag{cut{t.from, t.end}, string(t.name)}
		s.head.begin(t, n)
		s.cdf = s.root == "channel" && s.head.dated()
	case depth == 1 && name == "channel":
		s.channel = openTag{cut{t.from, t.end}, string(t.name)}
		s.head.begin(t, n)
		s.cdf = s.head.dated()
	case depth <= 2 && isItem(name) && !foreign(t.name, open):
		var f facts
		f.begin(t, n)
		s.found++
		in := &s.items
		if depth == 1 && local(open[0].name) != "feed" {
			in = outer
		}
		*in = append(*in, f)
		if !t.closed {
			s.item, s.within = &(*in)[len(*in)-1], depth
		}
	case depth <= 3 && (depth == 1 || depth == 2 && local(open[1].name) == "channel"):
		s.keep(&s.head, t, n, name, open)
	case s.item != nil && depth == s.within+1:
		s.keep(s.item, t, n, name, open)
	}
}

// keep records a child element of a feed or an item, and notes where its text
// begins if gofeed does not keep that as it is.
func (s *survey) keep(f *facts, t token, n node, name string, open []node) {
	if !s.ours(t.name, name, open) {
		return
	}
	f.keep(t, n, name)
	if s.part == nil && !t.closed && rawFields[s.root == "feed"][name] && len(f.raws) < maxRaws && attributeOf(t, "href") == "" {
		f.raws = append(f.raws, raw{name: first(newNames[name], name)})
		s.part, s.depth, s.from = f, len(open), t.end
	}
}

// ours reports whether an element belongs to the format itself, and not to a
// vocabulary that has another sense for its name, as media:content has.
func (s *survey) ours(full []byte, name string, open []node) bool {
	switch space := prefix(full); space {
	case "", prefix(open[len(open)-1].name):
		return true
	default:
		return extraFields[first(s.spaces[space], space)+":"+name]
	}
}

// close ends the raw text that the element at depth holds.
func (s *survey) close(text []byte, t token, depth int) {
	if s.part == nil || depth != s.depth {
		return
	}
	last := &s.part.raws[len(s.part.raws)-1]
	last.text = text[s.from:t.from]
	if s.part != &s.head && cutFields[last.name] {
		s.cuts = append(s.cuts, cut{s.from, t.from})
	}
	s.part = nil
}

// wrapped reports whether an item stands in something other than what items
// stand in: in another item, or in a list of items. gofeed would skip it.
func wrapped(name []byte, open []node) bool {
	depth := len(open)
	atom := depth == 2 && local(open[0].name) == "feed"
	rss := depth == 3 && local(open[1].name) == "channel"
	return (atom || rss) && prefix(name) == prefix(open[0].name)
}

// foreign reports whether an item is an extension's: its prefix is not that of
// the element around it.
func foreign(name []byte, open []node) bool {
	return prefix(name) != prefix(open[len(open)-1].name) && local(open[0].name) != "rdf"
}
