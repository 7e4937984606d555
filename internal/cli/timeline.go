package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type timelineOptions struct {
	from, to   string
	by         string
	entity     string
	minSources int
	major      bool
	portion
}

func newTimeline(a *app) *cobra.Command {
	var o timelineOptions
	cmd := &cobra.Command{
		Use:        "timeline [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"events", "chronology", "when", "dates"},
		Short:      "What happened when, with quotations; the days that matter most",
		Long: `timeline lists the dated events that the articles that match tell of, in the
order of their dates, each at the precision that its source gives, in the words
of the passage that tells it best. What several articles tell of one event is
one line. A denial right behind it is marked. Of many events it gives the
latest.

--major keeps the N days that matter most: those that many articles name, that
are still named much later, and on which much was published. Each is told by the
sentence that tells it best, whether it was read as an event or not; a line
marked "published" is dated by its article alone.`,
		Annotations: exits(
			"0  done, also when nothing happened",
			exitsNoStore,
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline timeline 'company:microsoft agency:ICE'
  dateline timeline azure --from 2025-07 --to 2026-02 --by month
  dateline timeline palantir --major -n 15
  dateline timeline company:palantir --min-sources 2 --all --format csv > palantir.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.timeline(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "events from this `DATE` on")
	f.StringVar(&o.to, "to", "", "events until this `DATE`")
	f.StringVar(&o.by, "by", "", "a heading for each `UNIT`: day, month or year")
	f.StringVar(&o.entity, "entity", "", "only events that `NAME` takes part in, by any of its names")
	f.IntVar(&o.minSources, "min-sources", 0, "only events that `N` outlets report")
	f.BoolVar(&o.major, "major", false, "one event for each of the days that matter most")
	o.flags(cmd, 40, "events")
	complete(cmd, "by", "day", "month", "year")
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

func (o timelineOptions) options() (r report.TimelineOptions, err error) {
	r = report.TimelineOptions{MinSources: o.minSources, Major: o.major, Limit: o.most()}
	if err := o.check("timeline"); err != nil {
		return r, err
	}
	switch {
	case o.by != "" && o.by != "day" && o.by != "month" && o.by != "year":
		return r, usage("use day, month or year", "timeline: --by %q is unknown", o.by)
	case o.minSources < 0:
		return r, usage("give a number from 1", "timeline: --min-sources %d", o.minSources)
	}
	for _, bound := range []struct {
		flag, value string
		into        *edtf.Date
	}{{"from", o.from, &r.From}, {"to", o.to, &r.To}} {
		if bound.value == "" {
			continue
		}
		if *bound.into, err = edtf.Parse(bound.value); err != nil {
			return r, usage("write it as 2026, 2026-02 or 2026-02-04", "timeline: --%s %q is no date", bound.flag, bound.value)
		}
	}
	from, _ := r.From.Bounds()
	if _, to := r.To.Bounds(); !from.IsZero() && !to.IsZero() && !from.Before(to) {
		return r, usage("give the earlier date to --from", "timeline: --from %s is later than --to %s", o.from, o.to)
	}
	return r, nil
}

func (a *app) timeline(ctx context.Context, o timelineOptions, q string) (err error) {
	n, err := a.query(q, "", "")
	if err != nil {
		return err
	}
	options, err := o.options()
	if err != nil {
		return err
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if options.Own, err = a.ownEvents(ctx, s); err != nil {
		return err
	}
	if o.entity != "" {
		options.Entities = append(a.canonical(o.entity), o.entity)
	}
	c, err := report.TimelineOf(ctx, s, n, options)
	if err != nil {
		return err
	}
	if err := a.listTimeline(c.Events, o); err != nil {
		return err
	}
	switch {
	case a.quiet:
	case len(c.Events) == 0:
		a.nothing(ctx, s, q, between{}, o.nothing(in(q)+a.ofTheCase(), c.Read))
	case c.More && !o.major:
		a.streams.Notef("the latest %s; %s here tell of more: --all gives all, --major the days that matter most\n",
			terminal.Plural(len(c.Events), "event", "events"), terminal.Plural(c.Read, "passage", "passages"))
	}
	return nil
}

// nothing says what was looked for in vain, and what might help.
func (o timelineOptions) nothing(in string, read int) string {
	switch {
	case o.minSources > 1 && read > 0:
		return "no event" + in + " that " + strconv.Itoa(o.minSources) + " outlets report; ask for fewer: --min-sources 1"
	case o.entity != "" || o.from != "" || o.to != "":
		return "no dated event" + in + " with these bounds; leave out --entity, --from or --to"
	}
	return "no dated event" + in + "; see who is named: dateline entities"
}

func (a *app) listTimeline(all []report.Happening, o timelineOptions) error {
	if a.format == terminal.Table && a.streams.OutIsTerminal {
		return a.tellTimeline(all, o)
	}
	type row = report.Happening
	list := terminal.NewList(a.streams, a.format, []terminal.Column[row]{
		{Field: "date", Title: "Date", Cell: func(h row) string { return h.Date.String() }},
		{Field: "passage", Title: "What happened", Cell: func(h row) string { return h.Passage.Text }},
		{Field: "entities", Title: "Entities", Cell: func(h row) string { return strings.Join(h.Entities, ", ") }},
		{Field: "outlets", Title: "Outlets", Cell: func(h row) string { return strings.Join(h.Outlets, ", ") }},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(h row) string { return strconv.Itoa(h.Articles) }},
		{Field: "independent", Title: "Independent", Kind: terminal.Number, Cell: func(h row) string { return strconv.Itoa(h.Independent) }},
		{Field: "marks", Title: "Marks", Cell: eventMarks},
		{Field: "id", Title: "Event", Cell: func(h row) string { return h.ID }},
		{Field: "published", Title: "Published", Kind: terminal.Time, Cell: func(h row) string { return h.Published.String() }},
		{Field: "url", Title: "URL", Cell: func(h row) string { return h.URL }},
	})
	for _, h := range all {
		if err := list.Row(h); err != nil {
			return err
		}
	}
	return list.Close()
}

// eventMarks says what stands against an event.
func eventMarks(h report.Happening) string {
	var all []string
	if h.Denied {
		all = append(all, "denied")
	}
	if h.Corrected {
		all = append(all, "corrected")
	}
	if h.DatedBy == report.DatedByPublication {
		all = append(all, "published")
	}
	return strings.Join(all, " ")
}

// tellTimeline prints events for people: a chart of when, then a paragraph each.
func (a *app) tellTimeline(all []report.Happening, o timelineOptions) error {
	if chart := timelineChart(all, a.streams.Width-4); chart != "" {
		if err := a.streams.Printf("%s\n\n", a.streams.Style(terminal.Dim, chart)); err != nil {
			return err
		}
	}
	heading := ""
	for _, h := range all {
		if head := headingOf(h.Date, o.by); head != heading {
			heading = head
			if err := a.streams.Printf("%s\n", a.streams.Style(terminal.Bold, head)); err != nil {
				return err
			}
		}
		outlets := h.Outlet
		if n := len(h.Outlets); n > 1 {
			outlets += " and " + strconv.Itoa(n-1) + " more"
		}
		e := entry{
			id: cmp.Or(shortDate(h.Date), "undated"), head: []string{eventMarks(h), outlets, follow(h)},
			words: h.Passage.Text, lines: nil,
		}
		if len(h.Entities) > 0 {
			e.lines = []string{strings.Join(h.Entities, ", ")}
		}
		if err := a.entry(e); err != nil {
			return err
		}
	}
	return nil
}

// follow is what leads to more of an event: its number, or that of its article.
func follow(h report.Happening) string {
	if h.DatedBy == report.DatedByEvent || h.Own {
		return "event " + h.ID
	}
	return "article " + h.ID
}

func headingOf(d edtf.Date, by string) string {
	if by != "" && d.IsZero() {
		return "undated"
	}
	s := d.From().String()
	switch by {
	case "year":
		return s[:min(4, len(s))]
	case "month":
		return s[:min(7, len(s))]
	case "day":
		return s[:min(10, len(s))]
	}
	return ""
}

// chartCells is how many cells a chart over a timeline has at most.
const chartCells = 60

// timelineChart is a line of bars: how many events in each part of the time.
func timelineChart(all []report.Happening, width int) string {
	var moments []time.Time
	for _, h := range all {
		if when := h.When(); !when.IsZero() {
			moments = append(moments, when)
		}
	}
	if len(moments) < 3 || width < 20 {
		return ""
	}
	first, last := slices.MinFunc(moments, time.Time.Compare), slices.MaxFunc(moments, time.Time.Compare)
	days := int(last.Sub(first).Hours()/24) + 1
	if days < 2 {
		return ""
	}
	layout := "2006-01"
	if days <= chartCells {
		layout = time.DateOnly
	}
	edge, end := first.Format(layout)+" ", " "+last.Format(layout)
	cells := min(width-len(edge)-len(end), chartCells, days)
	if cells < 2 {
		return ""
	}
	values := make([]float64, cells)
	for _, when := range moments {
		values[int(when.Sub(first).Hours()/24)*cells/days]++
	}
	return edge + terminal.Sparkline(values, cells) + end
}
