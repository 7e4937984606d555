package ingest

import (
	"errors"
	"testing"

	"dateline/internal/fault"
	"dateline/internal/page"
)

func TestRefusalsAreToldFromArticles(t *testing.T) {
	for title, want := range map[string]error{
		"Just a moment...":                                    fault.Challenge,
		"Attention Required! | Cloudflare":                    fault.Challenge,
		"404 Not Found":                                       fault.NotFound,
		"Page not found - The Herald":                         fault.NotFound,
		"Seite nicht gefunden":                                fault.NotFound,
		"503 Service Unavailable":                             fault.ServerError,
		"Error establishing a database connection":            fault.ServerError,
		"Something went wrong":                                fault.ServerError,
		"Access Denied":                                       fault.Forbidden,
		"404 Media reporters sue the agency over records":     nil,
		"500 engineers to leave the cloud company":            nil,
		"401(k) provider wins government contract":            nil,
		"Forbidden City cameras were bought from two firms":   nil,
		"Something went wrong with the border agency's cloud": nil,
		"Sorry, we got it wrong: what the contract says":      nil,
		"Are you a human? The agency's new test":              nil,
		"Server error costs the ministry two days":            nil,
		"Access denied to 300 officials after the switch":     nil,
	} {
		body := []byte(articlePage(title, "The reason is given here in a few words only."))
		p := page.Parse(body, page.Options{})
		if err := refusal(p, document{body: body}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", title, err, want)
		}
	}
	dated := []byte(`<html><head><meta property="article:published_time" content="2026-11-02T10:00:00Z"></head><body><article><h1>The Herald</h1><p>Service temporarily unavailable</p></article></body></html>`)
	if err := refusal(page.Parse(dated, page.Options{}), document{body: dated}); !errors.Is(err, fault.ServerError) {
		t.Errorf("an error in the dress of an article: %v", err)
	}
	if err := refusal(page.Page{}, document{body: []byte(`{"error": "quota"}`)}); !errors.Is(err, fault.Unsupported) {
		t.Errorf("an error object: %v", err)
	}
}
