package ingest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/internal/news"
)

// entry is an item of a feed.
type entry struct{ id, path, title, date string }

// listing is an RSS feed of entries.
func listing(entries ...entry) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title><link>` + herald + `/</link>`)
	for _, e := range entries {
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">%s</guid><link>%s%s</link><title>%s</title>`, e.id, herald, e.path, e.title)
		if e.date != "" {
			fmt.Fprintf(&b, `<pubDate>%s</pubDate>`, e.date)
		}
		fmt.Fprintf(&b, `<description>In short: %s.</description></item>`, e.title)
	}
	return b.String() + `</channel></rss>`
}

const monday, tuesday = "Mon, 12 Jan 2026 09:00:00 GMT", "Tue, 13 Jan 2026 09:00:00 GMT"

func TestItemsAreKnownByTheirIDThenByTheirLink(t *testing.T) {
	a := entry{"tag:herald,2026:a", "/a", "Ministry signs", monday}
	b := entry{"tag:herald,2026:b", "/b", "Court rules", tuesday}
	for name, c := range map[string]struct {
		before, now         []entry
		articles, sightings int // added
	}{
		"the same again":                        {[]entry{a, b}, []entry{b, a}, 0, 0},
		"a new item":                            {[]entry{a}, []entry{b, a}, 1, 1},
		"a link that changed":                   {[]entry{a, b}, []entry{{a.id, "/ministry-signs", a.title, a.date}, b}, 0, 1},
		"a link and a title that changed":       {[]entry{a, b}, []entry{{a.id, "/pact", "Ministry signs pact", a.date}, b}, 0, 1},
		"an id that two items have now":         {[]entry{a, b}, []entry{{a.id, "/c", "Board meets", ""}, {a.id, "/d", "Board parts", ""}, b}, 2, 2},
		"an old link that is still listed":      {[]entry{a, b}, []entry{{a.id, "/c", "Board meets", ""}, {"tag:herald,2026:c", a.path, a.title, a.date}, b}, 1, 2},
		"a number that is another item's now":   {[]entry{{"1", "/a", "Ministry signs", monday}}, []entry{{"1", "/b", "Court rules", tuesday}}, 1, 1},
		"a number that is the same item's":      {[]entry{{"1", "/a", "Ministry signs", monday}}, []entry{{"1", "/b", "Ministry signs", monday}}, 0, 1},
		"all ids changed while links stayed":    {[]entry{a, b}, []entry{{"urn:x:1", a.path, a.title, a.date}, {"urn:x:2", b.path, b.title, b.date}}, 0, 0},
		"an id changed and so did what it says": {[]entry{a, b}, []entry{{"urn:x:1", a.path, "Ministry signs pact", a.date}, b}, 0, 1},
		"an item that is listed twice":          {[]entry{a}, []entry{b, a, b}, 1, 1},
		"an edited item":                        {[]entry{a, b}, []entry{{a.id, a.path, "Ministry signs pact", a.date}, b}, 0, 1},
		"one article under two ids, both new":   {[]entry{a}, []entry{a, {b.id, b.path, b.title, b.date}, {"urn:x:9", b.path, b.title, b.date}}, 1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t)
			d := newDesk(t, w)
			d.o.NoPages = true
			w.set("/feed", "application/rss+xml", listing(c.before...))
			d.run(d.follow(herald + "/feed"))
			before := d.rows()
			w.set("/feed", "application/rss+xml", listing(c.now...))
			for range 2 { // and then nothing more
				d.run(d.again())
				after := d.rows()
				if after[2]-before[2] != c.articles || after[1]-before[1] != c.sightings {
					t.Errorf("%d articles and %d sightings more, want %d and %d", after[2]-before[2], after[1]-before[1], c.articles, c.sightings)
				}
				w.set("/feed", "application/rss+xml", listing(c.now...)+"<!-- -->")
			}
			d.verify()
		})
	}
}

func TestAnItemWhoseLinkChangedIsFetchedThere(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	w.set("/feed", "application/rss+xml", listing(entry{"tag:herald,2026:a", "/a", "Ministry signs", monday}))
	w.set("/a", "text/html", articlePage("Ministry signs", first, second))
	d.run(d.follow(herald + "/feed"))
	w.set("/feed", "application/rss+xml", listing(entry{"tag:herald,2026:a", "/pact", "Ministry signs pact", monday}))
	w.set("/pact", "text/html", articlePage("Ministry signs pact", second, first))
	w.handle("/a", http.NotFound)
	sum := d.run(d.again())
	v := d.versions(herald + "/a")
	if len(v) != 2 || v[1].Title != "Ministry signs pact" || w.asked("/pact") != 1 {
		t.Errorf("%+v; %d versions, want the second from where it is now", sum, len(v))
	}
}

func TestAnEditedItemIsANewVersion(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	w.set("/feed", "application/rss+xml", listing(entry{"a", "/a", "Ministry signs", monday}))
	d.run(d.follow(herald + "/feed"))
	w.set("/feed", "application/rss+xml", listing(entry{"a", "/a", "Ministry signs pact", monday}))
	if sum := d.run(d.again()); sum.Changed != 1 {
		t.Errorf("%+v, want one changed", sum)
	}
	if v := d.versions(herald + "/a"); len(v) != 2 || v[0].Title != "Ministry signs" || v[1].Title != "Ministry signs pact" {
		t.Errorf("%+v", v)
	}
}

func TestAnItemWithoutADateHasNone(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	w.set("/feed", "application/rss+xml", listing(entry{"a", "/a", "Ministry signs", ""}))
	d.run(d.follow(herald + "/feed"))
	if v := d.versions(herald + "/a"); len(v) != 1 || !v[0].Published.IsZero() {
		t.Errorf("%+v", v)
	}
}

func TestAFutureDateIsKeptAndSortedByFirstSight(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	future := time.Now().AddDate(3, 0, 0).UTC()
	w.set("/feed", "application/rss+xml", listing(entry{"a", "/a", "Ministry will sign", future.Format(http.TimeFormat)}))
	d.run(d.follow(herald + "/feed"))
	d.later(48 * time.Hour)
	w.set("/feed", "application/rss+xml", listing(entry{"b", "/b", "Court rules", ""}))
	d.run(d.again())
	if v := d.versions(herald + "/a"); v[0].Published.String() != future.Format(time.RFC3339) {
		t.Errorf("published %s, want %s as it was written", v[0].Published, future.Format(time.RFC3339))
	}
	hits, err := d.store.Newest(t.Context(), nil, 0, 10)
	if err != nil || len(hits) != 2 || hits[0].Article.URL != herald+"/b" {
		t.Errorf("%v; newest first: %+v, want /b, which was seen last", err, hits)
	}
}

func TestAMoveIsBelievedOverDaysAndOnlyWithTheSameItems(t *testing.T) {
	same := listing(entry{"a", "/a", "Ministry signs", monday})
	for name, c := range map[string]struct {
		status int
		target string
		every  time.Duration
		visits int
		moves  bool
	}{
		"301 over days":             {301, same, 2 * day, 3, true},
		"308 over days":             {308, same, day, 4, true},
		"302 never":                 {302, same, 2 * day, 5, false},
		"307 never":                 {307, same, 2 * day, 5, false},
		"two sightings":             {301, same, 9 * day, 2, false},
		"three sightings in a day":  {301, same, 8 * time.Hour, 3, false},
		"to other items":            {301, listing(entry{"z", "/z", "Casino opens", monday}), 2 * day, 5, false},
		"to something that is none": {301, "<html>sold</html>", 2 * day, 5, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t)
			d := newDesk(t, w)
			d.o.NoPages = true
			w.set("/feed", "application/rss+xml", same)
			d.run(d.follow(herald + "/feed"))
			w.handle("/feed", func(out http.ResponseWriter, r *http.Request) { http.Redirect(out, r, herald+"/new", c.status) })
			for i := range c.visits {
				if i > 0 {
					d.later(c.every)
				}
				w.set("/new", "application/rss+xml", c.target+strings.Repeat(" ", i)) // never the same bytes
				d.run(d.again())
			}
			s := d.source()
			if moved := s.URL == herald+"/new"; moved != c.moves {
				t.Fatalf("URL %s, %+v; moved %v, want %v", s.URL, s.Move, moved, c.moves)
			}
			if !c.moves {
				return
			}
			if s.MovedFrom != herald+"/feed" {
				t.Errorf("moved from %q, want the old URL as history", s.MovedFrom)
			}
			asked := w.asked("/feed")
			if d.run(d.again()); w.asked("/feed") != asked || d.source().Move.To != "" {
				t.Errorf("%+v: the old URL is asked no more", d.source())
			}
			added, fresh, err := d.store.AddSource(t.Context(), news.Source{URL: herald + "/feed", Added: d.now()})
			if err != nil || fresh || added.ID != s.ID {
				t.Errorf("%+v, %v, %v: the old URL is this source's", added, fresh, err)
			}
		})
	}
}

func TestAMoveToASourceThatIsFollowedChangesNoURL(t *testing.T) {
	w := newWeb(t)
	d := newDesk(t, w)
	d.o.NoPages = true
	same := listing(entry{"a", "/a", "Ministry signs", monday})
	w.set("/feed", "application/rss+xml", same)
	old := d.follow(herald + "/feed")
	d.run(old, d.follow(herald+"/new"))
	w.handle("/feed", func(out http.ResponseWriter, r *http.Request) {
		http.Redirect(out, r, herald+"/new", http.StatusMovedPermanently)
	})
	for i := range 4 {
		d.later(2 * day)
		w.set("/new", "application/rss+xml", same+strings.Repeat(" ", i))
		all, err := d.store.Sources(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		d.run(Task{Kind: KindSource, URL: all[0].URL, Source: &all[0]})
	}
	all, err := d.store.Sources(t.Context())
	if err != nil || all[0].URL != herald+"/feed" || all[0].Move.To != herald+"/new" || all[0].Move.Seen < 3 {
		t.Errorf("%+v, %v", all[0], err)
	}
}

func TestConnectionsAreReused(t *testing.T) {
	w := newWeb(t)
	var items []string
	for i := range 8 {
		path := fmt.Sprintf("/%d", i)
		items = append(items, path, path)
		w.set(path, "text/html", articlePage("Ministry signs "+path, first, second))
	}
	w.set("/feed", "application/rss+xml", feedOf(items...))
	d := newDesk(t, w)
	d.run(d.follow(herald + "/feed"))
	if n := w.connections(); n != 1 {
		t.Errorf("%d connections for ten requests to one host, want 1", n)
	}
}
