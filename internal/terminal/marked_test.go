package terminal

import (
	"regexp"
	"strings"
	"testing"
)

func TestMarksStandInTheirStyles(t *testing.T) {
	text := "The firm Tallow said no.\n\nIt  ended in\tJune 2025."
	mark := func(words string, s Style) Mark {
		at := strings.Index(text, words)
		return Mark{at, at + len(words), s}
	}
	colour := Streams{Colour: true}
	for _, c := range []struct {
		name  string
		marks []Mark
		width int
		want  string
	}{
		{"none", nil, 0, "The firm Tallow said no.\n\nIt  ended in June 2025."},
		{"one", []Mark{mark("Tallow", Cyan)}, 0, "The firm \x1b[36mTallow\x1b[0m said no.\n\nIt  ended in June 2025."},
		{"one in the other", []Mark{mark("Tallow said no.", Red), mark("Tallow", Bold)}, 0, "The firm \x1b[31;1mTallow\x1b[0m \x1b[31msaid no.\x1b[0m\n\nIt  ended in June 2025."},
		{"wrapped", []Mark{mark("June 2025", Yellow)}, 12, "The firm\nTallow said\nno.\n\nIt ended in\n\x1b[33mJune 2025\x1b[0m."},
		{"over the end of a line", []Mark{mark("in\tJune 2025", Yellow)}, 12, "The firm\nTallow said\nno.\n\nIt ended \x1b[33min\x1b[0m\n\x1b[33mJune 2025\x1b[0m."},
		{"nonsense is left out", []Mark{{-1, 3, Red}, {5, 5, Red}, {3, 999, Red}}, 0, "The firm Tallow said no.\n\nIt  ended in June 2025."},
	} {
		if got := string(colour.Marked(text, c.marks, c.width)); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
	if got := (Streams{}).Marked(text, []Mark{mark("Tallow", Cyan)}, 0); strings.Contains(string(got), "\x1b") {
		t.Errorf("colour where there is none: %q", got)
	}
}

func FuzzMarkedAddsNothingButStyles(f *testing.F) {
	f.Add("a b\u202ec\x1b[31m 日本語", 1, 7, 3, 9, 4)
	styles := regexp.MustCompile("\x1b\\[[0-9;]*m")
	f.Fuzz(func(t *testing.T, s string, a, b, c, d, width int) {
		width = max(0, width%100)
		marks := []Mark{{a, b, Red}, {c, d, Bold}}
		plain := string(Streams{}.Marked(s, nil, width))
		if got := styles.ReplaceAllString(string(Streams{Colour: true}.Marked(s, marks, width)), ""); got != plain {
			t.Fatalf("%q, want %q", got, plain)
		}
	})
}
