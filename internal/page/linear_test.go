package page

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Pages built to be slow. Each grows with n.
var growing = map[string]func(n int) string{
	"boxes in boxes":       func(n int) string { return strings.Repeat("<div>", n) + "x" },
	"links never closed":   func(n int) string { return strings.Repeat("<a href=/x>word ", n) },
	"bold never closed":    func(n int) string { return strings.Repeat("<b><i>word ", n) },
	"tables in tables":     func(n int) string { return strings.Repeat("<table><tr><td>", n) + "x" },
	"times in times":       func(n int) string { return strings.Repeat("<time itemprop=datePublished>2020-01-01 ", n) },
	"authors in authors":   func(n int) string { return strings.Repeat("<span class=author>Jo ", n) },
	"many headlines":       func(n int) string { return strings.Repeat("<h1>The same headline</h1>", n) },
	"many metas":           func(n int) string { return strings.Repeat("<meta name=author content='Jo Marlow'>", n) },
	"many paragraphs":      func(n int) string { return strings.Repeat(one, n/10) },
	"one long paragraph":   func(n int) string { return "<p>" + strings.Repeat("photo by getty images ", n) },
	"brackets in a script": func(n int) string { return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, n) },
	"commas in a script": func(n int) string {
		return `<script type="application/ld+json">{"a":1` + strings.Repeat(",", 20*n) + "}"
	},
	"an article in a script": func(n int) string {
		return `<script type="application/ld+json">{"@type":"Article","articleBody":"` + strings.Repeat("word ", n) + `"}</script>` + strings.Repeat("<p>other words that are not there at all, forty letters long</p>", n/10)
	},
	"as many authors as paragraphs": func(n int) string {
		var names, text strings.Builder
		for i := range n / 4 {
			fmt.Fprintf(&names, `{"@type":"Person","name":"Jo%d Marlow%d"},`, i, i)
			fmt.Fprintf(&text, "<p>Paragraph %d says that Jo Marlow had seen the contract of the harbour board.</p>", i)
		}
		return `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + strings.TrimSuffix(names.String(), ",") + `]}</script>` + text.String()
	},
	"spaces":          func(n int) string { return "<p>a" + strings.Repeat(" \n", 5*n) + "b" },
	"less-than signs": func(n int) string { return strings.Repeat("<", 10*n) },
	"names":           func(n int) string { return "<p class='" + strings.Repeat("a-", n) + "'>x" },
}

// TestTimeIsLinear compares one size with eight times that size: eight times
// the work, with room for noise, is far from the sixty-four of a square.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	used := func() time.Duration { // CPU: the machine may be busy with other things
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	run := func(source []byte) time.Duration {
		least := time.Hour
		for range 3 {
			start := used()
			Parse(source, Options{URL: "https://a.example/x"})
			ParseText(source, Options{})
			least = min(least, used()-start)
		}
		return least
	}
	for name, build := range growing {
		small, large := run([]byte(build(1500))), run([]byte(build(12000)))
		if large > 24*max(small, time.Millisecond) && large > 150*time.Millisecond {
			t.Errorf("%s: %v, eight times as large %v", name, small, large)
		}
	}
}
