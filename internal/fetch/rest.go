package fetch

import (
	"maps"
	"net/http"
	"sync"
	"time"

	"dateline/internal/fault"
)

// RestError is the failure of a fetch that was not made, because the host or the
// URL wants to be left alone. It is a fault.Throttled.
type RestError struct {
	What  string    // as weburl.Host, or a URL without user info and fragment
	Until time.Time // UTC
}

// Error says until when.
func (r *RestError) Error() string {
	return "the server wants to be left alone until " + r.Until.UTC().Format(time.RFC3339)
}

// Unwrap is the kind of failure.
func (r *RestError) Unwrap() error { return fault.Throttled }

// rests remembers who wants to be left alone, and until when: a host after
// status 429, one URL after any other failure with Retry-After.
type rests struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// Heed lets a client leave alone what earlier runs were told to: hosts, as
// weburl.Host writes them, and URLs. What they wish is capped at seven days.
func (c *Client) Heed(resting map[string]time.Time) {
	most := c.now().Add(longestDelay)
	c.rests.mu.Lock()
	defer c.rests.mu.Unlock()
	if c.rests.until == nil {
		c.rests.until = map[string]time.Time{}
	}
	maps.Copy(c.rests.until, resting)
	for what, until := range c.rests.until {
		if until.After(most) { // the clock went back
			c.rests.until[what] = most
		}
	}
}

// check is nil, or a *RestError if the target is to be left alone now.
func (r *rests) check(t target, now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.until) == 0 {
		return nil
	}
	for _, what := range []string{t.host(), t.url.String()} {
		until, known := r.until[what]
		switch {
		case !known:
		case until.After(now):
			return &RestError{What: what, Until: until}
		default:
			delete(r.until, what)
		}
	}
	return nil
}

// hear remembers what a response wishes.
func (r *rests) hear(t target, status int, h http.Header, now time.Time) {
	if status < http.StatusBadRequest {
		return
	}
	until := retryAfter(h.Get("Retry-After"), now)
	if until.IsZero() {
		return
	}
	what := t.url.String()
	if status == http.StatusTooManyRequests {
		what = t.host()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.until == nil {
		r.until = map[string]time.Time{}
	}
	r.until[what] = until
}

// host is the target's host as weburl.Host writes it.
func (t target) host() string {
	if port := t.url.Port(); port == "80" && t.url.Scheme == "http" || port == "443" && t.url.Scheme == "https" {
		return t.url.Host[:len(t.url.Host)-len(port)-1]
	}
	return t.url.Host
}
