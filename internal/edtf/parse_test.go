package edtf_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/fault"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		written, printed string // printed is "" where it is as written
		precision        edtf.Precision
		from, to         string // RFC 3339, "" for an open or unknown end
	}{
		{"2025", "", edtf.PrecisionYear, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"9999", "", edtf.PrecisionYear, "9999-01-01T00:00:00Z", "10000-01-01T00:00:00Z"},
		{"2025-07", "", edtf.PrecisionMonth, "2025-07-01T00:00:00Z", "2025-08-01T00:00:00Z"},
		{"2025-12", "", edtf.PrecisionMonth, "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"2025-07-03", "", edtf.PrecisionDay, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z"},
		{"2024-02-29", "", edtf.PrecisionDay, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"2000-02-29", "", edtf.PrecisionDay, "2000-02-29T00:00:00Z", "2000-03-01T00:00:00Z"},
		{"0001-01-02", "", edtf.PrecisionDay, "0001-01-02T00:00:00Z", "0001-01-03T00:00:00Z"},
		{"2025-07-03T10:00:00Z", "", edtf.PrecisionInstant, "2025-07-03T10:00:00Z", "2025-07-03T10:00:01Z"},
		{"2025-07-03T10:00:00+02:00", "", edtf.PrecisionInstant, "2025-07-03T08:00:00Z", "2025-07-03T08:00:01Z"},
		{"2025-07-03T23:59:59-03:30", "", edtf.PrecisionInstant, "2025-07-04T03:29:59Z", "2025-07-04T03:30:00Z"},
		{"2025-07-03T10:00:00+00:00", "2025-07-03T10:00:00Z", edtf.PrecisionInstant, "2025-07-03T10:00:00Z", "2025-07-03T10:00:01Z"},
		{"2025-07-03T10:00Z", "", edtf.PrecisionInstant, "2025-07-03T10:00:00Z", "2025-07-03T10:01:00Z"},
		{"2025-07-03T10:00-07:00", "", edtf.PrecisionInstant, "2025-07-03T17:00:00Z", "2025-07-03T17:01:00Z"},
		{"201X", "", edtf.PrecisionDecade, "2010-01-01T00:00:00Z", "2020-01-01T00:00:00Z"},
		{"20XX", "", edtf.PrecisionCentury, "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"},
		{"2025-21", "", edtf.PrecisionSeason, "2025-03-01T00:00:00Z", "2025-06-01T00:00:00Z"},
		{"2025-22", "", edtf.PrecisionSeason, "2025-06-01T00:00:00Z", "2025-09-01T00:00:00Z"},
		{"2025-23", "", edtf.PrecisionSeason, "2025-09-01T00:00:00Z", "2025-12-01T00:00:00Z"},
		{"2025-24", "", edtf.PrecisionSeason, "2025-12-01T00:00:00Z", "2026-03-01T00:00:00Z"},
		{"2011-Q1", "", edtf.PrecisionQuarter, "2011-01-01T00:00:00Z", "2011-04-01T00:00:00Z"},
		{"2011-Q4", "", edtf.PrecisionQuarter, "2011-10-01T00:00:00Z", "2012-01-01T00:00:00Z"},
		{"2011-33", "2011-Q1", edtf.PrecisionQuarter, "2011-01-01T00:00:00Z", "2011-04-01T00:00:00Z"},
		{"2011-36", "2011-Q4", edtf.PrecisionQuarter, "2011-10-01T00:00:00Z", "2012-01-01T00:00:00Z"},
		{"2011-H1", "", edtf.PrecisionHalf, "2011-01-01T00:00:00Z", "2011-07-01T00:00:00Z"},
		{"2011-40", "2011-H1", edtf.PrecisionHalf, "2011-01-01T00:00:00Z", "2011-07-01T00:00:00Z"},
		{"2011-41", "2011-H2", edtf.PrecisionHalf, "2011-07-01T00:00:00Z", "2012-01-01T00:00:00Z"},
		{"2004-XX", "", edtf.PrecisionYear, "2004-01-01T00:00:00Z", "2005-01-01T00:00:00Z"},
		{"2004-XX-XX", "", edtf.PrecisionYear, "2004-01-01T00:00:00Z", "2005-01-01T00:00:00Z"},
		{"2004-06-XX", "", edtf.PrecisionMonth, "2004-06-01T00:00:00Z", "2004-07-01T00:00:00Z"},
		{"2025?", "", edtf.PrecisionYear, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"2025-07-03~", "", edtf.PrecisionDay, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z"},
		{"201X%", "", edtf.PrecisionDecade, "2010-01-01T00:00:00Z", "2020-01-01T00:00:00Z"},
		{"2025-07/2026-02", "", edtf.PrecisionRange, "2025-07-01T00:00:00Z", "2026-03-01T00:00:00Z"},
		{"2025-07~/2026?", "", edtf.PrecisionRange, "2025-07-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"2025/2025", "", edtf.PrecisionRange, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"},
		{"2025/2025-01", "", edtf.PrecisionRange, "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"},
		{"2011-Q4/2012-H2", "", edtf.PrecisionRange, "2011-10-01T00:00:00Z", "2013-01-01T00:00:00Z"},
		{"2025/..", "", edtf.PrecisionRange, "2025-01-01T00:00:00Z", ""},
		{"../2025", "", edtf.PrecisionRange, "", "2026-01-01T00:00:00Z"},
		{"2025/", "", edtf.PrecisionRange, "2025-01-01T00:00:00Z", ""},
		{"/2025", "", edtf.PrecisionRange, "", "2026-01-01T00:00:00Z"},
		{"2025-07-03T10:00:00Z/2025-07-03T12:00:00+02:00", "", edtf.PrecisionRange, "2025-07-03T10:00:00Z", "2025-07-03T10:00:01Z"},
	} {
		d, err := edtf.Parse(c.written)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.written, err)
			continue
		}
		printed := c.printed
		if printed == "" {
			printed = c.written
		}
		if d.String() != printed || d.Precision() != c.precision {
			t.Errorf("Parse(%q) = %q of precision %v, want %q of %v", c.written, d, d.Precision(), printed, c.precision)
		}
		from, to := d.Bounds()
		if got, want := rfc(from)+" "+rfc(to), c.from+" "+c.to; got != want {
			t.Errorf("bounds of %q are %q, want %q", c.written, got, want)
		}
	}
}

func rfc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		" ", "x", "2", "25", "202", "20255", "-2025", "+2025", "Y2025", "0000", "0000-01", "2X25", "X025", "2XXX", "XXXX", "20xx", "2o25", "２０２５",
		"2025-", "2025-0", "2025-00", "2025-13", "2025-7", "2025-20", "2025-25", "2025-32", "2025-37", "2025-42", "2025-Q0", "2025-Q5", "2025-H0", "2025-H3", "2025-q1", "2025Q1", "2025-Q1-01", "2025-22-01",
		"201X-01", "20XX-01", "2025-XX-01", "2025-07-X", "2025-X",
		"2025-02-29", "1900-02-29", "2025-04-31", "2025-07-00", "2025-07-32", "2025-7-3", "20250703", "2025-0703", "2025-07-3", "2025-07-03-01", "2025/07/03", "03.07.2025", "July 2025",
		"2025-07-03T", "2025-07-03T10", "2025-07-03T10:00", "2025-07-03T10:00:00", "2025-07-03T24:00:00Z", "2025-07-03T10:60:00Z", "2025-07-03T10:00:60Z", "2025-07-03T10:00:00.5Z",
		"2025-07-03T10:00:00z", "2025-07-03 10:00:00Z", "2025-07-03T10:00:00+2:00", "2025-07-03T10:00:00+0200", "2025-07-03T10:00:00+19:00", "2025-07-03T10:00:00+02:60", "2025-07-03T10:00:00Zx", "2025-07T10:00:00Z", "T10:00:00Z",
		"0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2025-02-30T10:00:00Z", "2025-07-03T10:00:00Z~",
		"~", "2025??", "?2025", "2025~?", "2025 ~", "2025?-07",
		"/", "..", "../..", "/..", "../", "...", "2025/...", "2025/x", "x/2025", "2025/2026/2027", "2026/2025", "2025-08/2025-07", "2025-07-03/2025-07-02", "2025-07-03T10:00:00Z/2025-07-03T10:00:00+02:00",
		"2025/2026-13", strings.Repeat("2", 500),
	} {
		d, err := edtf.Parse(s)
		if !errors.Is(err, fault.Usage) || !d.IsZero() {
			t.Errorf("Parse(%.60q) = %q, %v; want a usage error", s, d, err)
		}
		if err != nil && len(err.Error()) > 300 {
			t.Errorf("the error for %.60q has %d bytes", s, len(err.Error()))
		}
	}
}

func TestTheReasonIsNamed(t *testing.T) {
	for _, c := range []struct{ s, why string }{
		{"2025-02-29", "no such day"},
		{"2025-13", "no such month"},
		{"2026/2025", "ends before it begins"},
		{"2025-07-03T10:00:00", "needs a zone"},
		{"../..", "needs a date"},
		{"July", "not a date such as"},
		{"0000", "begin at 0001"},
		{"2025-07T10:00Z", "needs a day"},
	} {
		if _, err := edtf.Parse(c.s); err == nil || !strings.Contains(err.Error(), c.why) || !strings.Contains(err.Error(), c.s) {
			t.Errorf("Parse(%q): %v; want %q in it", c.s, err, c.why)
		}
	}
}

func TestJSONHoldsTheWrittenForm(t *testing.T) {
	type event struct{ When, Unknown edtf.Date }
	before := event{When: edtf.Quarter(2011, 4)}
	body, err := json.Marshal(before)
	if err != nil || string(body) != `{"When":"2011-Q4","Unknown":""}` {
		t.Fatalf("%s, %v", body, err)
	}
	var after event
	if err := json.Unmarshal(body, &after); err != nil || after != before {
		t.Errorf("%+v, %v", after, err)
	}
	if err := json.Unmarshal([]byte(`{"When":"soon"}`), &after); !errors.Is(err, fault.Usage) || after != before {
		t.Errorf("%+v, %v; want an error and the old value", after, err)
	}
	if b, err := edtf.Year(2011).AppendText([]byte("in ")); string(b) != "in 2011" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}
