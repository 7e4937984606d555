package cli

import (
	"context"
	"crypto/rand"

	"github.com/spf13/cobra"

	"dateline/internal/export"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

func (a *app) caseExport() *cobra.Command {
	return a.caseCommand("export NAME FOLDER", "Hand a case over as a folder that others can check",
		"  dateline case export cloud ./cloud-for-legal\n  dateline verify ./cloud-for-legal\n  cd cloud-for-legal && sha256sum -c SHA256SUMS", 2, 2, "the case or the folder", true,
		func(ctx context.Context, s *store.Store, c news.Case, args []string) error {
			return a.exportCase(ctx, s, c, args[0])
		})
}

func (a *app) exportCase(ctx context.Context, s *store.Store, c news.Case, folder string) error {
	n, err := a.caseNode(c)
	if err != nil {
		return err
	}
	if err := apart(folder, s.Path()); err != nil {
		return err
	}
	own, err := s.OwnEvents(ctx, c.ID)
	if err != nil {
		return err
	}
	notes, err := s.Notes(ctx, c.ID)
	if err != nil {
		return err
	}
	handed, err := export.HandOver(ctx, s, folder, export.Dossier{
		Case: c, Query: n, Own: own, Notes: notes, Now: a.now(), Software: program(),
		Evidence: export.Evidence{Store: s, Archive: store.ArchiveDir(s.Path()), Software: program(), Description: "Captures behind the case " + c.Name, Now: a.now, Random: rand.Reader,
			Found: func(int) {}, Done: func() {}, Left: func(export.Left) error { return nil }},
	})
	if err != nil {
		return err
	}
	return a.streams.Printf("%s, %s, %s in %s\ncheck it: dateline verify %s\n", terminal.Plural(handed.Articles, "article", "articles"),
		terminal.Plural(handed.Events, "event", "events"), terminal.Plural(handed.Deals, "deal", "deals"), folder, folder)
}
