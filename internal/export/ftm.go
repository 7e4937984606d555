package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// ftmEntity is an entity of FollowTheMoney; see https://followthemoney.tech.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// ftmWriter writes each entity once.
type ftmWriter struct {
	out     *json.Encoder
	known   map[string]bool
	parties map[string][]string // ids by name
	count   int
}

func newFTM(w io.Writer) *ftmWriter {
	f := &ftmWriter{out: json.NewEncoder(w), known: map[string]bool{}, parties: map[string][]string{}}
	f.out.SetEscapeHTML(false)
	return f
}

// ftmFields are the properties that are more than a short line of text, with
// how the model of FollowTheMoney wants their values.
var ftmFields = sync.OnceValue(func() map[string]func(string) string {
	text := func(s string) string { return cutTo(terminal.CleanText(s), 65000) }
	name := func(s string) string { return cutTo(oneLineOf(s), 384) }
	asIs := func(s string) string { return s } // made here: ids, dates
	link := func(s string) string {
		if s = weburl.URI(s); len(s) > 4096 {
			return ""
		}
		return s
	}
	return map[string]func(string) string{
		"description": text, "notes": text, "summary": text, "name": name, "namesMentioned": name, "sourceUrl": link, "language": ftmLanguage,
		"document": asIs, "resolved": asIs, "authority": asIs, "contract": asIs, "supplier": asIs, "proof": asIs, "involved": asIs,
		"date": asIs, "startDate": asIs, "endDate": asIs, "contractDate": asIs, "publishedAt": asIs, "retrievedAt": asIs,
	}
})

// ftmString makes a value of type string.
func ftmString(s string) string { return cutTo(oneLineOf(s), 1024) }

// write writes an entity with those values that there are, each once.
func (f *ftmWriter) write(schema, id string, properties map[string][]string) error {
	if f.known[id] {
		return nil
	}
	f.known[id] = true
	f.count++
	e := ftmEntity{id, schema, map[string][]string{}}
	for name, values := range properties {
		shape := ftmFields()[name]
		if shape == nil {
			shape = ftmString
		}
		for _, v := range values {
			if v = shape(v); v != "" && !slices.Contains(e.Properties[name], v) {
				e.Properties[name] = append(e.Properties[name], v)
			}
		}
	}
	return f.out.Encode(e)
}

// ftmID is a stable id of what parts name.
func ftmID(kind string, parts ...string) string { return "dateline-" + kind + "-" + hashed(parts...) }

// ftmDate is a date at the precision that FollowTheMoney takes: a prefix of ISO
// 8601, in UTC. It is "" for what is wider than a year.
func ftmDate(d edtf.Date) string {
	if t, ok := d.Instant(); ok {
		return ftmTime(t)
	}
	parts := dateParts(d.From())
	switch d.From().Precision() {
	case edtf.PrecisionDecade, edtf.PrecisionCentury:
		return ""
	}
	return ftmParts(parts)
}

func ftmTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05")
}

func ftmParts(parts []int) string {
	switch len(parts) {
	case 1:
		return fmt.Sprintf("%04d", parts[0])
	case 2:
		return fmt.Sprintf("%04d-%02d", parts[0], parts[1])
	case 3:
		return fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2])
	}
	return ""
}

// ftmDates are the properties of Interval: a date where one prefix says it all,
// else where it starts and ends, as far as that is known.
func ftmDates(d edtf.Date) (date, start, end string) {
	if t, ok := d.Instant(); ok {
		return ftmTime(t), "", ""
	}
	start, end = ftmParts(tlDateOf(d.From(), false).parts()), ftmParts(tlDateOf(d.To(), true).parts())
	if start == end {
		return start, "", ""
	}
	return "", start, end
}

// Answers is what the exports of facts ask of a store.
type Answers interface {
	report.Index
	report.Dealings
	report.Happenings
}

// FollowTheMoney writes the articles that match, with the deals and events that
// they tell of, as JSON lines that Aleph imports: Article, Company, PublicBody,
// Contract, ContractAward, Event and Mention. It returns the number of lines.
func FollowTheMoney(ctx context.Context, s Answers, n query.Node, own []news.OwnEvent, w io.Writer) (int, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	f := newFTM(out)
	if _, err := report.Search(ctx, s, n, report.SearchOptions{}, f.article); err != nil {
		return f.count, err
	}
	deals, err := report.Ledger(ctx, s, n)
	if err != nil {
		return f.count, err
	}
	if err := report.Describe(ctx, s, deals); err != nil {
		return f.count, err
	}
	for _, d := range deals {
		if err := f.deal(d); err != nil {
			return f.count, err
		}
	}
	events, err := report.Timeline(ctx, s, n, report.TimelineOptions{Own: own})
	if err != nil {
		return f.count, err
	}
	for _, h := range events {
		if err := f.event(h); err != nil {
			return f.count, err
		}
	}
	return f.count, out.Flush()
}

func ftmArticle(url string) string { return ftmID("article", url) }

func (f *ftmWriter) article(a report.Article) error {
	file := ""
	if url := weburl.URI(a.URL); url != "" {
		_, file, _ = strings.Cut(url, "://")
		file = path.Base(strings.SplitN(file, "?", 2)[0])
	}
	return f.write("Article", ftmArticle(a.URL), map[string][]string{
		"title": {a.Title}, "fileName": {file}, "sourceUrl": {a.URL}, "publisher": {cmp.Or(a.Outlet, a.Domain)}, "author": a.Authors, "publishedAt": {ftmDate(a.Published)},
		"retrievedAt": {ftmTime(a.Seen)}, "language": {a.Language},
	})
}

// told writes the article of a report, if it is not there yet, and returns its
// id.
func (f *ftmWriter) told(r report.Report) (string, error) {
	return ftmArticle(r.URL), f.article(report.Article{URL: r.URL, Outlet: r.Outlet, Published: r.Published, Seen: r.Seen})
}
