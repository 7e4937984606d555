package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

type firstOptions struct {
	within string
	limit  int
}

func newFirst(a *app) *cobra.Command {
	var o firstOptions
	cmd := &cobra.Command{
		Use:        "first PHRASE",
		GroupID:    groupAsk,
		SuggestFor: []string{"earliest", "origin", "who"},
		Short:      "Who had this phrase, number or name first, and who took it up",
		Long: `first lists the articles that have a phrase, the earliest version with it first,
and then who took it up in which order. A phrase may be a number (1,400
terabytes) or a name. An article that was changed counts from the version that
has the phrase.`,
		Annotations: exits(
			"0  done, also when nobody has it",
			exitsNoStore,
			exitsUsage,
			exitsStore,
		),
		Example: `  dateline first 1,400 terabytes
  dateline first "does not have visibility" --in 'company:microsoft'
  dateline first 'Project Nimbus' -n 50 --format csv`,
		Args: arguments(1, -1, "the phrase"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.first(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.within, "in", "", "only among the articles that match this `QUERY`")
	flags.IntVarP(&o.limit, "limit", "n", 20, "`N` articles at most")
	a.caseFlag(cmd)
	a.formatFlag(cmd)
	return cmd
}

func (a *app) first(ctx context.Context, o firstOptions, phrase string) (err error) {
	phrase = strings.Trim(phrase, "\"“”„«» ")
	words, err := query.Parse(`"`+strings.ReplaceAll(phrase, `"`, " ")+`"`, a.now())
	if err != nil {
		return a.wrongQuery(err)
	}
	within, err := a.query(o.within, "", "")
	if err != nil {
		return err
	}
	if o.limit <= 0 {
		return usage("give a number from 1", "first: --limit %d", o.limit)
	}
	s, within, err := a.ask(ctx, within)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	takers, err := report.First(ctx, s, phrase, query.AndOf(words, within), o.limit)
	if err != nil {
		return err
	}
	if len(takers) == 0 {
		a.note("nobody has %q%s%s; try fewer words: dateline search %s\n", phrase, in(o.within), a.ofTheCase(), phrase)
	}
	return a.takers(takers)
}

// laterVersion says that an article has it only since it was changed.
func laterVersion(t report.Taker) string {
	if t.Version < 2 {
		return ""
	}
	return "since version " + strconv.Itoa(t.Version)
}

func (a *app) takers(takers []report.Taker) error {
	if a.narrowTerminal() {
		for _, t := range takers {
			when := shortDate(t.Published)
			if when == "" {
				when = "undated, seen " + terminal.Stamp(t.VersionSeen)
			}
			e := entry{id: strconv.Itoa(t.Rank), head: []string{when, t.Outlet, "article " + strconv.FormatInt(t.ID, 10), laterVersion(t)}, title: titleShown(t.Article), words: passageText(t.Article)}
			if err := a.entry(e); err != nil {
				return err
			}
		}
		return nil
	}
	list := terminal.NewList(a.streams, a.format, []terminal.Column[report.Taker]{
		{Field: "rank", Title: "#", Kind: terminal.Number, Cell: func(t report.Taker) string { return strconv.Itoa(t.Rank) }},
		{Field: "since", Title: "Had it", Kind: terminal.Time, Cell: func(t report.Taker) string { return terminal.Stamp(t.Since) }},
		{Field: "published", Title: "Published", Kind: terminal.Time, Priority: 2, Cell: func(t report.Taker) string { return t.Published.String() }, Show: func(t report.Taker) string { return shortDate(t.Published) }},
		{Field: "outlet", Title: "Outlet", Cell: func(t report.Taker) string { return t.Outlet }},
		{Field: "title", Title: "Title", Lines: 2, Cell: func(t report.Taker) string { return titleShown(t.Article) }},
		{Field: "passage", Title: "Passage", Lines: 3, Cell: func(t report.Taker) string { return passageText(t.Article) }},
		{Field: "id", Title: "Article", Kind: terminal.Number, Cell: func(t report.Taker) string { return strconv.FormatInt(t.ID, 10) }},
		{Field: "version", Title: "Version", Kind: terminal.Number, Cell: func(t report.Taker) string { return strconv.Itoa(t.Version) }},
		{Field: "url", Title: "URL", Cell: func(t report.Taker) string { return t.URL }},
	})
	for _, t := range takers {
		if err := list.Row(t); err != nil {
			return err
		}
	}
	return list.Close()
}
