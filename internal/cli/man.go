package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"dateline/internal/fault"
)

func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "man [DIR]",
		GroupID: "keep",
		Short:   "Print the manual page, or write one per command to a folder",
		Example: `  dateline man | man -l -
  dateline man /usr/local/share/man/man1`,
		Args: arguments(0, 1, ""),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			root.DisableAutoGenTag = true
			header := &doc.GenManHeader{Title: "DATELINE", Section: "1", Source: "dateline", Manual: "Dateline"}
			if len(args) == 0 {
				return doc.GenMan(root, header, a.streams.Out)
			}
			if err := os.MkdirAll(args[0], 0o750); err != nil {
				return fault.As(fault.ReadOnly, err)
			}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return err
			}
			pages, err := filepath.Glob(filepath.Join(args[0], "dateline*.1"))
			return errors.Join(err, a.streams.Printf("%d pages in %s\n", len(pages), args[0]))
		},
	}
}
