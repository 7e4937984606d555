package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline/internal/fault"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// app is what every command shares: streams, clock, environment, settings.
type app struct {
	streams terminal.Streams
	now     func() time.Time
	lookenv func(string) (string, bool)
	log     *slog.Logger
	height  int // rows of the terminal, where there is one
	noPager bool
	pager   *pager

	db       string
	config   string
	colour   string
	verbose  bool
	lockWait time.Duration // for another run
	quiet    bool
	inCase   string // the name of a case to which answers are restricted
	format   terminal.Format
	formats  string // the value of --format, where a command has it
	set      settings
}

// getenv is a variable of the environment; "" if it is not set.
func (a *app) getenv(name string) string {
	value, _ := a.lookenv(name)
	return value
}

func newApp(in io.Reader, out, errs io.Writer) *app {
	a := &app{now: time.Now, lookenv: os.LookupEnv, pager: &pager{}, format: terminal.Table}
	a.streams = terminal.Streams{In: in, Out: out, Err: errs}
	a.streams.OutIsTerminal, a.streams.Width, a.height = isTerminal(out)
	a.streams.ErrIsTerminal, _, _ = isTerminal(errs)
	return a
}

// isTerminal says whether a stream is a terminal, and how wide and high.
func isTerminal(w io.Writer) (is bool, width, height int) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return false, 0, 0
	}
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	if err != nil || height <= 0 {
		height = 24
	}
	return true, width, height
}

func (a *app) globalFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", "", "the store: a `FILE`; see: dateline help environment")
	flags.StringVar(&a.config, "config", "", "the settings `FILE`")
	flags.StringVar(&a.colour, "color", "auto", "colour `WHEN`: auto, always or never")
	complete(root, "color", "auto", "always", "never")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "say on stderr what is being done")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "no progress, no hints")
	flags.BoolVar(&a.noPager, "no-pager", false, "show long answers without a pager")
}

// start settles flags, environment and settings file, in this order of weight.
func (a *app) start(cmd *cobra.Command) error {
	if err := a.readFormat(); err != nil {
		return err
	}
	if err := a.readSettings(); err != nil {
		return err
	}
	if err := a.settleColour(); err != nil {
		return err
	}
	if pages(cmd) {
		a.page()
	}
	level := slog.LevelWarn
	if a.verbose {
		level = slog.LevelDebug
	}
	a.log = slog.New(slog.NewTextHandler(notes{a.streams}, &slog.HandlerOptions{Level: level}))
	return nil
}

// settleColour decides whether the answer has colour, and whether what moves
// may be shown beside it.
func (a *app) settleColour() error {
	dumb := a.getenv("TERM") == "dumb"
	if dumb {
		a.streams.ErrIsTerminal = false // progress in lines, not as a bar that moves
	}
	switch a.colour {
	case "always":
		a.streams.Colour = true
	case "never":
	case "auto", "":
		a.streams.Colour = a.streams.OutIsTerminal && a.getenv("NO_COLOR") == "" && !dumb
	default:
		return usage("use --color auto, always or never", "--color %q is unknown", a.colour)
	}
	return nil
}

func (a *app) readFormat() (err error) {
	if a.formats == "" {
		return nil
	}
	a.format, err = terminal.ParseFormat(a.formats)
	if err != nil {
		return usage("use --format "+strings.Join(formatNames(), ", "), "--format %q is unknown", a.formats)
	}
	return nil
}

// finish turns what a command ended with into what its user is told: a reader
// that has gone away is no failure.
func (a *app) finish(err error) error {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return nil
	}
	return err
}

// formatFlag gives a command --format.
func (a *app) formatFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.formats, "format", "table", "`FORMAT` of the answer: "+strings.Join(formatNames(), ", "))
	complete(cmd, "format", formatNames()...)
}

func formatNames() []string {
	var names []string
	for _, f := range terminal.Formats {
		names = append(names, string(f))
	}
	return names
}

// open opens the store that exists; without one it says how to make it.
func (a *app) open(ctx context.Context, readOnly bool) (*store.Store, error) {
	s, err := store.Open(ctx, a.db, store.Options{ReadOnly: readOnly, Program: program(), Names: a.canonical})
	return s, adviseStore(err)
}

// adviseStore says what can be done about a store that does not open.
func adviseStore(err error) error {
	switch {
	case errors.Is(err, fault.NoStore):
		return fault.Advise(err, "name another with --db or DATELINE_DB, or make one: dateline add URL, then dateline ingest")
	case errors.Is(err, fault.Foreign):
		return fault.Advise(err, "it was left as it is; name a store with --db or DATELINE_DB")
	case errors.Is(err, fault.Newer):
		return fault.Advise(err, "it was left as it is; use the newer dateline")
	case errors.Is(err, fault.Locked):
		return fault.Advise(err, "wait until the other dateline has ended, and try again")
	case errors.Is(err, fault.Corrupt):
		return fault.Advise(err, "it was left as it is; take the copy that dateline backup made")
	}
	return err
}

// create opens the store, making it and its folder where there is none.
func (a *app) create(ctx context.Context) (*store.Store, error) {
	if err := os.MkdirAll(filepath.Dir(a.db), 0o750); err != nil {
		return nil, fault.Advise(fault.New(fault.ReadOnly, "make the folder of the store: %w", err), "name another place with --db or DATELINE_DB")
	}
	s, err := store.Open(ctx, a.db, store.Options{Create: true, Program: program(), Names: a.canonical})
	return s, adviseStore(err)
}

// note says something on stderr that is not the answer, unless --quiet.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		a.streams.Notef(format, args...)
	}
}

// notes lets the log leave through the output layer.
type notes struct{ streams terminal.Streams }

func (n notes) Write(line []byte) (int, error) {
	n.streams.Notef("%s\n", strings.TrimRight(string(line), "\n"))
	return len(line), nil
}

// version is the module's version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "development"
}

func program() string { return "dateline " + version() }
