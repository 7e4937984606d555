package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// tally sums up the blocks of an element or of a template.
type tally struct {
	blocks, text, linked int
	running              int // bytes of running text
	ruled                int // bytes that the rules call story
	sentences            int
}

func (t *tally) add(u tally) {
	t.blocks += u.blocks
	t.text += u.text
	t.linked += u.linked
	t.running += u.running
	t.ruled += u.ruled
	t.sentences += u.sentences
}

// describer turns a labelled document into rows.
type describer struct {
	d         *document
	h         hints
	rows      []row
	inside    []tally // of every element
	raw       []cue   // of every element with all around it, believed or not
	depth     []int32
	names     []uint64 // what an element's way from the root is called
	like      map[uint64]*tally
	templates []*tally // of every block
	headline  int
	root      int
	page      tally
	inP       int // running text in p elements
	proven    int
	proof     *proof
	title     map[string]bool
	described map[string]bool
}

// describeBlocks makes a row for every block. The rules must have run.
func (d *document) describeBlocks(h hints) []row {
	g := &describer{
		d: d, h: h, rows: make([]row, len(d.blocks)), inside: make([]tally, len(d.elements)), raw: make([]cue, len(d.elements)),
		depth: make([]int32, len(d.elements)), names: make([]uint64, len(d.elements)), like: make(map[uint64]*tally, 64),
		templates: make([]*tally, len(d.blocks)), headline: -1, root: d.root, proof: proofOf(h.body),
		title: map[string]bool{}, described: map[string]bool{},
	}
	for _, v := range h.titles {
		g.enter(v.Value, g.title)
	}
	g.enter(h.description, g.described)
	g.tally()
	g.blocks()
	g.order()
	return g.rows
}

// enter adds the words of a short text to a set.
func (g *describer) enter(s string, set map[string]bool) {
	for word := range strings.FieldsSeq(s[:min(len(s), 2000)]) {
		if w := key(word); w != "" && len(set) < 300 {
			set[w] = true
		}
	}
}

// tally sums up elements and templates.
func (g *describer) tally() {
	d := g.d
	g.names[0] = 14695981039346656037
	for i := 1; i < len(d.elements); i++ {
		e := &d.elements[i]
		g.raw[i] = g.raw[e.parent] | e.own
		g.depth[i] = g.depth[e.parent] + 1
		g.names[i] = named(g.names[e.parent], e.node.Data, attr(e.node, "class"))
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		t := tally{blocks: 1, text: len(b.text), linked: b.linked}
		if b.label == Headline && g.headline < 0 {
			g.headline = i
		}
		if t.running = b.paragraph(); t.running > 0 && b.tag == atom.P {
			g.inP += t.running
		}
		if b.sentence && len(b.text) > 40 {
			t.sentences = 1
		}
		if b.label.InText() {
			t.ruled = len(b.text)
		}
		g.inside[b.at].add(t)
		name := g.names[b.at]
		like := g.like[name]
		if like == nil {
			like = &tally{}
			g.like[name] = like
		}
		like.add(t)
		g.templates[i] = like
	}
	for i := len(d.elements) - 1; i > 0; i-- {
		g.inside[d.elements[i].parent].add(g.inside[i])
	}
	g.page = g.inside[0]
}

// named continues the name of an element's parent by its own; digits do not
// count, since they number things.
func named(parent uint64, tag, class string) uint64 {
	const prime = 1099511628211
	h := parent
	for i := range len(tag) {
		h = (h ^ uint64(tag[i])) * prime
	}
	for i := range min(len(class), 200) {
		if c := class[i]; c < '0' || c > '9' {
			h = (h ^ uint64(c)) * prime
		}
	}
	return (h ^ '/') * prime
}

// blocks describes each block by itself, its template and its ancestors.
func (g *describer) blocks() {
	d := g.d
	copies := make(map[string]int, len(d.blocks))
	for i := range d.blocks {
		copies[d.blocks[i].text]++
	}
	seen := make(map[string]int, len(copies))
	for i := range d.blocks {
		b, r := &d.blocks[i], &g.rows[i]
		r.words(b.text)
		r[fLinked], r[fStrong] = share(b.linked, len(b.text)), share(b.strong, len(b.text))
		r[fLinks], r[fEnd] = count(b.links[1]-b.links[0]), ending(b)
		g.overlaps(r, b.text)
		r[fCopies], r[fCopy] = count(copies[b.text]), count(seen[b.text])
		seen[b.text]++
		r[fTag], r[fListed], r[fQuoted], r[fBroken] = tagRank(b.tag), bit(b.listed), bit(b.quoted), bit(b.broken)
		r[fDepth] = count(int(g.depth[b.at]))
		e := &d.elements[b.at]
		r[fFirst], r[fSole] = bit(e.first == i), count(g.inside[b.at].blocks)
		g.template(r, g.templates[i])
		g.ancestors(r, b)
		r[fRuled], r[fMarked], r[fSaid] = labelRank(b.label), labelRank(b.marked), labelRank(b.said)
		if b.said == "" {
			r[fSaid] = 255
		}
		g.cues(r, b)
		g.whole(r)
	}
}

func (g *describer) template(r *row, t *tally) {
	r[fLike], r[fLikeText] = log(t.blocks), log(t.text/t.blocks)
	r[fLikeLinked], r[fLikeEnds] = share(t.linked, t.text), share(t.sentences, t.blocks)
	r[fLikeRuled], r[fLikeOfPage] = share(t.ruled, t.text), share(t.running, g.page.running)
	r[fLikeOfRuled] = share(t.ruled, g.page.ruled)
}

// overlaps compares a text with what the metadata say.
func (g *describer) overlaps(r *row, s string) {
	if g.proof.body != "" {
		r[fProof] = 1
		if g.proof.has(s) {
			r[fProof] = 2
			g.proven += len(s)
		}
	}
	for _, name := range g.h.authors {
		if len(name) > 4 && len(s) < 1500 {
			if at := strings.Index(s, name); at >= 0 {
				r[fAuthor] = 1
				if at < 4 {
					r[fAuthor] = 2
				}
				break
			}
		}
	}
	if len(s) > 700 {
		return
	}
	words, titled, described := 0, 0, 0
	for word := range strings.FieldsSeq(s) {
		w := key(word)
		if w == "" {
			continue
		}
		words++
		if g.title[w] {
			titled++
		}
		if g.described[w] {
			described++
		}
	}
	r[fTitle], r[fInTitle], r[fDescribed] = share(titled, len(g.title)), share(titled, words), share(described, words)
}

// ancestors describes three elements around a block.
func (g *describer) ancestors(r *row, b *block) {
	at, last := b.at, 0
	for n := range ancestors {
		for {
			t := &g.inside[at]
			if at == 0 || n == 0 && t.blocks > 1 || n == 1 && t.sentences > max(2, last) || n == 2 && t.running*2 > g.page.running && t.sentences > last {
				break
			}
			at = g.d.elements[at].parent
		}
		t := &g.inside[at]
		last = t.sentences
		f := r[fAncestors+n*perAncestor:]
		f[aUp] = count(int(g.depth[b.at] - g.depth[at]))
		f[aBlocks], f[aText], f[aSentences] = log(t.blocks), log(t.text), log(t.sentences)
		f[aLinked], f[aRunning] = share(t.linked, t.text), share(t.running, t.text)
		f[aOfPage], f[aRuled] = share(t.running, g.page.running), share(t.ruled, t.text)
	}
	pictures := byte(0)
	for at, n := b.at, byte(3); at > 0 && n > 0; at, n = g.d.elements[at].parent, n-1 {
		if g.d.elements[at].pictured {
			pictures = n
			break
		}
	}
	r[fPictured], r[fBeside] = pictures, bit(g.d.besideImage(b, g.root))
}

// cues says how near each cue stands: 3 at the block, 2 on its element, 1 above
// and believed, 4 above and not believed.
func (g *describer) cues(r *row, b *block) {
	own, all, raw := g.d.elements[b.at].own, g.d.elements[b.at].all, g.raw[b.at]
	for c := range cueCount {
		bit := cue(1) << c
		switch {
		case b.cues&bit != 0:
			r[fCues+c] = 3
		case own&bit != 0:
			r[fCues+c] = 2
		case all&bit != 0:
			r[fCues+c] = 1
		case raw&bit != 0:
			r[fCues+c] = 4
		}
	}
}

// whole describes the page.
func (g *describer) whole(r *row) {
	r[fPageBlocks], r[fPageText], r[fPageLinked] = log(g.page.blocks), log(g.page.running), share(g.page.linked, g.page.text)
	r[fPageRuled], r[fPageParagraphs] = log(g.page.ruled), share(g.inP, g.page.running)
	r[fRootShare] = share(g.inside[g.root].running, g.page.running)
}

// order describes blocks by their place among the others.
func (g *describer) order() {
	d := g.d
	n := len(d.blocks)
	running, ruled, lastRuled, lastLong := 0, 0, -1000, -1000
	root := &d.elements[g.root]
	for i := range d.blocks {
		b, r := &d.blocks[i], &g.rows[i]
		r[fPlace], r[fTextBefore], r[fRuledBefore] = share(i, n), share(running, g.page.running), share(ruled, g.page.ruled)
		if g.headline >= 0 {
			r[fHeadline] = byte(128 + max(-127, min(127, i-g.headline)))
		}
		r[fSinceRuled], r[fSinceLong] = count(i-lastRuled), count(i-lastLong)
		switch {
		case i >= root.last:
			r[fContainer] = 2
		case i >= root.first:
			r[fContainer] = 1
		}
		r[fFromRoot] = count(int(g.depth[b.at] - g.depth[g.root]))
		r[fPageProof] = share(g.proven, g.page.ruled+g.proven)
		running += b.paragraph()
		if b.label.InText() {
			ruled += len(b.text)
			if b.label == Body {
				lastRuled = i
			}
		}
		if b.sentence && len(b.text) > 100 {
			lastLong = i
		}
		for k, at := range [neighbours]int{i - 1, i - 2, i + 1, i + 2} {
			if at >= 0 && at < n {
				g.neighbour(r[fNeighbours+k*perNeighbour:], &d.blocks[at], b, &g.rows[at])
			}
		}
	}
	lastRuled, lastLong = n+1000, n+1000
	for i := n - 1; i >= 0; i-- {
		b, r := &d.blocks[i], &g.rows[i]
		r[fUntilRuled], r[fUntilLong] = count(lastRuled-i), count(lastLong-i)
		if b.label == Body {
			lastRuled = i
		}
		if b.sentence && len(b.text) > 100 {
			lastLong = i
		}
	}
}

func (g *describer) neighbour(f []byte, near, b *block, r *row) {
	f[nLength], f[nLinked], f[nEnd] = r[fLength], r[fLinked], r[fEnd]
	f[nTag], f[nRuled] = r[fTag], r[fRuled]
	same := byte(0)
	switch {
	case near.at == b.at:
		same = 3
	case g.d.elements[near.at].parent == g.d.elements[b.at].parent:
		same = 2
	case g.d.elements[near.at].parent == b.at || g.d.elements[b.at].parent == near.at:
		same = 1
	}
	f[nSameParent] = same
}
