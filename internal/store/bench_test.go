package store_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/store/storetest"
)

// The figures of docs/figures.md:
//
//	go test -run - -bench . -benchtime 1x -timeout 30m ./internal/store
var (
	articles = flag.Int("articles", 100_000, "articles in the corpus of the benchmarks")
	keep     = flag.String("corpus", "", "keep the corpus of the benchmarks in this file, or use the one that is there")
)

// cpu returns the CPU time of this process so far, user and system.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fill writes the corpus in batches.
func fill(tb testing.TB, s *store.Store, f storetest.Filling) storetest.Filled {
	tb.Helper()
	f.Clock = cpu
	out, err := f.Fill(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func open(tb testing.TB, path string) *store.Store {
	tb.Helper()
	s := openStore(tb, path)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// openStore opens a store that the caller closes.
func openStore(tb testing.TB, path string) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), path, store.Options{Create: true, Program: "test"})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func reportFill(b *testing.B, s *store.Store, out storetest.Filled) {
	b.Helper()
	stats, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil { // what is in the log goes to the file
		b.Fatal(err)
	}
	info, err := os.Stat(s.Path())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(stats.Versions)/out.Spent.Seconds(), "articles/CPU-s")
	b.ReportMetric(float64(info.Size())/float64(out.Text), "file/text")
	b.ReportMetric(float64(info.Size())/float64(stats.Versions), "B/article")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkLive(b *testing.B) {
	for range b.N {
		s := open(b, filepath.Join(b.TempDir(), "live.db"))
		reportFill(b, s, fill(b, s, storetest.Filling{Articles: *articles, Batch: 500}))
	}
}

func BenchmarkBulk(b *testing.B) {
	for range b.N {
		s := open(b, filepath.Join(b.TempDir(), "bulk.db"))
		out := fill(b, s, storetest.Filling{Articles: *articles, Batch: 5000})
		before := cpu()
		if err := s.Optimize(b.Context()); err != nil {
			b.Fatal(err)
		}
		out.Spent += cpu() - before
		reportFill(b, s, out)
	}
}

// corpus is the store that the questions are put to; it is filled live, as
// that is the harder case.
var corpus = sync.OnceValues(func() (string, error) {
	if *keep != "" {
		return *keep, nil
	}
	dir, err := os.MkdirTemp("", "dateline-bench-")
	return filepath.Join(dir, "corpus.db"), err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := corpus(); err == nil && *keep == "" {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// filled opens the corpus for questions alone, as the commands do.
func filled(b *testing.B) *store.Store {
	b.Helper()
	path, err := corpus()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		s := openStore(b, path)
		out := fill(b, s, storetest.Filling{Articles: *articles, Batch: 500, Read: true, Progress: os.Stderr})
		b.Logf("%d articles with facts in %v of CPU: %.0f a second in each tenth", *articles, out.Spent, out.Tenths)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	s, err := store.Open(b.Context(), path, store.Options{ReadOnly: true, Program: "test"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// drawn is what somebody might ask who knows one article.
type drawn struct {
	words   []string // that stand side by side
	company string   // that it names
}

// draw takes articles of the store by chance, and words and a company of each.
func draw(b *testing.B, s *store.Store, random *rand.Rand, n int) []drawn {
	b.Helper()
	var all []drawn
	for len(all) < n {
		day := edtf.Day(storetest.Start.AddDate(0, 0, random.IntN(storetest.Days-1)).Date())
		hits, err := s.Newest(b.Context(), query.Dates{Interval: day}, 0, 50)
		if err != nil || len(hits) == 0 {
			b.Fatal(len(hits), err)
		}
		id := hits[random.IntN(len(hits))].Version.ID
		texts, err := s.Texts(b.Context(), []int64{id})
		if err != nil {
			b.Fatal(err)
		}
		r, _, err := s.Reading(b.Context(), id)
		if err != nil {
			b.Fatal(err)
		}
		words := strings.FieldsFunc(strings.ToLower(texts[id]), func(r rune) bool { return !unicode.IsLetter(r) })
		at := random.IntN(len(words) - 3)
		d := drawn{words: words[at : at+3]}
		for _, i := range random.Perm(len(r.Mentions)) {
			if r.Mentions[i].Kind == news.EntityCompany {
				d.company = r.Mentions[i].Name
			}
		}
		all = append(all, d)
	}
	return all
}

// ranks are words from the most common to the rarest.
var ranks = []int{0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 59_999}

func word(rank int) query.Node { return query.Term{Word: storetest.Word(rank)} }

// questions returns queries over all pairs of frequent and rare words.
func questions(make func(a, b int) query.Node) []query.Node {
	var all []query.Node
	for _, a := range ranks {
		for _, b := range ranks {
			all = append(all, make(a, b))
		}
	}
	return all
}

func BenchmarkAnswers(b *testing.B) {
	s := filled(b)
	random := rand.New(rand.NewPCG(7, 7))
	lately := func() query.Node {
		from := storetest.Start.AddDate(0, 0, random.IntN(storetest.Days-90))
		to := from.AddDate(0, 0, 89)
		return query.Dates{Interval: edtf.Interval(edtf.Day(from.Date()), edtf.Day(to.Date()))}
	}
	newest := func(ctx context.Context, n query.Node) (int, error) {
		hits, err := s.Newest(ctx, n, 0, 20)
		return len(hits), err
	}
	ranked := func(ctx context.Context, n query.Node) (int, error) {
		r, err := s.Ranked(ctx, n, 20, false)
		if err != nil {
			return 0, err
		}
		ids := make([]int64, len(r.Hits))
		for i, h := range r.Hits {
			ids[i] = h.Version.ID
		}
		texts, err := s.Texts(ctx, ids)
		return len(texts), err
	}
	months := func(ctx context.Context, n query.Node) (int, error) {
		buckets, err := s.CountBy(ctx, n, store.ByMonth)
		return len(buckets), err
	}
	single := questions(func(a, _ int) query.Node { return word(a) })
	pairs := questions(func(a, b int) query.Node { return query.And{word(a), word(b)} })
	names := questions(func(a, b int) query.Node {
		return query.Phrase(storetest.Name((a*31 + b*17) % storetest.Names))
	})
	company := func(name string) query.Node { return query.Field{Name: "company", Value: name} }
	companies := questions(func(a, _ int) query.Node { return company(storetest.CompanyName(a / 30)) })
	companyAndWord := questions(func(a, b int) query.Node { return query.And{word(a), company(storetest.CompanyName(b / 30))} })
	var oneDrawn, twoDrawn, phrases, companyDrawn, bothDrawn []query.Node
	for i, d := range draw(b, s, random, 300) {
		one := query.Term{Word: d.words[0]}
		oneDrawn = append(oneDrawn, one)
		twoDrawn = append(twoDrawn, query.And{one, query.Term{Word: d.words[2]}})
		phrases = append(phrases, query.Phrase(d.words[:2+i%2]))
		companyDrawn = append(companyDrawn, company(d.company))
		bothDrawn = append(bothDrawn, query.And{one, company(d.company)})
	}
	outlets := questions(func(a, b int) query.Node {
		return query.And{word(a), lately(), query.Field{Name: "outlet", Value: storetest.OutletDomain(b % storetest.Outlets)}}
	})
	negative := questions(func(a, b int) query.Node { return query.Not{Part: query.Or{word(a), word(b)}} })
	for _, c := range []struct {
		name      string
		questions []query.Node
		ask       func(context.Context, query.Node) (int, error)
		limit     time.Duration
	}{
		{"newest/word", single, newest, 2 * time.Millisecond},
		{"newest/conjunction", pairs, newest, 2 * time.Millisecond},
		{"newest/name", names, newest, 2 * time.Millisecond},
		{"newest/word-drawn", oneDrawn, newest, 2 * time.Millisecond},
		{"newest/conjunction-drawn", twoDrawn, newest, 2 * time.Millisecond},
		{"newest/any-phrase", phrases, newest, 2 * time.Millisecond},
		{"newest/company", companies, newest, 2 * time.Millisecond},
		{"newest/company-drawn", companyDrawn, newest, 2 * time.Millisecond},
		{"newest/company-and-word", companyAndWord, newest, 2 * time.Millisecond},
		{"newest/company-and-word-drawn", bothDrawn, newest, 2 * time.Millisecond},
		{"newest/word-90-days-outlet", outlets, newest, 10 * time.Millisecond},
		{"newest/not", negative, newest, 0},
		{"ranked/word", single, ranked, 50 * time.Millisecond},
		{"ranked/conjunction", pairs, ranked, 50 * time.Millisecond},
		{"ranked/name", names, ranked, 50 * time.Millisecond},
		{"ranked/word-drawn", oneDrawn, ranked, 50 * time.Millisecond},
		{"ranked/any-phrase", phrases, ranked, 50 * time.Millisecond},
		{"months/word", single, months, 60 * time.Millisecond},
		{"months/conjunction", pairs, months, 60 * time.Millisecond},
		{"months/word-drawn", oneDrawn, months, 60 * time.Millisecond},
		{"months/company", companyDrawn, months, 60 * time.Millisecond},
		{"months/company-and-word", bothDrawn, months, 60 * time.Millisecond},
		{"months/word-90-days-outlet", outlets, months, 60 * time.Millisecond},
	} {
		b.Run(c.name, func(b *testing.B) {
			for _, q := range c.questions[:12] { // the pages of a store in use are in memory
				if _, err := c.ask(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
			var took []time.Duration
			worst := ""
			for range b.N {
				for _, q := range c.questions {
					before := cpu()
					if _, err := c.ask(b.Context(), q); err != nil {
						b.Fatal(err)
					}
					took = append(took, cpu()-before)
					if took[len(took)-1] == slices.Max(took) {
						worst = fmt.Sprint(q)
					}
				}
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-p50")
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "ms-p95")
			b.ReportMetric(took[len(took)-1].Seconds()*1000, "ms-max")
			b.ReportMetric(0, "ns/op")
			if c.limit > 0 {
				b.ReportMetric(c.limit.Seconds()*1000, "ms-limit")
			}
			b.Log("slowest:", worst)
		})
	}
}
