package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/export"
	"dateline/internal/fault"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

func newVerify(a *app) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:        "verify [FOLDER]",
		GroupID:    groupKeep,
		SuggestFor: []string{"check", "fsck", "validate"},
		Short:      "Is it all still true? Check database, captures and texts",
		Long: `verify reads everything again: the database's own integrity; every record of the
archive with its digests; every capture against its record; every version
against what its capture says; and the manifest, a hash chain over all captures
that shows whether one was changed or taken away. It changes nothing.

Write down the head that status shows: with --head, verify says later whether
everything up to then is as it was. --since and --sample make it quicker on a
large archive.`,
		Annotations: exits(
			"0  everything is as it was stored",
			exitsNoStore,
			"4  something is not; each flaw is a line of the answer",
			exitsStore,
		),
		Example: `  dateline verify
  dateline verify --since 2026-02 --format json
  dateline verify --sample 20
  dateline verify ./cloud-for-legal
  dateline verify --head 5f2b9c… (the 64 digits that status showed)`,
		Args: arguments(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.verifyFolder(args[0])
			}
			return a.verify(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.since, "since", "", "only what was captured since this `DATE`")
	flags.IntVar(&o.sample, "sample", 0, "only one in `N` captures and versions")
	flags.StringVar(&o.head, "head", "", "also: the manifest had this `HEAD` once, as status showed it")
	a.formatFlag(cmd)
	return cmd
}

type verifyOptions struct {
	since  string
	sample int
	head   string
}

func (a *app) verify(ctx context.Context, o verifyOptions) (err error) {
	var since time.Time
	if o.since != "" {
		date, err := edtf.Parse(o.since)
		if err != nil {
			return usage("give a day such as 2026-02-18, a month 2026-02, or a year", "verify: --since: %w", err)
		}
		since, _ = date.Bounds()
	}
	if digits, err := hex.DecodeString(o.head); err != nil || o.head != "" && len(digits) != 32 {
		return usage("give the 64 hexadecimal digits that status shows", "verify: --head %q is no head", o.head)
	}
	if o.sample < 0 {
		return usage("give 10 for one in ten", "verify: --sample %d", o.sample)
	}
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
		Since: since, Sample: o.sample,
	}
	sum, verifyErr := verification.Run(ctx)
	if o.head != "" && verifyErr == nil {
		verifyErr = a.attest(ctx, s, o.head, list, &sum)
	}
	bar.Close()
	if err := errors.Join(list.Close(), verifyErr); err != nil {
		return err
	}
	if sum.Flaws > 0 {
		return fault.Advise(fault.New(fault.Unverified, "verify: %s among %s and %s", terminal.Plural(sum.Flaws, "flaw", "flaws"),
			terminal.Plural(sum.Captures, "capture", "captures"), terminal.Plural(sum.Versions, "version", "versions")),
			"restore what is named above from a copy made before")
	}
	if a.format == terminal.Table {
		return a.streams.Printf("verified: %s, %s, %s, the database; no flaw\n",
			terminal.Plural(sum.Records, "record", "records"),
			terminal.Plural(sum.Captures, "capture", "captures"), terminal.Plural(sum.Versions, "version", "versions"))
	}
	return nil
}

// attest checks that the manifest once had a head that somebody wrote down.
func (a *app) attest(ctx context.Context, s *store.Store, head string, list *terminal.List[report.Flaw], sum *report.Verified) error {
	c, err := s.Attested(ctx, head)
	switch {
	case errors.Is(err, fault.NoMatch):
		sum.Flaws++
		return list.Row(report.Flaw{Kind: "manifest", Detail: "the captures never had the head " + head})
	case err != nil:
		return err
	}
	a.note("the head stands: the %d captures up to %s are as they were\n", c.ID, terminal.Stamp(c.Time))
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

// verifyFolder checks a case that was handed over.
func (a *app) verifyFolder(folder string) error {
	list := terminal.NewList(a.streams, a.format, []terminal.Column[export.FolderFlaw]{
		{Field: "kind", Title: "Kind", Cell: func(f export.FolderFlaw) string { return f.Kind }},
		{Field: "where", Title: "Where", Cell: func(f export.FolderFlaw) string { return f.Where }},
		{Field: "detail", Title: "Flaw", Cell: func(f export.FolderFlaw) string { return f.Detail }},
	})
	flaws := 0
	checked, err := export.CheckFolder(folder, func(f export.FolderFlaw) error { flaws++; return list.Row(f) })
	if err != nil {
		return err
	}
	if flaws > 0 || a.format != terminal.Table {
		if err := list.Close(); err != nil {
			return err
		}
	}
	what := []string{
		terminal.Plural(checked.Files, "file", "files"), terminal.Plural(checked.Texts, "text", "texts"),
		terminal.Plural(checked.Quotations, "quotation", "quotations"), terminal.Plural(checked.Captures, "capture", "captures"),
	}
	if flaws > 0 {
		return fault.New(fault.Unverified, "%s: %s in %s", folder, terminal.Plural(flaws, "flaw", "flaws"), strings.Join(what, ", "))
	}
	a.note("verified: %s; no flaw\n", strings.Join(what, ", "))
	return nil
}
