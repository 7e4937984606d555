package gazetteer

import (
	"embed"
	"iter"
	"strings"

	"dateline/internal/news"
)

// Row is one line of a table of names.
type Row struct {
	Key     string
	Name    string
	Kind    news.EntityKind
	Sector  string
	Country string
	Parent  string
	Domain  string // of its website; several are separated by |
	Aliases string // other names, separated by |
	Weak    string // names that mean it only with evidence, separated by |; may hold Name too
}

// data holds the tables, which README.md there explains.
//
//go:embed data/*.tsv
var data embed.FS

// tables in the order of precedence: of two rows with one key the first one
// counts, and what the first one calls by a name is the likeliest.
var tables = []string{
	"us-bodies", "vendors", "products", "world-bodies", "media", "organizations", "us-agencies", "uk-bodies", "listed",
}

func embeddedRows() []Row {
	rows := make([]Row, 0, 10000)
	for _, table := range tables {
		b, err := data.ReadFile("data/" + table + ".tsv")
		if err != nil {
			panic("gazetteer: " + err.Error()) // the tables are part of the program
		}
		rows = appendRows(rows, string(b))
	}
	return rows
}

// appendRows reads a table: lines of tab-separated fields in the order of Row,
// of which the last ones may be left out. The first line names the columns.
func appendRows(rows []Row, table string) []Row {
	_, table, _ = strings.Cut(table, "\n")
	for line := range strings.SplitSeq(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		var r Row
		kind := ""
		for _, field := range []*string{&r.Key, &r.Name, &kind, &r.Sector, &r.Country, &r.Parent, &r.Domain, &r.Aliases, &r.Weak} {
			*field, line, _ = strings.Cut(line, "\t")
		}
		r.Kind = news.EntityKind(kind)
		rows = append(rows, r)
	}
	return rows
}

// list iterates over the parts of a field.
func list(field string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for field != "" {
			var part string
			part, field, _ = strings.Cut(field, "|")
			if part != "" && !yield(part) {
				return
			}
		}
	}
}
