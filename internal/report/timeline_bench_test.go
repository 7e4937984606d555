package report_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/text"
)

// benchEvents is how many events of one company the benchmark's store has.
const benchEvents = 20_000

// manyEvents fills a store in a temporary folder with the events of one
// company, four to an article, over ten years.
func manyEvents(tb testing.TB, events int) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), filepath.Join(tb.TempDir(), "dateline.db"), store.Options{Create: true})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	verbs := []string{"opened an office", "lost a court case", "signed a contract", "recalled a pump", "hired an engineer", "moved its seat", "raised its prices"}
	var batch []store.Entry
	for i := range events / 4 {
		day := edtf.Day(time.Date(2015, 1, 1+i*3650*4/events, 0, 0, 0, 0, time.UTC).Date())
		r := news.Reading{Reader: 1, Language: "en"}
		body := ""
		for k := range 4 {
			from, _ := day.Bounds()
			when := edtf.Day(from.AddDate(0, 0, -k*(i%30)).Date())
			start := len(body)
			body += fmt.Sprintf("Tallow Systems %s in town %d on ", verbs[(i+k)%len(verbs)], i%400)
			place := text.Span{Start: len(body), End: len(body) + len(when.String())}
			body += when.String() + ". "
			at := text.Span{Start: start, End: place.End}
			r.Events = append(r.Events, news.Event{Span: at, Date: when, DatePlace: place, Entities: []string{"Tallow Systems"}, Confidence: .8})
			r.Dates = append(r.Dates, news.Date{Span: place, EDTF: when, Type: "DATE"})
			r.Mentions = append(r.Mentions, news.Mention{Span: text.Span{Start: start, End: start + len("Tallow Systems")}, Kind: news.EntityCompany, Name: "Tallow Systems", By: news.ByName})
			r.Statements = append(r.Statements, news.Statement{Span: at, Speaker: "Tallow Systems", Act: news.ActStatement})
		}
		url := fmt.Sprintf("https://herald.example/%d", i)
		batch = append(batch, store.Entry{
			Outcome: news.Outcome{URL: url, Time: noon},
			Capture: &news.Capture{Kind: news.CaptureResource, URL: url, FinalURL: url, Time: noon, SHA256: sum(body), File: "x.warc.gz"},
			Looks: []store.Look{{ArticleURL: url, Outlet: news.Outlet{Domain: "herald.example", Name: "The Herald"}, Reading: &r, Version: &news.Version{
				Basis: news.BasisText, Seen: noon, Title: "Tallow", Published: day, Text: body, Access: news.AccessFull,
			}}},
		})
		if len(batch) == 500 {
			if _, err := s.Write(tb.Context(), batch); err != nil {
				tb.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if _, err := s.Write(tb.Context(), batch); err != nil {
		tb.Fatal(err)
	}
	return s
}

// BenchmarkTimeline asks for the events of one company that has 20,000.
func BenchmarkTimeline(b *testing.B) {
	s := manyEvents(b, benchEvents)
	company := query.Field{Name: "company", Value: "Tallow Systems"}
	for name, o := range map[string]report.TimelineOptions{
		"default": {Limit: 40}, "major": {Limit: 40, Major: true}, "all": {},
	} {
		b.Run(name, func(b *testing.B) {
			began := cpuTime()
			n := 0
			for b.Loop() {
				n++
				if _, err := report.Timeline(b.Context(), s, company, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime()-began).Milliseconds())/float64(n), "cpu-ms/op")
		})
	}
}
