package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/internal/text"
)

// authors gathers the names from the first place that has a person's or a wire
// agency's; else from the first that has any: an agency, an account, the outlet itself if the
// page names nobody else. Without a document only the head is asked.
func (p *Page) authors(h *head, f facts, d *document) {
	metas := func(names ...string) []string {
		for _, name := range names {
			if values := h.metas[name]; len(values) > 0 {
				return values
			}
		}
		return nil
	}
	stated := [][]string{
		f.authors,
		h.writtenBy(),
		metas("author", "authors", "twitter:misc:written by", "article:author_name", "article:author", "og:article:author"),
		metas("parsely-author", "sailthru.author", "byl", "cxenseparse:author", "dc.creator", "dcterms.creator", "citation_author", "rnews:author", "article.author", "authorname", "author-name", "byline", "news_author", "og:author", "dc.contributor", "mediator_author"),
	}
	lists := stated
	if d != nil {
		near, end := d.authorMarks(h)
		lists = append(slices.Clip(lists), near, d.bylineTexts(p.Site), end)
	} else {
		var shown []string
		for _, b := range h.bylines {
			shown = append(shown, b.text)
		}
		lists = append(slices.Clip(lists), shown)
	}
	var any []string
	for i, names := range lists {
		clean := cleanAuthors(names, p.Site)
		if i >= len(stated) && slices.ContainsFunc(clean, personal) {
			// What is shown beside names is links and labels.
			clean = slices.DeleteFunc(clean, func(name string) bool { return !personal(name) && agencies[key(name)] == "" })
		} else if i >= len(stated) && len(clean) > 2 {
			clean = clean[:1]
		}
		if slices.ContainsFunc(clean, personal) || agencyOf(clean) != "" {
			p.Authors, p.Agency = clean, firstText(p.Agency, agencyOf(clean))
			return
		}
		if len(any) == 0 {
			any = clean
		}
	}
	for _, names := range lists {
		if len(any) == 0 {
			any = cleanAuthors(names, "")
		}
	}
	p.Authors, p.Agency = any, firstText(p.Agency, agencyOf(any))
}

// writtenBy returns what the labels of a shared card call the author.
func (h *head) writtenBy() []string {
	if by := h.first("twitter:label1"); by != "" && (cutPrefix(by+" x") == "x" || strings.Contains(strings.ToLower(by), "autor")) {
		return []string{h.first("twitter:data1")}
	}
	return nil
}

// byline is an element that says it holds the author.
type byline struct {
	node *html.Node
	text string
}

// Bounds of what is looked at.
const (
	mostBylines   = 60
	longestByline = 160
)

// markAuthor keeps an element that names the author by a standard property or
// by a class.
func (h *head) markAuthor(n *html.Node) {
	if len(h.bylines) >= mostBylines || len(n.Attr) == 0 {
		return
	}
	marked := false
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "rel":
			marked = marked || strings.EqualFold(a.Val, "author")
		case "itemprop", "property":
			marked = marked || strings.Contains(a.Val, "author") || strings.HasSuffix(a.Val, "creator")
		case "class", "id":
			marked = marked || len(a.Val) < 200 && authorClass(strings.ToLower(a.Val))
		}
	}
	if !marked {
		return
	}
	if s := textOf(n, 60); s != "" && len(s) < longestByline {
		h.bylines = append(h.bylines, byline{n, s})
	}
}

// authorParts are the words of class names that stand for an author; those of
// notAuthorParts say that the element holds something else of them.
var (
	authorParts = set(`author authors byline bylines byliner autor autoren autors auteur auteurs autore autori autora writer reporter contributor contributors journalist verfasser creator authorname bylineauthor
		entryauthor articleauthor postauthor redakteur autorname signature firma writtenby`)
	notAuthorParts = set(`bio biography avatar image img photo picture box social related more list desc description about follow title role position job date time icon comment comments says teaser card cards widget info-box twitter mail email text body content section count badge bottom footer`)
)

func authorClass(classes string) bool {
	for class := range strings.FieldsSeq(classes) {
		good, bad := class == "fn" || class == "vcard" || class == "p-author", false
		for part := range strings.FieldsFuncSeq(class, func(r rune) bool { return r == '-' || r == '_' || r == ':' }) {
			good = good || authorParts[part]
			bad = bad || notAuthorParts[part]
		}
		if good && !bad {
			return true
		}
	}
	return false
}

// authorMarks returns the texts of marked elements near the headline, and the
// first ones of those behind the article.
func (d *document) authorMarks(h *head) (near, end []string) {
	if len(h.bylines) == 0 {
		return nil, nil
	}
	places, w := d.places(), d.window()
	for i, b := range h.bylines {
		// The names inside a marked element are marked themselves.
		if i+1 < len(h.bylines) && within(h.bylines[i+1].node, b.node) && len(cleanAuthors([]string{h.bylines[i+1].text}, "")) > 0 {
			continue
		}
		at, cues := d.locate(places, b.node, b.text)
		if at >= len(d.blocks) || (d.blocks[at].label == Comments || d.blocks[at].label == Related) && !w.opens(at) {
			continue
		}
		where := w.place(at)
		switch {
		case cues&foreign != 0 && !w.opens(at):
		case where == beside || where == over && w.body >= 0 || d.blocks[at].label == Byline && at <= w.last:
			near = append(near, b.text)
		case where == after && at <= w.last+higher && len(end) < 3 && len(d.blocks[at].text) < 2*longestByline:
			end = append(end, b.text)
		}
	}
	return near, end
}

func within(n, outer *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// bylineTexts returns the names in lines near the headline, or in the last
// lines of the article: behind "By", or alone in a line labelled as byline.
func (d *document) bylineTexts(site string) []string {
	w := d.window()
	for i := range d.blocks {
		b := &d.blocks[i]
		if len(b.text) > longestByline || b.label == Caption || b.label == Credit {
			continue
		}
		where := w.place(i)
		switch {
		case (b.label == Comments || b.label == Related) && !w.opens(i):
		case d.signature(i, w):
			return strings.Split(b.text, "/")
		case b.label == Byline || where == beside || where == over || where == after && i <= w.last+3:
			if names := namesIn(b.text, b.label == Byline, where == beside); len(cleanAuthors(names, site)) > 0 {
				return names
			}
		}
	}
	return nil
}

// signature says whether block i is nothing but a name that begins or ends the
// text: in a paragraph of its own, in bold or capitals.
func (d *document) signature(i int, w window) bool {
	b := &d.blocks[i]
	if len(b.text) > 60 || w.body < 0 || b.linked > 0 || i < w.body-above || i > w.body+1 && (i < w.last-1 || i > w.last+2) {
		return false
	}
	for name := range strings.SplitSeq(b.text, "/") {
		if !personal(strings.TrimSpace(name)) {
			return false
		}
	}
	return b.tag == atom.P && (b.strong*10 >= len(b.text)*9 || i <= w.body+1 && strings.ToUpper(b.text) == b.text)
}

// namesIn reads the persons out of a line like "Published 3 July 2025 by Ines
// Rook | Politics". In a labelled line names need no "by" before them; in one
// near the headline not if a date stands beside them: "Ines Rook / 3 July 2025".
func namesIn(s string, labelled, near bool) []string {
	if agency, _, _ := strings.Cut(s, ","); near && len(s) < 40 && agencies[key(agency)] != "" && strings.ToUpper(agency) == agency {
		return []string{agency} // "AFP, MANILA"
	}
	rest := cutPrefix(s)
	known := rest != s
	if !known {
		if i := behindBy(s); i > 0 {
			rest, known = s[i:], true
		}
	}
	if near && cjkRole().MatchString(strings.TrimSpace(s)) {
		known = true // "山田花子 記者"
	}
	dates := findDates(rest, dayFirst)
	if !known && !labelled && (!near || len(dates) == 0) {
		return nil
	}
	ideographs := known || strings.ContainsAny(s, "记記") || strings.Contains(s, "기자")
	if len(dates) > 0 {
		if dates[0].start > 3 {
			rest = strings.TrimSpace(rest[:dates[0].start])
			if beforeDates[strings.ToLower(lastWord(rest))] {
				rest = strings.TrimSuffix(rest, lastWord(rest))
			}
		} else {
			rest = rest[dates[0].end:]
		}
	}
	if cut := afterBy().ReplaceAllString(rest, ""); known && len(cut) > 3 {
		rest = cut
	}
	if !known {
		rest = strings.Trim(rest, " |•·/-–—,")
	}
	var names []string
	for _, name := range cleanAuthors(strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("|•·/", r) }), "") {
		name = withoutCues(name)
		if first, _ := utf8.DecodeRuneInString(name); ideographic(first) && !ideographs {
			continue
		}
		switch {
		case personal(name) && !roleTail().MatchString(name):
			names = append(names, name)
		case !known && len(dates) == 0:
			return nil
		}
	}
	return names
}

// beforeDates are small words between a name and a date.
var beforeDates = set(`am on le el il op den der um at vom em dnia dne на от`)

// withoutCues cuts words that announce a date off the ends of a name.
func withoutCues(name string) string {
	words := strings.Fields(name)
	cue := func(w string) bool {
		w = text.Fold(strings.Trim(w, ":."))
		for _, role := range []Role{Published, Modified} {
			for _, c := range cueLists()[role] {
				if w == c || len(c) > 5 && strings.HasPrefix(w, c) {
					return true
				}
			}
		}
		return false
	}
	for len(words) > 0 && cue(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && cue(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// behindBy returns where the names begin in a line that has "by" in its middle.
func behindBy(s string) int {
	for _, by := range []string{" by ", " By ", " von ", " Von ", " VON ", " par ", " por ", " Por ", " door ", " przez ", "Autor: ", "Author: ", "Text: ", "Автор: "} {
		if i := strings.Index(s, by); i >= 0 && i < 80 {
			return i + len(by)
		}
	}
	return 0
}
