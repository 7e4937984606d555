package storetest

import (
	"fmt"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

func testLastCapture(t *testing.T, s Store) {
	feed := func(kind news.CaptureKind, payload string, hour int) store.Entry {
		c := capture("https://herald.example/feed", payload, noon.Add(time.Duration(hour)*time.Hour))
		c.Kind = kind
		return store.Entry{Outcome: news.Outcome{URL: c.URL, Time: c.Time}, Capture: c}
	}
	entries := []store.Entry{feed(news.CaptureResponse, "one", 0), feed(news.CaptureResponse, "two", 1), feed(news.CaptureRevisit, "two", 2), feed(news.CaptureResponse, "one", 3), feed(news.CaptureRevisit, "one", 4)}
	entries[1].Capture.URL, entries[1].Capture.FinalURL = "https://other.example/feed", "https://other.example/feed"
	write(t, s, entries...)
	for payload, want := range map[string]int{"one": 3, "two": 1} {
		sum := capture("", payload, noon).SHA256
		if c, found, err := s.LastCapture(t.Context(), sum); err != nil || !found || c.ID != entries[want].Capture.ID {
			t.Errorf("LastCapture of %q = %d, %v, %v; want %d", payload, c.ID, found, err, entries[want].Capture.ID)
		}
	}
	for url, want := range map[string]string{"https://herald.example/feed": "one", "https://other.example/feed": "two"} {
		if sum, err := s.LastSum(t.Context(), url); err != nil || sum != capture("", want, noon).SHA256 {
			t.Errorf("LastSum(%q) = %q, %v; want that of %q", url, sum, err, want)
		}
	}
	if _, found, err := s.LastCapture(t.Context(), capture("", "three", noon).SHA256); found || err != nil {
		t.Errorf("a payload that never came: %v, %v", found, err)
	}
	if sum, err := s.LastSum(t.Context(), "https://third.example/feed"); sum != "" || err != nil {
		t.Errorf("a URL that was never asked: %v, %v", sum, err)
	}
	if _, _, err := s.LastCapture(t.Context(), "no hash"); err == nil {
		t.Error("LastCapture took what is no hash")
	}
	n := 0
	if err := s.EachCapture(t.Context(), func(c news.Capture) error {
		if diff := difference(*entries[n].Capture, c); diff != "" {
			t.Errorf("capture %d (-want +got):\n%s", n, diff)
		}
		n++
		return nil
	}); err != nil || n != len(entries) {
		t.Errorf("%d captures, %v; want %d", n, err, len(entries))
	}
}

func testArchiveEnds(t *testing.T, s Store) {
	if ends, err := s.ArchiveEnds(t.Context()); err != nil || len(ends) != 0 {
		t.Errorf("ends of nothing: %v, %v", ends, err)
	}
	at := func(file string, offset, length int64) store.Entry {
		c := capture("u", file, noon)
		c.File, c.Offset, c.Length = file, offset, length
		return store.Entry{Outcome: news.Outcome{URL: "u", Time: noon}, Capture: c}
	}
	write(t, s, at("a.warc.gz", 100, 50), at("b.warc.gz", 0, 10), at("a.warc.gz", 20, 10))
	write(t, s, at("b.warc.gz", 10, 90))
	ends, err := s.ArchiveEnds(t.Context())
	if diff := difference(map[string]int64{"a.warc.gz": 150, "b.warc.gz": 100}, ends); diff != "" || err != nil {
		t.Errorf("%v; ends (-want +got):\n%s", err, diff)
	}
}

func testFindArticles(t *testing.T, s Store) {
	for i := range 25 {
		write(t, s, page(urlOf(i), "T", "Text.", edtf.Date{}, noon))
	}
	write(t, s, page("https://herald.example/100%_sure", "T", "Text.", edtf.Date{}, noon))
	for ref, want := range map[string]int{
		"1": 1, "26": 1, "999": 0, urlOf(7): 1, "herald": 20, "example/7": 1, "100%_": 1, "1_0": 0, "%": 1, "": 0, "nowhere": 0, "'": 0,
	} {
		if found, err := s.FindArticles(t.Context(), ref); err != nil || len(found) != want {
			t.Errorf("FindArticles(%q): %d, %v; want %d", ref, len(found), err, want)
		}
	}
}

func testHostileWords(t *testing.T, s Store) {
	write(t, s, page(urlOf(1), "AT&T v. U.S.", `He said "no" AND left; title:x OR NEAR(a b) * - ^ { } col : café naïve`, edtf.Day(2026, 2, 17), noon))
	for _, c := range []struct {
		n    query.Node
		want int
	}{
		{query.Term{Word: `"`}, 1}, // nothing that could be looked for
		{query.Term{Word: `no" OR "zebra`}, 0},
		{query.Term{Word: `AND`}, 1}, {query.Term{Word: `NOT`}, 0}, {query.Term{Word: `NEAR(a b)`}, 1},
		{query.Term{Word: `title:x`}, 1}, {query.Term{Word: `left*`}, 1}, {query.Term{Word: `lef`, Prefix: true}, 1}, {query.Term{Word: `lef*`}, 0},
		{query.Term{Word: "\x00"}, 1}, {query.Term{Word: "left\x00"}, 1}, {query.Term{Word: "CAFE"}, 1}, {query.Term{Word: "naïve"}, 1},
		{query.Term{Word: `at&t`}, 1}, {query.Term{Word: `U.S.`}, 1}, {query.Phrase{"u.s.", "&"}, 1}, {query.Phrase{"&", "—"}, 1},
		{query.And{query.Term{Word: "&"}, query.Term{Word: "left"}}, 1}, {query.Or{query.Term{Word: "zebra"}, query.Term{Word: "-"}}, 1},
		{query.Not{Part: query.Term{Word: "&"}}, 0},
		{query.Near{Parts: []query.Node{query.Term{Word: `a") OR ("zebra`}, query.Term{Word: "b"}}, Within: 3}, 0},
		{query.Near{Parts: []query.Node{query.Term{Word: `&`}, query.Term{Word: "col"}}, Within: 3}, 1},
		{query.Near{Parts: []query.Node{query.Term{Word: "&"}}, Within: -3}, 1},
		{query.Field{Name: "outlet", Value: `' OR 1=1 --`}, 0}, {query.Field{Name: "lang", Value: `' OR 1=1 --`}, 0},
		{query.Field{Name: "source", Value: `%`}, 0}, {query.Field{Name: "outlet", Value: ``}, 0},
	} {
		if n, err := s.Count(t.Context(), c.n, 0); err != nil || n != c.want {
			t.Errorf("%#v: %d articles, %v; want %d", c.n, n, err, c.want)
		}
	}
	if _, err := s.Count(t.Context(), query.Field{Name: "colour", Value: "red"}, 0); err == nil {
		t.Error("an unknown field was asked for")
	}
}

func testPages(t *testing.T, s Store) {
	// Each article has versions on several days, as nobody says when it was published.
	for i := range 12 {
		for hour := range 5 {
			write(t, s, page(urlOf(i), "Title", fmt.Sprintf("Word number %d.", hour), edtf.Date{}, noon.Add(time.Duration(hour*31+i)*time.Hour)))
		}
	}
	for _, n := range []query.Node{query.Term{Word: "word"}, query.All{}, query.Not{Part: query.Phrase{"number", "4"}}, query.Or{query.Term{Word: "1"}, query.Field{Name: "lang", Value: "en"}},
		query.And{query.Term{Word: "word"}, query.Field{Name: "outlet", Value: "herald"}}} {
		for _, size := range []int{1, 2, 5, 7, 20} {
			seen := map[int64]bool{}
			before := int64(0)
			for {
				hits, err := s.Newest(t.Context(), n, before, size)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range hits {
					if seen[h.Article.ID] {
						t.Errorf("%v by %d: article %d comes twice", n, size, h.Article.ID)
					}
					if before != 0 && h.Version.ID >= before {
						t.Errorf("%v by %d: %d after %d", n, size, h.Version.ID, before)
					}
					seen[h.Article.ID] = true
					before = h.Version.ID
				}
				if len(hits) < size {
					break
				}
			}
			if len(seen) != 12 {
				t.Errorf("%v by %d: %d articles, want 12", n, size, len(seen))
			}
		}
	}
}

func testManyMatches(t *testing.T, s Store) {
	const many = 5200
	entries := make([]store.Entry, many)
	for i := range entries {
		entries[i] = page(urlOf(i), "Title", "Common word.", edtf.Instant(noon.Add(time.Duration(i)*time.Minute)), noon.AddDate(0, 0, 7))
		if i%500 == 0 {
			entries[i].Looks[0].Outlet = news.Outlet{Domain: "small.example", Name: "Small"}
		}
	}
	entries[7].Looks[0].Version.Title = "Common title"
	write(t, s, entries...)
	common := query.Term{Word: "common"}
	r, err := s.Ranked(t.Context(), common, 10, false)
	if err != nil || r.Exact || r.Considered >= many || r.Matches < 5000 || len(r.Hits) != 10 {
		t.Errorf("ranked %d hits, considered %d of %d, exact %v, %v; want a part", len(r.Hits), r.Considered, r.Matches, r.Exact, err)
	}
	if len(r.Hits) > 0 && r.Hits[0].Version.Title != "Common title" {
		t.Errorf("the best is %q, want the one with the word in the title", r.Hits[0].Version.Title)
	}
	if r, err := s.Ranked(t.Context(), common, 10, true); err != nil || !r.Exact || r.Considered != many || r.Matches != many {
		t.Errorf("considered %d of %d, exact %v, %v; want all", r.Considered, r.Matches, r.Exact, err)
	}
	sum := 0
	buckets, err := s.CountBy(t.Context(), common, store.ByDay)
	for _, b := range buckets {
		sum += b.Count
	}
	if err != nil || len(buckets) != 5 || sum != many {
		t.Errorf("%d in %d days, %v; want %d in 5", sum, len(buckets), err, many)
	}
	small := query.And{common, query.Field{Name: "outlet", Value: "Small"}}
	for name, ask := range map[string]func() (int, error){
		"newest":    func() (int, error) { hits, err := s.Newest(t.Context(), small, 0, 100); return len(hits), err },
		"count":     func() (int, error) { return s.Count(t.Context(), small, 0) },
		"ranked":    func() (int, error) { r, err := s.Ranked(t.Context(), small, 100, false); return len(r.Hits), err },
		"count max": func() (int, error) { n, err := s.Count(t.Context(), common, 11); return n, err },
		"in windows": func() (int, error) {
			hits, err := s.Newest(t.Context(), query.And{query.Not{Part: query.Term{Word: "zebra"}}, query.Field{Name: "outlet", Value: "Small"}}, 0, 100)
			return len(hits), err
		},
	} {
		if n, err := ask(); err != nil || n != 11 {
			t.Errorf("%s: %d, %v; want 11", name, n, err)
		}
	}
}

func testCheck(t *testing.T, s Store) {
	text := map[int64]string{}
	for e := range NewCorpus(3).Entries(100) {
		write(t, s, e)
		text[e.Looks[0].Version.ID] = e.Looks[0].Version.Text
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("Check: %q, %v", problems, err)
	}
	stats, err := s.Stats(t.Context())
	if err != nil || stats.Articles != 100 || stats.Versions != 104 || stats.Edited != 4 || stats.Captures != 104 || stats.Outcomes != 104 || stats.Texts == 0 || stats.Last.Before(stats.First) {
		t.Errorf("stats %+v, %v", stats, err)
	}
	var ids []int64
	n := 0
	if err := s.EachVersion(t.Context(), func(v news.Version, _ error) error {
		if ids = append(ids, v.ID); v.Text != text[v.ID] {
			t.Errorf("version %d has another text", v.ID)
		}
		n++
		return nil
	}); err != nil || n != 104 {
		t.Errorf("%d versions, %v; want 104", n, err)
	}
	texts, err := s.Texts(t.Context(), ids[10:20])
	if err != nil || len(texts) != 10 || texts[ids[12]] != text[ids[12]] {
		t.Errorf("%d texts, %v", len(texts), err)
	}
}
