package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"

	"dateline/internal/fault"
)

// Repair is what OpenWriter found wrong at the end of the newest file.
type Repair struct {
	File   string // "" if nothing was wrong
	Offset int64  // where the whole records end
	Cut    int64  // bytes of a torn record that were taken off there
	Left   error  // why nothing was cut: the damage is no torn end, so the file stays as it is and a new one is begun
}

// scan reads whole gzip members from an offset on and returns where the last
// of them ends. The error is io.ErrUnexpectedEOF if another one begins there
// and does not end.
func scan(f io.ReaderAt, from, size int64) (int64, error) {
	in := &counted{in: bufio.NewReaderSize(io.NewSectionReader(f, from, size-from), 64<<10)}
	gz := new(gzip.Reader)
	good := from
	for good < size {
		if err := gz.Reset(in); err != nil {
			return good, noEOF(err)
		}
		gz.Multistream(false)
		var first [5]byte
		if _, err := io.ReadFull(gz, first[:]); err != nil {
			return good, noEOF(err)
		}
		if !startsRecord(first[:]) {
			return good, fault.New(fault.Corrupt, "a member that is no record")
		}
		if _, err := io.Copy(io.Discard, gz); err != nil {
			return good, noEOF(err)
		}
		good = from + in.n
	}
	return good, nil
}

// counted counts what was read. It reads no byte more than it is asked for.
type counted struct {
	in *bufio.Reader
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counted) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// mend finds where the whole records of a file end and cuts a torn one off.
// Known is up to where the records are known to be whole, or -1. It returns
// the file's size then, and what was wrong; with Repair.Left set, the file
// must not be written to.
func mend(f file, known int64) (int64, Repair, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, Repair{}, err
	}
	size := info.Size()
	if known > size {
		return size, Repair{Offset: size, Left: fault.New(fault.Truncated, "%d bytes, of which %d were known", size, known)}, nil
	}
	good, err := scan(f, max(known, 0), size)
	if err != nil && known > 0 && good == known {
		// Perhaps the place was wrong and not the bytes.
		good, err = scan(f, 0, size)
	}
	if err == nil {
		return size, Repair{}, nil
	}
	// What is known to the caller is never cut, whatever it looks like; what is
	// not known to one who knows the file is of no use to anybody.
	torn := known < 0 && errors.Is(err, io.ErrUnexpectedEOF) || known >= 0 && good >= known
	if !torn || follows(f, good+1, size) {
		return size, Repair{Offset: good, Left: damaged(err)}, nil
	}
	if err := both(f.Truncate(good), f.Sync()); err != nil {
		return 0, Repair{}, err
	}
	return good, Repair{Offset: good, Cut: size - good}, nil
}

// follows says whether a whole record follows somewhere after an offset: then
// the damage before it is not the torn end of the file.
func follows(f io.ReaderAt, from, size int64) bool {
	reader := NewReader(io.NewSectionReader(f, from, size-from), MaxBlock)
	if !reader.seek(&reader.raw, false, true) {
		return false
	}
	_, _, err := reader.Next()
	return err == nil
}

// infoOf returns the id of the warcinfo record that a file begins with, if it
// says just what block says.
func infoOf(f io.ReaderAt, size int64, block []byte) string {
	rec, _, err := NewReader(io.NewSectionReader(f, 0, size), MaxHeader).Next()
	if err != nil || rec.Type != TypeInfo || !bytes.Equal(rec.Block, block) {
		return ""
	}
	return rec.ID
}
