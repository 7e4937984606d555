package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestFlatTreeLosesNoText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "<div><p>One</p><p>Two</p></div>", "One Two"},
		{"paragraphs end each other", "<p>One<p>Two<div>Three</div>", "One Two Three"},
		{"elements without an end", "One<br>Two<hr>Three", "One Two Three"},
		{"ends without a beginning", "</div></p>One</b>", "One"},
		{"scripts are not read", "One<script>if (a<b) {}</script><style>p{}</style>Two", "OneTwo"},
		{"deep", strings.Repeat("<div>", 3000) + "<p>One</p>" + strings.Repeat("</div>", 3000) + "Two", "One Two"},
		{"never closed", strings.Repeat("<table><tr><td>", 2000) + "One", "One"},
	} {
		if got := textOf(flatTree([]byte(c.in)), 1<<20); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFlatTreeIsNotDeep(t *testing.T) {
	depth, deepestSeen := 0, 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		depth++
		deepestSeen = max(deepestSeen, depth)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		depth--
	}
	walk(flatTree([]byte(strings.Repeat("<ul><li>", 50000))))
	if deepestSeen > 2*deepest+2 {
		t.Errorf("%d levels", deepestSeen)
	}
}

func TestBlocksEndWhereReadersSeeAnEnd(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"inline elements join", "<p>One <b>two</b> <a href=x>three</a><sup>4</sup></p>", "One two three4"},
		{"block elements part", "<div>One<p>Two</p>Three</div>", "One|Two|Three"},
		{"one break is a space", "One<br>Two", "One Two"},
		{"two breaks are an end", "One<br> <br/>Two", "One|Two"},
		{"scripts and forms are no text", "One<script>x</script><select><option>A</select><button>B</button> Two", "One Two"},
		{"ruby shows its base", "<ruby>尹<rt>ユン</rt></ruby>氏", "尹氏"},
		{"white space", " \n\t One &nbsp; two\u00ad\u200bthree ", "One twothree"},
		{"composed letters", "e\u0301", "é"},
		{"direction marks go", "a\u202eb\u2066c", "abc"},
		{"joiners stay", "می\u200cخواهم", "می\u200cخواهم"},
	} {
		d := split(parseTree([]byte("<body>" + c.in)))
		var got []string
		for _, b := range d.blocks {
			got = append(got, b.text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}

func TestBlocksKnowTheirLinks(t *testing.T) {
	d := split(parseTree([]byte(`<p>See <a href="/a">the <b>first</b></a> and <a href="/b">second</a>.</p><a href="/c"><h3>Box</h3></a><p>None</p>`)))
	if len(d.blocks) != 3 {
		t.Fatalf("blocks %v", d.blocks)
	}
	first := d.blocks[0]
	links := d.links[first.links[0]:first.links[1]]
	if len(links) != 2 || links[0] != (anchor{"/a", "the first"}) || links[1] != (anchor{"/b", "second"}) {
		t.Errorf("links %v", links)
	}
	if first.linked != len(" the first")+len(" second") || first.tag != atom.P {
		t.Errorf("%d bytes linked in %s", first.linked, first.tag)
	}
	if d.blocks[1].linked != len("Box") || d.blocks[2].linked != 0 {
		t.Errorf("linked: %d in the box, %d in the last", d.blocks[1].linked, d.blocks[2].linked)
	}
}
