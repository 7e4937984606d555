package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/store"
)

func testEntryWhole(t *testing.T, s Store) {
	src := add(t, s, "https://herald.example/feed")
	src.Validators.ETag = `"1"`
	src.LastFetch = noon
	sighting := news.Sighting{FeedID: "tag:1", URL: "https://herald.example/a?from=feed", Title: "A title", Summary: "A summary", Text: "All of it.",
		Authors: []string{"Ada Byron", "Grace H."}, Published: edtf.Day(2026, 2, 17), Updated: edtf.Month(2026, 2), Language: "en-GB", Seen: noon}
	version := news.Version{Basis: news.BasisPage, Access: news.AccessStub, Seen: noon, Title: "A title", Authors: []string{"Ada Byron"},
		Published: edtf.Instant(noon.Add(-time.Hour)), Modified: edtf.Day(2026, 2, 18), Language: "en-GB", Section: "News", Site: "The Herald",
		Canonical: "https://wire.example/a", Text: "First paragraph.\n\nSecond ☃."}
	entry := store.Entry{
		Outcome:  news.Outcome{URL: src.URL, Time: noon, Status: 200},
		Capture:  capture(src.URL, "x", noon),
		Source:   &src,
		Listings: []store.Listing{{ArticleURL: "https://herald.example/a", Outlet: news.Outlet{Domain: "herald.example"}, Sighting: sighting}},
		Looks:    []store.Look{{Planned: true, ArticleURL: "https://herald.example/a", Outlet: news.Outlet{Domain: "herald.example"}, Code: fault.Paywall, NextLook: noon.Add(time.Hour), Version: &version}},
	}
	entry.Capture.FinalURL = src.URL + "/"
	if diff := difference([]store.Written{{New: 1}}, write(t, s, entry)); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	a := one(t, s, "https://herald.example/a")
	want := news.Article{ID: a.ID, URL: "https://herald.example/a", Outlet: news.Outlet{ID: a.Outlet.ID, Domain: "herald.example", Name: "herald.example"},
		FirstSeen: noon, NextLook: noon.Add(time.Hour), Looks: 1, Failures: 1, LastCode: fault.Paywall}
	if diff := difference(want, a); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}
	c, err := s.Capture(t.Context(), entry.Capture.ID)
	if diff := difference(*entry.Capture, c); diff != "" || err != nil {
		t.Errorf("%v; capture (-want +got):\n%s", err, diff)
	}
	sighting.ID, sighting.Article, sighting.Source, sighting.Capture = 1, a.ID, src.ID, c.ID
	sightings, err := s.Sightings(t.Context(), a.ID)
	if diff := difference([]news.Sighting{sighting}, sightings); diff != "" || err != nil {
		t.Errorf("%v; sightings (-want +got):\n%s", err, diff)
	}
	v, err := s.Version(t.Context(), version.ID)
	if diff := difference(version, v); diff != "" || err != nil {
		t.Errorf("%v; version (-want +got):\n%s", err, diff)
	}
	if v.Article != a.ID || v.Capture != c.ID || v.Number != 1 || v.TextSHA256 == "" {
		t.Errorf("version %+v: not filled in", v)
	}
	sources, err := s.Sources(t.Context())
	if diff := difference([]news.Source{src}, sources); diff != "" || err != nil {
		t.Errorf("%v; sources (-want +got):\n%s", err, diff)
	}
}

func testBatchFails(t *testing.T, s Store) {
	good := page("https://herald.example/good", "Good", "Text.", edtf.Date{}, noon)
	for name, spoil := range map[string]func(*store.Entry){
		"no hash":    func(e *store.Entry) { e.Capture.SHA256 = "beef" },
		"no URL":     func(e *store.Entry) { e.Looks[0].ArticleURL = "" },
		"no capture": func(e *store.Entry) { e.Capture = nil },
		"no source":  func(e *store.Entry) { e.Source = &news.Source{ID: 77, Kind: news.SourceFeed, State: news.SourceActive} },
		"no run":     func(e *store.Entry) { e.Outcome.Run = 77 },
	} {
		bad := page("https://herald.example/bad", "Bad", "Text.", edtf.Date{}, noon)
		spoil(&bad)
		if _, err := s.Write(t.Context(), []store.Entry{good, bad}); err == nil {
			t.Errorf("%s: written", name)
		}
		if found, err := s.FindArticles(t.Context(), "herald"); err != nil || len(found) != 0 {
			t.Errorf("%s: %d articles are left, %v", name, len(found), err)
		}
	}
	write(t, s, good) // and the store goes on
	if n := len(versions(t, s, "https://herald.example/good")); n != 1 {
		t.Errorf("%d versions after the failures, want 1", n)
	}
}

func testUnchanged(t *testing.T, s Store) {
	for i, want := range []store.Written{{New: 1}, {Unchanged: 1}, {Unchanged: 1}} {
		at := noon.Add(time.Duration(i) * time.Hour)
		e := page(urlOf(1), "Title", "Text.", edtf.Date{}, at)
		e.Looks[0].Version.Section = fmt.Sprint(i) // no part of what the article says
		if diff := difference([]store.Written{want}, write(t, s, e)); diff != "" {
			t.Errorf("look %d (-want +got):\n%s", i, diff)
		}
	}
	if n := len(versions(t, s, urlOf(1))); n != 1 {
		t.Errorf("%d versions, want 1", n)
	}
	if a := one(t, s, urlOf(1)); a.Looks != 3 || !a.FirstSeen.Equal(noon) {
		t.Errorf("%d looks, first seen %s; want 3, at noon", a.Looks, a.FirstSeen)
	}
}

func testEdits(t *testing.T, s Store) {
	steps := []func(*news.Version){
		func(*news.Version) {},
		func(v *news.Version) { v.Title = "Another title" },
		func(v *news.Version) { v.Text = "Another text." },
		func(v *news.Version) { v.Authors = []string{"Ada Byron"} },
		func(v *news.Version) { v.Published = edtf.Day(2026, 2, 16) },
		func(*news.Version) {},
	}
	for i, step := range steps {
		e := page(urlOf(1), "Title", "Text.", edtf.Day(2026, 2, 17), noon.Add(time.Duration(i)*time.Minute))
		step(e.Looks[0].Version)
		want := store.Written{Changed: 1}
		if i == 0 {
			want = store.Written{New: 1}
		}
		if diff := difference([]store.Written{want}, write(t, s, e)); diff != "" {
			t.Errorf("step %d (-want +got):\n%s", i, diff)
		}
	}
	all := versions(t, s, urlOf(1))
	if len(all) != len(steps) {
		t.Fatalf("%d versions, want %d", len(all), len(steps))
	}
	for i, v := range all {
		if v.Number != i+1 {
			t.Errorf("version %d has number %d", i, v.Number)
		}
	}
	if all[0].TextSHA256 != all[5].TextSHA256 || all[0].TextSHA256 == all[2].TextSHA256 {
		t.Error("hashes do not tell the texts apart")
	}
}

func testTwoLooks(t *testing.T, s Store) {
	w := write(t, s,
		page(urlOf(1), "Title", "Text.", edtf.Day(2026, 2, 17), noon),
		page(urlOf(1), "Title", "Text.", edtf.Day(2026, 2, 17), noon.Add(time.Hour)),
		page(urlOf(1), "New title", "Text.", edtf.Day(2026, 2, 17), noon.Add(2*time.Hour)),
		page(urlOf(1), "New title", "Text.", edtf.Day(2026, 2, 17), noon.Add(3*time.Hour)))
	if diff := difference([]store.Written{{New: 1}, {Unchanged: 1}, {Changed: 1}, {Unchanged: 1}}, w); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	if all := versions(t, s, urlOf(1)); len(all) != 2 || all[1].Number != 2 || all[1].ID <= all[0].ID {
		t.Errorf("versions %+v, want two in order", all)
	}
}

func testOneURL(t *testing.T, s Store) {
	listed := store.Entry{Outcome: news.Outcome{URL: "https://herald.example/feed", Time: noon}, Capture: capture("https://herald.example/feed", "f", noon)}
	for range 3 {
		listed.Listings = append(listed.Listings, store.Listing{ArticleURL: urlOf(1), Outlet: news.Outlet{Domain: "herald.example"}, Sighting: news.Sighting{Title: "T", Seen: noon}})
	}
	w := write(t, s, listed, page(urlOf(1), "T", "Text.", edtf.Date{}, noon))
	if diff := difference([]store.Written{{New: 1}, {First: 1}}, w); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	if found, err := s.FindArticles(t.Context(), "herald"); err != nil || len(found) != 1 {
		t.Errorf("%d articles, %v; want 1", len(found), err)
	}
}

func testNextLook(t *testing.T, s Store) {
	list := func(look time.Time) store.Entry {
		return store.Entry{Outcome: news.Outcome{URL: "f", Time: noon}, Capture: capture("f", "f", noon), Listings: []store.Listing{{ArticleURL: urlOf(1),
			Outlet: news.Outlet{Domain: "herald.example"}, NextLook: look, Sighting: news.Sighting{Title: "T", Seen: noon}}}}
	}
	looked := page(urlOf(1), "T", "Text.", edtf.Date{}, noon)
	again := page(urlOf(1), "T", "Text.", edtf.Date{}, noon)
	again.Looks[0].NextLook = noon.Add(24 * time.Hour)
	for i, c := range []struct {
		entry store.Entry
		want  time.Time
	}{
		{list(time.Time{}), time.Time{}},
		{list(noon), noon},
		{list(noon.Add(time.Hour)), noon},
		{list(noon.Add(-time.Hour)), noon.Add(-time.Hour)},
		{looked, time.Time{}},
		{list(noon), time.Time{}},
		{again, noon.Add(24 * time.Hour)},
		{list(noon), noon.Add(24 * time.Hour)},
	} {
		write(t, s, c.entry)
		if got := one(t, s, urlOf(1)).NextLook; !got.Equal(c.want) {
			t.Errorf("step %d: next look %s, want %s", i, got, c.want)
		}
	}
	for _, c := range []struct {
		now  time.Time
		want int
	}{{noon, 0}, {noon.Add(24 * time.Hour), 1}} {
		if due, err := s.DueArticles(t.Context(), c.now, 10); err != nil || len(due) != c.want {
			t.Errorf("%d articles due at %s, %v; want %d", len(due), c.now, err, c.want)
		}
	}
}

func testSightings(t *testing.T, s Store) {
	src := add(t, s, "https://herald.example/feed")
	list := func(change func(*news.Sighting)) {
		g := news.Sighting{FeedID: "1", Title: "T", Text: "All of it.", Authors: []string{"A"}, Seen: noon}
		change(&g)
		state := src
		write(t, s, store.Entry{Outcome: news.Outcome{URL: src.URL, Time: noon}, Capture: capture(src.URL, "f", noon), Source: &state,
			Listings: []store.Listing{{ArticleURL: urlOf(1), Outlet: news.Outlet{Domain: "herald.example"}, Sighting: g}}})
	}
	for i, c := range []struct {
		change func(*news.Sighting)
		want   int
	}{
		{func(*news.Sighting) {}, 1},
		{func(g *news.Sighting) { g.Seen = noon.Add(time.Hour) }, 1},
		{func(g *news.Sighting) { g.Title = "U" }, 2},
		{func(g *news.Sighting) { g.Title, g.Text = "U", "More." }, 3},
		{func(g *news.Sighting) { g.Title, g.Text = "U", "More." }, 3},
		{func(g *news.Sighting) { g.Published = edtf.Year(2026) }, 4},
	} {
		list(c.change)
		if got, err := s.Sightings(t.Context(), 1); err != nil || len(got) != c.want {
			t.Errorf("step %d: %d sightings, %v; want %d", i, len(got), err, c.want)
		}
	}
}

func testOutletName(t *testing.T, s Store) {
	for i, c := range []struct{ name, want string }{
		{"", "herald.example"}, {"The Herald", "The Herald"}, {"", "The Herald"}, {"Herald Online", "The Herald"},
	} {
		e := page(urlOf(i%2), "T", "Text.", edtf.Date{}, noon)
		e.Looks[0].Outlet.Name = c.name
		write(t, s, e)
		if got := one(t, s, urlOf(0)).Outlet.Name; got != c.want {
			t.Errorf("step %d: the outlet is %q, want %q", i, got, c.want)
		}
	}
}

func testVersionIDs(t *testing.T, s Store) {
	dates := []edtf.Date{edtf.Day(2026, 2, 17), edtf.Day(2026, 2, 16), edtf.Day(2026, 2, 17), {}, edtf.Month(2026, 1), edtf.Day(1969, 12, 31), edtf.Year(1815)}
	var entries []store.Entry
	for i, d := range dates {
		entries = append(entries, page(urlOf(i), "T", "Text.", d, noon))
	}
	write(t, s, entries...)
	write(t, s, page(urlOf(99), "T", "Text.", edtf.Day(2026, 2, 17), noon))
	for url, want := range map[string]string{urlOf(0): "2026-02-17", urlOf(1): "2026-02-16", urlOf(3): "2026-02-18", urlOf(4): "2026-01-01", urlOf(5): "1969-12-31", urlOf(6): "1815-01-01", urlOf(99): "2026-02-17"} {
		if id := versions(t, s, url)[0].ID; store.Day(id).Format(time.DateOnly) != want {
			t.Errorf("%s: id %d is of %s, want %s", url, id, store.Day(id), want)
		}
	}
	if a, b := versions(t, s, urlOf(0))[0].ID, versions(t, s, urlOf(99))[0].ID; b != a+2 {
		t.Errorf("ids %d and %d: want the third of the day", a, b)
	}
	if v := versions(t, s, urlOf(3))[0]; !v.Published.IsZero() {
		t.Errorf("published %q: nobody said so", v.Published)
	}
}

func testNoMatch(t *testing.T, s Store) {
	if _, err := s.Version(t.Context(), 1); !errors.Is(err, fault.NoMatch) {
		t.Errorf("Version: %v, want no-match", err)
	}
	if _, err := s.Capture(t.Context(), 1); !errors.Is(err, fault.NoMatch) {
		t.Errorf("Capture: %v, want no-match", err)
	}
	if all, err := s.Versions(t.Context(), 1); err != nil || len(all) != 0 {
		t.Errorf("Versions of nothing: %v, %v", all, err)
	}
	if texts, err := s.Texts(t.Context(), []int64{1, 2}); err != nil || len(texts) != 0 {
		t.Errorf("Texts of nothing: %v, %v", texts, err)
	}
	if w, err := s.Write(t.Context(), nil); err != nil || len(w) != 0 {
		t.Errorf("Write of nothing: %v, %v", w, err)
	}
}

func testNoEdits(t *testing.T, s Store) {
	look := func(after time.Duration, change func(*news.Version)) store.Entry {
		e := page(urlOf(1), "Title", "Text.", edtf.Day(2026, 2, 17), noon.Add(after))
		change(e.Looks[0].Version)
		return e
	}
	for name, c := range map[string]struct {
		entry store.Entry
		want  store.Written
	}{
		"a stamp alone":            {look(time.Hour, func(v *news.Version) { v.Modified = edtf.Day(2026, 2, 18) }), store.Written{Unchanged: 1}},
		"a date that is not shown": {look(time.Hour, func(v *news.Version) { v.Published = edtf.Date{} }), store.Written{Unchanged: 1}},
		"the same, seen before":    {look(-time.Hour, func(*news.Version) {}), store.Written{Unchanged: 1}},
	} {
		write(t, s, look(0, func(*news.Version) {}))
		if diff := difference([]store.Written{c.want}, write(t, s, c.entry)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func testOldText(t *testing.T, s Store) {
	say := func(title string, after time.Duration) []store.Written {
		return write(t, s, page(urlOf(1), title, "Text.", edtf.Date{}, noon.Add(after)))
	}
	say("Second", 2*time.Hour)
	if diff := difference([]store.Written{{First: 1}}, say("First", time.Hour)); diff != "" {
		t.Errorf("an older text, found later (-want +got):\n%s", diff)
	}
	say("First", time.Hour)
	say("Third", 3*time.Hour)
	var titles []string
	for _, v := range versions(t, s, urlOf(1)) {
		titles = append(titles, v.Title)
	}
	if diff := difference([]string{"First", "Second", "Third"}, titles); diff != "" {
		t.Errorf("in the order in which they were seen (-want +got):\n%s", diff)
	}
}

func testStandIn(t *testing.T, s Store) {
	item := page(urlOf(1), "Title", "In short.", edtf.Date{}, noon)
	item.Looks[0].Version.Basis = news.BasisItem
	write(t, s, item)
	if diff := difference([]store.Written{{First: 1}}, write(t, s, page(urlOf(1), "Title", "In full.", edtf.Date{}, noon.Add(time.Hour)))); diff != "" {
		t.Errorf("a page after its item (-want +got):\n%s", diff)
	}
	if st, err := s.Stats(t.Context()); err != nil || st.Edited != 0 || st.Versions != 2 {
		t.Errorf("%+v, %v; want two versions and no edit", st, err)
	}
}

func testPlan(t *testing.T, s Store) {
	planned := page(urlOf(1), "Title", "Text.", edtf.Date{}, noon)
	planned.Looks[0].NextLook = noon.Add(time.Hour)
	write(t, s, planned)
	other := page(urlOf(1), "Title", "Text.", edtf.Date{}, noon.Add(time.Minute))
	other.Looks[0].Planned = false
	write(t, s, other)
	if a := one(t, s, urlOf(1)); a.Looks != 1 || !a.NextLook.Equal(noon.Add(time.Hour)) {
		t.Errorf("%+v; a look out of turn leaves the plan as it is", a)
	}
	for i := range 2 {
		failing := page(urlOf(1), "Title", "Text.", edtf.Date{}, noon.Add(time.Hour))
		failing.Looks[0].Code, failing.Looks[0].Version = fault.Timeout, nil
		write(t, s, failing)
		if a := one(t, s, urlOf(1)); a.Failures != i+1 || a.LastCode != fault.Timeout {
			t.Errorf("%+v after %d failures", a, i+1)
		}
	}
	write(t, s, page(urlOf(1), "Title", "Text.", edtf.Date{}, noon.Add(2*time.Hour)))
	if a := one(t, s, urlOf(1)); a.Failures != 0 || a.Looks != 4 {
		t.Errorf("%+v after a success", a)
	}
}

func testRetold(t *testing.T, s Store) {
	list := func(title string) []store.Written {
		return write(t, s, store.Entry{Outcome: news.Outcome{URL: "f", Time: noon}, Capture: capture("f", title, noon), Listings: []store.Listing{{ArticleURL: urlOf(1),
			Outlet: news.Outlet{Domain: "herald.example"}, NextLook: noon, Sighting: news.Sighting{FeedID: "1", Title: title, Seen: noon}}}})
	}
	if w := list("Title"); len(w[0].Due) != 1 {
		t.Errorf("%+v; a new article is due", w)
	}
	write(t, s, page(urlOf(1), "Title", "Text.", edtf.Date{}, noon))
	if w := list("Title"); len(w[0].Due) != 0 {
		t.Errorf("%+v; nothing new is said of it", w)
	}
	if w := list("Title, corrected"); len(w[0].Due) != 1 {
		t.Errorf("%+v; what changes in the feed may have changed on the page", w)
	}
}
