package terminal

import (
	"strings"
	"testing"
	"unicode"
)

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "雲": 2, "e\u0301": 1, "ｱ": 1, "Ａ": 2, "…": 1, "—": 1, "─": 1,
		"עברית": 5, "שָׁלוֹם": 4, "한국": 4, mark: 0, "👩": 2,
	} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"agency", 6, "agency"}, {"agency", 5, "agen…"}, {"agency", 1, "…"}, {"agency", 0, ""},
		{"an agency", 4, "an…"}, {"雲雲雲", 5, "雲雲…"}, {"雲雲雲", 4, "雲…"},
		{"cafe\u0301s", 5, "cafe\u0301s"}, {"cafe\u0301s!", 5, "cafe\u0301…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"👩\u200d👧xx", 5, "👩\u200d👧…"}, {"👩\u200d👧xx", 4, "…"}, {"", 3, ""},
	} {
		if got := Cut(c.in, c.width); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, in string
		width    int
		want     string
	}{
		{"words", "the company said it had no sign of any", 12, "the company\nsaid it had\nno sign of\nany"},
		{"exact", "abc def", 7, "abc def"},
		{"one less", "abc def", 6, "abc\ndef"},
		{"paragraphs stay", "one two\n\nthree four", 6, "one\ntwo\n\nthree\nfour"},
		{"a long word stays whole", "see http://harbourcourier.example/2026 now", 10, "see\nhttp://harbourcourier.example/2026\nnow"},
		{"no-break space", "10\u00a0kg of data", 5, "10\u00a0kg\nof\ndata"},
		{"ideographs", "移民当局は、雲を使う。", 10, "移民当局\nは、雲を使\nう。"},
		{"opening bracket", "三倍「規約」", 6, "三倍\n「規\n約」"},
		{"Hangul breaks at spaces", "클라우드 계약", 8, "클라우드\n계약"},
		{"mixed", "Azure雲cloud", 7, "Azure雲\ncloud"},
		{"cleaned", "a\x1b[2J b\u2028c", 80, "a[2J b\nc"},
		{"no width", "a b", 0, "a\nb"},
		{"empty", "", 10, ""},
	} {
		if got := Wrap(c.in, c.width); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIndentLeavesBlankLinesBlank(t *testing.T) {
	if got, want := Indent("a\n\nb", "> "), "> a\n\n> b"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		in       string
		width, n int
		want     string
	}{
		{"short", 10, 0, "short"},
		{"the agency said nothing", 10, 0, "the agenc…"},
		{"the agency said nothing", 10, 3, "the agency|said|nothing"},
		{"the agency said nothing more", 10, 2, "the agency|said…"},
		{"the agency says now that it said nothing", 10, 2, "the agency|says now…"},
		{"the agency says cloud is", 10, 2, "the agency|says…"},
		{"averyveryverylongword", 8, 2, "averyver|yverylo…"},
		{"雲雲雲雲雲", 4, 2, "雲雲|雲…"},
	} {
		if got := strings.Join(fill(c.in, c.width, c.n), "|"); got != c.want {
			t.Errorf("fill(%q, %d, %d) = %q, want %q", c.in, c.width, c.n, got, c.want)
		}
	}
}

func FuzzWrapLosesNothing(f *testing.F) {
	f.Add("the 雲「規約」 company\u0301 said", 7)
	f.Add("👩\u200d👩\u200d👧 👧", 1)
	f.Add("a\u00a0b", 2)
	f.Add("👩\u200f👩\u200d", 1)
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = width & 63
		s = Clean(s)
		bare := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		for _, hard := range []bool{false, true} {
			lines := wrapLine(s, width, hard)
			if bare(strings.Join(lines, "")) != bare(s) {
				t.Fatalf("%q at %d: %q", s, width, lines)
			}
			for _, line := range lines {
				w := Width(line)
				if hard && w > max(width, 2) && !strings.ContainsRune(line, '\u200d') {
					t.Fatalf("%q at %d: %q has %d cells", s, width, line, w)
				}
			}
		}
		if w := Width(Cut(s, width)); w > width {
			t.Fatalf("Cut(%q, %d) has %d cells", s, width, w)
		}
	})
}
