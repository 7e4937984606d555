package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"dateline/internal/fault"
)

// applicationID marks a database file as ours: "DLNE" in ASCII, at byte 68 of
// the header (https://sqlite.org/fileformat2.html#application_id).
const applicationID = 0x444c4e45

// state is what a file turns out to be.
type state struct {
	absent  bool // no file, or one without a byte
	version int  // of the schema; 0: ours, but without one
}

// schema is the steps that lead to a version.
type schema struct {
	files  fs.FS // NNNN_name.sql
	latest int
}

// prepare brings the file to the latest schema, or says why it cannot.
func (m schema) prepare(ctx context.Context, path string, o Options) error {
	for attempt := 0; ; attempt++ {
		is, err := m.examine(ctx, path)
		if err != nil {
			return err
		}
		if is.version == m.latest {
			return nil
		}
		if is.absent && (!o.Create || o.ReadOnly) {
			return fault.Advise(fault.New(fault.NoStore, "there is no store"), "add a source or ingest something to make one")
		}
		// Others may be at it: who gets the lock looks again.
		lock, held, err := tryLock(path)
		if err != nil {
			return err
		}
		if held {
			err := m.migrate(ctx, path)
			return errors.Join(err, lock.Unlock())
		}
		if attempt == 1500 {
			return fault.Advise(fault.New(fault.Locked, "the store must be brought up to date, but a run holds it"), "wait until that run ends")
		}
		if err := wait(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
}

// examine says what is at path without changing a byte of it.
func (m schema) examine(ctx context.Context, path string) (state, error) {
	is, err := m.header(path)
	if err != nil || is.absent {
		return is, err
	}
	if journal, err := os.Stat(path + "-journal"); err == nil && journal.Size() > 0 {
		// A store is made under a rollback journal. What a killed program left
		// half made is undone first: a reader could not, and would believe it.
		if err := recoverJournal(ctx, path); err != nil {
			return is, err
		}
		if is, err = m.header(path); err != nil || is.absent {
			return is, err
		}
	}
	// The header may lag behind the write-ahead log.
	db, err := openReader(ctx, path, false)
	if err != nil {
		return is, err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	var id int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&id, &is.version, new(int))
	if err != nil {
		return is, err
	}
	if id == 0 && is.version == 0 {
		is.absent = true // its first transaction was undone
		return is, nil
	}
	return is, m.judge(id, is.version)
}

// recoverJournal undoes a transaction that was cut off.
func recoverJournal(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "rw"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var n int
	return db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n)
}

// header reads the first hundred bytes.
func (m schema) header(path string) (state, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		return state{absent: true}, nil
	}
	if err != nil {
		return state{}, fault.As(fault.Unreadable, err)
	}
	if !info.Mode().IsRegular() {
		return state{}, fault.New(fault.Foreign, "it is not a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return state{}, fault.As(fault.Unreadable, err)
	}
	defer f.Close() //nolint:errcheck // only read
	var h [100]byte
	if _, err := io.ReadFull(f, h[:]); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return state{}, fault.As(fault.Unreadable, err)
	}
	if string(h[:16]) != "SQLite format 3\x00" {
		return state{}, fault.New(fault.Foreign, "the file is not a Dateline store")
	}
	version := int(binary.BigEndian.Uint32(h[60:]))
	return state{version: version}, m.judge(int(binary.BigEndian.Uint32(h[68:])), version)
}

func (m schema) judge(id, version int) error {
	if id != applicationID {
		return fault.New(fault.Foreign, "the database belongs to another program")
	}
	if version > m.latest {
		return fault.Advise(fault.New(fault.Newer, "its schema has version %d, this program knows %d", version, m.latest), "use a newer dateline")
	}
	return nil
}

// migrate makes the store or brings it up to date. The caller holds the lock.
func (m schema) migrate(ctx context.Context, path string) (err error) {
	is, err := m.examine(ctx, path)
	if err != nil || is.version == m.latest {
		return err
	}
	if is.version > 0 {
		if err := backupFile(ctx, path, fmt.Sprintf("%s.v%d.backup", path, is.version)); err != nil {
			return fmt.Errorf("back up before migrating: %w", err)
		}
	}
	if is.absent {
		if err := create(ctx, path); err != nil {
			return err
		}
	}
	db, err := openWriter(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return m.up(ctx, db)
}

// up takes all steps that a database has not taken yet.
func (m schema) up(ctx context.Context, db *sql.DB) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, m.files, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring its schema up to date: %w", plain(err))
	}
	return nil
}

// plain takes goose's words off an error, where what is below says enough.
func plain(err error) error {
	var partial *goose.PartialError
	if errors.As(err, &partial) && partial.Err != nil {
		return partial.Err
	}
	return err
}

// create writes the header: page size and mark have to be there before the
// first table and before the write-ahead log. (Not as pragmas of the DSN: the
// driver sorts those by name.) It writes it at once, so that nobody sees a
// database without our mark.
func create(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, firstPragmas)
	return err
}

// firstPragmas come before anything else.
var firstPragmas = fmt.Sprintf(`PRAGMA page_size = 8192; BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = %d; COMMIT`, applicationID)

func openWriter(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(path, "rw", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "trusted_schema(OFF)",
		"temp_store(MEMORY)", "cache_size(-32768)", "journal_size_limit(67108864)")+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// readers is how many connections ask at once.
const readers = 4

// Pages that one connection keeps, in KiB. Beside a writer readers only look up
// single rows.
const (
	askingCache = 16384
	besideCache = 2048
)

// openReader opens the pool that cannot write; asking says that questions are
// all that the store was opened for.
func openReader(ctx context.Context, path string, asking bool) (*sql.DB, error) {
	cache := besideCache
	if asking {
		cache = askingCache
	}
	pragmas := []string{"foreign_keys(ON)", "trusted_schema(OFF)", "query_only(ON)", "temp_store(MEMORY)", fmt.Sprintf("cache_size(-%d)", cache)}
	db, err := sql.Open("sqlite", dsn(path, "ro", pragmas...))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	var n int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n)
	if err == nil {
		return db, nil
	}
	err = errors.Join(err, db.Close())
	code := fault.CodeOf(kind(err))
	if log, statErr := os.Stat(path + "-wal"); code != fault.Unreadable && code != fault.ReadOnly || statErr == nil && log.Size() > 0 {
		return nil, err
	}
	// In a folder that cannot be written there is no place for the shared
	// memory of the log; without a log there is no need for it.
	db, err = sql.Open("sqlite", dsn(path, "ro", pragmas...)+"&immutable=1")
	if err != nil {
		return nil, err
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// dsn names the file as a URI, so that no character of its path is taken for
// something else, with the busy timeout before all other pragmas.
func dsn(path, mode string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	var b strings.Builder
	b.WriteString("file://" + (&url.URL{Path: slashed}).EscapedPath() + "?mode=" + mode + "&_pragma=busy_timeout(10000)")
	for _, p := range pragmas {
		b.WriteString("&_pragma=" + url.QueryEscape(p))
	}
	return b.String()
}
