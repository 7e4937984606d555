package report

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/store"
)

// Weighty is a day of a topic with how much it matters.
type Weighty struct {
	Day      time.Time
	Score    float64
	Mentions int // articles that name it
	Later    int // of them, those published more than a week after it
	Articles int // published on it
}

// What makes a day matter. Days that are still spoken of much later matter
// more than days on which much was written: counting publications alone, or
// mentions alone, finds fewer of the dates that editors choose (Tran et al.,
// Joint graphical models for date selection in timeline summarization, ACL
// 2015; Ghalandari and Ifrim, Examining the state-of-the-art in news timeline
// summarization, ACL 2020).
const (
	nearWeight    = 1.0 // of articles that name the day within a week
	laterWeight   = 1.6 // of those that name it later
	spreadWeight  = 0.8 // of the different days on which they were published
	topWeight     = 0.6 // of those that name it in their first part
	writtenWeight = 0.7 // of articles published on it, and on the next day half
	topShare      = .2  // of the text that is its first part
)

// dayCount is what is known of one day.
type dayCount struct {
	near, later, top, written int
	spread                    map[int64]bool
}

// WeighDays returns the days that articles name or are published on, the
// weightiest first. A span of time, a month or a year names no day.
func WeighDays(readings []store.ToldReading) []Weighty {
	days := map[int64]*dayCount{}
	at := func(day int64) *dayCount {
		d, ok := days[day]
		if !ok {
			d = &dayCount{spread: map[int64]bool{}}
			days[day] = d
		}
		return d
	}
	for _, r := range readings {
		published := dayNumber(r.Published)
		if published != noDay {
			at(published).written++
		}
		named := map[int64]bool{} // day → in the first part
		for _, m := range r.Reading.Dates {
			day := dayNumber(m.EDTF)
			if day == noDay {
				continue
			}
			named[day] = named[day] || float64(m.Start) < topShare*float64(r.Size)
		}
		for day, top := range named {
			d := at(day)
			if published != noDay && published > day+7 {
				d.later++
			} else {
				d.near++
			}
			if top {
				d.top++
			}
			if published != noDay {
				d.spread[published] = true
			}
		}
	}
	out := make([]Weighty, 0, len(days))
	for day, d := range days {
		written := float64(d.written)
		if next, ok := days[day+1]; ok {
			written += float64(next.written) / 2
		}
		w := Weighty{Day: time.Unix(day*86400, 0).UTC(), Mentions: d.near + d.later, Later: d.later, Articles: d.written}
		w.Score = nearWeight*math.Log1p(float64(d.near)) + laterWeight*math.Log1p(float64(d.later)) + spreadWeight*math.Log1p(float64(len(d.spread))) +
			topWeight*math.Log1p(float64(d.top))
		if w.Mentions > 0 { // a day on which much was written, but of which nobody speaks, is a day of no event
			w.Score += writtenWeight * math.Log1p(written)
		} else {
			w.Score += writtenWeight * math.Log1p(written) / 2
		}
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b Weighty) int { return cmp.Or(cmp.Compare(b.Score, a.Score), a.Day.Compare(b.Day)) })
	return out
}

const noDay = math.MinInt64

// dayNumber is the day of a date that names one, counted from 1970. The day of
// a moment is that of its own zone.
func dayNumber(d edtf.Date) int64 {
	if t, ok := d.Instant(); ok {
		year, month, day := t.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay
	}
	if d.Precision() != edtf.PrecisionDay {
		return noDay
	}
	from, _ := d.Bounds()
	return int64(math.Floor(float64(from.Unix()) / secondsPerDay))
}

const secondsPerDay = 86400
