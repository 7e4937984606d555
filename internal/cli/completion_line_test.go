package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// bashBreaks is what COMP_WORDBREAKS is by default.
const bashBreaks = " \t\n\"'@><=;|&(:"

func TestLinesAreReadAsBashDoes(t *testing.T) {
	env := func(name string) string { return map[string]string{"DB": "/a b.db"}[name] }
	for _, c := range []struct {
		line       string
		before     string // joined with |
		typed, raw string
		quote      byte
	}{
		{"dateline", "", "dateline", "dateline", 0},
		{"dateline ", "", "", "", 0},
		{"dateline sea", "", "sea", "sea", 0},
		{"dateline search 'a b' c", "search|a b", "c", "c", 0},
		{`dateline search a\ b c`, "search|a b", "c", "c", 0},
		{"dateline search company:pal", "search", "company:pal", "pal", 0},
		{`dateline search company:\"pal\ t`, "search", `company:"pal t`, `\"pal\ t`, 0},
		{"dateline search --format=cs", "search", "--format=cs", "cs", 0},
		{"dateline search 'x company:pal", "search", "x company:pal", "x company:pal", '\''},
		{`dateline search "x \"y company:pal`, "search", `x "y company:pal`, `x \"y company:pal`, '"'},
		{`dateline search company:"Pal T`, "search", "company:Pal T", "Pal T", '"'},
		{"dateline search 'x'y", "search", "xy", "y", 0},
		{"A=1 B=2 dateline search x", "search", "x", "x", 0},
		{"cat f | dateline ingest -", "ingest", "-", "-", 0},
		{"true; dateline status ", "status", "", "", 0},
		{"dateline --db $DB search x", "--db|/a b.db|search", "x", "x", 0},
		{"dateline --db \"${DB}\" search x", "--db|/a b.db|search", "x", "x", 0},
		{"dateline --db '$DB' search x", "--db|$DB|search", "x", "x", 0},
		{"dateline search cost$ x", "search|cost$", "x", "x", 0},
		{"dateline search 'a'\\''b' x", "search|a'b", "x", "x", 0},
		{"dateline search ''", "search", "", "", 0},
		{`dateline search x\`, "search", `x\`, `x\`, 0},
		{"", "", "", "", 0},
	} {
		l := readLine(c.line, bashBreaks, env)
		if got := strings.Join(l.before, "|"); got != c.before || l.typed != c.typed || l.raw != c.raw || l.quote != c.quote {
			t.Errorf("%s: before %q, typed %q, raw %q, quote %q", c.line, got, l.typed, l.raw, l.quote)
		}
		if l.drop > len(l.typed) {
			t.Errorf("%s: %d bytes of %q are left out", c.line, l.drop, l.typed)
		}
	}
}

func TestWordsForReadline(t *testing.T) {
	const open, alone = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace, cobra.ShellCompDirectiveNoFileComp
	for _, c := range []struct {
		name, line string
		found      []string
		directive  cobra.ShellCompDirective
		inserts    bool
		want       []string
	}{
		{"nothing", "dateline x", nil, alone, false, nil},
		{"an error", "dateline x", []string{"xy"}, cobra.ShellCompDirectiveError, false, nil},
		{"files", "dateline ingest x", nil, cobra.ShellCompDirectiveDefault, false, []string{":files"}},
		{"one", "dateline sea", []string{"search\tWhich articles?"}, alone, false, []string{"search"}},
		{"one with more behind it", "dateline search com", []string{"company:\ta company"}, open, false, []string{":nospace", "company:"}},
		{"only what is behind the colon", "dateline search company:mic", []string{"company:Microsoft\tx"}, alone, false, []string{"Microsoft"}},
		{"quoted for the shell", "dateline search company:vel", []string{`company:"Veldt Analytics"`}, alone, false, []string{`\"Veldt\ Analytics\"`}},
		{"as it is in single quotes", "dateline search 'company:vel", []string{`company:"Veldt Analytics"`}, alone, false,
			[]string{":nospace", `company:"Veldt Analytics"`, `company:"Veldt Analytics"…`}},
		{"escaped in double quotes", `dateline search "company:vel`, []string{`company:"Veldt $1"`}, alone, false,
			[]string{":nospace", `company:\"Veldt \$1\"`, `company:\"Veldt \$1\"…`}},
		{"a value of an option may close its quotes", "dateline timeline --entity 'vel", []string{"Veldt Analytics"}, alone, false, []string{"Veldt Analytics"}},
		{"what all have in common first", "dateline search outlet:c", []string{"outlet:capitol.example", "outlet:capital.example"}, alone, false, []string{":nospace", "capit"}},
		{"then the list", "dateline s", []string{"search\tWhich articles?", "show\tThe text"}, alone, false, []string{"search  (Which articles?)", "show    (The text)"}},
		{"the list begins as was typed", "dateline search company:PAL", []string{"company:Palantir", "company:palo"}, alone, false, []string{"PALantir", "PALo"}},
		{"what does not go on is left out", "dateline s", []string{"search", "table"}, alone, false, []string{"search"}},
		{"one after the other", "dateline s", []string{"search\tx", "show\ty"}, alone, true, []string{"search", "show"}},
		{"behind an option's sign", "dateline search --format=js", []string{"json", "jsonl", "csv"}, alone, false, []string{":nospace", "json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := readLine(c.line, bashBreaks, func(string) string { return "" })
			got := l.replies(c.found, c.directive, c.inserts, 60)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzReadLine: whatever stands on the line, what is replaced is its end, and
// the offers do not make bash see more than one word.
func FuzzReadLine(f *testing.F) {
	for _, line := range []string{"dateline search 'a b", `x "y\`, "$A${", "a|b;c&d", "'\\''"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		l := readLine(line, bashBreaks, func(string) string { return "" })
		if !strings.HasSuffix(line, l.raw) {
			t.Errorf("%q does not end with %q", line, l.raw)
		}
		if l.drop > len(l.typed) {
			t.Errorf("%q: %d of %q", line, l.drop, l.typed)
		}
		_ = l.replies([]string{l.typed + "x y", l.typed + "x$z\tremark"}, cobra.ShellCompDirectiveNoFileComp, false, 40)
	})
}

func TestQuotedWordsAreReadBackAsTheyAre(t *testing.T) {
	for _, word := range []string{"plain", "two words", `"Veldt Analytics"`, "it's", "a$b`c`", `back\slash`, "ü 漢", "~x", "{a,b}", "a!b"} {
		for _, quote := range []byte{0, '"', '\''} {
			line := "dateline " + strings.Trim(string(rune(quote)), "\x00") + commandLine{quote: quote}.quoted(word)
			if quote != 0 {
				line += string(rune(quote))
			}
			if l := readLine(line+" ", bashBreaks, nil); !slices.Equal(l.before, []string{word}) {
				t.Errorf("%q in %q: %q", word, quote, l.before)
			}
		}
	}
}

func TestQueriesAreCompletedWordByWord(t *testing.T) {
	for typed, want := range map[string][2]string{
		"":                   {"", ""},
		"azure":              {"", "azure"},
		"azure com":          {"azure ", "com"},
		"azure -com":         {"azure -", "com"},
		"(a OR com":          {"(a OR ", "com"},
		"(com":               {"(", "com"},
		`company:"Veldt An`:  {"", `company:"Veldt An`},
		`"a b" company:"V A`: {`"a b" `, `company:"V A`},
		"well-known":         {"", "well-known"},
	} {
		head, token := lastToken(typed)
		if head != want[0] || token != want[1] {
			t.Errorf("%q: %q, %q", typed, head, token)
		}
	}
}
