package feed

import (
	"bytes"
	"fmt"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"dateline/internal/fault"
)

// kind is what bytes look like from afar.
type kind int

const (
	kindNothing kind = iota
	kindXML
	kindJSON
	kindOther
)

// reason says why bytes of this kind are no feed.
func (k kind) reason() string {
	if k == kindNothing {
		return "the body is empty"
	}
	return "neither XML nor JSON"
}

// sniff looks at the first bytes that are no space, and past junk before a '<'.
func sniff(text []byte) kind {
	text = bytes.TrimSpace(text)
	switch {
	case len(text) == 0:
		return kindNothing
	case text[0] == '{':
		return kindJSON
	case bytes.IndexByte(text, '<') >= 0:
		return kindXML
	default:
		return kindOther
	}
}

func (f *Feed) warn(format string, args ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, args...))
}

// parseXML surveys text, mends it where it must be, and reads it by its root.
func parseXML(text []byte, o Options, warnings []string) (*Feed, error) {
	text, s, repairs, err := prepare(text, o.BaseURL, false)
	if err != nil {
		return nil, err
	}
	warnings = append(warnings, repairs...)
	var f *Feed
	switch s.root {
	case "urlset", "sitemapindex":
		f = parseSitemap(text, s, o)
	case "rss", "rdf", "feed", "channel":
		f, err = throughGofeed(text, s, len(repairs) > 0)
		if err != nil && len(repairs) == 0 {
			if text, s, repairs, err = prepare(text, o.BaseURL, true); err == nil {
				warnings = append(warnings, repairs...)
				f, err = throughGofeed(text, s, true)
			}
		}
	case "html":
		err = fault.New(fault.NotAFeed, "an HTML page")
	case "opml":
		err = fault.New(fault.NotAFeed, "a list of feeds (OPML), not a feed")
	default:
		err = fault.New(fault.NotAFeed, "XML, but no element of a feed")
	}
	if err != nil {
		return nil, err
	}
	f.Warnings = append(warnings, f.Warnings...)
	return f, nil
}

// prepare returns text cut to its root and, where that is needed or forced,
// mended, with a survey of what came out.
func prepare(text []byte, baseURL string, force bool) ([]byte, survey, []string, error) {
	s, err := look(text, baseURL, false)
	if err != nil || s.root == "" || s.root == "html" {
		return text, s, nil, err
	}
	var notes []string
	if len(bytes.TrimSpace(text[s.end:])) > 0 {
		notes = append(notes, "repaired: bytes after the end")
	}
	if s.sound && !force {
		return text, s, notes, nil
	}
	text, repairs := mend(text, s)
	if len(repairs) == 0 {
		repairs = []string{"repaired: not well-formed"}
	}
	if s, err = look(text, baseURL, true); err != nil {
		return nil, s, nil, err
	}
	return text, s, append(notes, repairs...), nil
}

// throughGofeed reads RSS, RDF or Atom: first the feed without its items, then
// the items by portions. A portion that gofeed refuses is an error, or, if
// nothing more can be done about it, a warning.
func throughGofeed(text []byte, s survey, mended bool) (*Feed, error) {
	shell, err := readOriginal(s.shell(text))
	if err != nil {
		return nil, err
	}
	var f *Feed
	var base string
	switch head := shell.(type) {
	case *rss.Feed:
		f, base = fromRSS(head, s)
	case *atom.Feed:
		f, base = fromAtom(head, s)
	default:
		return nil, fault.New(fault.NotAFeed, "unknown root")
	}
	f.Items = make([]Item, 0, len(s.items))
	for doc, about := range s.portions(text) {
		part, err := readOriginal(doc)
		switch part := part.(type) {
		case *rss.Feed:
			for i, about := range matching(about, len(part.Items)) {
				f.Items = append(f.Items, f.rssItem(part.Items[i], s.extensions(part.Items[i].Extensions), about, base))
			}
		case *atom.Feed:
			for i, about := range matching(about, len(part.Entries)) {
				f.Items = append(f.Items, f.atomItem(part.Entries[i], s.extensions(part.Entries[i].Extensions), about, base))
			}
		}
		if err != nil && !mended {
			return nil, err
		}
		clear(about) // no longer needed, and as large as the items
	}
	if s.found != len(f.Items) {
		f.warn("%d items in the bytes, %d read", s.found, len(f.Items))
	}
	return f, nil
}

// matching returns what is known about n items: nothing, if that is not what
// was counted.
func matching(about []facts, n int) []facts {
	if len(about) != n {
		return make([]facts, n)
	}
	return about
}

// readOriginal has gofeed read a feed; it returns gofeed's own form of it.
func readOriginal(text []byte) (any, error) {
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parser.RSSTranslator = original{}
	parser.AtomTranslator = original{}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fault.As(fault.NotAFeed, err)
	}
	return parsed.OriginalFeed(), nil
}

// original keeps gofeed from making its digest: all that it takes from the
// feed, dates and images among it, is worked out anew from the original.
type original struct{}

// Translate implements gofeed.Translator.
func (original) Translate(any) (*gofeed.Feed, error) { return &gofeed.Feed{}, nil }
