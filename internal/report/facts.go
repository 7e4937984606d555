package report

import (
	"dateline/internal/edtf"
	"dateline/internal/news"
)

// Facts is what was read in a text. Passages are byte spans of it.
type Facts struct {
	Language     string             `json:"language"`
	Relevant     bool               `json:"relevant"`  // about a technology company that supplies a government body
	Relevance    float64            `json:"relevance"` // probability of it
	Origin       *string            `json:"origin"`    // whom the main facts are traced to; null: its own reporting
	Origins      []string           `json:"origins"`   // the origin, and who reported it together with it
	Mentions     []news.Mention     `json:"mentions"`
	Amounts      []news.Amount      `json:"amounts"`
	Dates        []news.Date        `json:"dates"`
	Unresolved   []news.Date        `json:"unresolved"` // times without a place on the calendar
	Attributions []news.Attribution `json:"attributions"`
	Statements   []news.Statement   `json:"statements"`
	Deals        []news.Deal        `json:"deals"`
	Events       []news.Event       `json:"events"`
}

// FactsOf arranges a reading for people and programs.
func FactsOf(r news.Reading) Facts {
	f := Facts{
		Language: r.Language, Relevant: r.Relevant, Relevance: r.Relevance, Origins: all(r.Origins()), Mentions: all(r.Mentions), Amounts: all(r.Amounts),
		Dates: []news.Date{}, Unresolved: []news.Date{}, Attributions: all(r.Attributions), Statements: all(r.Statements),
		Deals: all(r.Deals), Events: all(r.Events),
	}
	if r.Origin != "" {
		f.Origin = &r.Origin
	}
	for _, d := range r.Dates {
		if d.EDTF == (edtf.Date{}) {
			f.Unresolved = append(f.Unresolved, d)
		} else {
			f.Dates = append(f.Dates, d)
		}
	}
	return f
}

// all returns a list that is not nil, so that JSON has [] for it.
func all[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Time is a passage with a time, as TimeML has it (ISO 24617-1).
type Time struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Value string `json:"value"` // TIMEX3 value: "2013-W11", "P1M", "PRESENT_REF"
	Type  string `json:"type"`  // DATE, TIME, DURATION or SET
	EDTF  string `json:"edtf"`  // "": no place on the calendar
}

// Times arranges the times of a text as TimeML has them.
func Times(text string, dates []news.Date) []Time {
	times := make([]Time, 0, len(dates))
	for _, d := range dates {
		times = append(times, Time{d.Start, d.End, d.Of(text), d.Value, d.Type, d.EDTF.String()})
	}
	return times
}
