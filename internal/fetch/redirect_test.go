package fetch

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"dateline/internal/fault"
)

// moves answers /N with a redirect to /N-1 and /0 with a page.
func moves(status int) func(net.Conn, string, int) bool {
	return func(c net.Conn, head string, _ int) bool {
		n := 0
		fmt.Sscanf(path(head), "/%d", &n)
		if n == 0 {
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere")
		} else {
			fmt.Fprintf(c, "HTTP/1.1 %d Moved\r\nLocation: /%d#top\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nmoved", status, n-1)
		}
		return true
	}
}

func TestRedirectsAreFollowedAndKept(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := serveRaw(t, moves(status))
		got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/10"})
		if err != nil || string(got.Body) != "here" || len(got.Hops) != 10 || got.FinalURL != "http://"+s.addr+"/0" {
			t.Fatalf("%d: %+v, %v", status, got, err)
		}
		hop := got.Hops[9]
		if hop.URL != "http://"+s.addr+"/1" || hop.Status != status || string(hop.RawBody) != "moved" ||
			!strings.HasPrefix(string(hop.RequestHead), "GET /1 ") || !strings.Contains(string(hop.ResponseHead), "Location: /0#top\r\n") {
			t.Errorf("%+v", hop)
		}
		for _, head := range s.requests() {
			if strings.Contains(head, "Cookie") || strings.Contains(head, "Referer") {
				t.Errorf("we told where we come from: %q", head)
			}
		}
		if s.conns != 1 {
			t.Errorf("%d connections for 11 requests", s.conns)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	to := func(location string) func(net.Conn, string, int) bool {
		return func(c net.Conn, _ string, n int) bool {
			fmt.Fprintf(c, "HTTP/1.1 302 Found\r\n%sContent-Length: 0\r\n\r\n", strings.ReplaceAll(location, "N", fmt.Sprint(n)))
			return true
		}
	}
	for _, c := range []struct {
		name     string
		answer   func(net.Conn, string, int) bool
		want     fault.Code
		requests int
	}{
		{"eleven", moves(302), fault.Redirects, 11},
		{"circle", to("Location: /11\r\n"), fault.Redirects, 1},
		{"circle by fragment", to("Location: /11#N\r\n"), fault.Redirects, 1},
		{"endless", to("Location: /xN\r\n"), fault.Redirects, 11},
		{"no location", to(""), fault.Redirects, 1},
		{"file", to("Location: file:///etc/passwd\r\n"), fault.Redirects, 1},
		{"javascript", to("Location: javascript:alert(1)\r\n"), fault.Redirects, 1},
		{"no URL", to("Location: http://[\r\n"), fault.Redirects, 1},
		{"long", to("Location: /" + strings.Repeat("y", 10000) + "\r\n"), fault.Redirects, 1},
		{"loopback", to("Location: http://127.0.0.77/\r\n"), fault.Address, 1},
		{"other port", to("Location: http://127.0.0.1:1/\r\n"), fault.Address, 1},
		{"metadata", to("Location: http://169.254.169.254/latest/\r\n"), fault.Address, 1},
		{"private", to("Location: http://10.0.0.1/\r\n"), fault.Address, 1},
		{"decimal", to("Location: http://2130706433/\r\n"), fault.Address, 1},
		{"mapped", to("Location: http://[::ffff:127.0.0.1]/\r\n"), fault.Address, 1},
		{"port nought", to("Location: http://herald.example:0/\r\n"), fault.Address, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveRaw(t, c.answer)
			got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/11"})
			wantCode(t, err, c.want)
			if n := len(s.requests()); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
			kept := len(got.Hops)
			if got.Status == 302 {
				kept++
			}
			if kept != c.requests {
				t.Errorf("%d exchanges kept, want %d: %+v", kept, c.requests, got)
			}
		})
	}
}

func TestCredentialsStayWithinTheirOrigin(t *testing.T) {
	other := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	first := serveRaw(t, func(c net.Conn, head string, _ int) bool {
		to := "http://" + other.addr + "/"
		if path(head) == "/a" {
			to = "/b"
		}
		fmt.Fprintf(c, "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", to)
		return true
	})
	_, err := testClient(t, Options{}, first.addr, other.addr).Get(t.Context(), Request{URL: "http://who:secret@" + first.addr + "/a"})
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range first.requests() {
		if !strings.Contains(head, "Authorization: Basic ") {
			t.Errorf("no credentials at home: %q", head)
		}
	}
	if head := other.requests()[0]; strings.Contains(head, "Authorization") {
		t.Errorf("credentials went abroad: %q", head)
	}
}

func TestALongRedirectBodyDoesNotStopUs(t *testing.T) {
	s := serveRaw(t, func(c net.Conn, head string, _ int) bool {
		if path(head) == "/0" {
			return say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere")(c, head, 0)
		}
		return say("HTTP/1.1 302 Found\r\nLocation: /0\r\n\r\n"+strings.Repeat("x", 2*aside))(c, head, 0)
	})
	got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/1"})
	if err != nil || string(got.Body) != "here" || len(got.Hops[0].RawBody) != aside || got.Hops[0].Cut != "length" {
		t.Fatalf("%v", err)
	}
}
