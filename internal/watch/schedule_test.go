package watch

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the cases, wherever the test runs

	"pgregory.net/rapid"

	"dateline/internal/fault"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// at reads a time with its offset.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	parsed, err := time.Parse("2006-01-02T15:04:05Z07:00", s)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestQuietHoursAreReadOrRefused(t *testing.T) {
	for s, want := range map[string]Quiet{
		"": {}, "22:00-07:00": {22 * 60, 7 * 60}, "0:00-6:30": {0, 6*60 + 30}, "23:59-00:00": {23*60 + 59, 0},
	} {
		if got, err := ParseQuiet(s); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"22-7", "22:00", "22:00-", "24:00-07:00", "22:60-07:00", "22:00-07:0", "-1:00-07:00", "07:00-07:00", "22:00–07:00", "+2:00-07:00"} {
		if got, err := ParseQuiet(s); !errors.Is(err, fault.Usage) || fault.AdviceOf(err) == "" {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
}

func TestDigestsAreReadOrRefused(t *testing.T) {
	for s, want := range map[string]Digest{"": {}, "hourly": {Hourly: true}, "daily@08:00": {Daily: true, At: 480}, "daily@0:05": {Daily: true, At: 5}} {
		if got, err := ParseDigest(s); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"daily", "daily@", "daily@8", "weekly", "Hourly", "hourly@08:00", "daily@08:00 "} {
		if got, err := ParseDigest(s); !errors.Is(err, fault.Usage) || fault.AdviceOf(err) == "" {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
}

func TestQuietHoursEndByTheClockOnTheWall(t *testing.T) {
	const berlin = "Europe/Berlin" // forward 2026-03-29 02:00 → 03:00, back 2026-10-25 03:00 → 02:00
	for _, c := range []struct{ name, zone, quiet, at, want string }{
		{"before them", berlin, "22:00-07:00", "2026-02-18T21:59:59+01:00", "2026-02-18T21:59:59+01:00"},
		{"their first minute", berlin, "22:00-07:00", "2026-02-18T22:00:00+01:00", "2026-02-19T07:00:00+01:00"},
		{"over midnight", berlin, "22:00-07:00", "2026-02-19T00:10:05+01:00", "2026-02-19T07:00:00+01:00"},
		{"their last second", berlin, "22:00-07:00", "2026-02-19T06:59:59+01:00", "2026-02-19T07:00:00+01:00"},
		{"their end", berlin, "22:00-07:00", "2026-02-19T07:00:00+01:00", "2026-02-19T07:00:00+01:00"},
		{"by day", berlin, "12:00-13:30", "2026-02-19T12:45:00+01:00", "2026-02-19T13:30:00+01:00"},
		{"by day, in the evening", berlin, "12:00-13:30", "2026-02-19T22:45:00+01:00", "2026-02-19T22:45:00+01:00"},
		{"the short night", berlin, "22:00-07:00", "2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00"},
		{"the long night", berlin, "22:00-07:00", "2026-10-24T23:00:00+02:00", "2026-10-25T07:00:00+01:00"},
		{"an end that is left out", berlin, "22:00-02:30", "2026-03-29T01:50:00+01:00", "2026-03-29T03:00:00+02:00"},
		{"an end that comes twice", berlin, "22:00-02:30", "2026-10-25T01:50:00+02:00", "2026-10-25T02:30:00+02:00"},
		{"put back into them", berlin, "22:00-02:30", "2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00"},
		{"half an hour of summer", "Australia/Lord_Howe", "22:00-02:10", "2026-10-04T01:30:00+10:30", "2026-10-04T02:30:00+11:00"},
		{"no summer", "UTC", "22:00-07:00", "2026-03-29T02:30:00Z", "2026-03-29T07:00:00Z"},
		{"another zone's time", "America/New_York", "22:00-07:00", "2026-02-19T04:00:00Z", "2026-02-19T07:00:00-05:00"},
	} {
		q, err := ParseQuiet(c.quiet)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Release(at(t, c.at), zone(t, c.zone)); !got.Equal(at(t, c.want)) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	now := at(t, "2026-02-18T23:00:00+01:00")
	if got := (Quiet{}).Release(now, zone(t, berlin)); !got.Equal(now) {
		t.Errorf("no quiet hours: %s", got)
	}
}

func TestDigestsGoOutByTheClockOnTheWall(t *testing.T) {
	const berlin = "Europe/Berlin"
	for _, c := range []struct{ name, zone, digest, at, want string }{
		{"none", berlin, "", "2026-02-18T10:20:30+01:00", "2026-02-18T10:20:30+01:00"},
		{"the next hour", berlin, "hourly", "2026-02-18T10:20:30+01:00", "2026-02-18T11:00:00+01:00"},
		{"the hour itself", berlin, "hourly", "2026-02-18T11:00:00+01:00", "2026-02-18T11:00:00+01:00"},
		{"a moment later", berlin, "hourly", "2026-02-18T11:00:01+01:00", "2026-02-18T12:00:00+01:00"},
		{"hours of India", "Asia/Kolkata", "hourly", "2026-02-18T11:10:00+05:30", "2026-02-18T12:00:00+05:30"},
		{"today", berlin, "daily@08:00", "2026-02-18T07:59:59+01:00", "2026-02-18T08:00:00+01:00"},
		{"the time itself", berlin, "daily@08:00", "2026-02-18T08:00:00+01:00", "2026-02-18T08:00:00+01:00"},
		{"tomorrow", berlin, "daily@08:00", "2026-02-18T08:00:01+01:00", "2026-02-19T08:00:00+01:00"},
		{"over the short night", berlin, "daily@08:00", "2026-03-28T09:00:00+01:00", "2026-03-29T08:00:00+02:00"},
		{"over the long night", berlin, "daily@08:00", "2026-10-24T09:00:00+02:00", "2026-10-25T08:00:00+01:00"},
		{"a time that is left out", berlin, "daily@02:30", "2026-03-29T00:00:00+01:00", "2026-03-29T03:00:00+02:00"},
		{"a time that comes twice", berlin, "daily@02:30", "2026-10-25T00:00:00+02:00", "2026-10-25T02:30:00+02:00"},
		{"and is not taken twice", berlin, "daily@02:30", "2026-10-25T02:40:00+02:00", "2026-10-26T02:30:00+01:00"},
		{"midnight", berlin, "daily@00:00", "2026-02-18T00:00:01+01:00", "2026-02-19T00:00:00+01:00"},
		{"midnight that is left out", "America/Santiago", "daily@00:00", "2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00"},
		{"the end of the year", berlin, "daily@08:00", "2026-12-31T09:00:00+01:00", "2027-01-01T08:00:00+01:00"},
	} {
		d, err := ParseDigest(c.digest)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Next(at(t, c.at), zone(t, c.zone)); !got.Equal(at(t, c.want)) {
			t.Errorf("%s: %s, want %s", c.name, got.In(zone(t, c.zone)), c.want)
		}
	}
}

func TestADigestInQuietHoursWaitsForTheirEnd(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	q, _ := ParseQuiet("22:00-07:00")
	d, _ := ParseDigest("daily@06:00")
	if got, want := due(q, d, at(t, "2026-02-18T12:00:00+01:00"), berlin), at(t, "2026-02-19T07:00:00+01:00"); !got.Equal(want) {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestNothingIsHeldForLongerThanADayNorSentInQuietHours(t *testing.T) {
	zones := []*time.Location{zone(t, "Europe/Berlin"), zone(t, "America/New_York"), zone(t, "Australia/Lord_Howe"), zone(t, "Asia/Kolkata"), time.UTC}
	rapid.Check(t, func(r *rapid.T) {
		q := Quiet{Clock(rapid.IntRange(0, 1439).Draw(r, "from")), Clock(rapid.IntRange(0, 1439).Draw(r, "to"))}
		z := rapid.SampledFrom(zones).Draw(r, "zone")
		now := time.Unix(rapid.Int64Range(1_767_225_600, 1_798_761_600).Draw(r, "now"), 0)
		out := q.Release(now, z)
		if out.Before(now) || out.Sub(now) > 25*time.Hour || q.From != q.To && q.holds(out.In(z)) {
			r.Fatalf("%v at %s: %s", q, now.In(z), out.In(z))
		}
		d := Digest{Daily: true, At: q.From}
		next := d.Next(now, z)
		if next.Before(now) || next.Sub(now) > 25*time.Hour+time.Hour {
			r.Fatalf("%v at %s: %s", d, now.In(z), next.In(z))
		}
		if again := d.Next(next, z); !again.Equal(next) {
			r.Fatalf("%v: %s, then %s", d, next.In(z), again.In(z))
		}
	})
}
