package story

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// membersOf reads articles; IDs are their places, from 1.
func membersOf(articles []Article) []Member {
	all := make([]Member, len(articles))
	for i := range articles {
		f := NewFeatures(&articles[i].Doc)
		all[i] = Member{ID: int64(i + 1), Features: &f}
	}
	return all
}

// sameGroups says which articles are together, whatever the numbers.
func sameGroups(m *Memory, n int) string {
	first := map[int64]int{}
	var b strings.Builder
	for i := 1; i <= n; i++ {
		s := m.Story(int64(i))
		if _, ok := first[s]; !ok {
			first[s] = i
		}
		fmt.Fprint(&b, first[s], " ")
	}
	return b.String()
}

func TestArticlesArePlacedAsTheyArrive(t *testing.T) {
	articles, events := newsroom()
	m := NewMemory()
	for _, member := range membersOf(articles) {
		m.Add(member)
	}
	m.Repair()
	for i, a := range articles {
		for j, b := range articles[:i] {
			if together := m.Story(int64(i+1)) == m.Story(int64(j+1)); together != (events[a.ID] == events[b.ID]) {
				t.Errorf("%s and %s together: %v", a.ID, b.ID, together)
			}
		}
	}
	if m.Story(99) != 0 {
		t.Error("an article that is not there has a story")
	}
}

func TestOrderOfArrivalDoesNotDecideAfterRepair(t *testing.T) {
	articles, _ := newsroom()
	members := membersOf(articles)
	want := ""
	rapid.Check(t, func(t *rapid.T) {
		m := NewMemory()
		for _, member := range rapid.Permutation(members).Draw(t, "order") {
			m.Add(member)
		}
		m.Repair()
		got := sameGroups(m, len(members))
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("%s, in another order %s", got, want)
		}
		moves := len(m.Moves)
		m.Repair()
		if len(m.Moves) != moves {
			t.Fatalf("a second repair moves again: %+v", m.Moves[moves:])
		}
	})
}

func TestMovesTellWhy(t *testing.T) {
	articles, _ := newsroom()
	members := membersOf(articles) // 1 2 3 cloud, 4 5 pier, 6 7 tax
	var stored counts
	for _, m := range members {
		stored.add(m.Features)
	}
	for _, c := range []struct {
		name    string
		stories []int64 // of the seven
		want    string
	}{
		{"right already", []int64{1, 1, 1, 2, 2, 3, 3}, "[]"},
		{"one story in two parts", []int64{1, 1, 4, 2, 2, 3, 3}, "[{3 4 1 merged}]"},
		{"two stories in one", []int64{1, 1, 1, 1, 1, 3, 3}, "[{4 1 100 split} {5 1 100 split}]"},
		{"one in the wrong place", []int64{1, 1, 2, 2, 2, 3, 3}, "[{3 2 1 moved}]"},
		{"new ones", []int64{1, 1, 0, 2, 2, 0, 0}, "[{3 0 1 placed} {6 0 100 placed} {7 0 100 placed}]"},
		{"the greater part keeps the number", []int64{5, 4, 4, 2, 2, 3, 3}, "[{1 5 4 merged}]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range members {
				members[i].Story = c.stories[i]
			}
			last := int64(99)
			got := Repair(members, &stored, func() int64 { last++; return last })
			if s := fmt.Sprint(got); s != c.want {
				t.Errorf("%s, want %s", s, c.want)
			}
		})
	}
}

func TestCopiesJoinTheStoryOfTheirOriginal(t *testing.T) {
	articles, _ := newsroom()
	members := membersOf(articles)
	m := NewMemory()
	for _, member := range members {
		m.Add(member)
	}
	// In other words altogether, as a spun or translated copy is.
	f := NewFeatures(&Doc{Text: "Zwei Fähren bleiben diese Woche im Hafen, weil ein Sturm den Nordpier von Sorn beschädigt hat."})
	m.Add(Member{ID: 50, Features: &f, CopyOf: 4})
	if m.Story(50) != m.Story(4) {
		t.Errorf("the copy is in %d, its original in %d", m.Story(50), m.Story(4))
	}
}

func TestAlikeArticlesAreWorthComparing(t *testing.T) {
	features := func(s string) *Features {
		f := NewFeatures(&Doc{URL: "https://x.example/" + s[:9], Text: s})
		return &f
	}
	a, b, c := features(strings.Join(wire, " ")), features(spun), features(strings.Join(elsewhere, " "))
	if !a.Alike(b) || !b.Alike(a) {
		t.Error("a spun copy is not alike")
	}
	if a.Alike(c) || c.Alike(a) || a.Alike(&Features{}) {
		t.Error("another article is alike")
	}
	c.Links = []uint32{a.URL}
	if !c.Alike(a) {
		t.Error("an article that links to another is not worth comparing")
	}
}

func BenchmarkFeatures(b *testing.B) {
	d := &Doc{Title: "Nimbus bill tripled", Text: strings.Repeat(strings.Join(wire, " ")+" ", 5)}
	for b.Loop() {
		NewFeatures(d)
	}
}

// crowd makes articles of many happenings: words as rare as words are, and a
// dozen that belong to the happening.
func crowd(n int) []Member {
	rng := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(rng, 1.2, 4, 60000)
	all := make([]Member, n)
	for i := range all {
		terms := map[uint32]Term{}
		add := func(key uint32) { terms[key] = Term{Key: key, Count: 1} }
		for range 140 {
			add(termKey(fmt.Sprint("word", zipf.Uint64())))
		}
		happening := rng.IntN(n/5 + 1)
		for range 9 {
			add(termKey(fmt.Sprintf("happening%dx%d", happening, rng.IntN(12))))
		}
		f := &Features{Time: int64(1.6e9) + int64(happening)*3600}
		for _, t := range terms {
			f.Terms = append(f.Terms, t)
		}
		slices.SortFunc(f.Terms, func(a, b Term) int { return int(int64(a.Key) - int64(b.Key)) })
		all[i] = Member{ID: int64(i + 1), Features: f}
	}
	return all
}

// BenchmarkAdd shows what one more article costs in archives of several sizes.
func BenchmarkAdd(b *testing.B) {
	for _, size := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			members := crowd(size + 200)
			m := NewMemory()
			for _, member := range members[:size] { // taken in without placing
				m.counts.add(member.Features)
				member.Story = member.ID
				m.members[member.ID] = &member
				m.stories[member.ID] = []int64{member.ID}
				for _, key := range member.Features.Keys(&m.counts, PlaceKeys) {
					m.postings[key] = append(m.postings[key], member.ID)
				}
			}
			m.last = int64(size)
			i := 0
			for b.Loop() {
				member := members[size+i%200]
				member.ID = int64(size + i + 1)
				m.Add(member)
				i++
			}
		})
	}
}
