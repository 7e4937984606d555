package page

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFoldingLeavesCleanText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "in")
		got := fold(in)
		if !utf8.ValidString(got) || strings.Contains(got, "  ") || got != strings.TrimSpace(got) {
			t.Fatalf("%q became %q", in, got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || r != ' ' && unicode.IsSpace(r) }) {
			t.Fatalf("%q kept control characters or white space: %q", in, got)
		}
		if fold(got) != got {
			t.Fatalf("%q folds again to %q", got, fold(got))
		}
	})
}

func TestFoldingJoinsPieces(t *testing.T) {
	var f folder
	for _, piece := range []string{" One", "\n", "two ", " three", "four "} {
		f.add(piece)
	}
	if got, want := f.take(), "One two threefour"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f.add("anew")
	if got := f.take(); got != "anew" {
		t.Errorf("got %q after take", got)
	}
}

func TestKeyComparesWordsOnly(t *testing.T) {
	if a, b := key("“The State’s Cloud” – a reckoning"), key("The states cloud: A Reckoning"); a != b {
		t.Errorf("%q and %q", a, b)
	}
}
