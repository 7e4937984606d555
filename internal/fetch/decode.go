package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"dateline/internal/fault"
)

// acceptEncoding are the content codings that decode knows.
const acceptEncoding = "gzip, br, zstd, deflate"

// scratchSize is what a body is first read or decoded into. Most fit.
const scratchSize = 512 << 10

// maxWindow is what a zstd sender may presume (RFC 9659).
const maxWindow = 8 << 20

// codingOf reads Content-Encoding: "" for none. Stacked and unknown codings are
// fault.BadEncoding.
func codingOf(h http.Header) (string, error) {
	coding := ""
	for _, line := range h["Content-Encoding"] {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.ToLower(strings.TrimSpace(name))
			if name == "" || name == "identity" {
				continue
			}
			if coding != "" {
				return "", fault.New(fault.BadEncoding, "stacked content codings %q and %q", short(coding), short(name))
			}
			coding = strings.TrimPrefix(name, "x-")
		}
	}
	switch coding {
	case "", "gzip", "br", "zstd", "deflate":
		return coding, nil
	}
	return "", fault.New(fault.BadEncoding, "content coding %q is not known", short(coding))
}

// decode undoes a content coding. Errors are fault.TooLarge beyond limit, and
// then the first bytes are returned, as far as the scratch buffer holds them;
// fault.Truncated and fault.BadEncoding. A body that does not fit into the
// scratch buffer is measured before memory is taken for it: a bomb costs none.
func (c *Client) decode(coding string, raw []byte, limit int64) ([]byte, error) {
	if coding == "" || len(raw) == 0 {
		if int64(len(raw)) > limit {
			return raw[:limit], tooLarge(limit)
		}
		return raw, nil
	}
	d := c.decoders.Get().(*decoder)
	defer c.decoders.Put(d)
	defer d.in.Reset(nil)
	r, err := d.open(coding, raw)
	if err != nil {
		return nil, undecodable(coding, err)
	}
	scratch := c.scratch.Get().(*[]byte)
	defer c.scratch.Put(scratch)
	n, err := fill(r, *scratch)
	if int64(n) > limit {
		return bytes.Clone((*scratch)[:limit]), tooLarge(limit)
	}
	if errors.Is(err, io.EOF) {
		return bytes.Clone((*scratch)[:n]), nil
	}
	if err != nil {
		return nil, undecodable(coding, err)
	}
	more, err := io.Copy(io.Discard, io.LimitReader(r, limit-int64(n)+1))
	if err != nil {
		return nil, undecodable(coding, err)
	}
	size := int64(n) + more
	if size > limit {
		return bytes.Clone((*scratch)[:n]), tooLarge(limit)
	}
	if r, err = d.open(coding, raw); err != nil {
		return nil, undecodable(coding, err)
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, undecodable(coding, err)
	}
	return body, nil
}

func tooLarge(limit int64) error {
	return fault.New(fault.TooLarge, "body of more than %d bytes", limit)
}

func undecodable(coding string, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fault.New(fault.Truncated, "%s data end too early", coding)
	}
	return fault.New(fault.BadEncoding, "%s data are broken: %w", coding, err)
}

// fill reads until the buffer is full (nil) or the reader ends (its error,
// io.EOF for a good end).
func fill(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var got int
		got, err = r.Read(b[n:])
		n += got
	}
	return n, err
}

// decoder keeps one reader of each coding for use again.
type decoder struct {
	in   bytes.Reader
	gzip members
	br   *brotli.Reader
	zstd *zstd.Decoder
	zlib io.ReadCloser
	raw  io.ReadCloser
}

// open starts to decode. The reader is good until the next open.
func (d *decoder) open(coding string, raw []byte) (io.Reader, error) {
	d.in.Reset(raw)
	switch coding {
	case "gzip":
		return &d.gzip, d.gzip.reset(&d.in)
	case "br":
		if d.br == nil {
			d.br = brotli.NewReader(&d.in)
			return d.br, nil
		}
		return d.br, d.br.Reset(&d.in)
	case "zstd":
		if d.zstd == nil {
			var err error
			d.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
				zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecodeBuffersBelow(0))
			if err != nil {
				return nil, err
			}
		}
		return d.zstd, d.zstd.Reset(&d.in)
	}
	return d.inflate(raw)
}

// inflate opens "deflate", which some servers send as RFC 9110 has it, in a
// zlib wrapper, and some without.
func (d *decoder) inflate(raw []byte) (io.Reader, error) {
	wrapped := len(raw) >= 2 && raw[0]&0x0f == 8 && (int(raw[0])<<8|int(raw[1]))%31 == 0
	var err error
	switch {
	case wrapped && d.zlib == nil:
		d.zlib, err = zlib.NewReader(&d.in)
	case wrapped:
		err = d.zlib.(zlib.Resetter).Reset(&d.in, nil)
	case d.raw == nil:
		d.raw = flate.NewReader(&d.in)
	default:
		err = d.raw.(flate.Resetter).Reset(&d.in, nil)
	}
	if wrapped {
		return d.zlib, err
	}
	return d.raw, err
}

// members reads a gzip file of one or more members. What follows the last one
// and is none is ignored, as everybody does.
type members struct {
	in *bytes.Reader
	gz gzip.Reader
}

func (m *members) reset(in *bytes.Reader) error {
	m.in = in
	if err := m.gz.Reset(in); err != nil {
		return err
	}
	m.gz.Multistream(false)
	return nil
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.gz.Read(p)
	if !errors.Is(err, io.EOF) || n > 0 && len(p) > 0 {
		if errors.Is(err, io.EOF) {
			err = nil // the next call says so again
		}
		return n, err
	}
	rest := m.in.Size() - int64(m.in.Len())
	var magic [2]byte
	if k, _ := m.in.ReadAt(magic[:], rest); k < len(magic) || magic != [2]byte{0x1f, 0x8b} {
		return 0, io.EOF
	}
	if err := m.gz.Reset(m.in); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return 0, err
	}
	m.gz.Multistream(false)
	return 0, nil
}
