package ingest

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"dateline/internal/store"
	"dateline/internal/story"
)

// Bounds of telling stories.
const (
	newestOfKey   = 300     // articles of a key that are looked at
	newestOfStory = 100     // articles of a story that are compared
	fewTerms      = 400_000 // so many counts of terms are held in memory
	repairAll     = 2500    // so many articles are grouped anew when some have come
)

// shelf answers a story's questions about the stored articles from the store,
// within one transaction. The first failure sticks: story asks without errors.
type shelf struct {
	t        *store.Relating
	r        *relator
	articles int
	err      error
}

func (r *relator) shelf(t *store.Relating) (*shelf, error) {
	s := &shelf{t: t, r: r}
	var terms int
	if s.articles, terms, s.err = t.Totals(fewTerms); s.err != nil {
		return nil, s.err
	}
	if r.terms == nil {
		r.terms, r.members, r.added = map[uint32]int{}, map[int64]story.Member{}, map[uint32]int{}
		if terms < fewTerms {
			r.terms, s.err = t.Terms(nil)
			r.whole = true
		}
	}
	return s, s.err
}

// Articles is how many articles have features.
func (s *shelf) Articles() int { return s.articles }

// With is in how many of them a term stands.
func (s *shelf) With(term uint32) int {
	n, known := s.r.terms[term]
	if !known && !s.r.whole && s.err == nil {
		var counts map[uint32]int
		counts, s.err = s.t.Terms([]uint32{term})
		n = counts[term]
		s.r.terms[term] = n
	}
	return n
}

// count notes that an article has terms, or no longer has them.
func (s *shelf) count(f *story.Features, by int) {
	for _, term := range f.Terms {
		s.With(term.Key)
		s.r.terms[term.Key] += by
		s.r.added[term.Key] += by
	}
	s.articles += by
}

// Near returns the articles that share the rarest of some keys.
func (s *shelf) Near(keys []uint32, most int) []story.Member {
	shared := map[int64]float64{}
	for _, key := range keys {
		if s.err != nil {
			return nil
		}
		var found []int64
		found, s.err = s.t.WithKey(key, newestOfKey)
		rare := math.Log1p(float64(s.articles) / float64(1+s.With(key)))
		for _, article := range found {
			shared[article] += rare
		}
	}
	ids := make([]int64, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	return s.load(ids[:min(most, len(ids))])
}

// Member returns an article.
func (s *shelf) Member(id int64) (story.Member, bool) {
	if id == 0 {
		return story.Member{}, false
	}
	all := s.load([]int64{id})
	if len(all) == 0 {
		return story.Member{}, false
	}
	return all[0], true
}

// Members returns the newest articles of a story.
func (s *shelf) Members(id int64) []story.Member {
	if s.err != nil {
		return nil
	}
	var ids []int64
	ids, s.err = s.t.InStory(id, newestOfStory)
	return s.load(ids)
}

// load reads members, in the order of ids. Features are remembered, stories and
// originals may have changed.
func (s *shelf) load(ids []int64) []story.Member {
	if s.err != nil || len(ids) == 0 {
		return nil
	}
	var rows []store.Features
	if rows, s.err = s.t.Features(ids); s.err != nil {
		return nil
	}
	byID := make(map[int64]story.Member, len(rows))
	for _, row := range rows {
		m, known := s.r.members[row.Article]
		if !known {
			m = story.Member{ID: row.Article, Features: &story.Features{}}
			if s.err = m.Features.UnmarshalBinary(row.Features); s.err != nil {
				return nil
			}
			s.r.members[row.Article] = m
		}
		m.Story, m.CopyOf = row.Story, row.CopyOf
		byID[row.Article] = m
	}
	all := make([]story.Member, 0, len(rows))
	for _, id := range ids {
		if m, ok := byID[id]; ok {
			all = append(all, m)
		}
	}
	return all
}

// next gives the number of a new story.
func (s *shelf) next() int64 {
	if s.err != nil {
		return 0
	}
	var id int64
	id, s.err = s.t.NewStory(s.r.now())
	return id
}

// featured notes what tells an article's story, and returns it as a member with
// those that share its rare terms.
func (s *shelf) featured(c store.Comparable) (story.Member, []story.Member, error) {
	before, had := s.Member(c.Article)
	if had {
		s.count(before.Features, -1)
		if err := s.t.ForgetFeatures(c.Article, before.Features.Keys(s, story.PlaceKeys)); err != nil {
			return before, nil, err
		}
		delete(s.r.members, c.Article)
	}
	d := docOf(c)
	f := story.NewFeatures(&d)
	s.count(&f, 1)
	packed, err := f.MarshalBinary()
	if err != nil {
		return before, nil, err
	}
	m := story.Member{ID: c.Article, Features: &f, Story: before.Story}
	keys := f.Keys(s, story.PlaceKeys)
	near := s.Near(keys, mostNear)
	if s.err != nil {
		return m, nil, s.err
	}
	return m, near, s.t.SetFeatures(c.Article, packed, keys)
}

// alike are those of some members that may be an article in other words.
func alike(m story.Member, near []story.Member) []int64 {
	var ids []int64
	for _, other := range near {
		if other.ID != m.ID && m.Features.Alike(other.Features) {
			ids = append(ids, other.ID)
		}
	}
	return ids
}

// place puts an article into a story, and repairs those around it.
func (s *shelf) place(m story.Member) error {
	before := m.Story
	id, near, ok := story.Place(m, s)
	if before != 0 {
		near = append(near, s.Members(before)...)
		id, ok = before, true
	}
	if !ok {
		id = s.next()
	}
	if s.err != nil {
		return s.err
	}
	if err := s.t.Move(m.ID, before, id, s.r.now()); err != nil {
		return err
	}
	m.Story = id
	if len(near) == 0 {
		return nil
	}
	near = slices.DeleteFunc(near, func(o story.Member) bool { return o.ID == m.ID })
	return s.apply(story.Repair(append(near, m), s, s.next))
}

// apply moves articles from story to story.
func (s *shelf) apply(moves []story.Move) error {
	for _, move := range moves {
		if s.err != nil {
			return s.err
		}
		if err := s.t.Move(move.Article, move.From, move.To, s.r.now()); err != nil {
			return err
		}
	}
	return s.err
}

// repairWhole groups all articles anew, where they are few enough.
func (s *shelf) repairWhole() error {
	if s.articles > repairAll || s.err != nil {
		return s.err
	}
	ids, err := s.t.Grouped()
	if err != nil {
		return err
	}
	all := s.load(ids)
	if s.err != nil {
		return s.err
	}
	return s.apply(story.Repair(all, s, s.next))
}

// keep stores the counts of terms that have changed.
func (s *shelf) keep() error {
	for _, term := range slices.Sorted(maps.Keys(s.r.added)) {
		if by := s.r.added[term]; by != 0 {
			if err := s.t.CountTerm(term, by); err != nil {
				return err
			}
		}
	}
	clear(s.r.added)
	if len(s.r.members) > 4*repairAll {
		clear(s.r.members)
	}
	return s.err
}
