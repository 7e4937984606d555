package feed

import (
	"strings"
	"testing"
)

func TestTitlesArePlainText(t *testing.T) {
	for _, c := range []struct {
		in      string
		literal bool
		want    string
	}{
		{"Contract < $5bn", false, "Contract < $5bn"},
		{"a <b> c", false, "a c"},
		{"List<String> wins", false, "List<String> wins"},
		{"x<y and y>z", false, "x<y and y>z"},
		{"Exclusive: <b>Northwind</b> deal", false, "Exclusive: Northwind deal"},
		{"<xhtml:em>AT</xhtml:em>&amp;T", false, "AT&T"},
		{"Pentagon&amp;#8217;s cloud", false, "Pentagon’s cloud"},
		{"R&D &notes; M&A", false, "R&D &notes; M&A"},
		{"&copy 2026", false, "&copy 2026"},
		{"  two\n lines\u00a0here ", false, "two lines here"},
		{"It\u0092s \u0007big", false, "It’s big"},
		{"<b>literal</b> &amp;", true, "<b>literal</b> &amp;"},
		{"<!-- note -->Title", false, "Title"},
		{"a<br>b", false, "a b"},
	} {
		if got := plain(c.in, c.literal); got != c.want {
			t.Errorf("%q is %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBodiesAreSafe(t *testing.T) {
	const base = "https://gazette.example/a/b"
	for _, c := range []struct{ in, want string }{
		{`<p>x <a href="c?d=1&amp;e=2">y</a></p>`, `<p>x <a href="https://gazette.example/a/c?d=1&amp;e=2">y</a></p>`},
		{`<script>alert(1)</script>x`, `x`},
		{`x<style>p{}</style>y`, `xy`},
		{`<a href="javascript:alert(1)">x</a>`, `<a>x</a>`},
		{`<a href="&#106;avascript:alert(1)">x</a>`, `<a>x</a>`},
		{"<a href=\"java\nscript:alert(1)\">x</a>", `<a>x</a>`},
		{`<a href=" data:text/html,x">x</a>`, `<a>x</a>`},
		{`<img src=x onerror=alert(1)>`, `<img src="https://gazette.example/a/x">`},
		{`<img src="p.gif" width="1" height="1">`, ``},
		{`<img alt="x">`, ``},
		{`<p style="x" class="y" onclick="z">q</p>`, `<p>q</p>`},
		{`<svg><a xlink:href="javascript:x">y</a></svg>z`, `z`},
		{`<iframe src="https://x.example/"></iframe>z`, `z`},
		{`<iframe src="x">z`, `z`},
		{`<object data="x"><b>fallback</b></object>`, `<b>fallback</b>`},
		{`<b><i>x</b>y`, `<b><i>x</i></b>y`},
		{`x</p></div>`, `x`},
		{`<form action="x"><input value="y">z</form>`, `z`},
		{`<a href="mailto:a@b.example">m</a>`, `<a href="mailto:a@b.example">m</a>`},
		{`1 < 2 &amp; 3 > 2`, `1 &lt; 2 &amp; 3 &gt; 2`},
		{`<textarea><script>x</script></textarea>y`, `y`},
		{`<p title='"><script>x</script>'>y</p>`, `<p title="&#34;&gt;&lt;script&gt;x&lt;/script&gt;">y</p>`},
	} {
		if got := sanitize(c.in, base); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestRelativeLinksStayWithoutABase(t *testing.T) {
	if got := sanitize(`<a href="/x">y</a><a href="x:y">z</a>`, ""); got != `<a href="/x">y</a><a>z</a>` {
		t.Errorf("got %s", got)
	}
}

func TestBodiesThatAreNoMarkupAreEscaped(t *testing.T) {
	for _, c := range []struct {
		in   string
		kind markup
		want string
	}{
		{"Cost < $5bn & rising", unsure, "Cost &lt; $5bn &amp; rising"},
		{"one\n\ntwo", unsure, "<p>one</p><p>two</p>"},
		{"<p>x</p>", isText, "&lt;p&gt;x&lt;/p&gt;"},
		{"AT&amp;T", unsure, "AT&amp;T"},
		{"  ", isHTML, ""},
	} {
		if got := body(c.in, "", c.kind); got != c.want {
			t.Errorf("%q is %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPlainTextHasParagraphs(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>One\n two.</p><p>Three</p>", "One two.\n\nThree"},
		{"a<br>b<br><br>c", "a\nb\n\nc"},
		{"<ul><li>x</li><li>y</li></ul>z", "x\n\ny\n\nz"},
		{"<b>in</b>line <i>text</i>, here", "inline text, here"},
		{"a<script>b</script>c&amp;d", "ac&d"},
		{"<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
		{"<p></p><p> </p>x", "x"},
		{"plain < text", "plain < text"},
		{"<svg><title>A map </title><text>no</text></svg><svg/>yes", "A map yes"},
		{"a<!-- b > c <!-- d --> e", "a e"},
		{"a<!-- b --> c <!-- d > e", "a c e"},
		{"a<!-- b", "a"},
		{"", ""},
	} {
		if got := PlainText(c.in); got != c.want {
			t.Errorf("%q is %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSanitizedIsStable(t *testing.T) {
	in := `<div><p>a <a href="/b">c</a><br><img src="d.png" alt="&quot;e&quot;"></p><ul><li>f`
	once := sanitize(in, "https://gazette.example/")
	if twice := sanitize(once, "https://gazette.example/"); twice != once {
		t.Errorf("%s became %s", once, twice)
	}
	if strings.Count(once, "<div>") != strings.Count(once, "</div>") {
		t.Errorf("unbalanced: %s", once)
	}
}
