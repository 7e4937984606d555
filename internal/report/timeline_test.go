package report_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/text"
)

// telling is an article of one sentence whose event has a date in its words.
type telling struct {
	outlet, words, date string // the date's words, in words
	day                 edtf.Date
	who                 string // parted by "; "
}

func (s *shelf) tells(i int, a telling) {
	s.t.Helper()
	s.told(a.outlet, fmt.Sprint("a", i), a.words, edtf.Day(2026, 3, 1+i), func(r *news.Reading, at func(string) text.Span) {
		e := news.Event{Span: at(a.words), Date: a.day, DatePlace: at(a.date), Confidence: .8}
		for name := range strings.SplitSeq(a.who, "; ") {
			if name == "" {
				continue
			}
			e.Entities = append(e.Entities, name)
			r.Mentions = append(r.Mentions, news.Mention{Span: at(strings.Fields(name)[0]), Kind: news.EntityCompany, Name: name, By: news.ByName})
		}
		r.Dates = []news.Date{{Span: at(a.date), EDTF: a.day, Type: "DATE"}}
		r.Events = []news.Event{e}
	})
}

func TestEventsAreOneOrApart(t *testing.T) {
	day, month := edtf.Day(2026, 2, 3), edtf.Month(2026, 2)
	for name, c := range map[string]struct {
		a, b telling
		one  bool
	}{
		"paraphrase": {
			telling{"a.example", "Tallow won a contract for tide gauges on 3 February 2026", "3 February 2026", day, "Tallow Systems"},
			telling{"b.example", "On Tuesday the tide gauges deal was awarded to Tallow", "Tuesday", day, "Tallow Systems"}, true,
		},
		"passive and synonym": {
			telling{"a.example", "Police arrested the harbour master on Tuesday", "Tuesday", day, "Police of Port Hale"},
			telling{"b.example", "The harbour master was detained by officers on 3 February", "3 February", day, ""}, true,
		},
		"two things of one company on one day": {
			telling{"a.example", "Tallow opened an office in Sellan on Tuesday", "Tuesday", day, "Tallow Systems"},
			telling{"b.example", "Tallow dismissed its chief engineer on Tuesday", "Tuesday", day, "Tallow Systems"}, false,
		},
		"one name, one word in common": {
			telling{"a.example", "Tallow sued the ministry over unpaid bills on Tuesday", "Tuesday", day, "Tallow Systems"},
			telling{"b.example", "Tallow thanked the ministry for a visit to its yard on Tuesday", "Tuesday", day, "Tallow Systems"}, false,
		},
		"same words on other days": {
			telling{"a.example", "Tallow opened an office in Sellan on Tuesday", "Tuesday", day, "Tallow Systems"},
			telling{"b.example", "Tallow opened an office in Sellan on Wednesday", "Wednesday", edtf.Day(2026, 2, 4), "Tallow Systems"}, false,
		},
		"the month, and a day of it": {
			telling{"a.example", "Tallow opened its new office in Sellan in February", "February", month, "Tallow Systems"},
			telling{"b.example", "Tallow opened the office in Sellan on 3 February", "3 February", day, "Tallow Systems"}, true,
		},
		"the month, and something else in it": {
			telling{"a.example", "Tallow lost a lawsuit over pumps in February", "February", month, "Tallow Systems"},
			telling{"b.example", "Tallow opened the office in Sellan on 3 February", "3 February", day, "Tallow Systems"}, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.tells(0, c.a)
			s.tells(1, c.b)
			all, err := report.Timeline(t.Context(), s, query.All{}, report.TimelineOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if one := len(all) == 1; one != c.one {
				t.Fatalf("%d events: %+v", len(all), all)
			}
			if c.one && (all[0].Date != day || all[0].Articles != 2 || len(all[0].Reports) != 2 || all[0].DatedBy != report.DatedByEvent) {
				t.Errorf("the event is %+v", all[0])
			}
		})
	}
}

func TestALimitGivesTheSameLinesAsAll(t *testing.T) {
	s := manyEvents(t, 400)
	whole, err := report.TimelineOf(t.Context(), s, query.All{}, report.TimelineOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{1, 7, 40} {
		some, err := report.TimelineOf(t.Context(), s, query.All{}, report.TimelineOptions{Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		if len(some.Events) != limit || !some.More || some.Read != 400 || whole.More {
			t.Fatalf("limit %d: %d events, more %v, read %d", limit, len(some.Events), some.More, some.Read)
		}
		for i, h := range whole.Events[len(whole.Events)-limit:] {
			got := some.Events[i]
			if got.ID != h.ID || got.Date != h.Date || got.Articles != h.Articles || got.Passage != h.Passage || strings.Join(got.Entities, ",") != strings.Join(h.Entities, ",") || got.Published != h.Published || got.Outlet != h.Outlet {
				t.Errorf("limit %d, line %d: %+v\nof all: %+v", limit, i, got, h)
			}
		}
	}
}

func TestOwnEventsAndUndatedOnesStandInTheirPlace(t *testing.T) {
	s := newShelf(t)
	s.tells(0, telling{"a.example", "Tallow opened an office on 3 February 2026", "3 February 2026", edtf.Day(2026, 2, 3), "Tallow Systems"})
	own := []news.OwnEvent{{ID: 1, Date: edtf.Day(2026, 1, 1), What: "A call", Source: "notes"}, {ID: 2, What: "Undated", Source: "notes"}}
	c, err := report.TimelineOf(t.Context(), s, query.All{}, report.TimelineOptions{Own: own, Limit: 1})
	if err != nil || len(c.Events) != 2 || !c.More {
		t.Fatalf("%v: %+v", err, c)
	}
	if c.Events[0].ID != "1.1" || c.Events[1].ID != "own.2" || c.Events[1].DatedBy != report.DatedByPerson {
		t.Errorf("events %+v", c.Events)
	}
}

func TestCorrectedAndDeniedAreMarked(t *testing.T) {
	s := newShelf(t)
	words := "Tallow opened an office on 3 February 2026"
	s.told("a.example", "a", words+". Tallow denied it.", edtf.Day(2026, 2, 4), func(r *news.Reading, at func(string) text.Span) {
		r.Events = []news.Event{{Span: at(words), Date: edtf.Day(2026, 2, 3), DatePlace: at("3 February 2026"), Entities: []string{"Tallow Systems"}, Confidence: .8}}
		r.Mentions = []news.Mention{{Span: at("Tallow"), Kind: news.EntityCompany, Name: "Tallow Systems", By: news.ByName}}
		r.Corrections = []string{"An earlier version named another day."}
		r.Statements = []news.Statement{{Span: at("Tallow denied it"), Speaker: "Tallow Systems", Act: news.ActDenial}}
		r.Dates = []news.Date{{Span: at("3 February 2026"), EDTF: edtf.Day(2026, 2, 3), Type: "DATE"}}
	})
	for _, o := range []report.TimelineOptions{{}, {Limit: 5}, {Major: true}, {Entities: []string{"TALLOW systems"}}} {
		all, err := report.Timeline(t.Context(), s, query.All{}, o)
		if err != nil || len(all) == 0 || !all[0].Corrected || !all[0].Denied {
			t.Errorf("%+v: %v, %+v", o, err, all)
		}
	}
}

// plain stores an article in which dates were read, but no event.
func (s *shelf) plain(outlet, title, body string, published edtf.Date, dates map[string]edtf.Date) {
	s.told(outlet, title, body, published, func(r *news.Reading, at func(string) text.Span) {
		for words, day := range dates {
			r.Dates = append(r.Dates, news.Date{Span: at(words), EDTF: day, Type: "DATE"})
		}
	})
}

func TestADayThatMattersNeedsNoEvent(t *testing.T) {
	s := newShelf(t)
	quake := edtf.Day(2026, 1, 12)
	on := func(words string) map[string]edtf.Date { return map[string]edtf.Date{words: quake} }
	s.plain("a.example", "Earthquake destroys the old town of Brel", "A strong earthquake struck the town of Brel on Monday. Houses fell.", edtf.Day(2026, 1, 13), on("Monday"))
	s.plain("b.example", "Brel counts its dead", "Rescuers in Brel dig on. The earthquake of 12 January destroyed the town.", edtf.Day(2026, 1, 20), on("12 January"))
	s.plain("c.example", "Aid for Brel is late", "Aid for the town of Brel is late. The mayor had a birthday on 12 January.", edtf.Day(2026, 2, 2), on("12 January"))
	s.plain("c.example", "Brel rebuilds its town", "WIREBURG, Mar 3 (Sound Wire) - The town of Brel began to rebuild after the earthquake. Masons came.", edtf.Day(2026, 3, 3), map[string]edtf.Date{"Mar 3": edtf.Day(2026, 3, 3)})
	c, err := report.TimelineOf(t.Context(), s, query.All{}, report.TimelineOptions{Major: true, Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range c.Events {
		got = append(got, h.Date.String()+" "+h.DatedBy+" "+h.ID+" "+h.Passage.Text)
	}
	want := []string{
		"2026-01-12 sentence 1 A strong earthquake struck the town of Brel on Monday.",
		"2026-01-13 publication 1 A strong earthquake struck the town of Brel on Monday.",
		"2026-01-20 publication 2 The earthquake of 12 January destroyed the town.",
		"2026-02-02 publication 3 Aid for the town of Brel is late.",
		"2026-03-03 publication 4 The town of Brel began to rebuild after the earthquake.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("lines\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if h := c.Events[0]; h.Articles != 3 || len(h.Outlets) != 3 || h.Reports[0].Date.Text != "Monday" || c.More {
		t.Errorf("the earthquake is %+v", h)
	}
	one, err := report.TimelineOf(t.Context(), s, query.All{}, report.TimelineOptions{Major: true, Limit: 1})
	if err != nil || len(one.Events) != 1 || one.Events[0].Date != quake || !one.More {
		t.Errorf("%v; the day that matters most: %+v", err, one)
	}
	for name, o := range map[string]report.TimelineOptions{
		"bounds":      {Major: true, From: edtf.Month(2026, 1), To: edtf.Day(2026, 1, 12)},
		"min-sources": {Major: true, MinSources: 2},
	} {
		if got, err := report.Timeline(t.Context(), s, query.All{}, o); err != nil || len(got) != 1 || got[0].Date != quake {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
}
