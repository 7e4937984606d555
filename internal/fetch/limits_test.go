package fetch

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"dateline/internal/fault"
)

// drip writes a byte now and then for ever.
func drip(opening, piece string) func(net.Conn, string, int) bool {
	return func(c net.Conn, _ string, _ int) bool {
		if _, err := c.Write([]byte(opening)); err != nil {
			return false
		}
		for {
			if _, err := c.Write([]byte(piece)); err != nil {
				return false
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

func TestOneDeadlineCoversEveryPhase(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(net.Conn, string, int) bool
		cut    string
	}{
		{"silence", func(c net.Conn, _ string, _ int) bool { c.Read(make([]byte, 1)); return false }, ""},
		{"dripping head", drip("HTTP/1.1 200 OK\r\n", "X: y\r\n"), ""},
		{"dripping interim responses", drip("", "HTTP/1.1 103 Early\r\n\r\n"), ""},
		{"dripping body", drip("HTTP/1.1 200 OK\r\n\r\n", "<"), "time"},
		{"dripping chunks", drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n<\r\n"), "time"},
		{"redirects", func(c net.Conn, _ string, n int) bool {
			time.Sleep(40 * time.Millisecond)
			fmt.Fprintf(c, "HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n", n)
			return true
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveRaw(t, c.answer)
			// None of these answers ever ends by itself.
			got, err := testClient(t, Options{Timeout: 150 * time.Millisecond}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
			wantCode(t, err, fault.Timeout)
			if c.cut != "" && (got == nil || got.Exchange.Cut != c.cut || len(got.Exchange.RawBody) == 0) {
				t.Errorf("what came is lost: %+v", got)
			}
		})
	}
}

func TestTheHandshakeIsWithinTheDeadline(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0") // accepts in the kernel, never speaks
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := l.Addr().String()
	_, err = testClient(t, Options{Timeout: 100 * time.Millisecond}, at).Get(t.Context(), Request{URL: "https://" + at + "/"})
	wantCode(t, err, fault.Timeout)
}

func TestWaitingForTheTurnIsNotCounted(t *testing.T) {
	s := serveRaw(t, func(c net.Conn, _ string, _ int) bool {
		c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
		return true
	})
	c := testClient(t, Options{Timeout: 500 * time.Millisecond, HostGap: 700 * time.Millisecond}, s.addr)
	start := time.Now()
	for range 2 {
		if _, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/"}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 700*time.Millisecond {
		t.Errorf("the gap was not kept: %s", took)
	}
}

func TestACallersDeadlineEndsTheWait(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	c := testClient(t, Options{HostGap: time.Hour}, s.addr)
	if _, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err := c.Get(ctx, Request{URL: "http://" + s.addr + "/"})
	wantCode(t, err, fault.Timeout)
}

func TestBodiesAndHeadsAreCapped(t *testing.T) {
	endless := func(opening, piece string) func(net.Conn, string, int) bool {
		return func(c net.Conn, _ string, _ int) bool {
			_, err := c.Write([]byte(opening))
			for err == nil {
				_, err = c.Write([]byte(piece))
			}
			return false
		}
	}
	for _, c := range []struct {
		name   string
		answer func(net.Conn, string, int) bool
		body   bool
	}{
		{"endless body", endless("HTTP/1.1 200 OK\r\n\r\n", strings.Repeat("x", 4096)), true},
		{"endless chunks", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nabcde\r\n"), true},
		{"endless head", endless("HTTP/1.1 200 OK\r\n", "X-Filler: "+strings.Repeat("y", 1000)+"\r\n"), false},
		{"endless line", endless("HTTP/1.1 200 OK\r\nX: ", strings.Repeat("y", 1000)), false},
		{"endless interim responses", endless("", "HTTP/1.1 102 Processing\r\n\r\n"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveRaw(t, c.answer)
			got, err := testClient(t, Options{MaxBytes: 100_000}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
			wantCode(t, err, fault.TooLarge)
			if c.body && (len(got.Exchange.RawBody) != 100_000 || got.Exchange.Cut != "length" || got.Body != nil) {
				t.Errorf("%d bytes, cut %q", len(got.Exchange.RawBody), got.Exchange.Cut)
			}
		})
	}
}

func TestABodyOfJustTheLimitPasses(t *testing.T) {
	for _, size := range []int{1000, scratchSize, scratchSize + 1, 3 * scratchSize} {
		body := strings.Repeat("x", size)
		s := serveRaw(t, say(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", size, body)))
		got, err := testClient(t, Options{MaxBytes: int64(size)}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
		if err != nil || string(got.Body) != body {
			t.Errorf("%d: %v", size, err)
		}
		_, err = testClient(t, Options{MaxBytes: int64(size) - 1}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
		wantCode(t, err, fault.TooLarge)
	}
}

func TestBodiesThatEndEarlyAreTruncated(t *testing.T) {
	for name, answer := range map[string]string{
		"content length":   "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>",
		"within a chunk":   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss>",
		"between chunks":   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
		"in the last line": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n0\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := serveRaw(t, say(answer))
			got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
			wantCode(t, err, fault.Truncated)
			if string(got.Exchange.RawBody) != "<rss>" || got.Exchange.Cut != "disconnect" || got.Body != nil {
				t.Errorf("%+v", got)
			}
		})
	}
}
