package warc

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"

	"dateline/internal/fault"
)

// Damage is a stretch of a file that holds no readable record.
type Damage struct {
	Offset int64 // where it begins
	Err    error // why; its code is fault.Corrupt, Truncated or TooLarge
}

// Reader reads the records of a WARC file one after the other, gzipped (one
// member per record, or many records in one), plain or mixed. It keeps a
// few times the limit in memory at most.
//
// What is damaged is stepped over and counted. In a gzipped file the next
// record is looked for at the next gzip member, in a plain one at the next
// line that begins a record.
type Reader struct {
	// OnDamage, if set, is told of each damage as it is met.
	OnDamage func(Damage)

	limit   int64
	skipped int
	raw     window // the file
	inner   window // what the open gzip member holds
	gz      *gzip.Reader
	member  int64 // offset of the open member; -1: none
	records int   // read from the open member
}

var gzipMagic = []byte{0x1f, 0x8b, 0x08}

// errEnd says that no record is left.
var errEnd = errors.New("end of archive")

// NewReader returns a reader of r's records. Records whose block has more than
// limit bytes count as damaged; a limit of 0 is MaxBlock.
func NewReader(r io.Reader, limit int64) *Reader {
	if limit <= 0 {
		limit = MaxBlock
	}
	reader := &Reader{limit: limit, gz: new(gzip.Reader), member: -1}
	reader.raw.reset(r, reader.window())
	return reader
}

// window returns how many bytes it takes to hold any record.
func (r *Reader) window() int { return int(r.limit) + 2*MaxHeader }

// Skipped returns how many damages were stepped over so far.
func (r *Reader) Skipped() int { return r.skipped }

// Next returns the next whole record and where it lies, with an empty File. It
// returns io.EOF at the end, and another error only if reading itself failed.
func (r *Reader) Next() (*Record, Location, error) {
	for {
		start := r.begin()
		rec, err := r.record()
		switch {
		case err == nil && rec != nil:
			return rec, r.place(start), nil
		case err == nil:
			continue
		case r.raw.failed() != nil:
			return nil, Location{}, fault.As(fault.Unreadable, r.raw.failed())
		case errors.Is(err, errEnd):
			return nil, Location{}, io.EOF
		}
		r.skipped++
		if r.OnDamage != nil {
			r.OnDamage(Damage{start, damaged(err)})
		}
		r.resync(start, err)
	}
}

// damaged gives an error of reading a record its code.
func damaged(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault.As(fault.Truncated, err)
	case fault.CodeOf(err) == fault.Failed:
		return fault.As(fault.Corrupt, err)
	}
	return err
}

// begin goes to the next record and returns its offset, which is that of the
// member for one that does not begin a member.
func (r *Reader) begin() int64 {
	if r.member >= 0 {
		r.inner.keep()
		if r.inner.err == nil { // else the trouble lies between the mark and here
			r.raw.keep()
		}
		return r.member
	}
	r.raw.skipLineEnds()
	r.raw.keep()
	return r.raw.offset()
}

// place returns where the record that was just read lies.
func (r *Reader) place(start int64) Location {
	if r.member >= 0 || r.records > 1 {
		return Location{Offset: start}
	}
	return Location{Offset: start, Length: r.raw.offset() - start}
}

// record reads one record from the open member, from a new one, or plain. It
// returns nil if a member ended without a further record.
func (r *Reader) record() (*Record, error) {
	if r.member >= 0 {
		return r.packed()
	}
	r.records = 0
	switch next := r.raw.peek(5); {
	case len(next) == 0:
		return nil, errEnd
	case bytes.HasPrefix(next, gzipMagic):
		if err := r.open(); err != nil {
			return nil, err
		}
		return r.packed()
	case bytes.HasPrefix(gzipMagic, next):
		return nil, io.ErrUnexpectedEOF
	default:
		return r.plain()
	}
}

// open begins a gzip member.
func (r *Reader) open() error {
	r.member = r.raw.offset()
	r.inner.reset(r.gz, r.window())
	if err := r.gz.Reset(&r.raw); err != nil {
		r.inner.err = noEOF(err)
		return r.inner.err
	}
	r.gz.Multistream(false)
	return nil
}

// plain reads an uncompressed record. What follows it tells whether its
// length was true.
func (r *Reader) plain() (*Record, error) {
	rec, length, err := readHeader(&r.raw)
	if err != nil {
		return nil, err
	}
	if length > r.limit {
		r.raw.discard(length)
		return nil, tooLong(length, r.limit)
	}
	if rec.Block, err = readBlock(&r.raw, length); err != nil {
		return nil, err
	}
	ended := r.raw.endsRecord()
	r.raw.skipLineEnds()
	if next := r.raw.peek(5); !ended && len(next) > 0 && !startsRecord(next) && !bytes.HasPrefix(next, gzipMagic) {
		return nil, fault.New(fault.Corrupt, "the block does not end after %d bytes", length)
	}
	return rec, nil
}

// packed reads a record of the open member. The last one is not returned
// before the member's checksum was found right.
func (r *Reader) packed() (*Record, error) {
	r.inner.skipLineEnds()
	if len(r.inner.peek(1)) == 0 {
		return nil, r.close()
	}
	r.records++
	rec, length, err := readHeader(&r.inner)
	if err != nil {
		return nil, err
	}
	if length > r.limit {
		r.inner.discard(min(length, 4*r.limit))
		return nil, tooLong(length, r.limit)
	}
	if rec.Block, err = readBlock(&r.inner, length); err != nil {
		return nil, err
	}
	ended := r.inner.endsRecord()
	r.inner.skipLineEnds()
	switch next := r.inner.peek(5); {
	case len(next) == 0:
		if err := r.close(); err != nil {
			return nil, err
		}
	case !ended && !startsRecord(next):
		return nil, fault.New(fault.Corrupt, "the block does not end after %d bytes", length)
	}
	return rec, nil
}

// close ends the open member, if it ended well.
func (r *Reader) close() error {
	if err := r.inner.failed(); err != nil {
		return err
	}
	r.member = -1
	return nil
}

// endsRecord says whether the two line ends come that end a record.
func (w *window) endsRecord() bool {
	return string(w.peek(4)) == "\r\n\r\n" || string(w.peek(2)) == "\n\n"
}

func startsRecord(b []byte) bool { return bytes.HasPrefix(b, []byte("WARC/")) }

func tooLong(length, limit int64) error {
	return fault.New(fault.TooLarge, "a block of %d bytes; %d are allowed", length, limit)
}

// readBlock reads length bytes. Memory is taken as bytes come, not as they
// are announced.
func readBlock(in io.Reader, length int64) ([]byte, error) {
	block := make([]byte, min(length, 1<<20))
	for done := 0; int64(done) < length; {
		if done == len(block) {
			block = append(block, make([]byte, min(int64(done), length-int64(done)))...)
		}
		n, err := io.ReadFull(in, block[done:])
		if err != nil {
			return nil, noEOF(err)
		}
		done += n
	}
	return block, nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
