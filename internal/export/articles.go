package export

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// Options say how articles are written.
type Options struct {
	BOM  bool   // begin with a byte order mark: Excel takes CSV without one for another charset
	Each func() // called after each article, unless nil
}

// byteOrderMark is U+FEFF in UTF-8.
const byteOrderMark = "\ufeff"

// Articles writes all articles that match to w, newest first, as CSV or JSONL,
// and returns how many there are. Cells of CSV that a spreadsheet would take
// for a formula begin with an apostrophe.
func Articles(ctx context.Context, index report.Index, n query.Node, f Format, o Options, w io.Writer) (int, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	if o.BOM {
		if _, err := out.WriteString(byteOrderMark); err != nil {
			return 0, err
		}
	}
	rows, err := rowsOf(index, f, out)
	if err != nil {
		return 0, err
	}
	count := 0
	_, err = report.Search(ctx, rows, n, report.SearchOptions{}, func(a report.Article) error {
		if err := rows.write(ctx, a); err != nil {
			return err
		}
		count++
		if o.Each != nil {
			o.Each()
		}
		return nil
	})
	if err == nil {
		err = rows.end()
	}
	if err == nil {
		err = out.Flush()
	}
	return count, err
}

// rows writes articles and stands between a search and its index, so as to see
// which version each article of the answer is.
type rows struct {
	report.Index
	write func(context.Context, report.Article) error
	end   func() error

	page  []store.Hit // what the index gave last
	next  int         // the hit that the search hands on next
	texts map[int64]string
}

// line is an article as one line of JSON.
type line struct {
	report.Article
	Text string `json:"text"`
}

func rowsOf(index report.Index, f Format, w io.Writer) (*rows, error) {
	r := &rows{Index: index}
	streams := terminal.Streams{Out: w}
	switch f {
	case CSV:
		list := terminal.NewList(streams, terminal.CSV, columns())
		r.write = func(_ context.Context, a report.Article) error { return list.Row(a) }
		r.end = list.Close
	case JSONL:
		list := terminal.NewList[line](streams, terminal.JSONL, nil)
		r.write = func(ctx context.Context, a report.Article) error {
			text, err := r.text(ctx)
			if err != nil {
				return err
			}
			return list.Row(line{a, text})
		}
		r.end = list.Close
	default:
		return nil, fault.New(fault.Usage, "articles are no %s", f)
	}
	return r, nil
}

// Newest asks the index and keeps what it says.
func (r *rows) Newest(ctx context.Context, n query.Node, before int64, limit int) ([]store.Hit, error) {
	hits, err := r.Index.Newest(ctx, n, before, limit)
	r.page, r.next, r.texts = hits, 0, nil
	return hits, err
}

// Texts asks the index and keeps what it says.
func (r *rows) Texts(ctx context.Context, versions []int64) (map[int64]string, error) {
	texts, err := r.Index.Texts(ctx, versions)
	r.texts = texts
	return texts, err
}

// text returns the text of the next hit of the page.
func (r *rows) text(ctx context.Context) (string, error) {
	if r.texts == nil {
		ids := make([]int64, len(r.page))
		for i, hit := range r.page {
			ids[i] = hit.Version.ID
		}
		if _, err := r.Texts(ctx, ids); err != nil {
			return "", err
		}
	}
	hit := r.page[r.next]
	r.next++
	return r.texts[hit.Version.ID], nil
}

// columns are the fields of an article, named as in JSON.
func columns() []terminal.Column[report.Article] {
	return []terminal.Column[report.Article]{
		column("id", func(a report.Article) string { return strconv.FormatInt(a.ID, 10) }),
		column("published", func(a report.Article) string { return a.Published.String() }),
		column("outlet", func(a report.Article) string { return a.Outlet }),
		column("domain", func(a report.Article) string { return a.Domain }),
		column("title", func(a report.Article) string { return a.Title }),
		column("authors", func(a report.Article) string { return strings.Join(a.Authors, "; ") }),
		column("language", func(a report.Article) string { return a.Language }),
		column("access", func(a report.Article) string { return a.Access }),
		column("version", func(a report.Article) string { return strconv.Itoa(a.Version) }),
		column("first_seen", func(a report.Article) string { return a.Seen.UTC().Format(time.RFC3339) }),
		column("url", func(a report.Article) string { return a.URL }),
		column("story", func(a report.Article) string {
			if a.Story == nil {
				return ""
			}
			return strconv.FormatInt(*a.Story, 10)
		}),
		column("copy_of", func(a report.Article) string { return a.CopyOf }),
		column("copies", func(a report.Article) string { return strconv.Itoa(a.Copies) }),
		column("passage", func(a report.Article) string {
			if a.Passage == nil {
				return ""
			}
			return a.Passage.Text
		}),
	}
}
