package cli

import (
	"cmp"
	"context"
	"crypto/rand"
	"strings"

	"dateline/internal/export"
	"dateline/internal/fault"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// exportStore writes a smaller store.
func (a *app) exportStore(ctx context.Context, s *store.Store, n query.Node, o exportOptions, q string) error {
	bar := a.exportBar()
	smaller := export.Smaller{
		Of: s, Query: selection(a.inCase, q, o),
		Evidence: export.Evidence{
			Store: s, Archive: store.ArchiveDir(s.Path()), Software: program(), Description: describe(q, o),
			Now: a.now, Random: rand.Reader, Secrets: o.secrets, Found: bar.Grow, Done: func() { bar.Add(1) },
			Left: func(l export.Left) error {
				bar.Notef("left out: a record in %s at %d, of %s: %s", l.File, l.Offset, l.URL, l.Err)
				return nil
			},
		},
	}
	taken, err := smaller.Store(ctx, n, o.out)
	bar.Close()
	if err != nil {
		return err
	}
	a.exportedStore(taken, o)
	if taken.Damaged > 0 {
		return fault.Advise(fault.New(fault.Partial, "export: %s left out, damaged", terminal.Plural(taken.Damaged, "record was", "records were")),
			"dateline verify tells all that is damaged; restore those files from a copy")
	}
	return nil
}

// selection says in words what is taken.
func selection(inCase, q string, o exportOptions) string {
	var parts []string
	if inCase != "" {
		parts = append(parts, "case "+inCase)
	}
	if q = strings.TrimSpace(q); q != "" {
		parts = append(parts, q)
	}
	for _, bound := range [][2]string{{"since", o.since}, {"until", o.until}} {
		if bound[1] != "" {
			parts = append(parts, bound[0]+" "+bound[1])
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "all articles")
}

// exportedStore says on stderr what was written, and what was not.
func (a *app) exportedStore(t export.Taken, o exportOptions) {
	if t.Withheld > 0 || t.Hidden > 0 {
		a.note("%s and %s left out whose address holds a secret; --secrets takes them in\n",
			terminal.Plural(t.Withheld, "article", "articles"), terminal.Plural(t.Hidden, "capture", "captures"))
	}
	if t.Articles == 0 {
		a.exported(nil, export.Written{What: "article"}, o.out)
		return
	}
	a.note("%s with %s and %s in %s\n", terminal.Plural(t.Articles, "article", "articles"), terminal.Plural(t.Versions, "version", "versions"),
		terminal.Plural(t.Captures, "capture", "captures"), o.out)
	if t.Archive != "" {
		a.note("the captures are in %s; the folder goes with the store\n", t.Archive)
	}
}
