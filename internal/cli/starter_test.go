package cli

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"dateline/internal/feed"
	"dateline/internal/news"
	"dateline/internal/weburl"
)

func TestStarterListIsOneThatCanBeFollowed(t *testing.T) {
	outlines, err := feed.ParseOPML(starter)
	if err != nil || len(outlines) < 30 {
		t.Fatalf("%d outlines, %v; want some thirty", len(outlines), err)
	}
	sources, err := listed(starter, "starter.opml")
	if err != nil || len(sources) != len(outlines) {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	known := map[string]bool{}
	for _, s := range sources {
		u, err := url.Parse(s.URL)
		if err != nil || u.Scheme != "https" || u.User != nil || weburl.Domain(s.URL) == "" || known[s.URL] {
			t.Errorf("%s: %v; want https, and each once", s.URL, err)
		}
		known[s.URL] = true
		if s.Title == "" || s.Folder == "" || s.Kind != news.SourceFeed || !strings.HasPrefix(s.Site, "https://") {
			t.Errorf("%+v: want title, folder and site", s)
		}
	}
	for _, name := range []string{"FedScoop", "DefenseScoop", "Nextgov/FCW", "404 Media", "The Intercept", "PublicTechnology"} {
		if !bytes.Contains(starter, []byte(`title="`+name+`"`)) {
			t.Errorf("%s is missing", name)
		}
	}
	var again bytes.Buffer
	if err := feed.WriteOPML(&again, "Technology and government: a start", outlines); err != nil || !bytes.Equal(again.Bytes(), starter) {
		t.Errorf("%v; written again it is another file:\n%s", err, again.Bytes())
	}
}
