package story

import (
	"cmp"
	"slices"
)

// Memory is an [Archive] in memory, and the whole way of an article through
// copies and stories: what a store does with its tables, for sets that are
// grouped without one. It is not safe for use by many at once.
type Memory struct {
	counts   counts
	members  map[int64]*Member
	postings map[uint32][]int64
	stories  map[int64][]int64
	last     int64 // story
	Moves    []Move
}

// NewMemory returns an empty archive.
func NewMemory() *Memory {
	return &Memory{members: map[int64]*Member{}, postings: map[uint32][]int64{}, stories: map[int64][]int64{}}
}

// Articles implements [Frequencies].
func (m *Memory) Articles() int { return m.counts.articles }

// With implements [Frequencies].
func (m *Memory) With(term uint32) int { return m.counts.With(term) }

// newest is how many articles of a key are looked at.
const newest = 300

// Near implements [Archive].
func (m *Memory) Near(keys []uint32, most int) []Member {
	shared := map[int64]float64{}
	for _, key := range keys {
		list := m.postings[key]
		for _, id := range list[max(0, len(list)-newest):] {
			shared[id] += rarity(key, &m.counts)
		}
	}
	ids := make([]int64, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	near := make([]Member, 0, most)
	for _, id := range ids[:min(most, len(ids))] {
		near = append(near, *m.members[id])
	}
	return near
}

// Member implements [Archive].
func (m *Memory) Member(id int64) (Member, bool) {
	if member := m.members[id]; member != nil {
		return *member, true
	}
	return Member{}, false
}

// Members implements [Archive].
func (m *Memory) Members(story int64) []Member {
	ids := m.stories[story]
	all := make([]Member, 0, len(ids))
	for _, id := range ids[max(0, len(ids)-100):] {
		all = append(all, *m.members[id])
	}
	return all
}

// Add takes an article in, gives it a story and repairs the stories around it.
// Its ID must be new and not 0.
func (m *Memory) Add(article Member) (story int64) {
	m.counts.add(article.Features)
	id, near, ok := Place(article, m)
	if !ok {
		id = m.next()
	}
	article.Story = id
	m.members[article.ID] = &article
	m.stories[id] = append(m.stories[id], article.ID)
	for _, key := range article.Features.Keys(&m.counts, PlaceKeys) {
		m.postings[key] = append(m.postings[key], article.ID)
	}
	if len(near) > 0 {
		m.apply(Repair(append(near, article), &m.counts, m.next))
	}
	return article.Story
}

// Repair groups all articles anew.
func (m *Memory) Repair() {
	all := make([]Member, 0, len(m.members))
	for _, member := range m.members {
		all = append(all, *member)
	}
	m.apply(Repair(all, &m.counts, m.next))
}

// Story returns the story of an article; 0: there is no such article.
func (m *Memory) Story(article int64) int64 {
	if member := m.members[article]; member != nil {
		return member.Story
	}
	return 0
}

func (m *Memory) next() int64 {
	m.last++
	return m.last
}

func (m *Memory) apply(moves []Move) {
	for _, move := range moves {
		m.members[move.Article].Story = move.To
		m.stories[move.From] = slices.DeleteFunc(m.stories[move.From], func(id int64) bool { return id == move.Article })
		m.stories[move.To] = append(m.stories[move.To], move.Article)
	}
	m.Moves = append(m.Moves, moves...)
}
