package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// hints are what the page's metadata tells about its text.
type hints struct {
	titles      []Variant
	authors     []string
	description string
	body        string // the article's text as the page's JSON-LD gives it
}

// label gives every block its label: first by the markup around it, then by
// its words, then by its neighbours.
func (d *document) label(h hints) {
	titles := map[string]bool{}
	for _, v := range h.titles {
		titles[key(v.Value)] = true
	}
	known := proofOf(h.body)
	d.weigh()
	for i := len(d.elements) - 1; i > 0; i-- {
		e := &d.elements[i]
		// A figure has its own caption.
		if e.pictured && (e.node.DataAtom != atom.Figure || e.last == e.first) {
			d.elements[e.parent].pictured = true
		}
	}
	d.inheritCues(titles)
	d.weighClean(known)
	root := d.container()
	d.root = root
	headline := d.headlineOf(root, titles)
	description := key(h.description)
	for i := range d.blocks {
		b := &d.blocks[i]
		b.label = d.byMarkup(i, root, headline, known)
		b.marked = b.label
		if b.label.InText() || b.label == Caption || b.label == Byline {
			if b.said = byWords(b); b.said != "" {
				b.label = b.said
			}
		}
		if i != headline && titles[key(b.text)] && len(b.text) > 15 && b.label.InText() {
			b.label = Headline
		}
	}
	if headline >= 0 {
		d.blocks[headline].label = Headline
		d.standfirst(headline, root, description)
	}
	d.smooth(root, h)
}

// hasBody says whether there is an article.
func (d *document) hasBody() bool {
	return slices.ContainsFunc(d.blocks, func(b block) bool { return b.label == Body })
}

// soften leaves only the strongest cues: for pages whose markup speaks against
// all of their text.
func (d *document) soften() {
	const keep = stubborn | cueCaption | cueCredit | cueHeadline | cueStandfirst | cueArticle
	for i := range d.elements {
		d.elements[i].own &= keep
	}
	for i := range d.blocks {
		d.blocks[i].cues &= keep
	}
}

// paragraph returns the bytes that count as running text, 0 if the block is
// something else.
func (b *block) paragraph() int {
	n := len(b.text)
	if n < 80 || b.linked*3 > n || b.tag == atom.Td && n < 200 && !b.broken {
		return 0
	}
	switch {
	case b.tag == atom.P:
		n = min(n, 900)
	case b.listed:
		n = min(n/3, 200)
	case b.sentence:
		n = min(n, 900) * 3 / 4
	default:
		n = min(n/3, 200)
	}
	return n
}

// weigh sums up the running text inside every element, whatever its cues.
func (d *document) weigh() {
	for i := range d.blocks {
		b := &d.blocks[i]
		if n := b.paragraph(); n > 0 {
			d.elements[b.at].weight += n
		}
	}
	d.sum()
}

// weighClean sums up the running text that no cue speaks against.
func (d *document) weighClean(known *proof) {
	for i := range d.elements {
		d.elements[i].weight = 0
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		n := b.paragraph()
		if (b.cues|d.elements[b.at].all)&outside != 0 {
			n /= 20
		}
		if known.has(b.text) {
			n += len(b.text)
		}
		d.elements[b.at].weight += n
	}
	d.sum()
}

func (d *document) sum() {
	for i := len(d.elements) - 1; i > 0; i-- {
		d.elements[d.elements[i].parent].weight += d.elements[i].weight
	}
}

// besideImage says whether a short block shares a small element with a picture.
func (d *document) besideImage(b *block, root int) bool {
	if len(b.text) > 300 || b.tag == atom.P && len(b.text) > 200 || b.listed {
		return false
	}
	for at, steps := b.at, 0; at > 0 && steps < 4; at, steps = d.elements[at].parent, steps+1 {
		e := &d.elements[at]
		if at <= root || e.last-e.first > 3 || e.node.DataAtom == atom.Body || e.node.DataAtom == atom.Article {
			return false
		}
		if e.pictured {
			return true
		}
	}
	return false
}

// stubborn cues stay believed where the element holds half of the text: many
// comments under a short article, a long consent dialog over it.
const stubborn = cueComments | cueLegal | cueFooter | cueNav | cueNewsletter

// inheritCues hands the cues of elements down. A cue is not believed where the
// element holds half of the page's running text or the headline: themes call
// whole pages "has-sidebar".
func (d *document) inheritCues(titles map[string]bool) {
	for i, head := range d.heads {
		if i > 3 {
			break
		}
		if i > 0 && !titles[key(d.blocks[head].text)] {
			continue
		}
		for e := d.blocks[head].at; e > 0; e = d.elements[e].parent {
			d.elements[e].headline = true
		}
	}
	total := d.elements[0].weight
	for i := 1; i < len(d.elements); i++ {
		e := &d.elements[i]
		own := e.own
		big := e.weight*2 > total && e.weight > 600
		if big && own&stubborn != 0 && !e.headline && own&cueArticle == 0 {
			big = e.weight*20 > total*19
		}
		if big || e.headline && e.last-e.first > 3 {
			own &^= outside
		}
		if own&cueArticle != 0 {
			own &^= cueRelated | cueWidget | cueTags | cueByline
		}
		e.all = d.elements[e.parent].all | own
	}
}

// container returns the element that holds the article: from the root down as
// long as one child has nearly all the running text.
func (d *document) container() int {
	children := make([]int, len(d.elements)) // heaviest child
	for i := 1; i < len(d.elements); i++ {
		p := d.elements[i].parent
		if c := children[p]; c == 0 || d.elements[i].weight > d.elements[c].weight {
			children[p] = i
		}
	}
	at := 0
	for {
		next := children[at]
		if next == 0 || d.elements[next].weight == 0 {
			return at
		}
		share := d.elements[next].weight * 100 / max(1, d.elements[at].weight)
		e := &d.elements[next]
		need := 88
		switch {
		case e.node.DataAtom == atom.Article && e.headline, attr(e.node, "itemprop") == "articleBody":
			need = 30
		case e.node.DataAtom == atom.Article || e.node.DataAtom == atom.Main:
			need = 55
		case e.own&cueArticle != 0:
			need = 65
		}
		if share < need {
			return at
		}
		if e.last-e.first == 1 && d.elements[at].last-d.elements[at].first > 1 {
			return at
		}
		at = next
	}
}

// headlineOf returns the block that holds the headline, or -1: the h1 that says
// what the metadata say, else the last h1 before the article's text.
func (d *document) headlineOf(root int, titles map[string]bool) int {
	best := -1
	for _, i := range d.heads {
		if titles[key(d.blocks[i].text)] {
			return i
		}
		if i < d.elements[root].last && len(d.blocks[i].text) > 10 && best < 0 {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	for i := range d.blocks {
		if d.blocks[i].tag != atom.P && len(d.blocks[i].text) > 15 && titles[key(d.blocks[i].text)] {
			return i
		}
	}
	return -1
}

// byMarkup labels a block by the elements around it.
func (d *document) byMarkup(i, root, headline int, known *proof) Label {
	b := &d.blocks[i]
	e := &d.elements[root]
	cues := d.elements[b.at].all | b.cues
	proven := known.has(b.text)
	if proven && len(b.text) > 60 && cues&(cueComments|cueCaption) == 0 {
		return Body
	}
	switch {
	case cues&cueComments != 0:
		return Comments
	case cues&cueNewsletter != 0:
		return Newsletter
	case cues&(cueCaption|cueCredit) != 0 || cues&cueFigure != 0 && b.tag != atom.P && len(b.text) < 400:
		if cues&cueCredit != 0 && len(b.text) < 120 {
			return Credit
		}
		return Caption
	case cues&cueLegal != 0:
		return Legal
	case cues&cueCorrection != 0 && correctionWords().MatchString(b.text):
		return Correction
	case cues&cueBio != 0:
		if len(b.text) > 60 {
			return Biography
		}
		return Byline
	case cues&cueRelated != 0:
		return Related
	case cues&cueByline != 0 && len(b.text) < 200:
		return Byline
	case cues&cueFooter != 0 && (strings.Contains(b.text, "©") || strings.Contains(b.text, "rights reserved")):
		return Legal
	case cues&(outside&^cueByline) != 0:
		return Other
	}
	if i < e.first || i >= e.last {
		return Other
	}
	if d.besideImage(b, root) && b.tag != atom.H1 && b.tag != atom.H2 {
		return Caption
	}
	return d.byShape(b)
}

// byShape labels a block inside the article's container.
func (d *document) byShape(b *block) Label {
	n := len(b.text)
	switch {
	case b.tag == atom.H1:
		return Other
	case headingTag(b.tag):
		if b.linked*2 > n {
			return Related
		}
		return Heading
	case b.tag == atom.Td || b.tag == atom.Th:
		if b.sentence && (n > 200 || b.broken) {
			return Body
		}
		return Other
	case b.linked*10 > n*8 && (n < 200 || b.listed):
		return Related
	case b.linked*2 > n && b.listed:
		return Related
	case b.tag == atom.P && b.strong*10 > n*9 && n < 100 && !b.sentence:
		return Heading
	case b.tag == atom.P || b.tag == atom.Pre || b.quoted:
		return Body
	case b.listed:
		if n > 25 {
			return Body
		}
		return Other
	case n > 80 && b.linked*3 < n:
		return Body
	case b.sentence && b.linked*3 < n && n > 25:
		return Body
	}
	return Other
}

// proof is the article's text as the metadata give it, for asking whether a
// block is in it. It answers a bounded number of questions about a bounded
// text, so that no page can make it slow.
type proof struct {
	body string
	left int
}

const (
	longestProof  = 64 << 10
	mostQuestions = 1000
)

func proofOf(body string) *proof {
	if len(body) < 400 {
		return &proof{}
	}
	return &proof{key(body[:min(len(body), longestProof)]), mostQuestions}
}

// has says whether the beginning and the end of a text are in the proof.
func (p *proof) has(s string) bool {
	if p.body == "" || len(s) < 40 || p.left == 0 {
		return false
	}
	p.left--
	k := key(s)
	if len(k) > 48 {
		return strings.Contains(p.body, k[:48]) && strings.Contains(p.body, k[len(k)-24:])
	}
	return strings.Contains(p.body, k)
}

// headingTag says whether a tag is one of headings between paragraphs.
func headingTag(a atom.Atom) bool {
	return a == atom.H2 || a == atom.H3 || a == atom.H4 || a == atom.H5 || a == atom.H6
}
