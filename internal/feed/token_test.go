package feed

import (
	"fmt"
	"strings"
	"testing"
)

// spell writes tokens in a form that tests can compare.
func spell(src string) string {
	s := scanner{src: []byte(src)}
	var out []string
	for {
		t, ok := s.next()
		if !ok {
			return strings.Join(out, " ")
		}
		word := ""
		switch t.kind {
		case tokenText:
			word = fmt.Sprintf("text%q", t.text)
		case tokenCDATA:
			word = fmt.Sprintf("cdata%q", t.text)
		case tokenComment:
			word = "aside"
		case tokenEnd:
			word = "/" + string(t.name)
		case tokenStart:
			word = string(t.name)
			for _, a := range t.attrs {
				word += fmt.Sprintf("[%s=%s]", a.name, a.value)
			}
			if t.closed {
				word += "/"
			}
		}
		if !t.sound {
			word += "!"
		}
		out = append(out, word)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`<a b="1" c='2'>x</a>`, `a[b=1][c=2] text"x" /a`},
		{`<a/><b />`, `a/ b/`},
		{`<dc:creator>A</dc:creator>`, `dc:creator text"A" /dc:creator`},
		{`<![CDATA[<b>]]>x`, `cdata"<b>" text"x"`},
		{`a <!-- <b> --> c`, `text"a " aside text" c"`},
		{`<?pi x?>y`, `aside text"y"`},
		{`<!DOCTYPE rss [<!ENTITY a "b>">]>y`, `aside! text"y"`},
		{`1 < 2 <3`, `text"1 " text"< 2 "! text"<3"!`},
		{`<a b=1 c=x/>`, `a[b=1][c=x]/!`},
		{`<a b>`, `a[b=]!`},
		{`<a b="1"c="2">`, `a[b=1][c=2]!`},
		{`<a b="x<y">`, `a[b=x<y]!`},
		{`<a:b:c>`, `a:b:c!`},
		{`</a junk>`, `/a!`},
		{`</a`, `/a!`},
		{`a ]]> b`, `text"a ]]> b"!`},
		{`<![CDATA[a</item>`, `cdata"a"! /item`},
		{`<!-- never <b>x`, `aside! text"x"`},
		{`<a "><b>`, `a! b`},
		{`<a <b>`, `text"<a "! b`},
		{`<`, `text"<"!`},
		{`<a href="x`, `text"<a href=\"x"!`},
		{``, ``},
	} {
		if got := spell(c.src); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestTokensCoverEveryByteOnce(t *testing.T) {
	for _, src := range []string{`<a b="1">x<!-- y --><![CDATA[z]]></a> &amp; <`, "<<<a<b>>", "<a b='", "<![CDATA[", "<?x"} {
		s := scanner{src: []byte(src)}
		at := 0
		for {
			tok, ok := s.next()
			if !ok {
				break
			}
			if tok.from != at || tok.end <= at {
				t.Fatalf("%q: token %d..%d after %d", src, tok.from, tok.end, at)
			}
			at = tok.end
		}
		if at != len(src) {
			t.Errorf("%q: stopped at %d of %d", src, at, len(src))
		}
	}
}
