package page

import (
	"strings"

	"dateline/internal/text"
	"dateline/internal/weburl"
)

// assemble makes the article from the labelled blocks.
func (p *Page) assemble(d *document, o Options) {
	base := o.URL
	if r := weburl.Resolve(base, d.base); d.base != "" && r != "" {
		base = r
	}
	var w writer
	p.Blocks = make([]Block, 0, len(d.blocks))
	for i := range d.blocks {
		b := &d.blocks[i]
		span := w.add(b.label, b.text)
		p.Blocks = append(p.Blocks, Block{Label: b.label, Text: b.text, Span: span})
		if span.End > 0 {
			p.addLinks(d.links[b.links[0]:b.links[1]], base)
		}
	}
	p.Text = w.text.String()
	p.gather()
}

// gather fills the fields that repeat blocks of certain labels.
func (p *Page) gather() {
	p.Corrections = p.With(Correction)
	for _, label := range []Label{WireCredit, Byline} {
		for _, s := range p.With(label) {
			if p.Agency == "" && len(s) < 200 {
				p.Agency = agencyIn(s)
			}
		}
	}
}

// writer puts paragraphs together and knows where each one stands.
type writer struct{ text strings.Builder }

func (w *writer) add(label Label, paragraph string) text.Span {
	if !label.InText() || paragraph == "" {
		return text.Span{}
	}
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	start := w.text.Len()
	w.text.WriteString(paragraph)
	return text.Span{Start: start, End: w.text.Len()}
}

// addLinks keeps the links of a paragraph that lead to another page.
func (p *Page) addLinks(links []anchor, base string) {
	for _, l := range links {
		if l.text == "" || strings.HasPrefix(l.href, "#") {
			continue
		}
		absolute := weburl.Resolve(base, l.href)
		if absolute == "" {
			continue
		}
		if u, err := weburl.Canonical(absolute); err == nil {
			p.Links = append(p.Links, Link{u, l.text})
		}
	}
}

// agencyIn returns the wire agency that a short credit names.
func agencyIn(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" /,;()-–—:.", r) })
	for i, word := range words {
		if i+1 < len(words) {
			if agency := agencies[key(word+words[i+1])]; agency != "" {
				return agency
			}
		}
		// Short names only as they are written: "AP", not "ap".
		if agency := agencies[key(word)]; agency != "" && (len(word) > 4 || word == agency || strings.ToUpper(word) == word) {
			return agency
		}
	}
	return ""
}
