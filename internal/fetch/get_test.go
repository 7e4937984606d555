package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/fault"
	"dateline/internal/news"
)

func TestGetBringsTheBodyAndTheWireTruth(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nx-odd-CASE:  kept \r\nContent-Type: text/xml\r\nETag: \"a1\"\r\nLast-Modified: Tue, 17 Feb 2026 10:00:00 GMT\r\nContent-Length: 6\r\n\r\n"
	s := serveRaw(t, say(head+"<rss/>"))
	clock := newClock()
	c := testClient(t, Options{UserAgent: "Dateline/1.2", Contact: "desk@herald.example", Now: clock.Now}, s.addr)
	got, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/feed?x=1#part"})
	if err != nil {
		t.Fatal(err)
	}
	asked := "GET /feed?x=1 HTTP/1.1\r\nHost: " + s.addr + "\r\nUser-Agent: Dateline/1.2 (+desk@herald.example)\r\n" +
		"Accept: " + accepts[Feed] + "\r\nAccept-Encoding: gzip, br, zstd, deflate\r\n\r\n"
	want := &Response{
		URL: "http://" + s.addr + "/feed?x=1#part", FinalURL: "http://" + s.addr + "/feed?x=1",
		Status: 200, ContentType: "text/xml", Body: []byte("<rss/>"), IP: "127.0.0.1", Time: clock.at,
		Validators: news.Validators{ETag: `"a1"`, LastModified: "Tue, 17 Feb 2026 10:00:00 GMT"},
		Header:     got.Header,
		Exchange: Exchange{URL: "http://" + s.addr + "/feed?x=1", Status: 200, IP: "127.0.0.1", Time: clock.at,
			RequestHead: []byte(asked), ResponseHead: []byte(head), RawBody: []byte("<rss/>")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{asked}, s.requests()); diff != "" {
		t.Errorf("what we noted is not what the server got: %s", diff)
	}
}

func TestValidatorsAreSentAndAnsweredByNotModified(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 304 Not Modified\r\nETag: \"other\"\r\n\r\n"))
	c := testClient(t, Options{}, s.addr)
	v := news.Validators{ETag: `W/"a1"`, LastModified: "Tue, 17 Feb 2026 10:00:00 GMT"}
	got, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/", Validators: v})
	if err != nil || !got.NotModified || got.Validators != v || got.Status != 304 || got.Body != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	head := s.requests()[0]
	for _, line := range []string{"If-None-Match: W/\"a1\"\r\n", "If-Modified-Since: Tue, 17 Feb 2026 10:00:00 GMT\r\n"} {
		if !strings.Contains(head, line) {
			t.Errorf("%q is missing in %q", line, head)
		}
	}
}

func TestNotModifiedUnaskedIsAFailure(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 304 Not Modified\r\n\r\n"))
	got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
	wantCode(t, err, fault.Protocol)
	if got.NotModified || got.Status != 304 {
		t.Errorf("%+v", got)
	}
}

func TestValidatorsThatWouldBreakTheHeadAreNotSent(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	c := testClient(t, Options{}, s.addr)
	if _, err := c.Get(t.Context(), Request{URL: "http://" + s.addr + "/", Validators: news.Validators{ETag: "\"a\"\r\nX-Evil: 1"}}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(s.requests()[0], "Evil") {
		t.Error("a header was smuggled in")
	}
}

func TestValidatorsComeOnlyFromWholeBodies(t *testing.T) {
	for name, answer := range map[string]string{
		"short":       "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 100\r\n\r\nabc",
		"status":      "HTTP/1.1 500 Oh\r\nETag: \"x\"\r\nContent-Length: 3\r\n\r\nabc",
		"not gzip":    "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
		"bad chunk":   "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
		"early chunk": "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := serveRaw(t, say(answer))
			got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
			if err == nil || got == nil || got.Validators != (news.Validators{}) {
				t.Fatalf("%+v, %v", got, err)
			}
		})
	}
}

func TestStatusBecomesACodeAndTheExchangeIsKept(t *testing.T) {
	for _, c := range []struct {
		line string
		want fault.Code
	}{
		{"200 OK", ""}, {"204 No Content", ""}, {"206 Partial Content", fault.Protocol}, {"300 Choices", fault.Redirects},
		{"400 Bad", fault.Refused}, {"401 Who", fault.Forbidden}, {"403 No", fault.Forbidden}, {"404 None", fault.NotFound},
		{"407 Proxy", fault.Forbidden}, {"410 Gone", fault.Gone}, {"418 Teapot", fault.Refused}, {"429 Slow", fault.Throttled},
		{"451 Law", fault.Forbidden}, {"500 Oh", fault.ServerError}, {"503 Busy", fault.ServerError},
		{"503 Busy\r\nRetry-After: 60", fault.Throttled}, {"503 Busy\r\nRetry-After: soon", fault.ServerError}, {"999 What", fault.Protocol},
	} {
		t.Run(c.line, func(t *testing.T) {
			body, length := "no news\n", "8"
			if strings.HasPrefix(c.line, "204") {
				body, length = "", "0"
			}
			s := serveRaw(t, say("HTTP/1.1 "+c.line+"\r\nContent-Length: "+length+"\r\n\r\n"+body))
			got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://" + s.addr + "/"})
			wantCode(t, err, c.want)
			if got == nil || string(got.Exchange.RawBody) != body || len(got.Exchange.ResponseHead) == 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestNetworkFailuresHaveTheirCodes(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	l.Close()
	reset := func(c net.Conn, _ string, _ int) bool {
		c.(*net.TCPConn).SetLinger(0)
		return false
	}
	for _, c := range []struct {
		name   string
		answer func(net.Conn, string, int) bool
		want   fault.Code
	}{
		{"nothing listens", nil, fault.Unreachable},
		{"reset", reset, fault.Unreachable},
		{"closed without a word", say(""), fault.Unreachable},
		{"half a head", say("HTTP/1.1 200 OK\r\nServer: x\r\n"), fault.Unreachable},
		{"half a line", say("HTTP/1.1 200 OK\r\nContent-"), fault.Protocol},
		{"not HTTP", say("SSH-2.0-OpenSSH_9.2\x1b[31m\r\n\r\n"), fault.Protocol},
		{"bad length", say("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), fault.Protocol},
		{"bad chunk", say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"), fault.Protocol},
		{"switching", say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"), fault.Protocol},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := closed
			if c.answer != nil {
				at = serveRaw(t, c.answer).addr
			}
			_, err := testClient(t, Options{}, at).Get(t.Context(), Request{URL: "http://" + at + "/"})
			wantCode(t, err, c.want)
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' }) {
				t.Errorf("control characters in %q", err)
			}
		})
	}
}

func TestErrorsDoNotTellSecrets(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 302 Found\r\nLocation: http://who:hunter2@%zz/\r\nContent-Length: 0\r\n\r\n"))
	c := testClient(t, Options{}, s.addr)
	for _, raw := range []string{"http://who:hunter2@" + s.addr + "/?token=hunter2", "http://who:hunter2@[::1", "ftp://who:hunter2@x.example/", "http://who:hunter2@127.0.0.9/?key=hunter2"} {
		_, err := c.Get(t.Context(), Request{URL: raw})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%v", err)
		}
	}
}

func TestUserInfoIsSentAsCredentialsAndNotRecordedInURLs(t *testing.T) {
	s := serveRaw(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
	got, err := testClient(t, Options{}, s.addr).Get(t.Context(), Request{URL: "http://a:b@" + s.addr + "/x"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "http://" + s.addr + "/x"; got.FinalURL != want || got.Exchange.URL != want {
		t.Errorf("%s, %s", got.FinalURL, got.Exchange.URL)
	}
	if !strings.Contains(s.requests()[0], "Authorization: Basic YTpi\r\n") {
		t.Error(s.requests())
	}
}

func TestTheCallersEndIsAnInterruption(t *testing.T) {
	s := serveRaw(t, func(net.Conn, string, int) bool { time.Sleep(50 * time.Millisecond); return true })
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	time.AfterFunc(30*time.Millisecond, cancel)
	_, err := testClient(t, Options{}, s.addr).Get(ctx, Request{URL: "http://" + s.addr + "/"})
	wantCode(t, err, fault.Interrupted)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for name, o := range map[string]Options{
		"no clock":           {},
		"agent":              {Now: time.Now, UserAgent: "Dateline\r\nX: 1"},
		"contact":            {Now: time.Now, Contact: "bureau é"},
		"network":            {Now: time.Now, AllowNet: []string{"everything"}},
		"host not loopback":  {Now: time.Now, Hosts: map[string]string{"herald.example": "93.184.216.34:80"}},
		"host without port":  {Now: time.Now, Hosts: map[string]string{"herald.example": "127.0.0.1"}},
		"host in upper case": {Now: time.Now, Hosts: map[string]string{"Herald.example": "127.0.0.1:80"}},
	} {
		if _, err := New(o); !errors.Is(err, fault.Usage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestClientServesManyAtOnce(t *testing.T) {
	at := handler(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(r.URL.Path + strings.Repeat("x", 1000))) })
	hosts := map[string]string{}
	for i := range 20 {
		hosts["h"+string(rune('a'+i))+".example"] = at
	}
	c := testClient(t, Options{Hosts: hosts})
	var all sync.WaitGroup
	for name := range hosts {
		for _, p := range []string{"/1", "/2", "/3"} {
			all.Go(func() {
				got, err := c.Get(t.Context(), Request{URL: "http://" + name + p})
				if err != nil || !strings.HasPrefix(string(got.Body), p+"x") {
					t.Errorf("%v", err)
				}
			})
		}
	}
	all.Wait()
}
