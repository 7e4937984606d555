package terminal

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCleanLeavesNoCommand(t *testing.T) {
	for _, c := range []struct{ name, in, line, text string }{
		{"plain", "Agency says no.", "Agency says no.", "Agency says no."},
		{"empty", "", "", ""},
		{"letters of all scripts", "naïve 雲 سحابة ענן", "naïve 雲 سحابة ענן", "naïve 雲 سحابة ענן"},
		{"escape sequence", "\x1b[2Jgone", "[2Jgone", "[2Jgone"},
		{"C1 sequence", "\u009b31mred\u0090", "31mred", "31mred"},
		{"C1 as bare bytes", "a\x9b31m", "a\ufffd31m", "a\ufffd31m"},
		{"title change", "\x1b]0;x\x07y\x1b\\", "]0;xy\\", "]0;xy\\"},
		{"backspaces and bell", "safe\b\b\b\bevil\a", "safeevil", "safeevil"},
		{"delete", "a\x7fb", "ab", "ab"},
		{"nul", "a\x00b", "ab", "ab"},
		{"tab", "a\tb", "a b", "a b"},
		{"lines", "a\nb\r\nc\rd", "a b c d", "a\nb\nc\nd"},
		{"Unicode's lines", "a\u0085b\u2028c\u2029d\ve\ff", "a b c d e f", "a\nb\nc\nd\ne\nf"},
		{"override", "a\u202egpj.exe\u202c", "agpj.exe", "agpj.exe"},
		{"isolates", "\u2066a\u2067b\u2068c\u2069", "abc", "abc"},
		{"embeddings", "\u202aa\u202bb\u202dc", "abc", "abc"},
		{"marks of direction stay", "\u200eא\u200f", "\u200eא\u200f", "\u200eא\u200f"},
		{"invalid UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd", "a\ufffdb\ufffd"},
		{"surrogate as bytes", "\xed\xa0\x80", "\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd"},
	} {
		if got := Clean(c.in); got != c.line {
			t.Errorf("%s: Clean = %q, want %q", c.name, got, c.line)
		}
		if got := CleanText(c.in); got != c.text {
			t.Errorf("%s: CleanText = %q, want %q", c.name, got, c.text)
		}
	}
}

// clear says what is wrong with an output, "" if nothing is. It is written
// apart from the code that it judges.
func clear(out string, allowed string) string {
	if !utf8.ValidString(out) {
		return "not UTF-8"
	}
	for _, r := range out {
		if strings.ContainsRune(allowed, r) {
			continue
		}
		if r < ' ' || r == '\u007f' || '\u0080' <= r && r <= '\u009f' {
			return "control character " + string(r)
		}
		if strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029", r) {
			return "bidi or separator"
		}
	}
	return ""
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "\x1b[2J", "\u202e", "\x9b", "雲\u0301", "\xf0\x9f\x91"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line, text := Clean(s), CleanText(s)
		if bad := clear(line, ""); bad != "" {
			t.Errorf("Clean(%q) = %q: %s", s, line, bad)
		}
		if bad := clear(text, "\n"); bad != "" {
			t.Errorf("CleanText(%q) = %q: %s", s, text, bad)
		}
		if Clean(line) != line || CleanText(text) != text {
			t.Errorf("%q: cleaning twice differs from once", s)
		}
		if strings.ReplaceAll(text, "\n", " ") != line {
			t.Errorf("%q: the two differ in more than line breaks", s)
		}
		if clear(s, "") == "" && line != s {
			t.Errorf("%q was changed to %q without need", s, line)
		}
	})
}

func FuzzJSONSaysTheSame(f *testing.F) {
	f.Add("\x7f\u009b\u202e\u2066\u2028<&>\"\\")
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := encode(map[string]string{s: s}, "", "")
		if err != nil {
			t.Fatal(err)
		}
		if bad := clear(string(doc), ""); bad != "" {
			t.Errorf("%q: %s in %q", s, bad, doc)
		}
		plain, err := json.Marshal(map[string]string{s: s})
		if err != nil {
			t.Fatal(err)
		}
		var want, got map[string]string
		if err := json.Unmarshal(plain, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(doc, &got); err != nil {
			t.Fatalf("%q: %v in %q", s, err, doc)
		}
		for k, v := range want {
			if got[k] != v {
				t.Errorf("%q: %q instead of %q", s, got[k], v)
			}
		}
	})
}

func TestPrintfCleansItsArguments(t *testing.T) {
	var out, errs bytes.Buffer
	s := Streams{Out: &out, Err: &errs, Colour: true}
	dirty := "a\x1b[2J\nb"
	if err := s.Printf("%s|%v|%s|%d|%s\n%s\n", dirty, []string{dirty}, []byte(dirty), 7,
		s.Style(Bold, dirty), s.Text("one\ntwo\x07")); err != nil {
		t.Fatal(err)
	}
	want := "a[2J b|[a[2J b]|a[2J b|7|\x1b[1ma[2J b\x1b[0m\none\ntwo\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	s.Notef("%v %v %v\n", textError(dirty), struct{ S string }{dirty}, Format(dirty))
	if want := "a[2J b {a[2J b} a[2J b\n"; errs.String() != want {
		t.Errorf("%q, want %q", errs.String(), want)
	}
}

type textError string

func (e textError) Error() string { return string(e) }

func TestNoColourWhereNotWanted(t *testing.T) {
	for _, c := range []struct {
		colour bool
		style  Style
		text   string
		want   Safe
	}{
		{false, Bold, "x", "x"}, {true, Bold, "x", "\x1b[1mx\x1b[0m"},
		{true, Plain, "x", "x"}, {true, Red, "", ""},
	} {
		if got := (Streams{Colour: c.colour}).Style(c.style, c.text); got != c.want {
			t.Errorf("%v: %q, want %q", c, got, c.want)
		}
	}
}
