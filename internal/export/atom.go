package export

import (
	"cmp"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

// atomFeed is a feed of RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Gen     string      `xml:"generator"`
	Entries []AtomEntry `xml:"entry"`
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
	return writeXML(w, atomFeed{ID: id, Title: cmp.Or(oneLineOf(title), "Dateline"), Updated: updated.UTC().Format(time.RFC3339), Gen: "Dateline", Entries: entries})
}

// NewAtomEntry makes an entry. An author is required: it is who published it. An
// address that is not on the web is no link.
func NewAtomEntry(id, title, author, url, summary string, updated time.Time) AtomEntry {
	e := AtomEntry{
		ID: id, Title: oneLineOf(title), Updated: updated.UTC().Format(time.RFC3339), Author: atomAuthor{cmp.Or(oneLineOf(author), "unknown")}, Summary: terminal.CleanText(summary),
	}
	if url = webURL(url); url != "" {
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
