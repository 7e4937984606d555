package warc

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
)

// infoBlock returns the block of the warcinfo record.
func infoBlock(o WriterOptions) ([]byte, error) {
	fields := []Field{
		{"software", o.Software},
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{"operator", o.Operator},
		{"description", o.Description},
	}
	kept := fields[:0]
	for _, f := range fields {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	return fieldsBlock(kept)
}

// takeUp opens the newest file and mends it, or leaves it and lets a new one be
// begun.
func (w *Writer) takeUp() error {
	f, err := w.disk.open(w.path(w.name))
	if err != nil {
		return err
	}
	known, ok := w.o.Known[w.name]
	if !ok {
		known = -1
	}
	size, repair, err := mend(f, known)
	if err != nil {
		return both(err, f.Close())
	}
	if repair.Cut > 0 || repair.Left != nil {
		repair.File = w.name
		w.repair = repair
	}
	if repair.Left != nil {
		return f.Close()
	}
	// The run that made the file may have been killed before its name was safe.
	if err := both(w.disk.syncDir(filepath.Dir(w.path(w.name))), w.disk.syncDir(w.dir)); err != nil {
		return both(err, f.Close())
	}
	w.file, w.size = f, size
	w.infoID = infoOf(f, size, w.info)
	return nil
}

// ready sees to it that there is a file with room for so many bytes more and
// with a warcinfo record that speaks of us.
func (w *Writer) ready(more int64) error {
	if w.file == nil || !w.bare && w.size > 0 && w.size+more > w.o.MaxSize {
		return w.begin()
	}
	if w.infoID != "" {
		return nil
	}
	b, id, err := w.packInfo(w.name)
	if err != nil {
		return err
	}
	defer w.packer.release(b)
	if err := w.write(b); err != nil {
		return err
	}
	w.infoID = id
	return nil
}

// packInfo returns the warcinfo record of a file, packed, and its id.
func (w *Writer) packInfo(name string) (*batch, string, error) {
	id, err := NewID(w.o.Rand)
	if err != nil {
		return nil, "", err
	}
	info := Record{Type: TypeInfo, ID: id, Date: w.o.Now(), ContentType: typeFields, Block: w.info}
	info.add(fieldFilename, path.Base(name))
	b, err := w.packer.pack([]Record{info}, "")
	return b, id, err
}

// begin makes a new file with its warcinfo record, safely on disk, and takes
// it for the present one. If that fails, the old one stays.
func (w *Writer) begin() error {
	if w.file != nil {
		if err := both(w.clean(), w.sync()); err != nil {
			return err
		}
	}
	f, name, err := w.create()
	if err != nil {
		return err
	}
	b, id, err := w.packInfo(name)
	if err == nil {
		_, err = f.WriteAt(b.data.Bytes(), 0)
	}
	if err == nil {
		err = both(f.Sync(), w.disk.syncDir(filepath.Dir(w.path(name))))
	}
	if err != nil {
		return both(err, f.Close(), w.disk.remove(w.path(name)))
	}
	if w.file != nil {
		_ = w.file.Close() // it was synced
	}
	w.file, w.name, w.infoID = f, name, id
	w.size, w.bare, w.dirty = int64(b.data.Len()), true, false
	w.packer.release(b)
	return nil
}

// create makes the next file, empty.
func (w *Writer) create() (file, string, error) {
	for {
		now := w.o.Now().UTC()
		name := fmt.Sprintf("%04d/dateline-%s-%05d.warc.gz", now.Year(), now.Format("20060102150405"), w.number+1)
		if err := w.disk.mkdir(filepath.Dir(w.path(name))); err != nil {
			return nil, "", err
		}
		f, err := w.disk.create(w.path(name))
		if errors.Is(err, fs.ErrExist) {
			w.number++
			continue
		}
		if err != nil {
			return nil, "", err
		}
		w.number++
		return f, name, nil
	}
}
