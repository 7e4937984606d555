package reading

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestQuotationsOfAllMarks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`He said "yes" and "no".`, `"yes"|"no"`},
		{`He said “yes, we can” twice.`, `“yes, we can”`},
		{`Er sagte „ja“ und »nein«.`, `„ja“|»nein«`},
		{`Il a dit « oui » hier.`, `« oui »`},
		{`Lui ha detto «sì».`, `«sì»`},
		{`Hij zei „ja” en ‘nee’.`, `„ja”|‘nee’`},
		{`It is 'highly anomalous' now.`, `'highly anomalous'`},
		{`It's the workers' right, don't forget.`, ``},
		{`The firm’s data isn’t sold.`, ``},
		{`He said “it’s ‘fine’ here” again.`, `“it’s ‘fine’ here”`},
		{`A 27" screen and a 24" one.`, ``},
		{"“It is open.\n\n“It goes on,” she said.", "“It is open.|“It goes on,”"},
		{"\"It is open.\n\n\"It goes on,\" she said.", "\"It is open.|\"It goes on,\""},
		{`An “unclosed one runs to the end`, `“unclosed one runs to the end`},
		{`“first “second” third`, `“second”`},
		{`(“in brackets”)`, `“in brackets”`},
		{`"Even now,” he said, "it works.”`, `"Even now,”|"it works.”`},
		{``, ``},
		{`""`, ``},
		{`“`, ``},
	} {
		var got []string
		for _, q := range quotations(c.in) {
			got = append(got, q.Of(c.in))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, strings.Join(got, "|"), c.want)
		}
	}
}

func TestQuotationsLieInOrderOnRunes(t *testing.T) {
	const s = "„Ä“ ‚ö‘ «é» “日本” ‹x› \"\xff\" 'ok'"
	last := 0
	for _, q := range quotations(s) {
		if q.Start < last || q.End <= q.Start || q.inner.Start <= q.Start || q.inner.End > q.End {
			t.Errorf("a quotation at %d–%d after %d", q.Start, q.End, last)
		}
		if !utf8.RuneStart(s[q.Start]) {
			t.Errorf("a quotation begins within a rune at %d", q.Start)
		}
		last = q.End
	}
	if last == 0 {
		t.Error("no quotation was found")
	}
}

func FuzzQuotations(f *testing.F) {
	for _, s := range []string{"", "“a” 'b' «c", "\"x\n\n\"y\"", "‘‘’’", "\xe2\x80", "»«»«"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, q := range quotations(s) {
			if q.Start < last || q.End > len(s) || q.inner.Start > q.inner.End || q.Start >= q.End {
				t.Fatalf("%d–%d after %d in %q", q.Start, q.End, last, s)
			}
			last = q.End
		}
	})
}
