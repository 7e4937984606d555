package gazetteer

import (
	"iter"
	"strings"
)

// Rows returns the embedded tables, of which Default is made: for those who
// only look through the names, which takes a tenth of the time.
func Rows() []Row { return embeddedRows() }

// Beginning yields the names of rows that begin with prefix, whatever its case,
// as they are written, each with its row.
func Beginning(rows []Row, prefix string) iter.Seq2[string, *Row] {
	return func(yield func(string, *Row) bool) {
		for i := range rows {
			r := &rows[i]
			for _, field := range []string{r.Name, r.Aliases, r.Weak} {
				for name := range list(field) {
					if len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) && !yield(name, r) {
						return
					}
				}
			}
		}
	}
}
