package report_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/store/storetest"
)

// The figures of docs/figures.md:
//
//	go test -run - -bench Facts -benchtime 1x -timeout 60m ./internal/report -articles 1000000 -corpus /tmp/facts.db
var (
	articles = flag.Int("articles", 20_000, "articles in the corpus of the benchmarks")
	corpus   = flag.String("corpus", "", "keep the corpus of the benchmarks in this file, or use the one that is there")
)

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// read opens the corpus with facts for questions alone, as the commands do,
// and fills it where it is not there yet.
func read(b *testing.B) *store.Store {
	b.Helper()
	path := *corpus
	if path == "" {
		path = filepath.Join(b.TempDir(), "facts.db")
	}
	if _, err := os.Stat(path); err != nil {
		s, err := store.Open(b.Context(), path, store.Options{Create: true, Program: "test"})
		if err != nil {
			b.Fatal(err)
		}
		f := storetest.Filling{Articles: *articles, Batch: 500, Read: true, Clock: cpuTime, Progress: os.Stderr}
		out, err := f.Fill(b.Context(), s)
		if err := errors.Join(err, s.Close()); err != nil {
			b.Fatal(err)
		}
		b.Logf("%d articles with facts in %v of CPU: %.0f a second in each tenth", *articles, out.Spent, out.Tenths)
	}
	s, err := store.Open(b.Context(), path, store.Options{ReadOnly: true, Program: "test"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

func BenchmarkFacts(b *testing.B) {
	s := read(b)
	company := func(rank int) query.Node { return query.Field{Name: "company", Value: storetest.CompanyName(rank)} }
	for _, c := range []struct {
		name string
		ask  func(n query.Node) error
	}{
		{"newest", func(n query.Node) error { _, err := s.Newest(b.Context(), n, 0, 20); return err }},
		{"newest+word", func(n query.Node) error {
			_, err := s.Newest(b.Context(), query.AndOf(n, query.Term{Word: storetest.Word(50)}), 0, 20)
			return err
		}},
		{"timeline", func(n query.Node) error {
			_, err := report.Timeline(b.Context(), s, query.Newest(n, 600), report.TimelineOptions{Limit: 40})
			return err
		}},
		{"deals", func(n query.Node) error {
			deals, err := report.Ledger(b.Context(), s, query.Newest(n, 600))
			if err == nil {
				err = report.Describe(b.Context(), s, deals[:min(20, len(deals))])
			}
			return err
		}},
		{"claims", func(n query.Node) error {
			_, err := report.Claims(b.Context(), s, query.Newest(n, 600), report.ClaimOptions{})
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				var took []time.Duration
				for rank := range 40 {
					before := cpuTime()
					if err := c.ask(company(rank * 37)); err != nil {
						b.Fatal(err)
					}
					took = append(took, cpuTime()-before)
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}
