package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"dateline/internal/report"
)

const atomSpace = "http://www.w3.org/2005/Atom"

// atomNode is an element with its children.
type atomNode struct {
	name     xml.Name
	attrs    []xml.Attr
	text     string
	children []*atomNode
}

func (n *atomNode) all(name string) (found []*atomNode) {
	for _, c := range n.children {
		if c.name == (xml.Name{Space: atomSpace, Local: name}) {
			found = append(found, c)
		}
	}
	return found
}

func (n *atomNode) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readXML reads a whole document into elements.
func readXML(doc string) (*atomNode, error) {
	d := xml.NewDecoder(strings.NewReader(doc))
	root := &atomNode{}
	open := []*atomNode{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &atomNode{name: token.Name, attrs: slices.Clone(token.Attr)}
			last.children = append(last.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
	if len(root.children) != 1 {
		return nil, fmt.Errorf("%d root elements", len(root.children))
	}
	return root.children[0], nil
}

// atomOnce are the elements that a feed and an entry have exactly once (RFC
// 4287, 4.1.1 and 4.1.2), atomMay those that they may have at most once.
var (
	atomOnce = []string{"id", "title", "updated"}
	atomMay  = map[string][]string{"feed": {"generator", "icon", "logo", "rights", "subtitle"}, "entry": {"content", "published", "rights", "source", "summary"}}
	atomMany = []string{"author", "category", "contributor", "link", "entry"}
)

// atomFaults are the breaches of RFC 4287 in a document.
func atomFaults(doc string) (faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	feed, err := readXML(doc)
	if err != nil {
		return []string{err.Error()}
	}
	if feed.name != (xml.Name{Space: atomSpace, Local: "feed"}) || !strings.HasPrefix(doc, "<?xml") {
		fault("no feed but %v", feed.name)
	}
	if strings.Contains(doc, "\ufffd") {
		fault("a character that XML does not have")
	}
	seen := map[string]bool{}
	for _, n := range append([]*atomNode{feed}, feed.all("entry")...) {
		kind := n.name.Local
		for _, name := range atomOnce {
			if len(n.all(name)) != 1 {
				fault("%s has %d times %s", kind, len(n.all(name)), name)
				return faults
			}
		}
		for _, c := range n.children {
			known := slices.Contains(atomOnce, c.name.Local) || slices.Contains(atomMany, c.name.Local) || slices.Contains(atomMay[kind], c.name.Local)
			if !known || c.name.Space != atomSpace {
				fault("%s has a %v", kind, c.name)
			}
			if slices.Contains(atomMay[kind], c.name.Local) && len(n.all(c.name.Local)) > 1 {
				fault("%s has %s twice", kind, c.name.Local)
			}
			if c.name.Local == "published" || c.name.Local == "updated" {
				if _, err := time.Parse(time.RFC3339, c.text); err != nil {
					fault("%s: %s", c.name.Local, err)
				}
			}
		}
		id := n.all("id")[0].text
		if u, err := url.Parse(id); err != nil || !u.IsAbs() || strings.ContainsAny(id, " <>\"") || seen[id] {
			fault("the id %q is no IRI, or is there twice", id)
		}
		seen[id] = true
		if strings.TrimSpace(n.all("title")[0].text) == "" {
			fault("%s has an empty title", id)
		}
		alternate := 0
		for _, link := range n.all("link") {
			href := link.attr("href")
			if u, err := url.Parse(href); err != nil || !u.IsAbs() || u.Host == "" || strings.ContainsAny(href, " <>\"{}|\\^`") {
				fault("%s links to %q", id, href)
			}
			if rel := link.attr("rel"); rel == "alternate" || rel == "" {
				alternate++
			}
		}
		if kind == "entry" && (alternate == 0 && len(n.all("content")) == 0 || alternate > 1) {
			fault("%s has %d alternate links and no content", id, alternate)
		}
		for _, author := range n.all("author") {
			if len(author.children) == 0 || author.children[0].name.Local != "name" || strings.TrimSpace(author.children[0].text) == "" {
				fault("%s has an author without a name", id)
			}
		}
		if kind == "entry" && len(n.all("author")) == 0 && len(feed.all("author")) == 0 {
			fault("%s has no author", id)
		}
	}
	return faults
}

func sampleEntries(t *testing.T) (entries []AtomEntry) {
	t.Helper()
	cited := sampleCitations(t)
	for i, c := range cited {
		c.Version = i + 1 // some have one address
		if i%2 == 0 {
			c.Passage = &report.Passage{Text: nastyWords}
		}
		entries = append(entries, articleEntry(c.Article))
	}
	unsafe := cited[0].Article
	unsafe.URL, unsafe.Title, unsafe.Language, unsafe.Passage = scriptURL, "", `en"><x>`, nil
	local := unsafe
	local.URL, local.Passage = "file:///home/me/a.html", &report.Passage{Text: nastyHTML}
	return append(entries, articleEntry(unsafe), articleEntry(local))
}

func TestAtomReadBack(t *testing.T) {
	entries := sampleEntries(t)
	got := written(t, func(b *bytes.Buffer) error { return WriteAtom(b, "urn:dateline:query:x", nastyWords, noon, entries) })
	for _, fault := range atomFaults(got) {
		t.Error(fault)
	}
	lint(t, got)
	feed, err := gofeed.NewParser().ParseString(got)
	check(t, err)
	if feed.FeedType != "atom" || feed.FeedVersion != "1.0" || len(feed.Items) != len(entries) || feed.Title != oneLineOf(nastyWords) {
		t.Errorf("%s %s %q with %d entries", feed.FeedType, feed.FeedVersion, feed.Title, len(feed.Items))
	}
	for i, item := range feed.Items {
		e := entries[i]
		link := ""
		if e.Link != nil {
			link = e.Link.Href
		}
		if item.GUID != e.ID || item.Title != strings.TrimSpace(e.Title) || item.Link != link || item.Description != strings.TrimSpace(e.Summary) || item.Content != strings.TrimSpace(e.Content) || item.Authors[0].Name != e.Author.Name {
			t.Errorf("%+v was read as %+v", e, item)
		}
	}
	golden(t, "atom.xml", got)
	empty := written(t, func(b *bytes.Buffer) error { return WriteAtom(b, "urn:dateline:query:x", "", noon, nil) })
	if faults := atomFaults(empty); faults != nil {
		t.Error("of nothing:", faults)
	}
}

func TestAtomFaultsAreFound(t *testing.T) {
	good := written(t, func(b *bytes.Buffer) error {
		return WriteAtom(b, "urn:dateline:query:x", "x", noon, sampleEntries(t)[:2])
	})
	for _, change := range []struct{ from, to, want string }{
		{"<id>urn:dateline:query:x</id>", "", "has 0 times id"},
		{"<id>urn:dateline:query:x</id>", "<id>x</id>", "is no IRI"},
		{"<generator>", "<maker/><generator>", "has a "},
		{"<generator>", "<rights/><rights/><generator>", "twice"},
		{"<updated>2026-02-18T12:00:00Z", "<updated>2026-02-18", "updated:"},
		{`rel="alternate" href="https://herald.example/a"`, `rel="alternate" href="/a"`, "links to"},
		{`rel="alternate" href="https://herald.example/a"`, `rel="related" href="https://herald.example/a"`, "no content"},
		{"<name>The Herald</name>", "<name></name>", "without a name"},
		{"<title>x</title>", "<title> </title>", "an empty title"},
		{"</feed>", "", "unexpected EOF"},
		{atomSpace, "http://purl.org/atom/ns#", "no feed"},
	} {
		bad := strings.Replace(good, change.from, change.to, 1)
		if bad == good {
			t.Errorf("%s is not there", change.from)
		}
		if got := strings.Join(atomFaults(bad), "\n"); !strings.Contains(got, change.want) {
			t.Errorf("%s has the faults %q", change.to, got)
		}
	}
}

// An entry keeps its id in another store; an edit of the article is a new one.
func TestAtomIDs(t *testing.T) {
	a := sampleCitations(t)[0].Article
	id := articleEntry(a).ID
	a.ID = 99
	if got := articleEntry(a).ID; got != id {
		t.Errorf("%s became %s", id, got)
	}
	a.Version++
	if got := articleEntry(a).ID; got == id {
		t.Errorf("%s is that of two versions", id)
	}
}

func TestAtomPublished(t *testing.T) {
	for in, want := range map[string]string{
		"2026-02-17": "2026-02-17T00:00:00Z", "2026-02-17T09:30:00+01:00": "2026-02-17T09:30:00+01:00", "2026-02": "", "2026-02-17/2026-02-18": "", "2026-02-17~": "2026-02-17T00:00:00Z", "": "",
	} {
		if got := articleEntry(report.Article{Published: dated(t, in)}).Published; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLanguageTags(t *testing.T) {
	for in, want := range map[string]string{"en": "en", "nb-NO": "nb-NO", "zh-Hans-CN": "zh-Hans-CN", "de-1996": "de-1996", "x": "", "en_GB": "", "e1": "", "en-": "", "": "", `en"><x>`: "", "abcdefghi": ""} {
		if got := languageTag(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// The whole of a file, from a store.
func TestAtomOfAnAnswer(t *testing.T) {
	for q, want := range map[string]int{"harbour": 2, "zeppelin": 0} {
		var b bytes.Buffer
		got, err := Write(t.Context(), filled(t), Request{Query: parsed(t, q), Format: Atom, Title: q, Now: noon}, &b)
		check(t, err)
		if faults := atomFaults(b.String()); faults != nil || got.Rows != want {
			t.Errorf("%s: %+v, %v", q, got, faults)
		}
	}
}
