package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dateline/internal/report"
)

// WriteDOT writes a trace as a graph of Graphviz: an edge leads from who has it
// to whom it has it from.
func WriteDOT(w io.Writer, t report.Traced) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "digraph trace {\n  rankdir = BT;\n  node [shape = box, fontname = \"sans-serif\"];")
	for i, n := range t.Nodes {
		label := n.Name
		if n.Title != "" {
			label += "\n" + n.Title
		}
		style := ""
		if n.Kind != "article" {
			style = ", style = dashed"
		}
		fmt.Fprintf(out, "  n%d [label = %s%s];\n", i, dotString(label), style)
	}
	for _, e := range t.Edges {
		style := "solid"
		if !e.Main {
			style = "dotted"
		}
		fmt.Fprintf(out, "  n%d -> n%d [label = %s, style = %s];\n", e.From, e.To, dotString(e.By), style)
	}
	fmt.Fprintln(out, "}")
	return out.Flush()
}

// dotString quotes a string of the DOT language.
func dotString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", " ").Replace(s) + `"`
}

// gexf is a graph of GEXF 1.3; see https://gexf.net.
type gexf struct {
	XMLName xml.Name  `xml:"http://gexf.net/1.3 gexf"`
	Version string    `xml:"version,attr"`
	Graph   gexfGraph `xml:"graph"`
}

type gexfGraph struct {
	Type       string           `xml:"defaultedgetype,attr"`
	Mode       string           `xml:"mode,attr,omitempty"`
	TimeFormat string           `xml:"timeformat,attr,omitempty"`
	Attributes []gexfAttributes `xml:"attributes"`
	Nodes      []gexfNode       `xml:"nodes>node"`
	Edges      []gexfEdge       `xml:"edges>edge"`
}

type gexfAttributes struct {
	Class string          `xml:"class,attr"`
	List  []gexfAttribute `xml:"attribute"`
}

type gexfAttribute struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Type  string `xml:"type,attr"`
}

type gexfNode struct {
	ID     string      `xml:"id,attr"`
	Label  string      `xml:"label,attr"`
	Start  string      `xml:"start,attr,omitempty"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfEdge struct {
	ID     string      `xml:"id,attr"`
	Source string      `xml:"source,attr"`
	Target string      `xml:"target,attr"`
	Label  string      `xml:"label,attr,omitempty"`
	Weight string      `xml:"weight,attr,omitempty"`
	Start  string      `xml:"start,attr,omitempty"`
	Values []gexfValue `xml:"attvalues>attvalue"`
}

type gexfValue struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

// WriteTraceGEXF writes a trace as GEXF 1.3, which Gephi opens: who relies on
// whom, dated by publication.
func WriteTraceGEXF(w io.Writer, t report.Traced) error {
	g := gexf{Version: "1.3", Graph: gexfGraph{Type: "directed", Mode: "dynamic", TimeFormat: "date", Attributes: []gexfAttributes{
		{Class: "node", List: []gexfAttribute{{"kind", "kind", "string"}, {"url", "url", "string"}, {"title", "title", "string"}, {"support", "support", "integer"}}},
		{Class: "edge", List: []gexfAttribute{{"by", "by", "string"}, {"cue", "cue", "string"}, {"main", "main", "boolean"}}},
	}}}
	for i, n := range t.Nodes {
		g.Graph.Nodes = append(g.Graph.Nodes, gexfNode{
			ID: strconv.Itoa(i), Label: oneLineOf(n.Name), Start: gexfDay(n), Values: []gexfValue{{"kind", n.Kind}, {"url", n.URL}, {"title", oneLineOf(n.Title)}, {"support", strconv.Itoa(n.Support)}},
		})
	}
	for i, e := range t.Edges {
		g.Graph.Edges = append(g.Graph.Edges, gexfEdge{
			ID: strconv.Itoa(i), Source: strconv.Itoa(e.From), Target: strconv.Itoa(e.To), Label: e.By,
			Values: []gexfValue{{"by", e.By}, {"cue", oneLineOf(e.Cue)}, {"main", strconv.FormatBool(e.Main)}},
		})
	}
	return writeXML(w, g)
}

// gexfDay is the day of an article; "" where it is not known to the day.
func gexfDay(n report.TraceNode) string {
	if parts := dateParts(n.Published.From()); len(parts) == 3 {
		return fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2])
	}
	return ""
}

func writeXML(w io.Writer, v any) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return err
	}
	if err := out.WriteByte('\n'); err != nil {
		return err
	}
	return out.Flush()
}
