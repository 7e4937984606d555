// Package story tells which articles are copies of one another, which are about
// one happening, and whom each of them has it from.
//
// It is pure: it computes what is worth keeping of one article (a [Sketch], a
// [Features]), names the keys under which a store can find the few articles
// worth comparing (bands of a sketch, rare terms), and decides between an
// article and those few. So a new article costs the same whether the archive
// holds a thousand articles or a million.
package story

import (
	"time"
)

// Doc is one article as copies are told by.
type Doc struct {
	ID        int64
	Outlet    string // registrable domain, or the outlet's name; "": unknown
	URL       string // canonical
	Title     string
	Text      string
	Published time.Time // zero: unknown
	Seen      time.Time // when it was first captured; zero: unknown
	Canonical string    // the address that the page claims; "" or its own: none other
	Credit    string    // the news agency whose text it says it is; "": none
	Links     []string  // URLs that its text links to
}

// Time is when the article is known to have stood: its publication or else
// when it was seen; zero if neither is known.
func (d *Doc) Time() time.Time {
	if !d.Published.IsZero() {
		return d.Published
	}
	return d.Seen
}
