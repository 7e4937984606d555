package reading

import (
	"strings"
	"testing"
)

// BenchmarkReadStatements reads a long article made of the cases.
func BenchmarkReadStatements(b *testing.B) {
	for _, language := range []string{"en", "de", "fr"} {
		b.Run(language, func(b *testing.B) {
			d := statementDocument(language, statementArticle(language, 20))
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				d.found.Statements = nil
				d.readStatements()
			}
		})
	}
}

// statementArticle strings the cases of a language together, with sentences
// between them that say nothing.
func statementArticle(language string, times int) string {
	var all strings.Builder
	for range times {
		for line := range strings.Lines(statementCases) {
			row := strings.Split(line, "\t")
			if len(row) == 3 && row[0] == language {
				all.WriteString(row[1] + " The servers stand in two halls near the river, and forty people look after them day and night.\n\n")
			}
		}
	}
	return all.String()
}
