package store_test

import (
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"dateline/internal/store"
)

// TestStoreThatWasHalfMadeIsMadeAnew begins with what kill -9 leaves of a first
// transaction: its page is in the file, the journal that undoes it beside it
// (https://sqlite.org/fileformat2.html#the_rollback_journal).
func TestStoreThatWasHalfMadeIsMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `PRAGMA page_size = 8192; BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = 0x444c4e45; COMMIT`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	journal := make([]byte, 512)
	copy(journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	binary.BigEndian.PutUint32(journal[20:], 512)  // sector
	binary.BigEndian.PutUint32(journal[24:], 8192) // page; the file had none before
	if err := os.WriteFile(path+"-journal", journal, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, o := range []store.Options{{Create: true}, {ReadOnly: true}} {
		s, err := store.Open(t.Context(), path, o)
		if err != nil {
			t.Fatalf("%+v: %v", o, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
