package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// standfirst labels the summary beneath the headline: a block before the body
// that the markup calls so or that says what the page's description says.
func (d *document) standfirst(headline, root int, description string) {
	last := d.firstBody(headline)
	if last < 0 {
		last = len(d.blocks)
	}
	for i := headline + 1; i < min(last+1, headline+25, len(d.blocks)); i++ {
		b := &d.blocks[i]
		if len(b.text) < 30 || b.label == Headline {
			continue
		}
		cues := d.elements[b.at].all | b.cues
		k := key(b.text)
		called := cues&cueStandfirst != 0 && len(b.text) < 700
		same := description != "" && len(k) > 20 && (k == description || strings.HasPrefix(description, k) || len(description) > 60 && strings.HasPrefix(k, description[:60]) && len(k) < 2*len(description))
		switch {
		case cues&(cueComments|cueNewsletter|cueCaption|cueNav|cueHidden|cueBio|cueAd) != 0, cues&cueRelated != 0 && !same:
		case b.linked*2 > len(b.text):
		case called && (b.label == Other || b.label == Body || b.label == Heading):
			b.label = Standfirst
		case same && (b.label == Other || b.label == Related || b.label == Heading || b.label == Body && b.tag != atom.P):
			b.label = Standfirst
		case b.label == Heading && i < last && len(b.text) > 60:
			b.label = Standfirst
		}
	}
}

// firstBody returns the first paragraph after a block, or -1.
func (d *document) firstBody(after int) int {
	for i := after + 1; i < len(d.blocks); i++ {
		if b := &d.blocks[i]; b.label == Body && len(b.text) > 80 {
			return i
		}
	}
	return -1
}

// smooth corrects labels by their neighbours: what stands before the headline
// is not the story, nor are headings that head nothing, nor what comes after
// "Related" or the author's biography.
func (d *document) smooth(root int, h hints) {
	headline := slices.IndexFunc(d.blocks, func(b block) bool { return b.label == Headline })
	first := d.firstBody(-1)
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.label.InText() && b.label != Correction && i < headline && headline < d.elements[root].last && (len(b.text) < 200 || first > headline) {
			b.label = Other
		}
	}
	d.authorNotes(h.authors)
	d.signatures(h.authors)
	d.emptyHeadings()
	d.repeats()
}

// emptyHeadings takes the headings out that no body follows.
func (d *document) emptyHeadings() {
	next := Other // the next label that matters
	for i := len(d.blocks) - 1; i >= 0; i-- {
		b := &d.blocks[i]
		switch b.label {
		case Heading:
			if next != Body && next != Heading {
				b.label = next
			}
		case Body:
			next = Body
		case Related, Comments, Newsletter, Biography:
			next = b.label
		case Byline, Other, Legal:
			if next != Body || len(b.text) > 200 {
				next = Other
			}
		}
	}
}

// authorNotes labels the biographies at the article's end by the names of its
// authors.
func (d *document) authorNotes(authors []string) {
	last := 0
	for i := range d.blocks {
		if d.blocks[i].label == Body {
			last = i
		}
	}
	bodies := 0
	for i := min(last, len(d.blocks)-1); i >= 0 && bodies < 4; i-- {
		b := &d.blocks[i]
		if b.label != Body && b.label != Heading {
			continue
		}
		bodies++
		if bioWords().MatchString(b.text) && len(b.text) < 1200 {
			b.label = Biography
			bodies--
			continue
		}
		for _, name := range authors {
			if isNoteOn(b.text, name) {
				b.label = Biography
				if len(b.text) < 2*len(name)+10 {
					b.label = Byline
				}
				bodies--
				break
			}
		}
	}
}

// signatures labels what follows an author's name behind the text: the role and
// the biography, which speaks of the author by the given name.
func (d *document) signatures(authors []string) {
	first := d.firstBody(-1)
	for i := max(0, first) + 1; first >= 0 && i < len(d.blocks); i++ {
		b := &d.blocks[i]
		if len(b.text) > 60 || b.label == Headline || !slices.Contains(authors, b.text) {
			continue
		}
		name := b.text
		given, _, _ := strings.Cut(name, " ")
		surname := name[strings.LastIndexByte(name, ' ')+1:]
		for j := i + 1; j < min(i+5, len(d.blocks)); j++ {
			next := &d.blocks[j]
			if next.label != Body && next.label != Caption && next.label != Other && next.label != Byline {
				break
			}
			about := strings.HasPrefix(next.text, given+" ") || strings.HasPrefix(next.text, name) || strings.HasPrefix(next.text, surname+" ") || bioWords().MatchString(next.text)
			switch {
			case about && next.sentence && len(next.text) < 1200:
				b.label, next.label = Byline, Biography
			case len(next.text) < 80 && roleWords().MatchString(next.text):
				next.label = Byline
				continue
			}
			if next.label != Biography {
				break
			}
		}
	}
}

// isNoteOn says whether a text begins with an author's name and is no longer
// than a biography.
func isNoteOn(s, name string) bool {
	rest, found := strings.CutPrefix(s, name)
	if !found || len(s) > 900 || len(name) < 5 {
		return false
	}
	return rest == "" || strings.ContainsAny(rest[:1], " ,.;:-'") || strings.HasPrefix(rest, "’")
}

// repeats takes out a paragraph that has been there before: pages print their
// text once for each size of screen.
func (d *document) repeats() {
	seen := map[string]bool{}
	for i := range d.blocks {
		b := &d.blocks[i]
		if !b.label.InText() || len(b.text) < 60 {
			continue
		}
		if seen[b.text] {
			b.label = Other
		}
		seen[b.text] = true
	}
}
