package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// Outline is one source in a list of feeds.
type Outline struct {
	Title  string
	URL    string          // of the feed, sitemap or page
	Site   string          // the page that it belongs to; ""
	Kind   news.SourceKind // an outline with a page only is a page
	Folder string          // "Papers/Europe"; "" at the top
}

// opmlTypes are the outline types we write; others are read as feeds.
var opmlTypes = map[news.SourceKind]string{
	news.SourceFeed: "rss", news.SourceSitemap: "sitemap", news.SourcePage: "link",
}

// maxFolders bounds the depth of folders in a path.
const maxFolders = 20

// mostOutlines is how many sources a list may name.
const mostOutlines = 50_000

// ParseOPML reads a list of feeds (OPML 1.0 and 2.0), nested or broken, in
// document order. Outlines without any web address are folders. It fails with
// fault.NotAFeed where the bytes hold no OPML, and with fault.Hostile where
// they are built to exhaust a reader.
func ParseOPML(b []byte) (outlines []Outline, err error) {
	defer fault.Wrap(&err, "read OPML")
	text, _, _, err := decode(b, "")
	if err != nil {
		return nil, err
	}
	text, s, _, err := prepare(text, "", false)
	if err != nil {
		return nil, err
	}
	if s.root != "opml" {
		return nil, fault.New(fault.NotAFeed, "no element opml")
	}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	var folders []string // of the open outlines; "" where one is a source
	for {
		t, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return outlines, nil
		}
		if err != nil {
			return nil, fault.As(fault.NotAFeed, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if !strings.EqualFold(t.Name.Local, "outline") {
				continue
			}
			o, folder := outline(t.Attr)
			if len(outlines) == mostOutlines {
				return nil, fault.New(fault.Hostile, "more than %d sources", mostOutlines)
			}
			if o.URL != "" {
				o.Folder = path(folders)
				outlines = append(outlines, o)
			}
			folders = append(folders, folder)
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
}

// path joins the names of folders.
func path(folders []string) string {
	var names []string
	for _, name := range folders {
		if name != "" && len(names) < maxFolders {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}

// outline reads one element: a source, or else a folder's name.
func outline(attrs []xml.Attr) (o Outline, folder string) {
	value := map[string]string{}
	for _, a := range attrs {
		value[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	o.Title = plain(first(value["title"], value["text"]), false)
	o.URL, o.Site, o.Kind = link("", feedScheme(value["xmlurl"])), link("", value["htmlurl"]), news.SourceFeed
	switch strings.ToLower(value["type"]) {
	case "sitemap":
		o.Kind = news.SourceSitemap
	case "link", "page":
		o.Kind = news.SourcePage
		o.URL = first(o.URL, link("", feedScheme(value["url"])))
	case "rss", "atom", "feed":
		o.URL = first(o.URL, link("", feedScheme(value["url"])))
	}
	if o.URL == "" && o.Site != "" {
		o.URL, o.Kind = o.Site, news.SourcePage
	}
	if o.URL == "" {
		return Outline{}, strings.ReplaceAll(o.Title, "/", "∕")
	}
	return o, ""
}

// opmlXML is what WriteOPML writes.
type opmlXML struct {
	XMLName xml.Name       `xml:"opml"`
	Version string         `xml:"version,attr"`
	Title   string         `xml:"head>title"`
	Body    []*opmlElement `xml:"body>outline"`
}

type opmlElement struct {
	Type    string         `xml:"type,attr,omitempty"`
	Text    string         `xml:"text,attr"`
	Title   string         `xml:"title,attr,omitempty"`
	XMLURL  string         `xml:"xmlUrl,attr,omitempty"`
	URL     string         `xml:"url,attr,omitempty"`
	HTMLURL string         `xml:"htmlUrl,attr,omitempty"`
	Inside  []*opmlElement `xml:"outline"`
}

// WriteOPML writes a list of feeds as OPML 2.0 that ParseOPML reads back, in
// the same order within each folder.
func WriteOPML(w io.Writer, title string, outlines []Outline) (err error) {
	defer fault.Wrap(&err, "write OPML")
	doc := opmlXML{Version: "2.0", Title: title}
	folders := map[string]*opmlElement{}
	for _, o := range outlines {
		e := &opmlElement{Type: opmlTypes[o.Kind], Text: first(o.Title, o.URL), Title: o.Title, HTMLURL: o.Site}
		if o.Kind == news.SourcePage {
			e.URL = o.URL
		} else {
			e.Type, e.XMLURL = first(e.Type, "rss"), o.URL
		}
		inside := &doc.Body
		if o.Folder != "" {
			names := strings.Split(o.Folder, "/")
			for depth, name := range names {
				at := strings.Join(names[:depth+1], "/")
				if folders[at] == nil {
					folders[at] = &opmlElement{Text: strings.ReplaceAll(name, "∕", "/")}
					*inside = append(*inside, folders[at])
				}
				inside = &folders[at].Inside
			}
		}
		*inside = append(*inside, e)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(doc); err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}
