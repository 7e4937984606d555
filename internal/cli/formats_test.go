package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/internal/query"
)

// asked runs a command line in this process and returns what it prints.
func asked(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := Main(args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("dateline %q exits %d: %s", args, code, errs.String())
	}
	return out.String()
}

// answerKey says what names the rows of a command's answer: a name in JSON, CSV
// and TSV, a title in tables.
type answerKey struct{ name, title string }

var answerKeys = map[string]answerKey{
	"search":   {"id", "ID"},
	"timeline": {"id", "Event"},
	"deals":    {"id", "Deal"},
	"claims":   {"id", "Claim"},
	"entities": {"name", "Name"},
}

// TestAnAnswerIsTheSameInEveryFormat asks the sample's store random queries: the
// rows of every format are the same, in the same order.
func TestAnAnswerIsTheSameInEveryFormat(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("DATELINE_DB", "")
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"} {
		t.Setenv(name, dir)
	}
	asked(t, "demo", "--dir", dir)
	db := filepath.Join(dir, "dateline.db")
	queries := someQuery(vocabularyOf(t, db))
	seeds := 8
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		q := query.Print(queries.Example(seed))
		for command, key := range answerKeys {
			ask := func(format string) string {
				return asked(t, command, "--db", db, "--quiet", "--format", format, "--", q)
			}
			var rows []any
			if err := json.Unmarshal([]byte(ask("json")), &rows); err != nil {
				t.Fatalf("%s %q: %v", command, q, err)
			}
			want := keysOf(rows, key.name)
			for _, format := range []string{"jsonl", "csv", "tsv", "md", "table"} {
				got, err := keysIn(ask(format), format, key, want)
				if err != nil {
					t.Fatalf("%s %q as %s: %v", command, q, format, err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s %q as %s (-json +%s):\n%s", command, q, format, format, diff)
				}
			}
		}
	}
}

// vocabularyOf returns parts of queries that the store has an answer to, and one
// that it has none to.
func vocabularyOf(t *testing.T, db string) []query.Node {
	all := []query.Node{query.All{}, query.Term{Word: "xylophone"}, query.Term{Word: "contract"}, query.Term{Word: "data"}, query.Term{Word: "min", Prefix: true}, query.Field{Name: "has", Value: "deal"}, query.Field{Name: "is", Value: "copy"}}
	for facet, field := range map[string]string{"outlet": "outlet", "company": "company", "agency": "agency"} {
		r := csv.NewReader(strings.NewReader(asked(t, "search", "--db", db, "--facets", facet, "--format", "csv")))
		rows, err := r.ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("facet %s: %v, %q", facet, err, rows)
		}
		value := slices.Index(rows[0], "value")
		for _, row := range rows[1:min(5, len(rows))] {
			all = append(all, query.Field{Name: field, Value: row[value]})
		}
	}
	slices.SortFunc(all, func(a, b query.Node) int { return strings.Compare(query.Print(a), query.Print(b)) })
	return all
}

// someQuery draws a query of up to three parts, each perhaps denied.
func someQuery(vocabulary []query.Node) *rapid.Generator[query.Node] {
	part := rapid.Custom(func(t *rapid.T) query.Node {
		n := rapid.SampledFrom(vocabulary).Draw(t, "part")
		if rapid.IntRange(0, 3).Draw(t, "not") == 0 {
			return query.Not{Part: n}
		}
		return n
	})
	return rapid.Custom(func(t *rapid.T) query.Node {
		parts := rapid.SliceOfN(part, 1, 3).Draw(t, "parts")
		if rapid.Bool().Draw(t, "or") {
			return query.Or(parts)
		}
		return query.AndOf(parts...)
	})
}

// keysOf returns what names the objects of a JSON answer; a claim's answers
// follow it, as rows of their own.
func keysOf(rows []any, name string) []string {
	keys := []string{}
	for _, row := range rows {
		object, _ := row.(map[string]any)
		keys = append(keys, fmt.Sprint(object[name]))
		if answers, ok := object["answers"].([]any); ok {
			keys = append(keys, keysOf(answers, name)...)
		}
	}
	return keys
}

// keysIn returns what names the rows of an answer in another format. The cells
// of a plain table are not told apart: its lines must have the wanted keys.
func keysIn(answer, format string, key answerKey, want []string) ([]string, error) {
	switch format {
	case "jsonl":
		var rows []any
		for line := range strings.Lines(answer) {
			var row any
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
		return keysOf(rows, key.name), nil
	case "csv":
		rows, err := csv.NewReader(strings.NewReader(answer)).ReadAll()
		return cellsOf(rows, key.name), err
	case "tsv":
		var rows [][]string
		for line := range strings.Lines(answer) {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return cellsOf(rows, key.name), nil
	case "md":
		var rows [][]string
		for line := range strings.Lines(answer) {
			cells := strings.Split(strings.Trim(strings.TrimSuffix(line, "\n"), "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			rows = append(rows, cells)
		}
		if len(rows) > 1 {
			rows = slices.Delete(rows, 1, 2) // the rule beneath the head
		}
		return cellsOf(rows, key.title), nil
	}
	keys := []string{}
	lines := strings.Split(strings.TrimSuffix(answer, "\n"), "\n")
	for i, line := range lines[1:] {
		if i < len(want) && strings.Contains(line, want[i]) {
			line = want[i]
		}
		keys = append(keys, line)
	}
	return keys, nil
}

func cellsOf(rows [][]string, column string) []string {
	keys := []string{}
	if len(rows) == 0 {
		return keys
	}
	at := slices.Index(rows[0], column)
	for _, row := range rows[1:] {
		keys = append(keys, unguarded(row[at]))
	}
	return keys
}

// unguarded takes the apostrophe away that keeps a spreadsheet from running a
// cell.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.ContainsAny(rest[:min(1, len(rest))], "=+-@\t\r") {
		return rest
	}
	return cell
}
