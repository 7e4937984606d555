package report

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/story"
	"dateline/internal/weburl"
)

// Stories is what trace asks of a store.
type Stories interface {
	File
	StoryComparables(ctx context.Context, story int64) ([]store.Comparable, map[int64]store.Copy, error)
	ArticleComparables(ctx context.Context, articles []int64) ([]store.Comparable, map[int64]store.Copy, error)
	Newest(ctx context.Context, n query.Node, before int64, limit int) ([]store.Hit, error)
	Decisions
}

// Traced is who has a story from whom.
type Traced struct {
	Stories     []int64     `json:"stories"`     // numbers of the stories that the articles belong to
	Articles    int         `json:"articles"`    // of the story
	Independent int         `json:"independent"` // roots: how many had it by themselves
	First       *int        `json:"first"`       // node of the oldest article; null: no article has a time
	Origin      *int        `json:"origin"`      // node that most articles go back to; null: none
	Roots       []int       `json:"roots"`       // nodes that rely on nobody for their main facts
	Nodes       []TraceNode `json:"nodes"`
	Edges       []TraceEdge `json:"edges"`

	graph *story.Graph
}

// TraceNode is an article, or a source of one that is not stored.
type TraceNode struct {
	Kind      string    `json:"kind"`    // article, source (named, not stored), unknown ("a recent media report")
	Article   int64     `json:"article"` // 0: none stored
	Name      string    `json:"name"`    // the outlet's, or that of the source
	With      []string  `json:"with"`    // outlets that reported it together with this one, as articles say
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Published edtf.Date `json:"published"`
	Support   int       `json:"support"` // articles that go back to it, itself included
}

// TraceEdge says that one node has something from another.
type TraceEdge struct {
	From int    `json:"from"` // nodes
	To   int    `json:"to"`
	By   string `json:"by"`   // copy, link, words
	Cue  string `json:"cue"`  // the sentence that says so
	Main bool   `json:"main"` // it has its main facts from there
	Kind string `json:"kind"` // of a copy: whole, opening, part, extended, reworked, spun, foreign
}

// mostTraced is how many articles of a query are traced.
const mostTraced = 2000

// Trace returns who has it from whom: for the story of one article, or for the
// articles that match a query, with the stories that they belong to.
func Trace(ctx context.Context, s Stories, ref string, n query.Node) (Traced, error) {
	all, copies, stories, err := traced(ctx, s, ref, n)
	if err != nil {
		return Traced{}, err
	}
	decisions, err := decisionsOf(ctx, s, news.DerivedOrigin)
	if err != nil {
		return Traced{}, err
	}
	reports := make([]story.Report, len(all))
	for i, c := range all {
		if d := decisions.on(c.Article, "origin"); d != nil {
			switch d.Verdict {
			case news.Rejected:
				c.Reading.Origin = ""
			case news.Corrected:
				c.Reading.Origin = d.Correction["origin"]
			}
		}
		reports[i] = reportOfComparable(c, copies)
	}
	return tracedGraph(story.Trace(reports), all, stories), nil
}

// traced chooses the articles to trace.
func traced(ctx context.Context, s Stories, ref string, n query.Node) (all []store.Comparable, copies map[int64]store.Copy, stories []int64, err error) {
	var articles []int64
	if ref != "" {
		a, err := Find(ctx, s, ref)
		if err != nil {
			return nil, nil, nil, err
		}
		articles = []int64{a.ID}
	} else {
		hits, err := s.Newest(ctx, n, 0, mostTraced)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, h := range hits {
			articles = append(articles, h.Article.ID)
		}
	}
	kin, err := s.KinOf(ctx, articles)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, id := range articles {
		if k := kin[id]; k.Story != 0 && !slices.Contains(stories, k.Story) {
			stories = append(stories, k.Story)
		}
	}
	slices.Sort(stories)
	if len(articles) == 1 && len(stories) == 1 {
		all, copies, err = s.StoryComparables(ctx, stories[0])
		return all, copies, stories, err
	}
	if len(articles) == 0 {
		return nil, nil, nil, fault.Advise(fault.New(fault.NoMatch, "no article matches"), "fewer words may find some")
	}
	all, copies, err = s.ArticleComparables(ctx, articles)
	return all, copies, stories, err
}

// reportOfComparable turns an article into what a trace is made of: its copy,
// its links, and the words by which it names whom it has it from.
func reportOfComparable(c store.Comparable, copies map[int64]store.Copy) story.Report {
	d := story.Doc{
		ID: c.Article, Outlet: c.Outlet.Domain, URL: c.URL, Title: c.Title, Text: c.Text, Seen: c.Seen, Canonical: c.Canonical, Credit: c.Reading.Credit,
	}
	d.Published, _ = c.Published.Bounds()
	if t, ok := c.Published.Instant(); ok {
		d.Published = t
	}
	r := story.Report{Doc: &d}
	if copied, ok := copies[c.Article]; ok {
		r.Copy = story.Copy{Of: copied.Of, Kind: story.CopyKind(copied.Kind), Share: copied.Share, Taken: copied.Taken}
	}
	for _, l := range c.Reading.Links {
		d.Links = append(d.Links, l.URL)
	}
	r.Citations = story.Citations(&d, &c.Reading)
	for i := range r.Citations {
		r.Citations[i].Source, _, _ = strings.Cut(r.Citations[i].Source, "; ") // of several speakers, the first
	}
	return r
}

func tracedGraph(g *story.Graph, all []store.Comparable, stories []int64) Traced {
	byArticle := make(map[int64]store.Comparable, len(all))
	for _, c := range all {
		byArticle[c.Article] = c
	}
	t := Traced{Stories: stories, Articles: len(all), Independent: g.Independent, Roots: append([]int{}, g.Roots...), Nodes: []TraceNode{}, Edges: []TraceEdge{}, graph: g}
	if stories == nil {
		t.Stories = []int64{}
	}
	if g.First >= 0 {
		t.First = &g.First
	}
	if g.Origin >= 0 {
		t.Origin = &g.Origin
	}
	for i, n := range g.Nodes {
		node := TraceNode{Kind: string(n.Kind), Article: n.Article, Name: n.Name, With: append([]string{}, n.With...), Support: g.Support(i)}
		if c, ok := byArticle[n.Article]; ok {
			node.Title, node.URL, node.Published = c.Title, weburl.Display(c.URL), c.Published
			node.Name = cmp.Or(c.Outlet.Name, c.Outlet.Domain, path.Base(c.URL))
		}
		t.Nodes = append(t.Nodes, node)
	}
	for _, e := range g.Edges {
		t.Edges = append(t.Edges, TraceEdge{From: e.From, To: e.To, By: string(e.By), Cue: e.Cue, Main: e.Main, Kind: string(e.Kind)})
	}
	return t
}

// Chain returns the edges from a node to where its main facts come from at last.
func (t Traced) Chain(node int) []TraceEdge {
	var chain []TraceEdge
	for _, e := range t.graph.Chain(node) {
		chain = append(chain, TraceEdge{From: e.From, To: e.To, By: string(e.By), Cue: e.Cue, Main: e.Main, Kind: string(e.Kind)})
	}
	return chain
}
