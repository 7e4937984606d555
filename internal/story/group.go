package story

import (
	"cmp"
	"slices"
	"strings"
)

// Member is an article among those that are grouped.
type Member struct {
	ID       int64 // stable: groups do not depend on the order of members
	Features *Features
	CopyOf   int64 // the article whose text it has; 0: none
	Story    int64 // that it is in now; 0: none yet
}

// joined is the score of an article and its copy: they are one report.
const joined = 8

// storyThreshold is the least average score within a story.
const storyThreshold = 0

// mostTogether is how many articles are compared each with each.
const mostTogether = 1200

// partition returns for each member the number of its group: the position of
// one of its members. It depends on nothing but the set of members.
func (l *Links) partition(members []Member, stored Frequencies) []int {
	order := make([]int, len(members))
	vectors := make([]*vector, len(members))
	for i := range members {
		order[i] = i
		vectors[i] = newVector(members[i].Features, stored)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(members[a].ID, members[b].ID) })
	group := make([]int, len(members))
	for _, part := range l.components(order, members, vectors) {
		within := agglomerate(len(part), func(i, j int) float64 {
			a, b := part[i], part[j]
			if isPair(&members[a], &members[b]) {
				return joined
			}
			return l.score(vectors[a], vectors[b])
		}, storyThreshold)
		for i, g := range within {
			group[part[i]] = part[g]
		}
	}
	return group
}

func isPair(a, b *Member) bool {
	return a.CopyOf != 0 && a.CopyOf == b.ID || b.CopyOf != 0 && b.CopyOf == a.ID
}

// Keys by which members of a component find each other.
const (
	componentKeys   = 30
	componentCommon = 200 // a key that more members share says nothing
)

// components splits members into parts that have no likely pair between them.
// A part that is too large is split at its weaker pairs.
func (l *Links) components(order []int, members []Member, vectors []*vector) [][]int {
	if len(order) <= mostTogether/2 {
		return [][]int{order}
	}
	type pair struct {
		a, b  int
		score float64
	}
	var pairs []pair
	posting := map[uint32][]int{}
	position := map[int64]int{}
	for _, i := range order {
		position[members[i].ID] = i
		near := map[int]bool{}
		for _, key := range vectors[i].heaviest(componentKeys) {
			if list := posting[key]; len(list) < componentCommon {
				for _, j := range list {
					near[j] = true
				}
				posting[key] = append(list, i)
			}
		}
		if j, ok := position[members[i].CopyOf]; ok {
			near[j] = true
		}
		for _, j := range sortedKeys(near) {
			s := l.score(vectors[i], vectors[j])
			if isPair(&members[i], &members[j]) {
				s = joined
			}
			pairs = append(pairs, pair{i, j, s})
		}
	}
	for floor := -2.0; ; floor += .5 {
		set := newUnion(len(members))
		for _, p := range pairs {
			if p.score > floor {
				set.join(p.a, p.b)
			}
		}
		parts, largest := set.parts(order)
		if largest <= mostTogether || floor >= mostScore {
			return parts
		}
	}
}

func sortedKeys(set map[int]bool) []int {
	all := make([]int, 0, len(set))
	for i := range set {
		all = append(all, i)
	}
	slices.Sort(all)
	return all
}

// union is a set of disjoint sets: Tarjan 1975, with path halving.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) {
	if a, b = u.find(a), u.find(b); a != b {
		u[max(a, b)] = min(a, b)
	}
}

// parts returns the sets, each in the given order, and the size of the largest.
func (u union) parts(order []int) (parts [][]int, largest int) {
	at := map[int]int{}
	for _, i := range order {
		root := u.find(i)
		k, ok := at[root]
		if !ok {
			k = len(parts)
			at[root] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], i)
		largest = max(largest, len(parts[k]))
	}
	return parts, largest
}

// heaviest returns the keys of the n terms that weigh most.
func (v *vector) heaviest(n int) []uint32 {
	terms := slices.Clone(v.terms)
	slices.SortFunc(terms, func(a, b weight) int {
		return cmp.Or(-cmp.Compare(a.value, b.value), cmp.Compare(a.key, b.key))
	})
	keys := make([]uint32, 0, n)
	for _, t := range terms[:min(n, len(terms))] {
		keys = append(keys, t.key)
	}
	return keys
}

// counts is the frequencies of articles that are all at hand.
type counts struct {
	articles int
	with     map[uint32]int
}

func (c *counts) Articles() int        { return c.articles }
func (c *counts) With(term uint32) int { return c.with[term] }

func (c *counts) add(f *Features) {
	c.articles++
	if c.with == nil {
		c.with = map[uint32]int{}
	}
	for _, t := range f.Terms {
		c.with[t.Key]++
	}
}

// Article is an article that is grouped without a store.
type Article struct {
	ID  string // any, each once
	Doc        // its ID is not used
}

// Assigned is an article's story and original.
type Assigned struct {
	ID     string `json:"id"`
	Story  string `json:"story"`             // the ID of the story's first article, by time, then by ID
	CopyOf string `json:"copy_of,omitempty"` // the ID of the article whose text it has
	Copy   Copy   `json:"-"`
}

// Group tells copies and stories among articles that are all at hand. The
// answer is in the order of the articles; what it says does not depend on that
// order, but for the direction of copies whose time is unknown.
func Group(articles []Article) []Assigned { return defaultLinks().Group(articles) }

// Group is [Group] with other weights than those of the program.
func (l *Links) Group(articles []Article) []Assigned {
	docs := make([]Doc, len(articles))
	for i, a := range articles {
		docs[i] = a.Doc
		docs[i].ID = int64(i + 1)
	}
	copies := groupCopies(docs)
	byID := make([]int, len(articles))
	for i := range byID {
		byID[i] = i
	}
	slices.SortStableFunc(byID, func(a, b int) int { return strings.Compare(articles[a].ID, articles[b].ID) })
	rank := make([]int64, len(articles))
	for k, i := range byID {
		rank[i] = int64(k + 1)
	}
	members := make([]Member, len(articles))
	var stored counts
	for i := range docs {
		f := NewFeatures(&docs[i])
		stored.add(&f)
		members[i] = Member{ID: rank[i], Features: &f}
		if c, ok := copies[int64(i+1)]; ok {
			members[i].CopyOf = rank[c.Of-1]
		}
	}
	groups := l.partition(members, &stored)
	first := map[int]int{}
	for _, i := range byID {
		g := groups[i]
		f, ok := first[g]
		if !ok || comparePublished(docs[i].Time(), docs[f].Time()) < 0 {
			first[g] = i
		}
	}
	all := make([]Assigned, len(articles))
	for i := range articles {
		all[i] = Assigned{ID: articles[i].ID, Story: articles[first[groups[i]]].ID}
		if c, ok := copies[int64(i+1)]; ok {
			all[i].Copy, all[i].CopyOf = c, articles[c.Of-1].ID
		}
	}
	return all
}

// groupCopies returns the copies among docs by their ID.
func groupCopies(docs []Doc) map[int64]Copy {
	blurbs := map[string]*Blurbs{}
	for i := range docs {
		if docs[i].Outlet == "" {
			continue // articles of nobody knows whom have no blurbs in common
		}
		b := blurbs[docs[i].Outlet]
		if b == nil {
			b = &Blurbs{}
			blurbs[docs[i].Outlet] = b
		}
		b.Learn(Shingles(docs[i].Text))
	}
	texts := make([]Text, len(docs))
	type place struct {
		band int
		key  uint64
	}
	met := map[place][]int{}
	near := make([]map[int]bool, len(docs))
	for i := range docs {
		near[i] = map[int]bool{}
		texts[i] = Text{&docs[i], NewBody(docs[i].Text, blurbs[docs[i].Outlet])}
		sketch := NewSketch(texts[i].Shingles())
		keys, ok := sketch.Bands()
		if !ok {
			continue
		}
		for band, key := range keys {
			p := place{band, key}
			for _, j := range met[p] {
				near[i][j], near[j][i] = true, true
			}
			met[p] = append(met[p], i)
		}
	}
	addAlike(docs, near)
	copies := map[int64]Copy{}
	for i := range texts {
		var candidates []*Text
		for _, j := range sortedKeys(near[i]) {
			candidates = append(candidates, &texts[j])
		}
		if c, ok := CopyOf(&texts[i], candidates); ok {
			copies[texts[i].ID] = c
		}
	}
	return copies
}

// alikeKeys is how many of an article's heaviest terms another must have to be
// worth looking at as its source in other words.
const alikeKeys = 4

// addAlike adds articles that share rare terms to what may be copies.
func addAlike(docs []Doc, near []map[int]bool) {
	posting := map[uint32][]int{}
	features := make([]Features, len(docs))
	for i := range docs {
		features[i] = NewFeatures(&docs[i])
		shared := map[int]int{}
		for _, key := range features[i].Keys(nil, componentKeys) {
			list := posting[key]
			for _, j := range list[max(0, len(list)-componentCommon):] {
				shared[j]++
			}
			posting[key] = append(list, i)
		}
		for j, n := range shared {
			if n >= alikeKeys && features[i].Alike(&features[j]) {
				near[i][j], near[j][i] = true, true
			}
		}
	}
}
