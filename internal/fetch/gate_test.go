package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestAHostHasOneRequestAtATime(t *testing.T) {
	var now, most atomic.Int32
	at := handler(t, func(http.ResponseWriter, *http.Request) {
		n := now.Add(1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
	})
	c := testClient(t, Options{}, at)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := c.Get(t.Context(), Request{URL: "http://" + at + "/"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
}

func TestHostsDoNotWaitForEachOther(t *testing.T) {
	hung := serveRaw(t, func(c net.Conn, _ string, _ int) bool { c.Read(make([]byte, 1)); return false })
	fine := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	c := testClient(t, Options{}, hung.addr, fine.addr)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() { c.Get(ctx, Request{URL: "http://" + hung.addr}) })
	for len(hung.requests()) == 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := c.Get(t.Context(), Request{URL: "http://" + fine.addr}); err != nil {
		t.Error(err)
	}
	cancel()
	all.Wait()
}

func TestAGapLiesBetweenTwoRequestsToAHost(t *testing.T) {
	for _, c := range []struct {
		name   string
		gap    time.Duration
		jitter func() float64
		want   []time.Duration
	}{
		{"none", 0, nil, nil},
		{"a second", time.Second, nil, []time.Duration{time.Second, time.Second}},
		{"with jitter", time.Second, func() float64 { return 0.5 }, []time.Duration{1125 * time.Millisecond, 1125 * time.Millisecond}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
			clock := newClock()
			client := testClient(t, Options{HostGap: c.gap, Now: clock.Now, Sleep: clock.Sleep, Jitter: c.jitter}, s.addr)
			for range 3 {
				if _, err := client.Get(t.Context(), Request{URL: "http://" + s.addr}); err != nil {
					t.Fatal(err)
				}
			}
			if got := clock.naps(); !slices.Equal(got, c.want) {
				t.Errorf("slept %v, want %v", got, c.want)
			}
		})
	}
}

func TestRedirectsOnOneHostKeepTheGap(t *testing.T) {
	s := serveRaw(t, moves(302))
	clock := newClock()
	c := testClient(t, Options{HostGap: time.Second, Now: clock.Now, Sleep: clock.Sleep}, s.addr)
	got, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/3"})
	if err != nil || len(clock.naps()) != 3 || got.Took != 0 {
		t.Errorf("%v, slept %v, took %s", err, clock.naps(), got.Took)
	}
}

func TestTheGateForgetsHostsThatHaveRested(t *testing.T) {
	clock := newClock()
	g := newGate(time.Second, clock.Now, clock.Sleep, nil)
	most := 0
	for i := range 10_000 {
		leave, err := g.enter(t.Context(), fmt.Sprint("host", i, ":80"))
		if err != nil {
			t.Fatal(err)
		}
		leave(0)
		most = max(most, len(g.hosts))
		clock.Sleep(t.Context(), 10*time.Millisecond) // a hundred hosts a second
	}
	if most > 2*leastSweep {
		t.Errorf("%d hosts remembered", most)
	}
	if g = newGate(0, clock.Now, clock.Sleep, nil); len(g.hosts) != 0 {
		t.Error("not empty")
	}
	leave, _ := g.enter(t.Context(), "a:80")
	leave(0)
	if len(g.hosts) != 0 {
		t.Error("a host without gap is remembered")
	}
}

func TestTheGateForgetsNoHostThatRests(t *testing.T) {
	clock := newClock()
	g := newGate(time.Hour, clock.Now, clock.Sleep, nil)
	for i := range 3 * leastSweep {
		leave, err := g.enter(t.Context(), fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		leave(0)
	}
	if _, err := g.enter(t.Context(), "0"); err != nil || len(clock.naps()) != 1 || clock.naps()[0] != time.Hour {
		t.Errorf("%v, %v", err, clock.naps())
	}
}

func TestWhoGivesUpWaitingLeavesNoTrace(t *testing.T) {
	g := newGate(0, time.Now, sleep, nil)
	leave, err := g.enter(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := g.enter(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	leave(20 * time.Millisecond)
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := g.enter(ended, "a"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	start := time.Now()
	if _, err := g.enter(t.Context(), "a"); err != nil || time.Since(start) < 10*time.Millisecond {
		t.Errorf("the rest was lost: %v after %s", err, time.Since(start))
	}
}

func TestManyHostsLeakNeitherSocketsNorEntries(t *testing.T) {
	var open, most atomic.Int32
	s := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("x")) }),
		ConnState: func(_ net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew:
				most.Store(max(most.Load(), open.Add(1)))
			case http.StateClosed:
				open.Add(-1)
			}
		}}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	done.Go(func() { s.Serve(l) })
	defer done.Wait()
	defer s.Close()
	hosts := map[string]string{}
	for i := range 1000 {
		hosts[fmt.Sprintf("h%d.example", i)] = l.Addr().String()
	}
	c := testClient(t, Options{Hosts: hosts})
	for name := range hosts {
		if _, err := c.Get(t.Context(), Request{URL: "http://" + name}); err != nil {
			wantCode(t, err, fault.Code(""))
		}
	}
	if most.Load() > 550 || len(c.gate.hosts) != 0 {
		t.Errorf("%d sockets open at once, %d hosts remembered", most.Load(), len(c.gate.hosts))
	}
}
