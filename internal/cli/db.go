package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"net/url"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/internal/export"
	"dateline/internal/terminal"
)

func newDB(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:        "db",
		GroupID:    groupKeep,
		SuggestFor: []string{"database", "sqlite", "schema", "datasette"},
		Short:      "The store as a database that other programs open",
		Long: `The store is one SQLite file. Its views, such as v_articles, v_versions, v_deals
and v_events, show all of it as text and are kept stable: columns are only ever
added. Open it with Datasette, sqlite3 or a library, for reading.`,
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		Example: `  dateline db metadata --out metadata.json
  sqlite3 -readonly dateline.db 'SELECT published, vendor, agency, what FROM v_deals'`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.help(cmd) },
	}
	cmd.AddCommand(a.dbMetadata())
	return cmd
}

type metadataOptions struct {
	out       string
	name      string
	datasette export.Datasette
}

func (a *app) dbMetadata() *cobra.Command {
	var o metadataOptions
	cmd := &cobra.Command{
		Use:        "metadata",
		SuggestFor: []string{"datasette", "describe", "schema"},
		Short:      "What the views mean, as metadata for Datasette",
		Long: `metadata writes a metadata.json for Datasette: what each view and each column
holds, units, by what to sort and count, the full-text index, and the tables
behind the views, which are hidden. A source or a licence is named only if you
name it: the texts belong to their outlets.`,
		Annotations: exits(exitsDone, exitsNoStore, exitsUsage, exitsStore),
		Example: `  dateline db metadata --out metadata.json
  datasette dateline.db --metadata metadata.json
  dateline --db azure/azure.db db metadata --title 'Azure and ICE' --source 'Own collection' --source-url https://www.example.com/`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.metadata(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&o.out, "out", "o", "", "the `FILE` to write (default: the standard output)")
	flags.StringVar(&o.name, "name", "", "the `DATABASE` as Datasette names it (default: the name of the store's file without its ending)")
	flags.StringVar(&o.datasette.Title, "title", "", "`TITLE` of the site")
	flags.StringVar(&o.datasette.Source, "source", "", "`WORDS` for where the data comes from")
	flags.StringVar(&o.datasette.SourceURL, "source-url", "", "`URL` of that")
	flags.StringVar(&o.datasette.License, "license", "", "`NAME` of the licence under which you pass the data on")
	flags.StringVar(&o.datasette.LicenseURL, "license-url", "", "`URL` of that")
	return cmd
}

func (a *app) metadata(ctx context.Context, o metadataOptions) (err error) {
	for _, link := range [][2]string{{"source-url", o.datasette.SourceURL}, {"license-url", o.datasette.LicenseURL}} {
		if u, err := url.Parse(link[1]); link[1] != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
			return usage("give a whole address such as https://www.example.com/", "db metadata: --%s %q is no address", link[0], link[1])
		}
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	views, tables, err := s.Views(ctx)
	if err != nil {
		return err
	}
	parts, err := s.Parts(ctx)
	if err != nil {
		return err
	}
	d := o.datasette
	d.Database = cmp.Or(o.name, export.DatabaseName(filepath.Base(s.Path())))
	d.Title = cmp.Or(d.Title, "Articles in "+filepath.Base(s.Path()))
	d.Description = "Kept by Dateline: each row leads back to a passage of a captured page."
	for _, p := range parts {
		d.Description += " It is a part of another store, taken on " + terminal.Stamp(p.Made) + ": " + terminal.Clean(p.Query) + "."
	}
	var b bytes.Buffer
	if err := d.Write(&b, views, tables); err != nil {
		return err
	}
	if o.out == "" || o.out == "-" {
		_, err := a.streams.Out.Write(b.Bytes())
		return err
	}
	if err := apart(o.out, s.Path()); err != nil {
		return err
	}
	file, err := export.Create(o.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Discard()) }()
	if _, err := file.Write(b.Bytes()); err != nil {
		return err
	}
	if err := file.Commit(); err != nil {
		return err
	}
	a.note("%s in %s\n", terminal.Plural(len(views), "view is explained", "views are explained"), o.out)
	return nil
}
