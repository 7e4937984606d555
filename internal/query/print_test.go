package query

import (
	"reflect"
	"testing"

	"dateline/internal/edtf"

	"pgregory.net/rapid"
)

func TestPrint(t *testing.T) {
	for _, c := range []struct {
		in   Node
		want string
	}{
		{nil, "*"},
		{All{}, "*"},
		{And{a, Or{b, c}}, "a (b OR c)"},
		{Or{And{a, b}, c}, "a b OR c"},
		{And{a, Not{Or{b, c}}}, "a -(b OR c)"},
		{Not{Not{a}}, "-(-a)"},
		{Not{And{a, b}}, "-(a b)"},
		{And{And{a, b}, c}, "(a b) c"},
		{Or{a}, "a"},
		{And{}, "*"},
		{Or{}, "-*"},
		{Term{Word: "OR"}, `"OR"`},
		{Term{Word: "NEAR", Prefix: true}, `"NEAR"*`},
		{Phrase{"a", "b"}, `"a b"`},
		{Near{[]Node{Phrase{"a", "b"}, Term{"c", true}}, 3}, `NEAR("a b" c* , 3)`},
		{title(Phrase{"a", "b"}), `title:"a b"`},
		{title(Not{a}), "title:(-a)"},
		{title(Or{a, b}), "title:(a OR b)"},
		{Field{Name: "outlet", Value: `The "Post" (UK)`}, `outlet:"The ""Post"" (UK)"`},
		{Field{Name: "outlet", Value: "a.example"}, "outlet:a.example"},
		{date("2025-07/.."), "date:2025-07/.."},
	} {
		if got := Print(c.in); got != c.want {
			t.Errorf("Print(%#v) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAndOf(t *testing.T) {
	for _, c := range []struct {
		in   []Node
		want Node
	}{
		{nil, All{}},
		{[]Node{All{}, nil}, All{}},
		{[]Node{a, All{}}, a},
		{[]Node{a, And{b, c}}, And{a, b, c}},
		{[]Node{Or{a, b}, c}, And{Or{a, b}, c}},
	} {
		if got := AndOf(c.in...); !reflect.DeepEqual(got, c.want) {
			t.Errorf("AndOf(%v) = %#v, want %#v", c.in, got, c.want)
		}
	}
}

// words are such as the tokenizer gives, and such as look like syntax.
var someWord = rapid.OneOf(
	rapid.SampledFrom([]string{"a", "OR", "AND", "NOT", "NEAR", "or", "title", "date", "1", "400", "Über", "机构", "P30D", "x\u0301y", "½"}),
	rapid.StringMatching(`[a-zA-Z0-9]{1,6}`),
	rapid.Map(rapid.StringMatching(`\pL{1,4}`), func(s string) string { return wordsOf(s)[0] }),
)

var (
	someTerm   = rapid.Custom(func(t *rapid.T) Node { return Term{someWord.Draw(t, "word"), rapid.Bool().Draw(t, "prefix")} })
	somePhrase = rapid.Custom(func(t *rapid.T) Node { return Phrase(rapid.SliceOfN(someWord, 2, 4).Draw(t, "phrase")) })
	someNear   = rapid.Custom(func(t *rapid.T) Node {
		return Near{rapid.SliceOfN(rapid.OneOf(someTerm, somePhrase), 2, 4).Draw(t, "parts"), rapid.IntRange(0, maxWithin).Draw(t, "within")}
	})
	someValue = rapid.Custom(func(t *rapid.T) Node {
		v := rapid.OneOf(rapid.String(), rapid.StringMatching(`["“”«() a-z.:-]{1,8}`)).Draw(t, "value")
		parsed, err := Parse("outlet:"+quote(v), now)
		if err != nil { // values without a word are none
			return Field{Name: "outlet", Value: "northgate.example"}
		}
		return parsed
	})
	someLang  = rapid.Map(rapid.SampledFrom([]string{"de", "en-gb", "zh-hant-tw"}), func(s string) Node { return Field{Name: "lang", Value: s} })
	someDates = rapid.Custom(func(t *rapid.T) Node {
		day := rapid.Custom(func(t *rapid.T) edtf.Date {
			return edtf.Day(rapid.IntRange(1900, 2100).Draw(t, "year"), 7, rapid.IntRange(1, 31).Draw(t, "day"))
		})
		d := day.Draw(t, "from")
		if to := edtf.Interval(d, day.Draw(t, "to")); !to.IsZero() {
			d = to
		}
		return Dates{rapid.SampledFrom([]edtf.Date{d, edtf.Since(d), edtf.Until(d), d.With(edtf.Approximate)}).Draw(t, "date")}
	})
)

// someTree draws a tree as Parse gives it: no And in an And, no Or in an Or.
func someTree(depth int, fields bool) *rapid.Generator[Node] {
	leaves := []*rapid.Generator[Node]{someTerm, someTerm, somePhrase, someNear}
	if fields {
		inner := rapid.Custom(func(t *rapid.T) Node { return title(someTree(min(depth, 1), false).Draw(t, "title")) })
		leaves = append(leaves, someValue, someLang, someDates, inner)
	}
	leaf := rapid.OneOf(leaves...)
	if depth == 0 {
		return leaf
	}
	return rapid.Custom(func(t *rapid.T) Node {
		parts := func() []Node { return rapid.SliceOfN(someTree(depth-1, fields), 2, 4).Draw(t, "parts") }
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			var all And
			for _, n := range parts() {
				if inner, ok := n.(And); ok {
					all = append(all, inner...)
				} else {
					all = append(all, n)
				}
			}
			return all
		case 1:
			var all Or
			for _, n := range parts() {
				if inner, ok := n.(Or); ok {
					all = append(all, inner...)
				} else {
					all = append(all, n)
				}
			}
			return all
		case 2:
			return Not{someTree(depth-1, fields).Draw(t, "part")}
		}
		return leaf.Draw(t, "leaf")
	})
}

func TestParseUndoesPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := someTree(3, true).Draw(t, "tree")
		q := Print(want)
		got, err := Parse(q, now)
		if err != nil {
			t.Fatalf("Print gives %q: %v", q, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q gives\n%#v, want\n%#v", q, got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, c := range parseCases {
		f.Add(c.in)
	}
	for _, q := range []string{"((", "NEAR(", "title:(", "-", "“", `""`, "date:P/", "a*b", "NOT -(x"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		n, err := Parse(q, now)
		if err != nil {
			return
		}
		printed := Print(n)
		again, err := Parse(printed, now)
		if err != nil {
			t.Fatalf("%q prints as %q: %v", q, printed, err)
		}
		if !reflect.DeepEqual(n, again) {
			t.Fatalf("%q prints as %q:\n%#v, then\n%#v", q, printed, n, again)
		}
	})
}
