package export

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// atomFeed writes a feed of RFC 4287, entry by entry.
type atomFeed struct {
	out *bufio.Writer
	e   *xml.Encoder
}

var atomRoot = xml.StartElement{Name: xml.Name{Space: "http://www.w3.org/2005/Atom", Local: "feed"}}

// beginAtom writes the head of a feed. The id is an absolute IRI that stays the
// same.
func beginAtom(w io.Writer, id, title string, updated time.Time) (*atomFeed, error) {
	f := &atomFeed{out: bufio.NewWriter(w)}
	if _, err := f.out.WriteString(xml.Header); err != nil {
		return nil, err
	}
	f.e = xml.NewEncoder(f.out)
	f.e.Indent("", " ")
	if err := f.e.EncodeToken(atomRoot); err != nil {
		return nil, err
	}
	for _, field := range [][2]string{
		{"id", id}, {"title", cmp.Or(oneLineOf(title), "Dateline")}, {"updated", updated.UTC().Format(time.RFC3339)}, {"generator", "Dateline"},
	} {
		if err := f.e.EncodeElement(field[1], xml.StartElement{Name: xml.Name{Local: field[0]}}); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *atomFeed) add(e AtomEntry) error {
	return f.e.EncodeElement(e, xml.StartElement{Name: xml.Name{Local: "entry"}})
}

func (f *atomFeed) end() error {
	if err := f.e.EncodeToken(atomRoot.End()); err != nil {
		return err
	}
	if err := f.e.Close(); err != nil {
		return err
	}
	if err := f.out.WriteByte('\n'); err != nil {
		return err
	}
	return f.out.Flush()
}

// AtomEntry is an entry of a feed.
type AtomEntry struct {
	Language  string     `xml:"xml:lang,attr,omitempty"` // BCP 47
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Link      *atomLink  `xml:"link"`
	Author    atomAuthor `xml:"author"`
	Summary   string     `xml:"summary,omitempty"`
	Content   string     `xml:"content,omitempty"` // where there is no link, an entry has to have it
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

// WriteAtom writes a feed with these entries, the newest first. The id is an
// absolute IRI that stays the same.
func WriteAtom(w io.Writer, id, title string, updated time.Time, entries []AtomEntry) error {
	f, err := beginAtom(w, id, title, updated)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := f.add(e); err != nil {
			return err
		}
	}
	return f.end()
}

// NewAtomEntry makes an entry. An author is required: it is who published it. An
// address that is not on the web is no link.
func NewAtomEntry(id, title, author, url, summary string, updated time.Time) AtomEntry {
	e := AtomEntry{
		ID: id, Title: oneLineOf(title), Updated: updated.UTC().Format(time.RFC3339), Author: atomAuthor{cmp.Or(oneLineOf(author), "unknown")}, Summary: terminal.CleanText(summary),
	}
	if url = weburl.URI(url); url != "" {
		e.Link = &atomLink{"alternate", url}
	}
	e.Title = cmp.Or(e.Title, url, "untitled")
	if e.Link == nil {
		e.Summary, e.Content = "", cmp.Or(e.Summary, e.Title)
	}
	return e
}

// articleEntry is an article as an entry. It was updated when it was first
// seen; its date of publication stands there where it is known to the day.
func articleEntry(a report.Article) AtomEntry {
	summary := ""
	if a.Passage != nil {
		summary = a.Passage.Text
	}
	e := NewAtomEntry("urn:dateline:article:"+hashed(a.URL)+":"+strconv.Itoa(a.Version), a.Title, cmp.Or(a.Outlet, a.Domain), a.URL, summary, a.Seen)
	e.Language = languageTag(a.Language)
	if t, ok := a.Published.Instant(); ok {
		e.Published = t.Format(time.RFC3339)
	} else if day, ok := dayOf(a.Published); ok {
		e.Published = day.Format(time.RFC3339)
	}
	return e
}

// languageTag is a tag that has the form of one (BCP 47), else "".
func languageTag(tag string) string {
	for i, part := range strings.Split(tag, "-") {
		letters := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz")
		if part == "" || len(part) > 8 || i == 0 && (letters != "" || len(part) < 2) || strings.Trim(letters, "0123456789") != "" {
			return ""
		}
	}
	return tag
}
