package cli

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/export"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type coverageOptions struct {
	since, until string
	by           string
	per          string
	normalise    bool
	compare      string
	silent       bool
	svg, png     string
}

func newCoverage(a *app) *cobra.Command {
	var o coverageOptions
	cmd := &cobra.Command{
		Use:        "coverage [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"count", "counts", "trend", "chart", "stats"},
		Short:      "How much was published, when, and by whom",
		Long: `coverage counts the articles that match per day, week or month. Times in which
nothing was published are there with 0; times of which nothing at all is stored,
where there is something before and after, are marked as outages: they say
something of the store, not of the press.`,
		Annotations: exits(
			"0  done, also when nothing matches",
			"1  failed; there is no store, or a file cannot be written",
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline coverage company:microsoft --by month
  dateline coverage 'azure AND agency:ICE' --per outlet --normalise
  dateline coverage palantir --compare 'company:microsoft' --svg coverage.svg
  dateline coverage 'agency:ICE' --silent`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.coverage(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.since, "since", "", "from this `DATE` on")
	f.StringVar(&o.until, "until", "", "until this `DATE`")
	f.StringVar(&o.by, "by", "month", "`UNIT` of time: day, week or month")
	f.StringVar(&o.per, "per", "", "count for each `WHAT`: outlet")
	f.BoolVar(&o.normalise, "normalise", false, "as a share of all articles of the time, or of the outlet")
	f.StringVar(&o.compare, "compare", "", "count the articles that match `QUERY` beside them")
	f.BoolVar(&o.silent, "silent", false, "name the outlets that have articles of the time, but none that matches")
	f.StringVar(&o.svg, "svg", "", "draw a chart into this `FILE`")
	f.StringVar(&o.png, "png", "", "draw a chart into this `FILE`")
	complete(cmd, "by", "day", "week", "month")
	complete(cmd, "per", "outlet")
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

func (o coverageOptions) check() error {
	switch {
	case o.by != "day" && o.by != "week" && o.by != "month":
		return usage("use day, week or month", "coverage: --by %q is unknown", o.by)
	case o.per != "" && o.compare != "":
		return usage("leave one of them out", "coverage: --per and --compare exclude each other")
	case o.per != "" && o.per != "outlet":
		return usage("use outlet", "coverage: --per %q is unknown", o.per)
	}
	return nil
}

func (a *app) coverage(ctx context.Context, o coverageOptions, q string) (err error) {
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	options := report.CoverageOptions{By: o.by, PerOutlet: o.per == "outlet", Normalise: o.normalise, Silent: o.silent}
	if o.compare != "" {
		if options.Compare, err = a.query(o.compare, o.since, o.until); err != nil {
			return err
		}
	}
	if o.since != "" || o.until != "" {
		bounds, err := a.query("", o.since, o.until)
		if err != nil {
			return err
		}
		if d, ok := bounds.(query.Dates); ok {
			options.From, options.To = d.Interval.Bounds()
		}
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c, err := report.CountCoverage(ctx, s, n, options)
	if err != nil {
		return err
	}
	if err := a.drawCoverage(c, o, q); err != nil {
		return err
	}
	if a.format == terminal.JSON {
		return terminal.WriteJSON(a.streams, c)
	}
	if o.per == "outlet" {
		err = a.outletCoverage(c, o)
	} else {
		err = a.listCoverage(c, o)
	}
	if err != nil {
		return err
	}
	if o.silent && a.format == terminal.Table {
		if len(c.Silent) == 0 {
			return a.streams.Printf("\nevery outlet of the time has one\n")
		}
		return a.streams.Printf("\nnothing from: %s\n", strings.Join(c.Silent, ", "))
	}
	if c.Total == 0 {
		a.nothing(ctx, s, q, between{o.since, o.until}, "no article matches"+a.ofTheCase())
	}
	return nil
}

// barWidth is how many cells the longest bar gets.
func (a *app) barWidth(taken int) int {
	if !a.streams.OutIsTerminal {
		return 40
	}
	return min(100, max(10, a.streams.Width-taken))
}

// comparedCells is how wide the name of what is compared with may be on a
// terminal.
const comparedCells = 24

func (a *app) listCoverage(c report.Coverage, o coverageOptions) error {
	most := 0.0
	value := func(b report.CoverageBucket) float64 {
		if o.normalise {
			return b.Share
		}
		return float64(b.Count)
	}
	for _, b := range c.Buckets {
		most = max(most, value(b))
	}
	type row = report.CoverageBucket
	columns := []terminal.Column[row]{
		{Field: "start", Title: unitTitle(o.by), Kind: terminal.Time, Cell: func(b row) string { return bucketName(b.Start, o.by) }},
		{Field: "count", Title: "Articles", Kind: terminal.Number, Cell: func(b row) string { return strconv.Itoa(b.Count) }},
	}
	taken := 24 // by the columns beside the bars
	if o.compare != "" {
		title := o.compare
		if a.streams.OutIsTerminal {
			title = terminal.Cut(title, comparedCells)
		}
		taken += terminal.Width(title) + 2
		columns = append(columns, terminal.Column[row]{Field: "other", Title: title, Kind: terminal.Number, Cell: func(b row) string { return strconv.Itoa(b.Other) }})
	}
	if o.normalise || a.format != terminal.Table {
		columns = append(columns,
			terminal.Column[row]{Field: "all", Title: "Of all", Kind: terminal.Number, Cell: func(b row) string { return strconv.Itoa(b.All) }},
			terminal.Column[row]{Field: "share", Title: "Share", Kind: terminal.Number, Cell: func(b row) string { return strconv.FormatFloat(b.Share, 'f', 4, 64) }})
	}
	if a.format == terminal.Table {
		if o.normalise {
			taken += 16
		}
		width := a.barWidth(taken)
		columns = append(columns, terminal.Column[row]{Field: "bar", Title: "", Cell: func(b row) string {
			if b.Outage {
				return "(nothing stored)"
			}
			return terminal.Bar(value(b), most, width)
		}})
	} else {
		columns = append(columns, terminal.Column[row]{Field: "outage", Title: "Outage", Cell: func(b row) string { return strconv.FormatBool(b.Outage) }})
	}
	list := terminal.NewList(a.streams, a.format, columns)
	for _, b := range c.Buckets {
		if err := list.Row(b); err != nil {
			return err
		}
	}
	return list.Close()
}

func (a *app) outletCoverage(c report.Coverage, o coverageOptions) error {
	type row = report.OutletCoverage
	columns := []terminal.Column[row]{
		{Field: "outlet", Title: "Outlet", Cell: func(r row) string { return r.Outlet }},
		{Field: "domain", Title: "Domain", Priority: 2, Cell: func(r row) string { return r.Domain }},
		{Field: "count", Title: "Articles", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Count) }},
	}
	if o.normalise || a.format != terminal.Table {
		columns = append(columns,
			terminal.Column[row]{Field: "all", Title: "Of all", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.All) }},
			terminal.Column[row]{Field: "share", Title: "Share", Kind: terminal.Number, Cell: func(r row) string { return strconv.FormatFloat(r.Share, 'f', 4, 64) }})
	}
	if a.format == terminal.Table {
		title := ""
		if n := len(c.Buckets); n > 0 {
			title = bucketName(c.Buckets[0].Start, o.by) + " … " + bucketName(c.Buckets[n-1].Start, o.by)
		}
		width := a.barWidth(50)
		columns = append(columns, terminal.Column[row]{Field: "over_time", Title: title, Cell: func(r row) string {
			values := make([]float64, len(r.Counts))
			for i, n := range r.Counts {
				values[i] = float64(n)
			}
			return terminal.Sparkline(values, width)
		}})
	}
	list := terminal.NewList(a.streams, a.format, columns)
	for _, r := range c.Outlets {
		if err := list.Row(r); err != nil {
			return err
		}
	}
	return list.Close()
}

func unitTitle(by string) string { return strings.ToUpper(by[:1]) + by[1:] }

// bucketName is a month as 2026-02; a week by its Monday.
func bucketName(start, by string) string {
	if by == "month" {
		return start[:7]
	}
	return start
}

// drawCoverage writes the chart files that were asked for.
func (a *app) drawCoverage(c report.Coverage, o coverageOptions, q string) error {
	chart := export.Chart{Title: "Articles per " + o.by + ": " + q, Unit: "articles"}
	one, two := export.Series{Name: q}, export.Series{Name: o.compare}
	for _, b := range c.Buckets {
		chart.Labels = append(chart.Labels, bucketName(b.Start, o.by))
		chart.Outage = append(chart.Outage, b.Outage)
		v := float64(b.Count)
		if o.normalise {
			v = b.Share
		}
		one.Values, two.Values = append(one.Values, v), append(two.Values, float64(b.Other))
	}
	chart.Series = append(chart.Series, one)
	if o.compare != "" {
		chart.Series = append(chart.Series, two)
	}
	for _, file := range []struct {
		path  string
		write func(io.Writer) error
	}{{o.svg, chart.WriteSVG}, {o.png, chart.WritePNG}} {
		if file.path == "" {
			continue
		}
		if err := writeWhole(file.path, file.write); err != nil {
			return err
		}
		a.streams.Notef("wrote %s\n", file.path)
	}
	return nil
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := export.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Discard()) }()
	if err := write(f); err != nil {
		return err
	}
	return f.Commit()
}
