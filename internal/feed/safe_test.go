package feed

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// active returns the first thing in a fragment that a browser would run, load
// without being asked by an image, or send, in whatever element it is put into.
func active(fragment string) string {
	for _, inside := range []string{"body", "div", "p", "td", "select", "textarea", "title", "noscript"} {
		nodes, err := xhtml.ParseFragment(strings.NewReader(fragment), &xhtml.Node{Type: xhtml.ElementNode, Data: inside, DataAtom: atom.Lookup([]byte(inside))})
		if err != nil {
			return err.Error()
		}
		for _, n := range nodes {
			if found := activeNode(n); found != "" {
				return fmt.Sprintf("%s in %s", found, inside)
			}
		}
	}
	return ""
}

func activeNode(n *xhtml.Node) string {
	if n.Type == xhtml.ElementNode {
		if !allowed[n.Data] && n.Data != "html" && n.Data != "head" && n.Data != "body" {
			return "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			switch {
			case urlAttrs[a.Key]:
				if scheme := browserScheme(a.Val); scheme != "" && scheme != "http" && scheme != "https" && !safeSchemes[scheme] {
					return a.Key + "=" + a.Val
				}
			case !keptAttrs[a.Key]:
				return "attribute " + a.Key
			}
		}
	}
	if n.Type == xhtml.CommentNode {
		return "a comment"
	}
	for c := range n.ChildNodes() {
		if found := activeNode(c); found != "" {
			return found
		}
	}
	return ""
}

var schemeLike = regexp.MustCompile(`^([a-z][a-z0-9+.-]*):`)

// browserScheme returns the scheme that a browser sees in a URL: it leaves out
// the controls before it and the breaks inside it.
func browserScheme(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
	if m := schemeLike.FindStringSubmatch(strings.ToLower(s)); m != nil {
		return m[1]
	}
	return ""
}

// attacks are the ways to smuggle something active past a filter, each in its
// own words.
var attacks = []string{
	`<script>x()</script>`, `<SCRIPT SRC=//x.example/a.js></SCRIPT>`, `<scr<script>ipt>x()</scr</script>ipt>`, `<script/x>x()</script>`,
	`<<script>x()//<</script>`, `<script`, `<script>`, `</script>`, `<a href="javascript:x()">y</a>`, `<a href=" &#14; javascript:x()">y</a>`,
	`<a href="jav&#x09;ascript:x()">y</a>`, `<a href="jav&#x0A;ascript:x()">y</a>`, `<a href="&#106;&#97;vascript:x()">y</a>`,
	`<a href="javascript&colon;x()">y</a>`, "<a href=\"java\x00script:x()\">y</a>", `<a href="JaVaScRiPt:x()">y</a>`, `<a href="vbscript:x">y</a>`,
	`<a href="data:text/html;base64,PHNjcmlwdD4=">y</a>`, `<a href="feed:javascript:x()">y</a>`, `<a href="view-source:javascript:x()">y</a>`,
	`<img src="javascript:x()">`, `<img src=x onerror=x()>`, "<img src=`x` onerror=x()>", `<img/src="x"/onerror=x()>`, `<img """><script>x()</script>">`,
	`<img src="x" style="background:url(javascript:x())">`, `<div style="width:expression(x())">y</div>`, `<p style="-moz-binding:url(x)">y</p>`,
	`<style>@import "//x.example/a.css";</style>`, `<link rel=stylesheet href=//x.example/a.css>`, `<meta http-equiv=refresh content="0;url=javascript:x()">`,
	`<base href="javascript:x()//">`, `<iframe src="javascript:x()"></iframe>`, `<iframe srcdoc="<script>x()</script>">`, `<object data="x.swf"></object>`,
	`<embed src="x.swf">`, `<applet code=x></applet>`, `<form action="javascript:x()"><input type=submit></form>`, `<button formaction="javascript:x()">y</button>`,
	`<svg onload=x()>`, `<svg><script>x()</script></svg>`, `<svg><a xlink:href="javascript:x()"><text>y</text></a></svg>`, `<svg><title><script>x()</script></title></svg>`,
	`<svg><style><img src=x onerror=x()></style></svg>`, `<svg></p><style><a id="</style><img src=1 onerror=x()>">`,
	`<math><mi xlink:href="javascript:x()">y</mi></math>`, `<math><mtext><table><mglyph><style><img src=x onerror=x()></style></mglyph></table></mtext></math>`,
	`<math><annotation-xml encoding="text/html"><script>x()</script></annotation-xml></math>`, `<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>`,
	`<textarea><img src=x onerror=x()></textarea>`, `<title></title><img src=x onerror=x()>`, `<xmp><img src=x onerror=x()></xmp>`, `<plaintext><script>x()</script>`,
	`<!--><script>x()</script>-->`, `<!--[if IE]><script>x()</script><![endif]-->`, `<![CDATA[<script>x()</script>]]>`, `<?xml-stylesheet href="javascript:x()"?>`,
	`<a title='"><script>x()</script>'>y</a>`, `<a title="&quot;><img src=x onerror=x()>">y</a>`, `<template><script>x()</script></template>`,
	`<video poster="javascript:x()" src="javascript:x()" onplay=x()></video>`, `<audio src=x onerror=x()>`, `<marquee onstart=x()>y</marquee>`, `<blink>y</blink>`,
	`<isindex action=javascript:x() type=image>`, `<table background="javascript:x()"><td background="javascript:x()">y</table>`, `<body onload=x()>y`,
	`<frameset><frame src="javascript:x()"></frameset>`, `<details open ontoggle=x()>y</details>`, `<x:script xmlns:x="http://www.w3.org/1999/xhtml">x()</x:script>`,
	`<p xml:base="javascript:/x/"><a href="y">z</a></p>`, `<select><option><script>x()</script></select>`, "\xc0\xbcscript>x()</script>", "<\x00script>x()</script>",
	`&lt;script&gt;x()&lt;/script&gt;`, `<a href="//x.example\@y">z</a>`, `<q cite="javascript:x()">y</q>`, `<img longdesc="javascript:x()" src=y>`,
}

func TestNothingActiveSurvives(t *testing.T) {
	for _, attack := range attacks {
		for _, s := range []string{attack, attack + attack, "<p>a" + attack + "b</p>", `<a title="` + attack + `">b</a>`, attack + "<!-- x"} {
			for _, base := range []string{"", "https://gazette.example/a/"} {
				if found := active(sanitize(s, base)); found != "" {
					t.Errorf("%s leaves %s:\n%s", s, found, sanitize(s, base))
				}
			}
		}
	}
}

func TestTheCheckSeesWhatIsActive(t *testing.T) {
	seen := 0
	for _, attack := range attacks {
		if active(attack) != "" {
			seen++
		}
	}
	if seen < len(attacks)*8/10 {
		t.Errorf("only %d of %d attacks are seen", seen, len(attacks))
	}
}

// TestNothingActiveSurvivesInAFeed puts the attacks where bodies are read from,
// escaped, in sections and as elements.
func TestNothingActiveSurvivesInAFeed(t *testing.T) {
	for _, attack := range attacks {
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(attack)
		for _, s := range []string{
			`<rss version="2.0"><channel><description>` + escaped + `</description><item><description>` + escaped + `</description><body>` + attack + `</body></item></channel></rss>`,
			`<feed xmlns="http://www.w3.org/2005/Atom"><subtitle type="html">` + escaped + `</subtitle><entry><summary type="html">` + escaped + `</summary><content type="xhtml"><div>` + attack + `</div></content></entry></feed>`,
			`<rss version="2.0"><channel><item><description><![CDATA[` + strings.ReplaceAll(attack, "]]>", "") + `]]></description></item></channel></rss>`,
		} {
			f, err := Parse([]byte(s), Options{BaseURL: "https://gazette.example/"})
			if err != nil {
				t.Errorf("%s: %v", s, err)
				continue
			}
			for _, i := range append(f.Items, Item{Summary: f.Description}) {
				if found := active(i.Summary + i.Content); found != "" {
					t.Errorf("%s leaves %s:\n%s\n%s", s, found, i.Summary, i.Content)
				}
			}
		}
	}
}

func FuzzSanitizer(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(func(t *testing.T, s string) {
		safe := sanitize(s, "https://gazette.example/")
		if found := active(safe); found != "" {
			t.Errorf("%q leaves %s: %q", s, found, safe)
		}
		if again := sanitize(safe, "https://gazette.example/"); PlainText(again) != PlainText(safe) {
			t.Errorf("%q reads otherwise than %q", again, safe)
		}
		if relative := sanitize(s, ""); active(relative) != "" {
			t.Errorf("%q leaves %s without a base", s, active(relative))
		}
	})
}
