package topics

import (
	"runtime"
	"sync"

	"dateline/internal/edtf"
	"dateline/internal/reading"
	"dateline/internal/report"
)

// Read reads the dates of topics as an ingest does.
func Read(all []Topic) []report.DateTopic {
	out := make([]report.DateTopic, len(all))
	var wait sync.WaitGroup
	next := make(chan int, len(all))
	for i := range all {
		next <- i
	}
	close(next)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				out[i] = report.DateTopic{Name: all[i].Name, Timelines: all[i].Timelines, Articles: tellings(all[i].Articles)}
			}
		})
	}
	wait.Wait()
	return out
}

func tellings(articles []Article) []report.Telling {
	out := make([]report.Telling, len(articles))
	for i, a := range articles {
		published := edtf.Day(a.Published.Date())
		out[i] = report.Telling{
			Published: published, Title: a.Title, Text: a.Text, Copy: a.Copy,
			Dates: reading.Dates(reading.Input{Text: a.Text, Title: a.Title, Language: "en", Published: published}),
		}
	}
	return out
}
