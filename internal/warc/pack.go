package warc

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// level is where our compressor makes pages small at little cost: measured in
// BenchmarkAppend.
const level = gzip.DefaultCompression

// bufferKept is the most bytes of a buffer that waits for the next batch.
const bufferKept = 4 << 20

// batch is a number of records as they are written: one gzip member each.
type batch struct {
	data bytes.Buffer
	ends []int64 // of each record in data
}

// places returns where the records lie in a file in which the batch begins at
// an offset.
func (b *batch) places(file string, offset int64) []Location {
	places := make([]Location, 0, len(b.ends))
	start := int64(0)
	for _, end := range b.ends {
		places = append(places, Location{File: file, Offset: offset + start, Length: end - start})
		start = end
	}
	return places
}

// packer turns records into gzip members with compressors and buffers that are
// used again.
type packer struct{ compressors, batches sync.Pool }

// pack returns the records as a batch. Give it back with release.
func (p *packer) pack(recs []Record, infoID string) (*batch, error) {
	b, _ := p.batches.Get().(*batch)
	if b == nil {
		b = new(batch)
	}
	for i := range recs {
		if err := p.add(b, &recs[i], infoID); err != nil {
			p.release(b)
			return nil, err
		}
	}
	return b, nil
}

// release keeps a batch's buffer for the next one.
func (p *packer) release(b *batch) {
	if b.data.Cap() > bufferKept {
		return
	}
	b.data.Reset()
	b.ends = b.ends[:0]
	p.batches.Put(b)
}

// add appends one record to a batch as a gzip member of its own.
func (p *packer) add(b *batch, rec *Record, infoID string) error {
	header, err := rec.appendHeader(make([]byte, 0, 1024), infoID)
	if err != nil {
		return err
	}
	gz, _ := p.compressors.Get().(*gzip.Writer)
	if gz == nil {
		if gz, err = gzip.NewWriterLevel(&b.data, level); err != nil {
			return err
		}
	} else {
		gz.Reset(&b.data)
	}
	defer p.compressors.Put(gz)
	for _, part := range [][]byte{header, rec.Block, []byte("\r\n\r\n")} {
		if _, err := gz.Write(part); err != nil {
			return err
		}
	}
	if err := gz.Close(); err != nil {
		return err
	}
	b.ends = append(b.ends, int64(b.data.Len()))
	return nil
}
