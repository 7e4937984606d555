package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/internal/fault"
)

// patience is longer than a machine under load needs.
const patience = 20 * time.Second

func newPoster(t *testing.T, timeout time.Duration, allow ...string) *Client {
	t.Helper()
	c, err := New(Options{UserAgent: "Dateline/test", AllowNet: allow, Timeout: timeout, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestPostHandsOverTheBodyWithItsKey(t *testing.T) {
	var mu sync.Mutex
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		user, password, _ := r.BasicAuth()
		mu.Lock()
		defer mu.Unlock()
		got = append(got, strings.Join([]string{
			r.Method, r.URL.String(), r.Header.Get("Content-Type"), r.Header.Get("Idempotency-Key"), r.Header.Get("User-Agent"), user, password, string(body),
		}, "|"))
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, strings.Repeat("thanks ", 100))
	}))
	defer server.Close()
	c := newPoster(t, patience, "127.0.0.1/32")
	for range 3 { // the connection is used again
		posted, err := c.Post(t.Context(), Posting{URL: strings.Replace(server.URL, "//", "//desk:se%20cret@", 1) + "/hook?a=b#c", ContentType: "application/json", Key: "k1", Body: []byte(`{"a":1}`)})
		if err != nil || posted.Status != http.StatusAccepted {
			t.Fatal(posted, err)
		}
	}
	for _, g := range got {
		if want := `POST|/hook?a=b|application/json|k1|Dateline/test|desk|se cret|{"a":1}`; g != want {
			t.Errorf("%q, want %q", g, want)
		}
	}
	if len(got) != 3 {
		t.Errorf("%d requests", len(got))
	}
}

func TestPostTellsWhatWentWrong(t *testing.T) {
	var status atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/elsewhere")
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(int(status.Load()))
	}))
	defer server.Close()
	c := newPoster(t, patience, "127.0.0.1/32")
	for code, want := range map[int]fault.Code{
		200: "", 201: "", 204: "", 206: "", 301: fault.Redirects, 307: fault.Redirects, 304: fault.Protocol, 400: fault.Refused, 401: fault.Forbidden, 404: fault.NotFound,
		410: fault.Gone, 422: fault.Refused, 429: fault.Throttled, 500: fault.ServerError, 503: fault.Throttled,
	} {
		status.Store(int64(code))
		began := time.Now()
		posted, err := c.Post(t.Context(), Posting{URL: server.URL, Key: "k"})
		if fault.CodeOf(err) != want || posted.Status != code {
			t.Errorf("%d: %v (%s), want %s", code, err, fault.CodeOf(err), want)
		}
		if wait := posted.RetryAfter.Sub(began); wait < 119*time.Second || wait > 140*time.Second {
			t.Errorf("%d: again after %s", code, wait)
		}
	}
}

func TestPostDoesNotReachInside(t *testing.T) {
	var asked atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Store(true) }))
	defer server.Close()
	c := newPoster(t, patience)
	for url, want := range map[string]fault.Code{
		server.URL: fault.Address, "http://2130706433/": fault.Address, "ftp://a.example/": fault.Unsupported, "a b": fault.Unsupported, "http://": fault.Unsupported,
	} {
		if _, err := c.Post(t.Context(), Posting{URL: url}); fault.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", url, err, want)
		}
	}
	if asked.Load() {
		t.Error("it was asked")
	}
}

func TestPostEndsWithAServerThatStalls(t *testing.T) {
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-stop
	}))
	defer server.Close()
	defer close(stop)
	c := newPoster(t, 300*time.Millisecond, "127.0.0.1/32")
	if _, err := c.Post(t.Context(), Posting{URL: server.URL, Body: []byte("x")}); !errors.Is(err, fault.Timeout) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	c = newPoster(t, patience, "127.0.0.1/32")
	if _, err := c.Post(ctx, Posting{URL: server.URL}); !errors.Is(err, fault.Interrupted) {
		t.Error(err)
	}
}

func TestPostToOneThatHangsUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	c := newPoster(t, patience, "127.0.0.1/32")
	url := "http://" + l.Addr().String()
	if _, err := c.Post(t.Context(), Posting{URL: url, Body: []byte("x")}); !errors.Is(err, fault.Unreachable) {
		t.Errorf("hangs up: %v", err)
	}
	_ = l.Close()
	if _, err := c.Post(t.Context(), Posting{URL: url}); !errors.Is(err, fault.Unreachable) {
		t.Errorf("is away: %v", err)
	}
}
