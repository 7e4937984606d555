package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/export"
	"dateline/internal/fault"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

var traceFormats = []string{"tree", "json", "dot", "gexf"}

func newTrace(a *app) *cobra.Command {
	format := ""
	cmd := &cobra.Command{
		Use:        "trace ARTICLE|QUERY",
		GroupID:    groupAsk,
		SuggestFor: []string{"origin", "sources", "citations", "copies", "story"},
		Short:      "Who had it first, who relies on whom, how many independent reports",
		Long: `trace shows who has a story from whom: each root (an article, an outlet, or a
source that relies on nobody else) with those beneath it that have it from
there, by copying its text, by a link, or in words, with the sentence that says
so. Sources that are named but not stored, and reports that nobody names, stand
there as well.

One article gives its whole story; a query gives the articles that match.`,
		Annotations: exits(
			exitsDone,
			"1  there is no such article or match, or no store",
			exitsUsage,
			exitsStore,
		),
		Example: `  dateline trace 42
  dateline trace story:7
  dateline trace 'azure agency:ICE' --format dot | dot -Tsvg > story.svg
  dateline trace 42 --format gexf > story.gexf`,
		Args: arguments(1, -1, "the article or the query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.trace(cmd.Context(), format, strings.Join(args, " "))
		},
	}
	cmd.Flags().StringVar(&format, "format", "tree", "`FORMAT` of the answer: "+strings.Join(traceFormats, ", "))
	complete(cmd, "format", traceFormats...)
	return cmd
}

func (a *app) trace(ctx context.Context, format, what string) (err error) {
	switch format {
	case "tree", "table", "dot", "gexf":
	case "json":
		a.format = terminal.JSON
	default:
		return usage("use "+strings.Join(traceFormats, ", "), "trace: --format %q is unknown", format)
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	t, err := a.traced(ctx, s, what)
	if err != nil {
		return err
	}
	switch format {
	case "json":
		return terminal.WriteJSON(a.streams, t)
	case "dot":
		return export.WriteDOT(a.streams.Out, t)
	case "gexf":
		return export.WriteTraceGEXF(a.streams.Out, t)
	}
	return a.tree(t)
}

// traced takes what was asked for as an article if it is the number or the URL
// of one, else as a query.
func (a *app) traced(ctx context.Context, s report.Stories, what string) (report.Traced, error) {
	what = strings.TrimPrefix(strings.TrimSpace(what), "#")
	if !strings.ContainsAny(what, " \"") && (isNumber(what) || strings.Contains(what, "://")) {
		return report.Trace(ctx, s, what, nil)
	}
	n, err := a.query(what, "", "")
	if err != nil {
		return report.Traced{}, err
	}
	t, err := report.Trace(ctx, s, "", n)
	if errors.Is(err, fault.NoMatch) && !strings.Contains(what, " ") { // a part of a URL, as show takes it
		if one, partly := report.Trace(ctx, s, what, query.All{}); partly == nil {
			return one, nil
		}
	}
	return t, err
}

func isNumber(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// tree prints the roots with those beneath them.
func (a *app) tree(t report.Traced) error {
	st := a.streams
	head := fmt.Sprintf("%s, %d independent", terminal.Plural(t.Articles, "article", "articles"), t.Independent)
	if t.Origin != nil && t.Articles > 1 {
		origin := t.Nodes[*t.Origin]
		switch name := terminal.Clean(origin.Name); {
		case origin.Support == t.Articles:
			head += "; all go back to " + name
		case 2*origin.Support > t.Articles:
			head += "; most go back to " + name
		case origin.Support > 1:
			head += fmt.Sprintf("; %d go back to %s", origin.Support, name)
		}
	}
	if err := st.Printf("%s\n\n", st.Style(terminal.Bold, head)); err != nil {
		return err
	}
	below := make([][]report.TraceEdge, len(t.Nodes)) // who has it from a node
	for i := range t.Nodes {
		if chain := t.Chain(i); len(chain) > 0 {
			below[chain[0].To] = append(below[chain[0].To], chain[0])
		}
	}
	for _, root := range t.Roots {
		if err := a.branch(t, below, root, nil, ""); err != nil {
			return err
		}
	}
	return nil
}

// branch prints a node and those beneath it.
func (a *app) branch(t report.Traced, below [][]report.TraceEdge, node int, by *report.TraceEdge, indent string) error {
	st, n := a.streams, t.Nodes[node]
	who := strings.Join(append([]string{n.Name}, n.With...), ", ")
	name := string(st.Style(terminal.Bold, who))
	line := strings.Join(parts(shortDate(n.Published), n.Title), "  ")
	switch {
	case n.Kind != "article":
		line = "(not stored)"
	case t.First != nil && *t.First == node:
		line = "(first)  " + line
	}
	if n.Article != 0 { // before what may be cut
		line = "#" + strconv.FormatInt(n.Article, 10) + "  " + line
	}
	lead := indent
	if by != nil {
		lead += "└ "
	}
	width := 0
	if st.OutIsTerminal {
		width = max(20, st.Width-terminal.Width(lead)-terminal.Width(who)-4)
	}
	line = terminal.Clean(line)
	if width > 0 {
		line = terminal.Cut(line, width)
	}
	if err := st.Printf("%s%s  %s\n", terminal.Safe(lead), terminal.Safe(name), line); err != nil {
		return err
	}
	next := indent
	if by != nil {
		next += "  "
		if err := a.cue(*by, next); err != nil {
			return err
		}
	}
	for _, e := range below[node] {
		if err := a.branch(t, below, e.From, &e, next); err != nil {
			return err
		}
	}
	return nil
}

// cue says in what way a node has it from the one above it.
func (a *app) cue(e report.TraceEdge, indent string) error {
	st := a.streams
	how := map[string]string{"copy": "a copy", "link": "by a link", "words": "in words"}[e.By]
	if e.By == "copy" && e.Kind != "" && e.Kind != "whole" {
		how += " (" + e.Kind + ")"
	}
	if e.Cue != "" {
		how += ": “" + strings.Join(strings.Fields(e.Cue), " ") + "”"
	}
	width := 0
	if st.OutIsTerminal {
		width = max(20, min(textWidth, st.Width)-terminal.Width(indent)-2)
	}
	how = terminal.Clean(how)
	if width > 0 {
		how = terminal.Wrap(how, width)
	}
	for line := range strings.SplitSeq(how, "\n") {
		if err := st.Printf("%s  %s\n", terminal.Safe(indent), st.Style(terminal.Dim, line)); err != nil {
			return err
		}
	}
	return nil
}
