package warc

import (
	"bytes"
	"io"

	"dateline/internal/fault"
)

// resync goes to the next place where a record may begin, after the one at
// start could not be read because of err.
func (r *Reader) resync(start int64, err error) {
	if r.member < 0 {
		r.resyncPlain(start, err)
		return
	}
	if r.records > 1 {
		// The member has many records; go on inside it, if it can be read.
		r.inner.rewind(r.inner.base + int64(r.inner.mark) + 1)
		if r.seek(&r.inner, true, false) {
			return
		}
	} else {
		// The member is the record: what it holds is not searched, for a page
		// may well contain the words of a WARC record.
		r.drain()
	}
	ended := r.inner.err != nil && r.inner.failed() == nil
	r.member = -1
	if ended {
		return // and the next member follows at once
	}
	r.raw.rewind(max(start+1, r.raw.base+int64(r.raw.mark)))
	r.seek(&r.raw, false, true)
}

// resyncPlain goes on after a plain record, or after bytes that are no record.
func (r *Reader) resyncPlain(start int64, err error) {
	if fault.CodeOf(err) == fault.TooLarge && r.atStart() {
		return
	}
	r.raw.rewind(start + 1)
	r.seek(&r.raw, true, true)
}

// atStart says whether a record or the end comes next.
func (r *Reader) atStart() bool {
	r.raw.skipLineEnds()
	next := r.raw.peek(5)
	return len(next) == 0 || startsRecord(next) || bytes.HasPrefix(next, gzipMagic)
}

// drain reads the open member to its end, unless that is beyond all measure.
func (r *Reader) drain() {
	const step = 1 << 20
	for left := 4 * r.limit; left > -step; left -= step {
		if r.inner.discard(step) < step {
			return
		}
	}
}

// seek reads on until the next byte begins a record's first line (lines) or a
// gzip member that holds one (members), and says whether there is one.
func (r *Reader) seek(w *window, lines, members bool) bool {
	prev := byte(0)
	if w.pos > w.mark {
		prev = w.buf[w.pos-1]
	}
	for {
		if w.pos == w.end {
			w.keep()
			if !w.fill() {
				return false
			}
		}
		b := w.buf[w.pos]
		if lines && b == 'W' && prev == '\n' && startsLine(w.peek(16)) || members && b == gzipMagic[0] && r.startsMember() {
			w.keep()
			return true
		}
		prev = b
		if w.pos < w.end {
			w.pos++
		}
	}
}

// startsLine says whether b begins with a whole version line.
func startsLine(b []byte) bool {
	line, _, ended := bytes.Cut(b, []byte("\n"))
	_, ok := parseVersion(bytes.TrimSuffix(line, []byte("\r")))
	return ok && ended
}

// startsMember says whether a gzip member begins at the next byte that holds
// the beginning of a record. Three bytes are met by chance too often.
func (r *Reader) startsMember() bool {
	if !bytes.HasPrefix(r.raw.peek(3), gzipMagic) {
		return false
	}
	at := r.raw.offset()
	r.raw.keep()
	found := false
	if r.gz.Reset(&r.raw) == nil {
		r.gz.Multistream(false)
		var first [5]byte
		_, err := io.ReadFull(r.gz, first[:])
		found = err == nil && startsRecord(first[:])
	}
	return r.raw.rewind(at) && found
}
