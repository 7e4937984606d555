// Package store keeps sources, captures, articles and versions in one SQLite
// file and finds them again. It is the only package with SQL.
//
// Nothing observed is overwritten: captures, sightings, versions and outcomes
// are appended. What changes is only what we know about our own work: the
// state of a source, when to look at an article again, the end of a run.
package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"dateline/internal/fault"
	"dateline/migrations"
)

// ours is the schema of this program.
var ours = schema{migrations.Files, migrations.Latest}

// Options say how to open a store.
type Options struct {
	Create   bool   // make the store where there is none
	ReadOnly bool   // never write, except for steps of the schema
	Program  string // name and version, for the records of this program

	// Names returns the canonical names that somebody may mean by a name; nil:
	// entities are asked for by their canonical names alone.
	Names func(name string) []string
}

// Store is an open store. Its methods may be called from several goroutines;
// writes happen one after the other.
type Store struct {
	path    string
	options Options
	writer  *sql.DB // one connection; nil if read-only
	reader  *sql.DB // a pool that cannot write

	statements sync.Map // query → *sql.Stmt of the reader, for what every fetch asks
}

// Open opens the store at path. It fails with fault.NoStore where there is
// none and none is to be made, fault.Foreign if the file is something else,
// fault.Newer if a newer program wrote it, fault.Corrupt, fault.Locked,
// fault.ReadOnly or fault.DiskFull. A file that is refused is left as it is.
//
// An older store is brought up to date after a backup beside it, also when it
// is opened for reading.
func Open(ctx context.Context, path string, o Options) (s *Store, err error) {
	defer explain(&err, "open store %q", path)
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := ours.prepare(ctx, path, o); err != nil {
		return nil, err
	}
	s = &Store{path: path, options: o}
	if !o.ReadOnly {
		if s.writer, err = openWriter(ctx, path); err != nil {
			return nil, err
		}
	}
	if s.reader, err = openReader(ctx, path, o.ReadOnly); err != nil {
		if s.writer != nil {
			err = errors.Join(err, s.writer.Close())
		}
		return nil, err
	}
	return s, nil
}

// Close ends all connections. A store that is not closed loses nothing.
func (s *Store) Close() (err error) {
	defer explain(&err, "close store %q", s.path)
	err = s.reader.Close()
	if s.writer != nil {
		err = errors.Join(err, s.writer.Close())
	}
	return err
}

// Path returns the absolute path of the database file.
func (s *Store) Path() string { return s.path }

// ArchiveDir returns the folder that holds the WARC files of the store at
// dbPath: "archive" beside it. Stores in one folder share it, one run at a time.
func ArchiveDir(dbPath string) string {
	return filepath.Join(filepath.Dir(dbPath), "archive")
}

// LockRun claims the store and its archive for one run of ingest. It fails at
// once with fault.Locked if another process, or another Store of this one,
// holds them. The claim ends with release or with the process.
func (s *Store) LockRun() (release func() error, err error) {
	defer explain(&err, "lock store %q", s.path)
	lock, held, err := tryLock(s.path)
	if err != nil {
		return nil, err
	}
	if !held {
		return nil, fault.Advise(fault.New(fault.Locked, "another run holds the store"), "wait until it ends; a run that was killed holds nothing")
	}
	return lock.Unlock, nil
}

// tryLock claims the lock of the store at path, a file in its archive folder.
func tryLock(path string) (lock *flock.Flock, held bool, err error) {
	dir := ArchiveDir(path)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, false, lockError(err)
	}
	lock = flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
	if held, err = lock.TryLock(); err != nil {
		return nil, false, lockError(err)
	}
	return lock, held, nil
}

// wait sleeps for d or until ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
