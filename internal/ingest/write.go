package ingest

import (
	"context"
	"time"

	"dateline/internal/fault"
	"dateline/internal/store"
)

// Bounds of one write transaction.
const (
	batchEntries = 500
	batchRows    = 1000     // items and versions: the full-text index holds them in memory until then
	batchRecords = 32 << 20 // bytes of archive records held back
	batchPause   = 150 * time.Millisecond
)

// writer is the one stage that changes the archive and the store. Records go
// into the archive first and are synced before the rows that mention them are
// committed.
type writer struct {
	job      *Job
	front    *frontier
	sum      Summary
	batch    []intake
	held     int // bytes of archive records
	rows     int
	taken    map[int64]bool // articles whose page this run has asked for
	finished int            // tasks done for good
	next     int64          // number of the document of files that is to be written next
	early    map[int64]intake
}

// drain writes readings in batches until there are no more. The first failure
// stops the run; what comes after it is dropped, not written.
func (w *writer) drain(ctx context.Context, in <-chan intake, stop func()) error {
	var failed error
	pause := time.NewTicker(batchPause)
	defer pause.Stop()
	for {
		var flush bool
		select {
		case r, ok := <-in:
			if !ok {
				if failed != nil {
					return failed
				}
				return w.flush(ctx)
			}
			if failed != nil {
				continue
			}
			if r.err != nil {
				failed = r.err
				stop()
				continue
			}
			w.take(r)
			flush = len(w.batch) >= batchEntries || w.rows >= batchRows || w.held >= batchRecords
		case <-pause.C:
			flush = true
		}
		if flush && failed == nil {
			if failed = w.flush(ctx); failed != nil {
				stop()
			}
		}
	}
}

// take puts an intake into the batch; what files brought, in the order in which
// they brought it, whichever reader was faster.
func (w *writer) take(r intake) {
	if r.seq == 0 {
		w.add(r)
		return
	}
	w.early[r.seq] = r
	for {
		r, ready := w.early[w.next+1]
		if !ready {
			return
		}
		w.next++
		delete(w.early, w.next)
		w.add(r)
	}
}

func (w *writer) add(r intake) {
	w.batch = append(w.batch, r)
	w.rows += len(r.entry.Listings) + len(r.entry.Looks)
	for _, record := range r.records {
		w.held += len(record.Block)
	}
}

// flush archives and commits the batch, then lets the frontier know.
func (w *writer) flush(ctx context.Context) error {
	if len(w.batch) == 0 {
		return nil
	}
	entries := make([]store.Entry, 0, len(w.batch))
	archived := false
	for i := range w.batch {
		r := &w.batch[i]
		if r.skipped {
			continue
		}
		if len(r.records) > 0 {
			if err := w.archive(r); err != nil {
				return err
			}
			archived = true
		}
		entries = append(entries, r.entry)
	}
	if archived {
		if err := w.job.Archive.Sync(); err != nil {
			return fault.Advise(err, archiveAdvice)
		}
	}
	written, err := w.job.Store.Write(ctx, entries)
	if err != nil {
		return err
	}
	w.account(written)
	w.batch, w.held, w.rows = w.batch[:0], 0, 0
	return nil
}

const archiveAdvice = "make room for the archive or mend its folder, then run it again; what was written before is kept"

// archive appends the records of an intake. What cannot be a record at all is the
// item's failure; what cannot be written is the run's.
func (w *writer) archive(r *intake) error {
	places, err := w.job.Archive.Append(r.records...)
	switch fault.CodeOf(err) {
	case "":
	case fault.Protocol, fault.Usage, fault.TooLarge, fault.Corrupt:
		r.spoil(err)
		return nil
	default:
		return fault.Advise(err, archiveAdvice)
	}
	c := r.entry.Capture
	c.File, c.Offset, c.Length = places[r.capture].File, places[r.capture].Offset, places[r.capture].Length
	c.RecordID = r.records[r.capture].ID
	return nil
}

// account counts a committed batch and sends its follow-up work.
func (w *writer) account(written []store.Written) {
	next := 0
	for _, r := range w.batch {
		var e event
		if r.last {
			e.finished = 1
			w.finished++
		}
		if r.skipped {
			if r.task.InTree {
				w.sum.Skipped++
			}
			w.front.send(e)
			continue
		}
		done := written[next]
		next++
		w.sum.New += done.New
		w.sum.Changed += done.Changed
		w.sum.Unchanged += done.Unchanged
		if r.task.Kind != KindArticle {
			w.sum.Asked++
		}
		switch code := r.entry.Outcome.Code; {
		case code == "":
		case r.entry.Quiet && r.task.Kind != KindAuto:
			w.sum.Left++ // asked another time
		default:
			w.fail(r, code)
		}
		e.add = append(e.add, r.parts...)
		if !w.job.Options.NoPages {
			for _, a := range done.Due {
				if w.taken[a.ID] {
					continue
				}
				w.taken[a.ID] = true
				e.add = append(e.add, Task{Kind: KindArticle, URL: a.URL, Article: a})
			}
		}
		w.front.send(e)
	}
	if w.job.Progress != nil {
		w.job.Progress(int(w.front.done.Load()), int(w.front.known.Load()-w.front.dropped.Load()))
	}
}

func (w *writer) fail(r intake, code fault.Code) {
	listed := r.task.Kind == KindArticle || r.within // a page in an archive, not the archive
	if listed {
		w.sum.Unread++
	} else {
		w.sum.Failed++
	}
	if w.job.Failed != nil {
		err := fault.New(code, "%s", r.entry.Outcome.Detail)
		w.job.Failed(Failure{Listed: listed, What: r.task.what(), Source: sourceID(r.task), Err: err})
	}
}
