package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dateline/internal/fault"
)

// Backup copies the store, as it is at one moment, to path. The copy is there
// whole or not at all; an older one is replaced. It runs beside readers and
// the writer. The WARC files are not copied.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	defer explain(&err, "back up to %q", path)
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	return copyTo(ctx, s.reader, s.path, path)
}

// backupFile copies a store that is not open.
func backupFile(ctx context.Context, from, to string) (err error) {
	db, err := openReader(ctx, from, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return copyTo(ctx, db, from, to)
}

func copyTo(ctx context.Context, db *sql.DB, from, to string) (err error) {
	if same(from, to) {
		return fault.New(fault.Usage, "that is the store itself")
	}
	if info, err := os.Stat(to + "-wal"); err == nil && info.Size() > 0 {
		return fault.New(fault.Locked, "there is an open database")
	}
	temporary, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".*.part")
	if err != nil {
		return lockError(err)
	}
	name := temporary.Name()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	if err := temporary.Close(); err != nil {
		return err
	}
	if err := vacuumInto(ctx, db, name); err != nil {
		return err
	}
	if err := syncFile(name); err != nil {
		return err
	}
	if err := os.Rename(name, to); err != nil {
		return lockError(err)
	}
	return syncFile(filepath.Dir(to))
}

// vacuumInto fills an empty file with a compact copy. The connection may only
// read its own database, but has to be let to write another.
func vacuumInto(ctx context.Context, db *sql.DB, name string) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = OFF`); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, name); err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	_, err = conn.ExecContext(ctx, `PRAGMA query_only = ON`)
	return err
}

func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

func syncFile(name string) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return lockError(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return f.Sync()
}
