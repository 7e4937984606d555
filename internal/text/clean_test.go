package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, line, paragraphs string }{
		{"", "", ""},
		{"plain", "plain", "plain"},
		{"  a \t b  ", "a b", "a b"},
		{"a\u00a0\u202fb\u3000c", "a b c", "a b c"},
		{"a\nb", "a b", "a\nb"},
		{"a \r\n b", "a b", "a\nb"},
		{"\n a\n \n\n b\n", "a b", "a\n\nb"},
		{"a\u2029b\u2028c", "a b c", "a\n\nb\nc"},
		{"a\x00b\x1b[31mc\x7f\u009bd", "ab[31mcd", "ab[31mcd"},
		{"\ufeffa\u200bb\u00adc\u2060", "abc", "abc"},
		{"a\u202eb\u2066c\u200f", "abc", "abc"},
		{"a \u200b b", "a b", "a b"},
		{"a\n\u200b\nb", "a b", "a\n\nb"},
		{"می\u200cخواهد 👨\u200d👩", "می\u200cخواهد 👨\u200d👩", "می\u200cخواهد 👨\u200d👩"},
		{"e\u0301", "é", "é"},
		{"e\u200b\u0301", "é", "é"},
		{"a\xff\xc3b", "a\ufffdb", "a\ufffdb"},
		{"a\ufdd0\uffffb", "ab", "ab"},
	} {
		if got := Clean(c.in); got != c.line {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.line)
		}
		if got := CleanText(c.in); got != c.paragraphs {
			t.Errorf("CleanText(%q) = %q, want %q", c.in, got, c.paragraphs)
		}
	}
}

func TestCleanOfCleanTextAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { Clean("a plain title of some length") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func checkClean(t interface{ Fatalf(string, ...any) }, s string) {
	line, text := Clean(s), CleanText(s)
	for _, c := range []struct{ once, twice string }{{line, Clean(line)}, {text, CleanText(text)}} {
		switch {
		case c.once != c.twice:
			t.Fatalf("%q cleans to %q, then %q", s, c.once, c.twice)
		case !utf8.ValidString(c.once), !norm.NFC.IsNormalString(c.once):
			t.Fatalf("%q cleans to %q: not UTF-8 in NFC", s, c.once)
		case c.once != strings.TrimSpace(c.once), strings.Contains(c.once, "\n\n\n"), strings.Contains(c.once, "  "):
			t.Fatalf("%q cleans to %q: white space", s, c.once)
		}
		for _, r := range strings.ReplaceAll(c.once, "\n", "") {
			if unicode.IsControl(r) || unicode.IsSpace(r) && r != ' ' {
				t.Fatalf("%q cleans to %q with %U", s, c.once, r)
			}
		}
	}
	if strings.Contains(line, "\n") || Clean(text) != line {
		t.Fatalf("%q is %q in one line, and %q by paragraphs", s, line, text)
	}
}

func TestCleanIsWhatItSays(t *testing.T) {
	mixed := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune(" \n\r\t\u00a0\u2029\u200b\u0301é\x00"))))
	rapid.Check(t, func(t *rapid.T) { checkClean(t, mixed.Draw(t, "s")) })
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\n\nb", "\xff\xfe", "e\u0301\u200b", strings.Repeat("\u0301", 70), "\r\n \r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkClean(t, s) })
}
