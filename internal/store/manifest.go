package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
)

// The manifest is a hash chain over all captures in the order in which they
// were stored. Its head after a capture is
//
//	SHA-256(head before ‖ line), line = id SP sha256 SP url SP final-url SP time SP status SP record LF
//
// with the time in milliseconds since 1970, the hash in lower-case hex and an
// empty head before the first. The head at the end of each day is kept. Who
// wrote down a head can later tell whether a capture up to then was changed or
// taken away, with nothing but the rows and sha256sum.

// Head is the manifest's head at the end of a day.
type Head struct {
	Day      time.Time // 00:00 UTC
	Captures int64     // id of the last capture that it covers
	SHA256   string    // lower-case hex
}

// Heads returns the heads of the days on which something was captured, the
// first day first.
func (s *Store) Heads(ctx context.Context) (_ []Head, err error) {
	defer explain(&err, "read the manifest")
	return collect(ctx, s.reader, scanHead, `SELECT day, last, head FROM manifest ORDER BY day`)
}

func scanHead(row scanner) (h Head, err error) {
	var day int64
	var head []byte
	err = row.Scan(&day, &h.Captures, &head)
	h.Day, h.SHA256 = time.Unix(day*86400, 0).UTC(), hex.EncodeToString(head)
	return h, err
}

// chainLine is what the manifest says of a capture.
func chainLine(w io.Writer, c *news.Capture) {
	final := c.FinalURL
	if final == "" {
		final = c.URL
	}
	_, _ = fmt.Fprintf(w, "%d %s %s %s %d %d %s\n", c.ID, c.SHA256, c.URL, final, c.Time.UnixMilli(), c.Status, strings.TrimPrefix(c.RecordID, "urn:uuid:"))
}

// extend returns the head after a capture.
func extend(head []byte, c *news.Capture) []byte {
	h := sha256.New()
	_, _ = h.Write(head)
	chainLine(h, c)
	return h.Sum(nil)
}

// chain adds a batch's captures to the manifest, on the day of its newest
// outcome or the manifest's last day, whichever is later.
func (b *batch) chain(entries []Entry) error {
	var day, last int64
	var head []byte
	err := b.row(`SELECT day, last, head FROM manifest ORDER BY day DESC LIMIT 1`).Scan(&day, &last, &head)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	grown := false
	for i := range entries {
		e := &entries[i]
		if c := e.Capture; c != nil {
			head, last, grown = extend(head, c), c.ID, true
			day = max(day, floorDay(e.Outcome.Time.UnixMilli()))
		}
	}
	if !grown {
		return nil
	}
	_, err = b.exec(`INSERT INTO manifest (day, last, head) VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET last = excluded.last, head = excluded.head`, day, last, head)
	return err
}

// checkChain makes the manifest anew of the captures and compares.
func (s *Store) checkChain(ctx context.Context) (problems []string, err error) {
	heads, err := s.Heads(ctx)
	if err != nil {
		return nil, err
	}
	var head []byte
	broken := false
	compare := func() {
		if !broken && hex.EncodeToString(head) != heads[0].SHA256 {
			problems = append(problems, fmt.Sprintf("the manifest of %s does not fit: a capture of that day or before was changed or taken away", heads[0].Day.Format(time.DateOnly)))
			broken = true // all later heads differ, too
		}
		heads = heads[1:]
	}
	err = s.EachCapture(ctx, func(c news.Capture) error {
		for len(heads) > 0 && heads[0].Captures < c.ID {
			compare()
		}
		if len(heads) == 0 && !broken {
			problems, broken = append(problems, fmt.Sprintf("capture %d is not in the manifest", c.ID)), true
		}
		head = extend(head, &c)
		return nil
	})
	for len(heads) > 0 {
		compare()
	}
	return problems, err
}

// Attested says whether the manifest had this head at the end of some capture:
// then nothing that was stored before has changed. It fails with fault.NoMatch
// if it never had.
func (s *Store) Attested(ctx context.Context, head string) (c news.Capture, err error) {
	defer explain(&err, "look for the head %s", head)
	wanted, err := hex.DecodeString(strings.ToLower(head))
	if err != nil || len(wanted) != sha256.Size {
		return c, fault.New(fault.Usage, "a head has 64 hexadecimal digits")
	}
	var now []byte
	errFound := errors.New("found")
	err = s.EachCapture(ctx, func(next news.Capture) error {
		if now = extend(now, &next); slices.Equal(now, wanted) {
			c = next
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		return c, nil
	}
	if err == nil {
		err = fault.New(fault.NoMatch, "the captures never had this head: one was changed or taken away since, or it is another store's")
	}
	return c, err
}
