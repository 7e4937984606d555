package reading

import (
	"cmp"
	"iter"
	"slices"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// readMentions finds who and what is named, in the text and in the headline,
// and links each name to one canonical name.
//
// It takes the names of the gazetteer, those that their shape or their
// neighbours show to be names, the short forms that the document introduces,
// and last what refers back to them ("the agency").
func (d *document) readMentions(g *gazetteer.Gazetteer) {
	book := newNameBook()
	parts := []*nameReader{newNameReader(d, g, book)}
	if d.headline != nil {
		parts = append(parts, newNameReader(d.headline, g, book))
	}
	for _, r := range parts {
		r.parts = parts
		r.readGazetteer()
		r.readRuns()
		r.readBodies()
		r.readStates()
		r.readProducts()
	}
	for _, r := range parts {
		r.vote()
	}
	for _, r := range parts {
		r.takeVoted()
		r.weigh()
		r.settle()
		r.readDatelines()
	}
	for _, r := range parts {
		r.takeWires()
	}
	for _, r := range parts {
		r.completeStates()
		r.learn()
	}
	book.enterTown(parts)
	book.enterCountry(parts)
	for i, r := range slices.Backward(parts) {
		r.readShortForms()
		r.settle()
		if i > 0 {
			book.headline = r.found
		} else {
			r.readReferences()
		}
		r.d.found.Mentions = r.mentions()
		r.d.topic = newTopic(r.d)
	}
}

// named is a passage that may name an entity.
type named struct {
	first, last int // tokens [first,last)
	kind        news.EntityKind
	name        string
	entry       *gazetteer.Entry // nil: found by its shape
	by          news.NamedBy
	sort        bodySort // of an agency
	strength    int      // of two that overlap, the stronger one stays, then the longer one
	weak        bool     // needs evidence
	next        int32    // the candidate before with the same first word, + 1
	twin        bool     // a product called as its company
	ofState     bool     // a department without a place: of the state that the document names
	others      []*gazetteer.Entry
}

// Strengths of candidates.
const (
	strengthGuess  = 1 // an unknown name beside a cue
	strengthShape  = 2 // a name by its own form
	strengthKnown  = 3 // a name of the gazetteer, or introduced in the text
	strengthSettle = 4 // a known name that its neighbours complete
)

func (n *named) length() int { return n.last - n.first }

// overlapsWith says whether two candidates cannot both stay: a product may
// hold the name of its maker, else names do not share words.
func (n *named) overlapsWith(o *named) bool {
	if n.last <= o.first || o.last <= n.first {
		return false
	}
	if (n.kind == news.EntityProduct) != (o.kind == news.EntityProduct) {
		product, other := n, o
		if o.kind == news.EntityProduct {
			product, other = o, n
		}
		maker := product.first <= other.first && other.last <= product.last && other.kind == news.EntityCompany &&
			(other.length() < product.length() || product.entry != nil)
		return !maker
	}
	return true
}

// settle leaves of the candidates that overlap the best one, in the order of the text.
func (r *nameReader) settle() {
	order := make([]int, len(r.found))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &r.found[i], &r.found[j]
		return cmp.Or(cmp.Compare(b.length()*2+b.strength, a.length()*2+a.strength), cmp.Compare(b.strength, a.strength), cmp.Compare(a.first, b.first), cmp.Compare(i, j))
	})
	taken := make([]int32, len(r.d.tokens)) // number of a kept candidate + 1; products apart
	products := make([]int32, len(r.d.tokens))
	kept := make([]*named, 0, len(order))
	for _, i := range order {
		n := &r.found[i]
		if r.clashes(n, kept, taken, products) {
			continue
		}
		kept = append(kept, n)
		layer := taken
		if n.kind == news.EntityProduct {
			layer = products
		}
		for i := n.first; i < n.last; i++ {
			layer[i] = int32(len(kept))
		}
	}
	slices.SortStableFunc(kept, func(a, b *named) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	sorted := make([]named, len(kept))
	for i, n := range kept {
		sorted[i] = *n
	}
	r.found = sorted
	r.reindex()
}

func (r *nameReader) clashes(n *named, kept []*named, layers ...[]int32) bool {
	for _, layer := range layers {
		for i := n.first; i < n.last; i++ {
			if k := layer[i]; k > 0 && n.overlapsWith(kept[k-1]) {
				return true
			}
		}
	}
	return false
}

// add takes a candidate.
func (r *nameReader) add(n named) {
	r.found = append(r.found, n)
	r.index(len(r.found) - 1)
}

// index enters candidate i under its first word.
func (r *nameReader) index(i int) {
	n := &r.found[i]
	n.next = r.byFirst[n.first]
	r.byFirst[n.first] = int32(i + 1)
	r.longest = max(r.longest, n.length())
}

// reindex enters all candidates anew.
func (r *nameReader) reindex() {
	clear(r.byFirst)
	r.longest = 0
	for i := range r.found {
		r.index(i)
	}
}

// overlapping yields the candidates that share a word with [first,last).
func (r *nameReader) overlapping(first, last int) iter.Seq[*named] {
	return func(yield func(*named) bool) {
		for at := max(0, first-r.longest+1); at < last; at++ {
			for i := r.byFirst[at]; i > 0; i = r.found[i-1].next {
				if n := &r.found[i-1]; n.last > first && !yield(n) {
					return
				}
			}
		}
	}
}

// mentions returns what was found as mentions, in the order of the text.
func (r *nameReader) mentions() []news.Mention {
	all := make([]news.Mention, 0, len(r.found))
	for _, n := range r.found {
		m := news.Mention{Span: r.d.span(n.first, n.last), Kind: n.kind, Name: n.name, By: n.by}
		if n.entry != nil {
			m.Key = n.entry.Key
		}
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b news.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return all
}
