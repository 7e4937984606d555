package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

type searchOptions struct {
	between
	portion
	rank   bool
	exact  bool
	copies bool
	facets []string
}

func newSearch(a *app) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:        "search [QUERY]",
		GroupID:    groupAsk,
		SuggestFor: []string{"find", "query", "grep", "articles"},
		Short:      "Which articles? Newest first, with the matching sentence",
		Long: `search finds articles by their words. Words must all occur; "a phrase" in this
order; OR, NOT or -, parentheses, begin*, NEAR(a b, 5); title:, outlet:, lang:,
source:, date: restrict where. See: dateline help query.

The newest stand first; --rank puts the most relevant first. Copies of one text
are one row, the original, with their number; --all-copies gives each a row of
its own. A version that an article no longer shows is found, too: the number of
the version says which.`,
		Annotations: exits(
			"0  done, also when nothing matches",
			exitsNoStore,
			"2  the query is wrong; the message points at the place",
			exitsStore,
		),
		Example: `  dateline search azure
  dateline search '"mass surveillance" outlet:theguardian.com' --since 2025-07
  dateline search 'contract -cloud date:2026-01/2026-02' --format csv --all
  dateline search 'title:palantir OR NEAR(police facial, 5)' --rank
  dateline search company:palantir --facets outlet,agency,month`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.search(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	flags := cmd.Flags()
	o.between.flags(cmd, "published")
	o.portion.flags(cmd, 20, "articles")
	flags.BoolVar(&o.rank, "rank", false, "the most relevant first")
	flags.BoolVar(&o.exact, "exact", false, "with --rank: rank every match, however many there are")
	flags.BoolVar(&o.copies, "all-copies", false, "every copy of a text on a line of its own")
	flags.StringSliceVar(&o.facets, "facets", nil, "count the articles that match by `WHAT`: "+strings.Join(report.FacetNames, ", "))
	complete(cmd, "facets", report.FacetNames...)
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

func (a *app) search(ctx context.Context, o searchOptions, q string) (err error) {
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	if err := o.check("search"); err != nil {
		return err
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if len(o.facets) > 0 {
		return a.facets(ctx, s, n, o)
	}
	options := report.SearchOptions{Limit: o.most(), Rank: o.rank, Exact: o.exact, Fold: !o.copies}
	list := a.finder(n)
	searched, err := report.Search(ctx, s, n, options, list.Row)
	if err != nil {
		return err
	}
	if err := list.Close(); err != nil {
		return err
	}
	if list.Rows() == 0 {
		a.nothing(ctx, s, q, o.between, "no article matches"+a.ofTheCase())
		return nil
	}
	a.searchHints(o, searched, list.Rows())
	return nil
}

// facets prints how the articles that match fall apart.
func (a *app) facets(ctx context.Context, s *store.Store, n query.Node, o searchOptions) error {
	facets, err := report.Facets(ctx, s, n, o.facets, o.limit)
	if err != nil {
		return err
	}
	if a.format == terminal.JSON {
		return terminal.WriteJSON(a.streams, facets)
	}
	type row struct{ facet, value, articles string }
	list := terminal.NewList(a.streams, a.format, []terminal.Column[row]{
		{Field: "facet", Title: "Facet", Cell: func(r row) string { return r.facet }},
		{Field: "value", Title: "Value", Cell: func(r row) string { return r.value }},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(r row) string { return r.articles }},
	})
	for _, f := range facets {
		for _, v := range f.Values {
			if err := list.Row(row{f.Name, v.Value, strconv.Itoa(v.Articles)}); err != nil {
				return err
			}
		}
	}
	return list.Close()
}

// searchHints says on stderr what an answer does not show.
func (a *app) searchHints(o searchOptions, searched report.Searched, rows int) {
	switch {
	case o.rank && !searched.Exact:
		a.note("ranked the newest %s of %s matches; --exact ranks them all\n", terminal.Count(searched.Considered), terminal.Count(searched.Matches))
	case !o.all && rows == o.limit && a.format == terminal.Table:
		a.note("these are the first %d; --limit N or --all gives more\n", rows)
	}
}

func articleColumns() []terminal.Column[report.Article] {
	return []terminal.Column[report.Article]{
		{Field: "id", Title: "ID", Kind: terminal.Number, Cell: func(r report.Article) string { return strconv.FormatInt(r.ID, 10) }},
		{Field: "published", Title: "Published", Kind: terminal.Time, Cell: func(r report.Article) string { return r.Published.String() }, Show: func(r report.Article) string { return shortDate(r.Published) }},
		{Field: "outlet", Title: "Outlet", Max: 24, Cell: func(r report.Article) string { return r.Outlet }, Priority: 2},
		{Field: "title", Title: "Title", Lines: 2, Cell: func(r report.Article) string { return r.Title }, Show: titleShown, Style: func(report.Article) terminal.Style { return terminal.Bold }},
		{Field: "copies", Title: "Copies", Kind: terminal.Number, Cell: copiesCell, Priority: 3},
		{Field: "passage", Title: "Passage", Lines: 3, Cell: passageText, Priority: 1},
		{Field: "version", Title: "V", Kind: terminal.Number, Cell: func(r report.Article) string { return strconv.Itoa(r.Version) }, Priority: 3},
		{Field: "story", Title: "Story", Kind: terminal.Number, Cell: storyCell, Priority: 5},
		{Field: "copy_of", Title: "Copy of", Cell: func(r report.Article) string { return r.CopyOf }, Priority: 5},
		{Field: "url", Title: "URL", Kind: terminal.Link, Cell: func(r report.Article) string { return r.URL }, Priority: 4},
	}
}

// copiesCell is how many articles have the text, where there are any.
func copiesCell(r report.Article) string {
	if r.Copies == 0 {
		return ""
	}
	return strconv.Itoa(r.Copies)
}

func storyCell(r report.Article) string {
	if r.Story == nil {
		return ""
	}
	return strconv.FormatInt(*r.Story, 10)
}

func passageText(r report.Article) string {
	if r.Passage == nil {
		return ""
	}
	return r.Passage.Text
}
