package store_test

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/store/storetest"
)

// BenchmarkGrowth writes 10,000 more articles with readings into the corpus,
// of the days after it, and 10,000 more while questions are put to it through
// connections of their own. The times of the questions are those of a clock.
//
//	go test -run - -bench Growth -benchtime 1x -timeout 30m ./internal/store -articles 100000
func BenchmarkGrowth(b *testing.B) {
	asked := filled(b)
	s := open(b, asked.Path())
	last, err := s.Newest(b.Context(), query.All{}, 0, 1)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 7))
	questions := draw(b, asked, random, 100)
	seed := uint64(last[0].Version.ID) // another one each time
	more := func() storetest.Filling {
		c := storetest.NewCorpus(seed)
		c.From, c.Days = store.Day(last[0].Version.ID).AddDate(0, 0, 1), 20
		seed++
		return storetest.Filling{Corpus: c, Articles: 10_000, Batch: 500, Read: true}
	}
	for range b.N {
		out := fill(b, s, more())
		b.ReportMetric(10_400/out.Spent.Seconds(), "articles/CPU-s")

		var done atomic.Bool
		written := make(chan error)
		go func() {
			f := more()
			f.Clock = cpu
			_, err := f.Fill(b.Context(), s)
			done.Store(true)
			written <- err
		}()
		var took []time.Duration
		for i := 0; !done.Load(); i++ {
			d := questions[i%len(questions)]
			word, company := query.Term{Word: d.words[0]}, query.Field{Name: "company", Value: d.company}
			began := time.Now()
			var err error
			switch i % 5 {
			case 0:
				_, err = asked.Newest(b.Context(), word, 0, 20)
			case 1:
				_, err = asked.Newest(b.Context(), query.And{word, query.Term{Word: d.words[2]}}, 0, 20)
			case 2:
				_, err = asked.Newest(b.Context(), query.And{word, company}, 0, 20)
			case 3:
				_, err = asked.Ranked(b.Context(), word, 20, false)
			case 4:
				_, err = asked.CountBy(b.Context(), word, store.ByMonth)
			}
			took = append(took, time.Since(began))
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := <-written; err != nil {
			b.Fatal(err)
		}
		slices.Sort(took)
		b.ReportMetric(float64(len(took)), "questions")
		b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "ms-p95")
		b.ReportMetric(took[len(took)-1].Seconds()*1000, "ms-max")
		b.ReportMetric(0, "ns/op")
	}
}
