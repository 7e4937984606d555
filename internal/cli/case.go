package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

func newCase(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:        "case",
		GroupID:    groupKeep,
		SuggestFor: []string{"project", "dossier", "file", "collection"},
		Short:      "Keep what belongs to one story: a query, articles, notes, events",
		Long: `A case is what you work on: the articles that its query matches, those that you
take in by hand, without those that you leave out, with events and notes of your
own. Every asking command takes --case NAME. case export hands it over as a
folder that an editor or a lawyer can check: dateline verify FOLDER, or without
Dateline: sha256sum -c SHA256SUMS.`,
		Annotations: exits(exitsDone, "1  there is no such case or article, or no store", exitsUsage, exitsStore),
		Example: `  dateline case new cloud --query 'company:microsoft agency:ICE'
  dateline case add cloud 42 https://www.example.com/story
  dateline case event cloud 2026-03-03 'Spokesman confirmed the purchase' --source 'interview, 3 March'
  dateline timeline --case cloud
  dateline case export cloud ./cloud-for-legal`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listCases(cmd.Context()) },
	}
	cmd.AddCommand(a.caseNew(), a.casePut(true), a.casePut(false), a.caseEvent(), a.caseNote(), a.caseList(), a.caseShow(), a.caseExport())
	return cmd
}

// caseCommand is one that opens the store and looks up a case.
func (a *app) caseCommand(use, short, example string, least, most int, what string, readOnly bool, run func(context.Context, *store.Store, news.Case, []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Example: example, Args: arguments(least, most, what),
		Annotations: exits(exitsDone, "1  there is no such case or article, or no store", exitsUsage, exitsStore),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := a.open(cmd.Context(), readOnly)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			c, err := a.lookUpCase(cmd.Context(), s, args[0])
			if err != nil {
				return err
			}
			return run(cmd.Context(), s, c, args[1:])
		},
	}
}

func (a *app) lookUpCase(ctx context.Context, s *store.Store, name string) (news.Case, error) {
	c, err := s.Case(ctx, name)
	if errors.Is(err, fault.NoMatch) {
		err = fault.Advise(err, "see: dateline case list")
	}
	return c, err
}

func (a *app) caseNew() *cobra.Command {
	saved := ""
	cmd := &cobra.Command{
		Use: "new NAME", Short: "Make a case", Args: arguments(1, 1, "the name"),
		Annotations: exits(exitsDone, exitsNoStore, "2  there is a case with this name, or the query is wrong", exitsStore),
		Example:     "  dateline case new cloud --query 'company:microsoft agency:ICE'",
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if _, err := a.query(saved, "", ""); err != nil {
				return err
			}
			if strings.TrimSpace(args[0]) == "" {
				return usage("give it a name", "case new: the name is empty")
			}
			s, err := a.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			c, err := s.AddCase(cmd.Context(), news.Case{Name: args[0], Query: saved, Made: a.now()})
			if err != nil {
				return err
			}
			return a.streams.Printf("made the case %s; see: dateline case show %s\n", c.Name, c.Name)
		},
	}
	cmd.Flags().StringVar(&saved, "query", "", "the articles that match this `QUERY` belong to it, now and later")
	return cmd
}

// casePut is case add and case remove.
func (a *app) casePut(inside bool) *cobra.Command {
	use, short, verb := "add NAME ARTICLE …", "Take articles into a case", "taken into"
	if !inside {
		use, short, verb = "remove NAME ARTICLE …", "Leave articles out of a case, though they match", "left out of"
	}
	word, _, _ := strings.Cut(use, " ")
	return a.caseCommand(use, short, "  dateline case "+word+" cloud 42 43", 2, -1, "the case or the article", false,
		func(ctx context.Context, s *store.Store, c news.Case, args []string) error {
			var articles []int64
			for _, ref := range args {
				article, err := report.Find(ctx, s, ref)
				if err != nil {
					return err
				}
				articles = append(articles, article.ID)
			}
			if err := s.PutInCase(ctx, c.ID, articles, inside, a.now()); err != nil {
				return err
			}
			return a.streams.Printf("%s %s %s\n", terminal.Plural(len(articles), "article", "articles"), verb, c.Name)
		})
}

func (a *app) caseEvent() *cobra.Command {
	source := ""
	cmd := a.caseCommand("event NAME DATE WORDS", "Add an event of your own, with its source", "  dateline case event cloud 2026-03-03 'Spokesman confirmed it' --source 'interview, 3 March'", 3, -1, "the case, the date or the words", false,
		func(ctx context.Context, s *store.Store, c news.Case, args []string) error {
			date, err := edtf.Parse(args[0])
			if err != nil {
				return usage("write it as 2026, 2026-03 or 2026-03-03", "case event: %q is no date", args[0])
			}
			if source == "" {
				return usage("say where you have it from: --source 'interview, 3 March'", "case event: the source is missing")
			}
			e := news.OwnEvent{Date: date, What: strings.Join(args[1:], " "), Source: source, Time: a.now()}
			if err := s.AddOwnEvent(ctx, c.ID, e); err != nil {
				return err
			}
			return a.streams.Printf("event added to %s\n", c.Name)
		})
	cmd.Flags().StringVar(&source, "source", "", "where you have it from, as `WORDS`")
	return cmd
}

func (a *app) caseNote() *cobra.Command {
	var ref, who string
	cmd := a.caseCommand("note NAME WORDS", "Write a note down", "  dateline case note cloud 'ask the agency again' --article 42", 2, -1, "the case or the note", false,
		func(ctx context.Context, s *store.Store, c news.Case, args []string) error {
			n := news.Note{Note: strings.Join(args, " "), Who: a.who(reviewOptions{who: who}), Time: a.now()}
			if ref != "" {
				article, err := report.Find(ctx, s, ref)
				if err != nil {
					return err
				}
				n.Article = article.ID
			}
			if err := s.AddNote(ctx, c.ID, n); err != nil {
				return err
			}
			return a.streams.Printf("noted in %s\n", c.Name)
		})
	cmd.Flags().StringVar(&ref, "article", "", "the `ARTICLE` that it is about")
	cmd.Flags().StringVar(&who, "who", "", "`NAME` of who notes it (default: the user's)")
	return cmd
}

func (a *app) caseList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "All cases", Args: arguments(0, 0, ""), Example: "  dateline case list",
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		RunE:        func(cmd *cobra.Command, _ []string) error { return a.listCases(cmd.Context()) },
	}
	a.formatFlag(cmd)
	return cmd
}

// caseRow is a case as it is listed.
type caseRow struct {
	Name     string `json:"name"`
	Query    string `json:"query"`
	Articles int    `json:"articles"`
	Made     string `json:"made"`
}

func (a *app) listCases(ctx context.Context) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	cases, err := s.Cases(ctx)
	if err != nil {
		return err
	}
	list := terminal.NewList(a.streams, a.format, []terminal.Column[caseRow]{
		{Field: "name", Title: "Case", Cell: func(c caseRow) string { return c.Name }},
		{Field: "articles", Title: "Articles", Kind: terminal.Number, Cell: func(c caseRow) string { return strconv.Itoa(c.Articles) }},
		{Field: "query", Title: "Query", Cell: func(c caseRow) string { return c.Query }},
		{Field: "made", Title: "Made", Kind: terminal.Time, Cell: func(c caseRow) string { return c.Made }},
	})
	for _, c := range cases {
		n, err := a.caseNode(c)
		if err != nil {
			return err
		}
		count, err := s.Count(ctx, n, 0)
		if err != nil {
			return err
		}
		if err := list.Row(caseRow{c.Name, c.Query, count, terminal.Stamp(c.Made)}); err != nil {
			return err
		}
	}
	if len(cases) == 0 {
		a.note("there is no case yet; make one: dateline case new NAME --query QUERY\n")
	}
	return list.Close()
}

// caseNode is the articles of a case as a query.
func (a *app) caseNode(c news.Case) (query.Node, error) {
	if c.Query == "" {
		return query.InCase(c.Name, nil), nil
	}
	saved, err := a.query(c.Query, "", "")
	return query.InCase(c.Name, saved), err
}

// caseFlag gives an asking command --case.
func (a *app) caseFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.inCase, "case", "", "only among the articles of the case with this `NAME`")
}

// within restricts a query to the case that was asked for.
func (a *app) within(ctx context.Context, s *store.Store, n query.Node) (query.Node, error) {
	if a.inCase == "" {
		return n, nil
	}
	c, err := a.lookUpCase(ctx, s, a.inCase)
	if err != nil {
		return nil, err
	}
	node, err := a.caseNode(c)
	return query.AndOf(n, node), err
}

// ownEvents returns the events that a person added to the case at hand.
func (a *app) ownEvents(ctx context.Context, s *store.Store) ([]news.OwnEvent, error) {
	if a.inCase == "" {
		return nil, nil
	}
	c, err := a.lookUpCase(ctx, s, a.inCase)
	if err != nil {
		return nil, err
	}
	return s.OwnEvents(ctx, c.ID)
}

func (a *app) caseShow() *cobra.Command {
	return a.caseCommand("show NAME", "What is in a case", "  dateline case show cloud", 1, 1, "the case", true,
		func(ctx context.Context, s *store.Store, c news.Case, _ []string) error { return a.showCase(ctx, s, c) })
}

// caseQuery is the query of a case in words.
func caseQuery(c news.Case) string {
	if c.Query == "" {
		return "no query: articles by hand alone"
	}
	return "query: " + c.Query
}

// mostInCase is how many articles case show lists.
const mostInCase = 10

func (a *app) showCase(ctx context.Context, s *store.Store, c news.Case) error {
	n, err := a.caseNode(c)
	if err != nil {
		return err
	}
	count, err := s.Count(ctx, n, 0)
	if err != nil {
		return err
	}
	st := a.streams
	if err := st.Printf("%s\n%s\n", st.Style(terminal.Bold, c.Name), strings.Join(parts(caseQuery(c), terminal.Plural(count, "article", "articles"), "made "+terminal.Stamp(c.Made)), " · ")); err != nil {
		return err
	}
	own, err := s.OwnEvents(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, e := range own {
		if err := st.Printf("event  %s  %s (%s)\n", e.Date.String(), e.What, e.Source); err != nil {
			return err
		}
	}
	notes, err := s.Notes(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, note := range notes {
		about := ""
		if note.Article != 0 {
			about = "article " + strconv.FormatInt(note.Article, 10) + ": "
		}
		if err := st.Printf("note   %s%s (%s, %s)\n", about, note.Note, note.Who, terminal.Stamp(note.Time)); err != nil {
			return err
		}
	}
	if err := st.Printf("\n"); err != nil {
		return err
	}
	list := a.finder(n)
	if _, err := report.Search(ctx, s, n, report.SearchOptions{Limit: mostInCase, Fold: true}, list.Row); err != nil {
		return err
	}
	if err := list.Close(); err != nil {
		return err
	}
	name := shellWord(c.Name)
	return st.Printf("\nall articles: dateline search --all --case %s; ask it: dateline timeline --case %s\n", name, name)
}
