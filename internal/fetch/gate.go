package fetch

import (
	"context"
	"sync"
	"time"
)

// Sleep waits for d or until the context ends, whose error it then returns.
type Sleep func(ctx context.Context, d time.Duration) error

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// gate lets one request at a time through to each host, with a rest between
// two. It forgets hosts that nobody waits for and that have rested.
type gate struct {
	gap    time.Duration
	now    func() time.Time
	sleep  Sleep
	jitter func() float64

	mu    sync.Mutex
	hosts map[string]*host
	sweep int // size at which rested hosts are looked for
}

// host is one entry of a gate.
type host struct {
	turn chan struct{} // holds one token while somebody is at the host
	refs int           // who is at the host or waits for it; under gate.mu
	next time.Time     // end of the rest; under gate.mu
}

const leastSweep = 256

func newGate(gap time.Duration, now func() time.Time, sleep Sleep, jitter func() float64) *gate {
	return &gate{gap: gap, now: now, sleep: sleep, jitter: jitter, hosts: map[string]*host{}, sweep: leastSweep}
}

// enter waits for the turn at a host and returns how to give it up, with the
// least rest that the host itself asked for. The error is the context's.
func (g *gate) enter(ctx context.Context, key string) (leave func(rest time.Duration), err error) {
	h := g.hold(key)
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		g.drop(key, h)
		return nil, ctx.Err()
	}
	err = ctx.Err()
	if rest := g.wait(h); rest > 0 && err == nil {
		err = g.sleep(ctx, rest)
	}
	if err != nil {
		<-h.turn
		g.drop(key, h)
		return nil, err
	}
	return func(rest time.Duration) {
		g.extend(key, max(rest, g.gap))
		<-h.turn
		g.drop(key, h)
	}, nil
}

// wait is how long a host still rests.
func (g *gate) wait(h *host) time.Duration {
	now := g.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	return h.next.Sub(now)
}

// extend lets a host rest from now on, if it does not rest longer anyway.
func (g *gate) extend(key string, rest time.Duration) {
	if rest <= 0 {
		return
	}
	h := g.hold(key)
	defer g.drop(key, h)
	now := g.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.jitter != nil {
		rest += time.Duration(float64(rest) / 4 * g.jitter())
	}
	if next := now.Add(rest); next.After(h.next) {
		h.next = next
	}
}

func (g *gate) hold(key string) *host {
	g.mu.Lock()
	defer g.mu.Unlock()
	h := g.hosts[key]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		g.hosts[key] = h
	}
	h.refs++
	return h
}

// drop forgets the host if it has rested, and now and then all such hosts: the
// sweep comes after the gate has doubled, so that its cost per request is constant.
func (g *gate) drop(key string, h *host) {
	now := g.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	h.refs--
	if h.refs == 0 && !h.next.After(now) {
		delete(g.hosts, key)
	}
	if len(g.hosts) < g.sweep {
		return
	}
	for k, h := range g.hosts {
		if h.refs == 0 && !h.next.After(now) {
			delete(g.hosts, k)
		}
	}
	g.sweep = max(leastSweep, 2*len(g.hosts))
}
