package export

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Whole is a store of which a part can be taken.
type Whole interface {
	Store
	Path() string
	Extract(ctx context.Context, path string, o store.ExtractOptions) (*store.Extract, error)
}

// Smaller makes a store of the articles that match, and an archive beside it.
type Smaller struct {
	Evidence       // of the whole store
	Of       Whole // the same
	Query    string
}

// Taken counts what a smaller store holds.
type Taken struct {
	store.Extracted
	Damaged int    // records left out: verify finds that they are not there
	Archive string // the WARC file beside the store; "": it shares the folder of the whole one
}

// Store writes the store to out. Its captures are copied into one WARC file in
// the folder "archive" beside it, unless the whole store lies in that folder,
// too. An older store there is replaced if it is nothing but such a part; else
// the error is fault.Usage.
func (m *Smaller) Store(ctx context.Context, n query.Node, out string) (taken Taken, err error) {
	file, err := Create(out)
	if err != nil {
		return taken, err
	}
	defer func() { err = errors.Join(err, file.Discard()) }()
	if file.part == "" {
		return taken, fault.New(fault.Usage, "write %q: a store is a file", out)
	}
	older, err := store.Replaceable(ctx, file.target)
	if err != nil {
		return taken, err
	}
	o := store.ExtractOptions{Made: m.Now(), Query: m.Query}
	if !m.Secrets {
		o.Hide = secret
	}
	x, err := m.Of.Extract(ctx, file.Name(), o)
	if err != nil {
		return taken, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if err := m.articles(ctx, n, x.Add); err != nil {
		return taken, err
	}
	captures, err := x.Select()
	if err != nil {
		return taken, err
	}
	shelf, err := m.shelve(ctx, x, captures, file.target, &taken)
	if err != nil {
		return taken, err
	}
	defer func() { err = errors.Join(err, shelf.discard()) }()
	if taken.Extracted, err = x.Finish(ctx); err != nil {
		return taken, err
	}
	if err := shelf.commit(); err != nil {
		return taken, err
	}
	if err := file.Commit(); err != nil {
		return taken, errors.Join(err, shelf.takeBack())
	}
	return taken, dropArchive(file.target, older)
}

// shelve copies captures into a new WARC file, and tells the store where each
// of them lies.
func (m *Smaller) shelve(ctx context.Context, x *store.Extract, captures []int64, target string, taken *Taken) (_ *newShelf, err error) {
	folder := store.ArchiveDir(target)
	if len(captures) == 0 || sameFolder(folder, m.Archive) {
		return &newShelf{}, nil
	}
	name, err := m.archiveName(target)
	if err != nil {
		return nil, err
	}
	shelf := &newShelf{folder: folder}
	if err := clearParts(folder, name); err != nil {
		return nil, err
	}
	if err := shelf.open(name); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, shelf.discard())
		}
	}()
	out := bufio.NewWriterSize(shelf.file, 1<<16)
	e := m.Evidence
	e.Secrets = true // what has one was left out before
	c := e.copier(out, name)
	c.place = func(one news.Capture, offset int64) error { return x.Place(one.ID, name, offset, one.Length) }
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.begin(); err != nil {
		return nil, err
	}
	if err := c.captures(ctx, captures); err != nil {
		return nil, err
	}
	taken.Damaged, taken.Archive = c.copied.Damaged, filepath.Join(folder, name)
	return shelf, out.Flush()
}

// archiveName is a new name, so that the file of an older store stays until
// that is replaced.
func (m *Smaller) archiveName(target string) (string, error) {
	base := filepath.Base(target)
	var random [4]byte
	if _, err := io.ReadFull(m.Random, random[:]); err != nil {
		return "", err
	}
	return strings.TrimSuffix(base, filepath.Ext(base)) + "-" + hex.EncodeToString(random[:]) + ".warc.gz", nil
}

// clearParts takes away what exports that were killed left of files with such a
// name. Those that are being written are locked, and stay.
func clearParts(folder, name string) error {
	stem := name[:len(name)-len("00000000.warc.gz")]
	list, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return coded(err)
	}
	for _, entry := range list {
		left, part := strings.CutSuffix(strings.TrimPrefix(entry.Name(), "."), ".part")
		if !part || len(left) != len(name) || !strings.HasPrefix(left, stem) {
			continue
		}
		file, err := Create(filepath.Join(folder, left))
		if fault.CodeOf(err) == fault.Locked {
			continue
		}
		if err != nil {
			return err
		}
		if err := file.Discard(); err != nil {
			return err
		}
	}
	return nil
}

func sameFolder(a, b string) bool {
	x, errX := os.Stat(filepath.Dir(a))
	y, errY := os.Stat(filepath.Dir(b))
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// dropArchive takes the WARC file of a store away that was replaced.
func dropArchive(target string, older store.Part) error {
	if older.File == "" || filepath.Base(older.File) != older.File {
		return nil
	}
	err := os.Remove(filepath.Join(store.ArchiveDir(target), older.File))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return coded(err)
}

// newShelf is the WARC file of a store in the making. The zero shelf is none.
type newShelf struct {
	folder string
	file   *File
	made   bool // the folder was not there before
}

func (s *newShelf) open(name string) error {
	err := os.Mkdir(s.folder, 0o750)
	s.made = err == nil
	if err != nil && !errors.Is(err, os.ErrExist) {
		return coded(err)
	}
	if s.file, err = Create(filepath.Join(s.folder, name)); err != nil {
		return errors.Join(err, s.discard())
	}
	return nil
}

func (s *newShelf) commit() error {
	if s.file == nil {
		return nil
	}
	return s.file.Commit()
}

// takeBack removes the file again: nothing came of its store.
func (s *newShelf) takeBack() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(os.Remove(s.file.target), s.discard())
}

// discard leaves things as they were, unless the file was committed.
func (s *newShelf) discard() error {
	var err error
	if s.file != nil {
		err = s.file.Discard()
	}
	if s.made {
		_ = os.Remove(s.folder) // only where it is empty
	}
	return err
}
