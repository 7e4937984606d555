package ingest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/internal/edtf"
	"dateline/internal/feed"
	"dateline/internal/news"
)

func TestIntervalFollowsTheRhythm(t *testing.T) {
	for name, c := range map[string]struct {
		rhythm time.Duration
		silent time.Duration // since the last new item; 0: none ever
		want   time.Duration
		words  string
	}{
		"nothing known":              {0, 0, time.Hour, "every 60 min"},
		"twelve a day":               {2 * time.Hour, time.Hour, 40 * time.Minute, "every 40 min"},
		"one a minute":               {time.Minute, time.Minute, 10 * time.Minute, "every 10 min"},
		"one a day":                  {day, time.Hour, 8 * time.Hour, "every 8 h"},
		"one a month":                {30 * day, day, day, "every day"},
		"fast once, silent for days": {time.Hour, 2 * day, 8 * time.Hour, "every 8 h"},
		"silent for a year":          {time.Hour, 365 * day, day, "every day"},
		"first item just now":        {0, time.Hour, time.Hour, "every 60 min"},
		"one item, days ago":         {0, 2 * day, 8 * time.Hour, "every 8 h"},
		"clock went back":            {2 * time.Hour, -day, 40 * time.Minute, "every 40 min"},
	} {
		s := news.Source{Rhythm: c.rhythm}
		if c.silent != 0 {
			s.LastNew = noon.Add(-c.silent)
		}
		if got := interval(s, noon); got != c.want || every(got) != c.words {
			t.Errorf("%s: %v (%s), want %v (%s)", name, got, every(got), c.want, c.words)
		}
	}
}

func TestIntervalAndBackoffStayWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := news.Source{Rhythm: time.Duration(rapid.Int64Min(0).Draw(t, "rhythm")), LastNew: noon.Add(-time.Duration(rapid.Int64().Draw(t, "silent")))}
		failures := rapid.IntRange(1, 1_000_000).Draw(t, "failures")
		for what, got := range map[string]time.Duration{"interval": interval(s, noon), "backoff": backoff(failures)} {
			if got < leastInterval || got > mostInterval {
				t.Errorf("%s of %+v, %d failures: %v", what, s, failures, got)
			}
		}
		if backoff(failures+1) < backoff(failures) {
			t.Errorf("after %d failures less than after one fewer", failures+1)
		}
	})
}

func TestBackoffDoubles(t *testing.T) {
	for failures, want := range map[int]time.Duration{
		1: 10 * time.Minute, 2: 20 * time.Minute, 3: 40 * time.Minute, 4: 80 * time.Minute, 7: 640 * time.Minute, 8: 1280 * time.Minute, 9: day, 100: day,
	} {
		if got := backoff(failures); got != want {
			t.Errorf("%d failures: %v, want %v", failures, got, want)
		}
	}
}

func TestDatesTellARhythm(t *testing.T) {
	at := func(hours ...float64) (items []feed.Item) {
		for _, h := range hours {
			items = append(items, feed.Item{Published: edtf.Instant(noon.Add(-time.Duration(h * float64(time.Hour))))})
		}
		return items
	}
	var many []feed.Item
	for i := range 40 { // an hour apart, then a day: the newest count
		many = append(many, at(float64(min(i, 25)+max(i-25, 0)*24))...)
	}
	for name, c := range map[string]struct {
		items  []feed.Item
		gap    time.Duration
		newest time.Duration // before noon; -1: none
	}{
		"none":                {nil, 0, -1},
		"one":                 {at(3), 0, 3 * time.Hour},
		"three in disorder":   {at(5, 1, 3), 2 * time.Hour, time.Hour},
		"all at once":         {at(2, 2, 2), 0, 2 * time.Hour},
		"to come":             {at(-5, -1, 1, 2, 3), time.Hour, time.Hour},
		"the newest twenty":   {many, time.Hour, 0},
		"days without a time": {[]feed.Item{{Published: edtf.Day(2026, 2, 1)}, {Published: edtf.Day(2026, 2, 2)}, {Published: edtf.Day(2026, 2, 3)}}, 0, -1},
		"dates of change":     {[]feed.Item{{Updated: edtf.Instant(noon)}, {Updated: edtf.Instant(noon.Add(-time.Hour))}, {Updated: edtf.Instant(noon.Add(-2 * time.Hour))}}, time.Hour, 0},
	} {
		gap, newest := dated(c.items, noon)
		want := noon.Add(-c.newest)
		if c.newest < 0 {
			want = time.Time{}
		}
		if gap != c.gap || !newest.Equal(want) {
			t.Errorf("%s: %v, %v; want %v, %v", name, gap, newest, c.gap, want)
		}
	}
}

func TestWhatIsSeenCorrectsWhatDatesSay(t *testing.T) {
	for name, c := range map[string]struct {
		before news.Source
		t      told
		want   news.Source
	}{
		"first, with dates": {news.Source{}, told{items: 9, fresh: 9, gap: time.Hour, newest: noon.Add(-day)},
			news.Source{Rhythm: time.Hour, LastNew: noon.Add(-day)}},
		"first, without dates": {news.Source{}, told{items: 9, fresh: 9}, news.Source{LastNew: noon}},
		"first, empty":         {news.Source{}, told{}, news.Source{}},
		"nothing new":          {news.Source{Rhythm: time.Hour, LastNew: noon.Add(-day)}, told{items: 9, gap: time.Minute}, news.Source{Rhythm: time.Hour, LastNew: noon.Add(-day)}},
		"two new, no dates":    {news.Source{LastNew: noon.Add(-4 * time.Hour)}, told{items: 9, fresh: 2}, news.Source{Rhythm: 2 * time.Hour, LastNew: noon}},
		"slower than before":   {news.Source{Rhythm: time.Hour, LastNew: noon.Add(-5 * time.Hour)}, told{fresh: 1}, news.Source{Rhythm: 2 * time.Hour, LastNew: noon}},
		"dates that are always now": {news.Source{Rhythm: time.Hour, LastNew: noon.Add(-5 * time.Hour)}, told{fresh: 1, gap: 2},
			news.Source{Rhythm: time.Hour + 1, LastNew: noon}},
		"clock went back": {news.Source{Rhythm: 4 * time.Hour, LastNew: noon.Add(day)}, told{fresh: 1}, news.Source{Rhythm: 3 * time.Hour, LastNew: noon}},
	} {
		if diff := cmp.Diff(c.want, heard(c.before, c.t, noon)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestWishesOfAFeedAreRead(t *testing.T) {
	all := make([]int, 24)
	for i := range all {
		all[i] = i
	}
	week := []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	for name, c := range map[string]struct {
		f    feed.Feed
		want news.Wishes
	}{
		"none":               {feed.Feed{}, news.Wishes{}},
		"the longer one":     {feed.Feed{TTL: time.Hour, UpdateEvery: 2 * time.Hour}, news.Wishes{Every: 2 * time.Hour}},
		"a day at most":      {feed.Feed{TTL: 30 * day}, news.Wishes{Every: day}},
		"hours":              {feed.Feed{SkipHours: []int{0, 23, 24, 99, -1}}, news.Wishes{SkipHours: 1<<23 | 1}},
		"days":               {feed.Feed{SkipDays: []time.Weekday{time.Saturday, time.Sunday}}, news.Wishes{SkipDays: 1<<6 | 1}},
		"always is nonsense": {feed.Feed{SkipHours: all, SkipDays: week}, news.Wishes{}},
	} {
		if got := wishes(&c.f); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestSkippedTimesEnd(t *testing.T) {
	w := news.Wishes{SkipHours: 1<<12 | 1<<13, SkipDays: 1 << time.Thursday} // noon is a Wednesday's
	for name, c := range map[string]struct{ at, want time.Time }{
		"within":                     {noon.Add(30 * time.Minute), noon.Add(2 * time.Hour)},
		"before":                     {noon.Add(-time.Second), noon.Add(-time.Second)},
		"a day":                      {noon.Add(13 * time.Hour), noon.Add(36 * time.Hour)},
		"hours of another time zone": {noon.In(time.FixedZone("", 5*3600)), noon.Add(2 * time.Hour)},
	} {
		if got := awake(w, c.at); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestPaceIsSaidInWords(t *testing.T) {
	for gap, want := range map[time.Duration]string{
		2 * time.Hour: "12 items a day", 12 * time.Hour: "2 items a day", day: "7 items a week", 7 * day: "1 item a week", 3 * day: "2 items a week",
		20 * day: "2 items a month", 30 * day: "1 item a month", 100 * day: "4 items a year", 365 * day: "1 item a year", 1000 * day: "silent for years", 0: "100000 items a day",
	} {
		if got := pace(gap); got != want {
			t.Errorf("%v: %q, want %q", gap, got, want)
		}
	}
}

func TestAClockThatWentBackHoldsNothing(t *testing.T) {
	s := news.Source{LastFetch: noon, NotBefore: noon.Add(time.Hour), NextDue: noon.Add(2 * time.Hour)}
	for name, c := range map[string]struct {
		at       time.Time
		may, due bool
	}{
		"within the wish":  {noon.Add(time.Minute), false, false},
		"after it":         {noon.Add(61 * time.Minute), true, false},
		"after the rhythm": {noon.Add(121 * time.Minute), true, true},
		"years before":     {noon.AddDate(-3, 0, 0), true, true},
	} {
		if may, due := MayAsk(s, c.at), isDue(s, c.at); may != c.may || due != c.due {
			t.Errorf("%s: may %v, due %v; want %v, %v", name, may, due, c.may, c.due)
		}
	}
}
