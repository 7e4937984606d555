package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"time"

	"dateline/internal/report"
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
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Link      atomLink   `xml:"link"`
	Author    atomAuthor `xml:"author"`
	Summary   string     `xml:"summary,omitempty"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

// WriteAtom writes a feed with these entries, the newest first.
func WriteAtom(w io.Writer, id, title string, updated time.Time, entries []AtomEntry) error {
	return writeXML(w, atomFeed{ID: id, Title: title, Updated: updated.UTC().Format(time.RFC3339), Gen: "Dateline", Entries: entries})
}

// NewAtomEntry makes an entry. An author is required: it is who published it.
func NewAtomEntry(id, title, author, url, summary string, updated time.Time) AtomEntry {
	if author == "" {
		author = "unknown"
	}
	return AtomEntry{ID: id, Title: title, Updated: updated.UTC().Format(time.RFC3339), Link: atomLink{url}, Author: atomAuthor{author}, Summary: summary}
}

// articleEntry is an article as an entry. It was updated when it was first
// seen; its date of publication stands there where it is known to the day.
func articleEntry(a report.Article) AtomEntry {
	summary := ""
	if a.Passage != nil {
		summary = a.Passage.Text
	}
	e := NewAtomEntry("urn:dateline:article:"+strconv.FormatInt(a.ID, 10)+":"+strconv.Itoa(a.Version), a.Title, a.Outlet, a.URL, summary, a.Seen)
	if t, ok := a.Published.Instant(); ok {
		e.Published = t.Format(time.RFC3339)
	}
	return e
}
