package export

import (
	"context"
	"io"
	"strconv"
	"time"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
)

// Subject is what a table or a file of lines is about.
type Subject string

// The subjects.
const (
	OfArticles   Subject = "articles"
	OfEvents     Subject = "events"
	OfDeals      Subject = "deals"
	OfStatements Subject = "statements"
	OfCitations  Subject = "citations"
)

// Subjects are all subjects.
var Subjects = []Subject{OfArticles, OfEvents, OfDeals, OfStatements, OfCitations}

// Source is what exports ask of a store.
type Source interface {
	Proofs
	Answers
	report.Sayings
	report.Stories
}

// Request is what to export.
type Request struct {
	Query  query.Node
	Format Format
	Of     Subject         // with CSV and JSONL
	Title  string          // of a timeline: the query in words
	Own    []news.OwnEvent // of a case, told beside those that articles tell
	Now    time.Time
	Options
}

// Written counts what an export holds.
type Written struct {
	Rows int
	Left int    // events without a place on the calendar, which the format cannot hold
	What string // of Rows, in the singular: "article"
}

// Write writes everything that matches to w.
func Write(ctx context.Context, s Source, r Request, w io.Writer) (Written, error) {
	switch r.Format {
	case CSV, JSONL:
		return writeTable(ctx, s, r, w)
	case CSL, RIS, BibTeX:
		n, err := References(ctx, s, r.Query, r.Format, r.Options, w)
		return Written{Rows: n, What: "article"}, err
	case Atom:
		return writeFeed(ctx, s, r, w)
	case FTM:
		n, err := FollowTheMoney(ctx, s, r.Query, r.Own, w)
		return Written{Rows: n, What: "entity"}, err
	case Markdown, HTML, TimelineJS, TimelineTB, ICS:
		return writeEvents(ctx, s, r, w)
	case GEXF, GraphML, Nodes, Edges, OCDS:
		return writeDeals(ctx, s, r, w)
	}
	return Written{}, fault.New(fault.Usage, "answers are no %s", r.Format)
}

func writeEvents(ctx context.Context, s Source, r Request, w io.Writer) (Written, error) {
	events, err := report.Timeline(ctx, s, r.Query, report.TimelineOptions{Own: r.Own})
	if err != nil {
		return Written{}, err
	}
	written := Written{Rows: len(events), What: "event"}
	switch r.Format {
	case Markdown:
		err = WriteMarkdown(w, r.Title, events)
	case HTML:
		err = WriteHTML(w, r.Title, events, r.Now)
	case TimelineJS:
		written.Left, err = WriteTimelineJS(w, r.Title, events)
	case TimelineTB:
		written.Left, err = WriteTimelineSheet(w, r.Title, events)
	default:
		written.What = "coming event"
		written.Rows, err = WriteICS(w, r.Title, events, r.Now)
	}
	written.Rows -= written.Left
	return written, err
}

func writeDeals(ctx context.Context, s Source, r Request, w io.Writer) (Written, error) {
	deals, err := report.Ledger(ctx, s, r.Query)
	if err != nil {
		return Written{}, err
	}
	if err := report.Describe(ctx, s, deals); err != nil {
		return Written{}, err
	}
	written := Written{Rows: len(deals), What: "deal"}
	switch r.Format {
	case GEXF:
		err = NetworkOf(deals).WriteGEXF(w)
	case GraphML:
		err = NetworkOf(deals).WriteGraphML(w)
	case Nodes:
		err = NetworkOf(deals).WriteNodes(w)
	case Edges:
		err = NetworkOf(deals).WriteEdges(w)
	default:
		err = WriteOCDS(w, deals, r.Now)
	}
	return written, err
}

func writeFeed(ctx context.Context, s Source, r Request, w io.Writer) (Written, error) {
	feed, err := beginAtom(w, "urn:dateline:query:"+ftmID("query", r.Title), r.Title, r.Now)
	if err != nil {
		return Written{}, err
	}
	written := Written{What: "article"}
	seen := map[string]bool{}
	if _, err := report.Search(ctx, s, r.Query, report.SearchOptions{}, func(a report.Article) error {
		e := articleEntry(a)
		if seen[e.ID] { // addresses that differ in a secret alone, which is hidden
			e.ID += ":" + strconv.FormatInt(a.ID, 10)
		}
		seen[e.ID] = true
		written.Rows++
		return feed.add(e)
	}); err != nil {
		return Written{}, err
	}
	return written, feed.end()
}
