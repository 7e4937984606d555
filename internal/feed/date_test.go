package feed

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestDatesKeepPrecisionAndZone(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// RFC 822 and its relatives
		{"Tue, 17 Feb 2026 15:04:05 GMT", "2026-02-17T15:04:05Z"},
		{"Tue, 17 Feb 2026 15:04:05 +0000", "2026-02-17T15:04:05Z"},
		{"Wed, 17 Feb 2026 15:04 -0500", "2026-02-17T15:04-05:00"},
		{"17 Feb 26 15:04:05 EST", "2026-02-17T15:04:05-05:00"},
		{"Thurs., 15 Oct 2020 00:00:39 +0200", "2020-10-15T00:00:39+02:00"},
		{"Tue Feb 17 15:04:05 UTC 2026", "2026-02-17T15:04:05Z"},
		{"Tue, 17 Feb 2026 24:00:00 GMT", "2026-02-18T00:00:00Z"},
		{"Thu Nov 12 2020 17:00:00 GMT+0100 (Central European Time)", "2020-11-12T17:00:00+01:00"},
		{"Tue, 17 Feb 2026 15:04:05 +5", "2026-02-17T15:04:05+05:00"},
		// zones that move
		{"Tue, 17 Feb 2026 10:04:05 ET", "2026-02-17T10:04:05-05:00"},
		{"Fri, 17 Jul 2026 10:04:05 ET", "2026-07-17T10:04:05-04:00"},
		{"Fri, 17 Jul 2026 10:04:05 EST", "2026-07-17T10:04:05-05:00"},
		{"Fri, 17 Jul 2026 10:04:05 PT", "2026-07-17T10:04:05-07:00"},
		{"Tue, 17 Feb 2026 10:04:05 IST", "2026-02-17T10:04:05+05:30"},
		{"Tue, 17 Feb 2026 10:04:05 AEDT", "2026-02-17T10:04:05+11:00"},
		{"17 Jul 2026 10:04:05 Europe/Brussels", "2026-07-17T10:04:05+02:00"},
		{"17 Jan 2026 10:04:05 Australia/Sydney", "2026-01-17T10:04:05+11:00"},
		{"17 Jan 2026 10:04:05 America/New_York", "2026-01-17T10:04:05-05:00"},
		// ISO 8601
		{"2026-02-17T15:04:05.123+01:00", "2026-02-17T15:04:05+01:00"},
		{"2026-02-17t15:04z", "2026-02-17T15:04Z"},
		{"20260217T150405Z", "2026-02-17T15:04:05Z"},
		{"20260217", "2026-02-17"},
		{"2026-02-17 10:04:05 -05", "2026-02-17T10:04:05-05:00"},
		{"2026-02-17", "2026-02-17"},
		{"2026-02", "2026-02"},
		{"2026", "2026"},
		{"2026/02/17 15:04:05", "2026-02-17T15:04:05Z"},
		// numbers
		{"1771340645", "2026-02-17T15:04:05Z"},
		{"1771340645123", "2026-02-17T15:04:05Z"},
		{"17.02.2026 15:04", "2026-02-17T15:04Z"},
		{"30.10.23", "2023-10-30"},
		{"02/17/2026 3:04 PM", "2026-02-17T15:04Z"},
		{"02/03/2026 3:04 PM", "2026-02-03T15:04Z"},
		{"17/02/2026", "2026-02-17"},
		// words
		{"February 17, 2026", "2026-02-17"},
		{"Nov. 2020", "2020-11"},
		{"Feb. 17, 2026 at 10:04 a.m. EST", "2026-02-17T10:04-05:00"},
		{"Updated 12:04 AM ET, Tue February 17, 2026", "2026-02-17T00:04-05:00"},
		{"17th February 2026", "2026-02-17"},
		{"mar., 17 févr. 2026 15:04:05 +0000", "2026-02-17T15:04:05Z"},
		{"17 de fevereiro de 2026", "2026-02-17"},
		{"17 lutego 2026", "2026-02-17"},
		{"17 февраля 2026 г.", "2026-02-17"},
		{"2026年2月17日 15:04", "2026-02-17T15:04Z"},
		{"2026년 2월 17일", "2026-02-17"},
		{"2004-július-13T9:15-05:00", "2004-07-13T09:15-05:00"},
		// nothing
		{"", ""}, {"yesterday", ""}, {"null", ""}, {"N/A", ""}, {"-", ""}, {"0", ""}, {"12", ""},
		{"31 Feb 2026", ""}, {"2026-13-45", ""}, {"2026-02-30T10:00:00Z", ""}, {"Sun, 99 Jun 2009 12:00:00 GMT", ""},
		{"0000-00-00 00:00:00", ""}, {"0001-01-01T00:00:00Z", ""}, {"Thu, 01 Jan 1970 00:00:00 GMT", ""},
		{"2026-02-17T25:04:05Z", ""}, {"2026-02-17T10:61:00Z", ""}, {"2026-02-17T10:14:61Z", ""}, {"17 Feb 2026 13:00 AM", ""},
		{"Tue, 17 Feb 2026 15:04:05 QQT", ""}, {"Tue, 17 Feb 2026 15:04:05 +zz:00", ""}, {"Tue, 17 Feb 2026 15:04:05 +2500", ""},
		{"2026-02-17T10:00:00-05:00 extra", ""}, {"17 Feb", ""}, {"Feb 17 15:04", ""}, {"February 2026 meeting", ""},
		{"02/03/2026", ""}, {"03-12-31", ""}, {"17 Feb 2026 18 Mar 2026", ""}, {"12345678901234567890", ""},
	} {
		if got := parseDate(c.in).String(); got != c.want {
			t.Errorf("%q is %q, want %q", c.in, got, c.want)
		}
	}
}

// TestDatesAsTheyAreWritten reads testdata/dates.tsv: a line for each layout,
// language or kind of junk.
func TestDatesAsTheyAreWritten(t *testing.T) {
	table, err := os.ReadFile("testdata/dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for line := range strings.Lines(string(table)) {
		in, want, found := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || !found {
			continue
		}
		read++
		if got := parseDate(in).String(); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if read < 60 {
		t.Errorf("only %d dates", read)
	}
}

func TestSummerTimeBeginsAndEnds(t *testing.T) {
	for _, c := range []struct {
		zone                   string
		year, month, day, hour int
		want                   int
	}{
		{"et", 2026, 3, 8, 1, -300}, {"et", 2026, 3, 8, 3, -240}, {"et", 2026, 11, 1, 1, -240}, {"et", 2026, 11, 1, 3, -300},
		{"et", 2006, 3, 20, 12, -300}, {"et", 2006, 4, 3, 12, -240},
		{"europe/paris", 2026, 3, 29, 1, 60}, {"europe/paris", 2026, 3, 29, 3, 120}, {"europe/paris", 2026, 10, 25, 4, 60},
		{"europe/london", 2026, 7, 1, 12, 60},
		{"aet", 2026, 1, 1, 12, 660}, {"aet", 2026, 7, 1, 12, 600}, {"nzt", 2026, 12, 1, 12, 780}, {"nzt", 2026, 7, 1, 12, 720},
		{"gmt", 2026, 7, 1, 12, 0}, {"ist", 2026, 7, 1, 12, 330},
	} {
		if got := zones[c.zone].at(c.year, time.Month(c.month), c.day, c.hour); got != c.want {
			t.Errorf("%s at %d-%02d-%02dT%02d is %d, want %d", c.zone, c.year, c.month, c.day, c.hour, got, c.want)
		}
	}
}

func TestZonesAgreeWithTheTimeZoneDatabase(t *testing.T) {
	checked := 0
	for name, z := range zones {
		if len(name) < 6 {
			continue
		}
		location, err := time.LoadLocation(properName(name))
		if err != nil {
			continue
		}
		checked++
		for day := range 365 {
			at := time.Date(2026, 1, 1+day, 12, 0, 0, 0, location)
			_, want := at.Zone()
			if got := z.at(2026, at.Month(), at.Day(), 12); got*60 != want {
				t.Errorf("%s on %s is %d, want %d", name, at.Format(time.DateOnly), got, want/60)
				break
			}
		}
	}
	if checked == 0 {
		t.Skip("no time zone database here")
	}
}

// properName writes "america/new_york" as the database does.
func properName(name string) string {
	b := []byte(name)
	for i, c := range b {
		if (i == 0 || b[i-1] == '/' || b[i-1] == '_') && c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	if len(b) > 3 && (string(b[:3]) == "Us/" || string(b[:4]) == "Etc/") {
		for i := range b {
			if b[0] == 'U' && i < 2 || b[0] == 'E' && i > 3 {
				b[i] = b[i] &^ 0x20
			}
		}
	}
	return string(b)
}

func TestUnreadDatesAreSaidAFewTimes(t *testing.T) {
	f := &Feed{}
	for range 20 {
		f.date("sometime")
	}
	if len(f.Warnings) != maxDateWarnings {
		t.Errorf("%d warnings, want %d", len(f.Warnings), maxDateWarnings)
	}
	if f.date("  "); len(f.Warnings) != maxDateWarnings {
		t.Error("a missing date is no warning")
	}
}
