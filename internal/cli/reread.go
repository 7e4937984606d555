package cli

import (
	"context"
	"errors"
	"math"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/ingest"
	"dateline/internal/reading"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

func newReread(a *app) *cobra.Command {
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:     "reread",
		GroupID: groupKeep,
		Short:   "Read again what an older version of Dateline read, or none",
		Long: `reread makes versions anew of the bytes in the archive where an older reader
made them. What is read differently now becomes a version beside the old one;
nothing is overwritten, and doing it twice changes nothing. verify proves that
what the reader of today made is what the bytes say.

Then it reads the facts (names, amounts, dates, statements, deals, events) of
all versions again that an older reader read, or none. They are derived from the
text: these do take the place of the old ones. With --all every version is read,
as after a change of your own names.`,
		Annotations: exits(
			"0  done",
			exitsNoStore,
			"3  some captures could not be read; verify names them",
			exitsStore,
		),
		Example: "  dateline reread\n  dateline reread --json",
		Args:    arguments(0, 0, ""),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.reread(cmd.Context(), asJSON, all) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "the numbers as one JSON object")
	cmd.Flags().BoolVar(&all, "all", false, "read the facts of all versions, whichever reader read them")
	cmd.Flags().DurationVar(&a.lockWait, "wait", longestLockWait, "longest `TIME` to wait for another run to end")
	return cmd
}

func (a *app) reread(ctx context.Context, asJSON, all bool) (err error) {
	if asJSON {
		a.format = terminal.JSON
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	release, err := a.lockRun(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	client, err := a.client(network{}, nil) // for its decoders; it asks nobody
	if err != nil {
		return err
	}
	defer client.Close()
	names, err := a.gazetteer()
	if err != nil {
		return err
	}
	bar := terminal.NewProgress(a.streams, terminal.ProgressOptions{Label: "reread", Quiet: a.quiet, Now: a.now})
	sum, err := ingest.Reread(ctx, s, store.ArchiveDir(s.Path()), client.Decode, bar.Add)
	if err == nil {
		reader := reading.Version
		if all {
			reader = math.MaxInt32
		}
		sum.Facts, err = ingest.RereadFacts(ctx, s, reader, names, bar.Add)
	}
	bar.Close()
	if err != nil {
		return err
	}
	if asJSON {
		err = terminal.WriteJSON(a.streams, sum)
	} else {
		err = a.streams.Printf("%s of an older reader, %d read differently now, %d not to be read\nfacts of %s read\n",
			terminal.Plural(sum.Old, "version", "versions"), sum.Changed, sum.Failed, terminal.Plural(sum.Facts, "version", "versions"))
	}
	if err == nil && sum.Failed > 0 {
		err = fault.Advise(fault.New(fault.Partial, "reread: %s could not be read", terminal.Plural(sum.Failed, "capture", "captures")), "see: dateline verify")
	}
	return err
}
