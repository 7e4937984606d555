package page

import "golang.org/x/net/html/atom"

// How far the model's score must be from 0 before it overrules the rules, in
// thousandths of a logit.
const (
	margin     = 300  // to take a paragraph out of the text
	marginAfar = 1500 // the same in scripts that the model has seen few pages of
	sure       = 2200 // to put a caption, or what its words give away, into the text: nine to one
)

// decide gives every block its last label, from what the rules call it and
// from the model's scores. It may be called again with other scores.
func (d *document) decide(ruled []Label, scores []int, h hints) {
	titles := map[string]bool{}
	for _, v := range h.titles {
		titles[key(v.Value)] = true
	}
	found := false
	for i := range d.blocks {
		b := &d.blocks[i]
		b.label = d.judged(b, ruled[i], scores[i])
		if b.label != ruled[i] && len(b.text) < 200 && titles[key(b.text)] {
			b.label = ruled[i]
		}
		found = found || b.label == Body && len(b.text) > 40
	}
	if !found {
		for i := range d.blocks {
			d.blocks[i].label = ruled[i]
		}
	}
	d.tables()
	d.echoes()
	d.authorNotes(h.authors)
	d.signatures(h.authors)
	d.emptyHeadings()
	d.repeats()
}

// judged is the label of one block.
func (d *document) judged(b *block, ruled Label, score int) Label {
	if ruled.InText() {
		least := margin
		if spaceless(b.text) {
			least = marginAfar
		}
		switch {
		case score > -least, ruled == Correction, ruled == Standfirst && score > -sure:
			return ruled
		case b.linked*2 > len(b.text):
			return Related
		}
		return Other
	}
	switch {
	case score <= 0, score < sure && (b.said != "" || ruled == Caption || b.linked*2 > len(b.text)):
		return ruled
	case (d.elements[b.at].all|b.cues)&(cueHidden|cueComments) != 0:
		return ruled
	case ruled == Headline || ruled == Credit || ruled == WireCredit || ruled == Biography || b.said == Legal:
		return ruled
	case headingTag(b.tag) && !b.sentence:
		return Heading
	}
	return Body
}

// spaceless says whether a text is in a script that is written without spaces.
func spaceless(s string) bool {
	s = s[:min(len(s), 300)]
	n := 0
	for _, c := range s {
		if c >= 0x3040 && c < 0xa000 {
			n += 3
		}
	}
	return n*3 > len(s)
}

// echoes takes the copies of captions out: a page may show a picture once as an
// opener and once for its gallery.
func (d *document) echoes() {
	captions := map[string]bool{}
	for i := range d.blocks {
		if b := &d.blocks[i]; b.label == Caption && len(b.text) > 30 {
			captions[b.text] = true
		}
	}
	for i := range d.blocks {
		if b := &d.blocks[i]; b.label.InText() && captions[b.text] {
			b.label = Caption
		}
	}
}

// tables makes the short cells of a table all text or none of them.
func (d *document) tables() {
	type cells struct{ all, text int }
	found := map[int]*cells{}
	each := func(do func(b *block, c *cells)) {
		for i := range d.blocks {
			b := &d.blocks[i]
			if b.tag != atom.Td && b.tag != atom.Th || len(b.text) > 25 {
				continue
			}
			at := b.at
			for at > 0 && d.elements[at].node.DataAtom != atom.Table {
				at = d.elements[at].parent
			}
			if found[at] == nil {
				found[at] = &cells{}
			}
			do(b, found[at])
		}
	}
	each(func(b *block, c *cells) {
		c.all++
		if b.label.InText() {
			c.text++
		}
	})
	each(func(b *block, c *cells) {
		if c.text*2 <= c.all && b.label.InText() {
			b.label = Other
		}
	})
}
