package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
)

var morning = time.Date(2026, 2, 18, 9, 30, 0, 0, time.UTC)

// look is an entry with an article of that number.
func look(n int, text string) Entry {
	url := fmt.Sprintf("https://herald.example/%d", n)
	return Entry{
		Outcome: news.Outcome{URL: url, Time: morning},
		Capture: &news.Capture{Kind: news.CaptureResponse, URL: url, Time: morning, ContentType: "text/html", File: "a.warc.gz",
			SHA256: strings.Repeat("ab", 32), RecordID: "urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e55"},
		Listings: []Listing{{ArticleURL: url, Outlet: news.Outlet{Domain: "herald.example"}, Sighting: news.Sighting{Title: "T", Seen: morning}}},
		Looks: []Look{{ArticleURL: url, Outlet: news.Outlet{Domain: "herald.example"}, Planned: true,
			Version: &news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: "Title", Text: text, Published: edtf.Day(2026, 2, 17)}}},
	}
}

func opened(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func mustWrite(t *testing.T, s *Store, entries ...Entry) {
	t.Helper()
	if _, err := s.Write(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
}

func TestHistoryCannotBeChanged(t *testing.T) {
	s := opened(t)
	mustWrite(t, s, look(1, "Text."))
	db := raw(t, s.Path())
	for _, table := range []string{"captures", "versions", "bodies", "sightings", "outcomes"} {
		for _, statement := range []string{"UPDATE " + table + " SET id = id + 1", "DELETE FROM " + table} {
			if _, err := db.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "never") {
				t.Errorf("%s: %v; want it refused", statement, err)
			}
		}
		if n, err := s.number(t.Context(), "SELECT count(*) FROM "+table); err != nil || n != 1 {
			t.Errorf("%d rows in %s, %v; want 1", n, table, err)
		}
	}
}

func TestViewsShowWhatIsPromised(t *testing.T) {
	s := opened(t)
	if _, _, err := s.AddSource(t.Context(), news.Source{URL: "https://herald.example/feed", Added: morning}); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, look(1, "Text."), look(1, "Another text."))
	for statement, want := range map[string]string{
		`SELECT url || '|' || title || '|' || outlet || '|' || published || '|' || first_seen || '|' || versions FROM v_articles`:          "https://herald.example/1|Title|herald.example|2026-02-17|2026-02-18T09:30:00Z|2",
		`SELECT url || '|' || number || '|' || title || '|' || outlet || '|' || published || '|' || seen FROM v_versions WHERE number = 2`: "https://herald.example/1|2|Title|herald.example|2026-02-17|2026-02-18T09:30:00Z",
		`SELECT capture_sha256 FROM v_versions WHERE number = 1`:                                                                           strings.Repeat("ab", 32),
		`SELECT text_sha256 FROM v_versions WHERE number = 1`:                                                                              fmt.Sprintf("%x", sha256.Sum256([]byte("Text."))),
		`SELECT kind || '|' || url || '|' || final_url || '|' || time || '|' || content_type || '|' || file FROM v_captures LIMIT 1`:       "response|https://herald.example/1|https://herald.example/1|2026-02-18T09:30:00Z|text/html|a.warc.gz",
		`SELECT url || '|' || state || '|' || added FROM v_sources`:                                                                        "https://herald.example/feed|active|2026-02-18T09:30:00Z",
		`SELECT url || '|' || article || '|' || time || '|' || code FROM v_outcomes LIMIT 1`:                                               "https://herald.example/1|https://herald.example/1|2026-02-18T09:30:00Z|",
	} {
		var got string
		if err := s.reader.QueryRowContext(t.Context(), statement).Scan(&got); err != nil || got != want {
			t.Errorf("%s\n got %q, %v\nwant %q", statement, got, err, want)
		}
	}
}

func TestAFullDiskLosesNothing(t *testing.T) {
	s := opened(t)
	mustWrite(t, s, look(1, "Text."))
	pages, err := s.number(t.Context(), `PRAGMA page_count`)
	if err != nil {
		t.Fatal(err)
	}
	// The pragma of a connection that is the only one for writing: as a disk of this size.
	if _, err := s.writer.ExecContext(t.Context(), fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+2)); err != nil {
		t.Fatal(err)
	}
	var many []Entry
	for i := range 200 {
		many = append(many, look(i, strings.Repeat(fmt.Sprintf("Sentence %d. ", i*7919), 200)))
	}
	if _, err := s.Write(t.Context(), many); !errors.Is(err, fault.DiskFull) || fault.AdviceOf(err) == "" {
		t.Errorf("%v; want disk-full, with advice", err)
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if problems, err := again.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("%q, %v", problems, err)
	}
	if st, err := again.Stats(t.Context()); err != nil || st.Versions != 1 {
		t.Errorf("%d versions, %v; want the one from before", st.Versions, err)
	}
}

func TestAnInterruptedBatchLeavesNothing(t *testing.T) {
	s := opened(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Write(ctx, []Entry{look(1, "Text.")}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want canceled", err)
	}
	if st, err := s.Stats(t.Context()); err != nil || st.Articles != 0 {
		t.Errorf("%d articles, %v; want none", st.Articles, err)
	}
}

func TestCheckFindsWhatIsDamaged(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage []string
		want   string
	}{
		{"another text", []string{`DROP TRIGGER bodies_stay`, `UPDATE bodies SET text = (SELECT text FROM bodies ORDER BY id DESC LIMIT 1)`}, "is not the one with SHA-256"},
		{"no packed text", []string{`DROP TRIGGER bodies_stay`, `UPDATE bodies SET text = x'00' WHERE id = (SELECT min(id) FROM bodies)`}, "stored text"},
		{"a text that is gone", []string{`DROP TRIGGER bodies_remain`, `DELETE FROM bodies WHERE id = (SELECT min(id) FROM bodies)`}, "has no text"},
		{"not in the index", []string{`DELETE FROM fulltext WHERE rowid = (SELECT min(id) FROM versions)`}, "full-text index"},
		{"points to nothing", []string{`PRAGMA foreign_keys = OFF`, `DROP TRIGGER captures_remain`, `DELETE FROM captures WHERE id = 1`}, "points to nothing in captures"},
		{"an index that lies", []string{`PRAGMA writable_schema = ON`, `UPDATE sqlite_schema SET sql = 'CREATE INDEX versions_outlet ON versions (moment)' WHERE name = 'versions_outlet'`}, "versions_outlet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := opened(t)
			mustWrite(t, s, look(1, "Text."), look(2, "Another text."))
			path := s.Path()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			db := raw(t, path)
			db.SetMaxOpenConns(1)
			for _, d := range c.damage {
				exec(t, db, d)
			}
			_ = db.Close()
			s, err := Open(t.Context(), path, Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			problems, err := s.Check(t.Context())
			if err != nil || !strings.Contains(strings.Join(problems, "\n"), c.want) {
				t.Errorf("%q, %v; want something with %q", problems, err, c.want)
			}
		})
	}
}

func TestCheckSurvivesAnyDamage(t *testing.T) {
	s := opened(t)
	for i := range 60 {
		mustWrite(t, s, look(i, strings.Repeat(fmt.Sprintf("Word%d and more. ", i), 60)))
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for at := 8192; at+4000 < len(whole); at += 8192 {
		damaged := append([]byte{}, whole...)
		copy(damaged[at:at+400], strings.Repeat("garbage.", 50))
		copyPath := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(copyPath, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), copyPath, Options{ReadOnly: true})
		if err != nil {
			if !errors.Is(err, fault.Corrupt) {
				t.Errorf("damage at %d: %v; want corrupt", at, err)
			}
			found++
			continue
		}
		problems, err := s.Check(t.Context())
		if err != nil {
			t.Errorf("damage at %d: %v", at, err)
		}
		if len(problems) > 0 {
			found++
		}
		_ = s.Close()
	}
	if pages := len(whole)/8192 - 1; found < pages*9/10 {
		t.Errorf("found damage in %d of %d pages", found, pages)
	}
}

func TestBackup(t *testing.T) {
	s := opened(t)
	mustWrite(t, s, look(1, "Text."))
	dir := t.TempDir()
	to := filepath.Join(dir, "copy.db")
	for i := range 2 { // the second replaces the first
		mustWrite(t, s, look(10+i, "Text."))
		if err := s.Backup(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		c, err := Open(t.Context(), to, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		st, err := c.Stats(t.Context())
		if err != nil || st.Versions != 2+i {
			t.Errorf("the copy has %d versions, %v; want %d", st.Versions, err, 2+i)
		}
		if problems, err := c.Check(t.Context()); err != nil || len(problems) != 0 {
			t.Errorf("the copy: %q, %v", problems, err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := s.Backup(t.Context(), s.Path()); !errors.Is(err, fault.Usage) {
		t.Errorf("onto itself: %v, want usage", err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "nowhere", "copy.db")); err == nil {
		t.Error("a backup into a folder that is not there")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, filepath.Join(dir, "late.db")); err == nil {
		t.Error("a backup after the end")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.part"))
	if late, _ := filepath.Glob(filepath.Join(dir, "late*")); err != nil || len(left)+len(late) != 0 {
		t.Errorf("left behind: %v %v, %v", left, late, err)
	}
}

func TestKindsOfFailure(t *testing.T) {
	for code, want := range map[int]fault.Code{
		sqlite3.SQLITE_FULL: fault.DiskFull, sqlite3.SQLITE_IOERR_SHMSIZE: fault.DiskFull, sqlite3.SQLITE_READONLY_DIRECTORY: fault.ReadOnly,
		sqlite3.SQLITE_READONLY: fault.ReadOnly, sqlite3.SQLITE_CORRUPT_VTAB: fault.Corrupt, sqlite3.SQLITE_NOTADB: fault.Corrupt,
		sqlite3.SQLITE_BUSY: fault.Locked, sqlite3.SQLITE_BUSY_SNAPSHOT: fault.Locked, sqlite3.SQLITE_LOCKED: fault.Locked,
		sqlite3.SQLITE_IOERR_READ: fault.Unreadable, sqlite3.SQLITE_CANTOPEN: fault.Unreadable, sqlite3.SQLITE_INTERRUPT: fault.Interrupted,
		sqlite3.SQLITE_CONSTRAINT_UNIQUE: fault.Failed,
	} {
		if got := codeOf(code); got != want {
			t.Errorf("code %d is %q, want %q", code, got, want)
		}
	}
	for cause, want := range map[error]fault.Code{
		syscall.EROFS: fault.ReadOnly, fs.ErrPermission: fault.ReadOnly, syscall.ENOSPC: fault.DiskFull, fs.ErrNotExist: fault.NoStore, errors.New("x"): fault.Failed,
	} {
		if got := fault.CodeOf(lockError(fmt.Errorf("lock: %w", cause))); got != want {
			t.Errorf("%v is %q, want %q", cause, got, want)
		}
	}
}
