package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/warc"
	"dateline/internal/weburl"
)

// shownFailures is how many failures are named one by one.
const shownFailures = 10

type ingestOptions struct {
	network
	published string
	url       string
	outlet    string
	noPages   bool
	due       bool
}

func newIngest(a *app) *cobra.Command {
	var o ingestOptions
	cmd := &cobra.Command{
		Use:        "ingest [SOURCE|URL|FILE|DIR|-]...",
		GroupID:    groupFollow,
		SuggestFor: []string{"fetch", "update", "sync", "import", "load", "get", "pull", "run"},
		Short:      "Get what is due, or take exactly these",
		Long: `Without arguments, ingest asks every source that is followed and fetches the
pages of new items; a source whose server or feed wishes to be left alone for
now is left alone. With --due it asks only those whose time has come by their
own rhythm, as cron should; dateline sources shows when that is. With arguments
it takes exactly these: a source (its number or URL), a feed or a page on the
web, or files: saved pages (.html, .html.gz), texts (.txt), feeds, web archives
(.warc, .warc.gz), folders of any of these, or - for standard input.

Doing it twice changes nothing: an identical page is no new version, and what
was seen before stays. What --published, --url and --outlet say is used where
the file itself does not say it.

Where the page of a listed article is not to be had, what the feed says stands
in, and the reason is kept; it is no failure. --verbose names these pages.`,
		Annotations: exits(
			"0  everything was taken, or nothing was due",
			"1  nothing could be taken",
			"2  an argument is no source, URL, file or folder; nothing was taken",
			"3  some sources, pages or files could not be taken; each is named on stderr",
			"5  another ingest is running, or the store is newer or not Dateline's",
			"130  interrupted: what had arrived is kept, the rest is left for the next run",
		),
		Example: `  dateline ingest
  dateline ingest --due
  dateline ingest https://www.theregister.com/headlines.atom
  dateline ingest saved.html --url https://www.example.com/story
  dateline ingest notes.txt --published 2026-02-18 --outlet news.az
  dateline ingest crawl.warc.gz pages/`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.ingest(cmd.Context(), o, args) },
	}
	cmd.ValidArgsFunction = a.completeSources(true)
	o.flags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.published, "published", "", "`DATE` of publication of bare files, such as 2026-02-18 or 2026-02")
	flags.StringVar(&o.url, "url", "", "the `URL` where the one given file stands on the web")
	flags.StringVar(&o.outlet, "outlet", "", "`WHO` published the given files: a domain or a name")
	flags.DurationVar(&a.lockWait, "wait", longestLockWait, "longest `TIME` to wait for another run to end")
	flags.BoolVar(&o.due, "due", false, "only sources that are due by their rhythm, not all that may be asked")
	flags.BoolVar(&o.noPages, "no-pages", false, "read feeds only, do not fetch the pages of their items")
	a.formatFlag(cmd)
	return cmd
}

func (a *app) ingest(ctx context.Context, o ingestOptions, args []string) (err error) {
	options, err := o.job(a)
	if err != nil {
		return err
	}
	if err := o.suits(args); err != nil {
		return err
	}
	if o.due && len(args) > 0 {
		return usage("leave out --due, or the arguments", "ingest: --due is for all sources that are due, and %q is given", args[0])
	}
	if _, err := os.Stat(a.db); err != nil { // no store is made for a slip of the pen
		for _, arg := range args {
			if _, err := standalone(a, arg); err != nil {
				return err
			}
		}
	}
	s, err := a.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	client, err := a.client(o.network, nil)
	if err != nil {
		return err
	}
	defer client.Close()
	planned := 0
	sum, failed, err := a.runIngest(ctx, s, client, options, func(ctx context.Context) ([]ingest.Task, error) {
		tasks, err := a.tasks(ctx, s, args, ingest.Scope{Pages: !o.noPages, Rhythm: o.due})
		planned = len(tasks)
		return tasks, err
	})
	if err == nil && planned == 0 {
		return a.nothingDue(ctx, s)
	}
	if err == nil || errors.Is(err, fault.Interrupted) {
		err = errors.Join(a.summarise(sum, failed), err)
	}
	if err == nil && sum.Failed > 0 {
		return failures(sum)
	}
	return err
}

// runIngest holds the run lock and the archive while a job runs. Failures are
// named on stderr as they come, or returned where the answer is JSON.
func (a *app) runIngest(ctx context.Context, s *store.Store, f ingest.Fetcher, o ingest.Options, plan func(context.Context) ([]ingest.Task, error)) (sum ingest.Summary, failed []failureRow, err error) {
	if a.getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(ingestGC))
	}
	release, err := a.lockRun(ctx, s)
	if err != nil {
		return sum, nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	tasks, err := plan(ctx) // not before the lock: another run may have done it all
	if err != nil || len(tasks) == 0 {
		return sum, nil, err
	}
	o.Keep = store.ArchiveDir(s.Path())
	ends, err := s.ArchiveEnds(ctx)
	if err != nil {
		return sum, nil, err
	}
	archive, err := warc.OpenWriter(store.ArchiveDir(s.Path()), warc.WriterOptions{
		Software: program(), Operator: a.set.Contact, Known: ends, Now: a.now,
	})
	if err != nil {
		return sum, nil, err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	a.tellRepair(archive.Repair())
	meter := a.meter("ingest")
	defer meter.bar.Close()
	names, err := a.gazetteer()
	if err != nil {
		return sum, nil, err
	}
	named := 0
	job := ingest.Job{
		Names: names, Store: s, Fetcher: f, Archive: archive, Now: a.now, Rand: rand.Reader, Options: o,
		Progress: meter.set,
		Failed: func(f ingest.Failure) {
			switch {
			case a.format.Machine():
				failed = append(failed, failureRow{weburl.Display(f.What), fault.CodeOf(f.Err), weburl.Display(f.Err.Error()), f.Listed})
				return
			case f.Listed && !a.verbose:
				return
			}
			if named++; named <= shownFailures || a.verbose {
				meter.bar.Notef("dateline: %s: %s\n", f.What, f.Err)
			}
		},
	}
	sum, err = job.Run(ctx, tasks)
	if err == nil && sum.New >= bulk {
		err = s.Optimize(ctx)
	}
	if named > shownFailures && !a.verbose {
		meter.bar.Notef("dateline: and %d more; see: dateline sources --failed\n", named-shownFailures)
	}
	return sum, failed, err
}

// meter turns absolute counts into progress.
type meter struct {
	bar         *terminal.Progress
	done, known int
}

func (a *app) meter(label string) *meter {
	return &meter{bar: terminal.NewProgress(a.streams, terminal.ProgressOptions{Label: label, Quiet: a.quiet, Now: a.now})}
}

func (m *meter) set(done, known int) {
	m.bar.Grow(known - m.known)
	m.bar.Add(done - m.done)
	m.done, m.known = done, known
}

// summaryRow is the one object that ingest answers with.
type summaryRow struct {
	ingest.Summary
	Seconds  float64      `json:"seconds"`
	Failures []failureRow `json:"failures"` // what could not be taken
}

type failureRow struct {
	What    string     `json:"what"` // URL or path
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	Listed  bool       `json:"listed"` // a page of a listed article: what the feed says stands in for it
}

func (a *app) summarise(sum ingest.Summary, failed []failureRow) error {
	switch a.format {
	case terminal.Table:
		return a.streams.Printf("%s\n", summaryLine(sum))
	case terminal.JSON, terminal.JSONL:
		return terminal.WriteJSON(a.streams, summaryRow{sum, sum.Took.Seconds(), append([]failureRow{}, failed...)})
	}
	number := func(title string, of func(ingest.Summary) int) terminal.Column[ingest.Summary] {
		return terminal.Column[ingest.Summary]{Field: title, Title: title, Kind: terminal.Number, Cell: func(s ingest.Summary) string { return plainInt(of(s)) }}
	}
	list := terminal.NewList(a.streams, a.format, []terminal.Column[ingest.Summary]{
		number("new", func(s ingest.Summary) int { return s.New }),
		number("changed", func(s ingest.Summary) int { return s.Changed }),
		number("unchanged", func(s ingest.Summary) int { return s.Unchanged }),
		number("failed", func(s ingest.Summary) int { return s.Failed }),
	})
	return errors.Join(list.Row(sum), list.Close())
}

func summaryLine(sum ingest.Summary) string {
	parts := []string{
		terminal.Count(sum.New) + " new", terminal.Count(sum.Changed) + " changed",
		terminal.Count(sum.Unchanged) + " unchanged", terminal.Count(sum.Failed) + " failed",
	}
	if sum.Unread > 0 {
		parts = append(parts, terminal.Plural(sum.Unread, "page", "pages")+" not to be had")
	}
	if sum.Skipped > 0 {
		parts = append(parts, terminal.Count(sum.Skipped)+" skipped (files of other kinds)")
	}
	if sum.Left > 0 {
		parts = append(parts, terminal.Count(sum.Left)+" left")
	}
	return strings.Join(parts, ", ") + " in " + sum.Took.Round(10*time.Millisecond).String()
}

// failures is how a run ends that could not take everything.
func failures(sum ingest.Summary) error {
	if sum.Failed >= sum.Asked {
		return fault.New(fault.Failed, "ingest: nothing could be taken")
	}
	return fault.New(fault.Partial, "ingest: %s of %s could not be taken", terminal.Count(sum.Failed), terminal.Count(sum.Asked))
}

// nothingDue explains an empty plan.
func (a *app) nothingDue(ctx context.Context, s *store.Store) error {
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		return usage("follow one first: dateline add URL", "ingest: there is no source yet")
	}
	waiting := 0
	for _, source := range sources {
		if source.State == news.SourceActive && !ingest.MayAsk(source, a.now()) {
			waiting++
		}
	}
	if waiting > 0 {
		a.note("nothing is due: %s left alone as the servers wish; dateline sources shows until when\n", terminal.Plural(waiting, "source is", "sources are"))
	} else {
		a.note("nothing is due; dateline sources shows when each is\n")
	}
	return a.summarise(ingest.Summary{}, nil)
}

// Waiting for another run.
const (
	longestLockWait = 10 * time.Second
	lockPoll        = 100 * time.Millisecond
)

// ingestGC makes the collector run twice as often as usual: a tenth more CPU
// for a quarter less memory.
const ingestGC = 50

// bulk is how many new articles make it worth while to merge the index.
const bulk = 5000

// looks are the delays that the settings give.
func (a *app) looks() []time.Duration {
	var all []time.Duration
	for _, d := range a.set.Looks {
		all = append(all, d.Duration)
	}
	return all
}

// lockRun claims the store, after another run has ended if that does not take
// long.
func (a *app) lockRun(ctx context.Context, s *store.Store) (release func() error, err error) {
	for waited := time.Duration(0); ; waited += lockPoll {
		release, err = s.LockRun()
		if err == nil || !errors.Is(err, fault.Locked) || waited >= a.lockWait {
			break
		}
		if waited == 0 {
			a.note("another run holds the store; waiting for it to end\n")
		}
		select {
		case <-ctx.Done():
			return nil, fault.New(fault.Interrupted, "interrupted while another run held the store")
		case <-time.After(lockPoll):
		}
	}
	if err != nil {
		return nil, fault.Advise(err, "try again when it has ended; dateline status tells when it began")
	}
	return release, nil
}

// tellRepair says what an earlier run, cut off in the middle, left behind.
func (a *app) tellRepair(r warc.Repair) {
	switch {
	case r.Left != nil:
		a.note("%s is damaged (%s) and is left as it is; a new file was begun; dateline verify says what is affected\n", r.File, r.Left)
	case r.Cut > 0:
		a.note("%s: cut off %s of a record that an interrupted run had not finished\n", r.File, terminal.Bytes(r.Cut))
	}
}

// tasks turns arguments into work; without any, what is due.
func (a *app) tasks(ctx context.Context, s *store.Store, args []string, scope ingest.Scope) ([]ingest.Task, error) {
	if len(args) == 0 {
		return ingest.Due(ctx, s, a.now(), scope)
	}
	var tasks []ingest.Task
	for _, arg := range args {
		source, found, err := findSource(ctx, s, arg)
		if err != nil {
			return nil, err
		}
		t := ingest.Task{Kind: ingest.KindSource, URL: source.URL, Source: &source}
		if !found {
			if t, err = standalone(a, arg); err != nil {
				return nil, err
			}
		}
		tasks = append(tasks, t)
	}
	return tasks, nil
}

// standalone finds out what an argument of ingest means that is no source.
func standalone(a *app, arg string) (ingest.Task, error) {
	if arg == "-" {
		return ingest.Task{Kind: ingest.KindFile, Path: "-", In: a.streams.In}, nil
	}
	if isURL(arg) {
		if _, err := weburl.Canonical(arg); err != nil {
			return ingest.Task{}, usage("give a whole URL such as https://www.example.com/feed", "ingest: %s: %w", weburl.Display(arg), err)
		}
		return ingest.Task{URL: arg}, nil
	}
	if _, err := os.Stat(arg); err != nil {
		advice := "give a URL with https://, a file, a folder, or a source (see: dateline sources)"
		if host := likeHost(arg); host != "" {
			advice = "did you mean: dateline ingest https://" + host
		}
		return ingest.Task{}, usage(advice, "ingest: %q is no source, URL or file", arg)
	}
	return ingest.Task{Kind: ingest.KindFile, Path: arg}, nil
}

// suits says whether what is told of bare files can be meant for the arguments.
func (o ingestOptions) suits(args []string) error {
	if o.published == "" && o.url == "" && o.outlet == "" {
		return nil
	}
	files := len(args)
	for _, arg := range args {
		if info, err := os.Stat(arg); isURL(arg) || err != nil && arg != "-" {
			files--
		} else if o.url != "" && (len(args) > 1 || info != nil && info.IsDir()) {
			return usage("take files one at a time when you say where they stand on the web", "ingest: --url is for one file")
		}
	}
	if files != len(args) || files == 0 {
		return usage("a page on the web says itself when it was published, and by whom", "ingest: --published, --url and --outlet are for files")
	}
	return nil
}

// job settles the options that concern files.
func (o ingestOptions) job(a *app) (ingest.Options, error) {
	options := ingest.Options{
		Program: program(), NoPages: o.noPages, Gap: o.gap(a), URL: o.url,
		Looks: a.looks(), PerHost: a.set.PagesPerHost, PerRun: a.set.PagesPerRun, Obey: a.set.RobotsForFeeds,
	}
	if o.published != "" {
		date, err := edtf.Parse(o.published)
		if err != nil {
			return options, usage("give a day such as 2026-02-18, a month 2026-02, or a year", "ingest: --published: %w", err)
		}
		options.Published = date
	}
	if o.url != "" {
		canonical, err := weburl.Canonical(o.url)
		if err != nil {
			return options, usage("give a whole URL such as https://www.example.com/story", "ingest: --url: %w", err)
		}
		options.URL = canonical
		options.Outlet.Domain = weburl.Domain(canonical)
	}
	if o.outlet != "" {
		options.Outlet = outlet(o.outlet)
	}
	return options, nil
}

// outlet reads who published something: a domain, a URL or a bare name.
func outlet(s string) news.Outlet {
	if strings.Contains(s, ".") && !strings.ContainsAny(s, " \t") {
		return news.Outlet{Domain: weburl.Domain("https://" + strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"))}
	}
	return news.Outlet{Domain: strings.ToLower(s), Name: s}
}
