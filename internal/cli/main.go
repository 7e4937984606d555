// Package cli is the command line: one file per command. It is the only place
// that reads the environment and the clock.
package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/terminal"
)

// softMemory is what memory use is kept under where that is possible: rather
// collect more often than crowd out what else the machine does.
const softMemory = 140 << 20

// Main runs one command line and returns its exit code.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	return newApp(in, out, errs).main(args)
}

// main runs one command line and returns its exit code.
func (a *app) main(args []string) int {
	ctx, stop := interruptible(a.paging)
	defer stop()
	if a.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if closed := a.closePager(); err == nil {
		err = closed
	}
	if err = a.finish(err); err != nil {
		if asksForJSON(args) {
			a.format = terminal.JSON
		}
		a.fail(err)
	}
	return exitCode(err)
}

// interruptible gives a context that the first interrupt ends; the second ends
// the program at once, which the store survives. While a pager shows an answer,
// interrupts are for the pager: the program waits until its user leaves it.
func interruptible(paging func() bool) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case s := <-signals:
				if s != os.Interrupt || !paging() {
					signal.Reset(os.Interrupt, syscall.SIGTERM)
				}
				cancel()
			case <-done:
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel()
	}
}

// Groups of commands in the help.
const (
	groupFollow = "follow"
	groupAsk    = "ask"
	groupKeep   = "keep"
	groupSetUp  = "set-up"
)

// newRoot assembles the commands.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Keep the file on a story",
		Long: `Dateline follows feeds and pages, keeps every article about deals between
technology companies and governments, and answers on the command line. Every
answer leads back to a sentence in a captured page whose bytes can be checked.`,
		Example: `  dateline demo                            see it work, offline
  dateline add https://fedscoop.com/       follow a site
  dateline ingest                          get what is new
  dateline search 'cloud contract' --since 2026-01`,
		Annotations: exits(
			exitsDone+"; no match is not a failure",
			"1  failed",
			exitsUsage,
			"3  done in part: some sources, pages or files could not be taken",
			"4  verification failed",
			"5  the store is locked, newer than the program, or not Dateline's",
			"130  interrupted",
		),
		Version:           version(),
		SilenceUsage:      true,
		SilenceErrors:     true,
		Args:              arguments(0, 0, ""),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.start(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.help(cmd) },
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(a.streams.In)
	root.SetOut(a.streams.Out)
	root.SetErr(a.streams.Err)
	root.SetVersionTemplate("dateline {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { _ = a.help(cmd) })
	a.globalFlags(root)
	root.AddGroup(
		&cobra.Group{ID: groupFollow, Title: "Follow and take in"},
		&cobra.Group{ID: groupAsk, Title: "Ask"},
		&cobra.Group{ID: groupKeep, Title: "Keep it true"},
		&cobra.Group{ID: groupSetUp, Title: "Try, look inside, set up"},
	)
	root.AddCommand(
		newAdd(a), newSources(a), newIngest(a), newWatch(a),
		newSearch(a), newShow(a), newDiff(a), newFirst(a), newTrace(a), newTimeline(a), newDeals(a), newClaims(a), newCoverage(a), newEntities(a), newExport(a),
		newStatus(a), newVerify(a), newReread(a), newReview(a), newCase(a), newBackup(a), newDB(a),
		newDemo(a), newInspect(a), newCompletion(a), newLine(a), newMan(a),
	)
	root.SetHelpCommand(newHelp(a))
	root.InitDefaultHelpCmd()
	a.offerFromStore(root)
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
	case errors.Is(err, fault.Usage):
		return exitUsage
	}
	return exitFailed
}
