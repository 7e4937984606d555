package export

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

// writeTable writes rows of one subject as CSV or as JSON lines.
func writeTable(ctx context.Context, s Source, r Request, w io.Writer) (Written, error) {
	switch r.Of {
	case OfArticles, "":
		n, err := Articles(ctx, s, r.Query, r.Format, r.Options, w)
		return Written{Rows: n, What: "article"}, err
	case OfEvents:
		events, err := report.Timeline(ctx, s, r.Query, report.TimelineOptions{Own: r.Own})
		if err != nil {
			return Written{}, err
		}
		return Written{Rows: len(events), What: "event"}, writeRows(r, w, events, eventColumns())
	case OfDeals:
		deals, err := report.Ledger(ctx, s, r.Query)
		if err == nil {
			err = report.Describe(ctx, s, deals)
		}
		if err != nil {
			return Written{}, err
		}
		return Written{Rows: len(deals), What: "deal"}, writeRows(r, w, deals, dealColumns())
	case OfStatements:
		claims, err := report.Claims(ctx, s, r.Query, report.ClaimOptions{})
		if err != nil {
			return Written{}, err
		}
		rows := flat(claims)
		return Written{Rows: len(rows), What: "statement"}, writeRows(r, w, rows, statementColumns())
	case OfCitations:
		t, err := report.Trace(ctx, s, "", r.Query)
		if err != nil {
			return Written{}, err
		}
		rows := citationsOf(t)
		return Written{Rows: len(rows), What: "citation"}, writeRows(r, w, rows, citationColumns())
	}
	return Written{}, fault.New(fault.Usage, "unknown subject %q", string(r.Of))
}

func writeRows[T any](r Request, w io.Writer, rows []T, columns []terminal.Column[T]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if r.BOM {
		if _, err := out.WriteString(byteOrderMark); err != nil {
			return err
		}
	}
	f := terminal.CSV
	if r.Format == JSONL {
		f = terminal.JSONL
	}
	list := terminal.NewList(terminal.Streams{Out: out}, f, columns)
	for _, row := range rows {
		if err := list.Row(row); err != nil {
			return err
		}
	}
	if err := list.Close(); err != nil {
		return err
	}
	return out.Flush()
}

func column[T any](field string, cell func(T) string) terminal.Column[T] {
	return terminal.Column[T]{Field: field, Cell: cell}
}

func eventColumns() []terminal.Column[report.Happening] {
	type row = report.Happening
	return []terminal.Column[row]{
		column("id", func(h row) string { return h.ID }), column("edtf", func(h row) string { return h.Date.String() }),
		column("passage", func(h row) string { return h.Passage.Text }), column("entities", func(h row) string { return strings.Join(h.Entities, "; ") }),
		column("outlets", func(h row) string { return strings.Join(h.Outlets, "; ") }), column("articles", func(h row) string { return strconv.Itoa(h.Articles) }),
		column("independent", func(h row) string { return strconv.Itoa(h.Independent) }), column("denied", func(h row) string { return strconv.FormatBool(h.Denied) }),
		column("published", func(h row) string { return h.Published.String() }), column("url", func(h row) string { return h.URL }),
		column("article", func(h row) string { return strconv.FormatInt(h.Article, 10) }), column("version", func(h row) string { return strconv.Itoa(h.Version) }), column("start", func(h row) string { return strconv.Itoa(h.Passage.Start) }),
		column("end", func(h row) string { return strconv.Itoa(h.Passage.End) }), column("title", func(h row) string { return h.Title }),
		column("outlet", func(h row) string { return h.Outlet }), column("dated_by", func(h row) string { return h.DatedBy }),
		column("corrected", func(h row) string { return strconv.FormatBool(h.Corrected) }), column("own", func(h row) string { return strconv.FormatBool(h.Own) }),
		column("decision", func(h row) string { return decisionCell(h.Decision) }),
	}
}

// decisionCell is what a person said of a row; "" if nobody did.
func decisionCell(d *report.DecisionRow) string {
	if d == nil {
		return ""
	}
	cell := d.Verdict + " by " + cmp.Or(d.Who, "somebody") + " on " + d.Time.UTC().Format(time.DateOnly)
	if d.Note != "" {
		cell += ": " + d.Note
	}
	return cell
}

func dealColumns() []terminal.Column[report.Deal] {
	type row = report.Deal
	amount := func(v float64) string {
		if v == 0 {
			return ""
		}
		return plain(v)
	}
	return []terminal.Column[row]{
		column("id", func(d row) string { return d.ID }), column("vendor", func(d row) string { return d.Vendor }), column("agency", func(d row) string { return d.Agency }),
		column("reseller", func(d row) string { return d.Reseller }), column("what", func(d row) string { return d.What }), column("low", func(d row) string { return amount(d.Low) }),
		column("high", func(d row) string { return amount(d.High) }), column("currency", func(d row) string { return d.Currency }), column("bound", func(d row) string { return d.Bound }),
		column("role", func(d row) string { return d.Role }), column("status", func(d row) string { return d.Status }), column("date", func(d row) string { return d.Date }),
		column("registry", func(d row) string { return strings.Join(d.Registry, "; ") }), column("articles", func(d row) string { return strconv.Itoa(d.Articles) }),
		column("independent", func(d row) string { return strconv.Itoa(d.Independent) }), column("outlet", func(d row) string { return d.First.Outlet }),
		column("published", func(d row) string { return d.First.Published.String() }), column("url", func(d row) string { return d.First.URL }),
		column("passage", func(d row) string { return d.First.Passage.Text }), column("article", func(d row) string { return strconv.FormatInt(d.First.Article, 10) }), column("version", func(d row) string { return strconv.Itoa(d.First.Version) }),
		column("start", func(d row) string { return strconv.Itoa(d.First.Passage.Start) }), column("end", func(d row) string { return strconv.Itoa(d.First.Passage.End) }),
		column("decision", func(d row) string { return decisionCell(d.Decision) }),
	}
}

// statementRow is a claim on a line of its own; what it answers is a column.
type statementRow struct {
	report.Claim
	To string `json:"to"`
}

func flat(claims []report.Claim) []statementRow {
	var rows []statementRow
	for _, c := range claims {
		rows = append(rows, statementRow{Claim: c})
		for _, answer := range c.Answers {
			rows = append(rows, statementRow{answer, c.ID})
		}
	}
	return rows
}

func statementColumns() []terminal.Column[statementRow] {
	type row = statementRow
	return []terminal.Column[row]{
		column("id", func(c row) string { return c.ID }), column("to", func(c row) string { return c.To }), column("speaker", func(c row) string { return c.Speaker }),
		column("act", func(c row) string { return c.Act }), column("passage", func(c row) string { return c.Passage.Text }),
		column("outlets", func(c row) string { return strings.Join(c.Outlets, "; ") }), column("published", func(c row) string { return c.Published.String() }),
		column("url", func(c row) string { return c.URL }), column("article", func(c row) string { return strconv.FormatInt(c.Article, 10) }), column("version", func(c row) string { return strconv.Itoa(c.Version) }),
		column("start", func(c row) string { return strconv.Itoa(c.Passage.Start) }), column("end", func(c row) string { return strconv.Itoa(c.Passage.End) }),
		column("outlet", func(c row) string { return c.Outlet }), column("quote", func(c row) string { return strconv.FormatBool(c.Quote) }), column("articles", func(c row) string { return strconv.Itoa(c.Articles) }),
		column("decision", func(c row) string { return decisionCell(c.Decision) }),
	}
}

// citationRow is an edge of a trace with its ends.
type citationRow struct {
	From   int64  `json:"from"` // article
	Outlet string `json:"outlet"`
	URL    string `json:"url"`
	To     int64  `json:"to"` // article; 0: it is not stored
	Source string `json:"source"`
	Target string `json:"target"` // URL; "": none stored
	By     string `json:"by"`
	Main   bool   `json:"main"`
	Cue    string `json:"cue"`
	Kind   string `json:"kind"` // of a copy
}

func citationsOf(t report.Traced) []citationRow {
	rows := make([]citationRow, 0, len(t.Edges))
	for _, e := range t.Edges {
		from, to := t.Nodes[e.From], t.Nodes[e.To]
		rows = append(rows, citationRow{from.Article, from.Name, from.URL, to.Article, to.Name, to.URL, e.By, e.Main, e.Cue, e.Kind})
	}
	return rows
}

func citationColumns() []terminal.Column[citationRow] {
	type row = citationRow
	return []terminal.Column[row]{
		column("from", func(c row) string { return strconv.FormatInt(c.From, 10) }), column("outlet", func(c row) string { return c.Outlet }), column("url", func(c row) string { return c.URL }),
		column("to", func(c row) string { return strconv.FormatInt(c.To, 10) }), column("source", func(c row) string { return c.Source }), column("target", func(c row) string { return c.Target }),
		column("by", func(c row) string { return c.By }), column("main", func(c row) string { return strconv.FormatBool(c.Main) }), column("cue", func(c row) string { return c.Cue }),
		column("kind", func(c row) string { return c.Kind }),
	}
}
