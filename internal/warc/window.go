package warc

import (
	"errors"
	"io"
)

// window reads a stream through a buffer that keeps the bytes since the last
// mark, so that a reader which lost its way can go back to them.
type window struct {
	r       io.Reader
	buf     []byte // bytes [mark,end) are kept; [pos,end) are not yet read
	mark    int
	pos     int
	end     int
	base    int64 // offset in the stream of buf[0]
	max     int   // most bytes to keep; beyond, the mark moves on
	err     error // what r returned at its end
	rewound int64 // bytes that were given back so far
}

const (
	firstWindow = 32 << 10
	// freeRewind is how many bytes may be read again for nothing. Beyond, at
	// most as many as were read anew: a file made of false starts costs no
	// more than some multiple of its size.
	freeRewind = 16 << 20
)

// reset makes the window read r from the beginning. It keeps its buffer.
func (w *window) reset(r io.Reader, most int) {
	buf := w.buf
	if buf == nil {
		buf = make([]byte, firstWindow)
	}
	*w = window{r: r, buf: buf, max: most}
}

// offset returns the place in the stream of the next byte.
func (w *window) offset() int64 { return w.base + int64(w.pos) }

// keep sets the mark to the next byte.
func (w *window) keep() { w.mark = w.pos }

// rewind goes back to an offset, if it is still kept and not too much was
// read twice already.
func (w *window) rewind(to int64) bool {
	back := w.offset() - to
	if to < w.base+int64(w.mark) || w.rewound+back > freeRewind+w.base+int64(w.end) {
		return false
	}
	w.rewound += back
	w.pos = int(to - w.base)
	return true
}

// fill reads more, and says whether there is more.
func (w *window) fill() bool {
	if w.err != nil {
		return false
	}
	if w.end == len(w.buf) {
		w.makeRoom()
	}
	for range 100 {
		n, err := w.r.Read(w.buf[w.end:])
		w.end += n
		w.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// makeRoom moves the kept bytes to the front, grows the buffer, or gives up
// what lies before the next byte.
func (w *window) makeRoom() {
	if w.end-w.mark >= w.max {
		w.mark = w.pos
	}
	kept := w.buf[w.mark:w.end]
	if len(kept) > len(w.buf)/2 {
		w.buf = make([]byte, min(2*len(w.buf), w.max+firstWindow))
	}
	copy(w.buf, kept)
	w.base += int64(w.mark)
	w.pos -= w.mark
	w.end -= w.mark
	w.mark = 0
}

// peek returns up to n of the next bytes without reading them.
func (w *window) peek(n int) []byte {
	for w.end-w.pos < n && w.fill() {
	}
	return w.buf[w.pos:min(w.pos+n, w.end)]
}

// ReadByte returns the next byte, or why there is none.
func (w *window) ReadByte() (byte, error) {
	if w.pos == w.end && !w.fill() {
		return 0, w.err
	}
	w.pos++
	return w.buf[w.pos-1], nil
}

// Read reads up to len(p) bytes.
func (w *window) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if w.pos == w.end && !w.fill() {
		return 0, w.err
	}
	n := copy(p, w.buf[w.pos:w.end])
	w.pos += n
	return n, nil
}

// discard reads n bytes without keeping them and returns how many there were.
func (w *window) discard(n int64) int64 {
	var done int64
	for done < n {
		w.keep()
		if w.pos == w.end && !w.fill() {
			break
		}
		step := min(n-done, int64(w.end-w.pos))
		w.pos += int(step)
		done += step
	}
	w.keep()
	return done
}

// skipLineEnds reads CR and LF, as far as there can be any reason for them.
func (w *window) skipLineEnds() {
	for range MaxHeader {
		b := w.peek(1)
		if len(b) == 0 || b[0] != '\r' && b[0] != '\n' {
			return
		}
		w.pos++
	}
}

// failed returns what went wrong with reading, nil at a proper end.
func (w *window) failed() error {
	if w.err == nil || errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}
