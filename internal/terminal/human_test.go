package terminal

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestRelativeTime(t *testing.T) {
	for _, c := range []struct {
		t    time.Time
		want string
	}{
		{time.Time{}, ""}, {now, "just now"}, {now.Add(-59 * time.Second), "just now"}, {now.Add(30 * time.Second), "just now"},
		{now.Add(-time.Minute), "1 min ago"}, {now.Add(-59*time.Minute - 59*time.Second), "59 min ago"},
		{now.Add(-time.Hour), "1 h ago"}, {now.Add(-24*time.Hour + 1), "23 h ago"}, {now.Add(-24 * time.Hour), "1 day ago"},
		{now.Add(-48 * time.Hour), "2 days ago"}, {now.Add(-7*24*time.Hour + 1), "6 days ago"}, {now.AddDate(0, 0, -7), "2026-02-11"},
		{now.Add(3 * time.Hour), "in 3 h"}, {now.Add(24 * time.Hour), "in 1 day"}, {now.AddDate(0, 1, 0), "2026-03-18"},
		{now.AddDate(0, 0, -30).In(time.FixedZone("", 14*3600)), "2026-01-19"},
	} {
		if got := RelativeTime(c.t, now); got != c.want {
			t.Errorf("%s: %q, want %q", c.t, got, c.want)
		}
	}
	east := now.In(time.FixedZone("", 14*3600)) // there it is the 19th already
	if got := RelativeTime(now.AddDate(0, 0, -30), east); got != "2026-01-20" {
		t.Errorf("in the reader's zone: %q", got)
	}
}

func TestStamp(t *testing.T) {
	if got := Stamp(now.In(time.FixedZone("", 3600)).Add(time.Millisecond)); got != "2026-02-18T12:00:00Z" {
		t.Error(got)
	}
	if got := Stamp(time.Time{}); got != "" {
		t.Error(got)
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 1449: "1.4 kB", 9949: "9.9 kB", 9950: "10 kB", 48211: "48 kB", 999_499: "999 kB",
		999_500: "1.0 MB", 1_400_000: "1.4 MB", 15_000_000_000: "15 GB", -5: "-5 B", -2000: "-2.0 kB", math.MaxInt64: "9 EB",
	} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -999: "-999", -1000: "-1,000", math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 articles", 1: "1 article", 2000: "2,000 articles"} {
		if got := Plural(n, "article", "articles"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestError(t *testing.T) {
	locked := fault.Advise(fmt.Errorf("open store %q: %w", "a.db", fault.New(fault.Locked, "another run holds it")), "Wait for it.\nOr stop it.")
	for _, c := range []struct {
		name   string
		s      Streams
		format Format
		err    error
		want   string
	}{
		{"nothing", Streams{}, Table, nil, ""},
		{"with advice", Streams{}, Table, locked, "dateline: open store \"a.db\": another run holds it\nWait for it.; Or stop it.\n"},
		{"csv is for spreadsheets", Streams{}, CSV, errors.New("no"), "dateline: no\n"},
		{"json", Streams{}, JSON, locked,
			`{"error":{"code":"locked","message":"open store \"a.db\": another run holds it","advice":"Wait for it.; Or stop it."}}` + "\n"},
		{"jsonl without code", Streams{}, JSONL, errors.New("a <b>"), `{"error":{"code":"failed","message":"a <b>","advice":""}}` + "\n"},
		{"joined", Streams{}, Table, errors.Join(errors.New("one"), errors.New("two")), "dateline: one; two\n"},
		{"hostile", Streams{}, Table, errors.New("get \"\x1b[2J\u202e\xff\""), "dateline: get \"[2J\ufffd\"\n"},
		{"hostile json", Streams{}, JSON, errors.New("\u009b\x1b"), `{"error":{"code":"failed","message":"","advice":""}}` + "\n"},
		{"colour", Streams{Colour: true, ErrIsTerminal: true}, Table, errors.New("no"), "\x1b[31mdateline:\x1b[0m no\n"},
		{"no colour in a file", Streams{Colour: true}, Table, errors.New("no"), "dateline: no\n"},
	} {
		var errs bytes.Buffer
		c.s.Err = &errs
		Error(c.s, c.format, c.err)
		if errs.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, errs.String(), c.want)
		}
	}
}
