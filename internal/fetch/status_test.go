package fetch

import (
	"net/http"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestRetryAfterIsReadAndBounded(t *testing.T) {
	now := time.Date(2026, 2, 18, 9, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "60": time.Minute, " 60 ": time.Minute, "604800": longestDelay, "604801": longestDelay,
		"99999999999999999999999": longestDelay, "-5": 0, "1.5": 0, "soon": 0, "60 seconds": 0,
		"Wed, 18 Feb 2026 10:00:00 GMT": time.Hour, "Wednesday, 18-Feb-26 10:00:00 GMT": time.Hour,
		"Wed Feb 18 10:00:00 2026": time.Hour, "Wed, 18 Feb 2026 08:00:00 GMT": 0, "Mon, 18 Feb 2199 08:00:00 GMT": longestDelay,
	} {
		got := retryAfter(value, now)
		if want == 0 && !got.IsZero() || want > 0 && !got.Equal(now.Add(want)) {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Wed, 18 Feb 2026 10:00:00 GMT")
	now := time.Date(2026, 2, 18, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		if got := retryAfter(value, now); !got.IsZero() && (!got.After(now) || got.After(now.Add(longestDelay))) {
			t.Errorf("%q: %s", value, got)
		}
	})
}

func TestRetryAfterIsReported(t *testing.T) {
	clock := newClock()
	for head, want := range map[string]time.Time{
		"429 Slow\r\nRetry-After: 3600":                          clock.at.Add(time.Hour),
		"503 Busy\r\nRetry-After: Wed, 18 Feb 2026 09:00:30 GMT": clock.at.Add(30 * time.Second),
		"429 Slow":                    {},
		"429 Slow\r\nRetry-After: -1": {},
		"200 OK\r\nRetry-After: 60":   {},
	} {
		s := serveRaw(t, say("HTTP/1.1 "+head+"\r\nContent-Length: 0\r\n\r\n"))
		got, err := testClient(t, Options{Now: clock.Now}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr})
		if got == nil || !got.RetryAfter.Equal(want) {
			t.Errorf("%q: %+v, %v", head, got, err)
		}
		if got.Status == http.StatusTooManyRequests {
			wantCode(t, err, fault.Throttled)
		}
	}
}

func TestShortKeepsMessagesShortAndValid(t *testing.T) {
	long := string(make([]byte, 500))
	for in, want := range map[string]string{"a": "a", "\xff": "�", long: long[:120] + "…"} {
		if got := short(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
