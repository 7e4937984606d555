package warc

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"dateline/internal/fault"
)

// DefaultMaxSize is the size in bytes beyond which no file grows, unless one
// record alone is larger.
const DefaultMaxSize = 1 << 30

// WriterOptions says how an archive is written. Only Now must be set.
type WriterOptions struct {
	Software    string           // name and version of the program
	Operator    string           // who runs it, with a contact; "" leaves it out
	Description string           // what is archived; "" leaves it out
	MaxSize     int64            // of a file in bytes; 0 is DefaultMaxSize
	Now         func() time.Time // for file names and records without a date
	Rand        io.Reader        // for record ids; nil is the system's source
	// Known says up to which offset the records of a file (Location.File) are
	// known to be whole, that is the greatest Offset+Length that is stored
	// anywhere. It spares reading the file from its beginning, and bytes before
	// it are never cut off.
	Known map[string]int64
}

// Writer appends records to the newest file of an archive folder, and begins a
// new one when that is full. Files are named
// "2026/dateline-20260218093000-00001.warc.gz" after the time of their
// beginning, with numbers that count on over the whole archive.
//
// A record is whole or not there, whatever happens and whenever. Its methods
// may be called from several goroutines. Only one Writer may have a folder;
// seeing to that is the caller's part.
type Writer struct {
	dir    string
	o      WriterOptions
	disk   disk
	info   []byte // block of the warcinfo record
	repair Repair
	packer packer

	mu     sync.Mutex
	file   file   // nil: none yet, or none that may be written to
	name   string // relative to dir, with slashes
	number int    // of the newest file
	size   int64  // bytes of whole records
	infoID string // the warcinfo record in force in file; "": one has to be written first
	bare   bool   // file has nothing but its warcinfo record
	dirty  bool   // bytes beyond size may be in file
	err    error  // why nothing can be written any more
}

// OpenWriter opens the archive in dir. A torn record at the end of the newest
// file is cut off; Repair tells of it. Nothing is made before the first
// Append, not even the folder. The error may be fault.ReadOnly.
func OpenWriter(dir string, o WriterOptions) (*Writer, error) {
	return openWriter(system{}, dir, o)
}

func openWriter(d disk, dir string, o WriterOptions) (w *Writer, err error) {
	defer fault.Wrap(&err, "open archive %q", dir)
	if o.Now == nil {
		return nil, fault.New(fault.Usage, "no clock was given")
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.MaxSize <= 0 {
		o.MaxSize = DefaultMaxSize
	}
	w = &Writer{dir: dir, o: o, disk: d}
	if w.info, err = infoBlock(o); err != nil {
		return nil, err
	}
	names, err := files(d, dir)
	if err != nil {
		return nil, fault.As(fault.Unreadable, err)
	}
	if len(names) == 0 || number(names[len(names)-1]) == 0 {
		return w, nil // none of ours
	}
	w.name = names[len(names)-1]
	w.number = number(w.name)
	return w, coded(w.takeUp())
}

// Repair returns what was wrong when the archive was opened.
func (w *Writer) Repair() Repair { return w.repair }

func (w *Writer) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

// Append writes records in the order given, next to each other in one file,
// and returns their places. If that fails none of them is there. A record
// without an id or a date gets one.
//
// The error may be fault.DiskFull, fault.ReadOnly, fault.TooLarge for a block
// beyond MaxBlock, or fault.Usage for a record that cannot be written as WARC.
// The bytes are safe from a power failure only after Sync.
func (w *Writer) Append(recs ...Record) (places []Location, err error) {
	defer fault.Wrap(&err, "archive")
	if len(recs) == 0 {
		return nil, nil
	}
	if recs, err = w.complete(recs); err != nil {
		return nil, err
	}
	// Compression is the work, and is done without the lock. It is done again in
	// the rare case that another file has been begun meanwhile.
	infoID := w.infoInForce()
	for {
		b, err := w.packer.pack(recs, infoID)
		if err != nil {
			return nil, err
		}
		places, now, err := w.put(b, infoID)
		w.packer.release(b)
		if err != nil || places != nil {
			return places, err
		}
		infoID = now
	}
}

func (w *Writer) infoInForce() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.infoID
}

// put writes a batch that was packed under infoID. If another warcinfo record
// is in force it writes nothing and returns that one's id.
func (w *Writer) put(b *batch, infoID string) (places []Location, now string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return nil, "", w.err
	}
	if err := w.ready(int64(b.data.Len())); err != nil {
		return nil, "", coded(err)
	}
	if infoID != w.infoID {
		return nil, w.infoID, nil
	}
	places = b.places(w.name, w.size)
	if err := w.write(b); err != nil {
		return nil, "", coded(err)
	}
	w.bare = false
	return places, infoID, nil
}

// complete gives ids and dates to records that have none.
func (w *Writer) complete(recs []Record) ([]Record, error) {
	done := make([]Record, len(recs))
	copy(done, recs)
	for i := range done {
		if done[i].Date.IsZero() {
			done[i].Date = w.o.Now()
		}
		if done[i].ID == "" {
			id, err := w.newID()
			if err != nil {
				return nil, err
			}
			done[i].ID = id
		}
	}
	return done, nil
}

func (w *Writer) newID() (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return NewID(w.o.Rand)
}

// write puts a batch at the end of the file, or leaves the file as it was.
func (w *Writer) write(b *batch) error {
	if err := w.clean(); err != nil {
		return err
	}
	w.dirty = true
	if _, err := w.file.WriteAt(b.data.Bytes(), w.size); err != nil {
		return both(err, w.clean())
	}
	w.dirty = false
	w.size += int64(b.data.Len())
	return nil
}

// clean takes off what a failed write left.
func (w *Writer) clean() error {
	if !w.dirty {
		return nil
	}
	if err := w.file.Truncate(w.size); err != nil {
		return fmt.Errorf("take back a failed write: %w", err)
	}
	w.dirty = false
	return nil
}

// Sync makes what was appended safe from a power failure. After a failed Sync
// nobody knows what the disk has, so that nothing more is written: open the
// archive anew.
func (w *Writer) Sync() (err error) {
	defer fault.Wrap(&err, "sync archive")
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sync()
}

func (w *Writer) sync() error {
	if w.err != nil || w.file == nil {
		return w.err
	}
	if err := w.file.Sync(); err != nil {
		w.err = coded(err)
	}
	return w.err
}

// Close syncs and closes the archive. The writer cannot be used after it.
func (w *Writer) Close() (err error) {
	defer fault.Wrap(&err, "close archive")
	w.mu.Lock()
	defer w.mu.Unlock()
	if errors.Is(w.err, fs.ErrClosed) {
		return nil
	}
	if w.file != nil {
		err = both(w.clean(), w.sync(), w.file.Close())
		w.file = nil
	}
	w.err = fs.ErrClosed
	return coded(err)
}
