package text_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/internal/text"
)

func TestSpacedSetsIdeographsApart(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"Azure contract – “yes”": "Azure contract – “yes”",
		"政府":                     " 政  府 ",
		"the 政府 said":            "the  政  府  said",
		"デジタル庁":                  " デ  ジ  タ  ル  庁 ",
		"정부":                     "정부",
	} {
		if got := text.Spaced(in); got != want {
			t.Errorf("Spaced(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpacedChangesNothingButSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab 政府テé\u3099\u0301„"))).Draw(t, "s")
		without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := text.Spaced(s); without(got) != without(s) {
			t.Errorf("Spaced(%q) = %q", s, got)
		}
	})
}

func BenchmarkSpaced(b *testing.B) {
	s := strings.Repeat("The agency said “no” to the contract – again. ", 100)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Spaced(s)
	}
}
