package text

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// cases reads testdata/sentences.txt.
func cases(t testing.TB) (inputs []string, wanted [][]string, lines []int) {
	t.Helper()
	file, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for line := range strings.Lines(string(file)) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		line = strings.NewReplacer(`\r`, "\r", `\n`, "\n", "␣", "\u00a0").Replace(line)
		var want []string
		for part := range strings.SplitSeq(line, "‖") {
			want = append(want, strings.TrimSpace(part))
		}
		inputs, wanted, lines = append(inputs, strings.ReplaceAll(line, "‖", "")), append(wanted, want), append(lines, number)
	}
	return inputs, wanted, lines
}

func TestSentencesEndWhereReadersEndThem(t *testing.T) {
	inputs, wanted, lines := cases(t)
	if len(inputs) < 120 {
		t.Fatalf("only %d cases", len(inputs))
	}
	for i, input := range inputs {
		var got []string
		for _, span := range Sentences(input) {
			got = append(got, span.Of(input))
		}
		if diff := cmp.Diff(wanted[i], got); diff != "" {
			t.Errorf("sentences.txt:%d: %q (-want +got):\n%s", lines[i], input, diff)
		}
	}
}

func TestSentencesOfNothing(t *testing.T) {
	for _, s := range []string{"", " ", "\n\n\t\u00a0\u3000"} {
		if got := Sentences(s); len(got) != 0 {
			t.Errorf("Sentences(%q) = %v, want none", s, got)
		}
	}
}

// checkSpans says what is wrong with spans as parts of s: their order, their
// ends, and what they leave uncovered. covered says which runes must be in one.
func checkSpans(t *testing.T, s string, spans []Span, covered func(rune) bool) {
	t.Helper()
	at, valid := 0, utf8.ValidString(s)
	for _, span := range spans {
		if span.Start < at || span.End <= span.Start || span.End > len(s) {
			t.Fatalf("span %v after %d in %q", span, at, s)
		}
		if valid && !utf8.ValidString(span.Of(s)) {
			t.Fatalf("span %v splits a rune of %q", span, s)
		}
		for _, r := range s[at:span.Start] {
			if covered(r) {
				t.Fatalf("%q at %d of %q is in no span", r, at, s)
			}
		}
		at = span.End
	}
	for _, r := range s[at:] {
		if covered(r) {
			t.Fatalf("%q after %d of %q is in no span", r, at, s)
		}
	}
}

func checkSentences(t *testing.T, s string) {
	t.Helper()
	spans := Sentences(s)
	checkSpans(t, s, spans, func(r rune) bool { return !unicode.IsSpace(r) })
	for _, span := range spans {
		if part := span.Of(s); part != strings.TrimSpace(part) {
			t.Fatalf("sentence %q has white space at its ends", part)
		}
	}
	paragraphs := Paragraphs(s)
	checkSpans(t, s, paragraphs, func(r rune) bool { return !unicode.IsSpace(r) })
	for _, span := range spans { // a sentence lies in one paragraph
		if !slices.ContainsFunc(paragraphs, func(p Span) bool { return p.Start <= span.Start && span.End <= p.End }) {
			t.Fatalf("sentence %v of %q crosses paragraphs %v", span, s, paragraphs)
		}
	}
}

func FuzzSentences(f *testing.F) {
	inputs, _, _ := cases(f)
	for _, input := range inputs {
		f.Add(input)
	}
	f.Add("a\xff. B\xc3. \xe2\x80")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 10_000 {
			checkSentences(t, s)
		}
	})
}

func TestSentencesOfHostileTextTakeLinearTime(t *testing.T) {
	for _, unit := range []string{".", ". ", ".)", "?!", "a.", "A. ", "\n", "[1]", "»", " »", "-", "\"", "1. ", "•", "\n- ", "。", "M.\n", "\u0301", "x", "…"} {
		s := strings.Repeat(unit, 300_000/len(unit))
		spans := Sentences(s) // quadratic code would take minutes
		checkSpans(t, s, spans, func(r rune) bool { return !unicode.IsSpace(r) })
	}
}

func TestParagraphsStandBetweenBlankLines(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" \n ", nil},
		{"one", []string{"one"}},
		{"one\ntwo", []string{"one\ntwo"}},
		{"one\n\ntwo", []string{"one", "two"}},
		{"\n\n  one \r\n \t\r\n two \n\n", []string{"one", "two"}},
		{"one\u2029two", []string{"one", "two"}},
		{"one\r\rtwo\rthree", []string{"one", "two\rthree"}},
		{"é\n\n\n\nü", []string{"é", "ü"}},
	} {
		var got []string
		for _, p := range Paragraphs(c.in) {
			got = append(got, p.Of(c.in))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Paragraphs(%q) (-want +got):\n%s", c.in, diff)
		}
	}
}

// article is a text of news length for the benchmarks.
func article() string {
	const paragraph = `Northgate Inc. signed a $4.2 million contract with U.S. Immigration officials on Sept. 26, 2025, according to Dr. J. R. Hale. ` +
		`“We deny nothing,” she said. “The state-owned scanners, No. 4 on the list, are in use.” It said 1,400 of them were sold in the U.K. The rest (some 300) were not.` + "\n\n"
	return strings.Repeat(paragraph, 10)
}

func BenchmarkSentences(b *testing.B) {
	s := article()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(s)
	}
}
