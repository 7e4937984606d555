package story

import (
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestArticlesAreReadFromLines(t *testing.T) {
	a, err := ParseLine([]byte(`{"id":"7","url":"HTTPS://Lantern.example/a?utm_source=x","title":"T","text":"Words.","outlet":"The Lantern","date":"2026-03-02","links":["https://sorn.example:443/b"]}`))
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != "7" || a.URL != "https://lantern.example/a" || a.Title != "T" || a.Text != "Words." || a.Outlet != "The Lantern" || len(a.Links) != 1 || a.Links[0] != "https://sorn.example/b" {
		t.Errorf("%+v", a)
	}
	for date, want := range map[string]string{
		"2026-03-02": "2026-03-02T00:00:00Z", "2026-03": "2026-03-15T00:00:00Z", "2026-03-02T10:00:00+02:00": "2026-03-02T08:00:00Z", "": "", "soon": "",
	} {
		a, err := ParseLine([]byte(`{"id":"1","date":"` + date + `"}`))
		got := ""
		if !a.Published.IsZero() {
			got = a.Published.Format(time.RFC3339)
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", date, got, err, want)
		}
	}
	for _, bad := range []string{`{`, `{"id":7}`, `{"text":"no id"}`} {
		if _, err := ParseLine([]byte(bad)); fault.CodeOf(err) != fault.Usage {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"id":"7","url":"https://lantern.example/a","text":"Words of a text that is long enough."}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ParseLine(data)
		if err != nil {
			return
		}
		if got := Group([]Article{a}); len(got) != 1 || got[0].Story != a.ID || got[0].CopyOf != "" {
			t.Fatalf("%+v", got)
		}
	})
}
