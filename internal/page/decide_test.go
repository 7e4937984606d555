package page

import (
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestWhoHasTheLastWord(t *testing.T) {
	long := "A paragraph that is long enough to be one, and that ends as one does."
	for _, c := range []struct {
		name  string
		b     block
		ruled Label
		score int
		want  Label
	}{
		{"both agree", block{text: long, sentence: true}, Body, 3000, Body},
		{"a doubt is not enough", block{text: long, sentence: true}, Body, -margin + 1, Body},
		{"the model takes out", block{text: long, sentence: true}, Body, -margin, Other},
		{"links become related", block{text: long, sentence: true, linked: 60}, Body, -margin, Related},
		{"more doubt in scripts it hardly knows", block{text: "港务处为同一台起重机付了四次款，账单显示了这一点。"}, Body, -margin, Body},
		{"but not any", block{text: "港务处为同一台起重机付了四次款，账单显示了这一点。"}, Body, -marginAfar, Other},
		{"corrections stay", block{text: long, sentence: true}, Correction, -5000, Correction},
		{"a standfirst is given up late", block{text: long, sentence: true}, Standfirst, -sure + 1, Standfirst},
		{"the model puts in", block{text: long, sentence: true}, Other, 1, Body},
		{"as a heading", block{text: "A heading", tag: atom.H2}, Other, 1, Heading},
		{"a caption only if sure", block{text: long, sentence: true}, Caption, sure - 1, Caption},
		{"and then it does", block{text: long, sentence: true}, Caption, sure, Body},
		{"credits never", block{text: long}, Credit, 9000, Credit},
		{"biographies never", block{text: long, sentence: true}, Biography, 9000, Biography},
		{"what calls itself legal never", block{text: long, said: Legal}, Legal, 9000, Legal},
		{"what calls itself related only if sure", block{text: long, said: Related}, Related, sure - 1, Related},
		{"links only if sure", block{text: long, linked: 60}, Related, sure - 1, Related},
		{"comments never", block{text: long, cues: cueComments}, Comments, 9000, Comments},
		{"hidden text never", block{text: long, cues: cueHidden}, Other, 9000, Other},
	} {
		d := &document{elements: []element{{node: &html.Node{}}}, blocks: []block{c.b}}
		if got := d.judged(&d.blocks[0], c.ruled, c.score); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestCopiesOfCaptionsAreCaptions(t *testing.T) {
	const text = "Workers look up at the crane on the northern quay."
	d := &document{blocks: []block{{text: text, label: Caption}, {text: text, label: Body}, {text: "Short", label: Caption}, {text: "Short", label: Body}}}
	d.echoes()
	if d.blocks[1].label != Caption || d.blocks[3].label != Body {
		t.Errorf("labels %s and %s", d.blocks[1].label, d.blocks[3].label)
	}
}

func TestASignatureBeginsABiography(t *testing.T) {
	build := func(rest ...block) *document {
		body := block{text: "The harbour office has paid four times for the same crane, according to bills that lay open.", sentence: true, label: Body}
		return &document{blocks: append([]block{body, body}, rest...)}
	}
	about := block{text: "Pia has been writing about ports since she was nine.", sentence: true, label: Caption}
	d := build(block{text: "Pia Holm", label: Other}, block{text: "Harbour Editor", label: Caption}, about, block{text: "Other news of the day", label: Other})
	d.signatures([]string{"Pia Holm"})
	for i, want := range []Label{Body, Body, Byline, Byline, Biography, Other} {
		if got := d.blocks[i].label; got != want {
			t.Errorf("block %d: %s, want %s", i, got, want)
		}
	}
	d = build(block{text: "Pia Holm", label: Other}, block{text: "The crane stands still since August.", sentence: true, label: Body})
	d.signatures([]string{"Pia Holm"})
	if d.blocks[3].label != Body {
		t.Errorf("a paragraph behind a name is %s", d.blocks[3].label)
	}
	d = build(about)
	d.signatures([]string{"Pia Holm"})
	if d.blocks[2].label != Caption {
		t.Error("no name, no biography")
	}
}

func TestCellsOfATableGoTogether(t *testing.T) {
	table := element{node: &html.Node{DataAtom: atom.Table}}
	cell := element{node: &html.Node{DataAtom: atom.Td}, parent: 1}
	build := func(labels ...Label) *document {
		d := &document{elements: []element{{node: &html.Node{}}, table, cell}}
		for _, l := range labels {
			d.blocks = append(d.blocks, block{text: "12.0", tag: atom.Td, at: 2, label: l})
		}
		return d
	}
	d := build(Body, Other, Other)
	if d.tables(); d.blocks[0].label != Other {
		t.Error("one cell of three stays in the text")
	}
	d = build(Body, Body, Other)
	if d.tables(); d.blocks[0].label != Body {
		t.Error("most of a table is text, and was taken out")
	}
}
