package terminal

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestColumnsGoByPriority(t *testing.T) {
	cols := func() []fitted {
		return []fitted{
			{index: 0, width: 6, least: 6, natural: 6, priority: 2},
			{index: 1, width: 10, least: 10, natural: 10},
			{index: 2, width: 100, least: 30, natural: 100, flexible: true},
			{index: 3, width: 50, least: 20, natural: 50, flexible: true, priority: 3},
			{index: 4, width: 6, least: 6, natural: 6, priority: 2},
		}
	}
	for _, c := range []struct {
		width int
		shown []int
		sizes []int
	}{
		{200, []int{0, 1, 2, 3, 4}, []int{6, 10, 100, 50, 6}},
		{130, []int{0, 1, 2, 3, 4}, []int{6, 10, 50, 50, 6}},
		{80, []int{0, 1, 2, 3, 4}, []int{6, 10, 30, 20, 6}},
		{79, []int{0, 1, 2, 4}, []int{6, 10, 51, 6}},
		{58, []int{0, 1, 2, 4}, []int{6, 10, 30, 6}},
		{57, []int{0, 1, 2}, []int{6, 10, 37}},
		{49, []int{1, 2}, []int{10, 37}},
		{30, []int{1, 2}, []int{10, 18}},
		{3, []int{1, 2}, []int{10, 4}},
	} {
		var shown, sizes []int
		for _, f := range fit(cols(), c.width) {
			shown, sizes = append(shown, f.index), append(sizes, f.width)
		}
		if !slices.Equal(shown, c.shown) || !slices.Equal(sizes, c.sizes) {
			t.Errorf("at %d: columns %v of %v, want %v of %v", c.width, shown, sizes, c.shown, c.sizes)
		}
	}
}

// A table on a terminal never leaves its line, and all of its columns begin at
// the same cell in every line.
func TestTablesStayInTheirLine(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z]{1,12}( [a-z]{1,30}){0,9}`),
		rapid.SampledFrom([]string{"雲の契約", "سحابة", "e\u0301\u0301", "👩\u200d👩", "\x1b[1m", "❤\ufe0f", "", "ｶﾞ", "हिन्दी", "ไทยกำ"}))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(46, 220).Draw(t, "width")
		var out strings.Builder
		l := NewList(Streams{Out: &out, OutIsTerminal: true, Width: width}, Table, []Column[[2]string]{
			{Title: "Left", Cell: func(r [2]string) string { return r[0] }, Lines: rapid.IntRange(0, 3).Draw(t, "lines")},
			{Title: "Right", Cell: func(r [2]string) string { return r[1] }},
			{Title: "End", Cell: func([2]string) string { return "#" }},
		})
		n := rapid.IntRange(1, 5).Draw(t, "rows")
		for range n {
			if err := l.Row([2]string{word.Draw(t, "left"), word.Draw(t, "right")}); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		ends := map[int]bool{}
		found := 0
		for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\n"), "\n") {
			if w := Width(line); w > width {
				t.Fatalf("%d cells of %d: %q", w, width, line)
			}
			if strings.HasSuffix(line, "#") {
				ends[Width(line)] = true
				found++
			}
		}
		if len(ends) != 1 || found < n {
			t.Fatalf("the last column stands at %v in %d lines of %d rows:\n%s", ends, found, n, out.String())
		}
	})
}

func TestPipesGetEverything(t *testing.T) {
	out := write(t, Streams{Width: 20}, Table, rows)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != len(rows)+1 {
		t.Fatalf("%d lines for %d rows", len(lines), len(rows))
	}
	for i, r := range rows {
		for _, cell := range []string{flat(r.Title), flat(r.Outlet), flat(r.URL), Stamp(r.Published)} {
			if !strings.Contains(lines[i+1], cell) {
				t.Errorf("row %d lacks %q: %q", i, cell, lines[i+1])
			}
		}
		if strings.TrimRight(lines[i+1], " ") != lines[i+1] {
			t.Errorf("row %d ends with spaces", i)
		}
	}
}

func TestUnknownWidthIsEighty(t *testing.T) {
	known := write(t, terminals["80"], Table, rows)
	if unknown := write(t, Streams{OutIsTerminal: true}, Table, rows); unknown != known {
		t.Errorf("differs:\n%s", unknown)
	}
}
