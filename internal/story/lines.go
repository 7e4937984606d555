package story

import (
	"encoding/json"
	"time"

	"dateline/internal/fault"
	"dateline/internal/weburl"
)

// line is an article as one line of JSON.
type line struct {
	ID     string   `json:"id"`
	URL    string   `json:"url"`
	Title  string   `json:"title"`
	Text   string   `json:"text"`
	Outlet string   `json:"outlet"`
	Date   string   `json:"date"`
	Credit string   `json:"credit"`
	Links  []string `json:"links"`
}

// dateLayouts are how dates of articles are written; a month is its middle.
var dateLayouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02", "2006-01"}

// ParseLine reads an article for [Group] from one line of JSON with the fields
// id, text and, where known, title, date (a day, a month or RFC 3339), outlet,
// url, credit and links. What is no JSON, or has no id, is [fault.Usage]; a date
// that cannot be read is none.
func ParseLine(data []byte) (Article, error) {
	var l line
	if err := json.Unmarshal(data, &l); err != nil {
		return Article{}, fault.New(fault.Usage, "read article %.40q: %v", data, err)
	}
	if l.ID == "" {
		return Article{}, fault.New(fault.Usage, "read article %.40q: it has no id", data)
	}
	a := Article{ID: l.ID, Doc: Doc{URL: canonical(l.URL), Title: l.Title, Text: l.Text, Outlet: l.Outlet, Credit: l.Credit}}
	for _, link := range l.Links {
		a.Links = append(a.Links, canonical(link))
	}
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, l.Date)
		if err != nil {
			continue
		}
		if layout == "2006-01" {
			t = t.AddDate(0, 0, 14)
		}
		a.Published = t.UTC()
		break
	}
	return a, nil
}

// canonical returns the canonical form of a URL, or what it is if it has none.
func canonical(url string) string {
	if c, err := weburl.Canonical(url); err == nil {
		return c
	}
	return url
}
