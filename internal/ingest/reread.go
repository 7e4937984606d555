package ingest

import (
	"context"
	"net/http"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/report"
	"dateline/internal/store"
)

// Shelf is what rereading asks of a store beside what ingest does.
type Shelf interface {
	Sink
	report.Captures
	Capture(ctx context.Context, id int64) (news.Capture, error)
	EachVersion(ctx context.Context, do func(v news.Version, damage error) error) error
}

// Rereading counts what rereading did.
type Rereading struct {
	Old     int `json:"old"`     // versions that an older reader made
	Changed int `json:"changed"` // of them, those that say something else now
	Failed  int `json:"failed"`  // captures that cannot be read
	Facts   int `json:"facts"`   // versions whose facts were read
}

// Reread reads the captures of all versions again that an older reader made.
// Where the reader of today makes something else of the same bytes, that
// becomes a version beside the old one, seen at the same time: nothing is
// overwritten, and doing it twice changes nothing.
func Reread(ctx context.Context, s Shelf, archive string, decode func(http.Header, []byte) ([]byte, error), progress func(int)) (sum Rereading, err error) {
	old, err := outdated(ctx, s)
	if err != nil {
		return sum, err
	}
	j := Job{Store: s}
	for _, v := range old {
		progress(1)
		sum.Old++
		look, err := j.reread(ctx, s, archive, decode, v)
		switch {
		case fault.CodeOf(err) == fault.Failed:
			return sum, err
		case err != nil:
			sum.Failed++
			continue
		}
		written, err := s.Write(ctx, []store.Entry{{Quiet: true, Outcome: news.Outcome{Time: v.Seen}, Looks: look}})
		if err != nil {
			return sum, err
		}
		sum.Changed += written[0].Changed + written[0].First
		if err := ctx.Err(); err != nil {
			return sum, fault.New(fault.Interrupted, "interrupted; the rest is read when it is called again")
		}
	}
	return sum, nil
}

// outdated lists the versions that an older reader made of captures that no
// newer one has read, without their texts.
func outdated(ctx context.Context, s Shelf) (old []news.Version, err error) {
	current := map[int64]bool{}
	err = s.EachVersion(ctx, func(v news.Version, _ error) error {
		switch {
		case v.Basis == news.BasisItem: // feeds are read anew whenever they change
		case v.Reader >= page.Reader:
			current[v.Capture] = true
		default:
			v.Text = ""
			old = append(old, v)
		}
		return ctx.Err()
	})
	kept := old[:0]
	for _, v := range old {
		if !current[v.Capture] {
			kept = append(kept, v)
		}
	}
	return kept, err
}

func (j *Job) reread(ctx context.Context, s Shelf, archive string, decode func(http.Header, []byte) ([]byte, error), v news.Version) ([]store.Look, error) {
	c, err := s.Capture(ctx, v.Capture)
	if err != nil {
		return nil, err
	}
	a, err := report.ArticleByID(ctx, s, v.Article)
	if err != nil {
		return nil, err
	}
	body, err := report.Body(ctx, s, archive, decode, c)
	if err != nil {
		return nil, fault.As(fault.Unreadable, err)
	}
	read := versionOf(report.Reread(body, c, v.Basis), v.Seen)
	read.Basis, read.Capture = v.Basis, v.Capture
	if read.Published.IsZero() {
		read.Published = v.Published // a person or a feed said so
	}
	return j.withListing(ctx, a.ID, store.Look{ArticleURL: a.URL, Outlet: a.Outlet}, read)
}
