package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Northgate Inc.", "northgate inc."},
		{"ÜBERWACHUNG Straße STRASSE ẞ", "uberwachung strasse strasse ss"},
		{"naïve Café cafe\u0301", "naive cafe cafe"},
		{"Łódź Ørsted Æther Œuvre Þór Đà", "lodz orsted aether oeuvre thor da"},
		{"ﬁnance ﬄuent", "finance ffluent"},
		{"“Quoted” ‘so’ «là» it’s", `"quoted" 'so' "la" it's`},
		{"2025–26 — x‑y −1", "2025-26 - x-y -1"},
		{"wait…", "wait..."},
		{"ＩＣＥ １２", "ice 12"},
		{"m² №", "m2 no"},
		{"so\u00adft\u200b", "soft"},
		{"a\u00a0b", "a b"},
		{"İstanbul ISTANBUL ılık", "istanbul istanbul ilik"},
		{"Ἀθήνα ΣΊΣΥΦΟΣ σίσυφος", "αθηνα σισυφοσ σισυφοσ"},
		{"Ёлка Йод Київ", "елка йод киів"},
		{"がぎ ガ ｶﾞ", "がぎ ガ ガ"},
		{"한국", "한국"},
		{"مُحَمَّد", "محمد"},
		{"हिन्दी", "हिन्दी"},
		{"a\xffb", "a\ufffdb"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFoldOfPlainTextAllocatesNothing(t *testing.T) {
	s := strings.Repeat("plain words ", 100)
	if n := testing.AllocsPerRun(10, func() { Fold(s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkFold(t, rapid.String().Draw(t, "s")) })
}

func checkFold(t interface{ Fatalf(string, ...any) }, s string) {
	once := Fold(s)
	if twice := Fold(once); twice != once {
		t.Fatalf("Fold(%q) = %q, then %q", s, once, twice)
	}
	if other := Fold(norm.NFC.String(s)); utf8.ValidString(s) && other != Fold(norm.NFD.String(s)) {
		t.Fatalf("%q folds differently when composed: %q", s, other)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"ÄÖ\u0301", "ß\xff", "ǅ", "K\u0308Å", "\u0345α"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}

func TestEveryRuneFoldsOnce(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if utf8.ValidRune(r) {
			checkFold(t, string(r))
		}
	}
}
