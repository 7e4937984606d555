package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"

	"golang.org/x/text/unicode/norm"
)

// ParseText reads a plain text: an article as somebody copied it, with
// captions, credits and the author's biography left in. Paragraphs are lines,
// or groups of lines where the text is wrapped. A text has no Title unless its
// first line reads like a headline.
func ParseText(b []byte, o Options) Page {
	decoded, encoding := decode(b, o.ContentType)
	d := &plain{lines: paragraphs(string(decoded))}
	d.label()
	p := Page{Encoding: encoding, Authors: cleanAuthors(d.authors, "")}
	if len(p.Authors) > 0 {
		p.Agency = agencyOf(p.Authors)
	}
	var w writer
	for _, l := range d.lines {
		p.Blocks = append(p.Blocks, Block{l.label, l.text, w.add(l.label, l.text)})
		if l.label == Headline && p.Title == "" {
			p.Title = l.text
			p.Titles = []Variant{{l.text, "headline"}}
		}
	}
	p.Text = w.text.String()
	if date, _ := urlDate(o.URL); !date.IsZero() {
		p.Published = date
		p.Dates = []Dated{{date, Published, "url"}}
	}
	p.Canonical = canonical("", o.URL)
	p.gather()
	p.tellLanguage()
	p.Access, p.Reason = news.AccessFull, ""
	if p.Text == "" {
		p.Access, p.Reason = news.AccessEmpty, "the text has no paragraph"
	}
	return p
}

// line is a paragraph of a plain text.
type line struct {
	text  string
	label Label
	gap   bool // a blank line stands before it
}

type plain struct {
	lines   []line
	authors []string
}

// paragraphs splits a text at its line breaks, or at its blank lines where it
// is wrapped at a fixed width.
func paragraphs(s string) []line {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	wrapped := isWrapped(s)
	var out []line
	gap := true
	var f folder
	end := func() {
		if text := norm.NFC.String(f.take()); text != "" {
			out = append(out, line{text: text, gap: gap, label: Body})
			gap = false
		}
	}
	for l := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(l) == "" {
			end()
			gap = true
			continue
		}
		f.space()
		f.add(l)
		if !wrapped {
			end()
		}
	}
	end()
	return out
}

// isWrapped says whether lines end where the width ends: most lines are of
// 40 to 100 letters and do not end a sentence.
func isWrapped(s string) bool {
	lines, broken, long := 0, 0, 0
	for l := range strings.SplitSeq(s, "\n") {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		lines++
		n := utf8.RuneCountInString(l)
		if n > 110 {
			long++
		}
		if n >= 40 && n <= 110 && !sentenceLike(l) {
			broken++
		}
	}
	return long*10 < lines && broken*2 > lines && lines > 4
}

// label gives every paragraph its label, by its words and its place.
func (d *plain) label() {
	for i := range d.lines {
		l := &d.lines[i]
		b := block{text: l.text, label: Body, sentence: sentenceLike(l.text)}
		if label := byWords(&b); label != "" {
			l.label = label
		} else if strings.HasPrefix(l.text, "CORRECTION /") {
			l.label = Caption
		}
	}
	d.captions()
	d.opening()
	d.ending()
	d.headings()
}

// captions labels the line above a picture's credit, where it follows without
// a blank line.
func (d *plain) captions() {
	for i := 1; i < len(d.lines); i++ {
		above := &d.lines[i-1]
		if d.lines[i].label == Credit && !d.lines[i].gap && above.label == Body && (above.gap || i == 1) && i < len(d.lines)-1 {
			above.label = Caption
		}
	}
	// A caption with an agency's name in it starts like a notice of correction.
	for i := range d.lines {
		if l := &d.lines[i]; l.label == Correction && photoBy().MatchString(l.text) {
			l.label = Caption
		}
	}
}

// opening labels headline, standfirst and byline at the top.
func (d *plain) opening() {
	for i := 0; i < min(4, len(d.lines)-1); i++ {
		l := &d.lines[i]
		if l.label != Body || sentenceLike(l.text) {
			if l.label == Body {
				return
			}
			continue
		}
		switch {
		case i > 0 && d.person(i):
			l.label = Byline
			d.authors = append(d.authors, l.text)
		case i == 0 && len(l.text) <= 130:
			l.label = Headline
		case len(l.text) <= 400:
			l.label = Standfirst
		default:
			return
		}
	}
	for _, l := range d.lines {
		if l.label == Byline && bylineWords().MatchString(l.text) && len(d.authors) < 5 {
			d.authors = append(d.authors, l.text)
		}
	}
}

// ending labels the author's name, role and biography at the bottom.
func (d *plain) ending() {
	last := len(d.lines)
	for i := last - 1; i >= max(1, last-8); i-- {
		l := &d.lines[i]
		switch {
		case l.label != Body:
		case d.person(i) && i+1 < last:
			if d.lines[i+1].label != Body && d.lines[i+1].label != Biography && d.lines[i+1].label != Byline {
				continue
			}
			if d.biographyAfter(i) {
				l.label = Byline
				d.authors = append(d.authors, l.text)
				return
			}
		case bioWords().MatchString(l.text) && len(l.text) < 1200 && i*3 > last*2:
			if i == last-1 || d.lines[i+1].label != Body {
				l.label = Biography
			}
		}
	}
}

// biographyAfter labels role and biography after a name, if that is what
// stands there.
func (d *plain) biographyAfter(name int) bool {
	i := name + 1
	role := -1
	if i < len(d.lines) && len(d.lines[i].text) < 80 && !sentenceLike(d.lines[i].text) {
		role = i
		i++
	}
	full := d.lines[name].text
	given, _, _ := strings.Cut(full, " ")
	surname := full[strings.LastIndexByte(full, ' ')+1:]
	found := false
	for ; i < len(d.lines); i++ {
		s := d.lines[i].text
		named := strings.HasPrefix(s, given+" ") || strings.HasPrefix(s, full) || strings.HasPrefix(s, surname+" ") ||
			found || bioWords().MatchString(s) || role >= 0 && pronoun().MatchString(s)
		if !named {
			break
		}
		if d.lines[i].label == Body || d.lines[i].label == Biography {
			d.lines[i].label = Biography
			found = true
		}
	}
	found = found || role >= 0 && i == len(d.lines) && roleWords().MatchString(d.lines[role].text)
	if found && role >= 0 {
		d.lines[role].label = Byline
	}
	return found
}

var (
	pronoun   = lazy(`^(He|She|They|Er|Sie|Il|Elle|Él|Ella)\b`)
	roleWords = lazy(`(?i)\b(editor|reporter|writer|correspondent|journalist|lead|columnist|contributor|author|producer|redakteur(in)?|korrespondent(in)?|journaliste|periodista)\b`)
)

// person says whether a line is a person's name: two to four words with
// capitals and nothing else.
func (d *plain) person(i int) bool {
	words := strings.Fields(d.lines[i].text)
	if len(words) < 2 || len(words) > 4 || len(d.lines[i].text) > 50 {
		return false
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && w != "de" && w != "van" && w != "von" && w != "der" && w != "al" && w != "bin" {
			return false
		}
		if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(".'’-", r) }) {
			return false
		}
	}
	return !roleWords().MatchString(d.lines[i].text)
}

// headings labels short lines between paragraphs that do not end a sentence.
func (d *plain) headings() {
	for i := 1; i < len(d.lines)-1; i++ {
		l, next := &d.lines[i], &d.lines[i+1]
		bullet := strings.HasPrefix(l.text, "- ") || strings.HasPrefix(l.text, "• ") || strings.HasPrefix(l.text, "* ")
		if l.label == Body && !bullet && len(l.text) < 90 && !sentenceLike(l.text) && next.label == Body && len(next.text) > len(l.text) {
			l.label = Heading
		}
	}
}
