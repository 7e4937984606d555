package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/internal/store"
)

func newBackup(a *app) *cobra.Command {
	return &cobra.Command{
		Use:        "backup FILE",
		GroupID:    groupKeep,
		SuggestFor: []string{"copy", "dump", "save"},
		Short:      "Copy the store to a file, safely while it is in use",
		Long: `backup writes a complete copy of the database, also while an ingest runs. It
appears under its name only when it is whole. The captures are in the archive
folder beside the database; its files only grow, and any tool can copy them.`,
		Annotations: exits(
			"0  the copy is complete",
			"1  it could not be written; there is no part of it",
			"2  the file exists already; it was left as it is",
			exitsStore,
		),
		Example: "  dateline backup ~/backups/dateline-2026-02-18.db",
		Args:    arguments(1, 1, "the file to write"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			if _, err := os.Lstat(args[0]); err == nil {
				return usage("give a new name, or take the old copy away first", "backup: %s is there already", args[0])
			}
			if err := s.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			if err := a.streams.Printf("%s\n", filepath.Clean(args[0])); err != nil {
				return err
			}
			a.note("the captures are in %s; copy that folder, too\n", store.ArchiveDir(s.Path()))
			return nil
		},
	}
}
