package cli

import (
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"dateline/internal/fault"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

func newVerify(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:        "verify",
		GroupID:    groupKeep,
		SuggestFor: []string{"check", "fsck", "validate"},
		Short:      "Is it all still true? Check database, captures and texts",
		Long: `verify reads everything again: the database's own integrity, the record and the
digests of every capture in the archive, and the text of every version. It
changes nothing.`,
		Annotations: exits(
			"0  everything is as it was stored",
			exitsNoStore,
			"4  something is not; each flaw is a line of the answer",
			exitsStore,
		),
		Example: "  dateline verify\n  dateline verify --format json",
		Args:    arguments(0, 0, ""),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.verify(cmd.Context()) },
	}
	a.formatFlag(cmd)
	return cmd
}

func (a *app) verify(ctx context.Context) (err error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	stats, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	bar := terminal.NewProgress(a.streams, terminal.ProgressOptions{
		Label: "verify", Total: stats.Captures + stats.Versions, Quiet: a.quiet, Now: a.now,
	})
	list := terminal.NewList(a.streams, a.format, flawColumns())
	client, err := a.client(network{}, nil) // for its decoders; it asks nobody
	if err != nil {
		return err
	}
	defer client.Close()
	verification := report.Verification{
		Evidence: s, Archive: store.ArchiveDir(s.Path()), Decode: client.Decode, Progress: bar.Add, Found: list.Row,
	}
	sum, verifyErr := verification.Run(ctx)
	bar.Close()
	if err := errors.Join(list.Close(), verifyErr); err != nil {
		return err
	}
	if sum.Flaws > 0 {
		return fault.Advise(fault.New(fault.Unverified, "verify: %s among %s and %s", terminal.Plural(sum.Flaws, "flaw", "flaws"),
			terminal.Plural(sum.Captures, "capture", "captures"), terminal.Plural(sum.Versions, "version", "versions")),
			"restore the files named above from a copy")
	}
	if a.format == terminal.Table {
		return a.streams.Printf("verified: %s, %s, %s, the database; no flaw\n",
			terminal.Plural(sum.Records, "record", "records"),
			terminal.Plural(sum.Captures, "capture", "captures"), terminal.Plural(sum.Versions, "version", "versions"))
	}
	return nil
}

func flawColumns() []terminal.Column[report.Flaw] {
	return []terminal.Column[report.Flaw]{
		{Field: "kind", Title: "What", Cell: func(f report.Flaw) string { return f.Kind }},
		{Field: "id", Title: "ID", Kind: terminal.Number, Cell: func(f report.Flaw) string { return strconv.FormatInt(f.ID, 10) }},
		{Field: "where", Title: "Where", Cell: func(f report.Flaw) string { return f.Where }},
		{Field: "detail", Title: "Flaw", Cell: func(f report.Flaw) string { return f.Detail }},
	}
}
