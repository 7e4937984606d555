package warc

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"dateline/internal/fault"
)

// ReadAt reads the one record at a location in the archive folder dir. It is
// fault.Unreadable if the file cannot be read, fault.Corrupt or
// fault.Truncated if there is no whole record of just that length.
//
// It checks the form and the gzip checksum; Verify checks the digests.
func ReadAt(dir string, l Location) (rec *Record, err error) {
	defer fault.Wrap(&err, "read %s at %d", l.File, l.Offset)
	name := filepath.FromSlash(l.File)
	if !filepath.IsLocal(name) {
		return nil, fault.New(fault.Corrupt, "not a file of the archive")
	}
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, fault.As(fault.Unreadable, err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	return readAt(file, l)
}

func readAt(file io.ReaderAt, l Location) (*Record, error) {
	if l.Length <= 0 || l.Offset < 0 {
		return nil, fault.New(fault.Corrupt, "no location: %d bytes at %d", l.Length, l.Offset)
	}
	var damage error
	reader := NewReader(io.NewSectionReader(file, l.Offset, l.Length), MaxBlock)
	reader.OnDamage = func(d Damage) {
		if damage == nil {
			damage = d.Err
		}
	}
	rec, place, err := reader.Next()
	switch {
	case damage != nil:
		return nil, damage
	case errors.Is(err, io.EOF):
		return nil, fault.New(fault.Truncated, "the file ends before")
	case err != nil:
		return nil, err
	case place.Offset != 0 || place.Length != l.Length:
		return nil, fault.New(fault.Corrupt, "the record there is not %d bytes long", l.Length)
	}
	return rec, nil
}
