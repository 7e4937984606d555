// Package gazetteer holds the names of companies, government bodies, media,
// organizations and products, and finds them in text.
package gazetteer

import (
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
	names   []name            // all names; those that begin with the same word are linked, the longest first
	first   map[string]int32  // first word of a name → number of the longest one, + 1
	words   map[string]string // every word, once
}

// Default returns the embedded names. The first call reads the tables.
func Default() *Gazetteer { return embedded() }

var embedded = sync.OnceValue(func() *Gazetteer { return build(embeddedRows()) })

// build makes a gazetteer of rows. Of two rows with one key the first one says
// what the entity is; the others add names. Of two entities with one name both
// are kept, in their order.
func build(rows []Row) *Gazetteer {
	g := &Gazetteer{
		rows: rows, entries: make(map[string]*Entry, len(rows)), domains: map[string]*Entry{},
		names: make([]name, 0, 3*len(rows)), first: make(map[string]int32, 2*len(rows)), words: make(map[string]string, 2*len(rows)),
	}
	all := make([]Entry, len(rows))
	for i := range rows {
		r := &rows[i]
		e := g.entries[r.Key]
		if e == nil {
			e = &all[i]
			*e = Entry{Key: r.Key, Name: r.Name, Kind: r.Kind, Sector: r.Sector, Country: r.Country, Parent: r.Parent}
			g.entries[r.Key] = e
		}
		for domain := range list(r.Domain) {
			if g.domains[domain] == nil {
				g.domains[domain] = e
			}
		}
		for alias := range list(r.Weak) {
			g.add(alias, e, true)
		}
		g.add(r.Name, e, false)
		for alias := range list(r.Aliases) {
			g.add(alias, e, false)
		}
	}
	return g
}

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
	if len(words) == 0 {
		return nil
	}
	for i := g.first[undotted(words[0].Fold)]; i > 0; i = g.names[i-1].next {
		if n := &g.names[i-1]; len(n.rest) == len(words)-1 && n.follows(words[1:]) {
			return n.entries
		}
	}
	return nil
}
