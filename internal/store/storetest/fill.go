package storetest

import (
	"context"
	"fmt"
	"io"
	"time"

	"dateline/internal/news"
	"dateline/internal/store"
)

// Filling says how a store is filled with a corpus.
type Filling struct {
	Corpus   *Corpus // nil: that of seed 1
	Articles int
	Batch    int                  // entries to a transaction
	Read     bool                 // give each version a reading
	Clock    func() time.Duration // the CPU time of this process so far
	Progress io.Writer            // gets a line after each tenth; nil: none
}

// Filled is what filling a store took.
type Filled struct {
	Spent  time.Duration // CPU time of writing, without that of making articles
	Text   int64         // bytes
	Tenths []float64     // articles written per CPU-second, in each tenth of them
}

// Fill writes the corpus.
func (f Filling) Fill(ctx context.Context, s *store.Store) (out Filled, err error) {
	run, err := s.BeginRun(ctx, news.Run{Started: Start})
	if err != nil {
		return out, err
	}
	var batch []store.Entry
	written, before, tenth := 0, time.Duration(0), max(f.Articles/10, f.Batch)
	write := func() error {
		began := f.Clock()
		_, err := s.Write(ctx, batch)
		out.Spent += f.Clock() - began
		written += len(batch)
		batch = batch[:0]
		if written >= tenth*(len(out.Tenths)+1) {
			rate := float64(tenth) / (out.Spent - before).Seconds()
			out.Tenths, before = append(out.Tenths, rate), out.Spent
			if f.Progress != nil {
				fmt.Fprintf(f.Progress, "%d written, %.0f a CPU-second\n", written, rate)
			}
		}
		return err
	}
	c := f.Corpus
	if c == nil {
		c = NewCorpus(1)
	}
	for e := range c.Entries(f.Articles) {
		if f.Read {
			c.Read(&e)
		}
		out.Text += int64(len(e.Looks[0].Version.Text))
		if batch = append(batch, e); len(batch) == f.Batch {
			if err := write(); err != nil {
				return out, err
			}
		}
	}
	if err := write(); err != nil {
		return out, err
	}
	began := f.Clock()
	err = s.EndRun(ctx, news.Run{ID: run, Ended: Start})
	out.Spent += f.Clock() - began
	return out, err
}
