package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type entityOptions struct {
	between
	portion
	kinds []string
}

var entityKinds = []string{
	string(news.EntityCompany), string(news.EntityAgency), string(news.EntityOrganization), string(news.EntityPerson), string(news.EntityProduct),
}

func newEntities(a *app) *cobra.Command {
	var o entityOptions
	cmd := &cobra.Command{
		Use:        "entities [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"names", "companies", "people", "agencies"},
		Short:      "Who appears, how often, since when, and with whom",
		Long: `entities lists the companies, government bodies, organizations, persons and
products that the articles that match name, the most often named first, with
those that appear beside them most.`,
		Annotations: exits(
			"0  done, also when nobody is named",
			exitsNoStore,
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline entities azure
  dateline entities agency:ICE --kind company
  dateline entities 'date:2026' --all --format csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.entities(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	o.between.flags(cmd, "published")
	f.StringSliceVar(&o.kinds, "kind", nil, "only `KIND`: "+strings.Join(entityKinds, ", "))
	o.portion.flags(cmd, 30, "names")
	complete(cmd, "kind", entityKinds...)
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

// othersNamed is how many companions a line has.
const othersNamed = 5

func (a *app) entities(ctx context.Context, o entityOptions, q string) (err error) {
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	if err := o.check("entities"); err != nil {
		return err
	}
	for _, kind := range o.kinds {
		if !slices.Contains(entityKinds, kind) {
			return usage("use "+strings.Join(entityKinds, ", "), "entities: --kind %q is unknown", kind)
		}
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	rows, err := report.Entities(ctx, s, n, report.EntityOptions{Kinds: o.kinds, Limit: o.most(), With: othersNamed})
	if err != nil {
		return err
	}
	type row = report.EntityRow
	list := terminal.NewList(a.streams, a.format, []terminal.Column[row]{
		{Field: "name", Title: "Name", Lines: 3, Cell: func(r row) string { return r.Name }},
		{Field: "kind", Title: "Kind", Cell: func(r row) string { return r.Kind }},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(r row) string { return strconv.Itoa(r.Articles) }},
		{Field: "mentions", Title: "Mentions", Kind: terminal.Number, Priority: 3, Cell: func(r row) string { return strconv.Itoa(r.Mentions) }},
		{Field: "first", Title: "First", Kind: terminal.Time, Cell: func(r row) string { return r.First.String() }},
		{Field: "last", Title: "Last", Kind: terminal.Time, Priority: 2, Cell: func(r row) string { return r.Last.String() }},
		{Field: "with", Title: "With", Lines: 3, Min: 30, Priority: 1, Cell: companions},
		{Field: "key", Title: "Key", Priority: 3, Cell: func(r row) string { return r.Key }},
	})
	for _, r := range rows {
		if err := list.Row(r); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		said := "nobody is named"
		if len(o.kinds) > 0 {
			said = "no " + strings.Join(o.kinds, " or ") + " is named"
		}
		a.nothing(ctx, s, q, o.between, said+in(q)+a.ofTheCase())
	}
	return list.Close()
}

func companions(r report.EntityRow) string {
	with := make([]string, len(r.With))
	for i, c := range r.With {
		with[i] = c.Name + " " + strconv.Itoa(c.Articles)
	}
	return strings.Join(with, ", ")
}
