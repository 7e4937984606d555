package text_test

import (
	"strings"
	"testing"

	"dateline/internal/text"
)

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"company", "company", 0}, {"compny", "company", 1}, {"comapny", "company", 1}, {"outlt", "outlet", 1},
		{"search", "serach", 1}, {"abc", "", 3}, {"", "abc", 3}, {"kitten", "sitting", 3}, {strings.Repeat("a", 40), "a", 64},
	} {
		if got := text.Slips(c.a, c.b); got != c.want {
			t.Errorf("Slips(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := text.Slips(c.b, c.a); got != c.want {
			t.Errorf("Slips(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
