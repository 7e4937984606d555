package store

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dateline/internal/fault"
)

// explain gives *err its kind and says what was being done. Use it deferred.
func explain(err *error, format string, args ...any) {
	if *err == nil {
		return
	}
	*err = kind(*err)
	fault.Wrap(err, format, args...)
}

// kind gives a failure of SQLite its fault.Code, and advice where there is some.
func kind(err error) error {
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return advise(fault.As(codeOf(e.Code()), err))
	}
	return err
}

// codeOf maps the result codes of https://sqlite.org/rescode.html.
func codeOf(result int) fault.Code {
	switch result {
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return fault.DiskFull // the wal-index could not grow
	case sqlite3.SQLITE_IOERR_CORRUPTFS:
		return fault.Corrupt
	}
	switch result & 0xff {
	case sqlite3.SQLITE_FULL:
		return fault.DiskFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fault.ReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fault.Corrupt
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fault.Locked
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR:
		return fault.Unreadable
	case sqlite3.SQLITE_INTERRUPT:
		return fault.Interrupted
	}
	return fault.Failed
}

func advise(err error) error {
	switch fault.CodeOf(err) {
	case fault.DiskFull:
		return fault.Advise(err, "make room on the disk and run it again: what was written before is kept")
	case fault.ReadOnly:
		return fault.Advise(err, "check the permissions of the file and of its folder")
	case fault.Corrupt:
		return fault.Advise(err, "go back to a backup; the captures are in the archive folder")
	case fault.Locked:
		return fault.Advise(err, "wait until the other program is done")
	}
	return err
}

// lockError gives a failure to lock a file its kind.
func lockError(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return advise(fault.As(fault.ReadOnly, err))
	case errors.Is(err, syscall.ENOSPC):
		return advise(fault.As(fault.DiskFull, err))
	case errors.Is(err, fs.ErrNotExist):
		return fault.As(fault.NoStore, err)
	}
	return err
}
