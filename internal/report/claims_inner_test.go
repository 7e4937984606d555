package report

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestFoldingByRareWordsIsFoldingByAll compares with the plain way: each claim
// against the first of every group.
func TestFoldingByRareWordsIsFoldingByAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := make([]Claim, rapid.IntRange(0, 40).Draw(t, "claims"))
		for i := range claims {
			claims[i] = Claim{place: i, Speaker: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "speaker"), Act: "denial", words: map[string]bool{}}
			for range rapid.IntRange(0, 12).Draw(t, "words") {
				claims[i].words[fmt.Sprint(rapid.IntRange(0, 14).Draw(t, "word"))] = true
			}
		}
		var want [][]int
		for i, c := range claims {
			at := slices.IndexFunc(want, func(group []int) bool {
				first := claims[group[0]]
				return c.Speaker != "" && first.Speaker == c.Speaker && overlap(c.words, first.words) >= sameWords
			})
			if at < 0 {
				want = append(want, []int{i})
				continue
			}
			want[at] = append(want[at], i)
		}
		var got [][]int
		for _, group := range fold(claims) {
			var places []int
			for _, c := range group {
				places = append(places, c.place)
			}
			got = append(got, places)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}
