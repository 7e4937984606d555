package store

import (
	"context"
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/fault"
)

//go:embed views.tsv
var viewRows string

// View is a public view of the store, with what its columns mean. Columns are
// only ever added.
type View struct {
	Name    string
	Meaning string // of a row
	Columns []ViewColumn
}

// ViewColumn is a column of a view.
type ViewColumn struct {
	Name    string
	Unit    string // "byte"; "": none
	Use     string // "facet": few values, to count by; "sort": to put rows in order; "": neither
	Meaning string
}

// viewMeanings are the rows of views.tsv by view and column; a view's own row
// has no column.
var viewMeanings = sync.OnceValue(func() map[[2]string]ViewColumn {
	all := map[[2]string]ViewColumn{}
	for line := range strings.Lines(viewRows) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) == 5 {
			all[[2]string{cells[0], cells[1]}] = ViewColumn{Name: cells[1], Unit: cells[2], Use: cells[3], Meaning: cells[4]}
		}
	}
	return all
})

// Views returns the views of the store in the order in which the schema made
// them, and the names of its tables, which are no part of what is promised.
func (s *Store) Views(ctx context.Context) (views []View, tables []string, err error) {
	defer explain(&err, "list views")
	type row struct{ kind, name string }
	scan := func(r scanner) (v row, err error) { err = r.Scan(&v.kind, &v.name); return v, err }
	rows, err := collect(ctx, s.reader, scan, `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY type = 'view', rowid`)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		if r.kind == "table" {
			tables = append(tables, r.name)
			continue
		}
		v, err := s.view(ctx, r.name)
		if err != nil {
			return nil, nil, err
		}
		views = append(views, v)
	}
	return views, tables, nil
}

func (s *Store) view(ctx context.Context, name string) (v View, err error) {
	scan := func(r scanner) (column string, err error) { err = r.Scan(&column); return column, err }
	columns, err := collect(ctx, s.reader, scan, `SELECT name FROM pragma_table_info(?) ORDER BY cid`, name)
	if err != nil {
		return v, err
	}
	meanings := viewMeanings()
	v.Name, v.Meaning = name, meanings[[2]string{name, ""}].Meaning
	if v.Meaning == "" {
		return v, fault.New(fault.Failed, "the view %s is not explained", name)
	}
	for _, column := range columns {
		c, ok := meanings[[2]string{name, column}]
		if !ok {
			return v, fault.New(fault.Failed, "the column %s of %s is not explained", column, name)
		}
		v.Columns = append(v.Columns, c)
	}
	return v, nil
}
