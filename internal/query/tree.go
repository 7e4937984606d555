// Package query reads the query language into a tree. It knows fields and
// dates, not tables: the store compiles the tree.
package query

import "dateline/internal/edtf"

// Node is a query or a part of one: And, Or, Not, Term, Phrase, Near, Field,
// Dates or All.
type Node interface{ node() }

// All matches every article.
type All struct{}

// And matches what all of its parts match; it has at least two.
type And []Node

// Or matches what any of its parts matches; it has at least two.
type Or []Node

// Not matches what its part does not.
type Not struct{ Part Node }

// Term is one word of the title or text; Prefix matches all words that begin so.
type Term struct {
	Word   string
	Prefix bool
}

// Phrase is words in this order with nothing between them; at least two.
type Phrase []string

// Near is words or phrases at most Within words apart.
type Near struct {
	Parts  []Node // Term or Phrase
	Within int
}

// Field restricts what an article's field holds.
type Field struct {
	Name  string // one of Fields
	Value string
	Part  Node // the words looked for, for fields that hold text; nil else
}

// Dates matches articles published in the interval (first seen in it, where no
// date of publication is known).
type Dates struct{ Interval edtf.Date }

func (All) node()    {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Term) node()   {}
func (Phrase) node() {}
func (Near) node()   {}
func (Field) node()  {}
func (Dates) node()  {}

// AndOf is the conjunction of nodes: nested ones taken apart, All and nil left
// out. It is All where nothing remains, and the node itself where one does.
func AndOf(nodes ...Node) Node {
	var parts And
	for _, n := range nodes {
		switch n := n.(type) {
		case nil, All:
		case And:
			parts = append(parts, n...)
		default:
			parts = append(parts, n)
		}
	}
	if n := andOf(parts); n != nil {
		return n
	}
	return All{}
}
