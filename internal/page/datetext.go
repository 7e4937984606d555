package page

import (
	"strings"

	"dateline/internal/edtf"
)

// window knows where the article's own date is shown: from a little above a
// headline to the first paragraph.
type window struct {
	heads []int // blocks of headlines
	body  int   // first paragraph after a headline; -1 if there is none
	last  int   // last paragraph; -1 if there is none
}

// window finds headlines and paragraphs.
func (d *document) window() window {
	w := window{body: -1, last: -1}
	for i := range d.blocks {
		switch d.blocks[i].label {
		case Body:
			if w.last < 0 || w.body < 0 && len(w.heads) > 0 {
				w.body = i
			}
			w.last = i
		case Headline:
			if len(w.heads) == 0 {
				w.body = -1
			}
			w.heads = append(w.heads, i)
		}
	}
	w.heads = append(w.heads, d.heads...)
	if len(w.heads) > mostHeads {
		w.heads = w.heads[:mostHeads]
	}
	if w.body < 0 {
		w.body = w.last
	}
	return w
}

// Places of a block relative to the article.
type place int

const (
	elsewhere place = iota
	over            // some blocks above a headline: also where today's date stands
	beside          // near a headline or the first paragraph
	inside          // between paragraphs
	after           // behind the last paragraph
)

// mostHeads bounds the headlines that are looked around.
const mostHeads = 30

// How many blocks around the headline belong to it.
const (
	above  = 2
	higher = 6
	below  = 6
)

// foreign cues speak against a date, unless it stands between headline and
// first paragraph.
const foreign = cueRelated | cueComments | cueNav | cueWidget

// opens says whether block i stands between a headline and the first paragraph.
func (w window) opens(i int) bool {
	for _, h := range w.heads {
		if i >= h && i <= h+below && (w.body < h || i < w.body) {
			return true
		}
	}
	return false
}

// place tells where block i stands.
func (w window) place(i int) place {
	where := elsewhere
	for _, h := range w.heads {
		switch {
		case i >= h-above && i <= h+below && (w.last < 0 || h <= w.last):
			return beside
		case i >= h-higher && i < h:
			where = over
		}
	}
	switch {
	case w.body >= 0 && i >= w.body-2*above && i <= w.body+above:
		return beside
	case where == over:
		return over
	case w.last >= 0 && i > w.last:
		return after
	case w.body >= 0 && i > w.body:
		return inside
	}
	return elsewhere
}

// longest text that may be a line with a date in it, and how much of a longer
// one is looked at.
const (
	longestDateLine = 300
	opening         = 120
)

// visible returns the dates that readers see, with their roles and trust.
func (d *document) visible(order dayOrder) []sighting {
	w := d.window()
	var all []sighting
	for i := range d.blocks {
		b := &d.blocks[i]
		s := b.text
		if len(s) > longestDateLine {
			if i != w.body && i != w.last && i != w.body+1 {
				continue
			}
			s = clip(s, opening)
		}
		where := w.place(i)
		if b.label == Byline && i <= w.last {
			where = beside
		}
		if (b.label == Comments || b.label == Related && where != beside) && !w.opens(i) {
			continue
		}
		dates := findDates(s, order)
		for n, f := range dates {
			if (b.label == Caption || b.label == Credit) && (f.start > 0 || len(s)-f.end > 40) {
				break
			}
			prefix := s[:f.start]
			if before := max(i-1, 0); len(prefix) < 3 && len(d.blocks[before].text) < 25 {
				prefix = d.blocks[before].text + " "
			}
			suffix := ""
			if n == len(dates)-1 {
				suffix = s[f.end:]
			}
			role := roleAround(prefix, suffix, Published)
			if role == "" || strings.Contains(prefix, "©") {
				continue
			}
			cued := roleAround(prefix, suffix, "none") != "none"
			if f.date.Precision() < edtf.PrecisionDay && !cued {
				continue
			}
			if t, from := d.trustText(i, w, where, cued, len(s)-(f.end-f.start)); t != none {
				all = append(all, sighting{f, role, from, t})
			}
		}
	}
	return all
}

// clip returns the first bytes of s, whole runes only.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// trustText judges a date in the text of block i by its place. rest is how many
// bytes of the block are not the date.
func (d *document) trustText(i int, w window, where place, cued bool, rest int) (trust, string) {
	b := &d.blocks[i]
	cues := d.elements[b.at].all | b.cues
	stray := cues&(foreign|cueAside) != 0
	inText := b.label == Body && rest > 60
	switch {
	case cues&foreign != 0 && !w.opens(i):
		return none, ""
	case where == beside && !inText && (cued || rest <= 160):
		return nearby, "text"
	case where == beside && b.label == Body && rest < opening:
		return weak, "text:opening"
	case stray:
		return none, ""
	case where == over && (cued || cues&cueByline != 0 || b.label == Byline):
		return nearby, "text"
	case where == over && rest <= 100:
		return weak, "text:top"
	case where == after && cued && rest <= 250:
		return around, "text:end"
	case where == after && rest <= 80:
		return weak, "text:end"
	case cued && rest <= 120, where == elsewhere && rest <= 60, where == inside && !inText && rest <= 40:
		return weak, "text"
	case b.label == Body && i < 30 && rest <= opening:
		return weak, "text:opening"
	}
	return none, ""
}
