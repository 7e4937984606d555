// Package gazetteer holds the names of companies, government bodies, media,
// organizations and products, and finds them in text.
package gazetteer

import (
	"slices"
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

// Entry is one entity with its canonical name.
type Entry struct {
	Key     string          // stable: "us-agency:7012", "cik:789019", "product:azure"
	Name    string          // canonical
	Kind    news.EntityKind // of what the name means
	Sector  string          // "technology", "media", "ngo", "reseller", "defence", "court", …; "": not known
	Country string          // ISO 3166-1 alpha-2, "EU" or "INT"; "": not known
	Parent  string          // Key of the body or company that it belongs to; of a product: its maker
}

// Match is a name found in a text.
type Match struct {
	First, Last int      // tokens [First,Last)
	Entries     []*Entry // what it may mean, the likeliest first
	Weak        bool     // a common word, a short acronym or an ambiguous product: means it only with evidence
}

// Gazetteer finds names. It does not change and may be used by many at once.
type Gazetteer struct {
	rows    []Row
	entries map[string]*Entry
	domains map[string]*Entry
	names   []name           // all names; those that begin with the same word are linked, the longest first
	first   map[string]int32 // first word of a name → number of the longest one, + 1
}

// Default returns the embedded names. The first call reads the tables.
func Default() *Gazetteer { return embedded() }

var embedded = sync.OnceValue(func() *Gazetteer { return build(embeddedRows()) })

// Entry returns the entry with a key; nil if there is none.
func (g *Gazetteer) Entry(key string) *Entry { return g.entries[key] }

// ByDomain returns the entry whose website is at a domain or at one above it
// ("www.gov.uk" is at "gov.uk"); nil if there is none.
func (g *Gazetteer) ByDomain(domain string) *Entry {
	domain = strings.ToLower(domain)
	for {
		if e := g.domains[domain]; e != nil {
			return e
		}
		_, above, found := strings.Cut(domain, ".")
		if !found {
			return nil
		}
		domain = above
	}
}

// Lookup returns the entries that have a name, however it is written, the
// likeliest first; nil if there are none.
func (g *Gazetteer) Lookup(alias string) []*Entry {
	words := text.Tokens(alias)
	if found := g.called(words); found != nil || len(words) < 2 || words[0].Fold != "the" {
		return found
	}
	return g.called(words[1:])
}

// called returns the entries that a name of these words means.
func (g *Gazetteer) called(words []text.Token) []*Entry {
	if len(words) == 0 {
		return nil
	}
	var found []*Entry
	for i := g.first[undotted(words[0].Fold)]; i > 0; i = g.names[i-1].next {
		n := &g.names[i-1]
		if len(n.rest) != len(words)-1 || !n.follows(words[1:]) {
			continue
		}
		for _, e := range n.entries {
			if !slices.Contains(found, e) {
				found = append(found, e)
			}
		}
	}
	return found
}
