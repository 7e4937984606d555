package story

import (
	"cmp"
	"slices"
)

// breakCircles drops, of every circle, the weakest edge that goes from an older
// article to a younger one, or the weakest of all where no time tells. Edges
// are taken in from the strongest to the weakest; one that would close a circle
// is left out.
func (t *tracer) breakCircles() {
	edges := slices.Clone(t.graph.Edges)
	slices.SortStableFunc(edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(t.backwards(a), t.backwards(b)), cmp.Compare(edgeRank(a), edgeRank(b)))
	})
	out := make([][]int, len(t.graph.Nodes))
	var kept []Edge
	for _, e := range edges {
		if reaches(out, e.To, e.From) {
			continue
		}
		out[e.From] = append(out[e.From], e.To)
		kept = append(kept, e)
	}
	slices.SortStableFunc(kept, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(edgeRank(a), edgeRank(b)))
	})
	t.graph.Edges = kept
}

// backwards is 1 for an edge from an older article to a younger one.
func (t *tracer) backwards(e Edge) int {
	if e.To < len(t.reports) && comparePublished(t.reports[e.From].Time(), t.reports[e.To].Time()) < 0 {
		return 1
	}
	return 0
}

// reaches says whether a path leads from one node to another.
func reaches(out [][]int, from, to int) bool {
	seen := make([]bool, len(out))
	stack := []int{from}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == to {
			return true
		}
		if seen[n] {
			continue
		}
		seen[n] = true
		stack = append(stack, out[n]...)
	}
	return false
}

// main returns the edge that a node's main facts come by; ok is false if it
// relies on nobody for them.
func (g *Graph) main(node int) (Edge, bool) {
	for _, e := range g.Edges {
		if e.From == node && g.Nodes[e.To].Media && (e.Main || e.By == ByCopying) {
			return e, true
		}
	}
	for _, e := range g.Edges { // a source that is no report is where an account begins
		if e.From == node && e.Main {
			return e, true
		}
	}
	return Edge{}, false
}

// findRoots finds what the reports go back to: the ends of their chains.
// A company or a paper at the end of a chain is no report, but what is told
// there was told once, to all.
func (g *Graph) findRoots() {
	for i, n := range g.Nodes {
		if _, relies := g.main(i); relies {
			continue
		}
		if n.Kind != NodeArticle && !slices.ContainsFunc(g.Edges, func(e Edge) bool { return e.To == i && g.isMain(e) }) {
			continue // named in passing
		}
		g.Roots = append(g.Roots, i)
	}
	g.Independent = g.outlets(g.Roots)
}

// outlets counts the different outlets and sources among some nodes: what one
// outlet tells twice is one report.
func (g *Graph) outlets(nodes []int) int {
	var names []string
	for _, i := range nodes {
		name := g.Nodes[i].Name
		if name == "" || !slices.ContainsFunc(names, func(other string) bool { return SameOutlet(name, other) }) {
			names = append(names, name)
		}
	}
	return len(names)
}

func (g *Graph) isMain(e Edge) bool {
	m, ok := g.main(e.From)
	return ok && m.To == e.To
}

// Chain returns the edges from a node to its root, each from the article to
// what its main facts come from.
func (g *Graph) Chain(node int) []Edge {
	var chain []Edge
	for range g.Nodes {
		e, ok := g.main(node)
		if !ok {
			break
		}
		chain = append(chain, e)
		node = e.To
	}
	return chain
}

// findOrigin counts how many articles go back to each node, and takes the root
// with the most: of equals the one that more others rely on, a named one before
// an unknown, then the oldest.
func (g *Graph) findOrigin(articles int) {
	g.support = make([]int, len(g.Nodes))
	for i := range articles {
		g.support[i]++
		for _, e := range g.Chain(i) {
			g.support[e.To]++
		}
	}
	g.Origin = -1
	if len(g.Roots) > 0 {
		g.Origin = slices.MinFunc(g.Roots, func(a, b int) int {
			return cmp.Or(cmp.Compare(g.support[b], g.support[a]), cmp.Compare(g.priority(a), g.priority(b)))
		})
	}
}

// priority orders roots that equally many articles go back to.
func (g *Graph) priority(root int) int {
	return slices.Index([]NodeKind{NodeSource, NodeArticle, NodeUnknown}, g.Nodes[root].Kind)
}

// Support returns how many articles of the story go back to a node, itself
// included.
func (g *Graph) Support(node int) int { return g.support[node] }
