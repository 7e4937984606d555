package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/internal/fault"
)

const pageAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage"

// withRobots serves robots.txt from answer and a page at every other path.
func withRobots(t testing.TB, answer func(c net.Conn, head string, n int) bool) *rawServer {
	return serveRaw(t, func(c net.Conn, head string, n int) bool {
		if path(head) == "/robots.txt" {
			return answer(c, head, n)
		}
		c.Write([]byte(pageAnswer))
		return true
	})
}

// robotsFileOf is a whole answer with a robots.txt.
func robotsFileOf(body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

func paths(s *rawServer) []string {
	all := []string{}
	for _, head := range s.requests() {
		all = append(all, path(head))
	}
	return all
}

func TestRobotsDecidesByItsAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(net.Conn, string, int) bool
		want   fault.Code
	}{
		{"allows", say(robotsFileOf("User-agent: *\nDisallow: /private")), ""},
		{"forbids", say(robotsFileOf("User-agent: dateline\nDisallow: /")), fault.Robots},
		{"empty", say(robotsFileOf("")), ""},
		{"404", say("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), ""},
		{"403", say("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"), ""},
		{"429", say("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n"), ""},
		{"500", say("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"), fault.NoRobots},
		{"503", say("HTTP/1.1 503 Busy\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n"), fault.NoRobots},
		{"closed", say(""), fault.NoRobots},
		{"truncated", say("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nUser-agent: *\nAllow: /"), fault.NoRobots},
		{"drips", drip("HTTP/1.1 200 OK\r\n\r\n", "#"), fault.NoRobots},
		{"unknown coding", say("HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 1\r\n\r\nx"), fault.NoRobots},
		{"rule within 500 KiB", say(robotsFileOf(strings.Repeat("# padding\n", 50_000) + "User-agent: *\nDisallow: /")), fault.Robots},
		{"rule beyond 500 KiB", say(robotsFileOf(strings.Repeat("# padding\n", 51_200) + "User-agent: *\nDisallow: /")), ""},
		{"redirect in a circle", say("HTTP/1.1 302 Found\r\nLocation: /robots.txt\r\nContent-Length: 0\r\n\r\n"), ""},
		{"redirect to nowhere", say("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), ""},
		{"redirect inside", say("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/robots.txt\r\nContent-Length: 0\r\n\r\n"), fault.Address},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := withRobots(t, c.answer)
			o := Options{}
			if c.name == "drips" {
				o.Timeout = 200 * time.Millisecond
			}
			client := testClient(t, o, s.addr)
			got, err := client.Get(t.Context(), Request{URL: "http://" + s.addr + "/news/1", Kind: Page})
			wantCode(t, err, c.want)
			if asked := slices.Contains(paths(s), "/news/1"); asked != (c.want == "") {
				t.Errorf("asked %v", paths(s))
			}
			if err == nil && string(got.Body) != "page" {
				t.Errorf("%q", got.Body)
			}
			if _, err := client.Get(t.Context(), Request{URL: "http://" + s.addr + "/feed"}); err != nil {
				t.Errorf("the feed is not exempt: %v", err)
			}
		})
	}
}

func TestRobotsFollowsFiveRedirects(t *testing.T) {
	for hops, want := range map[int]fault.Code{5: fault.Robots, 6: ""} {
		s := serveRaw(t, func(c net.Conn, head string, n int) bool {
			switch {
			case path(head) == "/news":
				c.Write([]byte(pageAnswer))
			case n <= hops:
				fmt.Fprintf(c, "HTTP/1.1 301 Moved\r\nLocation: /r%d\r\nContent-Length: 0\r\n\r\n", n)
			default:
				c.Write([]byte(robotsFileOf("User-agent: *\nDisallow: /")))
			}
			return true
		})
		_, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/news", Kind: Page})
		if fault.CodeOf(err) != want {
			t.Errorf("%d hops: %v (%v)", hops, err, paths(s))
		}
	}
}

func TestRedirectedPagesAskTheRobotsOfTheirHost(t *testing.T) {
	other := withRobots(t, say(robotsFileOf("User-agent: *\nDisallow: /secret")))
	s := serveRaw(t, func(c net.Conn, head string, _ int) bool {
		if path(head) == "/robots.txt" {
			return say("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")(c, head, 0)
		}
		return say("HTTP/1.1 302 Found\r\nLocation: http://"+other.addr+"/secret\r\nContent-Length: 0\r\n\r\n")(c, head, 0)
	})
	got, err := testClient(t, Options{}, s.addr, other.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/", Kind: Page})
	wantCode(t, err, fault.Robots)
	if len(got.Hops) != 1 || !slices.Equal(paths(other), []string{"/robots.txt"}) {
		t.Errorf("%+v, %v", got, paths(other))
	}
}

func TestRobotsIsAskedOncePerHostAndDay(t *testing.T) {
	s := withRobots(t, func(c net.Conn, _ string, _ int) bool {
		c.Write([]byte(robotsFileOf("User-agent: *\nAllow: /")))
		return true
	})
	clock := newClock()
	c := testClient(t, Options{Now: clock.Now, Sleep: clock.Sleep}, s.addr)
	asked := func() int {
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://%s/%d", s.addr, i), Kind: Page}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		return strings.Count(strings.Join(paths(s), "\n"), "/robots.txt")
	}
	for _, step := range []struct {
		pass time.Duration
		want int
	}{{0, 1}, {23 * time.Hour, 1}, {2 * time.Hour, 2}} {
		clock.Sleep(t.Context(), step.pass)
		if got := asked(); got != step.want {
			t.Errorf("after %s: asked %d times, want %d", step.pass, got, step.want)
		}
	}
}

func TestAFailureIsNotAskedAgainAtOnceButLater(t *testing.T) {
	s := withRobots(t, func(c net.Conn, head string, n int) bool {
		if n == 1 {
			return say("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")(c, head, n)
		}
		return say(robotsFileOf(""))(c, head, n)
	})
	clock := newClock()
	c := testClient(t, Options{Now: clock.Now}, s.addr)
	for _, want := range []fault.Code{fault.NoRobots, fault.NoRobots, ""} {
		_, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/", Kind: Page})
		wantCode(t, err, want)
		clock.Sleep(t.Context(), 31*time.Minute)
	}
}

func TestCrawlDelayStretchesTheGap(t *testing.T) {
	s := withRobots(t, say(robotsFileOf("User-agent: *\nCrawl-delay: 7.5\n")))
	clock := newClock()
	c := testClient(t, Options{HostGap: time.Second, Now: clock.Now, Sleep: clock.Sleep}, s.addr)
	for i := range 2 {
		if _, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://%s/%d", s.addr, i), Kind: Page}); err != nil {
			t.Fatal(err)
		}
	}
	if want := []time.Duration{7500 * time.Millisecond, 7500 * time.Millisecond}; !slices.Equal(clock.naps(), want) {
		t.Errorf("slept %v, want %v", clock.naps(), want)
	}
}

func TestOneWhoIsCalledOffDoesNotForbidTheOthers(t *testing.T) {
	s := withRobots(t, func(c net.Conn, _ string, n int) bool {
		if n == 1 {
			c.Read(make([]byte, 1))
			return false
		}
		c.Write([]byte(robotsFileOf("")))
		return true
	})
	c := testClient(t, Options{}, s.addr)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() {
		_, err := c.Get(ctx, Request{URL: "http://" + s.addr + "/a", Kind: Page})
		if !errors.Is(err, fault.Interrupted) {
			t.Error(err)
		}
	})
	for len(s.requests()) == 0 {
		time.Sleep(time.Millisecond)
	}
	all.Go(func() {
		if _, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/b", Kind: Page}); err != nil {
			t.Error(err)
		}
	})
	time.Sleep(20 * time.Millisecond)
	cancel()
	all.Wait()
}

func TestRulesAreKeptWithinBounds(t *testing.T) {
	big := &rules{list: make([]rule, robotsMemory/32/10)}
	r := newRobots(time.Now, func(context.Context, target) (*rules, error) { return big, nil })
	for i := range 40 {
		at, err := parseTarget(fmt.Sprintf("http://h%d.example/", i))
		if err != nil {
			t.Fatal(err)
		}
		r.check(t.Context(), at)
	}
	if r.size > robotsMemory || len(r.known) > 10 || len(r.known) < 5 {
		t.Errorf("%d bytes in %d files", r.size, len(r.known))
	}
}
