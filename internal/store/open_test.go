package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/migrations"
)

func make1(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.AddSource(t.Context(), news.Source{URL: "https://herald.example/feed", Added: time.UnixMilli(1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// raw opens a file without any of our care.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func TestWhatIsNoStoreIsLeftAsItIs(t *testing.T) {
	patch := func(at int, value uint32) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			make1(t, path)
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteAt(binary.BigEndian.AppendUint32(nil, value), int64(at)); err != nil {
				t.Fatal(err)
			}
			_ = f.Close()
		}
	}
	for _, c := range []struct {
		name   string
		make   func(t *testing.T, path string)
		create bool
		want   fault.Code
	}{
		{"nothing", func(*testing.T, string) {}, false, fault.NoStore},
		{"no folder", func(t *testing.T, path string) { _ = os.Remove(filepath.Dir(path)) }, false, fault.NoStore},
		{"an empty file", func(t *testing.T, path string) { _ = os.WriteFile(path, nil, 0o600) }, false, fault.NoStore},
		{"a text", func(t *testing.T, path string) { _ = os.WriteFile(path, []byte("Dear diary"), 0o600) }, true, fault.Foreign},
		{"a long text", func(t *testing.T, path string) {
			_ = os.WriteFile(path, bytes.Repeat([]byte("Dear diary\n"), 5000), 0o600)
		}, true, fault.Foreign},
		{"a folder", func(t *testing.T, path string) { _ = os.Mkdir(path, 0o700) }, true, fault.Foreign},
		{"another database", func(t *testing.T, path string) { exec(t, raw(t, path), `CREATE TABLE t (a)`) }, true, fault.Foreign},
		{"another program's", patch(68, 0x12345678), true, fault.Foreign},
		{"a newer store", patch(60, migrations.Latest+1), true, fault.Newer},
		{"a newer store by its log", func(t *testing.T, path string) {
			make1(t, path)
			db := raw(t, path)
			exec(t, db, `PRAGMA wal_autocheckpoint = 0`)
			exec(t, db, fmt.Sprintf(`PRAGMA user_version = %d`, migrations.Latest+1))
		}, true, fault.Newer},
		{"a store cut short", func(t *testing.T, path string) { make1(t, path); _ = os.Truncate(path, 3*8192) }, true, fault.Corrupt},
		{"a header alone", func(t *testing.T, path string) { make1(t, path); _ = os.Truncate(path, 100) }, true, fault.Corrupt},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sub", "x.db")
			if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			c.make(t, path)
			before, _ := os.ReadFile(path)
			for _, o := range []Options{{Create: c.create}, {ReadOnly: true}} {
				s, err := Open(t.Context(), path, o)
				if err == nil {
					_ = s.Close()
				}
				if !errors.Is(err, c.want) {
					t.Errorf("%+v: %v; want %s", o, err, c.want)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestEightFirstOpensSucceed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "down", "dateline.db")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			s, err := Open(context.WithoutCancel(t.Context()), path, Options{Create: true})
			if err != nil {
				t.Errorf("open %d: %v", i, err)
				return
			}
			if _, _, err := s.AddSource(t.Context(), news.Source{URL: fmt.Sprint(i), Added: time.UnixMilli(1)}); err != nil {
				t.Errorf("write %d: %v", i, err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("close %d: %v", i, err)
			}
		})
	}
	group.Wait()
	s, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if all, err := s.Sources(t.Context()); err != nil || len(all) != 8 {
		t.Errorf("%d sources, %v; want 8", len(all), err)
	}
}

func TestNobodySeesAHeaderWithoutOurMark(t *testing.T) {
	for range 50 {
		path := filepath.Join(t.TempDir(), "x.db")
		done := make(chan error)
		go func() { done <- create(context.WithoutCancel(t.Context()), path) }()
		for looking := true; looking; {
			select {
			case err := <-done:
				if err != nil {
					t.Fatal(err)
				}
				looking = false
			default:
			}
			if _, err := ours.header(path); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestEveryPathIsTakenAsItIs(t *testing.T) {
	for _, name := range []string{"a b", "what?", "50%", "#1", "a%20b", "x?mode=memory", "ü", "a&_pragma=foo", "'quoted'", `back\slash`, "semi;colon"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name, name+".db")
		make1(t, path)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 || entries[0].Name() != name {
			t.Errorf("%q: the folder holds %v, %v", name, entries, err)
		}
		s, err := Open(t.Context(), path, Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if all, err := s.Sources(t.Context()); err != nil || len(all) != 1 {
			t.Errorf("%q: %d sources, %v", name, len(all), err)
		}
		if err := s.Backup(t.Context(), filepath.Join(dir, "copy of "+name)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		_ = s.Close()
	}
}

func TestConnectionsAreSetUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, c := range []struct {
		pragma, writer, reader string
	}{
		{"journal_mode", "wal", "wal"}, {"synchronous", "2", "2"}, {"foreign_keys", "1", "1"}, {"trusted_schema", "0", "0"},
		{"busy_timeout", "10000", "10000"}, {"query_only", "0", "1"}, {"page_size", "8192", "8192"}, {"application_id", "1145851461", "1145851461"},
		{"auto_vacuum", "2", "2"}, {"user_version", fmt.Sprint(migrations.Latest), fmt.Sprint(migrations.Latest)},
	} {
		for name, db := range map[string]*sql.DB{c.writer + " for the writer": s.writer, c.reader + " for readers": s.reader} {
			var got string
			if err := db.QueryRowContext(t.Context(), "PRAGMA "+c.pragma).Scan(&got); err != nil || !strings.HasPrefix(name, got+" ") {
				t.Errorf("%s is %q, %v; want %s", c.pragma, got, err, name)
			}
		}
	}
	if _, err := s.reader.ExecContext(t.Context(), `DELETE FROM sources`); codeIn(err) != fault.ReadOnly {
		t.Errorf("a reader wrote: %v", err)
	}
	if limit := s.writer.Stats().MaxOpenConnections; limit != 1 {
		t.Errorf("%d writers, want 1", limit)
	}
}

func codeIn(err error) fault.Code { return fault.CodeOf(kind(err)) }

func TestReadOnlyWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	s, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.BeginRun(t.Context(), news.Run{}); !errors.Is(err, fault.ReadOnly) {
		t.Errorf("BeginRun: %v, want read-only", err)
	}
	if err := s.EndRun(t.Context(), news.Run{}); !errors.Is(err, fault.ReadOnly) {
		t.Errorf("EndRun: %v, want read-only", err)
	}
	if err := s.Optimize(t.Context()); !errors.Is(err, fault.ReadOnly) {
		t.Errorf("Optimize: %v, want read-only", err)
	}
}

func TestOneRunAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	var stores [2]*Store
	for i := range stores {
		s, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores[i] = s
	}
	release, err := stores[0].LockRun()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stores[1].LockRun(); !errors.Is(err, fault.Locked) || fault.AdviceOf(err) == "" {
		t.Errorf("the second run: %v, want locked, with advice", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	again, err := stores[1].LockRun()
	if err != nil {
		t.Fatal(err)
	}
	_ = again()
}

// steps are a schema with steps after ours.
func steps(more ...string) schema {
	files := fstest.MapFS{}
	entries, _ := migrations.Files.ReadDir(".")
	for _, e := range entries {
		b, _ := migrations.Files.ReadFile(e.Name())
		files[e.Name()] = &fstest.MapFile{Data: b}
	}
	for i, statements := range more {
		n := migrations.Latest + 1 + i
		files[fmt.Sprintf("%04d_step.sql", n)] = &fstest.MapFile{Data: fmt.Appendf(nil, "-- +goose Up\n%s\nPRAGMA user_version = %d;\n", statements, n)}
	}
	return schema{files, migrations.Latest + len(more)}
}

func TestAnOlderStoreIsBackedUpAndBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	later := steps(`ALTER TABLE sources ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';`)
	if err := later.prepare(t.Context(), path, Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	var colour string
	if err := raw(t, path).QueryRowContext(t.Context(), `SELECT colour FROM sources`).Scan(&colour); err != nil || colour != "red" {
		t.Errorf("after the step: %q, %v", colour, err)
	}
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, fault.Newer) {
		t.Errorf("the older program: %v, want newer", err)
	}
	s, err := Open(t.Context(), fmt.Sprintf("%s.v%d.backup", path, migrations.Latest), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if all, err := s.Sources(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("the backup holds %d sources, %v; want 1", len(all), err)
	}
}

func TestAStepThatFailsChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	if err := steps("DELETE FROM sources;\nCREATE TABLE extra (a);\nNONSENSE;").prepare(t.Context(), path, Options{}); err == nil {
		t.Fatal("nonsense is no SQL")
	}
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if all, err := s.Sources(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d sources, %v; want 1", len(all), err)
	}
	if n, err := s.number(t.Context(), `SELECT count(*) FROM sqlite_schema WHERE name = 'extra'`); err != nil || n != 0 {
		t.Errorf("the failed step left a table behind: %d, %v", n, err)
	}
}

func TestAStoreThatARunHoldsIsNotBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	make1(t, path)
	lock, held, err := tryLock(path)
	if err != nil || !held {
		t.Fatal(held, err)
	}
	defer lock.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := steps(`CREATE TABLE extra (a);`).prepare(ctx, path, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v; want it to wait", err)
	}
}
