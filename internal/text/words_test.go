package text

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{ // want: words with | between
		{"", ""},
		{" .,; – ", ""},
		{"The agency signed.", "The|agency|signed"},
		{"state-owned, co-pilot’s and co-pilot's", "state-owned|co-pilot’s|and|co-pilot's"},
		{"rock'n'roll 'quoted' dogs' ’tis", "rock'n'roll|quoted|dogs|tis"},
		{"a--b c- -d", "a|b|c|d"},
		{"$1,400 and 3.5% of 1.400,50", "1,400|and|3.5|of|1.400,50"},
		{"in 2025, 40 of them.", "in|2025|40|of|them"},
		{"1,x x,1 a,b", "1|x|x|1|a|b"},
		{"the U.S. and U.S.A., e.g. here", "the|U.S|and|U.S.A|e.g|here"},
		{"northgate.example a.txt x.y.zip", "northgate|example|a|txt|x.y|zip"},
		{"AT&T user_name 10:30", "AT|T|user|name|10|30"},
		{"Überwachung naïve U\u0308ber", "Überwachung|naïve|U\u0308ber"},
		{"so\u00adft sau\u2011ber", "so\u00adft|sau\u2011ber"},
		{"机构 signed 签署", "机|构|signed|签|署"},
		{"スキャナーを買う", "ス|キ|ャ|ナ|ー|を|買|う"},
		{"か\u3099x", "か\u3099|x"},
		{"a机b", "a|机|b"},
		{"a-机", "a|机"},
		{"계약을 체결", "계약을|체결"},
		{"می\u200cخواهد", "می\u200cخواهد"},
		{"अनुबंध हुआ", "अनुबंध|हुआ"},
		{"١٬٤٠٠ ٣٫٥", "١٬٤٠٠|٣٫٥"},
		{"½ m² x\xffy", "½|m²|x|y"},
	} {
		var got []string
		for _, w := range Words(c.in) {
			got = append(got, w.Of(c.in))
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.in, joined, c.want)
		}
	}
}

func TestWordSpansAreOffsets(t *testing.T) {
	want := []Span{{0, 3}, {4, 7}}
	if diff := cmp.Diff(want, Words("né foo")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestWordsOfHostileTextTakeLinearTime(t *testing.T) {
	for _, unit := range []string{"a.", "a-", "1,", "机", "\u0301", "a'", "x"} {
		s := strings.Repeat(unit, 300_000/len(unit))
		checkSpans(t, s, Words(s), isWordRune)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"co-pilot's 1,400", "a.b.c", "机构a", "e\u0301\u200d", "a\xff.b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := Words(s)
		checkSpans(t, s, words, func(r rune) bool { return isWordRune(r) })
		for _, w := range words {
			if !strings.ContainsFunc(w.Of(s), isWordRune) || strings.ContainsFunc(w.Of(s), unicode.IsSpace) {
				t.Fatalf("%q is no word", w.Of(s))
			}
		}
	})
}

func BenchmarkWords(b *testing.B) {
	s := article()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Words(s)
	}
}
