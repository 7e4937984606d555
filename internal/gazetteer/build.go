package gazetteer

import (
	"slices"
	"strings"

	"dateline/internal/text"
)

// builder enters names into a gazetteer.
type builder struct {
	*Gazetteer
	words    map[string]string // every folded word, once
	rests    []string          // room for the parts of names, many at a time
	spelled  []spelling
	meanings []*Entry
}

// build makes a gazetteer of rows. Of two rows with one key the first one says
// what the entity is; the others add names. Of two entities with one name both
// are kept, in their order.
func build(rows []Row) *Gazetteer {
	g := &Gazetteer{
		rows: rows, entries: make(map[string]*Entry, len(rows)), domains: map[string]*Entry{},
		names: make([]name, 0, 3*len(rows)), first: make(map[string]int32, 2*len(rows)),
	}
	b := &builder{Gazetteer: g, words: make(map[string]string, 2*len(rows))}
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
			b.add(alias, e, true)
		}
		b.add(r.Name, e, false)
		for alias := range list(r.Aliases) {
			b.add(alias, e, false)
		}
	}
	return g
}

// nation are the ways to write the word that U.S. bodies begin with.
var nation = []string{"US", "United States"}

// add enters one way to write an entity. "U.S. X" is also entered as "US X"
// and "United States X", and as "X" where that leaves two words or more.
func (b *builder) add(alias string, e *Entry, weak bool) {
	tail, american := strings.CutPrefix(alias, "U.S. ")
	if !american {
		b.addSpelled(alias, e, weak)
		return
	}
	for _, n := range nation {
		b.addSpelled(n+" "+tail, e, weak)
	}
	if strings.Contains(tail, " ") {
		b.addSpelled(tail, e, weak)
	}
}

// addSpelled enters a name without the article that it begins with (The New
// York Times), unless that is what makes it a name (The Guardian), and without
// its "and" too, which may be written & in a text.
func (b *builder) addSpelled(alias string, e *Entry, weak bool) {
	alias = strings.ReplaceAll(alias, " & ", " and ")
	words := text.Tokens(alias)
	if len(words) > 2 && words[0].Fold == "the" {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	b.enter(alias, words, e, weak)
	for i := 1; i+1 < len(words); i++ {
		if words[i].Fold == "and" {
			b.enter(alias, slices.Concat(words[:i], words[i+1:]), e, weak)
			break
		}
	}
}

// enter links a name in among those with the same first word, longest first.
// A name that is written in two ways (ICE, Ice) is two. Of a name with several
// meanings the likeliest one says whether it is weak.
func (b *builder) enter(alias string, words []text.Token, e *Entry, weak bool) {
	n := name{spelled: carve(&b.spelled, len(words)), rest: carve(&b.rests, len(words)-1), weak: weak, commas: strings.ContainsRune(alias, ',')}
	for i, w := range words {
		n.spelled[i] = spellingOf(w.Of(alias))
		if i > 0 {
			n.rest[i-1] = b.word(w.Fold)
		}
	}
	if len(words) == 1 && !isASCII(words[0].Of(alias)) {
		n.spelled[0] |= accented
	}
	first := b.word(undotted(words[0].Fold))
	before := int32(0)
	n.next = b.first[first]
	for n.next > 0 && len(b.names[n.next-1].rest) >= len(n.rest) {
		if o := &b.names[n.next-1]; slices.Equal(o.rest, n.rest) && slices.Equal(o.spelled, n.spelled) {
			if !slices.Contains(o.entries, e) {
				o.entries = append(o.entries, e)
			}
			return
		}
		before, n.next = n.next, b.names[n.next-1].next
	}
	n.entries = carve(&b.meanings, 1)
	n.entries[0] = e
	b.names = append(b.names, n)
	if before > 0 {
		b.names[before-1].next = int32(len(b.names))
	} else {
		b.first[first] = int32(len(b.names))
	}
}

// word returns the one copy of a folded word.
func (b *builder) word(s string) string {
	if w, ok := b.words[s]; ok {
		return w
	}
	b.words[s] = s
	return s
}

// carve cuts n elements off a slab, and makes a new slab when it is used up.
func carve[T any](slab *[]T, n int) []T {
	if len(*slab) < n {
		*slab = make([]T, max(n, 4096))
	}
	part := (*slab)[:n:n]
	*slab = (*slab)[n:]
	return part
}
