package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/story"
	"dateline/internal/text"
)

// TestEveryTableIsTakenOrLeftOnPurpose fails for a table that a later step of
// the schema adds and that nobody thought of.
func TestEveryTableIsTakenOrLeftOnPurpose(t *testing.T) {
	s := opened(t)
	scan := func(row scanner) (name string, err error) { err = row.Scan(&name); return name, err }
	have, err := collect(t.Context(), s.reader, scan, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%' AND name NOT LIKE 'fulltext\_%' ESCAPE '\' ORDER BY name`)
	must(t, err)
	known := slices.Concat(madeAnew, leftBehind)
	for _, rows := range takenRows {
		known = append(known, rows.table)
	}
	slices.Sort(known)
	if diff := cmp.Diff(have, known); diff != "" {
		t.Errorf("tables of the schema (-) and of smaller stores (+):\n%s", diff)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// storyToTake is a store with three articles of one feed: the first one edited, the
// second a copy of it in the same story, the third on its own; a URL leads to
// the first.
func storyToTake(t *testing.T) *Store {
	t.Helper()
	s := opened(t)
	feed, _, err := s.AddSource(t.Context(), news.Source{URL: "https://herald.example/feed", Kind: news.SourceFeed, Added: morning, Validators: news.Validators{ETag: `"x"`}})
	must(t, err)
	run, err := s.BeginRun(t.Context(), news.Run{Started: morning})
	must(t, err)
	for n, words := range []string{"", "The harbour rents cranes.", "The harbour rents cranes, too.", "Fish is sold.", "The harbour buys cranes."} {
		if n == 0 {
			continue
		}
		article := n
		if n == 4 {
			article = 1
		}
		e := look(article, words)
		e.Outcome.Run = run
		e.Capture.RecordID, e.Capture.SHA256 = fmt.Sprintf("urn:uuid:6f1f5c1e-0d5c-4a57-9d0c-2f3b1c9a7e%02d", n), strings.Repeat(fmt.Sprintf("a%d", n), 32)
		e.Capture.Offset, e.Capture.Length = int64(1000*n), 900
		e.Listings[0].Sighting.Source = feed.ID
		e.Looks[0].Reading = &news.Reading{Reader: 1,
			Mentions:   []news.Mention{{Span: text.Span{Start: 0, End: 3}, Kind: news.EntityCompany, Name: fmt.Sprintf("Quay %d", article)}},
			Deals:      []news.Deal{{Span: text.Span{Start: 0, End: 5}, Vendor: fmt.Sprintf("Quay %d", article), Agency: fmt.Sprintf("Port %d", article)}},
			Events:     []news.Event{{Span: text.Span{Start: 0, End: 5}, Date: edtf.Day(2026, 2, article), Entities: []string{fmt.Sprintf("Quay %d", article)}}},
			Statements: []news.Statement{{Span: text.Span{Start: 0, End: 5}, Speaker: "Somebody", Act: news.ActDenial}},
		}
		if n == 3 {
			e.Looks[0].Version.Canonical = "https://herald.example/preferred"
		}
		if n == 4 {
			e.Looks[0].ListedURL, e.Looks[0].Version.Seen = "https://herald.example/short", morning.Add(time.Hour)
		}
		mustWrite(t, s, e)
	}
	mustWrite(t, s, Entry{Outcome: news.Outcome{URL: "https://herald.example/feed", Source: feed.ID, Run: run, Time: morning, Code: fault.Timeout}})
	must(t, s.EndRun(t.Context(), news.Run{ID: run, Ended: morning}))
	must(t, s.Relate(t.Context(), func(r *Relating) error {
		id, err := r.NewStory(morning)
		must(t, err)
		for article := range int64(3) {
			f := story.Features{Terms: []story.Term{{Key: 7, Count: 1}, {Key: uint32(10 + article), Count: 1}}}
			packed, err := f.MarshalBinary()
			must(t, err)
			must(t, errors.Join(r.SetFeatures(article+1, packed, []uint32{uint32(10 + article)}), r.CountTerm(7, 1), r.CountTerm(uint32(10+article), 1)))
			must(t, errors.Join(r.SetSketch(article+1, []byte{1}, nil, []uint64{uint64(article)}), r.Move(article+1, 0, id, morning), r.Related(article+1)))
		}
		return r.SetCopy(2, &Copy{Of: 1, Kind: "whole", Share: 1, Taken: 1, Why: "later"})
	}))
	must(t, s.Decide(t.Context(), []news.Decision{
		{Kind: news.DerivedDeal, Article: 1, Subject: "a", Version: s.newest(t, 1), Quote: "The", Verdict: news.Confirmed, Who: "Ida", Time: morning},
		{Kind: news.DerivedDeal, Article: 3, Subject: "a", Version: s.newest(t, 3), Quote: "Fish", Verdict: news.Rejected, Who: "Ida", Time: morning},
	}))
	return s
}

func (s *Store) newest(t *testing.T, article int64) int64 {
	t.Helper()
	id, err := s.number(t.Context(), `SELECT max(id) FROM versions WHERE article = ?`, article)
	must(t, err)
	return id
}

// part takes articles out of a store and opens what comes of it.
func part(t *testing.T, s *Store, hide func(string) bool, articles ...int64) (*Store, Extracted) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "part.db")
	x, err := s.Extract(t.Context(), path, ExtractOptions{Made: morning.Add(time.Hour), Query: "harbour", Hide: hide})
	must(t, err)
	defer func() { must(t, x.Close()) }()
	must(t, x.Add(articles))
	captures, err := x.Select()
	must(t, err)
	for i, c := range captures {
		must(t, x.Place(c, "part.warc.gz", int64(100*i), 90))
	}
	done, err := x.Finish(t.Context())
	must(t, err)
	p, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	t.Cleanup(func() { must(t, p.Close()) })
	problems, err := p.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("the part is not sound: %v, %v", problems, err)
	}
	return p, done
}

// counts are the rows of tables, as "table=rows".
func (s *Store) rowCounts(t *testing.T, tables string) string {
	t.Helper()
	var all []string
	for table := range strings.FieldsSeq(tables) {
		n, err := s.number(t.Context(), `SELECT count(*) FROM `+table)
		must(t, err)
		all = append(all, fmt.Sprintf("%s=%d", table, n))
	}
	return strings.Join(all, " ")
}

const counted = "sources articles versions bodies captures sightings outcomes runs readings deals events statements entities appearances copies members stories edited features story_keys bands terms decisions manifest extracts"

func TestAPartHoldsWhatBelongsToItsArticles(t *testing.T) {
	s := storyToTake(t)
	for _, c := range []struct {
		articles []int64
		want     string
	}{
		{[]int64{1}, "sources=1 articles=2 versions=2 bodies=2 captures=2 sightings=1 outcomes=3 runs=1 readings=2 deals=2 events=2 statements=2 entities=2 appearances=2 copies=0 members=1 stories=1 edited=2 features=1 story_keys=1 bands=1 terms=2 decisions=1 manifest=1 extracts=1"},
		{[]int64{1, 2}, "sources=1 articles=3 versions=3 bodies=3 captures=3 sightings=2 outcomes=4 runs=1 readings=3 deals=3 events=3 statements=3 entities=4 appearances=3 copies=1 members=2 stories=1 edited=2 features=2 story_keys=2 bands=2 terms=3 decisions=1 manifest=1 extracts=1"},
		{nil, "sources=0 articles=0 versions=0 bodies=0 captures=0 sightings=0 outcomes=0 runs=0 readings=0 deals=0 events=0 statements=0 entities=0 appearances=0 copies=0 members=0 stories=0 edited=0 features=0 story_keys=0 bands=0 terms=0 decisions=0 manifest=0 extracts=1"},
	} {
		p, done := part(t, s, nil, c.articles...)
		if got := p.rowCounts(t, counted); got != c.want {
			t.Errorf("articles %v:\n%s\nwant\n%s", c.articles, got, c.want)
		}
		if done.Articles != len(c.articles) || done.Withheld+done.Hidden > 0 {
			t.Errorf("articles %v: told %+v", c.articles, done)
		}
	}
}

func TestAPartOfEverythingHasTheSameRows(t *testing.T) {
	s := storyToTake(t)
	p, done := part(t, s, nil, 1, 2, 3)
	if done != (Extracted{Articles: 3, Versions: 4, Captures: 4}) {
		t.Errorf("told %+v", done)
	}
	db := raw(t, p.Path())
	exec(t, db, `ATTACH ? AS whole`, s.Path())
	for _, rows := range takenRows {
		if rows.table == "extracts" {
			continue
		}
		columns := "*"
		switch rows.table { // what is told otherwise on purpose
		case "sources":
			columns = "id, url, kind, title, added, failures"
		case "articles":
			columns = "id, url, outlet, target, first_seen, looks"
		case "captures":
			columns = "id, kind, url, time, status, size, sha256, record"
		case "archives":
			continue
		}
		for _, pair := range [][2]string{{"main", "whole"}, {"whole", "main"}} {
			var n int
			must(t, db.QueryRowContext(t.Context(), fmt.Sprintf(`SELECT count(*) FROM (SELECT %[3]s FROM %[1]s.%[4]s EXCEPT SELECT %[3]s FROM %[2]s.%[4]s)`, pair[0], pair[1], columns, rows.table)).Scan(&n))
			if n > 0 {
				t.Errorf("%d rows of %s are in %s only", n, rows.table, pair[0])
			}
		}
	}
}

func TestAPartIsAskedLikeAnyStore(t *testing.T) {
	s := storyToTake(t)
	p, _ := part(t, s, nil, 1, 2)
	hits, err := p.Newest(t.Context(), query.Term{Word: "harbour"}, 0, 10)
	if err != nil || len(hits) != 2 {
		t.Errorf("%d articles, %v; want 2", len(hits), err)
	}
	if hits, err := p.Newest(t.Context(), query.Term{Word: "fish"}, 0, 10); err != nil || len(hits) != 0 {
		t.Errorf("what was not taken is found: %v, %v", hits, err)
	}
	if n, err := p.number(t.Context(), `SELECT v FROM fulltext_config WHERE k = 'hashsize'`); err != nil || n != 64<<20 {
		t.Errorf("its index gathers %d bytes, %v; want as many as any other's", n, err)
	}
	c, err := p.Capture(t.Context(), 2)
	if err != nil || c.File != "part.warc.gz" || c.Offset != 100 || c.Length != 90 {
		t.Errorf("capture 2 lies in %s at %d, %d, %v", c.File, c.Offset, c.Length, err)
	}
	var state, etag string
	must(t, p.reader.QueryRowContext(t.Context(), `SELECT state, etag FROM sources`).Scan(&state, &etag))
	if state != "paused" || etag != "" {
		t.Errorf("the source is %s and knows %q: the part would fetch, and miss what it never had", state, etag)
	}
}

func TestAPartIsCountedThoughItsNumbersHaveGaps(t *testing.T) {
	s := storyToTake(t)
	for _, articles := range [][]int64{{1}, {2}, {3}, {1, 3}, {1, 2, 3}} {
		p, _ := part(t, s, nil, articles...)
		hits, err := p.Newest(t.Context(), query.All{}, 0, 10)
		must(t, err)
		count, err := p.Count(t.Context(), query.All{}, 0)
		must(t, err)
		buckets, err := p.CountBy(t.Context(), query.All{}, ByDay)
		must(t, err)
		sum := 0
		for _, b := range buckets {
			sum += b.Count
		}
		if count != len(hits) || sum != len(hits) {
			t.Errorf("of articles %v, %d are listed, %d counted, %d counted by day", articles, len(hits), count, sum)
		}
	}
}

func TestAPartSaysWhatItIsAPartOf(t *testing.T) {
	s := storyToTake(t)
	heads, err := s.Heads(t.Context())
	must(t, err)
	p, _ := part(t, s, nil, 1)
	parts, err := p.Parts(t.Context())
	must(t, err)
	want := []Part{{Made: morning.Add(time.Hour), Query: "harbour", Articles: 1, Total: 3, Day: heads[0].Day, Head: heads[0].SHA256, File: "part.warc.gz"}}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Error(diff)
	}
	mine, err := p.Heads(t.Context())
	if err != nil || len(mine) != 1 || mine[0].SHA256 == heads[0].SHA256 || mine[0].Captures != 4 || !mine[0].Day.Equal(heads[0].Day) {
		t.Errorf("its own manifest: %+v, %v", mine, err)
	}
	if _, err := p.Attested(t.Context(), heads[0].SHA256); !errors.Is(err, fault.NoMatch) {
		t.Errorf("the head of the whole is attested by a part: %v", err)
	}
	smaller, _ := part(t, p, nil, 1)
	if parts, err := smaller.Parts(t.Context()); err != nil || len(parts) != 2 || parts[0].Total != 3 || parts[1].Total != 1 {
		t.Errorf("a part of a part: %+v, %v", parts, err)
	}
	if parts, err := s.Parts(t.Context()); err != nil || len(parts) != 0 {
		t.Errorf("the whole says that it is a part: %v, %v", parts, err)
	}
}

func TestTheWholeIsNotChanged(t *testing.T) {
	s := storyToTake(t)
	before, err := os.ReadFile(s.Path())
	must(t, err)
	log, err := os.ReadFile(s.Path() + "-wal")
	must(t, err)
	part(t, s, func(a string) bool { return strings.HasSuffix(a, "/2") }, 1, 2, 3)
	after, err := os.ReadFile(s.Path())
	must(t, err)
	logAfter, err := os.ReadFile(s.Path() + "-wal")
	must(t, err)
	if !slices.Equal(before, after) || !slices.Equal(log, logAfter) {
		t.Error("the store was written to")
	}
}

func TestWhatIsHiddenStaysBehind(t *testing.T) {
	s := storyToTake(t)
	for _, c := range []struct {
		hide string
		want Extracted
		rows string
	}{
		{"https://herald.example/2", Extracted{Articles: 2, Withheld: 1, Versions: 3, Captures: 3, Hidden: 1}, "sources=1 articles=3 sightings=2 copies=0 outcomes=4"},
		{"https://herald.example/1", Extracted{Articles: 2, Withheld: 1, Versions: 2, Captures: 2, Hidden: 2}, "sources=1 articles=2 sightings=2 copies=0 outcomes=3"},
		{"https://herald.example/feed", Extracted{Articles: 3, Versions: 4, Captures: 4}, "sources=0 articles=4 sightings=3 copies=1 outcomes=4"},
		{"https://herald.example/preferred", Extracted{Articles: 2, Withheld: 1, Versions: 3, Captures: 3}, "sources=1 articles=3 sightings=2 copies=1 outcomes=4"},
		{"https://herald.example/short", Extracted{Articles: 3, Versions: 4, Captures: 4}, "sources=1 articles=3 sightings=3 copies=1 outcomes=5"},
	} {
		p, done := part(t, s, func(a string) bool { return a == c.hide }, 1, 2, 3)
		if done != c.want {
			t.Errorf("%s: told %+v, want %+v", c.hide, done, c.want)
		}
		if got := p.rowCounts(t, "sources articles sightings copies outcomes"); got != c.rows {
			t.Errorf("%s: %s, want %s", c.hide, got, c.rows)
		}
		b, err := os.ReadFile(p.Path())
		must(t, err)
		if bytes.Contains(b, []byte(c.hide)) {
			t.Errorf("%s is in the file", c.hide)
		}
	}
}

func TestCapturesThatWereNotCopiedLieWhereTheyLay(t *testing.T) {
	s := storyToTake(t)
	path := filepath.Join(t.TempDir(), "part.db")
	x, err := s.Extract(t.Context(), path, ExtractOptions{Made: morning})
	must(t, err)
	must(t, x.Add([]int64{1}))
	captures, err := x.Select()
	if err != nil || !slices.Equal(captures, []int64{1, 4}) {
		t.Fatalf("captures %v, %v", captures, err)
	}
	must(t, x.Place(4, "part.warc.gz", 7, 8))
	_, err = x.Finish(t.Context())
	must(t, err)
	p, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	defer func() { must(t, p.Close()) }()
	for id, want := range map[int64]string{1: "a.warc.gz 1000 900", 4: "part.warc.gz 7 8"} {
		c, err := p.Capture(t.Context(), id)
		if got := fmt.Sprint(c.File, " ", c.Offset, " ", c.Length); err != nil || got != want {
			t.Errorf("capture %d: %s, %v; want %s", id, got, err, want)
		}
	}
}

func TestWhatPointsToNothingIsNotPassedOn(t *testing.T) {
	s := storyToTake(t)
	db := raw(t, s.Path())
	exec(t, db, `PRAGMA foreign_keys = OFF; DROP TRIGGER captures_remain; DELETE FROM captures WHERE id = 1`)
	x, err := s.Extract(t.Context(), filepath.Join(t.TempDir(), "part.db"), ExtractOptions{Made: morning})
	must(t, err)
	defer func() { must(t, x.Close()) }()
	must(t, x.Add([]int64{1}))
	_, err = x.Select()
	must(t, err)
	if _, err := x.Finish(t.Context()); fault.CodeOf(err) != fault.Corrupt || !strings.Contains(err.Error(), "points to nothing in captures") {
		t.Errorf("%v", err)
	}
}

func TestAPartInTheMakingCanBeGivenUp(t *testing.T) {
	s := storyToTake(t)
	ctx, cancel := context.WithCancel(t.Context())
	x, err := s.Extract(ctx, filepath.Join(t.TempDir(), "part.db"), ExtractOptions{Made: morning})
	must(t, err)
	must(t, x.Add([]int64{1}))
	cancel()
	if _, err := x.Finish(ctx); err == nil {
		t.Error("it was finished")
	}
	must(t, x.Close())
	must(t, x.Close())
	if _, err := s.Extract(t.Context(), filepath.Join(t.TempDir(), "no", "part.db"), ExtractOptions{}); err == nil {
		t.Error("a store in a folder that is not there")
	}
}

func TestOnlyPartsAreReplaced(t *testing.T) {
	s := storyToTake(t)
	p, _ := part(t, s, nil, 1)
	touched, _ := part(t, s, nil, 1)
	w, err := Open(t.Context(), touched.Path(), Options{})
	must(t, err)
	_, err = w.BeginRun(t.Context(), news.Run{Started: morning.Add(2 * time.Hour)})
	must(t, err)
	must(t, w.Close())
	text := filepath.Join(t.TempDir(), "notes.txt")
	must(t, os.WriteFile(text, []byte("notes"), 0o600))
	for _, c := range []struct {
		path string
		code fault.Code
		file string
	}{
		{p.Path(), "", "part.warc.gz"}, {text, "", ""}, {filepath.Join(t.TempDir(), "none.db"), "", ""},
		{touched.Path(), fault.Usage, ""}, {s.Path(), fault.Locked, ""},
	} {
		older, err := Replaceable(t.Context(), c.path)
		if err != nil && fault.CodeOf(err) != c.code || err == nil && (c.code != "" || older.File != c.file) {
			t.Errorf("%s: %+v, %v; want %q", c.path, older, err, c.code)
		}
	}
	must(t, s.Close())
	if _, err := Replaceable(t.Context(), s.Path()); fault.CodeOf(err) != fault.Usage {
		t.Errorf("a whole store may be replaced: %v", err)
	}
}
