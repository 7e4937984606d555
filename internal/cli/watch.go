package cli

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

func newWatch(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:        "watch",
		GroupID:    groupFollow,
		SuggestFor: []string{"alert", "alerts", "notify", "monitor", "follow", "daemon"},
		Short:      "Keep ingesting; tell me what is new to saved queries",
		Long: `A watch is a saved query. It tells of what arrives after it was made:

  match       an article that matches and did not before
  origin      the same, where it is the first report of its own by its outlet
  edit        an article that matched was changed; the weightiest change
  correction  an article that matches owns up to a mistake
  denial      somebody denies something, in words not heard before

Nothing is told twice, and nothing is lost if the program is stopped or killed.
What cannot be sent is tried again later, and watch list says why it failed.
If the program is killed between sending and noting it, the same is sent once
more under the same id (Message-ID, Idempotency-Key, "id" in JSON).`,
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		Example: `  dateline watch add ice 'company:palantir agency:ICE' --mail desk@example.com
  dateline watch add cloud 'azure has:deal' --atom ~/cloud.xml --digest hourly
  dateline watch list
  dateline watch once                      from cron: ingest --due, then alerts
  dateline watch run                       until it is interrupted`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listWatches(cmd.Context()) },
	}
	cmd.AddCommand(a.watchAdd(), a.watchList(), a.watchRemove(), a.watchOnce(), a.watchRun(), a.watchInstall())
	return cmd
}

func (a *app) watchRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Watch no longer", Args: arguments(1, 1, "the watch"), Example: "  dateline watch remove cloud",
		Long:        "Its alerts go with it, also those that were not sent yet. What it found stays.",
		Annotations: exits(exitsDone, "1  there is no such watch, or no store", exitsUsage, exitsStore),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := a.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			waiting, err := s.RemoveWatch(cmd.Context(), args[0])
			if errors.Is(err, fault.NoMatch) {
				return fault.Advise(err, "see: dateline watch list")
			}
			if err != nil {
				return err
			}
			if waiting > 0 {
				a.note("%s not sent yet went with it\n", terminal.Plural(waiting, "alert", "alerts"))
			}
			return a.streams.Printf("%s is no longer watched\n", args[0])
		},
	}
}

func (a *app) watchList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "All watches: what waits, what fails", Args: arguments(0, 0, ""), Example: "  dateline watch list\n  dateline watch list --format json",
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		RunE:        func(cmd *cobra.Command, _ []string) error { return a.listWatches(cmd.Context()) },
	}
	a.formatFlag(cmd)
	return cmd
}

// watchRow is a watch as it is listed.
type watchRow struct {
	Name     string       `json:"name"`
	Query    string       `json:"query"`
	Quiet    string       `json:"quiet"`
	Digest   string       `json:"digest"`
	Made     time.Time    `json:"made"`
	Alerts   int          `json:"alerts"`
	Waiting  int          `json:"waiting"`
	Last     *time.Time   `json:"last"`
	Channels []channelRow `json:"channels"`
}

// channelRow is a channel of a watch.
type channelRow struct {
	Kind     news.ChannelKind `json:"kind"`
	Target   string           `json:"target"`
	Waiting  int              `json:"waiting"`
	Next     *time.Time       `json:"next"`
	Failures int              `json:"failures"`
	Failed   *time.Time       `json:"failed"`
	Failure  string           `json:"failure"`
}

func (a *app) listWatches(ctx context.Context) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	watches, err := s.Watches(ctx)
	if err != nil {
		return err
	}
	states, err := s.WatchStates(ctx)
	if err != nil {
		return err
	}
	list := terminal.NewList(a.streams, a.format, []terminal.Column[watchRow]{
		{Field: "name", Title: "Watch", Cell: func(w watchRow) string { return w.Name }},
		{Field: "query", Title: "Query", Cell: func(w watchRow) string { return w.Query }},
		{Field: "channels", Title: "To", Cell: func(w watchRow) string { return said(w.Channels, channelRow.String) }},
		{Field: "when", Title: "When", Cell: watchRow.when},
		{Field: "alerts", Title: "Alerts", Kind: terminal.Number, Cell: func(w watchRow) string { return strconv.Itoa(w.Alerts) }},
		{Field: "waiting", Title: "Waiting", Kind: terminal.Number, Cell: func(w watchRow) string { return strconv.Itoa(w.Waiting) }},
		{Field: "failure", Title: "Trouble", Cell: func(w watchRow) string { return said(w.Channels, channelRow.trouble) }},
	})
	for _, w := range watches {
		if err := list.Row(watchRowOf(w, states)); err != nil {
			return err
		}
	}
	if len(watches) == 0 {
		a.note("nothing is watched yet; begin: dateline watch add NAME QUERY\n")
	}
	return list.Close()
}

func watchRowOf(w news.Watch, states map[int64]store.WatchState) watchRow {
	row := watchRow{Name: w.Name, Query: w.Query, Quiet: w.Quiet, Digest: w.Digest, Made: w.Made, Channels: []channelRow{}}
	for _, c := range w.Channels {
		st := states[c.ID]
		row.Alerts, row.Waiting, row.Last = max(row.Alerts, st.Alerts), max(row.Waiting, st.Waiting), orNever(st.Last)
		row.Channels = append(row.Channels, channelRow{
			Kind: c.Kind, Target: targetShown(c), Waiting: st.Waiting, Next: orNever(st.Next),
			Failures: c.Failures, Failed: orNever(c.Failed), Failure: c.Failure,
		})
	}
	return row
}

func orNever(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// said joins what some rows say, those that say nothing left out.
func said[T any](rows []T, say func(T) string) string {
	var said []string
	for _, r := range rows {
		if s := say(r); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, "; ")
}

// String names a channel.
func (c channelRow) String() string { return strings.TrimSpace(string(c.Kind) + " " + c.Target) }

// trouble says why a channel does not work, and when it is tried again.
func (c channelRow) trouble() string {
	if c.Failure == "" {
		return ""
	}
	s := string(c.Kind) + ": " + c.Failure
	if c.Next != nil {
		s += " (again at " + terminal.Stamp(*c.Next) + ")"
	}
	return s
}

func (w watchRow) when() string {
	var said []string
	if w.Digest != "" {
		said = append(said, w.Digest)
	}
	if w.Quiet != "" {
		said = append(said, "not "+w.Quiet)
	}
	if len(said) == 0 {
		return "at once"
	}
	return strings.Join(said, ", ")
}

// targetShown is where a channel leads, without a password.
func targetShown(c news.Channel) string {
	switch c.Kind {
	case news.ChannelWebhook:
		return weburl.Display(c.Target)
	case news.ChannelCommand:
		var words []string
		if err := json.Unmarshal([]byte(c.Target), &words); err != nil {
			return c.Target
		}
		if len(words) == 1 {
			return words[0]
		}
		for i, word := range words {
			words[i] = shellWord(word)
		}
		return strings.Join(words, " ")
	}
	return c.Target
}
