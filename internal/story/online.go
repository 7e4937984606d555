package story

import (
	"cmp"
	"slices"
)

// Archive is what is known of the stored articles, as far as a new one needs
// it. A store answers it from an index of [Features.Keys].
type Archive interface {
	Frequencies
	// Near returns articles that share keys, those that share the most of them
	// first, at most so many. It need not look at more than the newest few
	// hundred articles of a key.
	Near(keys []uint32, most int) []Member
	// Member returns an article; ok is false if it is not there.
	Member(id int64) (m Member, ok bool)
	// Members returns the articles of a story; for a long one the newest hundred
	// do.
	Members(story int64) []Member
}

// Limits of what is looked at for one new article.
const (
	PlaceKeys    = 24 // keys of an article, as stored and as looked up
	nearArticles = 40
	nearStories  = 6 // stories whose members are all compared
)

// Place returns the story that a new article belongs to: of the stories of
// articles that share its rarest terms, the one that its average score with is
// highest. ok is false if it begins a story of its own. near is what [Repair]
// should look at once the new article is in.
func Place(article Member, a Archive) (story int64, near []Member, ok bool) {
	return defaultLinks().place(article, a)
}

func (l *Links) place(article Member, a Archive) (story int64, near []Member, ok bool) {
	v := newVector(article.Features, a)
	best := map[int64]float64{} // story → the highest score of one of its members
	candidates := a.Near(v.heaviest(PlaceKeys), nearArticles)
	if original, ok := a.Member(article.CopyOf); ok {
		candidates = append(candidates, original)
	}
	for _, m := range candidates {
		if m.ID == article.ID {
			continue
		}
		s := l.scoreMembers(v, &article, &m, a)
		if old, seen := best[m.Story]; !seen || s > old {
			best[m.Story] = s
		}
	}
	stories := make([]int64, 0, len(best))
	for id := range best {
		stories = append(stories, id)
	}
	slices.SortFunc(stories, func(x, y int64) int { return cmp.Or(cmp.Compare(best[y], best[x]), cmp.Compare(x, y)) })
	most := float64(storyThreshold)
	for _, id := range stories[:min(len(stories), nearStories)] {
		if best[id] <= storyThreshold {
			break
		}
		members := a.Members(id)
		near = append(near, members...)
		sum, n := 0.0, 0
		for i := range members {
			if members[i].ID != article.ID {
				sum += l.scoreMembers(v, &article, &members[i], a)
				n++
			}
		}
		if n > 0 && sum/float64(n) > most {
			story, most, ok = id, sum/float64(n), true
		}
	}
	return story, near, ok
}

func (l *Links) scoreMembers(v *vector, article, other *Member, stored Frequencies) float64 {
	if isPair(article, other) {
		return joined
	}
	return l.score(v, newVector(other.Features, stored))
}

// Why says what moved an article to another story.
type Why string

// What moves articles.
const (
	Merged Why = "merged" // its whole story became part of the other
	Split  Why = "split"  // its story fell apart, and this part is a new one
	Moved  Why = "moved"  // it alone, or with a few, went over to the other
	Placed Why = "placed" // it had no story before
)

// Move is the trace of an article's change of story.
type Move struct {
	Article int64
	From    int64 // 0: it had none
	To      int64
	Why     Why
}

// Repair groups members anew, as if they had all come at once, so that their
// order of arrival does not decide, and returns who moves. A story keeps its
// number with the greater part of its articles; next gives numbers for new
// ones. Members should be whole stories: those that Place returned as near, or
// all there are.
func Repair(members []Member, stored Frequencies, next func() int64) []Move {
	return defaultLinks().repair(members, stored, next)
}

func (l *Links) repair(members []Member, stored Frequencies, next func() int64) []Move {
	members = slices.Clone(members)
	slices.SortFunc(members, func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
	members = slices.CompactFunc(members, func(a, b Member) bool { return a.ID == b.ID })
	groups := l.partition(members, stored)
	number := numbers(members, groups, next)
	size, staying := map[int64]int{}, map[int64]int{} // by old story
	taken := map[int64]bool{}                         // stories that were there before
	for i, m := range members {
		size[m.Story]++
		taken[m.Story] = true
		if number[groups[i]] == m.Story {
			staying[m.Story]++
		}
	}
	var moves []Move
	for i, m := range members {
		to := number[groups[i]]
		if to == m.Story {
			continue
		}
		move := Move{m.ID, m.Story, to, Moved}
		switch {
		case m.Story == 0:
			move.Why = Placed
		case !taken[to]:
			move.Why = Split
		case staying[m.Story] == 0:
			move.Why = Merged
		}
		moves = append(moves, move)
	}
	return moves
}

// numbers returns the story of each group: the one that most of its articles
// are in now, if no other group has more of that story; else a new one.
func numbers(members []Member, groups []int, next func() int64) map[int]int64 {
	type claim struct {
		group int
		story int64
		size  int
		first int64 // article
	}
	at := map[[2]int64]int{}
	var claims []claim
	order := []int{}
	for i, m := range members {
		if !slices.Contains(order, groups[i]) {
			order = append(order, groups[i])
		}
		if m.Story == 0 {
			continue
		}
		key := [2]int64{int64(groups[i]), m.Story}
		k, ok := at[key]
		if !ok {
			k = len(claims)
			at[key] = k
			claims = append(claims, claim{groups[i], m.Story, 0, m.ID})
		}
		claims[k].size++
	}
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(-cmp.Compare(a.size, b.size), cmp.Compare(a.story, b.story), cmp.Compare(a.first, b.first))
	})
	number, taken := map[int]int64{}, map[int64]bool{}
	for _, c := range claims {
		if _, has := number[c.group]; !has && !taken[c.story] {
			number[c.group] = c.story
			taken[c.story] = true
		}
	}
	for _, g := range order {
		if _, has := number[g]; !has {
			number[g] = next()
		}
	}
	return number
}
