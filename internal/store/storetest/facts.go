package storetest

import (
	"fmt"
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Parties of the corpus's deals, drawn by Zipf's law.
const (
	Companies = 2_000
	Agencies  = 1_000
)

// CompanyName returns the name of a company by rank: 0 is named most.
func CompanyName(rank int) string { return fmt.Sprintf("Company %d Systems", rank) }

// AgencyName returns the name of an agency by rank.
func AgencyName(rank int) string { return fmt.Sprintf("Agency %d", rank) }

// Read gives the version of an entry a reading, as large as those of real
// articles: some twelve mentions, four events, four statements, and a deal in
// two of five.
func (c *Corpus) Read(e *store.Entry) {
	v := e.Looks[0].Version
	at := func() text.Span {
		start := c.random.IntN(max(1, len(v.Text)-80))
		return text.Span{Start: start, End: start + 20 + c.random.IntN(60)}
	}
	r := news.Reading{Reader: 1, Language: "en", Relevant: c.random.IntN(5) < 2, Relevance: c.random.Float64()}
	company, agency := CompanyName(c.rank(Companies)), AgencyName(c.rank(Agencies))
	r.Mentions = append(r.Mentions, news.Mention{Span: at(), Kind: news.EntityCompany, Name: company, By: news.ByName}, news.Mention{Span: at(), Kind: news.EntityAgency, Name: agency, By: news.ByName})
	for range 10 {
		m := news.Mention{Span: at(), Kind: news.EntityCompany, Name: CompanyName(c.rank(Companies)), By: news.ByName}
		switch c.random.IntN(4) {
		case 0:
			m.Kind, m.Name = news.EntityAgency, AgencyName(c.rank(Agencies))
		case 1:
			m.Kind, m.Name = news.EntityPerson, c.name()
		case 2:
			m.Name, m.By = company, news.ByReference
		}
		r.Mentions = append(r.Mentions, m)
	}
	from, _ := v.Published.Bounds()
	for i := range 4 {
		day := from.AddDate(0, 0, -c.random.IntN(40*(i+1)))
		date := edtf.Day(day.Year(), day.Month(), day.Day())
		place := at()
		r.Dates = append(r.Dates, news.Date{Span: place, EDTF: date, Value: date.String(), Type: "DATE"})
		r.Events = append(r.Events, news.Event{Span: text.Span{Start: place.Start, End: min(len(v.Text), place.End+60)}, Date: date, DatePlace: place, Entities: []string{company, agency}[:1+c.random.IntN(2)], Confidence: .5})
	}
	for range 4 {
		acts := []news.Act{news.ActStatement, news.ActStatement, news.ActDenial, news.ActAllegation, news.ActNoComment}
		r.Statements = append(r.Statements, news.Statement{Span: at(), Speaker: company, Act: acts[c.random.IntN(len(acts))]})
	}
	if r.Relevant {
		statuses := []news.DealStatus{news.DealAwarded, news.DealReported, news.DealExtended}
		r.Deals = append(r.Deals, news.Deal{Span: at(), Vendor: company, Agency: agency, What: c.draw() + " " + c.draw(), Amount: float64(1+c.random.IntN(500)) * 1e5, Currency: "USD",
			Status: statuses[c.random.IntN(len(statuses))], Confidence: .7})
	}
	slices.SortFunc(r.Mentions, func(a, b news.Mention) int { return a.Start - b.Start })
	e.Looks[0].Reading = &r
}

// rank draws by a law like Zipf's: the square of a uniform draw.
func (c *Corpus) rank(n int) int {
	u := c.random.Float64()
	return int(u * u * u * float64(n))
}
