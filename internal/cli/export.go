package cli

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/export"
	"dateline/internal/fault"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

type exportOptions struct {
	to           string
	of           string
	out          string
	all          bool
	since, until string
	bom          bool
	secrets      bool
}

func newExport(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:        "export [QUERY] --to FORMAT",
		GroupID:    groupAsk,
		SuggestFor: []string{"csv", "jsonl", "warc", "wacz", "write", "extract"},
		Short:      "The file for another tool: articles, events, deals, captures",
		Long: `export writes everything that matches, however much it is.

  csv, jsonl        a table, or one JSON object per line, --of articles, events,
                    deals, statements or citations; --bom for Excel; no cell
                    begins like a formula
  csl, ris, bibtex  articles for Zotero and other reference managers
  md, html          the timeline to read; the page opens without a network
  timelinejs        the timeline for TimelineJS; timelinejs-csv for its sheet
  ics               what lies ahead, as a calendar
  atom              articles as a feed, the newest first
  gexf, graphml     who supplies whom, for Gephi; nodes and edges as tables
  ftm               articles, deals and events for Aleph (FollowTheMoney)
  ocds              deals as releases of the Open Contracting Data Standard
  warc              captures, as WARC/1.1, with an index beside it (.cdxj)
  wacz              captures, as WACZ 1.1.1, which ReplayWeb.page opens
  sqlite            a smaller store, for dateline --db FILE and for Datasette

The captures are those of all versions of each article and of the feeds that
listed it, with the requests and redirects of the same exchanges, copied byte
for byte; each is checked against its digests first, and one that is damaged is
named and left out. One whose address holds a password, key or token is left
out, too, unless --secrets is given.

A smaller store has the articles that match with all versions, captures, what
sources said of them, what was read, copies and stories among them, decisions,
and the sources, which rest there. Its captures are in the folder archive beside
it; it can be searched and verified, and its status says what it is a part of.
Its manifest begins anew. Cases and watches stay behind.

With --out, the file appears under its name only when it is whole; an older one
is replaced then.`,
		Annotations: exits(
			"0  done, also when nothing matches",
			exitsNoStore,
			exitsUsage,
			"3  done, but damaged records were left out",
			exitsStore+",",
			"   or another export is writing to the same place",
			"130  interrupted; an older file is as it was",
		),
		Example: `  dateline export 'azure contract' --to csv --bom --out azure.csv
  dateline export --all --to jsonl | jq -r .title
  dateline export '"mass surveillance"' --since 2025-07 --out surveillance.wacz
  dateline export company:palantir --to csv --of deals --out palantir.csv
  dateline export 'azure agency:ICE' --out timeline.html
  dateline export outlet:fedscoop.com --to warc --out fedscoop.warc.gz
  dateline export 'azure contract' --out azure/azure.db && dateline --db azure/azure.db verify`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.export(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.to, "to", "", "`FORMAT` of the file: "+strings.Join(exportFormats(), ", ")+" (default: what --out ends in)")
	flags.StringVar(&o.of, "of", "articles", "with csv and jsonl: rows of `WHAT`: "+strings.Join(subjects(), ", "))
	flags.StringVarP(&o.out, "out", "o", "", "the `FILE` to write (default: the standard output)")
	flags.BoolVar(&o.all, "all", false, "every article, where no query is given")
	flags.StringVar(&o.since, "since", "", "published on or after this `DATE`: a day, month or year")
	flags.StringVar(&o.until, "until", "", "published on or before this `DATE`")
	flags.BoolVar(&o.bom, "bom", false, "with csv: begin with a byte order mark, so that Excel reads it as UTF-8")
	flags.BoolVar(&o.secrets, "secrets", false, "with warc, wacz and sqlite: also captures whose address holds a secret")
	a.caseFlag(cmd)
	complete(cmd, "to", exportFormats()...)
	complete(cmd, "of", subjects()...)
	return cmd
}

func subjects() []string {
	var names []string
	for _, s := range export.Subjects {
		names = append(names, string(s))
	}
	return names
}

func exportFormats() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, string(f))
	}
	return names
}

func (a *app) export(ctx context.Context, o exportOptions, q string) (err error) {
	f, err := a.exportFormat(&o)
	if err != nil {
		return err
	}
	if strings.TrimSpace(q) == "" && o.since+o.until+a.inCase == "" && !o.all {
		return usage("give a query, or --all for every article", "export: what to export is missing")
	}
	n, err := a.query(q, o.since, o.until)
	if err != nil {
		return err
	}
	s, n, err := a.ask(ctx, n)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := apart(o.out, s.Path()); err != nil {
		return err
	}
	switch {
	case f == export.SQLite:
		err = a.exportStore(ctx, s, n, o, q)
	case f.Archive():
		err = a.exportCaptures(ctx, s, n, f, o, q)
	default:
		err = a.exportAnswers(ctx, s, n, f, o, q)
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return fault.New(fault.Interrupted, "export: interrupted; an older file is as it was")
	}
	return err
}

// exportFormat settles the format, and whether the flags go with it.
func (a *app) exportFormat(o *exportOptions) (export.Format, error) {
	if o.out == "-" {
		o.out = ""
	}
	name := cmp.Or(o.to, string(export.FormatOf(o.out)))
	advice := "use --to " + strings.Join(exportFormats(), ", ")
	if name == "" {
		return "", usage(advice, "export: the format is missing")
	}
	f, err := export.ParseFormat(name)
	switch {
	case err != nil:
		return "", usage(advice, "export: --to %q is unknown", name)
	case o.bom && f != export.CSV:
		return "", usage("leave --bom out", "export: --bom goes with --to csv only")
	case !slices.Contains(subjects(), o.of):
		return "", usage("use "+strings.Join(subjects(), ", "), "export: --of %q is unknown", o.of)
	case o.of != string(export.OfArticles) && f != export.CSV && f != export.JSONL:
		return "", usage("leave --of out", "export: --of goes with --to csv and jsonl only")
	case o.secrets && !f.Archive() && f != export.SQLite:
		return "", usage("leave --secrets out", "export: --secrets goes with --to warc, wacz and sqlite only")
	case f == export.SQLite && o.out == "":
		return "", usage("name a file with --out", "export: a store is a file")
	case f.Archive() && o.out == "" && a.streams.OutIsTerminal:
		return "", usage("name a file with --out", "export: %s does not go to a terminal", f)
	}
	return f, nil
}

// apart refuses to write over the store and into its archive.
func apart(out, db string) error {
	if out == "" {
		return nil
	}
	path, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(db)); err == nil {
		db = filepath.Join(folder, filepath.Base(db))
	}
	inside, err := filepath.Rel(store.ArchiveDir(db), path)
	if strings.HasPrefix(path, db) && strings.Trim(path[len(db):], "-walshmjourn") == "" || err == nil && filepath.IsLocal(inside) {
		return usage("name another file with --out", "%s belongs to the store", out)
	}
	return nil
}

// exportAnswers writes answers to a file or to the standard output.
func (a *app) exportAnswers(ctx context.Context, s *store.Store, n query.Node, f export.Format, o exportOptions, q string) (err error) {
	r := export.Request{Query: n, Format: f, Of: export.Subject(o.of), Title: cmp.Or(strings.TrimSpace(q), "All articles"), Now: a.now(), Options: export.Options{BOM: o.bom}}
	if r.Own, err = a.ownEvents(ctx, s); err != nil {
		return err
	}
	if o.out == "" {
		written, err := export.Write(ctx, s, r, a.streams.Out)
		a.exported(err, written, "")
		return err
	}
	file, err := export.Create(o.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Discard()) }()
	bar := a.exportBar()
	r.Each = func() { bar.Add(1) }
	written, err := export.Write(ctx, s, r, file)
	bar.Close()
	if err != nil {
		return err
	}
	if err := file.Commit(); err != nil {
		return err
	}
	a.exported(nil, written, o.out)
	return nil
}

func (a *app) exportBar() *terminal.Progress {
	return terminal.NewProgress(a.streams, terminal.ProgressOptions{Label: "export", Quiet: a.quiet, Now: a.now})
}

// exported says on stderr what was written.
func (a *app) exported(err error, w export.Written, out string) {
	switch {
	case err != nil:
	case w.Rows == 0 && w.What == "article":
		a.note("no article matches; fewer words, begin* or an earlier --since may find some\n")
	case w.Rows == 0:
		a.note("no %s in the articles that match\n", w.What)
	case out != "":
		a.note("%s in %s\n", terminal.Plural(w.Rows, w.What, plural(w.What)), out)
	}
	if err == nil && w.Left > 0 {
		a.note("%s left out: the format has no place for a date with an open end\n", terminal.Plural(w.Left, w.What, plural(w.What)))
	}
}

func plural(word string) string {
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		return stem + "ies"
	}
	return word + "s"
}

// exportCaptures writes captures to a file or to the standard output.
func (a *app) exportCaptures(ctx context.Context, s *store.Store, n query.Node, f export.Format, o exportOptions, q string) error {
	bar := a.exportBar()
	evidence := export.Evidence{
		Store: s, Archive: store.ArchiveDir(s.Path()), Software: program(), Description: describe(q, o),
		Now: a.now, Random: rand.Reader, Secrets: o.secrets, Found: bar.Grow, Done: func() { bar.Add(1) },
		Left: func(l export.Left) error {
			if !l.Secret {
				bar.Notef("left out: a record in %s at %d, of %s: %s", l.File, l.Offset, l.URL, l.Err)
			}
			return nil
		},
	}
	copied, err := a.writeCaptures(ctx, &evidence, n, f, o)
	bar.Close()
	if err != nil {
		return err
	}
	a.exportedCaptures(copied, o)
	if copied.Damaged > 0 {
		return fault.Advise(fault.New(fault.Partial, "export: %s left out, damaged", terminal.Plural(copied.Damaged, "record was", "records were")),
			"dateline verify tells all that is damaged; restore those files from a copy")
	}
	return nil
}

func (a *app) writeCaptures(ctx context.Context, e *export.Evidence, n query.Node, f export.Format, o exportOptions) (copied export.Copied, err error) {
	if o.out == "" {
		return captures(ctx, e, n, f, "dateline", a.streams.Out, nil)
	}
	e.Scratch = filepath.Dir(o.out)
	file, err := export.Create(o.out)
	if err != nil {
		return copied, err
	}
	defer func() { err = errors.Join(err, file.Discard()) }()
	if f == export.WACZ {
		if copied, err = captures(ctx, e, n, f, o.out, file, nil); err != nil {
			return copied, err
		}
		return copied, file.Commit()
	}
	index, err := export.Create(export.IndexPath(o.out))
	if err != nil {
		return copied, err
	}
	defer func() { err = errors.Join(err, index.Discard()) }()
	if copied, err = captures(ctx, e, n, f, o.out, file, index); err != nil {
		return copied, err
	}
	// Rather no index than that of another file.
	if err := index.Forget(); err != nil {
		return copied, err
	}
	if err := file.Commit(); err != nil {
		return copied, err
	}
	return copied, index.Commit()
}

func captures(ctx context.Context, e *export.Evidence, n query.Node, f export.Format, name string, out, index io.Writer) (export.Copied, error) {
	base := filepath.Base(name)
	if f == export.WACZ {
		return e.WACZ(ctx, n, strings.TrimSuffix(base, ".wacz"), out)
	}
	return e.WARC(ctx, n, base, out, index)
}

// describe says in one line what is in a file.
func describe(q string, o exportOptions) string {
	what := "all articles"
	if q = strings.TrimSpace(q); q != "" {
		what = "the articles that match: " + q
	}
	for _, bound := range [][2]string{{"since", o.since}, {"until", o.until}} {
		if bound[1] != "" {
			what += ", " + bound[0] + " " + bound[1]
		}
	}
	return "Captures behind " + what
}

// exportedCaptures says on stderr what was written, and what was not.
func (a *app) exportedCaptures(c export.Copied, o exportOptions) {
	if c.Secret > 0 {
		a.note("%s left out whose address holds a secret; --secrets takes them in\n", terminal.Plural(c.Secret, "capture was", "captures were"))
	}
	if c.Articles == 0 || o.out == "" {
		a.exported(nil, export.Written{Rows: c.Articles, What: "article"}, o.out)
		return
	}
	a.note("%s behind %s in %s\n", terminal.Plural(c.Captures, "capture", "captures"), terminal.Plural(c.Articles, "article", "articles"), o.out)
}
