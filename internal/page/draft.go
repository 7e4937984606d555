package page

import "slices"

// Draft is a page between the rules and the model: split into blocks,
// described and labelled by the rules, but not yet judged. The trainer works
// with drafts; everybody else calls Parse.
type Draft struct {
	page  Page
	doc   *document
	head  *head
	facts facts
	o     Options
	h     hints
	rows  []row
	ruled []Label
}

// NewDraft reads a page as far as the model's judgement.
func NewDraft(html []byte, o Options) *Draft {
	decoded, encoding := decode(html, o.ContentType)
	root := parseTree(decoded)
	head := collect(root)
	doc := split(root)
	p := Page{Encoding: encoding}
	facts := readLD(head.scripts, o.URL)
	p.describe(head, facts, doc, o)
	h := hints{
		titles:      p.Titles,
		authors:     p.Authors,
		description: head.first(descriptionNames...),
		body:        facts.body,
	}
	if doc.label(h); !doc.hasBody() {
		readNoscript(root)
		doc = split(root)
		doc.soften()
		doc.label(h)
	}
	if !doc.hasBody() && readScripts(root) {
		doc = split(root)
		doc.label(h)
	}
	return &Draft{page: p, doc: doc, head: head, facts: facts, o: o, h: h}
}

// Blocks are the texts of the page's blocks, in its order.
func (d *Draft) Blocks() []string {
	all := make([]string, len(d.doc.blocks))
	for i := range all {
		all[i] = d.doc.blocks[i].text
	}
	return all
}

// Features describe the blocks to the model, a byte for each feature.
func (d *Draft) Features() [][]byte {
	d.describe()
	all := make([][]byte, len(d.rows))
	for i := range all {
		all[i] = d.rows[i][:]
	}
	return all
}

// describe fills in the rows once, and keeps the labels of the rules.
func (d *Draft) describe() {
	if d.rows != nil {
		return
	}
	d.rows = d.doc.describeBlocks(d.h)
	d.ruled = make([]Label, len(d.doc.blocks))
	for i := range d.ruled {
		d.ruled[i] = d.doc.blocks[i].label
	}
}

// Ruled says for every block whether the rules take it for text.
func (d *Draft) Ruled() []Label {
	d.describe()
	return d.ruled
}

// Page finishes the page with a score for every block: above 0 is text. It may
// be called with other scores again; without any the rules have the last word.
func (d *Draft) Page(scores []int) Page {
	d.describe()
	if scores == nil {
		scores = make([]int, len(d.rows))
		for i, l := range d.ruled {
			scores[i] = -sure
			if l.InText() {
				scores[i] = sure
			}
		}
	}
	d.doc.decide(d.ruled, scores, d.h)
	p := d.page
	p.Titles = slices.Clone(p.Titles)
	p.shownTitle(d.doc)
	p.authors(d.head, d.facts, d.doc)
	p.datesOf(d.head, d.facts, d.doc, d.o)
	p.assemble(d.doc, d.o)
	p.tellLanguage()
	p.judgeAccess(d.head, d.facts, d.doc)
	return p
}

// Scores are those of the model that is built in.
func (d *Draft) Scores() []int {
	d.describe()
	return scores(d.rows)
}

// Alone is the text that scores make without the rules.
func (d *Draft) Alone(scores []int) string {
	var w writer
	seen := map[string]bool{}
	for i := range d.doc.blocks {
		if s := d.doc.blocks[i].text; scores[i] > 0 && !seen[s] {
			seen[s] = true
			w.add(Body, s)
		}
	}
	return w.text.String()
}
