package fetch

import (
	"net/http"
	"testing"
	"time"
)

func TestFreshnessIsReadAndBounded(t *testing.T) {
	now := time.Date(2026, 2, 18, 9, 0, 0, 0, time.UTC)
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for name, c := range map[string]struct {
		fields []string
		want   time.Duration
		by     string
	}{
		"nothing":                       {nil, 0, ""},
		"max-age":                       {[]string{"Cache-Control", "public, Max-Age=600"}, 10 * time.Minute, "max-age"},
		"quoted":                        {[]string{"Cache-Control", `max-age="600"`}, 10 * time.Minute, "max-age"},
		"less what it aged":             {[]string{"Cache-Control", "max-age=600", "Age", "240"}, 6 * time.Minute, "max-age"},
		"older than it may be":          {[]string{"Cache-Control", "max-age=600", "Age", "900"}, 0, ""},
		"days old":                      {[]string{"Cache-Control", "max-age=172800", "Age", "259200"}, 0, ""},
		"an age that is none":           {[]string{"Cache-Control", "max-age=600", "Age", "-5"}, 10 * time.Minute, "max-age"},
		"a year":                        {[]string{"Cache-Control", "max-age=31536000"}, 24 * time.Hour, "max-age"},
		"more than fits":                {[]string{"Cache-Control", "max-age=99999999999999999999"}, 24 * time.Hour, "max-age"},
		"negative":                      {[]string{"Cache-Control", "max-age=-1"}, 0, ""},
		"zero outweighs Expires":        {[]string{"Cache-Control", "max-age=0", "Expires", date(time.Hour)}, 0, ""},
		"two that differ":               {[]string{"Cache-Control", "max-age=600, max-age=900"}, 0, ""},
		"for shared caches only":        {[]string{"Cache-Control", "s-maxage=600"}, 0, ""},
		"no-cache":                      {[]string{"Cache-Control", "max-age=600, no-cache"}, 0, ""},
		"no-store and Expires":          {[]string{"Cache-Control", "no-store", "Expires", date(time.Hour)}, 0, ""},
		"Expires":                       {[]string{"Expires", date(time.Hour)}, time.Hour, "Expires"},
		"Expires by the server's clock": {[]string{"Date", date(-9 * time.Hour), "Expires", date(-8 * time.Hour)}, time.Hour, "Expires"},
		"expired":                       {[]string{"Expires", date(-time.Hour)}, 0, ""},
		"Expires: 0":                    {[]string{"Expires", "0"}, 0, ""},
	} {
		h := http.Header{}
		for i := 0; i+1 < len(c.fields); i += 2 {
			h.Add(c.fields[i], c.fields[i+1])
		}
		until, by := freshUntil(h, now)
		want := time.Time{}
		if c.want > 0 {
			want = now.Add(c.want)
		}
		if !until.Equal(want) || by != c.by {
			t.Errorf("%s: %v by %q, want %v by %q", name, until, by, want, c.by)
		}
	}
}

func TestFreshnessIsReportedAlsoWithNotModified(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=600\r\n\r\n"))
	c := testClient(t, Options{}, s.addr)
	q := Request{URL: "http://" + s.addr}
	q.Validators.ETag = `"1"`
	r, err := c.Get(t.Context(), q)
	if err != nil || !r.NotModified || r.FreshUntil.IsZero() || r.FreshBy != "max-age" {
		t.Errorf("%+v, %v", r, err)
	}
}
