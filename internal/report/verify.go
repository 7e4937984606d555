package report

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

// Evidence is what verification asks of a store.
type Evidence interface {
	Captures
	Check(ctx context.Context) ([]string, error)
	Capture(ctx context.Context, id int64) (news.Capture, error)
	EachCapture(ctx context.Context, do func(news.Capture) error) error
	EachVersion(ctx context.Context, do func(v news.Version, damage error) error) error
}

// Flaw is something that is not as it was stored.
type Flaw struct {
	Kind   string `json:"kind"` // database, archive, capture or version
	ID     int64  `json:"id"`   // of the capture or version; 0 for the others
	Where  string `json:"where"`
	Detail string `json:"detail"`
}

// Verified counts what was checked.
type Verified struct {
	Records  int `json:"records"`
	Captures int `json:"captures"`
	Versions int `json:"versions"`
	Flaws    int `json:"flaws"`
}

// Verification reads everything again: the database's own integrity; every
// record of the archive with its digests; every capture against its record:
// address, time, status, payload; every version's text against its digest, and
// against what the reader that made it makes of the captured bytes.
type Verification struct {
	Evidence
	Archive  string                                               // folder
	Decode   func(header http.Header, raw []byte) ([]byte, error) // undoes a content coding
	Progress func(done int)
	Found    func(Flaw) error
	Since    time.Time // only what was captured from then on; zero: everything
	Sample   int       // only one in so many captures and versions; 0 or 1: all

	sum     Verified
	damaged map[int64]bool // captures with a flaw: what rests on them is not told again
}

// Run verifies. The error is about the verifying itself, or comes from Found.
func (v *Verification) Run(ctx context.Context) (Verified, error) {
	v.damaged = map[int64]bool{}
	for _, step := range []func(context.Context) error{v.database, v.archive, v.versions} {
		if err := step(ctx); err != nil {
			return v.sum, err
		}
	}
	return v.sum, nil
}

func (v *Verification) flaw(kind string, id int64, where, detail string) error {
	v.sum.Flaws++
	if kind == "capture" {
		v.damaged[id] = true
	}
	return v.Found(Flaw{Kind: kind, ID: id, Where: where, Detail: detail})
}

func (v *Verification) database(ctx context.Context) error {
	problems, err := v.Check(ctx)
	for _, problem := range problems {
		if err := v.flaw("database", 0, "", problem); err != nil {
			return err
		}
	}
	return err
}

// partly says whether only a part is to be checked.
func (v *Verification) partly() bool { return v.Sample > 1 || !v.Since.IsZero() }

// wanted says whether a row is in the part that is to be checked.
func (v *Verification) wanted(id int64, at time.Time) bool {
	mixed := uint64(id) * 0x9e3779b97f4a7c15 >> 33 // ids of versions begin anew every day
	return !at.Before(v.Since) && (v.Sample <= 1 || mixed%uint64(v.Sample) == 0)
}

// some checks single captures, each where it lies.
func (v *Verification) some(ctx context.Context) error {
	return v.EachCapture(ctx, func(c news.Capture) error {
		if !v.wanted(c.ID, c.Time) {
			return ctx.Err()
		}
		v.sum.Captures++
		v.sum.Records++
		v.Progress(1)
		record, err := warc.ReadAt(v.Archive, warc.Location{File: c.File, Offset: c.Offset, Length: c.Length})
		if err == nil {
			err = checkCapture(record, c)
		}
		if err != nil {
			return v.flaw("capture", c.ID, c.File, err.Error())
		}
		return ctx.Err()
	})
}

// archive reads every WARC file once, with the captures that lie in it.
func (v *Verification) archive(ctx context.Context) error {
	if v.partly() {
		return v.some(ctx)
	}
	files, err := warc.Files(v.Archive)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	var inFile []news.Capture
	flush := func() error {
		if len(inFile) == 0 {
			return nil
		}
		slices.SortFunc(inFile, func(a, b news.Capture) int { return cmp.Compare(a.Offset, b.Offset) })
		name := inFile[0].File
		files = slices.DeleteFunc(files, func(f string) bool { return f == name })
		err := v.file(ctx, name, inFile)
		inFile = inFile[:0]
		return err
	}
	err = v.EachCapture(ctx, func(c news.Capture) error {
		v.sum.Captures++
		if len(inFile) > 0 && inFile[0].File != c.File {
			if err := flush(); err != nil {
				return err
			}
		}
		inFile = append(inFile, c)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	for _, name := range files { // nothing in them is known to this store
		if err := v.file(ctx, name, nil); err != nil {
			return err
		}
	}
	return nil
}

// file reads one WARC file. captures are those that lie in it, by offset.
func (v *Verification) file(ctx context.Context, name string, captures []news.Capture) error {
	f, err := os.Open(filepath.Join(v.Archive, filepath.FromSlash(name)))
	if err != nil {
		for _, c := range captures {
			if err := v.flaw("capture", c.ID, name, "its file cannot be read"); err != nil {
				return err
			}
		}
		return nil
	}
	defer func() { _ = f.Close() }()
	reader := warc.NewReader(f, 0)
	var damage []warc.Damage
	reader.OnDamage = func(d warc.Damage) { damage = append(damage, d) }
	for {
		record, place, err := reader.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			return v.flaw("archive", 0, name, err.Error())
		}
		for _, d := range damage {
			kind, id := "archive", int64(0)
			if at := slices.IndexFunc(captures, func(c news.Capture) bool { return c.Offset >= d.Offset }); at >= 0 && captures[at].Offset == d.Offset {
				kind, id = "capture", captures[at].ID
				captures = slices.Delete(slices.Clone(captures), at, at+1)
			}
			if err := v.flaw(kind, id, name, d.Err.Error()); err != nil {
				return err
			}
		}
		damage = damage[:0]
		for len(captures) > 0 && (err != nil || captures[0].Offset < place.Offset) {
			if err := v.flaw("capture", captures[0].ID, name, "no record lies where it was put"); err != nil {
				return err
			}
			captures = captures[1:]
		}
		if err != nil {
			return nil
		}
		v.sum.Records++
		var own []news.Capture
		for len(captures) > 0 && captures[0].Offset == place.Offset {
			own, captures = append(own, captures[0]), captures[1:]
		}
		if err := v.record(name, record, own); err != nil {
			return err
		}
		v.Progress(1)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// record checks a record's digests, and the captures that it holds.
func (v *Verification) record(name string, r *warc.Record, own []news.Capture) error {
	if err := warc.Verify(r); err != nil && len(own) == 0 {
		return v.flaw("archive", 0, name, r.ID+": "+err.Error())
	}
	for _, c := range own {
		if err := checkCapture(r, c); err != nil {
			if err := v.flaw("capture", c.ID, name, err.Error()); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkCapture compares a capture with its record.
func checkCapture(r *warc.Record, c news.Capture) error {
	if err := warc.Verify(r); err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		same bool
	}{
		{"record", r.ID == c.RecordID},
		{"address", warc.SameURI(r.TargetURI, c.FinalURL)},
		{"time", r.Date.Truncate(time.Millisecond).Equal(c.Time.Truncate(time.Millisecond))},
	} {
		if !part.same {
			return fault.New(fault.Unverified, "its %s is not the record's", part.name)
		}
	}
	if r.Type != warc.TypeResource {
		if status, _, _, err := r.HTTP(); err != nil || status != c.Status {
			return fault.New(fault.Unverified, "its status is not the record's")
		}
	}
	if c.Kind == news.CaptureRevisit {
		if r.PayloadSHA256() != c.SHA256 {
			return fault.New(fault.Unverified, "the record refers to another payload")
		}
		return nil
	}
	payload, err := r.Payload()
	if err != nil {
		return err
	}
	if hexSum(payload) != c.SHA256 {
		return fault.New(fault.Unverified, "its bytes do not have the stored SHA-256")
	}
	return nil
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
