package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// report makes an article of an outlet at an hour of one day; 0: no time.
func report(id int64, outlet string, hour int, citations ...Citation) Report {
	d := &Doc{ID: id, Outlet: outlet, URL: "https://" + outlet + "/" + fmt.Sprint(id)}
	if hour > 0 {
		d.Published = time.Date(2026, 3, 2, hour, 30, 0, 0, time.UTC)
	}
	return Report{Doc: d, Citations: citations}
}

func citing(source, cue string) Citation {
	return Citation{Source: source, Cue: cue, Media: true, Main: true}
}

// edgesOf prints the edges of a graph.
func edgesOf(g *Graph) string {
	var all []string
	for _, e := range g.Edges {
		all = append(all, fmt.Sprintf("%s <-%s- %s", g.Nodes[e.From].Name, e.By, g.Nodes[e.To].Name))
	}
	return strings.Join(all, "; ")
}

func TestChainIsFollowedWithItsCues(t *testing.T) {
	g := Trace([]Report{
		report(3, "azimuth.example", 15, citing("Meridian Wire", "Meridian Wire reports, citing The Lantern.")),
		report(1, "thelantern.example", 9),
		report(2, "meridianwire.example", 12, citing("The Lantern", "Files seen by The Lantern show it.")),
	})
	if got, want := edgesOf(g), "meridianwire.example <-words- thelantern.example; azimuth.example <-words- meridianwire.example"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	var cues []string
	for _, e := range g.Chain(2) {
		cues = append(cues, e.Cue)
	}
	if !slices.Equal(cues, []string{"Meridian Wire reports, citing The Lantern.", "Files seen by The Lantern show it."}) {
		t.Errorf("cues %q", cues)
	}
	if g.Nodes[g.Origin].Article != 1 || g.Independent != 1 || g.First != 0 || g.Support(g.Origin) != 3 {
		t.Errorf("origin %+v, %d independent, first %d, support %d", g.Nodes[g.Origin], g.Independent, g.First, g.Support(g.Origin))
	}
}

func TestSourcesAreResolved(t *testing.T) {
	lantern := report(1, "thelantern.example", 9)
	for _, c := range []struct {
		name    string
		reports []Report
		want    string // edges
		origin  string
		roots   int
	}{
		{"an outlet without an article is named", []Report{report(1, "azimuth.example", 9, citing("Reuters", ""))},
			"azimuth.example <-words- Reuters", "Reuters", 1},
		{"two articles that cite one outlet have one root", []Report{report(1, "azimuth.example", 9, citing("Reuters", "")), report(2, "coast.example", 10, citing("reuters.com", ""))},
			"azimuth.example <-words- Reuters; coast.example <-words- Reuters", "Reuters", 1},
		{"a link goes before words", []Report{lantern, report(2, "azimuth.example", 12, citing("Reuters", ""), Citation{URL: lantern.URL, Main: true})},
			"azimuth.example <-link- thelantern.example; azimuth.example <-words- Reuters", "thelantern.example", 1},
		{"a younger article of the outlet is not meant", []Report{report(1, "azimuth.example", 9, citing("The Lantern", "")), report(2, "thelantern.example", 18)},
			"azimuth.example <-words- The Lantern", "The Lantern", 1},
		{"an unknown report is a root with its words", []Report{report(1, "azimuth.example", 9, citing("a recent media report", ""))},
			"azimuth.example <-words- a recent media report", "a recent media report", 1},
		{"what is named in passing is no root", []Report{lantern, report(2, "azimuth.example", 12, citing("The Lantern", ""), Citation{Source: "Reuters", Media: true})},
			"azimuth.example <-words- thelantern.example; azimuth.example <-words- Reuters", "thelantern.example", 1},
		{"an outlet that names itself relies on nobody", []Report{report(1, "thelantern.example", 9, citing("The Lantern", "documents seen by The Lantern"))},
			"", "thelantern.example", 1},
		{"what a ministry announced has one root", []Report{
			report(1, "azimuth.example", 9, Citation{Source: "Ministry of Labour", Main: true}), report(2, "coast.example", 10, Citation{Source: "Ministry of Labour", Main: true})},
			"azimuth.example <-words- Ministry of Labour; coast.example <-words- Ministry of Labour", "Ministry of Labour", 1},
		{"two reports of their own", []Report{lantern, report(2, "azimuth.example", 12)}, "", "thelantern.example", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := Trace(c.reports)
			if got := edgesOf(g); got != c.want {
				t.Errorf("edges %q\nwant  %q", got, c.want)
			}
			if got := g.Nodes[g.Origin].Name; got != c.origin || g.Independent != c.roots {
				t.Errorf("origin %q of %d roots, want %q of %d", got, g.Independent, c.origin, c.roots)
			}
		})
	}
}

func TestCopiesGoBackToTheirOriginal(t *testing.T) {
	copied := report(2, "azimuth.example", 12, citing("Reuters", "said Reuters"))
	copied.Copy = Copy{Of: 1, Kind: CopyOpening}
	g := Trace([]Report{report(1, "thelantern.example", 9), copied})
	if e := g.Chain(1)[0]; e.By != ByCopying || e.Kind != CopyOpening || g.Nodes[e.To].Article != 1 {
		t.Errorf("%+v", e)
	}
}

func TestCirclesAreBrokenByTime(t *testing.T) {
	a := report(1, "a-gazette.example", 9, Citation{URL: "https://b-gazette.example/2", Main: true})
	b := report(2, "b-gazette.example", 12, Citation{URL: "https://a-gazette.example/1", Main: true})
	g := Trace([]Report{a, b})
	if got, want := edgesOf(g), "b-gazette.example <-link- a-gazette.example"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	a.Published, b.Published = time.Time{}, time.Time{}
	if g := Trace([]Report{a, b}); len(g.Edges) != 1 || len(g.Roots) != 1 {
		t.Errorf("without times: %s", edgesOf(g))
	}
}

func TestVagueSourcesAreKnown(t *testing.T) {
	for words, want := range map[string]bool{
		"a recent media report": true, "media reports": true, "Medienberichte": true, "local newspapers": true,
		"Reuters": false, "The Lantern": false, "Daily Report": false, "The Press": false, "": false,
	} {
		if got := isVague(words); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}

func TestNothingToTrace(t *testing.T) {
	if g := Trace(nil); g.Origin != -1 || g.First != -1 || g.Independent != 0 {
		t.Errorf("%+v", g)
	}
}

func TestTraceNeverHasACircleAndAlwaysAnOrigin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "n")
		var reports []Report
		for i := range n {
			r := report(int64(i+1), fmt.Sprintf("outlet%d.example", i), rapid.IntRange(0, 20).Draw(t, "hour"))
			for range rapid.IntRange(0, 3).Draw(t, "citations") {
				other := rapid.IntRange(0, n-1).Draw(t, "of")
				c := Citation{Source: fmt.Sprintf("outlet%d.example", other), Media: true, Main: rapid.Bool().Draw(t, "main")}
				if rapid.Bool().Draw(t, "link") {
					c.URL = fmt.Sprintf("https://outlet%d.example/%d", other, other+1)
				}
				r.Citations = append(r.Citations, c)
			}
			r.Copy.Of = int64(rapid.IntRange(0, n).Draw(t, "copy"))
			reports = append(reports, r)
		}
		g := Trace(reports)
		out := make([][]int, len(g.Nodes))
		for _, e := range g.Edges {
			out[e.From] = append(out[e.From], e.To)
		}
		for _, e := range g.Edges {
			if reaches(out, e.To, e.From) {
				t.Fatalf("a circle: %s", edgesOf(g))
			}
		}
		if g.Origin < 0 || len(g.Roots) == 0 || !slices.Contains(g.Roots, g.Origin) {
			t.Fatalf("origin %d of roots %v", g.Origin, g.Roots)
		}
	})
}
