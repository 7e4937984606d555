package page

import (
	"slices"
	"strings"
	"testing"
)

func TestStringsAreFoundInScripts(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{`x = "a string that is long enough"; y = "short"`, []string{"a string that is long enough"}},
		{`{"a":"quotes \"inside\" do not end it"}`, []string{`quotes "inside" do not end it`}},
		{`{"a":"letters in \u003cp\u003e numbers"}`, []string{"letters in <p> numbers"}},
		{`x = "one that never ends`, nil},
		{`x = "ends with a backslash\`, nil},
		{"x = 'single quotes are not data, and stay'", nil},
		{`"a bad \x escape in a long string", "and a good one behind it, as long"`, []string{"and a good one behind it, as long"}},
		{"", nil},
	} {
		if got := slices.Collect(literals(c.in)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestScriptsAreReadOnlyWhereNothingElseIs(t *testing.T) {
	inside := `<script type="application/json">{"html":"` + strings.ReplaceAll(strings.Repeat("<p>The ferry sails again from Monday, and the islanders need not pay for fishing boats any more.<\\/p>", 6), "<", `\u003c`) + `"}</script>`
	p := Parse([]byte("<html><body><div id=app></div>"+inside+"</body></html>"), Options{})
	if !strings.HasPrefix(p.Text, "The ferry sails again") {
		t.Errorf("text %q", p.Text)
	}
	p = Parse([]byte("<html><body><article><h1>The headline of the story</h1>"+one+two+"</article>"+inside+"</body></html>"), Options{})
	if strings.Contains(p.Text, "ferry") || !strings.HasPrefix(p.Text, "The border agency") {
		t.Errorf("text %q", p.Text)
	}
	p = Parse([]byte(`<html><body><script>x = "`+strings.Repeat("<b>menu</b> ", 60)+`"</script></body></html>`), Options{})
	if p.Text != "" || p.Reason == "" {
		t.Errorf("markup without paragraphs was read: %q", p.Text)
	}
}
