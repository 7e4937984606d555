package export

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

// Network is who supplies whom.
type Network struct {
	Nodes []NetworkNode
	Edges []NetworkEdge
}

// NetworkNode is a company or a government body.
type NetworkNode struct {
	ID    string // "company:Palantir Technologies"
	Name  string
	Kind  string // company or agency
	Deals int
}

// NetworkEdge is all deals of one company with one body.
type NetworkEdge struct {
	From, To string // nodes
	Deals    int
	Amount   float64 // of the deals in the commonest currency, the greatest that was reported of each
	Currency string
	First    string // day or year of the first report; ""
	Articles int
}

// NetworkOf adds deals up to who supplies whom. A deal without a company or
// without a body is in no edge.
func NetworkOf(deals []report.Deal) Network {
	var n Network
	nodes, edges, counts := map[string]int{}, map[[2]string]int{}, map[[3]string]int{}
	amounts := map[[3]string]float64{}
	node := func(kind, name string) string {
		id := kind + ":" + name
		at, ok := nodes[id]
		if !ok {
			at = len(n.Nodes)
			nodes[id] = at
			n.Nodes = append(n.Nodes, NetworkNode{ID: id, Name: name, Kind: kind})
		}
		n.Nodes[at].Deals++
		return id
	}
	for _, d := range slices.Backward(deals) { // the oldest first
		vendor, agency := oneLineOf(d.Vendor), oneLineOf(d.Agency)
		if vendor == "" || agency == "" {
			continue
		}
		key := [2]string{node("company", vendor), node("agency", agency)}
		at, ok := edges[key]
		if !ok {
			at = len(n.Edges)
			edges[key] = at
			n.Edges = append(n.Edges, NetworkEdge{From: key[0], To: key[1], First: firstDay(d)})
		}
		e := &n.Edges[at]
		e.Deals++
		e.Articles += d.Articles
		if d.High > 0 {
			in := [3]string{key[0], key[1], d.Currency}
			counts[in]++
			amounts[in] += d.High
			if most := counts[[3]string{key[0], key[1], e.Currency}]; counts[in] > most || e.Currency == d.Currency {
				e.Currency, e.Amount = d.Currency, amounts[in]
			}
		}
	}
	return n
}

func firstDay(d report.Deal) string {
	if parts := dateParts(d.First.Published.From()); len(parts) == 3 {
		return fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2])
	}
	return ""
}

// WriteGEXF writes the network as GEXF 1.3; edges begin with their first
// report.
func (n Network) WriteGEXF(w io.Writer) error {
	g := gexf{Version: "1.3", Graph: gexfGraph{Type: "directed", Mode: "dynamic", TimeFormat: "date", Attributes: []gexfAttributes{
		{Class: "node", List: []gexfAttribute{{"kind", "kind", "string"}, {"deals", "deals", "integer"}}},
		{Class: "edge", List: []gexfAttribute{{"deals", "deals", "integer"}, {"amount", "amount", "double"}, {"currency", "currency", "string"}, {"articles", "articles", "integer"}}},
	}}}
	for _, node := range n.Nodes {
		g.Graph.Nodes = append(g.Graph.Nodes, gexfNode{ID: node.ID, Label: node.Name, Values: []gexfValue{{"kind", node.Kind}, {"deals", strconv.Itoa(node.Deals)}}})
	}
	for i, e := range n.Edges {
		values := []gexfValue{{"deals", strconv.Itoa(e.Deals)}, {"articles", strconv.Itoa(e.Articles)}}
		if e.Amount > 0 {
			values = append(values, gexfValue{"amount", plain(e.Amount)}, gexfValue{"currency", e.Currency})
		}
		g.Graph.Edges = append(g.Graph.Edges, gexfEdge{ID: strconv.Itoa(i), Source: e.From, Target: e.To, Weight: strconv.Itoa(e.Deals), Start: e.First, Values: values})
	}
	return writeXML(w, g)
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// graphml is a graph of GraphML 1.0; see http://graphml.graphdrawing.org.
type graphml struct {
	XMLName xml.Name     `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []graphmlKey `xml:"key"`
	Graph   struct {
		ID      string        `xml:"id,attr"`
		Default string        `xml:"edgedefault,attr"`
		Nodes   []graphmlNode `xml:"node"`
		Edges   []graphmlEdge `xml:"edge"`
	} `xml:"graph"`
}

type graphmlKey struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
}

type graphmlNode struct {
	ID   string        `xml:"id,attr"`
	Data []graphmlData `xml:"data"`
}

type graphmlEdge struct {
	ID     string        `xml:"id,attr"`
	Source string        `xml:"source,attr"`
	Target string        `xml:"target,attr"`
	Data   []graphmlData `xml:"data"`
}

type graphmlData struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

// WriteGraphML writes the network as GraphML; its ids are NMTOKENs, so a node has
// a number and its name as data.
func (n Network) WriteGraphML(w io.Writer) error {
	g := graphml{Keys: []graphmlKey{
		{"name", "node", "name", "string"}, {"kind", "node", "kind", "string"}, {"deals", "node", "deals", "int"},
		{"weight", "edge", "weight", "int"}, {"amount", "edge", "amount", "double"}, {"currency", "edge", "currency", "string"}, {"first", "edge", "first", "string"}, {"articles", "edge", "articles", "int"},
	}}
	g.Graph.ID, g.Graph.Default = "supply", "directed"
	ids := make(map[string]string, len(n.Nodes))
	for i, node := range n.Nodes {
		ids[node.ID] = "n" + strconv.Itoa(i)
		g.Graph.Nodes = append(g.Graph.Nodes, graphmlNode{ids[node.ID], []graphmlData{{"name", node.Name}, {"kind", node.Kind}, {"deals", strconv.Itoa(node.Deals)}}})
	}
	for i, e := range n.Edges {
		data := []graphmlData{{"weight", strconv.Itoa(e.Deals)}, {"first", e.First}, {"articles", strconv.Itoa(e.Articles)}}
		if e.Amount > 0 {
			data = append(data, graphmlData{"amount", plain(e.Amount)}, graphmlData{"currency", e.Currency})
		}
		g.Graph.Edges = append(g.Graph.Edges, graphmlEdge{"e" + strconv.Itoa(i), ids[e.From], ids[e.To], data})
	}
	return writeXML(w, g)
}

// WriteNodes and WriteEdges write the network as two tables, as Gephi and
// others read them.
func (n Network) WriteNodes(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write([]string{"Id", "Label", "Kind", "Deals"}); err != nil {
		return err
	}
	for _, node := range n.Nodes {
		if err := out.Write([]string{terminal.SafeCell(node.ID), terminal.SafeCell(node.Name), node.Kind, strconv.Itoa(node.Deals)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteEdges writes the second of the two tables.
func (n Network) WriteEdges(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write([]string{"Source", "Target", "Type", "Weight", "Amount", "Currency", "First", "Articles"}); err != nil {
		return err
	}
	for _, e := range n.Edges {
		row := []string{terminal.SafeCell(e.From), terminal.SafeCell(e.To), "Directed", strconv.Itoa(e.Deals), plain(e.Amount), e.Currency, e.First, strconv.Itoa(e.Articles)}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
