package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"dateline/internal/fault"
)

const (
	robotsLimit     = 500 << 10 // bytes that are read; the rest is passed over (RFC 9309 section 2.5)
	robotsRedirects = 5
	robotsFresh     = 24 * time.Hour
	robotsRetry     = time.Hour // after a failure
	robotsMemory    = 32 << 20  // bytes of rules kept in all
)

// robots remembers the robots.txt of every origin that pages were asked from.
type robots struct {
	now func() time.Time
	get func(context.Context, target) (*rules, error)

	mu    sync.Mutex
	known map[string]*robotsFile
	size  int
}

// robotsFile is one answer. What it holds may be read once done is closed.
type robotsFile struct {
	done  chan struct{}
	rules *rules
	err   error // why everything is forbidden
	until time.Time
	off   bool // the one who fetched it was called off
}

func newRobots(now func() time.Time, get func(context.Context, target) (*rules, error)) *robots {
	return &robots{now: now, get: get, known: map[string]*robotsFile{}}
}

func origin(t target) string { return t.url.Scheme + "://" + t.key }

// check says whether a page may be asked for: nil, fault.Robots if not, fault.NoRobots, or
// what else stands between us and the host. The first who asks about a host
// fetches its file, others wait for him.
func (r *robots) check(ctx context.Context, t target) error {
	for {
		f, mine := r.file(origin(t))
		if mine {
			r.fill(ctx, t, f)
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return waitFault(ctx.Err())
		}
		if f.off && !mine {
			continue
		}
		if f.err != nil {
			return f.err
		}
		path := t.url.EscapedPath()
		if t.url.RawQuery != "" || t.url.ForceQuery {
			path += "?" + t.url.RawQuery
		}
		if !f.rules.allows(path) {
			return fault.New(fault.Robots, "robots.txt forbids it")
		}
		return nil
	}
}

// file finds a fresh answer, or makes room for one that the caller must fill.
func (r *robots) file(origin string) (f *robotsFile, mine bool) {
	now := r.now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if f = r.known[origin]; f != nil {
		if !f.finished() || f.until.After(now) {
			return f, false
		}
		r.forget(origin, f)
	}
	f = &robotsFile{done: make(chan struct{})}
	r.known[origin] = f
	return f, true
}

func (r *robots) fill(ctx context.Context, t target, f *robotsFile) {
	f.rules, f.err = r.get(ctx, t)
	fresh := robotsFresh
	if f.err != nil {
		f.rules, fresh = &rules{}, robotsRetry
	}
	f.until, f.off = r.now().Add(fresh), f.err != nil && ctx.Err() != nil
	r.mu.Lock()
	defer r.mu.Unlock()
	close(f.done)
	r.size += f.rules.size()
	if f.off {
		r.forget(origin(t), f)
	}
	for key, old := range r.known {
		if r.size <= robotsMemory {
			break
		}
		if old.finished() {
			r.forget(key, old) // any: it will be asked for again
		}
	}
}

// forget drops a finished answer; r.mu is held.
func (r *robots) forget(origin string, f *robotsFile) {
	if r.known[origin] == f {
		delete(r.known, origin)
		r.size -= f.rules.size()
	}
}

func (f *robotsFile) finished() bool {
	select {
	case <-f.done:
		return true
	default:
		return false
	}
}

// rest is the delay between two requests that a host's file asks for, as far
// as it is known.
func (r *robots) rest(t target) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f := r.known[origin(t)]; f != nil && f.finished() {
		return f.rules.rest
	}
	return 0
}

// getRobots fetches an origin's robots.txt. Unavailable (4xx, endless
// redirects) allows everything; unreachable (5xx, no or half an answer)
// forbids everything and is an error.
func (c *Client) getRobots(ctx context.Context, t target) (*rules, error) {
	e := &errand{accept: "text/plain, */*;q=0.5", limit: robotsLimit, left: c.timeout}
	next, err := t.redirected("/robots.txt")
	if err != nil {
		return nil, err
	}
	for range robotsRedirects + 1 {
		got, err := c.exchange(ctx, e, next)
		if err == nil && got.Status < http.StatusInternalServerError && !redirecting(got.Status) {
			return c.readRobots(t, got)
		}
		if err != nil {
			return nil, unreachableRobots(err)
		}
		if got.Status >= http.StatusInternalServerError {
			return nil, fault.New(fault.NoRobots, "robots.txt answers status %d: nothing may be fetched", got.Status)
		}
		if next, err = next.redirected(got.header.Get("Location")); err != nil {
			break
		}
	}
	return &rules{}, nil
}

func (c *Client) readRobots(t target, got reply) (*rules, error) {
	if got.Status < 200 || got.Status >= 300 {
		return &rules{}, nil
	}
	if got.broken != nil && !errors.Is(got.broken, fault.TooLarge) {
		return nil, unreachableRobots(got.broken)
	}
	coding, err := codingOf(got.header)
	if err != nil {
		return nil, unreachableRobots(err)
	}
	body, err := c.decode(coding, got.RawBody, robotsLimit)
	if err != nil && !errors.Is(err, fault.TooLarge) {
		return nil, unreachableRobots(err)
	}
	read := parseRules(body)
	c.gate.extend(t.key, read.rest)
	return read, nil
}

// unreachableRobots keeps failures that the page would meet as well; with the
// others nothing may be fetched for now.
func unreachableRobots(err error) error {
	switch fault.CodeOf(err) {
	case fault.NoHost, fault.Address, fault.TLS, fault.Interrupted, fault.Throttled:
		return err
	}
	return &fault.Error{Code: fault.NoRobots, Doing: "robots.txt cannot be read, so nothing may be fetched", Err: err}
}
