package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"

	"dateline/internal/fault"
)

// File is a file in the making. Until Commit it lies beside its target as
// ".NAME.part", locked; one that a killed process left is taken over by the
// next that writes the same target. What is no regular file (a device, a pipe)
// is written to at once.
type File struct {
	*os.File
	target  string
	part    string // "": there is none
	lock    *flock.Flock
	mode    fs.FileMode // of the file that is replaced; 0: there is none
	settled bool
}

const ownerOnly fs.FileMode = 0o600

// Create begins a file that will be at path. An older one there stays whole
// until Commit. If another process is writing it, the error is fault.Locked.
func Create(path string) (f *File, err error) {
	defer fault.Wrap(&err, "write %q", path)
	if path, err = resolved(path); err != nil {
		return nil, err
	}
	f = &File{target: path}
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, coded(err)
	case info.IsDir():
		return nil, fault.New(fault.Usage, "that is a folder")
	case !info.Mode().IsRegular():
		f.File, err = os.OpenFile(path, os.O_WRONLY, 0)
		return f, coded(err)
	default:
		f.mode = info.Mode().Perm()
	}
	f.part = filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	for range 10 {
		if taken, err := f.take(); taken || err != nil {
			return f, err
		}
	}
	return nil, fault.New(fault.Locked, "another export writes it")
}

// resolved follows symbolic links, so that what they point to is replaced and
// not they.
func resolved(path string) (string, error) {
	end, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	return end, coded(err)
}

// take locks the part and empties it. It is false if the part was renamed or
// removed in between by the process that had it.
func (f *File) take() (taken bool, err error) {
	if info, err := os.Lstat(f.part); err == nil && !info.Mode().IsRegular() {
		return false, fault.New(fault.Foreign, "%s is in the way", f.part)
	}
	lock := flock.New(f.part, flock.SetPermissions(ownerOnly), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	defer func() {
		if !taken {
			err = errors.Join(err, lock.Close())
		}
	}()
	held, err := lock.TryLock()
	if err != nil {
		return false, coded(err)
	}
	if !held {
		return false, fault.New(fault.Locked, "another export writes it")
	}
	opened, err := os.OpenFile(f.part, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, coded(err)
	}
	ours, err := opened.Stat()
	locked, lockErr := lock.Stat()
	if err := errors.Join(err, lockErr); err != nil || !os.SameFile(ours, locked) {
		return false, errors.Join(err, opened.Close())
	}
	if err := opened.Truncate(0); err != nil {
		return false, errors.Join(coded(err), opened.Close())
	}
	f.File, f.lock = opened, lock
	return true, nil
}

// Write adds to the file. A full disk is fault.DiskFull.
func (f *File) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	return n, coded(err)
}

// Commit makes the file safe on disk and gives it its name.
func (f *File) Commit() (err error) {
	defer fault.Wrap(&err, "write %q", f.target)
	if f.settled {
		return nil
	}
	if f.part == "" {
		f.settled = true
		return coded(f.Close())
	}
	if f.mode != 0 {
		if err := f.Chmod(f.mode); err != nil {
			return coded(err)
		}
	}
	if err := f.Sync(); err != nil {
		return coded(err)
	}
	if err := os.Rename(f.part, f.target); err != nil {
		return coded(err)
	}
	f.settled = true
	return coded(errors.Join(f.Close(), f.lock.Close(), syncFolder(filepath.Dir(f.target))))
}

// Discard takes the part away, unless it was committed. It is there for defer.
func (f *File) Discard() error {
	if f.settled {
		return nil
	}
	f.settled = true
	if f.part == "" {
		return f.Close()
	}
	return errors.Join(os.Remove(f.part), f.Close(), f.lock.Close())
}

// Forget takes an older file with the target's name away, so that it is not
// taken for what belongs to a new neighbour. None is no error.
func (f *File) Forget() error {
	if f.part == "" {
		return nil
	}
	if err := os.Remove(f.target); !errors.Is(err, fs.ErrNotExist) {
		return coded(err)
	}
	return nil
}

// syncFolder makes a name durable, where the file system can.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return nil //nolint:nilerr // a folder that may be written to but not read
	}
	err = dir.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
		err = nil
	}
	return errors.Join(err, dir.Close())
}

// coded gives an error of the file system its code.
func coded(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fault.Advise(fault.As(fault.DiskFull, err), "make room, or write to another disk; an older file is still there")
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fault.Advise(fault.As(fault.ReadOnly, err), "write to a folder of your own with --out")
	case errors.Is(err, fs.ErrNotExist):
		return fault.Advise(fault.As(fault.Unreadable, fmt.Errorf("there is no such folder: %w", err)), "make the folder first")
	}
	return err
}
