package warc

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"dateline/internal/fault"
)

// file is what a Writer needs of an open file.
type file interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Close() error
	Stat() (fs.FileInfo, error)
}

// disk is what a Writer needs of the file system. Paths are the system's own.
type disk interface {
	open(path string) (file, error)   // for reading and writing; it must be there
	create(path string) (file, error) // it must not be there
	remove(path string) error
	mkdir(path string) error   // with its parents, durably
	syncDir(path string) error // makes names in the folder durable
	walk(dir string, visit fs.WalkDirFunc) error
}

// system is the machine's file system. What it makes is the user's alone.
type system struct{}

func (system) open(path string) (file, error) { return os.OpenFile(path, os.O_RDWR, 0) }

func (system) create(path string) (file, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
}

func (system) remove(path string) error { return os.Remove(path) }

func (system) walk(dir string, visit fs.WalkDirFunc) error { return filepath.WalkDir(dir, visit) }

func (s system) mkdir(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := s.mkdir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.syncDir(parent)
}

func (system) syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
		err = nil // some file systems cannot, and need not
	}
	return both(err, dir.Close())
}

// coded gives an error of the file system its code.
func coded(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.As(fault.DiskFull, err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fault.As(fault.ReadOnly, err)
	}
	return err
}

// both returns the first errors that are not nil as one, in one line.
func both(errs ...error) error {
	var all error
	for _, err := range errs {
		switch {
		case all == nil:
			all = err
		case err != nil:
			all = fmt.Errorf("%w; then: %w", all, err)
		}
	}
	return all
}

// ours matches the names of files that a Writer makes, and takes out their
// number.
var ours = regexp.MustCompile(`^\d{4}/dateline-\d{14}-(\d{5,9})\.warc\.gz$`)

// number returns the number in the name of a file of ours, or 0.
func number(name string) int {
	m := ours.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}

// Files returns the archive's files in the order in which they were made,
// relative to dir and with slashes. Files of other makers come first, by
// name. A folder that is not there has none.
func Files(dir string) (names []string, err error) {
	defer fault.Wrap(&err, "list archive %q", dir)
	names, err = files(system{}, dir)
	return names, fault.As(fault.Unreadable, err)
}

func files(d disk, dir string) ([]string, error) {
	var names []string
	err := d.walk(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return fs.SkipAll
		}
		if err != nil || entry.IsDir() {
			return err
		}
		if !strings.HasSuffix(path, ".warc.gz") && !strings.HasSuffix(path, ".warc") {
			return nil
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	// The number counts on over all years, so it is right where a clock was not.
	slices.SortFunc(names, func(a, b string) int {
		if d := number(a) - number(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names, err
}
