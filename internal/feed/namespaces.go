package feed

import (
	"maps"
	"slices"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// vocabularies are the addresses of vocabularies in the form of address(), by
// the prefixes that gofeed gives them. It knows them in one spelling only.
var vocabularies = map[string]string{
	"w3.org/2005/atom":                              "atom",
	"purl.org/atom/ns":                              "atom03",
	"purl.org/dc/elements/1.1":                      "dc",
	"purl.org/dc/elements/1.0":                      "dc",
	"purl.org/dc":                                   "dc",
	"purl.org/dc/terms":                             "dcterms",
	"purl.org/rss/1.0/modules/content":              "content",
	"purl.org/rss/1.0/modules/dc":                   "dc",
	"purl.org/rss/1.0/modules/syndication":          "sy",
	"search.yahoo.com/mrss":                         "media",
	"search.yahoo.com/rss":                          "media",
	"video.search.yahoo.com/mrss":                   "media",
	"itunes.com/dtds/podcast-1.0.dtd":               "itunes",
	"example.com/dtds/podcast-1.0.dtd":              "itunes",
	"rssnamespace.org/feedburner/ext/1.0":           "feedburner",
	"prismstandard.org/namespaces/1.2/basic":        "prism",
	"prismstandard.org/namespaces/basic/1.2":        "prism",
	"prismstandard.org/namespaces/basic/2.0":        "prism",
	"prismstandard.org/namespaces/basic/2.1":        "prism",
	"prismstandard.org/namespaces/basic/3.0":        "prism",
	"w3.org/1999/xhtml":                             "xhtml",
	"webns.net/mvcb":                                "admin",
	"wellformedweb.org/commentapi":                  "wfw",
	"purl.org/rss/1.0/modules/link":                 "l",
	"w3.org/1999/02/22-rdf-syntax-ns":               "rdf",
	"schemas.google.com/blogger/2008":               "blogger",
	"purl.org/syndication/thread/1.0":               "thr",
	"cyber.law.harvard.edu/rss/creativecommons":     "creativeCommons",
	"backend.userland.com/creativecommonsrssmodule": "creativeCommons",
}

// cores are the addresses, in the form of address(), under which feeds put the
// elements of RSS itself.
var cores = set(`backend.userland.com/rss backend.userland.com/rss2 backend.userland.com/rss091 backend.userland.com/rss092
	blogs.law.harvard.edu/tech/rss cyber.law.harvard.edu/rss cyber.law.harvard.edu/rss/rss.html purl.org/rss/1.0
	purl.org/rss/2.0 purl.org/net/rss1.1 my.netscape.com/rdf/simple/0.9 channel.netscape.com/rdf/simple/0.9
	my.netscape.com/publish/formats/rss-0.91.dtd rssboard.org/rss-specification`)

// address writes the address of a vocabulary in the one way that all its
// misspellings share: no scheme, no www, no case, no slash at the end.
func address(uri string) string {
	uri = strings.ToLower(strings.TrimSpace(uri))
	uri = strings.TrimPrefix(strings.TrimPrefix(uri, "https://"), "http://")
	return strings.TrimRight(strings.TrimPrefix(uri, "www."), "/#")
}

// misplaced reports whether the default namespace of a channel or item hides
// its elements from a reader of RSS. On the root any one will do.
func misplaced(name string, depth int, uri []byte) bool {
	return depth > 0 && (name == "channel" || isItem(name)) && !natives[strings.TrimSpace(string(uri))] && cores[address(string(uri))]
}

// natives are the namespaces that gofeed takes for RSS and RDF.
var natives = set(`http://purl.org/rss/1.0/ http://channel.netscape.com/rdf/simple/0.9/ http://my.netscape.com/rdf/simple/0.9/`)

// learn notes what a prefix stands for, if gofeed would not call it so.
func (s *survey) learn(prefix, uri string) {
	canonical := vocabularies[address(uri)]
	if canonical == "" || canonical == prefix {
		return
	}
	if s.spaces == nil {
		s.spaces = map[string]string{}
	}
	s.spaces[prefix] = canonical
	if s.aliases == nil {
		s.aliases = map[string]string{}
	}
	s.aliases[first(prefix, strings.TrimSpace(uri))] = canonical
}

// extensions returns the elements of other vocabularies under their usual
// prefixes.
func (s *survey) extensions(found ext.Extensions) spaces {
	for _, alias := range slices.Sorted(maps.Keys(s.aliases)) {
		canonical := s.aliases[alias]
		for name, elements := range found[alias] {
			if found[canonical] == nil {
				found[canonical] = map[string][]ext.Extension{}
			}
			found[canonical][name] = append(found[canonical][name], elements...)
		}
	}
	return spaces{found}
}
