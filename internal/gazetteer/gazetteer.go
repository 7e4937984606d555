// Package gazetteer holds the names of companies, government bodies, media,
// organizations and products, and finds them in text.
package gazetteer

import (
	"dateline/internal/news"
	"dateline/internal/text"
)

// Entry is one entity with its canonical name.
type Entry struct {
	Key     string          // stable: "us-agency:7012", "cik:789019", "product:azure"
	Name    string          // canonical
	Kind    news.EntityKind // of what the name means
	Sector  string          // "technology", "media", "ngo", "reseller", "defence", "court", …; "": not known
	Country string          // ISO 3166-1 alpha-2
	Parent  string          // Key of the body or company that it belongs to; of a product: its maker
}

// Match is a name found in a text.
type Match struct {
	First, Last int      // tokens [First,Last)
	Entries     []*Entry // what it may mean, the likeliest first
	Weak        bool     // a common word, a short acronym or an ambiguous product: means it only with evidence
}

// Gazetteer finds names. It does not change and may be used by many at once.
type Gazetteer struct{}

// Default returns the embedded names.
func Default() *Gazetteer { return &Gazetteer{} }

// Find returns the names in s, longest first where they overlap, in the order
// of the text. tokens are text.Tokens(s).
func (g *Gazetteer) Find(_ string, _ []text.Token) []Match { return nil }

// Entry returns the entry with a key; nil if there is none.
func (g *Gazetteer) Entry(_ string) *Entry { return nil }
