package query

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2026, 3, 31, 22, 30, 0, 0, time.FixedZone("", -3600*4)) // April 1 in UTC

func date(s string) Dates {
	d, err := edtf.Parse(s)
	if err != nil {
		panic(err)
	}
	return Dates{d}
}

func title(n Node) Field { return Field{Name: "title", Part: n} }

var a, b, c = Term{Word: "a"}, Term{Word: "b"}, Term{Word: "c"}

var parseCases = []struct {
	in   string
	want Node
}{
	// Nothing
	{"", All{}},
	{" \n", All{}},
	{"*", All{}},
	{"* a", And{All{}, a}},

	// Words
	{"a", a},
	{"  a  ", a},
	{"a b", And{a, b}},
	{"a AND b", And{a, b}},
	{"a and b", And{a, Term{Word: "and"}, b}},
	{"Northgate", Term{Word: "Northgate"}},
	{"Überwachung", Term{Word: "Überwachung"}},
	{"U\u0308ber", Term{Word: "Über"}},
	{"сканер 机构", And{Term{Word: "сканер"}, Term{Word: "机构"}}},
	{"state-owned", Phrase{"state", "owned"}},
	{"co-pilot's", Phrase{"co", "pilot", "s"}},
	{"co-pilot’s", Phrase{"co", "pilot", "s"}},
	{"1,400", Phrase{"1", "400"}},
	{"$4.2m", Phrase{"4", "2m"}},
	{"U.S.", Phrase{"U", "S"}},
	{"AT&T", Phrase{"AT", "T"}},
	{"C++", Term{Word: "C"}},
	{"10:30", Phrase{"10", "30"}},
	{"https://northgate.example/a", Phrase{"https", "northgate", "example", "a"}},
	{"Exclusive: a", And{Term{Word: "Exclusive"}, a}},
	{"a & b", And{a, b}},
	{"a – b, c.", And{a, b, c}},
	{"a - b", And{a, b}},
	{"a -", a},
	{"a\x00b\xff", Phrase{"a", "b"}},

	// Prefixes
	{"scan*", Term{Word: "scan", Prefix: true}},
	{"scan*,", Term{Word: "scan", Prefix: true}},
	{`"scan"*`, Term{Word: "scan", Prefix: true}},

	// Phrases
	{`"a b"`, Phrase{"a", "b"}},
	{`"a"`, a},
	{`"OR"`, Term{Word: "OR"}},
	{`“a b” c`, And{Phrase{"a", "b"}, c}},
	{`„a b“`, Phrase{"a", "b"}},
	{`«a b»`, Phrase{"a", "b"}},
	{`"a b”`, Phrase{"a", "b"}},
	{`“a b"`, Phrase{"a", "b"}},
	{`"a b"c`, And{Phrase{"a", "b"}, c}},
	{`"a ""b"" c"`, Phrase{"a", "b", "c"}},
	{`"state-owned (a)"`, Phrase{"state", "owned", "a"}},
	{`"a OR b"`, Phrase{"a", "OR", "b"}},

	// Operators
	{"a OR b", Or{a, b}},
	{"a or b", And{a, Term{Word: "or"}, b}},
	{"a OR b OR c", Or{a, b, c}},
	{"a b OR c", Or{And{a, b}, c}},
	{"a (b OR c)", And{a, Or{b, c}}},
	{"(a b) c", And{a, b, c}},
	{"(a OR b) OR c", Or{a, b, c}},
	{"((a))", a},
	{"a(b)", And{a, b}},
	{"ORacle", Term{Word: "ORacle"}},

	// Negation
	{"-a", Not{a}},
	{"NOT a", Not{a}},
	{"a -b", And{a, Not{b}}},
	{"a NOT b c", And{a, Not{b}, c}},
	{"a AND NOT b", And{a, Not{b}}},
	{`-"a b"`, Not{Phrase{"a", "b"}}},
	{"-(a OR b)", Not{Or{a, b}}},
	{"-state-owned", Not{Phrase{"state", "owned"}}},
	{"NOT NOT a", Not{Not{a}}},
	{"-(-a)", Not{Not{a}}},
	{"--a", Not{a}},
	{"-*", Not{All{}}},
	{"-title:a", Not{title(a)}},

	// NEAR
	{"NEAR(a b)", Near{[]Node{a, b}, 10}},
	{"NEAR(a b, 5)", Near{[]Node{a, b}, 5}},
	{"NEAR(a b,5)", Near{[]Node{a, b}, 5}},
	{"NEAR (a b , 0 )", Near{[]Node{a, b}, 0}},
	{`NEAR("a b" c* state-owned, 3)`, Near{[]Node{Phrase{"a", "b"}, Term{"c", true}, Phrase{"state", "owned"}}, 3}},
	{"NEAR(a, b, 3)", Near{[]Node{a, b}, 3}},
	{"NEAR(a 1,400)", Near{[]Node{a, Term{Word: "1"}}, 400}},
	{"NEAR(a 1,400, 10)", Near{[]Node{a, Phrase{"1", "400"}}, 10}},
	{"-NEAR(a b) c", And{Not{Near{[]Node{a, b}, 10}}, c}},
	{`"NEAR"`, Term{Word: "NEAR"}},
	{"near(a)", And{Term{Word: "near"}, a}},

	// Fields
	{"company:a", Field{Name: "company", Value: "a"}},
	{`agency:"Ministry of Tides"`, Field{Name: "agency", Value: "Ministry of Tides"}},
	{"story:7", Field{Name: "story", Value: "7"}},
	{"has:Denial -is:copy", And{Field{Name: "has", Value: "denial"}, Not{Field{Name: "is", Value: "copy"}}}},
	{"title:a", title(a)},
	{"TITLE:a", title(a)},
	{"title:a b", And{title(a), b}},
	{"title:state-owned", title(Phrase{"state", "owned"})},
	{`title:"a b"`, title(Phrase{"a", "b"})},
	{"title:a*", title(Term{"a", true})},
	{"title:(a OR b)", title(Or{a, b})},
	{"title:(a -b)", title(And{a, Not{b}})},
	{"title:NEAR(a b, 2)", title(Near{[]Node{a, b}, 2})},
	{"outlet:northgate.example", Field{Name: "outlet", Value: "northgate.example"}},
	{`outlet:"The Northgate Post"`, Field{Name: "outlet", Value: "The Northgate Post"}},
	{`outlet:“The Post”`, Field{Name: "outlet", Value: "The Post"}},
	{`outlet:"The ""Post"""`, Field{Name: "outlet", Value: `The "Post"`}},
	{"(outlet:a.example OR outlet:b.example) c", And{Or{Field{Name: "outlet", Value: "a.example"}, Field{Name: "outlet", Value: "b.example"}}, c}},
	{"lang:DE", Field{Name: "lang", Value: "de"}},
	{"lang:pt_BR", Field{Name: "lang", Value: "pt-br"}},
	{"source:3", Field{Name: "source", Value: "3"}},
	{"source:https://northgate.example/feed?a=b:c", Field{Name: "source", Value: "https://northgate.example/feed?a=b:c"}},

	// Dates
	{"date:2026", date("2026")},
	{"date:2025-07", date("2025-07")},
	{"date:2025-07/2026-02", date("2025-07/2026-02")},
	{"date:2025-07-01/2025-07-02", date("2025-07-01/2025-07-02")},
	{"date:2011-q4", date("2011-Q4")},
	{"date:201X", date("201X")},
	{"date:/2026", date("../2026")},
	{"date:../2026", date("../2026")},
	{"date:2026/", date("2026/..")},
	{"date:2026/..", date("2026/..")},
	{`date:"2026"`, date("2026")},
	{"date:P30D/", date("2026-03-02/..")},
	{"date:P30D/..", date("2026-03-02/..")},
	{"date:P30D", date("2026-03-02/..")},
	{"date:p2w/", date("2026-03-18/..")},
	{"date:P1Y2M/", date("2025-02-01/..")},
	{"date:PT36H/", date("2026-03-30T14:30:00Z/..")},
	{"date:2025-07-01/P1M", date("2025-07-01/2025-07-31")},
	{"date:2025-07/P2M", date("2025-07/2025-08-31")},
	{"date:2025-01-31/P1M", date("2025-01-31/2025-02-27")},
	{"date:2025-07-01T10:00:00Z/PT1H", date("2025-07-01T10:00:00Z/2025-07-01T10:59:59Z")},
	{"date:P1M/2025-07-31", date("2025-07-01/2025-07-31")},
	{"date:P1M/2025-02", date("2025-02-01/2025-02")},
	{"date:P7D/2025-03-07", date("2025-03-01/2025-03-07")},
	{"a date:2026 -b", And{a, date("2026"), Not{b}}},
	{"(date:2026)", date("2026")},
}

func TestParse(t *testing.T) {
	for _, c := range parseCases {
		got, err := Parse(c.in, now)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		if diff := cmp.Diff(c.want, got, cmp.Comparer(func(x, y edtf.Date) bool { return x == y })); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	for _, c := range []struct {
		in     string
		offset int
		want   string // part of the message
	}{
		{"ice outlt:northgate", 4, "unknown field `outlt:` at 5; did you mean `outlet:`?"},
		{"ümlaut outlt:x", 8, "unknown field `outlt:` at 8; did you mean `outlet:`?"},
		{"site:northgate.example", 0, "did you mean `outlet:`?"},
		{"since:2026", 0, "did you mean `date:`?"},
		{"langauge:de", 0, "the fields are"},
		{"compny:x", 0, "did you mean `company:`?"},
		{"vendor:x", 0, "did you mean `company:`?"},
		{"has:money", 4, "`has:` cannot be `money` at 5; it can be denial, deal, amount, correction, copy"},
		{"language:de", 0, "did you mean `lang:`?"},
		{"tilte:a", 0, "did you mean `title:`?"},
		{"flavour:sweet", 0, "the fields are title: outlet: company: agency: product: person: entity: lang: source: story: has: is: date:"},
		{`a "b c`, 2, "the quote is not closed at 3"},
		{"a “b c", 2, "the quote is not closed"},
		{`outlet:"b c`, 7, "the quote is not closed"},
		{`""`, 0, "no word between the quotes"},
		{`a "…"`, 2, "no word between the quotes"},
		{"(a b", 0, "`(` is not closed at 1"},
		{"a (b (c)", 2, "`(` is not closed at 3"},
		{"a b)", 3, "`)` without `(` at 4"},
		{")", 0, "`)` without `(`"},
		{"a ()", 2, "nothing between the parentheses"},
		{"OR", 0, "OR has nothing before it"},
		{"OR a", 0, "OR has nothing before it"},
		{"a OR", 4, "OR has nothing behind it at the end; allowed here: a word"},
		{"a OR OR b", 5, "OR has nothing before it"},
		{"(a OR) b", 5, "OR has nothing behind it"},
		{"AND a", 0, "AND has nothing before it"},
		{"a AND", 5, "AND has nothing behind it"},
		{"a AND AND b", 6, "AND has nothing before it"},
		{"a AND OR b", 6, "AND has nothing behind it"},
		{"NOT", 3, "NOT has nothing behind it"},
		{"a NOT", 5, "NOT has nothing behind it"},
		{"NOT OR", 3, "NOT has nothing behind it"},
		{"a (NOT) b", 6, "NOT has nothing behind it"},
		{`--"a"`, 1, "`-` has nothing behind it"},
		{"NEAR", 0, "NEAR without parentheses"},
		{"NEAR a", 0, "NEAR without parentheses"},
		{"NEAR()", 0, "NEAR without words"},
		{"NEAR(, 5)", 0, "NEAR without words"},
		{"NEAR(a)", 0, "NEAR with one word only"},
		{"x NEAR(a b", 2, "NEAR( is not closed"},
		{"NEAR(a b, 99999)", 8, "the distance is too long"},
		{"NEAR(a b, 99999999999999999999)", 8, "the distance is too long"},
		{"NEAR(a OR b)", 7, "an operator within NEAR"},
		{"NEAR(a -b)", 7, "an operator within NEAR"},
		{"NEAR(a (b))", 7, "parentheses within NEAR"},
		{"NEAR(a title:b)", 7, "the field `title:` within NEAR"},
		{"NEAR(a *)", 7, "`*` alone within NEAR"},
		{"*a", 0, "`*` within or before a word"},
		{"a*b", 1, "`*` within or before a word"},
		{"state-own*", 0, "`*` behind more than one word at 1; it completes a single word: own*"},
		{`"a b"*`, 0, "`*` behind more than one word"},
		{"title:", 0, "no value behind `title:` at 1; for example title:contract"},
		{"date: 2026", 0, "no value behind `date:` at 1; for example date:2026"},
		{"title:-a", 6, "`-` behind `title:` at 7; write -title:word"},
		{"title:OR", 6, "no word behind `title:`"},
		{"title:*", 6, "`*` alone behind `title:`"},
		{"title:(a outlet:b)", 9, "the field `outlet:` within `title:`"},
		{"outlet:(a OR b)", 7, "write (outlet:a OR outlet:b)"},
		{"outlet:…", 7, "no value behind `outlet:`"},
		{"lang:german!", 5, "bad language `german!`"},
		{"a date:2025-13", 7, "bad date `2025-13`"},
		{"date:yesterday", 5, "bad date `yesterday`"},
		{"date:2026/2025", 5, "bad date `2026/2025`"},
		{"date:2024/2025/2026", 5, "more than two ends"},
		{"date:P1M/2025/2026", 5, "more than two ends"},
		{"date:P30D/P1M", 5, "a duration at both ends"},
		{"date:/P30D", 5, "a duration needs a date before it"},
		{"date:P", 5, "a duration is written"},
		{"date:P0D/", 5, "a duration is written"},
		{"date:P1D2Y/", 5, "a duration is written"},
		{"date:P30/", 5, "a duration is written"},
		{"date:P1H/", 5, "a duration is written"},
		{"date:P9999Y/", 5, "beyond the years"},
		{"date:2026/P9999Y", 5, "beyond the years"},
		{"date:P9999Y/2026", 5, "beyond the years"},
		{"&", 0, "nothing to look for"},
		{strings.Repeat("(", 100) + "a", 64, "too many parentheses"},
		{strings.Repeat("NOT ", 100) + "a", 256, "too many parentheses"},
		{strings.Repeat("a ", 1001), 2000, "too many parts"},
	} {
		n, err := Parse(c.in, now)
		var wrong *SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("Parse(%q) = %#v, %v, want a syntax error", c.in, n, err)
			continue
		}
		if wrong.Offset != c.offset || !strings.Contains(err.Error(), c.want) || wrong.Query != c.in {
			t.Errorf("Parse(%.40q): %v (offset %d), want %q at offset %d", c.in, err, wrong.Offset, c.want, c.offset)
		}
		if !errors.Is(err, fault.Usage) || fault.CodeOf(err) != fault.Usage {
			t.Errorf("Parse(%q): %v is no fault of usage", c.in, err)
		}
	}
}
