package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

// Evidence is what verification asks of a store.
type Evidence interface {
	Check(ctx context.Context) ([]string, error)
	EachCapture(ctx context.Context, do func(news.Capture) error) error
	EachVersion(ctx context.Context, do func(news.Version) error) error
}

// Flaw is something that is not as it was stored.
type Flaw struct {
	Kind   string `json:"kind"` // database, capture or version
	ID     int64  `json:"id"`   // of the capture or version; 0 for the database
	Where  string `json:"where"`
	Detail string `json:"detail"`
}

// Verified counts what was checked.
type Verified struct {
	Captures int `json:"captures"`
	Versions int `json:"versions"`
	Flaws    int `json:"flaws"`
}

// Verify reads everything again: the database's own integrity, every capture's
// record and digests in the archive folder, and every version's text against
// its digest and its capture. Each flaw is handed to found.
func Verify(ctx context.Context, e Evidence, archive string, progress func(done int), found func(Flaw) error) (sum Verified, err error) {
	report := func(f Flaw) error {
		sum.Flaws++
		return found(f)
	}
	problems, err := e.Check(ctx)
	if err != nil {
		return sum, err
	}
	for _, problem := range problems {
		if err := report(Flaw{Kind: "database", Detail: problem}); err != nil {
			return sum, err
		}
	}
	captures := map[int64]bool{}
	err = e.EachCapture(ctx, func(c news.Capture) error {
		sum.Captures++
		captures[c.ID] = true
		progress(1)
		if flaw := checkCapture(archive, c); flaw != nil {
			return report(Flaw{Kind: "capture", ID: c.ID, Where: c.File, Detail: flaw.Error()})
		}
		return ctx.Err()
	})
	if err != nil {
		return sum, err
	}
	err = e.EachVersion(ctx, func(v news.Version) error {
		sum.Versions++
		progress(1)
		if digest := sha256.Sum256([]byte(v.Text)); hex.EncodeToString(digest[:]) != v.TextSHA256 {
			return report(Flaw{Kind: "version", ID: v.ID, Detail: "its text does not have the stored SHA-256"})
		}
		if v.Capture != 0 && !captures[v.Capture] {
			return report(Flaw{Kind: "version", ID: v.ID, Detail: "its capture is not there"})
		}
		return ctx.Err()
	})
	return sum, err
}

// checkCapture reads a capture's record again.
func checkCapture(archive string, c news.Capture) error {
	record, err := warc.ReadAt(archive, warc.Location{File: c.File, Offset: c.Offset, Length: c.Length})
	if err != nil {
		return err
	}
	if record.ID != c.RecordID {
		return fault.New(fault.Unverified, "another record lies at offset %d", c.Offset)
	}
	if err := warc.Verify(record); err != nil {
		return err
	}
	if c.Kind == news.CaptureRevisit {
		if record.PayloadSHA256() != c.SHA256 {
			return fault.New(fault.Unverified, "the record refers to another payload than was stored")
		}
		return nil
	}
	payload, err := record.Payload()
	if err != nil {
		return err
	}
	if digest := sha256.Sum256(payload); hex.EncodeToString(digest[:]) != c.SHA256 {
		return fault.New(fault.Unverified, "its bytes do not have the stored SHA-256")
	}
	return nil
}
