// Package internal_test holds the rules of the house: which room may use
// which, and what may be said only in one room.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the table of docs/architecture.md, from top to bottom. A room
// imports from floors below its own, and on its own floor only from rooms
// that stand after it.
var floors = [][]string{
	{"cli", "web", "export", "terminal"},
	{"watch", "ingest", "report"},
	{"fetch", "warc", "store"},
	{"feed", "page", "reading", "gazetteer", "story", "change", "query"},
	{"news", "edtf", "text", "weburl", "fault"},
}

// forbidden names no package may have.
var forbidden = []string{"util", "utils", "common", "helpers", "types", "manager"}

const module = "dateline/"

// source is one parsed Go file of the product, without tests.
type source struct {
	path string // slash-separated, from the module's root
	room string // first folder below internal, "migrations" or "cmd"
	file *ast.File
	fset *token.FileSet
	size int // lines
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, top := range []string{"../cmd", ".", "../migrations"} {
		err := filepath.WalkDir(top, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			name := filepath.ToSlash(filepath.Clean(filepath.Join("internal", path)))
			parts := strings.Split(name, "/")
			room := parts[0]
			if room == "internal" {
				room = parts[1]
			}
			all = append(all, source{name, room, file, fset, fset.File(file.Pos()).LineCount()})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 20 {
		t.Fatalf("only %d files found: the walk is broken", len(all))
	}
	return all
}

// place returns a room's floor and its position there, or -1, -1.
func place(room string) (floor, position int) {
	for f, rooms := range floors {
		if p := slices.Index(rooms, room); p >= 0 {
			return f, p
		}
	}
	return -1, -1
}

// mayImport says whether the table lets one room use another.
func mayImport(from, to string) bool {
	if from == "cmd" {
		return to == "cli"
	}
	if to == "migrations" {
		return from == "store"
	}
	ff, fp := place(from)
	tf, tp := place(to)
	if ff < 0 || tf < 0 {
		return false
	}
	return from == to || ff < tf || ff == tf && fp < tp
}

func TestRoomsUseOnlyWhatIsBelow(t *testing.T) {
	for _, s := range sources(t) {
		if floor, _ := place(s.room); floor < 0 && s.room != "cmd" && s.room != "migrations" {
			t.Errorf("%s: %q is no room of the house", s.path, s.room)
		}
		if slices.Contains(forbidden, s.file.Name.Name) {
			t.Errorf("%s: a package may not be called %q", s.path, s.file.Name.Name)
		}
		for _, spec := range s.file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			rest, ours := strings.CutPrefix(path, module)
			if !ours {
				continue
			}
			to, _, _ := strings.Cut(strings.TrimPrefix(rest, "internal/"), "/")
			if !mayImport(s.room, to) {
				t.Errorf("%s imports %s: %s may not use %s", s.path, path, s.room, to)
			}
		}
	}
}

func TestTheTableHasTeeth(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"cli", "ingest", true}, {"ingest", "store", true}, {"page", "text", true},
		{"fetch", "warc", true}, {"warc", "fetch", false}, {"store", "ingest", false},
		{"page", "fetch", false}, {"text", "news", false}, {"news", "edtf", true},
		{"cmd", "store", false}, {"ingest", "migrations", false}, {"attic", "text", false},
	} {
		if got := mayImport(c.from, c.to); got != c.want {
			t.Errorf("mayImport(%s, %s) = %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

// onlyIn says which rooms may import a package.
var onlyIn = map[string][]string{
	"database/sql":                 {"store"},
	"modernc.org/sqlite":           {"store"},
	"github.com/pressly/goose/v3":  {"store"},
	"github.com/mmcdole/gofeed":    {"feed"},
	"github.com/spf13/cobra":       {"cli"},
	"os/exec":                      {"cli"}, // the command that a watch tells
	"unsafe":                       {},
	"github.com/temoto/robotstxt":  {"fetch"},
	"github.com/jedib0t/go-pretty": {"terminal"},
}

func TestPackagesStayInTheirRoom(t *testing.T) {
	for _, s := range sources(t) {
		for _, spec := range s.file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			for prefix, rooms := range onlyIn {
				if (path == prefix || strings.HasPrefix(path, prefix+"/")) && !slices.Contains(rooms, s.room) {
					t.Errorf("%s imports %s, which belongs to %v", s.path, path, rooms)
				}
			}
		}
	}
}

// callsOnlyIn says which rooms may name a function or type of another package.
var callsOnlyIn = map[string]string{
	"time.Now": "cli", "time.Since": "cli", "time.Until": "cli",
	"os.Getenv": "cli", "os.LookupEnv": "cli", "os.Environ": "cli", "os.Exit": "cmd",
	"http.Get": "fetch", "http.Post": "fetch", "http.Head": "fetch", "http.Client": "fetch",
	"http.DefaultClient": "fetch", "http.Transport": "fetch", "http.DefaultTransport": "fetch",
	"http.NewRequest": "fetch", "http.NewRequestWithContext": "fetch",
}

func TestClockEnvironmentAndNetworkStayInTheirRoom(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			name := pkg.Name + "." + sel.Sel.Name
			if room, bound := callsOnlyIn[name]; bound && room != s.room {
				t.Errorf("%s: %s belongs to %s", s.fset.Position(sel.Pos()), name, room)
			}
			return true
		})
	}
}

var statement = regexp.MustCompile(`(?i)^\s*(select\s.+\sfrom|insert\s+(or\s+\w+\s+)?into|update\s+\w+\s+set|delete\s+from|create\s+(table|index|view|virtual)|alter\s+table|pragma\s+\w+)`)

func TestSQLStaysInTheStore(t *testing.T) {
	for _, s := range sources(t) {
		if s.room == "store" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if text, err := strconv.Unquote(lit.Value); err == nil && statement.MatchString(text) {
				t.Errorf("%s: SQL outside the store", s.fset.Position(lit.Pos()))
			}
			return true
		})
	}
}

func TestFilesStayReadable(t *testing.T) {
	for _, s := range sources(t) {
		if s.size > 600 && !ast.IsGenerated(s.file) {
			t.Errorf("%s has %d lines; 600 is the end", s.path, s.size)
		}
	}
}

func TestModuleReplacesNothing(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`(?m)^\s*replace\b`).Match(mod) {
		t.Error("go.mod has a replace directive")
	}
	direct := 0
	for line := range strings.Lines(string(mod)) {
		if strings.HasPrefix(line, "\t") && !strings.Contains(line, "// indirect") {
			direct++
		}
	}
	if direct > 25 {
		t.Errorf("%d direct dependencies; 25 is the end", direct)
	}
}
