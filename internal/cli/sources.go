package cli

import (
	"context"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/feed"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// sourceRow is a source as sources shows it.
type sourceRow struct {
	ID          int64      `json:"id"`
	URL         string     `json:"url"`
	Kind        string     `json:"kind"`
	Title       string     `json:"title"`
	Site        string     `json:"site"`
	State       string     `json:"state"`
	Added       time.Time  `json:"added"`
	LastFetch   *time.Time `json:"last_fetch"`
	LastSuccess *time.Time `json:"last_success"`
	NextDue     *time.Time `json:"next_due"`
	DueWhy      string     `json:"due_why"`
	NotBefore   *time.Time `json:"not_before"`
	LastNew     *time.Time `json:"last_new"`
	PerWeek     *float64   `json:"per_week"`
	Failures    int        `json:"failures"`
	Code        string     `json:"code"`
	MovedTo     string     `json:"moved_to"`
	MovedSince  *time.Time `json:"moved_since"`
	MovedSeen   int        `json:"moved_seen"`
	MovedFrom   string     `json:"moved_from"`
	Folder      string     `json:"folder"`
}

func newSources(a *app) *cobra.Command {
	var all, failed bool
	cmd := &cobra.Command{
		Use:        "sources",
		GroupID:    groupFollow,
		SuggestFor: []string{"feeds", "list", "ls"},
		Short:      "What is followed, and is it healthy?",
		Long: `sources lists what is followed with its health: when it last went well, when it
is due by itself (for ingest --due) and why then, what failed and how often in a
row, and how many items a week are to be expected. One whose server says that it
is gone for good (410) is asked no more until it is resumed; one that has moved
for good takes its new URL once the move was seen three times over three days
and leads to the same items. A source is named by its number, its URL, or a part
of its URL or title that no other source has.`,
		Annotations: exits(
			exitsDone,
			exitsNoStore,
			"2  the source named is not there, or several are meant",
			exitsStore,
		),
		Example: `  dateline sources
  dateline sources --failed --format json
  dateline sources pause 3
  dateline sources export > feeds.opml`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.sources(cmd.Context(), all, failed) },
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those taken once or removed")
	cmd.Flags().BoolVar(&failed, "failed", false, "only those whose last fetch failed")
	a.formatFlag(cmd)
	cmd.AddCommand(
		a.sourceState("pause", "Ask a source no more until it is resumed", news.SourcePaused),
		a.sourceState("resume", "Ask a source again", news.SourceActive),
		a.sourceState("remove", "Follow a source no longer; its articles stay", news.SourceRemoved),
		a.sourcesExport(),
	)
	return cmd
}

func (a *app) sources(ctx context.Context, all, failed bool) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	list := terminal.NewList(a.streams, a.format, a.sourceColumns())
	for _, source := range sources {
		followed := source.State != news.SourceRemoved && source.State != news.SourceOnce
		if !all && !followed || failed && source.LastCode == "" {
			continue
		}
		if err := list.Row(rowOf(source, a.now())); err != nil {
			return err
		}
	}
	if err := list.Close(); err != nil {
		return err
	}
	if list.Rows() == 0 && a.format == terminal.Table {
		if failed {
			a.note("no source failed when it was last fetched\n")
		} else {
			a.note("no sources; follow one with: dateline add URL\n")
		}
	}
	return nil
}

func (a *app) sourceColumns() []terminal.Column[sourceRow] {
	moment := func(of func(sourceRow) *time.Time) (cell, show func(sourceRow) string) {
		return func(r sourceRow) string { return terminal.Stamp(deref(of(r))) },
			func(r sourceRow) string { return terminal.RelativeTime(deref(of(r)), a.now()) }
	}
	success, showSuccess := moment(func(r sourceRow) *time.Time { return r.LastSuccess })
	due, _ := moment(func(r sourceRow) *time.Time { return r.NextDue })
	showDue := func(r sourceRow) string {
		switch at := deref(r.NextDue); {
		case r.State == string(news.SourceGone):
			return "never"
		case r.State != string(news.SourceActive):
			return ""
		case !at.After(a.now()):
			return "now"
		default:
			return terminal.RelativeTime(at, a.now())
		}
	}
	return []terminal.Column[sourceRow]{
		{Field: "id", Title: "ID", Kind: terminal.Number, Cell: func(r sourceRow) string { return strconv.FormatInt(r.ID, 10) }},
		{Field: "title", Title: "Title", Cell: func(r sourceRow) string { return r.Title }, Show: func(r sourceRow) string { return titleOf(r.Title, r.URL) }, Max: 36},
		{Field: "state", Title: "State", Cell: func(r sourceRow) string { return r.State }},
		{Field: "last_success", Title: "Last success", Kind: terminal.Time, Cell: success, Show: showSuccess},
		{Field: "code", Title: "Failure", Cell: func(r sourceRow) string { return r.Code }, Show: inARow},
		{Field: "failures", Title: "In a row", Kind: terminal.Number, Cell: func(r sourceRow) string { return strconv.Itoa(r.Failures) }, Priority: 6},
		{Field: "next_due", Title: "Next due", Kind: terminal.Time, Cell: due, Show: showDue, Priority: 2},
		{Field: "due_why", Title: "Why", Cell: func(r sourceRow) string { return r.DueWhy }, Priority: 3},
		{Field: "per_week", Title: "A week", Kind: terminal.Number, Cell: perWeek, Priority: 4},
		{Field: "moved_to", Title: "Moves to", Kind: terminal.Link, Cell: func(r sourceRow) string { return r.MovedTo }, Priority: 5},
		{Field: "url", Title: "URL", Kind: terminal.Link, Cell: func(r sourceRow) string { return r.URL }, Priority: 1},
	}
}

// inARow is a failure with how often it came: "timeout ×3".
func inARow(r sourceRow) string {
	if r.Failures < 2 {
		return r.Code
	}
	return r.Code + " ×" + strconv.Itoa(r.Failures)
}

func perWeek(r sourceRow) string {
	if r.PerWeek == nil {
		return ""
	}
	return strconv.FormatFloat(*r.PerWeek, 'f', -1, 64)
}

func rowOf(s news.Source, now time.Time) sourceRow {
	row := sourceRow{
		ID: s.ID, URL: weburl.Display(s.URL), Kind: string(s.Kind), Title: s.Title, Site: weburl.Display(s.Site),
		State: string(s.State), Added: s.Added, LastFetch: optional(s.LastFetch), LastSuccess: optional(s.LastSuccess),
		NextDue: optional(s.NextDue), DueWhy: s.DueWhy, NotBefore: optional(s.NotBefore), LastNew: optional(s.LastNew),
		Failures: s.Failures, Code: string(s.LastCode), Folder: s.Folder,
		MovedTo: weburl.Display(s.Move.To), MovedSince: optional(s.Move.Since), MovedSeen: s.Move.Seen,
	}
	if s.MovedFrom != s.URL {
		row.MovedFrom = weburl.Display(s.MovedFrom)
	}
	if gap := ingest.Expected(s, now); gap > 0 {
		n := math.Round(100*float64(7*24*time.Hour)/float64(gap)) / 100
		row.PerWeek = &n
	}
	return row
}

// optional is nil for the zero time, which JSON shows as null.
func optional(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func deref(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// sourceState makes a command that changes a source's state.
func (a *app) sourceState(verb, short string, state news.SourceState) *cobra.Command {
	return &cobra.Command{
		Use:     verb + " SOURCE...",
		Short:   short,
		Example: "  dateline sources " + verb + " 3\n  dateline sources " + verb + " https://www.example.com/feed.xml",
		Annotations: exits(
			exitsDone,
			exitsNoStore,
			"2  a source named is not there, or several are meant; nothing was changed",
			exitsStore,
		),
		Args:              arguments(1, -1, "the source"),
		ValidArgsFunction: a.completeSources(false),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := a.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			var meant []news.Source
			for _, arg := range args {
				source, found, err := findSource(cmd.Context(), s, arg)
				if err != nil {
					return err
				}
				if !found {
					return usage("see: dateline sources --all", "%sthere is no source %q", spoken(cmd), arg)
				}
				meant = append(meant, source)
			}
			for _, source := range meant {
				source.State = state
				if state == news.SourceActive {
					source.NextDue, source.DueWhy = time.Time{}, ""
				}
				if err := s.UpdateSource(cmd.Context(), source); err != nil {
					return err
				}
				if err := a.streams.Printf("%s %d: %s\n", state, source.ID, weburl.Display(source.URL)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// findSource finds a source by its number, its URL, or a part of its URL or
// title that only one source has.
func findSource(ctx context.Context, s *store.Store, ref string) (news.Source, bool, error) {
	sources, err := s.Sources(ctx)
	if err != nil {
		return news.Source{}, false, err
	}
	id, notNumber := strconv.ParseInt(ref, 10, 64)
	var partly []news.Source
	for _, source := range sources {
		if source.URL == ref || notNumber == nil && source.ID == id {
			return source, true, nil
		}
		if notNumber == nil { // a number is meant as one
			continue
		}
		if strings.Contains(source.URL, ref) || strings.Contains(strings.ToLower(source.Title), strings.ToLower(ref)) {
			partly = append(partly, source)
		}
	}
	if _, err := os.Stat(ref); err == nil || len(partly) == 0 || strings.Contains(ref, "://") {
		return news.Source{}, false, nil
	}
	if len(partly) > 1 {
		return news.Source{}, false, usage("give its number (see: dateline sources)", "%q may be source %d or %d", ref, partly[0].ID, partly[1].ID)
	}
	return partly[0], true, nil
}

func (a *app) sourcesExport() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Write the sources that are followed as OPML",
		Example: "  dateline sources export > feeds.opml\n  dateline --db other.db add feeds.opml",
		Annotations: exits(
			exitsDone,
			exitsNoStore,
			exitsUsage,
			exitsStore,
		),
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if to != "opml" {
				return usage("use --to opml", "sources export: --to %q is unknown", to)
			}
			s, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			sources, err := s.Sources(cmd.Context())
			if err != nil {
				return err
			}
			var outlines []feed.Outline
			for _, source := range sources {
				if source.State == news.SourceActive || source.State == news.SourcePaused {
					outlines = append(outlines, feed.Outline{Title: terminal.Clean(source.Title), URL: source.URL, Site: source.Site, Kind: source.Kind, Folder: source.Folder})
				}
			}
			return feed.WriteOPML(a.streams.Out, "Dateline sources", outlines)
		},
	}
	cmd.Flags().StringVar(&to, "to", "opml", "`FORMAT` of the file: opml")
	complete(cmd, "to", "opml")
	return cmd
}
