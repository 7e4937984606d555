package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// rankedQuery is one line of testdata/ranked/queries.tsv.
type rankedQuery struct {
	line    int
	query   string
	options []string
	first   []string // the best, in this order
	then    []string // the others, in any order
	why     string
}

func rankedQueries(t *testing.T) (all []rankedQuery) {
	t.Helper()
	table, err := os.ReadFile("testdata/ranked/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for line := range strings.Lines(string(table)) {
		if number++; number == 1 {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 5 || cells[4] == "" {
			t.Fatalf("queries.tsv:%d: %d cells, or no reason", number, len(cells))
		}
		all = append(all, rankedQuery{number, cells[0], strings.Fields(cells[1]), strings.Fields(cells[2]), strings.Fields(cells[3]), cells[4]})
	}
	return all
}

// rankedStore takes in the texts of testdata/ranked/articles.txtar.
func rankedStore(t *testing.T) (db string, names []string) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/ranked/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DATELINE_CONFIG", "")
	dir := t.TempDir()
	db = filepath.Join(dir, "ranked.db")
	for _, file := range archive.Files {
		head, text, _ := strings.Cut(string(file.Data), "\n")
		date, outlet, _ := strings.Cut(head, " ")
		path := filepath.Join(dir, file.Name+".txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		code := Main([]string{"--db", db, "ingest", path, "--published", date, "--outlet", outlet, "--url", "https://" + outlet + "/" + file.Name}, nil, io.Discard, &errs)
		if code != exitDone {
			t.Fatalf("%s: ingest ends with %d: %s", file.Name, code, &errs)
		}
		names = append(names, file.Name)
	}
	return db, names
}

// TestRankedQueries asks a seeded store by relevance: every article that should
// be found is, no other, and the best stand first.
func TestRankedQueries(t *testing.T) {
	db, names := rankedStore(t)
	queries := rankedQueries(t)
	if len(queries) < 25 {
		t.Fatalf("only %d queries", len(queries))
	}
	asked := map[string]bool{}
	for _, q := range queries {
		var out, errs bytes.Buffer
		args := append([]string{"--db", db, "search", "--rank", "--all", "--format", "json"}, q.options...)
		if code := Main(append(args, "--", q.query), nil, &out, &errs); code != exitDone {
			t.Errorf("queries.tsv:%d: %s: ends with %d: %s", q.line, q.query, code, &errs)
			continue
		}
		var articles []struct{ URL string }
		if err := json.Unmarshal(out.Bytes(), &articles); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, a := range articles {
			found = append(found, a.URL[strings.LastIndexByte(a.URL, '/')+1:])
		}
		want := slices.Concat(q.first, q.then)
		for _, name := range want {
			if asked[name] = true; !slices.Contains(names, name) {
				t.Errorf("queries.tsv:%d: no text %q", q.line, name)
			}
		}
		if got := slices.Sorted(slices.Values(found)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("queries.tsv:%d: %s: found %v, want %v: %s", q.line, q.query, found, want, q.why)
		} else if !slices.Equal(found[:len(q.first)], q.first) {
			t.Errorf("queries.tsv:%d: %s: found %v, the first should be %v: %s", q.line, q.query, found, q.first, q.why)
		}
	}
	for _, name := range names {
		if !asked[name] {
			t.Errorf("no query asks for %s", name)
		}
	}
}
