package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
)

func add(t *testing.T, s Store, url string) news.Source {
	t.Helper()
	src, added, err := s.AddSource(t.Context(), news.Source{URL: url, Kind: news.SourceFeed, Title: "A feed", Added: noon})
	if err != nil || !added {
		t.Fatalf("AddSource(%q) = %v, %v; want it added", url, added, err)
	}
	return src
}

func testSourceOnce(t *testing.T, s Store) {
	first := add(t, s, "https://herald.example/feed")
	again, added, err := s.AddSource(t.Context(), news.Source{URL: first.URL, Title: "Another title", Added: noon.Add(time.Hour)})
	if err != nil || added {
		t.Fatalf("added again: %v, %v", added, err)
	}
	if diff := difference(first, again); diff != "" {
		t.Errorf("the second time it is another (-first +second):\n%s", diff)
	}
	first.Title, first.Site, first.State = "A new title", "https://herald.example/", news.SourcePaused
	first.Validators = news.Validators{ETag: `"x"`, LastModified: "Wed, 18 Feb 2026 12:00:00 GMT"}
	first.LastFetch, first.LastSuccess, first.NextDue = noon, noon.Add(-time.Hour), noon.Add(time.Hour)
	first.Failures, first.LastCode, first.DueWhy, first.NotBefore = 3, fault.Timeout, "every 40 min", noon.Add(time.Minute)
	first.Wishes = news.Wishes{Every: time.Hour, SkipHours: 1<<23 | 1, SkipDays: 1 << time.Saturday}
	first.Rhythm, first.LastNew, first.Folder, first.MovedFrom = 90*time.Minute, noon.Add(-time.Minute), "Papers/Europe", "https://herald.example/old"
	first.Move = news.Move{To: "https://herald.example/new", Since: noon, Seen: 2}
	if err := s.UpdateSource(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	all, err := s.Sources(t.Context())
	if diff := difference([]news.Source{first}, all); diff != "" || err != nil {
		t.Errorf("%v; stored (-want +got):\n%s", err, diff)
	}
	if err := s.UpdateSource(t.Context(), news.Source{ID: 99, Kind: news.SourceFeed, State: news.SourceActive}); !errors.Is(err, fault.NoMatch) {
		t.Errorf("updating no source: %v, want no-match", err)
	}
	if _, _, err := s.AddSource(t.Context(), news.Source{Added: noon}); err == nil {
		t.Error("a source without URL was added")
	}
}

func testSourceRevived(t *testing.T, s Store) {
	src := add(t, s, "https://herald.example/feed")
	src.State, src.NextDue, src.Failures, src.LastCode = news.SourceRemoved, noon.Add(time.Hour), 4, fault.Gone
	if err := s.UpdateSource(t.Context(), src); err != nil {
		t.Fatal(err)
	}
	revived, added, err := s.AddSource(t.Context(), news.Source{URL: src.URL, Kind: news.SourceFeed, Added: noon.Add(time.Hour)})
	if err != nil || !added {
		t.Fatalf("added again: %v, %v", added, err)
	}
	want := src
	want.State, want.NextDue, want.Failures, want.LastCode = news.SourceActive, time.Time{}, 0, ""
	if diff := difference(want, revived); diff != "" {
		t.Errorf("revived (-want +got):\n%s", diff)
	}
}

func testActiveSources(t *testing.T, s Store) {
	for _, c := range []struct {
		url   string
		state news.SourceState
		due   time.Time
	}{
		{"later", news.SourceActive, noon.Add(time.Second)},
		{"now", news.SourceActive, noon},
		{"long ago", news.SourceActive, noon.Add(-time.Hour)},
		{"never asked", news.SourceActive, time.Time{}},
		{"paused", news.SourcePaused, time.Time{}},
		{"gone", news.SourceGone, time.Time{}},
		{"removed", news.SourceRemoved, time.Time{}},
	} {
		src := add(t, s, c.url)
		src.State, src.NextDue = c.state, c.due
		if err := s.UpdateSource(t.Context(), src); err != nil {
			t.Fatal(err)
		}
	}
	due, err := s.ActiveSources(t.Context())
	var urls []string
	for _, src := range due {
		urls = append(urls, src.URL)
	}
	if diff := difference([]string{"never asked", "long ago", "now", "later"}, urls); diff != "" || err != nil {
		t.Errorf("%v; due (-want +got):\n%s", err, diff)
	}
}

func testRuns(t *testing.T, s Store) {
	first := news.Run{Started: noon, Program: "dateline 1"}
	second := news.Run{Started: noon.Add(time.Hour), Program: "dateline 1"}
	for _, run := range []*news.Run{&first, &second} {
		var err error
		if run.ID, err = s.BeginRun(t.Context(), *run); err != nil {
			t.Fatal(err)
		}
	}
	second.Ended, second.New, second.Changed, second.Unchanged, second.Failed = noon.Add(2*time.Hour), 1, 2, 3, 4
	if err := s.EndRun(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	runs, err := s.Runs(t.Context(), 10)
	if diff := difference([]news.Run{second, first}, runs); diff != "" || err != nil {
		t.Errorf("%v; runs (-want +got):\n%s", err, diff)
	}
	if err := s.EndRun(t.Context(), news.Run{ID: 99}); !errors.Is(err, fault.NoMatch) {
		t.Errorf("ending no run: %v, want no-match", err)
	}
}

func testOutcomes(t *testing.T, s Store) {
	run, err := s.BeginRun(t.Context(), news.Run{Started: noon, Program: "x"})
	if err != nil {
		t.Fatal(err)
	}
	src := add(t, s, "https://herald.example/feed")
	failed := store.Entry{Source: &src, Outcome: news.Outcome{Run: run, URL: src.URL, Time: noon, Took: 1500 * time.Millisecond, Code: fault.Timeout, Detail: "no answer in 30 s"}}
	fine := page("https://herald.example/a", "A", "Text.", edtf.Date{}, noon)
	fine.Outcome.Run = run
	write(t, s, failed, fine)
	want := news.Outcome{ID: 1, Run: run, Source: src.ID, URL: src.URL, Time: noon, Took: 1500 * time.Millisecond, Code: fault.Timeout, Detail: "no answer in 30 s"}
	for _, c := range []struct {
		name   string
		filter store.OutcomeFilter
		count  int
	}{
		{"all", store.OutcomeFilter{}, 2}, {"of the run", store.OutcomeFilter{Run: run}, 2}, {"of another run", store.OutcomeFilter{Run: 7}, 0},
		{"failed", store.OutcomeFilter{Failed: true}, 1}, {"of the source", store.OutcomeFilter{Source: src.ID}, 1},
		{"of the article", store.OutcomeFilter{Article: 1}, 1}, {"one", store.OutcomeFilter{Limit: 1}, 1},
	} {
		got, err := s.Outcomes(t.Context(), c.filter)
		if err != nil || len(got) != c.count {
			t.Errorf("%s: %d outcomes, %v; want %d", c.name, len(got), err, c.count)
		}
		if c.filter.Failed && len(got) == 1 {
			if diff := difference(want, got[0]); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
		}
	}
}

func testTakenOnce(t *testing.T, s Store) {
	once := news.Source{URL: "https://herald.example/feed", State: news.SourceOnce, Added: noon}
	w := store.Entry{Outcome: news.Outcome{URL: once.URL, Time: noon}, Capture: capture(once.URL, "x", noon), Source: &once,
		Listings: []store.Listing{{ArticleURL: urlOf(1), Outlet: news.Outlet{Domain: "herald.example"}, Sighting: news.Sighting{Title: "T", Seen: noon}}}}
	write(t, s, w)
	sightings, err := s.Sightings(t.Context(), one(t, s, urlOf(1)).ID)
	if err != nil || len(sightings) != 1 || sightings[0].Source == 0 {
		t.Errorf("%+v, %v; want one from the source", sightings, err)
	}
	for _, c := range []struct {
		as, want news.SourceState
		added    bool
	}{{news.SourceOnce, news.SourceOnce, false}, {news.SourceActive, news.SourceActive, true}, {news.SourceOnce, news.SourceActive, false}} {
		got, added, err := s.AddSource(t.Context(), news.Source{URL: once.URL, State: c.as, Added: noon})
		if err != nil || got.State != c.want || added != c.added {
			t.Errorf("added as %s: %s, added %v, %v; want %s, %v", c.as, got.State, added, err, c.want, c.added)
		}
	}
}

func testFetchedSource(t *testing.T, s Store) {
	src := add(t, s, "https://herald.example/feed")
	paused := src
	paused.State, paused.Title = news.SourcePaused, "My name for it"
	if err := s.UpdateSource(t.Context(), paused); err != nil {
		t.Fatal(err)
	}
	src.Title, src.Site, src.LastFetch, src.Validators = "The feed's name", "https://herald.example/", noon, news.Validators{ETag: `"x"`}
	write(t, s, store.Entry{Outcome: news.Outcome{URL: src.URL, Time: noon}, Source: &src})
	all, err := s.Sources(t.Context())
	if err != nil || all[0].State != news.SourcePaused || all[0].Title != "My name for it" || all[0].Site != src.Site || all[0].Validators != src.Validators {
		t.Errorf("%+v, %v", all, err)
	}
}

func testAddSources(t *testing.T, s Store) {
	add(t, s, "https://herald.example/1")
	var many []news.Source
	for i := range 4 {
		many = append(many, news.Source{URL: fmt.Sprintf("https://herald.example/%d", i), Added: noon})
	}
	stored, added, err := s.AddSources(t.Context(), many)
	if err != nil || !slices.Equal(added, []bool{true, false, true, true}) || stored[1].Title != "A feed" || stored[3].ID == 0 {
		t.Errorf("%+v, %v, %v", stored, added, err)
	}
	if _, _, err := s.AddSources(t.Context(), []news.Source{{URL: "https://herald.example/new", Added: noon}, {}}); err == nil {
		t.Error("a source without a URL was added")
	}
	if all, err := s.Sources(t.Context()); err != nil || len(all) != 4 {
		t.Errorf("%d sources, %v; want 4: all of a list or none", len(all), err)
	}
}

func testResting(t *testing.T, s Store) {
	for _, hours := range []time.Duration{5, 1} {
		write(t, s, store.Entry{Outcome: news.Outcome{URL: "u", Time: noon}, Rest: store.Rest{Host: "herald.example", Until: noon.Add(hours * time.Hour)}})
	}
	for _, c := range []struct {
		now  time.Time
		want map[string]time.Time
	}{{noon, map[string]time.Time{"herald.example": noon.Add(time.Hour)}}, {noon.Add(2 * time.Hour), map[string]time.Time{}}} {
		got, err := s.Resting(t.Context(), c.now)
		if diff := difference(c.want, got); diff != "" || err != nil {
			t.Errorf("%v; resting at %v (-want +got):\n%s", err, c.now, diff)
		}
	}
}

func testQuiet(t *testing.T, s Store) {
	src := add(t, s, "https://herald.example/feed")
	src.LastSuccess = noon
	write(t, s, store.Entry{Quiet: true, Source: &src, Outcome: news.Outcome{URL: src.URL, Time: noon}})
	outcomes, err := s.Outcomes(t.Context(), store.OutcomeFilter{})
	if err != nil || len(outcomes) != 0 {
		t.Errorf("%+v, %v; want none", outcomes, err)
	}
	if all, err := s.Sources(t.Context()); err != nil || !all[0].LastSuccess.Equal(noon) {
		t.Errorf("%+v, %v; its source knows of it", all, err)
	}
}

func testMovedSource(t *testing.T, s Store) {
	src, taken := add(t, s, "https://herald.example/feed"), add(t, s, "https://herald.example/taken")
	for _, c := range []struct{ to, want string }{
		{taken.URL, "https://herald.example/feed"}, // another has it
		{"https://herald.example/new", "https://herald.example/new"},
	} {
		state := src
		state.URL, state.MovedFrom = c.to, src.URL
		write(t, s, store.Entry{Quiet: true, Source: &state, Outcome: news.Outcome{URL: src.URL, Time: noon}})
		all, err := s.Sources(t.Context())
		if err != nil || len(all) != 2 || all[0].ID != src.ID || all[0].URL != c.want {
			t.Errorf("%+v, %v; want it at %s", all, err, c.want)
		}
	}
	again, added, err := s.AddSource(t.Context(), news.Source{URL: src.URL, Added: noon})
	if err != nil || added || again.ID != src.ID {
		t.Errorf("%+v, %v, %v: its old URL is still its own", again, added, err)
	}
}

func testListed(t *testing.T, s Store) {
	src, other := add(t, s, "https://herald.example/feed"), add(t, s, "https://herald.example/other")
	item := func(n int, id, title string) store.Listing {
		return store.Listing{ArticleURL: urlOf(n), Outlet: news.Outlet{Domain: "herald.example"}, Sighting: news.Sighting{
			FeedID: id, Title: title, Published: edtf.Day(2026, 2, n), Seen: noon.Add(time.Duration(n) * time.Hour),
		}}
	}
	take := func(src news.Source, listings ...store.Listing) {
		write(t, s, store.Entry{Source: &src, Outcome: news.Outcome{URL: src.URL, Time: noon}, Capture: capture(src.URL, src.URL+listings[0].Sighting.Title, noon), Listings: listings})
	}
	take(src, item(1, "a", "One"), item(2, "https://herald.example/the-same-long-end", "Two"), item(3, "", "Three"))
	take(src, item(1, "a", "One, edited"))
	take(other, item(1, "z", "One elsewhere"), item(4, "https://elsewhere.example/the-same-long-end", "Four"))
	write(t, s, page(urlOf(2), "Two", "Text.", edtf.Date{}, noon))
	sum := func(l store.Listing) [16]byte { l.Sighting.URL = l.ArticleURL; return store.SumOf(l.Sighting) }
	told := func(n int, id, title string) store.Listed {
		l := item(n, id, title)
		return store.Listed{ArticleURL: l.ArticleURL, FeedID: id, Title: title, Published: l.Sighting.Published, Sum: sum(l), Seen: l.Sighting.Seen}
	}
	two := told(2, "https://herald.example/the-same-long-end", "Two")
	two.Looks, two.Read = 1, true
	got, err := s.ListedAt(t.Context(), src.ID, []string{urlOf(1), urlOf(2), urlOf(3), urlOf(4), "https://herald.example/unknown"})
	if diff := difference([]store.Listed{told(1, "a", "One"), two, told(3, "", "Three"), told(1, "a", "One, edited")}, got); diff != "" || err != nil {
		t.Errorf("%v; by link (-want +got):\n%s", err, diff)
	}
	got, err = s.ListedAs(t.Context(), src.ID, []string{"z", "", "https://herald.example/the-same-long-end", "https://elsewhere.example/the-same-long-end"})
	if diff := difference([]store.Listed{two}, got); diff != "" || err != nil {
		t.Errorf("%v; by id (-want +got):\n%s", err, diff)
	}
	for _, none := range [][]string{nil, {}, {"it's \"quoted\" & <odd>"}} {
		if got, err := s.ListedAt(t.Context(), src.ID, none); err != nil || len(got) != 0 {
			t.Errorf("%q: %+v, %v; want none", none, got, err)
		}
	}
}
