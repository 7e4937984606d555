package feed

import (
	"encoding/json"
	"time"

	"dateline/internal/edtf"
)

// Schema names the JSON form of a feed.
const Schema = "dateline.feed/1"

// document is dateline.feed/1: one feed, or why there is none.
type document struct {
	Schema   string            `json:"schema"`
	OK       bool              `json:"ok"`
	Error    string            `json:"error,omitempty"`
	Warnings []string          `json:"warnings,omitempty"`
	Format   Format            `json:"format,omitempty"`
	Version  string            `json:"version,omitempty"`
	Encoding string            `json:"encoding,omitempty"`
	Types    map[string]string `json:"types,omitempty"` // how to read the text fields
	Feed     head              `json:"feed"`
	Items    []entry           `json:"items"`
	Sitemaps []sitemapEntry    `json:"sitemaps,omitempty"`
}

type head struct {
	ID          string   `json:"id,omitempty"`
	Title       string   `json:"title,omitempty"`
	Link        string   `json:"link,omitempty"`
	Self        string   `json:"self,omitempty"`
	Hub         string   `json:"hub,omitempty"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"language,omitempty"`
	Published   string   `json:"published,omitempty"`
	Updated     string   `json:"updated,omitempty"`
	Authors     []Author `json:"authors,omitempty"`
	Categories  []string `json:"categories,omitempty"`
	Image       string   `json:"image,omitempty"`
	Generator   string   `json:"generator,omitempty"`
	Rights      string   `json:"rights,omitempty"`
	TTL         int      `json:"ttl_minutes,omitempty"`
	Every       int      `json:"update_minutes,omitempty"`
	SkipHours   []int    `json:"skip_hours,omitempty"`
	SkipDays    []string `json:"skip_days,omitempty"`
	Links       []string `json:"links,omitempty"`
}

type entry struct {
	ID            string      `json:"id,omitempty"`
	Title         string      `json:"title,omitempty"`
	Link          string      `json:"link,omitempty"`
	Links         []string    `json:"links,omitempty"`
	Published     string      `json:"published,omitempty"` // RFC 3339: the first instant of the date
	Updated       string      `json:"updated,omitempty"`
	PublishedEDTF string      `json:"published_edtf,omitempty"` // as precise as it was given
	UpdatedEDTF   string      `json:"updated_edtf,omitempty"`
	Summary       string      `json:"summary,omitempty"`
	Content       string      `json:"content,omitempty"`
	Authors       []Author    `json:"authors,omitempty"`
	Categories    []string    `json:"categories,omitempty"`
	Enclosures    []Enclosure `json:"enclosures,omitempty"`
	Language      string      `json:"language,omitempty"`
	Comments      string      `json:"comments,omitempty"`
	Image         string      `json:"image,omitempty"`
	Rights        string      `json:"rights,omitempty"`
	Source        *ItemSource `json:"source,omitempty"`
}

type sitemapEntry struct {
	URL     string `json:"url"`
	Updated string `json:"updated,omitempty"`
}

// MarshalJSON writes the feed as dateline.feed/1.
func (f *Feed) MarshalJSON() ([]byte, error) { return json.Marshal(JSON(f, nil)) }

// JSON returns what Parse returned in the form of dateline.feed/1, ready for
// encoding/json. Dates are RFC 3339 with an offset; those that are less
// precise than a second stand at their beginning, and beside them as EDTF.
func JSON(f *Feed, err error) any {
	d := document{Schema: Schema, Items: []entry{}}
	if err != nil || f == nil {
		if err != nil {
			d.Error = err.Error()
		}
		return d
	}
	d.OK, d.Warnings, d.Format, d.Version, d.Encoding = true, f.Warnings, f.Format, f.Version, f.Encoding
	d.Types = map[string]string{"title": "text", "summary": "html", "content": "html", "description": "html"}
	d.Feed = head{
		ID: f.ID, Title: f.Title, Link: f.Link, Self: f.Self, Hub: f.Hub, Description: f.Description, Language: f.Language,
		Published: rfc3339(f.Published), Updated: rfc3339(f.Updated), Authors: f.Authors, Categories: f.Categories, Image: f.Image,
		Generator: f.Generator, Rights: f.Rights, TTL: int(f.TTL / time.Minute), Every: int(f.UpdateEvery / time.Minute),
		SkipHours: f.SkipHours, Links: f.Links,
	}
	for _, day := range f.SkipDays {
		d.Feed.SkipDays = append(d.Feed.SkipDays, day.String())
	}
	for _, i := range f.Items {
		d.Items = append(d.Items, entry{
			ID: i.ID, Title: i.Title, Link: i.Link, Links: i.Links, Published: rfc3339(i.Published), Updated: rfc3339(i.Updated),
			PublishedEDTF: imprecise(i.Published), UpdatedEDTF: imprecise(i.Updated), Summary: i.Summary, Content: i.Content,
			Authors: i.Authors, Categories: i.Categories, Enclosures: i.Enclosures, Language: i.Language, Comments: i.Comments,
			Image: i.Image, Rights: i.Rights, Source: i.Source,
		})
	}
	for _, s := range f.Sitemaps {
		d.Sitemaps = append(d.Sitemaps, sitemapEntry{URL: s.URL, Updated: rfc3339(s.Updated)})
	}
	return d
}

// rfc3339 writes a date with its own offset, or "" for none.
func rfc3339(d edtf.Date) string {
	if t, ok := d.Instant(); ok {
		return t.Format(time.RFC3339)
	}
	from, _ := d.Bounds()
	if from.IsZero() {
		return ""
	}
	return from.Format(time.RFC3339)
}

// imprecise returns a date as EDTF unless RFC 3339 says it all.
func imprecise(d edtf.Date) string {
	if _, ok := d.Instant(); ok {
		return ""
	}
	return d.String()
}
