package sampleweb

import (
	"encoding/json"
	"text/template"
	"time"
)

// page is what an outlet's page template is given.
type page struct {
	Outlet    Outlet
	URL       string
	Title     string
	Summary   string
	Byline    string
	Section   string
	Published string // RFC 3339
	Modified  string
	Day       string // as English pages print it
	Local     string // as the others do
	LD        string // a schema.org NewsArticle
	Body      string
	Paywall   bool
	Related   []article
	Notice    string
}

func pageResource(t *template.Template, a article, related []article) (resource, error) {
	ld, err := linkedData(a)
	if err != nil {
		return resource{}, err
	}
	body, err := render(t, "page.html", page{
		Outlet: a.Outlet, URL: a.URL(), Title: a.Title, Summary: a.Summary, Byline: a.Byline(), Section: a.Section,
		Published: a.Published.Format(time.RFC3339), Modified: a.Modified.Format(time.RFC3339),
		Day: a.Published.Format("2 January 2006 15:04"), Local: a.Published.Format("02.01.2006, 15:04"),
		LD: ld, Body: a.body(), Paywall: a.Paywall, Related: related, Notice: notice,
	})
	if err != nil {
		return resource{}, err
	}
	contentType := "text/html; charset=utf-8"
	if a.Outlet.Latin1 {
		contentType = "text/html; charset=ISO-8859-1"
		if body, err = latin1(body); err != nil {
			return resource{}, err
		}
	}
	return newResource(contentType, body, a.Modified), nil
}

// linkedData returns the article as schema.org JSON-LD, safe inside a script
// element.
func linkedData(a article) (string, error) {
	type thing struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	doc := struct {
		Context   string  `json:"@context"`
		Type      string  `json:"@type"`
		URL       string  `json:"url"`
		Headline  string  `json:"headline"`
		Published string  `json:"datePublished"`
		Modified  string  `json:"dateModified"`
		Section   string  `json:"articleSection"`
		Language  string  `json:"inLanguage"`
		Authors   []thing `json:"author"`
		Publisher thing   `json:"publisher"`
		Free      bool    `json:"isAccessibleForFree"`
	}{"https://schema.org", "NewsArticle", a.URL(), a.Title, a.Published.Format(time.RFC3339), a.Modified.Format(time.RFC3339),
		a.Section, a.Outlet.Language, nil, thing{"NewsMediaOrganization", a.Outlet.Name}, !a.Paywall}
	for _, name := range a.Authors {
		doc.Authors = append(doc.Authors, thing{"Person", name})
	}
	b, err := json.Marshal(doc)
	return string(b), err
}
