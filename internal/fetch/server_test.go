package fetch

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/internal/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rawServer answers on loopback with whatever bytes a test wants: it reads one
// request head and hands the connection over, until that says it is done.
type rawServer struct {
	addr  string
	mu    sync.Mutex
	heads []string // requests as they came
	conns int
}

// serveRaw starts a server whose answer is called for every request with its
// number from 1; false closes the connection.
func serveRaw(t testing.TB, answer func(c net.Conn, head string, n int) bool) *rawServer {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &rawServer{addr: l.Addr().String()}
	var open sync.WaitGroup
	stop := make(chan struct{})
	open.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			open.Go(func() { s.serve(c, stop, answer) })
		}
	})
	t.Cleanup(func() { close(stop); l.Close(); open.Wait() })
	return s
}

func (s *rawServer) serve(c net.Conn, stop chan struct{}, answer func(net.Conn, string, int) bool) {
	defer c.Close()
	unhook := context.AfterFunc(ended(stop), func() { c.Close() })
	defer unhook()
	s.mu.Lock()
	s.conns++
	s.mu.Unlock()
	in := bufio.NewReader(c)
	for {
		var head strings.Builder
		for !strings.HasSuffix(head.String(), "\r\n\r\n") {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			head.WriteString(line)
		}
		s.mu.Lock()
		s.heads = append(s.heads, head.String())
		n := len(s.heads)
		s.mu.Unlock()
		if !answer(c, head.String(), n) {
			return
		}
	}
}

// ended is a context that ends when stop is closed.
func ended(stop chan struct{}) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-stop; cancel() }()
	return ctx
}

func (s *rawServer) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.heads...)
}

// say answers every request with the same bytes and closes.
func say(answer string) func(net.Conn, string, int) bool {
	return func(c net.Conn, _ string, _ int) bool {
		c.Write([]byte(answer))
		return false
	}
}

// path is the path of a request head.
func path(head string) string { return strings.Fields(head)[1] }

// testClient reaches the server's own port and nothing else inside.
func testClient(t testing.TB, o Options, allowed ...string) *Client {
	t.Helper()
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	o.AllowNet = append(o.AllowNet, allowed...)
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// wantCode fails the test unless err has the code.
func wantCode(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if got := fault.CodeOf(err); got != want {
		t.Fatalf("code %q (%v), want %q", got, err, want)
	}
}

// clock is a fake clock; its Sleep passes in no time and is counted.
type clock struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{at: time.Date(2026, 2, 18, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func (c *clock) naps() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.slept...)
}

// handler serves a mux on loopback and returns its host:port.
func handler(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute, ErrorLog: discardLog()}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { s.Close(); <-done })
	return l.Addr().String()
}

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }
