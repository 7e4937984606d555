package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/watch"
)

type watchRunOptions struct {
	network
	pause time.Duration
	retry bool
}

func (a *app) watchOnce() *cobra.Command {
	var o watchRunOptions
	cmd := &cobra.Command{
		Use: "once", Short: "Get what is due, then send what is new; for cron", Args: arguments(0, 0, ""),
		Long: `Asks the sources that are due by their own rhythm, as ingest --due does, looks
at what has arrived since the last time, and sends the alerts that are due.

What could not be sent is tried again later, after longer and longer pauses;
--retry does so at once, when the address or the password is mended.`,
		Annotations: exits(
			"0  done; also where nothing was due and nothing is new",
			"1  failed; there is no store, or no source could be asked",
			exitsUsage,
			"3  some sources could not be asked, or something could not be sent",
			"5  another ingest or watch is running, or the store is newer or not Dateline's",
			"130  interrupted: what was not sent is sent the next time",
		),
		Example: "  dateline watch once\n  dateline watch once --format jsonl >> alerts.jsonl\n  dateline watch once --retry",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.watching(cmd.Context(), o, func(ctx context.Context, w *watcher) error {
				if o.retry {
					if err := w.store.Retry(ctx, a.now()); err != nil {
						return err
					}
				}
				trouble, err := w.round(ctx)
				if err != nil {
					return err
				}
				return trouble
			})
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&o.retry, "retry", false, "send at once what could not be sent, whatever the hour")
	cmd.Flags().DurationVar(&a.lockWait, "wait", longestLockWait, "longest `TIME` to wait for another run to end")
	a.formatFlag(cmd)
	return cmd
}

func (a *app) watchRun() *cobra.Command {
	var o watchRunOptions
	cmd := &cobra.Command{
		Use: "run", Short: "Do so again and again, until it is interrupted", Args: arguments(0, 0, ""),
		Long: `Does what watch once does, again and again: each source is asked when it is due,
alerts go out when they are found, held back ones when their time has come.
Watches may be added and removed meanwhile. What fails is said on stderr and
tried again; only a store that cannot be used ends it.`,
		Annotations: exits(
			"1  failed; there is no store, or it cannot be written",
			exitsUsage,
			"5  another watch is running, or the store is newer or not Dateline's",
			"130  interrupted, as it is meant to end",
		),
		Example: "  dateline watch run\n  dateline watch run --pause 5m --format jsonl",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.pause <= 0 {
				return usage("give a time such as 1m", "watch run: --pause must be longer than nothing")
			}
			return a.watching(cmd.Context(), o, func(ctx context.Context, w *watcher) error { return w.forever(ctx, o.pause) })
		},
	}
	cmd.Annotations[exitStatus] = "0  the reader of its output has gone away\n" + cmd.Annotations[exitStatus]
	o.flags(cmd)
	cmd.Flags().DurationVar(&o.pause, "pause", time.Minute, "`TIME` between two looks at what is due")
	a.formatFlag(cmd)
	return cmd
}

// watcher is what rounds of watching share.
type watcher struct {
	*app
	store  *store.Store
	client *fetch.Client
	job    watch.Job
	o      watchRunOptions
}

// watching claims the watch and does work with all that it needs.
func (a *app) watching(ctx context.Context, o watchRunOptions, work func(context.Context, *watcher) error) (err error) {
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	release, err := s.LockWatch()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	client, err := a.client(o.network, nil)
	if err != nil {
		return err
	}
	defer client.Close()
	screen := a.screen()
	w := &watcher{app: a, store: s, client: client, o: o}
	w.job = watch.Job{
		Store: s, Now: a.now, Zone: time.Local, Query: func(q string) (query.Node, error) { return a.query(q, "", "") },
		Notifiers: map[news.ChannelKind]watch.Notifier{
			news.ChannelTerminal: screen,
			news.ChannelAtom:     feedNotifier{s, a.now},
			news.ChannelCommand:  commandNotifier{longestCommand},
			news.ChannelWebhook:  webhookNotifier{client},
			news.ChannelMail: &watch.Mail{
				Host: a.set.SMTP.Host, Port: a.set.SMTP.Port, User: a.set.SMTP.User, Password: a.set.SMTP.Password, From: a.set.SMTP.From, Secure: a.set.SMTP.TLS, Now: a.now,
			},
		},
	}
	return errors.Join(work(ctx, w), screen.close())
}

// round gets what is due, looks at what has arrived, and sends what is new.
// trouble is what the next round may mend: sources that could not be asked,
// messages that could not be sent.
func (w *watcher) round(ctx context.Context) (trouble, err error) {
	options := ingest.Options{
		Program: program(), Gap: w.o.gap(w.app), Looks: w.looks(),
		PerHost: w.set.PagesPerHost, PerRun: w.set.PagesPerRun, Obey: w.set.RobotsForFeeds,
	}
	planned := 0
	sum, failed, err := w.runIngest(ctx, w.store, w.client, options, func(ctx context.Context) ([]ingest.Task, error) {
		// What an earlier run has not compared would wait for the next article.
		if _, err := ingest.Relate(ctx, w.store, w.now, func(int) {}); err != nil {
			return nil, err
		}
		tasks, err := ingest.Due(ctx, w.store, w.now(), ingest.Scope{Pages: true, Rhythm: true})
		planned = len(tasks)
		return tasks, err
	})
	if err != nil {
		return nil, err
	}
	if planned > 0 {
		w.note("%s\n", summaryLine(sum))
	}
	for _, f := range failed { // where they were not named as they came
		if !f.Listed {
			w.note("%s: %s\n", f.What, f.Message)
		}
	}
	if _, err := w.job.Check(ctx); err != nil {
		return nil, err
	}
	sent, err := w.job.Deliver(ctx)
	for _, f := range sent.Failures {
		w.streams.Notef("dateline: watch %s: %s; again at %s\n", f.Watch, f.Err, terminal.Stamp(f.Again))
	}
	switch {
	case err != nil:
		return nil, err
	case len(sent.Failures) > 0:
		return fault.Advise(fault.New(fault.Partial, "watch: %s could not be sent", terminal.Plural(len(sent.Failures), "message", "messages")), "it is tried again later; dateline watch list tells when"), nil
	case sum.Failed > 0:
		return failures(sum), nil
	}
	return nil, nil
}

// forever does one round after the other, until ctx ends.
func (w *watcher) forever(ctx context.Context, pause time.Duration) error {
	w.note("watching; end it with Ctrl-C\n")
	for {
		_, err := w.round(ctx) // trouble was told as it came
		switch {
		case ctx.Err() != nil:
			return fault.New(fault.Interrupted, "interrupted; what was not sent is sent the next time")
		case err == nil:
		case errors.Is(err, fault.Locked): // another run is at it: its articles are looked at in the next round
			w.note("another run holds the store; waiting\n")
		default:
			return err
		}
		select {
		case <-ctx.Done():
			return fault.New(fault.Interrupted, "interrupted; what was not sent is sent the next time")
		case <-time.After(pause):
		}
	}
}
