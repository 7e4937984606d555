package cli

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/store"
	"dateline/internal/terminal"
)

// statusAnswer is what status says, as JSON.
type statusAnswer struct {
	Store       string     `json:"store"`
	StoreBytes  int64      `json:"store_bytes"`
	Archive     string     `json:"archive"`
	ArchiveSize int64      `json:"archive_bytes"`
	Schema      int        `json:"schema"`
	Head        string     `json:"head"`     // of the manifest, "" if there are no captures
	HeadDay     string     `json:"head_day"` // on which it was that
	Sources     int        `json:"sources"`
	Active      int        `json:"sources_active"`
	Failing     int        `json:"sources_failing"`
	Outlets     int        `json:"outlets"`
	Articles    int        `json:"articles"`
	Waiting     int        `json:"articles_waiting"` // their page was not fetched yet
	Edited      int        `json:"articles_edited"`  // with more than one version
	Versions    int        `json:"versions"`
	Captures    int        `json:"captures"`
	TextBytes   int64      `json:"text_bytes"`
	First       string     `json:"first_day"`
	Last        string     `json:"last_day"`
	LastCapture *time.Time `json:"last_capture"`
	LastRun     *runRow    `json:"last_run"`
	PartOf      []partRow  `json:"part_of"` // of what other store this is a part, the first store first; empty: it is whole
}

// partRow is what a store that is a part says of the other one.
type partRow struct {
	Taken    time.Time `json:"taken"`
	Query    string    `json:"query"` // in words
	Articles int       `json:"articles"`
	Withheld int       `json:"withheld"`       // match, too, but hold a secret in an address
	Of       int       `json:"articles_total"` // of the other store
	Head     string    `json:"head"`           // of its manifest
	HeadDay  string    `json:"head_day"`
}

type runRow struct {
	Started   time.Time  `json:"started"`
	Ended     *time.Time `json:"ended"` // null: it runs, or was killed
	New       int        `json:"new"`
	Changed   int        `json:"changed"`
	Unchanged int        `json:"unchanged"`
	Failed    int        `json:"failed"`
}

func newStatus(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "status",
		GroupID:    groupKeep,
		SuggestFor: []string{"info", "stats", "stat"},
		Short:      "How big, how fresh?",
		Long:       `status counts what the store holds and says when it was fed last.`,
		Annotations: exits(
			exitsDone,
			exitsNoStore,
			exitsStore,
		),
		Example: "  dateline status\n  dateline status --json",
		Args:    arguments(0, 0, ""),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.status(cmd.Context(), asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as one JSON object")
	return cmd
}

func (a *app) status(ctx context.Context, asJSON bool) (err error) {
	if asJSON {
		a.format = terminal.JSON
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	answer, err := statusOf(ctx, s)
	if err != nil {
		return err
	}
	if asJSON {
		return terminal.WriteJSON(a.streams, answer)
	}
	return a.showStatus(answer)
}

func statusOf(ctx context.Context, s *store.Store) (statusAnswer, error) {
	st, err := s.Stats(ctx)
	if err != nil {
		return statusAnswer{}, err
	}
	runs, err := s.Runs(ctx, 1)
	if err != nil {
		return statusAnswer{}, err
	}
	archive := store.ArchiveDir(s.Path())
	answer := statusAnswer{
		Store: s.Path(), StoreBytes: st.File, Archive: archive, ArchiveSize: folderSize(archive), Schema: st.Schema,
		Sources: st.Sources, Active: st.Active, Failing: st.Failing, Outlets: st.Outlets, Articles: st.Articles,
		Waiting: st.Waiting, Edited: st.Edited, Versions: st.Versions, Captures: st.Captures, TextBytes: st.Texts,
		First: day(st.First), Last: day(st.Last), LastCapture: optional(st.LastCapture),
	}
	heads, err := s.Heads(ctx)
	if err != nil {
		return statusAnswer{}, err
	}
	if len(heads) > 0 {
		last := heads[len(heads)-1]
		answer.Head, answer.HeadDay = last.SHA256, day(last.Day)
	}
	parts, err := s.Parts(ctx)
	if err != nil {
		return statusAnswer{}, err
	}
	answer.PartOf = make([]partRow, len(parts))
	for i, p := range parts {
		answer.PartOf[i] = partRow{p.Made, p.Query, p.Articles, p.Withheld, p.Total, p.Head, day(p.Day)}
	}
	if len(runs) > 0 {
		r := runs[0]
		answer.LastRun = &runRow{r.Started, optional(r.Ended), r.New, r.Changed, r.Unchanged, r.Failed}
	}
	return answer, nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func (a *app) showStatus(s statusAnswer) error {
	when := func(t *time.Time) string {
		if a.streams.OutIsTerminal {
			return terminal.RelativeTime(deref(t), a.now())
		}
		return terminal.Stamp(deref(t))
	}
	lines := [][2]string{
		{"store", s.Store + " (" + terminal.Bytes(s.StoreBytes) + ")"},
		{"archive", s.Archive + " (" + terminal.Bytes(s.ArchiveSize) + ")"},
		{"sources", terminal.Count(s.Active) + " active of " + terminal.Count(s.Sources) + failing(s.Failing)},
		{"articles", terminal.Count(s.Articles) + " of " + terminal.Plural(s.Outlets, "outlet", "outlets") + waiting(s.Waiting)},
		{"versions", terminal.Count(s.Versions) + "; " + terminal.Plural(s.Edited, "article was", "articles were") + " changed after publication"},
		{"captures", terminal.Count(s.Captures)},
	}
	if s.First != "" {
		lines = append(lines, [2]string{"days", s.First + " to " + s.Last})
	}
	if s.LastCapture != nil {
		lines = append(lines, [2]string{"last capture", when(s.LastCapture)})
	}
	if s.Head != "" {
		lines = append(lines, [2]string{"manifest of", s.HeadDay}, [2]string{"", s.Head})
	}
	if r := s.LastRun; r != nil {
		what := terminal.Count(r.New) + " new, " + terminal.Count(r.Changed) + " changed, " + terminal.Count(r.Unchanged) + " unchanged, " + terminal.Count(r.Failed) + " failed"
		if r.Ended == nil {
			what = "not ended: it is running, or was killed"
		}
		lines = append(lines, [2]string{"last run", when(&r.Started) + ": " + what})
	}
	for _, p := range s.PartOf {
		lines = append(lines, [2]string{"part", terminal.Count(p.Articles) + " of the " + terminal.Plural(p.Of, "article", "articles") + " of another store, taken " + when(&p.Taken) + ": " + terminal.Clean(p.Query)})
		if p.Head != "" {
			lines = append(lines, [2]string{"whose", "manifest of " + p.HeadDay + " was"}, [2]string{"", p.Head})
		}
	}
	for _, line := range lines {
		if err := a.streams.Printf("%s  %s\n", a.streams.Style(terminal.Dim, pad(line[0], 12)), line[1]); err != nil {
			return err
		}
	}
	return nil
}

func failing(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + terminal.Count(n) + " failing (see: dateline sources --failed)"
}

func waiting(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + terminal.Count(n) + " waiting to be fetched"
}

func pad(s string, width int) string {
	for terminal.Width(s) < width {
		s += " "
	}
	return s
}

// folderSize adds up the files of a folder; 0 where there is none.
func folderSize(dir string) (total int64) {
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil
	})
	return total
}
