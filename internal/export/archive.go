package export

import (
	"context"
	"errors"
	"io"

	"dateline/internal/query"
)

// WARC writes the captures behind the articles that match to out, as one WARC
// file of that name, and their index, sorted, to index (nil: none).
func (e *Evidence) WARC(ctx context.Context, n query.Node, name string, out, index io.Writer) (_ Copied, err error) {
	c := e.copier(out, name)
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.all(ctx, n); err != nil || index == nil {
		return c.copied, err
	}
	return c.copied, c.writeIndex(index)
}

// all copies everything behind the articles that match.
func (c *copier) all(ctx context.Context, n query.Node) error {
	if err := c.begin(); err != nil {
		return err
	}
	ids, articles, err := c.Evidence.captures(ctx, n)
	if err != nil {
		return err
	}
	c.copied.Articles = articles
	return c.captures(ctx, ids)
}

func (c *copier) writeIndex(out io.Writer) error {
	return c.index.each(func(line string) error {
		_, err := io.WriteString(out, line)
		return err
	})
}
