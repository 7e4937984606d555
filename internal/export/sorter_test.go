package export

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

func TestLinesComeBackInOrderHoweverManyThereAre(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100, 5000} {
		folder := t.TempDir()
		s := sorter{folder: folder, limit: 300}
		random := rand.New(rand.NewPCG(1, uint64(n)))
		var want []string
		for range n {
			line := fmt.Sprintf("%d %x\n", random.IntN(50), random.Uint64())
			want = append(want, line)
			check(t, s.add(line))
		}
		slices.Sort(want)
		var got []string
		check(t, s.each(func(line string) error { got = append(got, line); return nil }))
		if !slices.Equal(got, want) {
			t.Errorf("%d lines: %d came back, or in another order", n, len(got))
		}
		if names, err := os.ReadDir(folder); err != nil || len(names) > 0 {
			t.Errorf("left behind: %v, %v", names, err)
		}
		if n == 5000 && len(s.runs) < 100 {
			t.Errorf("%d runs: the limit was not kept", len(s.runs))
		}
		check(t, s.close())
	}
}

func TestSortingEndsWithTheFirstError(t *testing.T) {
	s := sorter{folder: t.TempDir(), limit: 1}
	for _, line := range []string{"b\n", "a\n", "c\n"} {
		check(t, s.add(line))
	}
	stop, n := errors.New("stop"), 0
	if err := s.each(func(string) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d lines", err, n)
	}
	check(t, s.close())
	nowhere := sorter{folder: t.TempDir() + "/nowhere", limit: 1}
	if err := nowhere.add("a\n"); err == nil {
		t.Error("a folder that is not there holds lines")
	}
}
