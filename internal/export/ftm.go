package export

import (
	"bufio"
	"context"
	"crypto/sha1" //nolint:gosec // ids of FollowTheMoney, not a proof
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"dateline/internal/edtf"
	"dateline/internal/query"
	"dateline/internal/report"
)

// ftmEntity is an entity of FollowTheMoney; see https://followthemoney.tech.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// ftmWriter writes each entity once.
type ftmWriter struct {
	out   *json.Encoder
	known map[string]bool
	count int
}

func (f *ftmWriter) write(schema, id string, properties map[string][]string) error {
	if f.known[id] {
		return nil
	}
	f.known[id] = true
	f.count++
	for name, values := range properties {
		kept := values[:0]
		for _, v := range values {
			if v != "" {
				kept = append(kept, v)
			}
		}
		if len(kept) == 0 {
			delete(properties, name)
		} else {
			properties[name] = kept
		}
	}
	return f.out.Encode(ftmEntity{id, schema, properties})
}

// ftmID is a stable id of what parts name.
func ftmID(kind string, parts ...string) string {
	h := sha1.New() //nolint:gosec // as above
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return "dateline-" + kind + "-" + hex.EncodeToString(h.Sum(nil))
}

// ftmDate is a date at the precision that FollowTheMoney takes: a prefix of ISO
// 8601.
func ftmDate(d edtf.Date) string {
	parts := dateParts(d.From())
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

// Answers is what the exports of facts ask of a store.
type Answers interface {
	report.Index
	report.Dealings
	report.Happenings
}

// FollowTheMoney writes the articles that match, with the deals and events that
// they tell of, as JSON lines that Aleph imports: Article, Company, PublicBody,
// Contract, ContractAward, Event and Mention. It returns the number of lines.
func FollowTheMoney(ctx context.Context, s Answers, n query.Node, w io.Writer) (int, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	f := &ftmWriter{out: json.NewEncoder(out), known: map[string]bool{}}
	f.out.SetEscapeHTML(false)
	_, err := report.Search(ctx, s, n, report.SearchOptions{}, func(a report.Article) error {
		return f.write("Article", ftmArticle(a.URL), map[string][]string{
			"title": {a.Title}, "sourceUrl": {a.URL}, "publisher": {a.Outlet}, "author": a.Authors, "publishedAt": {ftmDate(a.Published)}, "language": {a.Language},
		})
	})
	if err != nil {
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
	events, err := report.Timeline(ctx, s, n, report.TimelineOptions{})
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

// party writes a company or a public body, and its mention in an article.
func (f *ftmWriter) party(schema, name, article string) (string, error) {
	if name == "" {
		return "", nil
	}
	id := ftmID("party", schema, name)
	if err := f.write(schema, id, map[string][]string{"name": {name}}); err != nil {
		return "", err
	}
	return id, f.write("Mention", ftmID("mention", article, name), map[string][]string{
		"document": {article}, "resolved": {id}, "name": {name}, "detectedSchema": {schema},
	})
}

func (f *ftmWriter) deal(d report.Deal) error {
	article := ftmArticle(d.First.URL)
	vendor, err := f.party("Company", d.Vendor, article)
	if err != nil {
		return err
	}
	agency, err := f.party("PublicBody", d.Agency, article)
	if err != nil {
		return err
	}
	title := d.What
	if title == "" {
		title = d.Vendor + " for " + d.Agency
	}
	amount := ""
	if d.High > 0 {
		amount = strconv.FormatFloat(d.High, 'f', -1, 64)
	}
	date := ""
	if parsed, err := edtf.Parse(d.Date); err == nil {
		date = ftmDate(parsed)
	}
	contract := ftmID("contract", d.ID, d.Vendor, d.Agency)
	if err := f.write("Contract", contract, map[string][]string{
		"title": {title}, "name": {title}, "authority": {agency}, "amount": {amount}, "currency": {d.Currency}, "status": {d.Status}, "contractDate": {date},
		"procedureNumber": d.Registry, "sourceUrl": {d.First.URL}, "proof": {article}, "description": {d.First.Passage.Text},
	}); err != nil {
		return err
	}
	if vendor == "" {
		return nil
	}
	return f.write("ContractAward", ftmID("award", d.ID, d.Vendor, d.Agency), map[string][]string{
		"contract": {contract}, "supplier": {vendor}, "amount": {amount}, "currency": {d.Currency}, "date": {date}, "status": {d.Status}, "sourceUrl": {d.First.URL},
	})
}

func (f *ftmWriter) event(h report.Happening) error {
	article := ftmArticle(h.URL)
	start, end := ftmDate(h.Date.From()), ftmDate(h.Date.To())
	if start == end {
		end = ""
	}
	return f.write("Event", ftmID("event", h.ID, h.Date.String()), map[string][]string{
		"name": {headlineOf(h)}, "description": {h.Passage.Text}, "date": {start}, "startDate": {start}, "endDate": {end}, "sourceUrl": {h.URL}, "proof": {article},
	})
}
