package page

import (
	"slices"
	"strings"
	"testing"
)

func TestReadLD(t *testing.T) {
	for _, c := range []struct {
		name    string
		scripts []string
		check   func(f facts) bool
	}{
		{"an article", []string{`{"@type":"NewsArticle","headline":"H","author":{"name":"A"},"publisher":{"name":"P"},"datePublished":"2025-01-01"}`},
			func(f facts) bool {
				return f.found && f.titles[0] == "H" && f.authors[0] == "A" && f.site == "P" && f.published == "2025-01-01"
			}},
		{"a list", []string{`[{"@type":"BreadcrumbList"},{"@type":"Article","headline":"H"}]`}, func(f facts) bool { return f.found && f.titles[0] == "H" }},
		{"types as a list", []string{`{"@type":["Thing","http://schema.org/NewsArticle"],"headline":"H"}`}, func(f facts) bool { return f.found }},
		{"inside a web page", []string{`{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"H"}}`}, func(f facts) bool { return f.found }},
		{"authors by reference", []string{`{"@graph":[{"@id":"#a","@type":"Person","name":"A B"},{"@type":"Article","headline":"H","author":{"@id":"#a"}}]}`},
			func(f facts) bool { return slices.Equal(f.authors, []string{"A B"}) }},
		{"authors as texts", []string{`{"@type":"Article","author":["A","B"]}`}, func(f facts) bool { return slices.Equal(f.authors, []string{"A", "B"}) }},
		{"names in parts", []string{`{"@type":"Article","author":{"givenName":"Jo","familyName":"Marlow"}}`}, func(f facts) bool { return slices.Equal(f.authors, []string{"Jo Marlow"}) }},
		{"entities", []string{`{"@type":"Article","headline":"A &amp; B &quot;C&quot;"}`}, func(f facts) bool { return f.titles[0] == `A & B "C"` }},
		{"line breaks in strings", []string{"{\"@type\":\"Article\",\"headline\":\"A\nB\"}"}, func(f facts) bool { return f.titles[0] == "A B" }},
		{"a comma too many", []string{`{"@type":"Article","headline":"A, }",}`}, func(f facts) bool { return f.titles[0] == "A, }" }},
		{"wrapped in a comment", []string{`<!-- {"@type":"Article","headline":"A"} -->;`}, func(f facts) bool { return f.titles[0] == "A" }},
		{"the page's own article", []string{`{"@type":"Article","headline":"Other","url":"https://a.example/y"}`, `{"@type":"Article","headline":"Own","mainEntityOfPage":{"@id":"https://a.example/x/"}}`},
			func(f facts) bool { return f.titles[0] == "Own" }},
		{"a live blog", []string{`{"@type":"LiveBlogPosting","headline":"L"}`}, func(f facts) bool { return f.live }},
		{"not for free", []string{`{"@type":"Article","isAccessibleForFree":false}`}, func(f facts) bool { return f.closed }},
		{"body without markup", []string{`{"@type":"Article","articleBody":"<p>One</p><p>Two</p>"}`}, func(f facts) bool { return strings.Join(strings.Fields(f.body), " ") == "One Two" }},
		{"only the page", []string{`{"@type":"WebPage","datePublished":"2025-01-01"}`}, func(f facts) bool { return !f.found && f.published == "2025-01-01" }},
		{"broken", []string{`{"@type":"Article"`, `nonsense`, ``}, func(f facts) bool { return !f.found }},
		{"a circle", []string{`{"@id":"#a","@type":"Article","author":{"@id":"#a"}}`}, func(f facts) bool { return f.found && len(f.authors) == 0 }},
		{"deep", []string{strings.Repeat(`{"@graph":[`, 50) + strings.Repeat(`]}`, 50)}, func(f facts) bool { return !f.found }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := readLD(c.scripts, "https://a.example/x"); !c.check(f) {
				t.Errorf("read %+v", f)
			}
		})
	}
}
