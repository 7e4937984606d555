package ingest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/fault"
	"dateline/internal/news"
)

var noon = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

func TestNextLook(t *testing.T) {
	for name, c := range map[string]struct {
		looks      int
		failures   int
		code       fault.Code
		retryAfter time.Time
		want       time.Duration // after noon; 0: never
	}{
		"a missing page may come back":            {0, 0, fault.NotFound, time.Time{}, time.Hour},
		"and is looked at more and more rarely":   {3, 3, fault.NotFound, time.Time{}, 3 * 24 * time.Hour},
		"but not for ever":                        {6, 6, fault.NotFound, time.Time{}, 0},
		"a timeout is tried after an hour":        {4, 0, fault.Timeout, time.Time{}, time.Hour},
		"then more rarely":                        {4, 2, fault.Timeout, time.Time{}, 24 * time.Hour},
		"then by the plan":                        {4, 3, fault.Timeout, time.Time{}, 10 * 24 * time.Hour},
		"a server may ask for more time":          {0, 0, fault.Throttled, noon.Add(5 * time.Hour), 5 * time.Hour},
		"but not for a year":                      {0, 0, fault.Throttled, noon.AddDate(1, 0, 0), longestWait},
		"what it asks for never shortens a delay": {1, 1, fault.Throttled, noon.Add(time.Minute), 6 * time.Hour},
	} {
		got := new(Job).nextLook(noon, news.Article{Looks: c.looks, Failures: c.failures}, c.code, c.retryAfter)
		want := time.Time{}
		if c.want > 0 {
			want = noon.Add(c.want)
		}
		if !got.Equal(want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestLooksThinOutAndEnd(t *testing.T) {
	last := time.Duration(0)
	for before := range looks {
		next := new(Job).lookAgain(noon, before).Sub(noon)
		if next <= last {
			t.Errorf("look %d after %v, not later than the one before (%v)", before, next, last)
		}
		last = next
	}
	if again := new(Job).lookAgain(noon, len(looks)); !again.IsZero() {
		t.Errorf("another look at %v, want none", again)
	}
}

func TestValidatorsAreKeptOnlyOfWhatWasRead(t *testing.T) {
	old, fresh := news.Validators{ETag: `"1"`}, news.Validators{ETag: `"2"`}
	before := news.Source{State: news.SourceActive, Validators: old, LastSuccess: noon.Add(-day), Failures: 2, LastCode: fault.Timeout}
	for name, c := range map[string]struct {
		d    document
		want news.Source
	}{
		"read": {document{time: noon, validators: fresh, told: told{read: true}}, news.Source{
			State: news.SourceActive, Validators: fresh, LastFetch: noon, LastSuccess: noon,
			NextDue: noon.Add(time.Hour), DueWhy: "every 60 min: rhythm not known yet",
		}},
		"unmodified": {document{time: noon, unmodified: true}, news.Source{
			State: news.SourceActive, Validators: old, LastFetch: noon, LastSuccess: noon,
			NextDue: noon.Add(time.Hour), DueWhy: "every 60 min: rhythm not known yet",
		}},
		"broken": {document{time: noon, validators: fresh, err: fault.Truncated}, news.Source{
			State: news.SourceActive, Validators: old, LastFetch: noon, LastSuccess: noon.Add(-day), Failures: 3, LastCode: fault.Truncated,
			NextDue: noon.Add(40 * time.Minute), DueWhy: "backing off: 3 failures",
		}},
		"gone": {document{time: noon, err: fault.Gone}, news.Source{
			State: news.SourceGone, Validators: old, LastFetch: noon, LastSuccess: noon.Add(-day), Failures: 3, LastCode: fault.Gone,
			DueWhy: "gone: its server says that it will not come back",
		}},
		"told to wait": {document{time: noon, err: fault.Throttled, retryAfter: noon.Add(time.Hour)}, news.Source{
			State: news.SourceActive, Validators: old, LastFetch: noon, LastSuccess: noon.Add(-day), Failures: 3, LastCode: fault.Throttled,
			NotBefore: noon.Add(time.Hour), NextDue: noon.Add(time.Hour), DueWhy: "server: Retry-After",
		}},
	} {
		if diff := cmp.Diff(c.want, after(before, c.d, noon)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestLooksAreTheUsersToChoose(t *testing.T) {
	j := Job{Options: Options{Looks: []time.Duration{2 * time.Hour}}}
	if got := j.lookAgain(noon, 0); !got.Equal(noon.Add(2 * time.Hour)) {
		t.Errorf("first look at %v", got)
	}
	if got := j.lookAgain(noon, 1); !got.IsZero() {
		t.Errorf("second look at %v, want none", got)
	}
}
