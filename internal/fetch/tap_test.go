package fetch

import (
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"dateline/internal/fault"
)

// feedTap gives a tap its bytes in pieces of n.
func feedTap(s string, n int) *tap {
	var t tap
	for len(s) > 0 {
		k := min(n, len(s))
		t.note([]byte(s[:k]))
		s = s[k:]
	}
	return &t
}

func TestTapKeepsTheFinalHeadHoweverItIsCut(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n"},
		{"bare line feeds", "HTTP/1.1 200 OK\nA: b\n\nbody", "HTTP/1.1 200 OK\nA: b\n\n"},
		{"no fields", "HTTP/1.0 204 No\r\n\r\n", "HTTP/1.0 204 No\r\n\r\n"},
		{"folded field", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"},
		{"interim", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 No\r\nA: b\r\n\r\nx", "HTTP/1.1 404 No\r\nA: b\r\n\r\n"},
		{"switching is final", "HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n"},
		{"unfinished", "HTTP/1.1 200 OK\r\nA: b\r\n", ""},
	} {
		for n := 1; n <= len(c.in); n++ {
			_, got, _ := feedTap(c.in, n).heads()
			if string(got) != c.want {
				t.Errorf("%s in pieces of %d: %q, want %q", c.name, n, got, c.want)
			}
		}
	}
}

func TestTapStopsAtTheLimit(t *testing.T) {
	tap := feedTap("HTTP/1.1 200 OK\r\n"+strings.Repeat("X: y\r\n", maxHead), 4096)
	if _, head, tooLong := tap.heads(); head != nil || !tooLong || len(tap.head) > maxHead+4096 {
		t.Errorf("%d bytes kept", len(tap.head))
	}
}

func FuzzTapAgreesOnAnyCut(f *testing.F) {
	f.Add("HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 3)
	f.Add("\n\n\r\n", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		_, whole, _ := feedTap(s, len(s)+1).heads()
		_, cut, _ := feedTap(s, max(1, n%64)).heads()
		if string(whole) != string(cut) {
			t.Errorf("%q, in pieces %q", whole, cut)
		}
	})
}

func TestEachExchangeOnAKeptConnectionHasItsOwnHeads(t *testing.T) {
	s := serveRaw(t, func(c net.Conn, _ string, n int) bool {
		fmt.Fprintf(c, "HTTP/1.1 103 Early Hints\r\nLink: <%d>\r\n\r\nHTTP/1.1 200 OK\r\nX-Number: %d\r\nContent-Length: 2\r\n\r\n\r\n", n, n)
		return true
	})
	c := testClient(t, Options{}, s.addr)
	for n := 1; n <= 5; n++ {
		got, err := c.Get(t.Context(), Request{URL: fmt.Sprintf("http://%s/%d", s.addr, n)})
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("HTTP/1.1 200 OK\r\nX-Number: %d\r\nContent-Length: 2\r\n\r\n", n); string(got.Exchange.ResponseHead) != want {
			t.Errorf("%q, want %q", got.Exchange.ResponseHead, want)
		}
		if want := s.requests()[n-1]; string(got.Exchange.RequestHead) != want {
			t.Errorf("%q, want %q", got.Exchange.RequestHead, want)
		}
	}
	if s.conns != 1 {
		t.Errorf("%d connections, want 1", s.conns)
	}
}

func TestAStaleConnectionIsReplacedUnseen(t *testing.T) {
	s := serveRaw(t, func(c net.Conn, _ string, n int) bool {
		if n == 2 {
			return false // the server gave the idle connection up
		}
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nX-Number: %d\r\nContent-Length: 0\r\n\r\n", n)
		return true
	})
	c := testClient(t, Options{}, s.addr)
	for _, want := range []string{"X-Number: 1\r\n", "X-Number: 3\r\n"} {
		got, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
		if err != nil || !strings.Contains(string(got.Exchange.ResponseHead), want) ||
			strings.Count(string(got.Exchange.RequestHead), "GET") != 1 {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func secureServer(t *testing.T) (*httptest.Server, string) {
	t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Proto", r.Proto)
		fmt.Fprint(w, "secret news")
	}))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = discardLog()
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, netip.MustParseAddrPort(s.Listener.Addr().String()).String()
}

func TestTheTapSitsAboveTLS(t *testing.T) {
	s, at := secureServer(t)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	c := testClient(t, Options{Roots: roots, Hosts: map[string]string{"example.com": at}})
	got, err := c.Get(t.Context(), Request{URL: "https://example.com/x"})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(got.Exchange.RequestHead), "GET /x HTTP/1.1\r\nHost: example.com\r\n") ||
		!strings.HasPrefix(string(got.Exchange.ResponseHead), "HTTP/1.1 200 OK\r\n") || got.Header.Get("X-Proto") != "HTTP/1.1" {
		t.Errorf("%q %q", got.Exchange.RequestHead, got.Exchange.ResponseHead)
	}
}

func TestTLSFailuresAreFailures(t *testing.T) {
	s, at := secureServer(t)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	plain := handler(t, func(http.ResponseWriter, *http.Request) {})
	for name, c := range map[string]struct {
		client *Client
		url    string
	}{
		"unknown authority": {testClient(t, Options{}, at), "https://" + at + "/"},
		"wrong name":        {testClient(t, Options{Roots: roots, Hosts: map[string]string{"herald.test": at}}), "https://herald.test/"},
		"no TLS":            {testClient(t, Options{Hosts: map[string]string{"p.test": plain}}), "https://p.test/"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.client.Get(t.Context(), Request{URL: c.url})
			wantCode(t, err, fault.TLS)
		})
	}
}
