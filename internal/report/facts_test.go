package report_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/text"
)

// told stores an article with facts read by hand: fill gets a function that
// returns the span of words in its text.
func (s *shelf) told(domain, name, body string, published edtf.Date, fill func(r *news.Reading, at func(words string) text.Span)) {
	s.t.Helper()
	r := news.Reading{Reader: 1, Language: "en"}
	fill(&r, func(words string) text.Span {
		start := strings.Index(body, words)
		if start < 0 {
			s.t.Fatalf("%q is not in %q", words, body)
		}
		return text.Span{Start: start, End: start + len(words)}
	})
	url := "https://" + domain + "/" + name
	_, err := s.Write(s.t.Context(), []store.Entry{{
		Outcome: news.Outcome{URL: url, Time: noon},
		Capture: &news.Capture{Kind: news.CaptureResource, URL: url, FinalURL: url, Time: noon, SHA256: sum(body), File: "x.warc.gz"},
		Looks: []store.Look{{ArticleURL: url, Outlet: news.Outlet{Domain: domain, Name: strings.ToUpper(domain[:1]) + domain[1:]}, Reading: &r, Version: &news.Version{
			Basis: news.BasisText, Seen: noon, Title: name, Published: published, Text: body, Access: news.AccessFull,
		}}},
	}})
	if err != nil {
		s.t.Fatal(err)
	}
}

// deal is a report between the two parties that all tests have.
func deal(at text.Span, amount float64, role string, status news.DealStatus) news.Deal {
	d := news.Deal{Span: at, Vendor: "Tallow Systems", Agency: "Ministry of Tides", What: "tide gauges", Status: status, Role: role, Confidence: .8}
	if amount > 0 {
		d.Amount, d.Currency = amount, "EUR"
	}
	return d
}

func TestReportsOfOneSupplyAreOneDeal(t *testing.T) {
	s := newShelf(t)
	s.told("first.example", "a", "The ministry will buy gauges for 41.3 million euros.", edtf.Day(2026, 1, 5), func(r *news.Reading, at func(string) text.Span) {
		r.Deals = []news.Deal{deal(at("will buy gauges"), 41.3e6, "contract value", news.DealAnnounced)}
	})
	s.told("second.example", "b", "Tallow won 41 million euros.", edtf.Day(2026, 1, 9), func(r *news.Reading, at func(string) text.Span) {
		r.Deals = []news.Deal{deal(at("won 41 million"), 41e6, "contract value", news.DealAwarded)}
	})
	s.told("third.example", "c", "The gauges of Tallow are late. A radar for 3 million is ordered.", edtf.Day(2026, 2, 1), func(r *news.Reading, at func(string) text.Span) {
		radar := deal(at("A radar for 3 million"), 3e6, "contract value", news.DealAwarded)
		radar.What = "radar"
		r.Deals = []news.Deal{deal(at("gauges of Tallow are late"), 0, "", news.DealReported), radar}
	})
	s.told("fourth.example", "d", "A ceiling of 90 million.", edtf.Day(2026, 2, 2), func(r *news.Reading, at func(string) text.Span) {
		d := deal(at("ceiling of 90 million"), 90e6, "ceiling", news.DealAwarded)
		d.Vendor = "Reed Partners"
		r.Deals = []news.Deal{d}
	})
	deals, err := report.Ledger(t.Context(), s, query.All{})
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Describe(t.Context(), s, deals); err != nil {
		t.Fatal(err)
	}
	if len(deals) != 3 || deals[0].Vendor != "Reed Partners" {
		t.Fatalf("%d deals: %+v", len(deals), deals)
	}
	var gauges report.Deal
	for _, d := range deals {
		if d.High > 40e6 && d.High < 50e6 {
			gauges = d
		}
	}
	if gauges.Low != 41e6 || gauges.High != 41.3e6 || gauges.Articles != 3 || gauges.Status != "reported" || gauges.First.Outlet != "First.example" ||
		gauges.First.Passage.Text != "will buy gauges" || len(gauges.History) != 3 || gauges.ID != "1.1" {
		t.Errorf("the gauges are %+v", gauges)
	}
	found, err := report.FindDeal(t.Context(), s, gauges.Reports[1].ID)
	if err != nil || found.ID != gauges.ID {
		t.Errorf("deal of its second report: %+v, %v", found, err)
	}
	if _, err := report.FindDeal(t.Context(), s, "9.9"); err == nil {
		t.Error("a deal that is not there was found")
	}
	totals := report.Totals(deals, func(d report.Deal) string { return d.Vendor })
	if len(totals) != 2 || totals[0].Name != "Reed Partners" || totals[0].Ceilings != 90e6 || totals[0].Sum != 0 || totals[1].Sum != 44.3e6 || totals[1].Deals != 2 {
		t.Errorf("totals %+v", totals)
	}
}

func TestDifferentRegistryNumbersAreDifferentDeals(t *testing.T) {
	s := newShelf(t)
	for i, id := range []string{"piid:A1", "piid:B2", "piid:A1"} {
		s.told("first.example", string(rune('a'+i)), "It was awarded 5 million "+id, edtf.Day(2026, 1, 5+i), func(r *news.Reading, at func(string) text.Span) {
			d := deal(at("awarded 5 million"), 5e6, "", news.DealAwarded)
			d.Registry = []string{id}
			r.Deals = []news.Deal{d}
		})
	}
	deals, err := report.Ledger(t.Context(), s, query.All{})
	if err != nil || len(deals) != 2 {
		t.Errorf("%v; deals %+v", err, deals)
	}
}

func TestDenialsStandBesideWhatTheyDeny(t *testing.T) {
	s := newShelf(t)
	say := func(at text.Span, who string, act news.Act) news.Statement {
		return news.Statement{Span: at, Speaker: who, Act: act}
	}
	body := "The union said that Tallow Systems sells the names of travellers. The harbour board praised the view. Tallow denied that it sells any names. The minister would not comment on the union."
	fill := func(r *news.Reading, at func(string) text.Span) {
		r.Statements = []news.Statement{
			say(at("Tallow Systems sells the names of travellers"), "Dockers' Union", news.ActAllegation),
			say(at("praised the view"), "Harbour Board", news.ActStatement),
			say(at("denied that it sells any names"), "Tallow Systems", news.ActDenial),
			say(at("would not comment on the union"), "Nora Quill", news.ActNoComment),
		}
	}
	s.told("first.example", "a", body, edtf.Day(2026, 1, 5), fill)
	s.told("second.example", "b", "Late. "+body, edtf.Day(2026, 1, 6), fill)
	claims, err := report.Claims(t.Context(), s, query.All{}, report.ClaimOptions{})
	if err != nil || len(claims) != 2 {
		t.Fatalf("%v; claims %+v", err, claims)
	}
	var accused report.Claim
	for _, c := range claims {
		if c.Act == "allegation" {
			accused = c
		}
	}
	if accused.Articles != 2 || len(accused.Outlets) != 2 || accused.Outlet != "First.example" || len(accused.Answers) != 2 ||
		accused.Answers[0].Speaker != "Tallow Systems" || accused.Answers[0].Passage.Text != "denied that it sells any names" {
		t.Errorf("the allegation is %+v", accused)
	}
	byTallow, err := report.Claims(t.Context(), s, query.All{}, report.ClaimOptions{Speaker: "tallow", Acts: []string{"denial"}})
	if err != nil || len(byTallow) != 1 || byTallow[0].Act != "allegation" {
		t.Errorf("%v; what Tallow denies: %+v", err, byTallow)
	}
}

func TestAnAnswerGoesToWhatNamesItsSpeaker(t *testing.T) {
	s := newShelf(t)
	body := "A report claims that ICE keeps more data than it says. Tallow called for clearer laws. ICE declined to comment."
	s.told("first.example", "a", body, edtf.Day(2026, 1, 5), func(r *news.Reading, at func(string) text.Span) {
		r.Statements = []news.Statement{
			{Span: at("ICE keeps more data than it says"), Speaker: "report", Act: news.ActAllegation},
			{Span: at("called for clearer laws"), Speaker: "Tallow Systems", Act: news.ActCall},
			{Span: at("ICE declined to comment"), Speaker: "U.S. Immigration and Customs Enforcement", Act: news.ActNoComment},
		}
	})
	claims, err := report.Claims(t.Context(), s, query.All{}, report.ClaimOptions{})
	if err != nil || len(claims) != 2 {
		t.Fatalf("%v; claims %+v", err, claims)
	}
	for _, c := range claims {
		if answered := len(c.Answers) == 1; answered != (c.Act == "allegation") {
			t.Errorf("%s of %s has answers %+v", c.Act, c.Speaker, c.Answers)
		}
	}
}

func TestOneEventToldByManyIsOneLine(t *testing.T) {
	s := newShelf(t)
	event := func(at, date text.Span, d edtf.Date, who ...string) news.Event {
		return news.Event{Span: at, Date: d, DatePlace: date, Entities: who, Confidence: .7}
	}
	name := func(at text.Span) []news.Mention {
		return []news.Mention{{Span: at, Kind: news.EntityCompany, Name: "Tallow Systems", By: news.ByName}}
	}
	s.told("first.example", "a", "Tallow opened its harbour office in March 2025. It was denied.", edtf.Day(2026, 1, 5), func(r *news.Reading, at func(string) text.Span) {
		r.Mentions = name(at("Tallow"))
		r.Events = []news.Event{event(at("Tallow opened its harbour office in March 2025"), at("March 2025"), edtf.Month(2025, 3), "Tallow Systems")}
		r.Statements = []news.Statement{{Span: at("It was denied"), Act: news.ActDenial}}
	})
	s.told("second.example", "b", "In March 2025 the harbour office of Tallow was opened. In May 2025 it burned.", edtf.Day(2026, 1, 6), func(r *news.Reading, at func(string) text.Span) {
		r.Mentions = name(at("Tallow"))
		r.Events = []news.Event{
			event(at("In March 2025 the harbour office of Tallow was opened"), at("March 2025"), edtf.Month(2025, 3), "Tallow Systems"),
			event(at("In May 2025 it burned"), at("May 2025"), edtf.Month(2025, 5)),
		}
	})
	all, err := report.Timeline(t.Context(), s, query.All{}, report.TimelineOptions{})
	if err != nil || len(all) != 2 {
		t.Fatalf("%v; %d events: %+v", err, len(all), all)
	}
	opened := all[0]
	if opened.Date != edtf.Month(2025, 3) || opened.Articles != 2 || strings.Join(opened.Outlets, " ") != "First.example Second.example" || !opened.Denied ||
		len(opened.Reports) != 2 || opened.Reports[1].Date.Text != "March 2025" || strings.Join(opened.Entities, "") != "Tallow Systems" {
		t.Errorf("the opening is %+v", opened)
	}
	if all[1].Denied || all[1].Articles != 1 {
		t.Errorf("the fire is %+v", all[1])
	}
	for name, c := range map[string]struct {
		options report.TimelineOptions
		want    int
	}{
		"from": {report.TimelineOptions{From: edtf.Month(2025, 4)}, 1}, "to": {report.TimelineOptions{To: edtf.Month(2025, 4)}, 1}, "who": {report.TimelineOptions{Entities: []string{"Tallow Systems"}}, 1},
		"sources": {report.TimelineOptions{MinSources: 2}, 1}, "limit": {report.TimelineOptions{Limit: 1}, 1},
	} {
		if got, err := report.Timeline(t.Context(), s, query.All{}, c.options); err != nil || len(got) != c.want {
			t.Errorf("%s: %v, %d events, want %d", name, err, len(got), c.want)
		}
	}
}

func TestCoverageShowsZerosAndOutages(t *testing.T) {
	s := newShelf(t)
	for day := 1; day <= 12; day++ {
		if day == 7 {
			continue
		}
		body := "Nothing new."
		if day == 3 || day == 9 {
			body = "New gauges."
		}
		s.told("first.example", time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), body+strings.Repeat(" More.", day), edtf.Day(2026, 1, day), func(*news.Reading, func(string) text.Span) {})
	}
	s.told("second.example", "x", "Quiet.", edtf.Day(2026, 1, 5), func(*news.Reading, func(string) text.Span) {})
	n, err := query.Parse("gauges", noon)
	if err != nil {
		t.Fatal(err)
	}
	c, err := report.CountCoverage(t.Context(), s, n, report.CoverageOptions{By: "day", PerOutlet: true, Silent: true, From: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 1, 11, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Buckets) != 9 || c.Total != 2 || c.Buckets[1].Count != 1 || c.Buckets[2].Count != 0 || !c.Buckets[5].Outage || c.Buckets[4].Outage || c.Buckets[1].Share != 1 {
		t.Errorf("buckets %+v", c.Buckets)
	}
	if len(c.Outlets) != 1 || c.Outlets[0].Count != 2 || c.Outlets[0].All != 8 || strings.Join(c.Silent, "") != "Second.example" {
		t.Errorf("outlets %+v, silent %v", c.Outlets, c.Silent)
	}
	weekly, err := report.CountCoverage(t.Context(), s, n, report.CoverageOptions{By: "week"})
	if err != nil || len(weekly.Buckets) != 2 || weekly.Buckets[0].Start != "2025-12-29" || weekly.Buckets[1].Count != 1 {
		t.Errorf("%v; weeks %+v", err, weekly.Buckets)
	}
}

func TestEntitiesWithTheirCompany(t *testing.T) {
	s := newShelf(t)
	name := func(at text.Span, kind news.EntityKind, name string) news.Mention {
		return news.Mention{Span: at, Kind: kind, Name: name, By: news.ByName}
	}
	for i, body := range []string{"Tallow met the ministry, and Tallow won.", "Tallow and the ministry."} {
		s.told("first.example", body[:9]+string(rune('a'+i)), body, edtf.Day(2026, 1, 5+i), func(r *news.Reading, at func(string) text.Span) {
			r.Mentions = []news.Mention{name(at("Tallow"), news.EntityCompany, "Tallow Systems"), name(at("ministry"), news.EntityAgency, "Ministry of Tides")}
			if i == 0 {
				r.Mentions = append(r.Mentions, name(at("Tallow won"), news.EntityCompany, "Tallow Systems"))
			}
		})
	}
	rows, err := report.Entities(t.Context(), s, query.All{}, report.EntityOptions{With: 3})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v; rows %+v", err, rows)
	}
	if r := rows[0]; r.Name != "Tallow Systems" || r.Articles != 2 || r.Mentions != 3 || r.First != edtf.Day(2026, 1, 5) || r.Last != edtf.Day(2026, 1, 6) ||
		len(r.With) != 1 || r.With[0] != (report.Company{Name: "Ministry of Tides", Kind: "agency", Articles: 2}) {
		t.Errorf("the company is %+v", r)
	}
	if rows, err := report.Entities(t.Context(), s, query.All{}, report.EntityOptions{Kinds: []string{"agency"}, Limit: 1}); err != nil || len(rows) != 1 || rows[0].Kind != "agency" {
		t.Errorf("%v; agencies %+v", err, rows)
	}
}

func TestAnAnswerMayComeFirst(t *testing.T) {
	said := func(at text.Span, who string, act news.Act) news.Statement {
		return news.Statement{Span: at, Speaker: who, Act: act}
	}
	for name, c := range map[string]struct {
		speaker, charge string
		answered        bool
	}{
		"a charge that names who denied it":       {"Tallow Systems", "Dockers say Tallow sells the names of travellers", true},
		"a charge against nobody named":           {"Tallow Systems", "Dockers say names of travellers are sold", false},
		"the words of a name as common words":     {"Harbour Customs and Border Enforcement", "Dockers say border enforcement reads the names of travellers", false},
		"a word that many names share is no name": {"Harbour Customs and Border Enforcement", "Dockers say law enforcement reads the names of travellers", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			body := "It denied any wrong. The tide was high. The board met. The quay was shut. " + c.charge + "."
			s.told("first.example", "a", body, edtf.Day(2026, 1, 5), func(r *news.Reading, at func(string) text.Span) {
				r.Statements = []news.Statement{
					said(at("It denied any wrong"), c.speaker, news.ActDenial),
					said(at("The tide was high"), "harbour master", news.ActStatement),
					said(at("The board met"), "harbour master", news.ActStatement),
					said(at("The quay was shut"), "harbour master", news.ActStatement),
					said(at(c.charge), "dockers", news.ActAllegation),
				}
			})
			claims, err := report.Claims(t.Context(), s, query.All{}, report.ClaimOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for _, claim := range claims {
				if claim.Act == "allegation" && (len(claim.Answers) == 1) != c.answered {
					t.Errorf("the charge has answers %+v", claim.Answers)
				}
			}
		})
	}
}

func TestAPricePerYearIsNoSum(t *testing.T) {
	for name, c := range map[string]struct {
		reports   []news.Deal // role and amount count
		low, high float64
		role      string
		addedUp   float64
	}{
		"alone":                    {[]news.Deal{{Amount: 3e5, Role: "payment per year"}}, 3e5, 3e5, "payment per year", 0},
		"beside what it comes to":  {[]news.Deal{{Amount: 3e5, Role: "payment per year"}, {Amount: 9e5, Role: "value"}}, 9e5, 9e5, "value", 9e5},
		"a price for each of many": {[]news.Deal{{Amount: 40, Role: "per user"}}, 40, 40, "per user", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			for i, told := range c.reports {
				s.told("first.example", strconv.Itoa(i), "The ministry pays for tide gauges.", edtf.Day(2026, 1, 5+i), func(r *news.Reading, at func(string) text.Span) {
					r.Deals = []news.Deal{deal(at("pays for tide gauges"), told.Amount, told.Role, news.DealAwarded)}
				})
			}
			deals, err := report.Ledger(t.Context(), s, query.All{})
			if err != nil || len(deals) != 1 {
				t.Fatalf("%v; deals %+v", err, deals)
			}
			if d := deals[0]; d.Low != c.low || d.High != c.high || d.Role != c.role {
				t.Errorf("%v to %v as %q, want %v to %v as %q", d.Low, d.High, d.Role, c.low, c.high, c.role)
			}
			sum := 0.0
			for _, total := range report.Totals(deals, func(d report.Deal) string { return d.Vendor }) {
				sum += total.Sum + total.Ceilings
			}
			if sum != c.addedUp {
				t.Errorf("adds up to %v, want %v", sum, c.addedUp)
			}
		})
	}
}
