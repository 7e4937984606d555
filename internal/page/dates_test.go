package page

import (
	"testing"

	"dateline/internal/edtf"
)

func TestReadDateKeepsWhatThePageKnows(t *testing.T) {
	for in, want := range map[string]string{
		"2025-07-03T10:00:00Z":            "2025-07-03T10:00:00Z",
		"2025-07-03T10:00:00.123+02:00":   "2025-07-03T10:00:00+02:00",
		"2025-07-03T10:00:00-0500":        "2025-07-03T10:00:00-05:00",
		"2025-07-03T10:00+02":             "2025-07-03T10:00:00+02:00",
		"2025-07-03 10:00:00 +0200":       "2025-07-03T10:00:00+02:00",
		"20250703T100000Z":                "2025-07-03T10:00:00Z",
		"2025-07-03T10:00:00":             "2025-07-03", // no zone: only the day is known
		"2025-07-03 10:00":                "2025-07-03",
		"2025-07-03":                      "2025-07-03",
		"2025-7-3":                        "2025-07-03",
		"2025-07":                         "2025-07",
		"20250703":                        "2025-07-03",
		"2025/7/3":                        "2025-07-03",
		"Thu, 03 Jul 2025 10:00:00 GMT":   "2025-07-03T10:00:00Z",
		"Thu, 03 Jul 2025 10:00:00 +0200": "2025-07-03T10:00:00+02:00",
		"Thu, 03 Jul 2025 10:00:00 EST":   "2025-07-03", // EST is more than one zone
		"July 3, 2025":                    "2025-07-03",
		"3 July 2025":                     "2025-07-03",
		"3.7.2025":                        "2025-07-03",
		"1751536800":                      "2025-07-03T10:00:00Z",
		"1751536800000":                   "2025-07-03T10:00:00Z",
		"03/07/2025":                      "2025-07-03", // or 7 March: the reader keeps both
		"2025-02-30":                      "",
		"2025-13-01":                      "",
		"1901-01-01":                      "",
		"yesterday":                       "",
		"":                                "",
		"0000-00-00T00:00:00Z":            "",
		"{{ article.published_at }}":      "",
	} {
		if got := readDate(in, orderUnknown).date.String(); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestURLDate(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/2025/07/03/story":             "2025-07-03",
		"https://a.example/news/2025-07-03-story":        "2025-07-03",
		"https://a.example/story-20250703.html":          "2025-07-03",
		"https://a.example/2025/07/story":                "2025-07",
		"https://a.example/article/202507031234567":      "",
		"https://a.example/2025/13/40/story":             "",
		"https://a.example":                              "",
		"https://20250703.example/":                      "",
		"https://a.example/story?id=2025-07-03":          "2025-07-03",
		"https://a.example/version-1987654321/part-2030": "",
	} {
		if got, _ := urlDate(in); got.String() != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestBestDate(t *testing.T) {
	date := func(s string) edtf.Date { return readDate(s, orderUnknown).date }
	for _, c := range []struct {
		name  string
		dates []Dated
		want  string
	}{
		{"the first wins", []Dated{{date("2025-07-03T10:00:00Z"), Published, "json-ld"}, {date("2025-07-04T10:00:00Z"), Published, "time"}}, "2025-07-03T10:00:00Z"},
		{"an instant on the same day is better", []Dated{{date("2025-07-03"), Published, "json-ld"}, {date("2025-07-03T10:00:00Z"), Published, "time"}}, "2025-07-03T10:00:00Z"},
		{"an instant on another day is not", []Dated{{date("2025-07-03"), Published, "json-ld"}, {date("2025-07-09T10:00:00Z"), Published, "time"}}, "2025-07-03"},
		{"an address never beats an instant", []Dated{{date("2025-07-03T23:30:00-05:00"), Published, "meta"}, {date("2025-07-02"), Published, "url"}}, "2025-07-03T23:30:00-05:00"},
		{"roles are kept apart", []Dated{{date("2025-07-03"), Modified, "json-ld"}}, ""},
	} {
		if got := best(c.dates, Published).String(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDatesComeWithTheirPlaces(t *testing.T) {
	p := Parse([]byte(`<html><head><meta name="last-modified" content="2025-07-05T08:00:00Z"></head><body>
<nav><time datetime="2020-01-01">old</time></nav>
<article><h1>A headline of some length</h1><time class="published" datetime="2025-07-03T10:00:00+02:00">3 July</time>
<time class="updated" datetime="2025-07-04T10:00:00+02:00">4 July</time>
<p>The border agency has tripled what it keeps in the cloud of one company in half a year, as its invoices show.</p></article>
<div class="related"><time datetime="2019-05-05">older</time></div></body></html>`), Options{URL: "https://a.example/2025/07/03/x"})
	want := []string{"modified 2025-07-05T08:00:00Z meta:last-modified", "published 2025-07-03T10:00:00+02:00 time", "modified 2025-07-04T10:00:00+02:00 time", "published 2025-07-03 url"}
	if len(p.Dates) != len(want) {
		t.Fatalf("dates %v, want %v", p.Dates, want)
	}
	for i, d := range p.Dates {
		if got := string(d.Role) + " " + d.Date.String() + " " + d.From; got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
	if p.Published.String() != "2025-07-03T10:00:00+02:00" || p.Modified.String() != "2025-07-05T08:00:00Z" {
		t.Errorf("published %s, modified %s", p.Published, p.Modified)
	}
}

func TestDayOfAChangeIsNotTheDayOfPublication(t *testing.T) {
	p := Parse([]byte(`<html><head><meta name="last-modified" content="2025-07-05T08:00:00Z"></head><body><h1>Ministry signs</h1></body></html>`), Options{})
	if p.Published != edtf.Day(2025, 7, 5) || !p.Stated().IsZero() {
		t.Errorf("published %s, stated %s; want a guess and nothing stated", p.Published, p.Stated())
	}
	p = Parse([]byte(`<html><head><meta property="article:published_time" content="2025-07-05T08:00:00Z"></head><body><h1>Ministry signs</h1></body></html>`), Options{})
	if p.Stated() != p.Published || p.Stated().IsZero() {
		t.Errorf("published %s, stated %s; want the same", p.Published, p.Stated())
	}
}
