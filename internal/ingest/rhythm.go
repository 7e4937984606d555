package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"dateline/internal/feed"
	"dateline/internal/news"
)

// Bounds of the time between two fetches of a source by itself.
const (
	leastInterval   = 10 * time.Minute
	mostInterval    = 24 * time.Hour
	unknownInterval = time.Hour // where no rhythm is known
	mostWish        = 24 * time.Hour
	perItem         = 3  // fetches per item that is to be expected
	leastDates      = 3  // that tell a rhythm
	mostDates       = 20 // that are looked at: the newest
)

const day = 24 * time.Hour

// interval is the time between two fetches that a source's rhythm suggests.
func interval(s news.Source, now time.Time) time.Duration {
	gap := Expected(s, now)
	if gap == 0 {
		return unknownInterval
	}
	return min(max(gap/perItem, leastInterval), mostInterval).Round(time.Minute)
}

// Expected is the mean time between two new items of a source as it is to be
// expected now: a source that has been silent for long is slower than it was.
// 0: not known.
func Expected(s news.Source, now time.Time) time.Duration {
	if s.LastNew.IsZero() {
		return s.Rhythm
	}
	silent := max(now.Sub(s.LastNew), 0)
	if s.Rhythm == 0 && silent < day {
		return 0 // too early to tell
	}
	return max(s.Rhythm, silent/2)
}

// backoff is the time until a source is asked again after failures in a row.
func backoff(failures int) time.Duration {
	if failures > 8 {
		return mostInterval
	}
	return min(leastInterval<<max(failures-1, 0), mostInterval)
}

// dated is the mean time between a feed's items by their dates, the newest of
// them, and when the newest was published. Dates to come, and those of whole
// days or less, tell nothing. 0: too few.
func dated(items []feed.Item, now time.Time) (gap time.Duration, newest time.Time) {
	var dates []time.Time
	for _, item := range items {
		at, exact := cmp.Or(item.Published, item.Updated).Instant()
		if exact && !at.After(now) {
			dates = append(dates, at)
		}
	}
	if len(dates) == 0 {
		return 0, time.Time{}
	}
	slices.SortFunc(dates, func(a, b time.Time) int { return b.Compare(a) })
	dates = dates[:min(len(dates), mostDates)]
	if n := len(dates); n >= leastDates {
		gap = dates[0].Sub(dates[n-1]) / time.Duration(n-1)
	}
	return gap, dates[0]
}

// heard is a source's rhythm after an answer that was read: what the dates of
// its items say, and what we saw ourselves. Each corrects the other: dates can
// be wrong, and we do not see all.
func heard(s news.Source, t told, at time.Time) news.Source {
	switch {
	case s.LastNew.IsZero():
		s.Rhythm, s.LastNew = t.gap, t.newest
		if s.LastNew.IsZero() && t.items > 0 {
			s.LastNew = at
		}
	case t.fresh > 0:
		seen := max(at.Sub(s.LastNew), 0) / time.Duration(t.fresh)
		if s.Rhythm > 0 {
			seen = (3*s.Rhythm + seen) / 4
		}
		s.Rhythm, s.LastNew = seen, at
		if t.gap > 0 {
			s.Rhythm = (seen + t.gap) / 2
		}
	}
	return s
}

// wishes are what a feed says of being asked again. One that never wants to be
// asked says nothing.
func wishes(f *feed.Feed) news.Wishes {
	w := news.Wishes{Every: min(max(f.TTL, f.UpdateEvery, 0), mostWish)}
	for _, h := range f.SkipHours {
		if h >= 0 && h <= 24 {
			w.SkipHours |= 1 << (h % 24)
		}
	}
	for _, d := range f.SkipDays {
		w.SkipDays |= 1 << d
	}
	if w.SkipHours == 1<<24-1 {
		w.SkipHours = 0
	}
	if w.SkipDays == 1<<7-1 {
		w.SkipDays = 0
	}
	return w
}

// skips says whether a feed wants to be left alone at a time of the week.
func skips(w news.Wishes, at time.Time) bool {
	at = at.UTC()
	return w.SkipHours>>at.Hour()&1 == 1 || w.SkipDays>>at.Weekday()&1 == 1
}

// awake is the first time from at on that a feed does not skip.
func awake(w news.Wishes, at time.Time) time.Time {
	for range 7 * 24 {
		if !skips(w, at) {
			return at
		}
		at = at.UTC().Truncate(time.Hour).Add(time.Hour)
	}
	return at
}

// pace is a rhythm in words: "12 items a day".
func pace(gap time.Duration) string {
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{day, "day"}, {7 * day, "week"}, {30 * day, "month"}, {365 * day, "year"}} {
		if n := (unit.length + gap/2) / max(gap, 1); n >= 2 || n == 1 && unit.name != "day" {
			return items(int(min(n, 100_000))) + " a " + unit.name
		}
	}
	return "silent for years"
}

func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}

// every is an interval in words: "every 40 min".
func every(d time.Duration) string {
	switch {
	case d >= day:
		return "every day"
	case d >= 2*time.Hour:
		return fmt.Sprintf("every %d h", d.Round(time.Hour)/time.Hour)
	}
	return fmt.Sprintf("every %d min", d.Round(time.Minute)/time.Minute)
}
