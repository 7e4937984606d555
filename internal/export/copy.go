package export

import (
	"context"
	"errors"
	"io"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
	"dateline/internal/weburl"
)

// copier writes the records of captures to one WARC file and notes where they
// lie in it.
type copier struct {
	*Evidence
	shelf  shelf
	out    io.Writer
	name   string // of the file, for its index
	offset int64
	index  sorter
	copied Copied
	done   map[int64]string // target URI by capture that was looked at; "": left out
	infos  map[string]bool  // warcinfo records that are written or not to be had

	place func(one news.Capture, offset int64) error // told where a capture lies, in place of an index; nil: an index is made
}

func (e *Evidence) copier(out io.Writer, name string) *copier {
	told := *e
	if told.Found == nil {
		told.Found = func(int) {}
	}
	if told.Done == nil {
		told.Done = func() {}
	}
	if told.Left == nil {
		told.Left = func(Left) error { return nil }
	}
	return &copier{
		Evidence: &told, shelf: shelf{folder: e.Archive}, out: out, name: name,
		index: sorter{folder: e.Scratch}, done: map[int64]string{}, infos: map[string]bool{},
	}
}

func (c *copier) close() error { return errors.Join(c.shelf.close(), c.index.close()) }

// begin writes the record that says what the file is.
func (c *copier) begin() error {
	raw, err := c.info()
	if err != nil {
		return err
	}
	return c.write(raw)
}

// captures copies captures by number.
func (c *copier) captures(ctx context.Context, ids []int64) error {
	c.Found(len(ids))
	for some := range slices.Chunk(ids, pageSize) {
		captures, err := c.Captures(ctx, some)
		if err != nil {
			return err
		}
		for _, one := range captures {
			if err := c.capture(ctx, one); err != nil {
				return err
			}
			c.Done()
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// capture copies the records of a capture, and of the one that it repeats.
func (c *copier) capture(ctx context.Context, one news.Capture) error {
	if _, seen := c.done[one.ID]; seen {
		return nil
	}
	c.done[one.ID] = ""
	if !c.Secrets && (secret(one.URL) || secret(one.FinalURL)) {
		c.copied.Secret++
		return c.leave(Left{Capture: one.ID, URL: one.URL, Secret: true})
	}
	answer, err := c.shelf.answer(one)
	if err != nil {
		return c.damaged(one, one.Offset, err)
	}
	if err := c.original(ctx, one, answer); err != nil {
		return err
	}
	hops, err := c.hops(ctx, one)
	if err != nil {
		return err
	}
	with, err := c.shelf.after(one, answer)
	if err != nil {
		if err := c.damaged(one, one.Offset+one.Length, err); err != nil {
			return err
		}
	}
	for _, m := range slices.Concat(hops, []member{answer}, with) {
		at, err := c.record(one.File, m)
		if err == nil && c.place != nil && m.Record == answer.Record {
			err = c.place(one, at)
		}
		if err != nil {
			return err
		}
	}
	if c.place == nil {
		c.done[one.ID] = answer.TargetURI // for the list of pages
	}
	c.copied.Captures++
	return nil
}

// hops returns the records of the redirects before a capture.
func (c *copier) hops(ctx context.Context, one news.Capture) ([]member, error) {
	if warc.SameURI(one.URL, one.FinalURL) {
		return nil, nil
	}
	from, err := c.EndBefore(ctx, one)
	if err != nil {
		return nil, err
	}
	hops, err := c.shelf.before(one, from)
	if err != nil {
		return hops, c.damaged(one, from, err)
	}
	return hops, nil
}

// original copies the capture that a revisit refers to.
func (c *copier) original(ctx context.Context, one news.Capture, answer member) error {
	if answer.Type != warc.TypeRevisit {
		return nil
	}
	original, found, err := c.CaptureOfRecord(ctx, one.SHA256, answer.Get("WARC-Refers-To"))
	if err != nil {
		return err
	}
	if !found {
		return c.damaged(one, one.Offset, fault.New(fault.NoMatch, "the record that it repeats is not there"))
	}
	return c.capture(ctx, original)
}

// record writes a record as it is stored, and its line of the index. It returns
// where the record begins.
func (c *copier) record(file string, m member) (at int64, err error) {
	if err := c.origin(file, m.Get("WARC-Warcinfo-ID")); err != nil {
		return 0, err
	}
	at = c.offset
	if c.place == nil && indexed(m.Type) {
		line, err := indexLine(m.Record, warc.Location{File: c.name, Offset: c.offset, Length: int64(len(m.raw))})
		if err != nil {
			return 0, err
		}
		if err := c.index.add(line); err != nil {
			return 0, err
		}
	}
	c.copied.Records++
	return at, c.write(m.raw)
}

// origin copies the record that says who captured what follows, if it is the
// first one of its file.
func (c *copier) origin(file, id string) error {
	if id == "" || c.infos[id] {
		return nil
	}
	c.infos[id] = true
	var raw []byte
	_ = c.shelf.scan(file, 0, c.shelf.size, func(m member) bool { // the file serves without it
		if m.Type == warc.TypeInfo && m.ID == id {
			raw = m.raw
		}
		return false
	})
	return c.write(raw)
}

func (c *copier) write(raw []byte) error {
	n, err := c.out.Write(raw)
	c.offset += int64(n)
	return err
}

// damaged tells of a record that cannot be copied. What is wrong with more
// than a record is returned.
func (c *copier) damaged(one news.Capture, offset int64, err error) error {
	switch fault.CodeOf(err) {
	case fault.Corrupt, fault.Truncated, fault.Unverified, fault.TooLarge, fault.Unreadable, fault.NoMatch, fault.Protocol:
	default:
		return err
	}
	c.copied.Damaged++
	return c.leave(Left{Capture: one.ID, URL: one.URL, File: one.File, Offset: offset, Err: err})
}

func (c *copier) leave(l Left) error {
	l.URL = weburl.Display(l.URL)
	return c.Left(l)
}
