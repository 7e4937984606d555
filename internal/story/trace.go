package story

import (
	"cmp"
	"slices"
	"strings"
)

// By says in what way an article relies on a source, the strongest first.
type By string

// The ways of relying on a source.
const (
	ByCopying By = "copy"  // it has the other's text
	ByLinking By = "link"  // its text links to it
	ByWords   By = "words" // "citing Reuters"
)

// Citation is one source that an article names.
type Citation struct {
	Source string   // an outlet's or a body's name, or the words: "a recent media report"
	With   []string // outlets that reported it together with the source
	URL    string   // of a link; canonical
	Cue    string   // the sentence that says so
	Media  bool     // the source is an outlet or a report of one, no paper, company or agency
	Main   bool     // the article's main facts come from it
}

// Report is an article of a story with what it relies on.
type Report struct {
	*Doc
	Copy      Copy // Of 0: no copy
	Citations []Citation
}

// NodeKind says what stands at a node of a trace.
type NodeKind string

// The kinds of node.
const (
	NodeArticle NodeKind = "article"
	NodeSource  NodeKind = "source"  // an outlet, a body, a company: named, without an article at hand
	NodeUnknown NodeKind = "unknown" // "a recent media report", "sources"
)

// Node is an article of the story, or a source of one that is not at hand.
type Node struct {
	Kind    NodeKind
	Article int64    // 0: none at hand
	Name    string   // the outlet's, or that of the source
	Media   bool     // an article, an outlet, or a report of one
	With    []string // outlets that reported it together with this one, as others say
}

// Edge says that one node relies on another.
type Edge struct {
	From, To int // nodes; From has it from To
	By       By
	Cue      string // the sentence that says so; "" for a copy
	Main     bool
	Kind     CopyKind // of a copy
}

// Graph is who has a story from whom. It has no circle.
type Graph struct {
	Nodes       []Node // the articles by time, then the sources
	Edges       []Edge // by From, the strongest first
	Roots       []int  // nodes that rely on no other node of media, whether others rely on them or not
	Independent int    // different outlets and sources among the roots: how many had it by themselves
	First       int    // the node of the oldest article; -1: no article has a time
	Origin      int    // the root that most articles go back to; -1: there is no article
	support     []int  // articles that go back to each node, itself included
}

// Trace resolves what the reports of one story rely on: to articles among them
// where outlet and time fit, else to the source by its name. A citation of a
// younger article is one of its outlet.
func Trace(reports []Report) *Graph {
	t := tracer{reports: slices.Clone(reports), named: map[string]int{}}
	slices.SortStableFunc(t.reports, func(a, b Report) int {
		return cmp.Or(compareKnown(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID))
	})
	for i := range t.reports {
		r := &t.reports[i]
		t.graph.Nodes = append(t.graph.Nodes, Node{Kind: NodeArticle, Article: r.ID, Name: r.Outlet, Media: true})
	}
	for i := range t.reports {
		t.resolve(i)
	}
	t.breakCircles()
	t.graph.findRoots()
	t.graph.findOrigin(len(t.reports))
	t.graph.First = -1
	if len(t.reports) > 0 && !t.reports[0].Time().IsZero() {
		t.graph.First = 0
	}
	return &t.graph
}

// compareKnown orders articles by time, those without one last.
func compareKnown(a, b *Doc) int {
	x, y := a.Time(), b.Time()
	if x.IsZero() != y.IsZero() {
		if x.IsZero() {
			return 1
		}
		return -1
	}
	return x.Compare(y)
}

type tracer struct {
	reports []Report
	graph   Graph
	named   map[string]int // label of a source → node
}

// resolve adds the edges of one report, the strongest first, one to each node.
func (t *tracer) resolve(i int) {
	r := &t.reports[i]
	var edges []Edge
	if r.Copy.Of != 0 {
		if to := t.articleWith(func(o *Report) bool { return o.ID == r.Copy.Of }); to >= 0 && to != i {
			edges = append(edges, Edge{From: i, To: to, By: ByCopying, Main: true, Kind: r.Copy.Kind})
		}
	}
	for _, c := range r.Citations {
		if to, by := t.source(i, c); to >= 0 && to != i {
			t.graph.Nodes[to].join(c.With)
			edges = append(edges, Edge{From: i, To: to, By: by, Cue: c.Cue, Main: c.Main})
		}
	}
	slices.SortStableFunc(edges, func(a, b Edge) int { return cmp.Compare(edgeRank(a), edgeRank(b)) })
	seen := map[int]bool{}
	for _, e := range edges {
		if !seen[e.To] {
			seen[e.To] = true
			t.graph.Edges = append(t.graph.Edges, e)
		}
	}
}

// join notes outlets that reported it together with the node's own.
func (n *Node) join(with []string) {
	for _, name := range with {
		if !SameOutlet(name, n.Name) && !slices.Contains(n.With, name) {
			n.With = append(n.With, name)
		}
	}
}

// edgeRank puts the source of the main facts first.
func edgeRank(e Edge) int {
	rank := slices.Index([]By{ByCopying, ByLinking, ByWords}, e.By)
	if !e.Main {
		rank += 3
	}
	return rank
}

// source returns the node that a citation of report i leads to; -1: it is none.
func (t *tracer) source(i int, c Citation) (node int, by By) {
	r := &t.reports[i]
	if c.URL != "" {
		if to := t.articleWith(func(o *Report) bool { return o.URL == c.URL && o.ID != r.ID }); to >= 0 {
			return to, ByLinking
		}
		if c.Source == "" {
			return -1, ""
		}
	}
	name := strings.TrimSpace(c.Source)
	if name == "" || SameOutlet(name, r.Outlet) {
		return -1, ""
	}
	by = ByWords
	if c.URL != "" {
		by = ByLinking
	}
	if !c.Media {
		return t.name(name, NodeSource, false), by
	}
	if isVague(name) {
		return t.name(name, NodeUnknown, true), by
	}
	to := t.articleWith(func(o *Report) bool {
		return o.ID != r.ID && SameOutlet(name, o.Outlet) && comparePublished(o.Time(), r.Time()) <= 0
	})
	if to >= 0 {
		return to, by
	}
	return t.name(name, NodeSource, true), by
}

// articleWith returns the oldest article that fits; -1: none.
func (t *tracer) articleWith(fits func(*Report) bool) int {
	return slices.IndexFunc(t.reports, func(r Report) bool { return fits(&r) })
}

// name returns the node of a source that is not at hand.
func (t *tracer) name(name string, kind NodeKind, media bool) int {
	label := strings.TrimPrefix(outletLabel(name), "the")
	if i, ok := t.named[label]; ok {
		return i
	}
	t.graph.Nodes = append(t.graph.Nodes, Node{Kind: kind, Name: name, Media: media})
	t.named[label] = len(t.graph.Nodes) - 1
	return t.named[label]
}

// vague are first words by which a report is meant that nobody names.
var vague = strings.Fields("a an another some several recent earlier media press local news reports report sources outlets " +
	"ein eine einem medien presse medienberichten un une des medias médias medios una prensa een media-berichten")

// vagueNouns are what stands for an outlet that is not named.
var vagueNouns = strings.Fields("report reports media press outlet outlets newspaper newspapers paper sources article articles " +
	"bericht berichte medienbericht medienberichte medien presse zeitung rapport médias presse journal medios prensa informe periódico media stampa")

// isVague says whether words name nobody: "a recent media report".
func isVague(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || startsUpper(words[len(words)-1]) && !startsUpperOnly(words) {
		return false
	}
	noun := slices.Contains(vagueNouns, strings.ToLower(words[len(words)-1]))
	return noun && (len(words) == 1 || slices.Contains(vague, strings.ToLower(words[0])))
}

// startsUpperOnly says whether only the first of the words has a capital.
func startsUpperOnly(words []string) bool {
	return len(words) == 1 || !slices.ContainsFunc(words[1:], startsUpper)
}
