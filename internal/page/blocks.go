package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// document is a page split into blocks, with the elements that hold them.
type document struct {
	elements []element
	blocks   []block
	links    []anchor
	times    []stamp
	root     int    // the element that holds the article
	base     string // of <base href>
	heads    []int  // blocks of h1 elements
}

// element is a block-level element; its parent stands before it.
type element struct {
	node        *html.Node
	parent      int
	first, last int // blocks [first,last)
	own         cue
	all         cue  // with those of the elements around, as far as they hold
	weight      int  // bytes of paragraph-like text inside
	pictured    bool // there is a picture inside
	headline    bool
}

// block is a run of text without a break, and what describes it.
type block struct {
	text     string
	tag      atom.Atom // of the element that holds the text
	at       int       // index of that element
	linked   int       // bytes of text inside links
	strong   int       // bytes of text in bold or italics
	links    [2]int    // range in document.links
	cues     cue
	label    Label
	marked   Label // what the markup calls it
	said     Label // what its words call it, "" if nothing
	listed   bool  // inside a list item
	quoted   bool  // inside a block quotation
	sentence bool  // reads like running text
	broken   bool  // one of several that <br><br> splits
}

type anchor struct{ href, text string }

// stamp is a <time> element or a date in microdata.
type stamp struct {
	value string
	prop  string // itemprop and class, lower case
	block int    // the number of blocks before it
	at    int
}

type splitter struct {
	doc     *document
	fold    folder
	cues    cueReader
	at      int
	linkAt  int
	inLink  int
	inEm    int
	linked  int
	strong  int
	own     cue // cues of inline elements and how many bytes they cover
	covered int
	listed  int
	quoted  int
	breaks  int // <br> in a row
	broken  int // the element whose text is split by <br><br>
}

// split walks the tree once and returns its blocks in order.
func split(root *html.Node) *document {
	doc := &document{elements: make([]element, 0, 512), blocks: make([]block, 0, 256)}
	s := splitter{doc: doc, cues: cueReader{seen: map[string]cue{}}}
	doc.elements = append(doc.elements, element{node: root, parent: -1})
	s.children(root)
	s.flush()
	doc.elements[0].last = len(doc.blocks)
	return doc
}

func (s *splitter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s.text(c.Data)
		case html.ElementNode:
			s.element(c)
		}
	}
}

func (s *splitter) text(data string) {
	if s.breaks > 0 && strings.TrimSpace(data) != "" {
		s.breaks = 0
	}
	before := len(s.fold.buf)
	s.fold.add(data)
	n := len(s.fold.buf) - before
	if s.inLink > 0 {
		s.linked += n
	}
	if s.inEm > 0 {
		s.strong += n
	}
}

func (s *splitter) element(n *html.Node) {
	switch {
	case n.DataAtom == atom.Base && s.doc.base == "":
		s.doc.base = attr(n, "href")
	case n.DataAtom == atom.Head:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Base && s.doc.base == "" {
				s.doc.base = attr(c, "href")
			}
		}
	case n.DataAtom == atom.Br:
		s.breaks++
		s.fold.space()
		if s.breaks > 1 {
			s.broken = s.at
			s.flush()
		}
	case n.DataAtom == atom.Img || n.DataAtom == atom.Picture:
		s.doc.elements[s.at].pictured = true
	case n.DataAtom == atom.Meta:
		s.stamp(n, attr(n, "content"))
	case (n.DataAtom == atom.Rt || n.DataAtom == atom.Rp) && bracketed(n.Parent):
		s.inlineElement(n)
	case unread[n.DataAtom]:
	case inline[n.DataAtom] && (n.DataAtom == atom.A || s.cues.of(n)&(cueCaption|cueCredit) == 0):
		s.inlineElement(n)
	default:
		s.blockElement(n)
	}
}

// bracketed says whether a ruby annotation has brackets for plain text around
// it; without them its letters would stick to those they explain.
func bracketed(ruby *html.Node) bool {
	for c := ruby.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Rp {
			return true
		}
	}
	return false
}

// stamp keeps the dates that stand in the page's body.
func (s *splitter) stamp(n *html.Node, value string) {
	prop := attr(n, "itemprop")
	if value == "" || n.DataAtom != atom.Time && !strings.HasPrefix(prop, "date") {
		return
	}
	s.doc.times = append(s.doc.times, stamp{value, strings.ToLower(prop + " " + attr(n, "class")), len(s.doc.blocks), s.at})
}

func (s *splitter) inlineElement(n *html.Node) {
	if has(n, "itemprop") || n.DataAtom == atom.Time {
		value := attr(n, "datetime")
		if value == "" {
			value = attr(n, "content")
		}
		if value == "" && n.DataAtom == atom.Time && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			value = n.FirstChild.Data
		}
		s.stamp(n, value)
	}
	start := len(s.fold.buf)
	own := s.cues.of(n)
	switch n.DataAtom {
	case atom.A:
		s.inLink++
	case atom.B, atom.Strong, atom.Em, atom.I:
		s.inEm++
	}
	blocks := len(s.doc.blocks)
	s.children(n)
	if len(s.doc.blocks) != blocks {
		start = 0
	}
	text := len(s.fold.buf) - start
	switch n.DataAtom {
	case atom.A:
		s.inLink--
		if text > 0 {
			if href := attr(n, "href"); href != "" {
				s.doc.links = append(s.doc.links, anchor{href, strings.TrimSpace(string(s.fold.buf[start:]))})
			}
		}
	case atom.B, atom.Strong, atom.Em, atom.I:
		s.inEm--
	}
	if own != 0 && text > 0 {
		s.own |= own
		s.covered += text
	}
}

func (s *splitter) blockElement(n *html.Node) {
	s.flush()
	outer := s.at
	s.at = len(s.doc.elements)
	own := s.cues.of(n)
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		own = 0
	}
	s.doc.elements = append(s.doc.elements, element{node: n, parent: outer, first: len(s.doc.blocks), own: own})
	switch n.DataAtom {
	case atom.Li, atom.Dd, atom.Dt:
		s.listed++
	case atom.Blockquote:
		s.quoted++
	}
	if has(n, "itemprop") {
		value := attr(n, "datetime")
		if value == "" {
			value = attr(n, "content")
		}
		s.stamp(n, value)
	}
	s.children(n)
	s.flush()
	switch n.DataAtom {
	case atom.Li, atom.Dd, atom.Dt:
		s.listed--
	case atom.Blockquote:
		s.quoted--
	}
	s.doc.elements[s.at].last = len(s.doc.blocks)
	s.at = outer
}

// flush ends the current block.
func (s *splitter) flush() {
	s.breaks = 0
	size := len(s.fold.buf)
	if size == 0 {
		s.fold.pending = false
		s.linkAt = len(s.doc.links)
		s.linked, s.strong, s.own, s.covered = 0, 0, 0, 0
		return
	}
	b := block{
		text: norm.NFC.String(s.fold.take()), at: s.at, tag: s.doc.elements[s.at].node.DataAtom,
		linked: min(s.linked, size), strong: min(s.strong, size), links: [2]int{s.linkAt, len(s.doc.links)},
		listed: s.listed > 0, quoted: s.quoted > 0, broken: s.broken == s.at && s.at > 0,
	}
	if s.covered*10 >= size*8 {
		b.cues = s.own
	}
	b.sentence = sentenceLike(b.text)
	if b.tag == atom.H1 {
		s.doc.heads = append(s.doc.heads, len(s.doc.blocks))
	}
	s.doc.blocks = append(s.doc.blocks, b)
	s.linkAt = len(s.doc.links)
	s.linked, s.strong, s.own, s.covered = 0, 0, 0, 0
}

// sentenceLike says whether a text ends as running text does.
func sentenceLike(s string) bool {
	s = strings.TrimRight(s, "\"”’»')] ")
	for _, end := range []string{".", "!", "?", "…", ":", "。", "！", "？", "؟", "।", "」"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
