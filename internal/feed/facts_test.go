package feed

import "testing"

func TestTheInsideOfAnElementIsTextOrMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"  a &amp; b ": "a & b", "<![CDATA[ <p>x</p> ]]>": "<p>x</p>", "a <![CDATA[<b>]]> &lt;": "a <b> <",
		"<p>a &amp; b</p>": "<p>a &amp; b</p>", "<p>a</p><![CDATA[<b>]]>": "<p>a</p>&lt;b&gt;", "<!-- x -->a": "a", "": "",
		"&copy=2 &eacute; &#233; &nope; & &": "&copy=2 é é &nope; & &", "<![CDATA[a]]><![CDATA[b]]>": "ab",
	} {
		if got := inside([]byte(in)); got != want {
			t.Errorf("%q holds %q, want %q", in, got, want)
		}
	}
}

func TestAWrappingDivIsTakenOff(t *testing.T) {
	for in, want := range map[string]string{
		"<div><p>a</p></div>": "<p>a</p>", "<div>a</div><div>b</div>": "<div>a</div><div>b</div>", "<p>a</p>": "<p>a</p>",
		`<x:div xmlns:x="y"><div>a</div><br></x:div>`: "<div>a</div><br>", `<div xml:base="/x">a</div>`: `<div xml:base="/x">a</div>`,
		"a<div>b</div>": "a<div>b</div>", "": "", "<div>a": "<div>a",
	} {
		if got := unwrapped(in); got != want {
			t.Errorf("%q holds %q, want %q", in, got, want)
		}
	}
}

func TestTwoTextsOfAnItemAreAShortAndALongOne(t *testing.T) {
	for _, c := range []struct{ in, summary, content string }{
		{"<description>d</description>", "d", ""},
		{"<summary>s</summary>", "s", ""},
		{"<summary>first</summary><description>second</description>", "first", "second"},
		{"<description>first</description><summary>second</summary>", "first", "second"},
		{"<description>a long text about cranes</description><summary>short</summary>", "short", "a long text about cranes"},
		{"<description>d</description><body xmlns='http://www.w3.org/1999/xhtml'><p>b</p></body>", "d", "<p>b</p>"},
		{"<description>d</description><fullitem>f</fullitem>", "d", "f"},
		{`<media:content xmlns:media="http://search.yahoo.com/mrss/" url="x.mp4" type="video/mp4">no</media:content><description>d</description>`, "d", ""},
		{`<a:content xmlns:a="http://www.w3.org/2005/Atom" type="xhtml"><p>c</p></a:content>`, "", "<p>c</p>"},
	} {
		f := parse(t, `<rss version="2.0"><channel><item>`+c.in+`</item></channel></rss>`)
		if i := f.Items[0]; i.Summary != c.summary || i.Content != c.content {
			t.Errorf("%s gives %q and %q, want %q and %q", c.in, i.Summary, i.Content, c.summary, c.content)
		}
	}
}

func TestOfDatesGivenTwiceTheLaterOneHolds(t *testing.T) {
	f := parse(t, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>2026-01-01T00:00:00Z</updated><updated>2026-02-01T00:00:00Z</updated><published/></entry></feed>`)
	if got := f.Items[0].Updated.String(); got != "2026-02-01T00:00:00Z" {
		t.Errorf("got %s", got)
	}
}

func TestTheTypeOfAnExtensionIsNotTheItems(t *testing.T) {
	f := parse(t, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/"><entry><m:content type="text/plain" url="x"/><m:title type="plain">y</m:title>
		<title type="html">a &amp;lt;b&amp;gt;</title><content type="html">&lt;p>c&lt;/p></content></entry></feed>`)
	if i := f.Items[0]; i.Content != "<p>c</p>" || i.Title != "a <b>" {
		t.Errorf("got %q, %q", i.Title, i.Content)
	}
}
