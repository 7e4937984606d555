package fetch

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/internal/fault"
)

func TestWhoAsksForRestIsNotAsked(t *testing.T) {
	for name, c := range map[string]struct {
		status      int
		after       string
		self, other bool // still asked
	}{
		"429 is the host's":       {429, "600", false, false},
		"503 is the URL's":        {503, "600", false, true},
		"404 with Retry-After":    {404, "600", false, true},
		"429 without Retry-After": {429, "", true, true},
		"429 with none":           {429, "0", true, true},
		"503 without Retry-After": {503, "", true, true},
	} {
		asked := map[string]int{}
		var mu sync.Mutex
		at := handler(t, func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked[r.URL.Path]++
			if c.after != "" {
				w.Header().Set("Retry-After", c.after)
			}
			if r.URL.Path == "/a" {
				w.WriteHeader(c.status)
			}
		})
		clock := newClock()
		client := testClient(t, Options{Now: clock.Now}, at)
		get := func(path string) error {
			_, err := client.Get(t.Context(), Request{URL: "http://" + at + path})
			return err
		}
		_ = get("/a")
		for path, still := range map[string]bool{"/a": c.self, "/b": c.other} {
			before := asked[path]
			err := get(path)
			if rested := asked[path] == before; rested == still {
				t.Errorf("%s: %s asked again %v, want %v", name, path, !rested, still)
			}
			if _, resting := errors.AsType[*RestError](err); resting == still || !still && fault.CodeOf(err) != fault.Throttled {
				t.Errorf("%s: %s: %v", name, path, err)
			}
		}
		_ = clock.Sleep(t.Context(), 601*time.Second)
		before := asked["/a"]
		if _ = get("/a"); asked["/a"] != before+1 {
			t.Errorf("%s: not asked after its rest", name)
		}
	}
}

func TestRestsOfEarlierRunsAreHeededAlsoThroughRedirectsAndByRobots(t *testing.T) {
	var asked []string
	at := handler(t, func(w http.ResponseWriter, r *http.Request) { asked = append(asked, r.Host+r.URL.Path) })
	from := handler(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "http://"+at+"/x", http.StatusFound) })
	clock := newClock()
	c := testClient(t, Options{Now: clock.Now}, at, from)
	c.Heed(map[string]time.Time{at: clock.Now().Add(time.Hour)})
	r, err := c.Get(t.Context(), Request{URL: "http://" + from + "/"})
	if fault.CodeOf(err) != fault.Throttled || r == nil || len(r.Hops) != 1 || r.RetryAfter.IsZero() {
		t.Errorf("%+v, %v: the redirect came, its target was not asked", r, err)
	}
	for _, q := range []Request{{URL: "http://" + at + "/page", Kind: Page}, {URL: "http://" + at + "/feed", Obey: true}} {
		if r, err := c.Get(t.Context(), q); fault.CodeOf(err) != fault.Throttled || r != nil {
			t.Errorf("%+v: %+v, %v", q, r, err)
		}
	}
	if len(asked) > 0 {
		t.Errorf("asked for %s", strings.Join(asked, ", "))
	}
}

func TestARestOfYearsWasSetByAnotherClock(t *testing.T) {
	at := handler(t, func(http.ResponseWriter, *http.Request) {})
	clock := newClock()
	c := testClient(t, Options{Now: clock.Now}, at)
	c.Heed(map[string]time.Time{at: clock.Now().AddDate(3, 0, 0)})
	_ = clock.Sleep(t.Context(), longestDelay+time.Second)
	if _, err := c.Get(t.Context(), Request{URL: "http://" + at + "/"}); err != nil {
		t.Error(err)
	}
}

func TestWhoWaitsForAHostHearsThatItWantsRest(t *testing.T) {
	n := 0
	at := handler(t, func(w http.ResponseWriter, _ *http.Request) {
		n++ // one at a time
		time.Sleep(20 * time.Millisecond)
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	c := testClient(t, Options{}, at)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() { _, _ = c.Get(t.Context(), Request{URL: "http://" + at + "/"}) })
	}
	all.Wait()
	if n != 1 {
		t.Errorf("asked %d times, want once", n)
	}
}

func TestJitterStretchesTheGapByAQuarterAtMost(t *testing.T) {
	for _, share := range []float64{0, 0.5, 0.999} {
		clock := newClock()
		g := newGate(time.Second, clock.Now, nil, func() float64 { return share })
		g.extend("h", time.Second)
		h := g.hold("h")
		if got, want := g.wait(h), time.Second+time.Duration(share/4*float64(time.Second)); got < want-time.Millisecond || got > want+time.Millisecond {
			t.Errorf("jitter %v: a gap of %v, want %v", share, got, want)
		}
	}
}
