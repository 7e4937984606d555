package edtf_test

import (
	"slices"
	"testing"
	"time"

	"dateline/internal/edtf"
)

func must(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhatDoesNotExistIsUnknown(t *testing.T) {
	for name, d := range map[string]edtf.Date{
		"30 February":      edtf.Day(2025, time.February, 30),
		"29 February 2025": edtf.Day(2025, time.February, 29),
		"day 0":            edtf.Day(2025, time.July, 0),
		"month 13":         edtf.Day(2025, 13, 1),
		"year 0":           edtf.Day(0, time.July, 1),
		"year 10000":       edtf.Year(10000),
		"year -1":          edtf.Year(-1),
		"month 0":          edtf.Month(2025, 0),
		"quarter 5":        edtf.Quarter(2025, 5),
		"half 0":           edtf.Half(2025, 0),
		"season 1":         edtf.Season(2025, 1),
		"decade 0":         edtf.Decade(0),
		"century 10000":    edtf.Century(10000),
		"no moment":        edtf.Instant(time.Time{}),
		"moment too late":  edtf.Instant(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
		"no interval":      edtf.Interval(edtf.Date{}, edtf.Date{}),
		"reversed":         edtf.Interval(edtf.Year(2026), edtf.Year(2025)),
		"since nothing":    edtf.Since(edtf.Date{}),
		"until nothing":    edtf.Until(edtf.Date{}),
	} {
		if !d.IsZero() || d.String() != "" || d.Precision() != edtf.PrecisionNone {
			t.Errorf("%s = %q", name, d)
		}
		if from, to := d.Bounds(); !from.IsZero() || !to.IsZero() {
			t.Errorf("%s has bounds %v, %v", name, from, to)
		}
	}
}

func TestConstructors(t *testing.T) {
	july, august := edtf.Month(2025, time.July), edtf.Month(2025, time.August)
	for _, c := range []struct {
		d    edtf.Date
		want string
	}{
		{edtf.Day(2025, time.July, 3), "2025-07-03"},
		{edtf.Day(2024, time.February, 29), "2024-02-29"},
		{july, "2025-07"},
		{edtf.Year(7), "0007"},
		{edtf.Half(2011, 2), "2011-H2"},
		{edtf.Quarter(2011, 3), "2011-Q3"},
		{edtf.Season(2011, 23), "2011-23"},
		{edtf.Decade(2014), "201X"},
		{edtf.Century(2014), "20XX"},
		{edtf.Decade(7), "000X"},
		{edtf.Interval(july, august), "2025-07/2025-08"},
		{edtf.Interval(july, july), "2025-07/2025-07"},
		{edtf.Interval(july, edtf.Date{}), "2025-07/"},
		{edtf.Interval(edtf.Date{}, july), "/2025-07"},
		{edtf.Interval(edtf.Interval(july, august), edtf.Interval(august, edtf.Year(2026))), "2025-07/2026"},
		{edtf.Interval(edtf.Until(july), edtf.Since(august)), ""}, // nothing known at either end,
		{edtf.Since(july), "2025-07/.."},
		{edtf.Until(july), "../2025-07"},
		{edtf.Until(edtf.Interval(july, august)), "../2025-08"},
		{july.With(edtf.Approximate), "2025-07~"},
		{july.With(edtf.Uncertain), "2025-07?"},
		{july.With(edtf.Uncertain | edtf.Approximate), "2025-07%"},
		{july.With(edtf.Approximate).With(edtf.Uncertain), "2025-07%"},
		{july.With(0), "2025-07"},
		{july.With(8), "2025-07"},
		{edtf.Since(july).With(edtf.Approximate), "2025-07~/.."},
		{edtf.Interval(july, august).With(edtf.Approximate), "2025-07~/2025-08~"},
		{edtf.Date{}.With(edtf.Approximate), ""},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if again := must(t, c.d.String()); again != c.d {
			t.Errorf("%q is read as another date", c.d)
		}
	}
}

func TestInstantKeepsOffsetAndSecond(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2025, 7, 3, 10, 0, 0, 999, time.UTC), "2025-07-03T10:00:00Z"},
		{time.Date(2025, 7, 3, 10, 0, 5, 0, time.FixedZone("CEST", 7200)), "2025-07-03T10:00:05+02:00"},
		{time.Date(2025, 7, 3, 10, 0, 0, 0, time.FixedZone("NST", -12600)), "2025-07-03T10:00:00-03:30"},
		{time.Date(2025, 7, 3, 10, 0, 0, 0, time.FixedZone("LMT", 53*60+28)), "2025-07-03T09:06:32Z"},
		{time.Date(2025, 7, 3, 23, 0, 0, 0, time.FixedZone("far", 20*3600)), "2025-07-03T03:00:00Z"},
	} {
		d := edtf.Instant(c.at)
		if d.String() != c.want || d.Precision() != edtf.PrecisionInstant {
			t.Errorf("Instant(%v) = %q, want %q", c.at, d, c.want)
		}
		back, ok := d.Instant()
		if !ok || !back.Equal(c.at.Truncate(time.Second)) || edtf.Instant(back) != d {
			t.Errorf("%q came back as %v, %v", d, back, ok)
		}
	}
	for _, d := range []edtf.Date{{}, edtf.Day(2025, 7, 3), edtf.Since(edtf.Instant(time.Unix(1, 0)))} {
		if at, ok := d.Instant(); ok {
			t.Errorf("%q is no moment, but %v", d, at)
		}
	}
}

func TestEndsAndQualifiers(t *testing.T) {
	for _, c := range []struct {
		written, from, to string
		qualifier         edtf.Qualifier
	}{
		{"2025?/2026~", "2025?", "2026~", edtf.Uncertain | edtf.Approximate},
		{"2025/..", "2025", "", 0},
		{"/2026~", "", "2026~", edtf.Approximate},
		{"2025-07", "2025-07", "2025-07", 0},
		{"2025-07%", "2025-07%", "2025-07%", edtf.Uncertain | edtf.Approximate},
		{"", "", "", 0},
	} {
		d := must(t, c.written)
		if d.From().String() != c.from || d.To().String() != c.to || d.Qualifier() != c.qualifier {
			t.Errorf("%q: from %q to %q, qualifier %d; want %q, %q, %d", d, d.From(), d.To(), d.Qualifier(), c.from, c.to, c.qualifier)
		}
	}
}

func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2025", "2025-07", true},
		{"2025-07", "2025-08", false},
		{"2025-07-31", "2025-08-01", false},
		{"2025-07/2025-09", "2025-Q3", true},
		{"2025-H1", "2025-H2", false},
		{"201X", "2019-12-31", true},
		{"201X", "2020", false},
		{"2025/..", "2031", true},
		{"2025/", "2031", true},
		{"2025/..", "2024", false},
		{"../2025", "1999", true},
		{"../2025", "2026", false},
		{"../2025", "2025-12/..", true},
		{"2025-07-03T10:00:00Z", "2025-07-03", true},
		{"2025-07-03T23:00:00-03:00", "2025-07-03", false},
		{"2025-07-03T10:00:00Z", "2025-07-03T12:00:00+02:00", true},
		{"2025-07-03T10:00:00Z", "2025-07-03T10:00:01Z", false},
		{"", "2025", false},
		{"", "", false},
	} {
		a, b := must(t, c.a), must(t, c.b)
		if a.Overlaps(b) != c.want || b.Overlaps(a) != c.want {
			t.Errorf("%q overlaps %q: %v and %v, want %v", a, b, a.Overlaps(b), b.Overlaps(a), c.want)
		}
	}
}

func TestOrder(t *testing.T) {
	want := []string{
		"../2024", "../2025", "/2025", "20XX", "201X", "2024-12-31", "2025-01-01", "2025-01", "2025-Q1", "2025-H1", "2025", "2025?",
		"2025/2026", "2025/", "2025/..", "2025-07-03T08:00:00Z", "2025-07-03T10:00:00+02:00", "2025-07-03T08:00Z", "2025-07-04", "",
	}
	var dates []edtf.Date
	for _, s := range want {
		dates = append(dates, must(t, s))
	}
	slices.SortFunc(dates, func(a, b edtf.Date) int { return -edtf.Compare(a, b) })
	slices.SortFunc(dates, edtf.Compare)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestPrecisionsHaveNames(t *testing.T) {
	for p, want := range map[edtf.Precision]string{
		edtf.PrecisionNone: "none", edtf.PrecisionHalf: "half", edtf.PrecisionInstant: "instant", edtf.PrecisionRange: "range", 99: "invalid",
	} {
		if p.String() != want {
			t.Errorf("%d is called %q, want %q", p, p, want)
		}
	}
}
