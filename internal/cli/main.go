// Package cli is the command line: one file per command. It is the only place
// that reads the environment and the clock.
package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/terminal"
)

// Main runs one command line and returns its exit code.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	a := newApp(in, out, errs)
	ctx, stop := interruptible()
	defer stop()
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err = a.finish(err); err != nil {
		terminal.Error(a.streams, a.format, err)
	}
	return exitCode(err)
}

// interruptible gives a context that the first interrupt ends; the second ends
// the program at once, which the store survives.
func interruptible() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			signal.Reset(os.Interrupt, syscall.SIGTERM)
			cancel()
		case <-done:
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel()
	}
}

// newRoot assembles the commands.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Keep the file on a story",
		Long: `Dateline follows feeds and pages, keeps every article about deals between
technology companies and governments, and answers on the command line. Every
answer leads back to a sentence in a captured page whose bytes can be checked.`,
		Example: `  dateline demo                            see it work on a sample, offline
  dateline add https://fedscoop.com/       follow a site
  dateline ingest                          get what is new
  dateline search 'cloud contract' --since 2026-01`,
		Version:           version(),
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.start(cmd) },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetIn(a.streams.In)
	root.SetOut(a.streams.Out)
	root.SetErr(a.streams.Err)
	root.SetVersionTemplate("dateline {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fault.Advise(fault.New(fault.Usage, "%w", err), "see: %s --help", cmd.CommandPath())
	})
	a.globalFlags(root)
	root.AddGroup(
		&cobra.Group{ID: "follow", Title: "Follow and take in:"},
		&cobra.Group{ID: "ask", Title: "Ask:"},
		&cobra.Group{ID: "keep", Title: "Keep it true:"},
	)
	root.AddCommand(
		newAdd(a), newSources(a), newIngest(a),
		newSearch(a), newShow(a),
		newStatus(a), newVerify(a), newBackup(a),
		newInspect(a), newDemo(a), newMan(a),
	)
	root.AddCommand(helpTopics()...)
	return root
}

// Exit codes; they are part of the interface.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartial     = 3
	exitUnverified  = 4
	exitStore       = 5
	exitInterrupted = 130
)

// exitCode is the exit code for what a command ended with.
func exitCode(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, fault.Interrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, fault.Partial):
		return exitPartial
	case errors.Is(err, fault.Unverified):
		return exitUnverified
	case errors.Is(err, fault.Locked), errors.Is(err, fault.Newer), errors.Is(err, fault.Foreign):
		return exitStore
	case errors.Is(err, fault.Usage), isUsage(err):
		return exitUsage
	}
	return exitFailed
}

// usage is a wrong command line, with what to do about it.
func usage(advice, format string, args ...any) error {
	return fault.Advise(fault.New(fault.Usage, format, args...), "%s", advice)
}

// arguments checks a command's positional arguments.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		advice := "see: " + cmd.CommandPath() + " --help"
		if len(args) < least {
			return usage(advice, "%s: %s is missing", cmd.Name(), what)
		}
		if most >= 0 && len(args) > most {
			return usage(advice, "%s: %q is one argument too many", cmd.Name(), args[most])
		}
		return nil
	}
}

// isUsage recognises the complaints that cobra makes about a command line.
func isUsage(err error) bool {
	var text = err.Error()
	for _, start := range []string{"unknown command", "unknown flag", "unknown shorthand flag", "required flag"} {
		if len(text) >= len(start) && text[:len(start)] == start {
			return true
		}
	}
	return false
}

// asTime prints a moment for files and pipes; "" for none.
func asTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
