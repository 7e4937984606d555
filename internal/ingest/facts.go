package ingest

import (
	"cmp"
	"context"
	"runtime"
	"sync"

	"dateline/internal/fault"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/reading"
	"dateline/internal/store"
)

// readVersion reads what a version says.
func readVersion(v news.Version, outlet news.Outlet, url string, names *gazetteer.Gazetteer) news.Reading {
	r := reading.Read(reading.Input{
		Text: v.Text, Title: v.Title, Outlet: cmp.Or(outlet.Name, outlet.Domain), URL: url,
		Language: cmp.Or(v.Language, page.Language(v.Title, v.Text)), Published: v.Published,
	}, names)
	r.Links, r.Credit, r.Corrections = v.Links, v.Credit, v.Corrections
	return r
}

// Readings is what reading again asks of a store.
type Readings interface {
	Unread(ctx context.Context, reader int, after int64, limit int) ([]store.Unread, error)
	WriteReadings(ctx context.Context, readings []store.Read) error
}

// readingBatch is how many readings are written in one transaction.
const readingBatch = 500

// RereadFacts reads all versions again that an older reader read, or none. It
// returns how many; called again it goes on where it stopped.
func RereadFacts(ctx context.Context, s Readings, reader int, names *gazetteer.Gazetteer, progress func(int)) (n int, err error) {
	for after := int64(-1 << 62); ; {
		unread, err := s.Unread(ctx, reader, after, readingBatch)
		if err != nil || len(unread) == 0 {
			return n, err
		}
		after = unread[len(unread)-1].Version.ID
		if err := s.WriteReadings(ctx, readAll(unread, names)); err != nil {
			return n, err
		}
		n += len(unread)
		progress(len(unread))
		if ctx.Err() != nil {
			return n, fault.New(fault.Interrupted, "interrupted; the rest is read when it is called again")
		}
	}
}

// readAll reads versions on all cores, in order.
func readAll(unread []store.Unread, names *gazetteer.Gazetteer) []store.Read {
	all := make([]store.Read, len(unread))
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(unread); i += workers {
				u := unread[i]
				all[i] = store.Read{Version: u.Version.ID, Reading: readVersion(u.Version, u.Outlet, u.URL, names)}
			}
		})
	}
	wait.Wait()
	return all
}
