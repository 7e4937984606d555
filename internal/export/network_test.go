package export

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/internal/report"
)

// lint runs xmllint where there is one.
func lint(t *testing.T, doc string) {
	t.Helper()
	program, err := exec.LookPath("xmllint")
	if err != nil {
		t.Log("xmllint is not installed: read by encoding/xml alone")
		return
	}
	path := filepath.Join(t.TempDir(), "doc.xml")
	check(t, os.WriteFile(path, []byte(doc), 0o600))
	if out, err := exec.CommandContext(t.Context(), program, "--noout", path).CombinedOutput(); err != nil {
		t.Errorf("xmllint: %v\n%s", err, out)
	}
}

// scalar says whether a value is one of an XML Schema type.
func scalar(kind, v string) bool {
	switch kind {
	case "string":
		return true
	case "int", "integer", "long":
		_, err := strconv.Atoi(v)
		return err == nil
	case "double", "float":
		_, err := strconv.ParseFloat(v, 64)
		return err == nil
	case "boolean":
		return v == "true" || v == "false"
	}
	return false
}

func TestGEXFKeepsItsStructure(t *testing.T) {
	got := written(t, func(b *bytes.Buffer) error { return NetworkOf(sampleDeals(t)).WriteGEXF(b) })
	gexfCheck(t, got)
	golden(t, "gexf", got)
}

func gexfCheck(t *testing.T, doc string) {
	t.Helper()
	type values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	}
	var g struct {
		XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
		Version string   `xml:"version,attr"`
		Graph   struct {
			Default    string `xml:"defaultedgetype,attr"`
			Mode       string `xml:"mode,attr"`
			TimeFormat string `xml:"timeformat,attr"`
			Attributes []struct {
				Class string `xml:"class,attr"`
				List  []struct {
					ID    string `xml:"id,attr"`
					Title string `xml:"title,attr"`
					Type  string `xml:"type,attr"`
				} `xml:"attribute"`
			} `xml:"attributes"`
			Nodes []struct {
				ID     string `xml:"id,attr"`
				Label  string `xml:"label,attr"`
				Values values `xml:"attvalues>attvalue"`
			} `xml:"nodes>node"`
			Edges []struct {
				ID     string  `xml:"id,attr"`
				Source string  `xml:"source,attr"`
				Target string  `xml:"target,attr"`
				Weight float64 `xml:"weight,attr"`
				Start  string  `xml:"start,attr"`
				Values values  `xml:"attvalues>attvalue"`
			} `xml:"edges>edge"`
		} `xml:"graph"`
	}
	check(t, xml.Unmarshal([]byte(doc), &g))
	lint(t, doc)
	if g.Version != "1.3" || g.Graph.Default != "directed" || g.Graph.Mode != "dynamic" || g.Graph.TimeFormat != "date" {
		t.Errorf("%+v", g.Graph)
	}
	declared := map[string]string{}
	for _, a := range g.Graph.Attributes {
		if a.Class != "node" && a.Class != "edge" {
			t.Errorf("class %q", a.Class)
		}
		for _, one := range a.List {
			if declared[a.Class+one.ID] != "" || one.Title == "" {
				t.Errorf("attribute %+v", one)
			}
			declared[a.Class+one.ID] = one.Type
		}
	}
	checked := func(class string, all values) {
		for _, v := range all {
			if kind := declared[class+v.For]; !scalar(kind, v.Value) {
				t.Errorf("%s: %q is no %q of %s", class, v.Value, kind, v.For)
			}
		}
	}
	nodes, edges := map[string]bool{}, map[string]bool{}
	for _, n := range g.Graph.Nodes {
		if n.ID == "" || nodes[n.ID] || n.Label == "" {
			t.Errorf("node %+v", n)
		}
		nodes[n.ID] = true
		checked("node", n.Values)
	}
	for _, e := range g.Graph.Edges {
		if edges[e.ID] || !nodes[e.Source] || !nodes[e.Target] || e.Weight <= 0 {
			t.Errorf("edge %+v", e)
		}
		edges[e.ID] = true
		checked("edge", e.Values)
		if e.Start != "" {
			if _, err := time.Parse(time.DateOnly, e.Start); err != nil {
				t.Error(err)
			}
		}
	}
	if len(nodes) == 0 || len(edges) == 0 {
		t.Error("the graph is empty")
	}
}

// nmtoken is what graphml.xsd asks of the ids of nodes and of an edge's ends.
var nmtoken = regexp.MustCompile(`^[A-Za-z0-9._:-]+$`)

func TestGraphMLKeepsItsStructure(t *testing.T) {
	got := written(t, func(b *bytes.Buffer) error { return NetworkOf(sampleDeals(t)).WriteGraphML(b) })
	var g graphml
	check(t, xml.Unmarshal([]byte(got), &g))
	lint(t, got)
	if g.Graph.Default != "directed" {
		t.Errorf("edges are %q", g.Graph.Default)
	}
	declared := map[string]string{}
	for _, k := range g.Keys {
		if !nmtoken.MatchString(k.ID) || k.Name == "" {
			t.Errorf("key %+v", k)
		}
		declared[k.For+k.ID] = k.Type
	}
	checked := func(class string, all []graphmlData) {
		seen := map[string]bool{}
		for _, v := range all {
			if kind := declared[class+v.Key]; seen[v.Key] || !scalar(kind, v.Value) {
				t.Errorf("%s: %q is no %q of %s", class, v.Value, kind, v.Key)
			}
			seen[v.Key] = true
		}
	}
	ids := map[string]bool{}
	for _, n := range g.Graph.Nodes {
		if !nmtoken.MatchString(n.ID) || ids[n.ID] {
			t.Errorf("node %q", n.ID)
		}
		ids[n.ID] = true
		checked("node", n.Data)
	}
	for _, e := range g.Graph.Edges {
		if !ids[e.Source] || !ids[e.Target] || !nmtoken.MatchString(e.ID) {
			t.Errorf("edge %+v", e)
		}
		checked("edge", e.Data)
	}
	if len(g.Graph.Edges) == 0 {
		t.Error("the graph is empty")
	}
	golden(t, "graphml", got)
}

func TestTheTablesOfANetworkFitTogether(t *testing.T) {
	n := NetworkOf(sampleDeals(t))
	nodes := written(t, func(b *bytes.Buffer) error { return n.WriteNodes(b) })
	edges := written(t, func(b *bytes.Buffer) error { return n.WriteEdges(b) })
	nodeRows, err := csv.NewReader(strings.NewReader(nodes)).ReadAll()
	check(t, err)
	edgeRows, err := csv.NewReader(strings.NewReader(edges)).ReadAll()
	check(t, err)
	safeCells(t, nodeRows)
	safeCells(t, edgeRows)
	if strings.Join(nodeRows[0], ",") != "Id,Label,Kind,Deals" || strings.Join(edgeRows[0], ",") != "Source,Target,Type,Weight,Amount,Currency,First,Articles" {
		t.Errorf("%q\n%q", nodeRows[0], edgeRows[0])
	}
	ids := map[string]bool{}
	for _, row := range nodeRows[1:] {
		ids[row[0]] = true
	}
	if len(ids) != len(nodeRows)-1 {
		t.Errorf("%d ids of %d nodes", len(ids), len(nodeRows)-1)
	}
	for _, row := range edgeRows[1:] {
		if !ids[row[0]] || !ids[row[1]] || row[2] != "Directed" {
			t.Errorf("edge %q", row)
		}
	}
	golden(t, "nodes.csv", nodes)
	golden(t, "edges.csv", edges)
}

// Amounts of two currencies are not added, one that nobody told is not zero,
// and the commonest currency is the edge's.
func TestAmountsOfAnEdge(t *testing.T) {
	n := NetworkOf(sampleDeals(t))
	for _, e := range n.Edges {
		switch e.From {
		case "company:Quay Sons":
			if e.Deals != 3 || e.Currency != "EUR" || e.Amount != 13.5e6 || e.Articles != 6 || e.First != "2026-02-17" {
				t.Errorf("%+v", e)
			}
		case `company:<b>Quay & "Sons"</b>`:
			if e.Amount != 0 || e.Currency != "" {
				t.Errorf("%+v", e)
			}
		}
	}
	got := written(t, func(b *bytes.Buffer) error { return n.WriteGEXF(b) })
	if strings.Contains(got, `for="amount" value="0"`) {
		t.Error("an amount that nobody told is given as 0")
	}
}

// The amount of an edge is in the currency that most of its deals have.
func TestAmountsAreOfTheCommonestCurrency(t *testing.T) {
	deal := func(high float64, currency string) report.Deal {
		return report.Deal{Vendor: "Quay Sons", Agency: "Port of Elm", High: high, Currency: currency}
	}
	for _, test := range []struct {
		deals    []report.Deal // the latest first
		amount   float64
		currency string
	}{
		{[]report.Deal{deal(3, "EUR"), deal(2, "EUR"), deal(9, "USD")}, 5, "EUR"},
		{[]report.Deal{deal(9, "USD"), deal(3, "EUR"), deal(2, "EUR")}, 5, "EUR"},
		{[]report.Deal{deal(9, "USD"), deal(3, "EUR")}, 3, "EUR"}, // of equals the first
		{[]report.Deal{deal(0, ""), deal(3, "EUR")}, 3, "EUR"},
		{[]report.Deal{deal(4, ""), deal(2, "")}, 6, ""},
	} {
		e := NetworkOf(test.deals).Edges[0]
		if e.Amount != test.amount || e.Currency != test.currency {
			t.Errorf("%+v: %v %s, want %v %s", test.deals, e.Amount, e.Currency, test.amount, test.currency)
		}
	}
}
