package page

import (
	"encoding/json"

	"dateline/internal/edtf"
	"dateline/internal/news"
)

// MarshalJSON gives the answer of "inspect page". Dates are EDTF strings;
// lists are never null; the text blocks come last.
func (p Page) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Title       string      `json:"title"`
		Authors     []string    `json:"authors"`
		Published   edtf.Date   `json:"published"`
		Modified    edtf.Date   `json:"modified"`
		Site        string      `json:"site"`
		Canonical   string      `json:"canonical"`
		Language    string      `json:"lang"`
		Section     string      `json:"section"`
		Access      news.Access `json:"access"`
		Reason      string      `json:"reason"`
		Agency      string      `json:"agency"`
		Text        string      `json:"text"`
		Corrections []string    `json:"corrections"`
		Titles      []Variant   `json:"titles"`
		Dates       []Dated     `json:"dates"`
		Links       []Link      `json:"links"`
		Encoding    string      `json:"encoding"`
		Blocks      []Block     `json:"blocks"`
	}{
		p.Title, list(p.Authors), p.Published, p.Modified, p.Site, p.Canonical, p.Language, p.Section, p.Access, p.Reason,
		p.Agency, p.Text, list(p.Corrections), list(p.Titles), list(p.Dates), list(p.Links), p.Encoding, list(p.Blocks),
	})
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
