package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/cli/sampleweb"
	"dateline/internal/fault"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// The article of the sample that is edited without notice, and its outlet.
const (
	demoOutlet = "capitolsheet.example"
	demoEdited = "http://" + demoOutlet + "/brief/ice-storage-boom"
)

func newDemo(a *app) *cobra.Command {
	var dir string
	var storeOnly bool
	cmd := &cobra.Command{
		Use:        "demo",
		GroupID:    groupSetUp,
		SuggestFor: []string{"sample", "example", "tour", "try"},
		Short:      "See it work on a sample web, offline",
		Long: `demo serves a small web of invented outlets on this machine, follows their
feeds, ingests them with the real pipeline, lets the outlets change what they
said, ingests again, and shows the answers. Nothing leaves the machine. The
store stays in the folder that it names, to go on with.`,
		Example: "  dateline demo\n  dateline demo --dir ./sample\n  dateline demo --dir ./sample --store-only",
		Annotations: exits(
			exitsDone,
			"1  the folder cannot be written",
			"2  the folder has a store already; it was left as it is",
		),
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), dir, !storeOnly) },
	}
	cmd.Flags().StringVar(&dir, "dir", "", "`FOLDER` for the sample store (default: a new one among temporary files)")
	cmd.Flags().BoolVar(&storeOnly, "store-only", false, "make the store, and show no answers")
	return cmd
}

func (a *app) demo(ctx context.Context, dir string, tour bool) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "dateline-demo-"); err != nil {
			return err
		}
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return fault.As(fault.Unreadable, err)
	}
	a.db = filepath.Join(dir, "dateline.db")
	if _, err := os.Stat(a.db); err == nil {
		return usage("name another folder with --dir, or none", "demo: %s is there already", a.db)
	}
	web, err := sampleweb.Start() //nolint:contextcheck // it lives until Close, not until a context ends
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, web.Close()) }()
	if err := a.demoIngest(ctx, web); err != nil {
		return err
	}
	if !tour {
		return nil
	}
	for _, step := range []struct{ command, why string }{
		{"search 'azure' --limit 5", "the newest articles on it, each with the sentence that matches"},
		{"search '\"mass surveillance\"' --rank --limit 3", "the most relevant for a phrase"},
		{"search 'outlet:" + demoOutlet + " date:2026-01/2026-02' --limit 3", "one outlet, two months"},
		{"show " + demoEdited + " --version 1", "what it said before it was changed"},
		{"timeline 'agency:ICE' --major --limit 6", "the days that matter, each with its sentence"},
		{"deals --limit 4", "who supplies what to whom, for how much"},
		{"claims 'agency:ICE' --act call,criticism --limit 4", "what is demanded, and what is said against it"},
		{"coverage 'agency:ICE' --by week", "how much was written when"},
		{"trace '\"1,400 terabytes\"'", "who has it from whom"},
		{"verify", "every capture and text, against its digest"},
	} {
		if err := a.demoStep(ctx, step.command, step.why); err != nil {
			return err
		}
	}
	return a.streams.Printf("\n%s\n%s", a.streams.Style(terminal.Bold, "Go on with this store:"), terminal.Safe(demoGoOn(a.db)))
}

// demoGoOn are commands to type next.
func demoGoOn(db string) string {
	var b strings.Builder
	b.WriteString("  export DATELINE_DB=" + shellWord(terminal.Clean(db)) + "\n")
	for _, command := range []string{
		"sources", "search --since 2026-01-20 --until 2026-01-31", "search 'denie* OR nego'",
		"search contract --format csv --all", "diff " + demoEdited, "claims has:denial", "status",
	} {
		b.WriteString("  dateline " + command + "\n")
	}
	b.WriteString("Or begin your own, in the default place:\n  unset DATELINE_DB\n  dateline add https://fedscoop.com/ && dateline ingest\n")
	return b.String()
}

// shellWord is s as a shell takes it for one word.
func shellWord(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("/._-+:,@%", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// demoIngest follows the sample's feeds and takes them in, before and after
// the outlets have changed what they said.
func (a *app) demoIngest(ctx context.Context, web *sampleweb.Server) (err error) {
	s, err := a.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, url := range web.Sources() {
		source := news.Source{URL: url, Kind: news.SourceFeed, State: news.SourceActive, Added: a.now()}
		if strings.Contains(url, "sitemap") {
			source.Kind = news.SourceSitemap
		}
		if _, _, err := s.AddSource(ctx, source); err != nil {
			return err
		}
	}
	head := "Following " + terminal.Plural(len(web.Sources()), "source", "sources") + " of a sample web on this machine:"
	if err := a.streams.Printf("%s\n", a.streams.Style(terminal.Bold, head)); err != nil {
		return err
	}
	for _, look := range []struct {
		name string
		ago  time.Duration
	}{{"first look", 0}, {"two days later", 48 * time.Hour}} {
		if look.ago > 0 {
			web.Later()
		}
		sum, err := a.demoRun(ctx, s, web, a.now().Add(look.ago))
		if err != nil {
			return err
		}
		if err := a.streams.Printf("  %s: %s\n", look.name, summaryLine(sum)); err != nil {
			return err
		}
	}
	return nil
}

// demoRun takes what would be due at a time: first the sources, then the pages,
// one outlet after the other, so that every demo gives the same numbers to the
// same articles, as docs/tutorial.md has them.
func (a *app) demoRun(ctx context.Context, s *store.Store, web *sampleweb.Server, at time.Time) (sum ingest.Summary, err error) {
	client, err := a.client(network{hostGap: 0}, web.Hosts())
	if err != nil {
		return ingest.Summary{}, err
	}
	defer client.Close()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // as many pages are read at once
	turn := func(tasks []ingest.Task, pages int) error {
		options := ingest.Options{Program: program(), Workers: 1, PerRun: pages}
		one, _, err := a.runIngest(ctx, s, client, options, func(context.Context) ([]ingest.Task, error) { return tasks, nil })
		sum = ingest.Summary{
			New: sum.New + one.New, Changed: sum.Changed + one.Changed, Unchanged: sum.Unchanged + one.Unchanged, Failed: sum.Failed + one.Failed,
			Unread: sum.Unread + one.Unread, Asked: sum.Asked + one.Asked, Took: sum.Took + one.Took,
		}
		return err
	}
	sources, err := ingest.Due(ctx, s, at, ingest.Scope{})
	if err != nil {
		return sum, err
	}
	if err := turn(sources, -1); err != nil { // no pages: they are due a moment later
		return sum, err
	}
	due, err := ingest.Due(ctx, s, at.Add(time.Minute), ingest.Scope{Pages: true})
	if err != nil {
		return sum, err
	}
	for _, source := range sources {
		var pages []ingest.Task
		for _, t := range due {
			if t.Kind == ingest.KindArticle && weburl.Host(t.URL) == weburl.Host(source.URL) {
				pages = append(pages, t)
			}
		}
		if err := turn(pages, 0); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// demoStep shows a command and runs it.
func (a *app) demoStep(ctx context.Context, command, why string) error {
	prompt := a.streams.Style(terminal.Bold, "$ dateline "+command)
	if err := a.streams.Printf("\n%s\n%s\n", a.streams.Style(terminal.Dim, "# "+why), prompt); err != nil {
		return err
	}
	b := *a
	b.formats, b.format, b.quiet = "", terminal.Table, true
	root := newRoot(&b) //nolint:contextcheck // its commands get theirs from ExecuteContext
	root.SetArgs(append([]string{"--db", a.db, "--quiet", "--no-pager"}, words(command)...))
	return root.ExecuteContext(ctx)
}

// words splits a command line as a shell does, as far as the demo needs it.
func words(command string) []string {
	var all []string
	quoted := false
	for field := range strings.FieldsFuncSeq(command, func(r rune) bool {
		if r == '\'' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	}) {
		all = append(all, strings.Trim(field, "'"))
	}
	return all
}
