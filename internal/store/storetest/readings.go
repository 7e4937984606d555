package storetest

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Reader is what a store does for what was read in versions.
type Reader interface {
	Reading(ctx context.Context, version int64) (news.Reading, bool, error)
	Unread(ctx context.Context, reader int, after int64, limit int) ([]store.Unread, error)
	WriteReadings(ctx context.Context, readings []store.Read) error
}

// aReading is one with something of everything.
func aReading(reader int) news.Reading {
	span := func(start, end int) text.Span { return text.Span{Start: start, End: end} }
	return news.Reading{
		Reader: reader, Language: "en", Relevant: true, Relevance: .93, Origin: "The Wire", OriginPlace: span(4, 8),
		Mentions: []news.Mention{
			{Span: span(0, 5), Kind: news.EntityCompany, Name: "Tallow Systems", Key: "company:tallow", By: news.ByName},
			{Span: span(10, 14), Kind: news.EntityAgency, Name: "Ministry of Tides", By: news.ByShape},
			{Span: span(20, 25), Kind: news.EntityCompany, Name: "Tallow Systems", Key: "company:tallow", By: news.ByReference},
		},
		Amounts:      []news.Amount{{Span: span(1, 3), Value: 4.5e6, Currency: "EUR", Bound: news.BoundUpTo, Role: "ceiling"}, {Span: span(4, 6), Value: 30, Unit: "day"}},
		Dates:        []news.Date{{Span: span(2, 4), EDTF: edtf.Month(2026, 2), Value: "2026-02", Type: "DATE"}, {Span: span(5, 6), Value: "P1M", Type: "DURATION"}},
		Attributions: []news.Attribution{{Span: span(4, 8), Source: "The Wire", Kind: news.CarrierMedia}},
		Statements:   []news.Statement{{Span: span(3, 9), Speaker: "Tallow Systems", Act: news.ActDenial, Quote: true}},
		Deals: []news.Deal{
			{Span: span(0, 9), Vendor: "Tallow Systems", Agency: "Ministry of Tides", Reseller: "Reed Partners", What: "gauges", Amount: 4.5e6, Currency: "EUR",
				Bound: news.BoundUpTo, Role: "ceiling", Status: news.DealAwarded, Date: edtf.Month(2026, 2), Registry: []string{"ocid:ocds-1"}, Confidence: .8},
			{Span: span(1, 2), Agency: "Ministry of Tides", Status: news.DealProposed, Confidence: .3},
		},
		Events:      []news.Event{{Span: span(0, 9), Date: edtf.Month(2026, 2), DatePlace: span(2, 4), Entities: []string{"Ministry of Tides", "Tallow Systems"}, Confidence: .6}},
		Links:       []news.Link{{URL: "https://wire.example/a", Text: "a report"}},
		Credit:      "The Wire",
		Corrections: []string{"An earlier version said five."},
	}
}

func testReadings(t *testing.T, s Store) {
	r := aReading(1)
	v := news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: "Gauges", Language: "en", Text: "The ministry of tides buys gauges."}
	write(t, s, store.Entry{
		Outcome: news.Outcome{URL: "https://herald.example/a", Time: noon}, Capture: capture("https://herald.example/a", "x", noon),
		Looks: []store.Look{{ArticleURL: "https://herald.example/a", Outlet: news.Outlet{Domain: "herald.example"}, Version: &v, Reading: &r}},
	})
	got, read, err := s.Reading(t.Context(), v.ID)
	if diff := difference(r, got); diff != "" || !read || err != nil {
		t.Fatalf("%v, %v; reading (-want +got):\n%s", read, err, diff)
	}
	if _, read, err := s.Reading(t.Context(), v.ID+1); read || err != nil {
		t.Errorf("a version that is not there was read: %v, %v", read, err)
	}
}

func testReadingAgain(t *testing.T, s Store) {
	v := news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: "Gauges", Language: "en", Text: "The ministry of tides buys gauges."}
	w := news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: "Tides", Language: "en", Text: "High water.", Published: edtf.Instant(noon.Add(48 * time.Hour))}
	r := aReading(1)
	for _, look := range []store.Look{
		{ArticleURL: "https://herald.example/a", Outlet: news.Outlet{Domain: "herald.example"}, Version: &v, Reading: &r},
		{ArticleURL: "https://herald.example/b", Outlet: news.Outlet{Domain: "herald.example"}, Version: &w},
	} {
		write(t, s, store.Entry{Outcome: news.Outcome{URL: look.ArticleURL, Time: noon}, Capture: capture(look.ArticleURL, look.ArticleURL, noon), Looks: []store.Look{look}})
	}
	unread := func(reader int, after int64) (ids []int64) {
		t.Helper()
		all, err := s.Unread(t.Context(), reader, after, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range all {
			if u.Version.Text == "" || u.Outlet.Domain != "herald.example" || u.URL == "" {
				t.Errorf("version to read %+v: something is missing", u)
			}
			ids = append(ids, u.Version.ID)
		}
		return ids
	}
	if diff := difference([]int64{w.ID}, unread(1, 0)); diff != "" {
		t.Errorf("to read (-want +got):\n%s", diff)
	}
	if diff := difference([]int64{v.ID, w.ID}, unread(2, 0)); diff != "" {
		t.Errorf("to read by a newer reader (-want +got):\n%s", diff)
	}
	if diff := difference([]int64{w.ID}, unread(2, v.ID)); diff != "" {
		t.Errorf("to read after the first (-want +got):\n%s", diff)
	}
	again := aReading(2)
	again.Mentions, again.Deals, again.Events, again.Statements = again.Mentions[1:2], nil, nil, nil
	if err := s.WriteReadings(t.Context(), []store.Read{{Version: v.ID, Reading: again}, {Version: w.ID, Reading: aReading(2)}}); err != nil {
		t.Fatal(err)
	}
	if ids := unread(2, 0); len(ids) != 0 {
		t.Errorf("still to read: %v", ids)
	}
	for id, want := range map[int64]news.Reading{v.ID: again, w.ID: aReading(2)} {
		if got, _, err := s.Reading(t.Context(), id); difference(want, got) != "" || err != nil {
			t.Errorf("%v; read again (-want +got):\n%s", err, difference(want, got))
		}
	}
	if problems, err := s.Check(t.Context()); len(problems) > 0 || err != nil {
		t.Errorf("%v, %v", problems, err)
	}
}

func testEntityFields(t *testing.T, s Store) {
	r := aReading(1)
	look := func(n string, r *news.Reading) store.Look {
		return store.Look{ArticleURL: "https://herald.example/" + n, Outlet: news.Outlet{Domain: "herald.example"}, Reading: r,
			Version: &news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: n, Text: "Text of " + n}}
	}
	plain := news.Reading{Reader: 1, Language: "en"}
	for _, l := range []store.Look{look("a", &r), look("b", &plain), look("c", nil)} {
		write(t, s, store.Entry{Outcome: news.Outcome{URL: l.ArticleURL, Time: noon}, Capture: capture(l.ArticleURL, l.ArticleURL, noon), Looks: []store.Look{l}})
	}
	for q, want := range map[string]string{
		`company:"tallow systems"`: "a", `agency:"Ministry of Tides"`: "a", `company:"Ministry of Tides"`: "", `entity:"Ministry of Tides"`: "a",
		`-company:"Tallow Systems"`: "c b", "has:denial": "a", "has:deal": "a", "has:amount": "a", "has:correction": "a", "-has:deal": "c b", "is:relevant": "a",
		`text (company:"Tallow Systems" OR title:c)`: "c a", `company:nobody`: "", `text -has:amount`: "c b",
	} {
		n, err := query.Parse(q, noon)
		if err != nil {
			t.Fatal(err)
		}
		hits, err := s.Newest(t.Context(), n, 0, 10)
		var got []string
		for _, h := range hits {
			got = append(got, h.Version.Title)
		}
		if strings.Join(got, " ") != want || err != nil {
			t.Errorf("%s finds %q, %v; want %q", q, got, err, want)
		}
	}
	if hits, err := s.Oldest(t.Context(), query.Term{Word: "text"}, 2); err != nil || len(hits) != 2 || hits[0].Version.Title != "a" || hits[1].Version.Title != "b" {
		t.Errorf("the oldest are %v, %v", hits, err)
	}
}

// Answers is what a store does for questions about facts.
type Answers interface {
	Events(ctx context.Context, n query.Node) iter.Seq2[store.ToldEvent, error]
	Deals(ctx context.Context, n query.Node) iter.Seq2[store.ToldDeal, error]
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Outlets(ctx context.Context) (map[int64]news.Outlet, error)
	Hits(ctx context.Context, versions []int64) ([]store.Hit, error)
}

func testFactsOfMatches(t *testing.T, s Store) {
	first, second, other := aReading(1), aReading(1), aReading(1)
	second.Deals[0].Amount, second.Events[0].Date = 5e6, edtf.Month(2026, 3)
	look := func(n, text string, r *news.Reading) store.Look {
		return store.Look{ArticleURL: "https://herald.example/" + n, Outlet: news.Outlet{Domain: "herald.example"}, Reading: r,
			Version: &news.Version{Basis: news.BasisPage, Access: news.AccessFull, Title: n, Text: text, Published: edtf.Day(2026, 2, 18)}}
	}
	for i, l := range []store.Look{look("a", "gauges are bought", &first), look("a", "gauges are bought for five", &second), look("b", "tides", &other)} {
		at := noon.Add(time.Duration(i) * time.Hour)
		write(t, s, store.Entry{Outcome: news.Outcome{URL: l.ArticleURL, Time: at}, Capture: capture(l.ArticleURL, l.Version.Text, at), Looks: []store.Look{l}})
	}
	all := func(q string) query.Node {
		n, err := query.Parse(q, noon)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	var deals []news.Deal
	for d, err := range s.Deals(t.Context(), all("gauges")) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Published != edtf.Day(2026, 2, 18) || d.Seen != noon.Add(time.Hour) || d.Number != len(deals)+1 || d.Outlet == 0 {
			t.Errorf("a deal told by %+v", d.Told)
		}
		deals = append(deals, d.Deal)
	}
	if diff := difference(second.Deals, deals); diff != "" {
		t.Errorf("deals of what the article says now (-want +got):\n%s", diff)
	}
	var events []news.Event
	for e, err := range s.Events(t.Context(), all(`company:"tallow systems"`)) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e.Event)
	}
	if diff := difference(append(second.Events, other.Events...), events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	statements := 0
	for st, err := range s.Statements(t.Context(), all("-gauges")) {
		if err != nil || st.Act != news.ActDenial {
			t.Errorf("%v; statement %+v", err, st)
		}
		statements++
	}
	if statements != 1 {
		t.Errorf("%d statements", statements)
	}
	for d, err := range s.Deals(t.Context(), all("outlet:nowhere.example")) {
		t.Errorf("%v; deal %+v of nobody", err, d)
	}
}
