package report

import (
	"context"
	"errors"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

// Captures finds captures by the digest of their payload.
type Captures interface {
	LastCapture(ctx context.Context, sha256 string) (news.Capture, bool, error)
}

// Raw returns the captured payload with a digest, as it came: content coding
// and all.
func Raw(ctx context.Context, s Captures, archive, sha256 string) ([]byte, error) {
	c, found, err := s.LastCapture(ctx, sha256)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fault.New(fault.NoMatch, "no capture holds the bytes %s", sha256)
	}
	record, err := warc.ReadAt(archive, warc.Location{File: c.File, Offset: c.Offset, Length: c.Length})
	if err != nil {
		return nil, err
	}
	if err := warc.Verify(record); err != nil {
		return nil, errors.Join(fault.New(fault.Unverified, "capture %d", c.ID), err)
	}
	return record.Payload()
}
