package watch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/watch"
)

// ferries puts articles that a watch for ferries is told of.
func (d *desk) ferries(names ...string) {
	for i, name := range names {
		d.put(page{outlet: "herald.example", path: name, title: "Ferries " + name, body: fmt.Sprintf("Ferries of the %s, number %d, were counted by the harbour office on the day of %s.", name, i, strings.Repeat(name+" ", 9))})
	}
}

func paths(messages []watch.Message) (all []string) {
	for _, m := range messages {
		var in []string
		for _, a := range m.Alerts {
			in = append(in, a.URL[strings.LastIndex(a.URL, "/")+1:])
		}
		all = append(all, strings.Join(in, "+"))
	}
	return all
}

func TestEachAlertGoesOutOverEachChannelOnce(t *testing.T) {
	d := newDesk(t)
	mails, hooks := &inbox{}, &inbox{}
	d.job.Notifiers = map[news.ChannelKind]watch.Notifier{news.ChannelMail: mails, news.ChannelWebhook: hooks}
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelMail, news.ChannelWebhook, news.ChannelTerminal)
	d.ferries("aa", "bb")
	d.check()
	if sent := d.deliver(); sent.Messages != 4 || sent.Alerts != 4 || len(sent.Failures) != 0 {
		t.Errorf("%+v", sent)
	}
	d.restart()
	if sent := d.deliver(); sent.Messages != 0 {
		t.Errorf("twice: %+v", sent)
	}
	same(t, "mails", paths(mails.taken), "aa", "bb")
	same(t, "hooks", paths(hooks.taken), "aa", "bb")
	if slices.Contains(mails.ids(), hooks.ids()[0]) {
		t.Error("two channels have one id for a message")
	}
	states, err := d.WatchStates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st := states[3]; st.Alerts != 2 || st.Waiting != 2 || st.Next.IsZero() { // nobody prints here
		t.Errorf("%+v", st)
	}
	if st := states[1]; st.Alerts != 2 || st.Waiting != 0 || !st.Next.IsZero() || st.Last.IsZero() {
		t.Errorf("%+v", st)
	}
}

func TestFailuresAreTriedAgainMoreAndMoreSeldom(t *testing.T) {
	d := newDesk(t)
	down := fault.New(fault.Unreachable, "no connection")
	box := &inbox{fail: func(news.Channel, watch.Message) error { return down }}
	d.job.Notifiers[news.ChannelWebhook] = box
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa", "bb", "cc")
	d.check()
	for i, pause := range []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour, 24 * time.Hour} {
		sent := d.deliver()
		if len(box.seen) != i+1 || len(sent.Failures) != 1 || !sent.Failures[0].Again.Equal(d.now.Add(pause)) {
			t.Fatalf("round %d: %d tries, %+v", i, len(box.seen), sent)
		}
		d.now = d.now.Add(pause - time.Second)
		d.restart()
		if sent := d.deliver(); len(sent.Failures) != 0 {
			t.Fatalf("round %d: tried too early: %+v", i, sent)
		}
		watches, err := d.Watches(t.Context())
		if c := watches[0].Channels[0]; err != nil || c.Failures != i+1 || c.Failure != "no connection" || c.Failed.IsZero() {
			t.Fatalf("%+v, %v", c, err)
		}
		d.now = d.now.Add(time.Second)
	}
	if ids := box.ids(); len(slices.Compact(ids)) != 1 {
		t.Errorf("the first was sent under several ids: %q", ids)
	}
	box.fail = nil
	if sent := d.deliver(); sent.Messages != 3 {
		t.Errorf("it is back: %+v", sent)
	}
	same(t, "taken", paths(box.taken), "aa", "bb", "cc")
	watches, _ := d.Watches(t.Context())
	if c := watches[0].Channels[0]; c.Failures != 0 || c.Failure != "" {
		t.Errorf("it works again: %+v", c)
	}
}

func TestAMessageThatIsRefusedDoesNotHoldUpTheOthers(t *testing.T) {
	d := newDesk(t)
	box := &inbox{fail: func(_ news.Channel, m watch.Message) error {
		if strings.HasSuffix(m.Alerts[0].URL, "/bb") {
			return fault.New(fault.Refused, "status 422")
		}
		return nil
	}}
	d.job.Notifiers[news.ChannelWebhook] = box
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa", "bb", "cc")
	d.check()
	if sent := d.deliver(); sent.Messages != 2 || len(sent.Failures) != 1 {
		t.Errorf("%+v", sent)
	}
	same(t, "taken", paths(box.taken), "aa", "cc")
	d.now = d.now.Add(time.Minute)
	box.fail = nil
	d.deliver()
	same(t, "taken", paths(box.taken), "aa", "cc", "bb")
}

func TestAChannelThatAsksForTimeGetsIt(t *testing.T) {
	d := newDesk(t)
	until := noon.Add(3 * time.Hour)
	box := &inbox{fail: func(news.Channel, watch.Message) error {
		return &watch.LaterError{Err: fault.New(fault.Throttled, "status 429"), At: until}
	}}
	d.job.Notifiers[news.ChannelWebhook] = box
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa")
	d.check()
	if sent := d.deliver(); len(sent.Failures) != 1 || !sent.Failures[0].Again.Equal(until) {
		t.Errorf("%+v", sent)
	}
}

func TestQuietHoursHoldBackDeliveriesNotAlerts(t *testing.T) {
	d := newDesk(t)
	d.job.Zone = time.FixedZone("", 2*3600)
	box := &inbox{}
	d.job.Notifiers[news.ChannelMail] = box
	d.watch(news.Watch{Name: "w", Query: "ferries", Quiet: "22:00-07:00"}, news.ChannelMail)
	d.now = time.Date(2026, 2, 18, 21, 30, 0, 0, time.UTC) // 23:30 there
	d.ferries("aa")
	if d.check() != 1 {
		t.Fatal("it is not raised")
	}
	for _, hour := range []int{21, 23, 28} {
		d.now = time.Date(2026, 2, 18, hour, 59, 59, 0, time.UTC)
		if sent := d.deliver(); sent.Messages != 0 {
			t.Fatalf("sent at %s", d.now)
		}
	}
	d.restart()
	d.job.Zone = time.FixedZone("", 2*3600)
	d.now = time.Date(2026, 2, 19, 5, 0, 0, 0, time.UTC)
	box.fail = func(news.Channel, watch.Message) error { return fault.New(fault.ServerError, "451") }
	if sent := d.deliver(); len(sent.Failures) != 1 {
		t.Fatalf("%+v", sent)
	}
	box.fail = nil
	d.now = d.now.Add(time.Minute)
	d.deliver()
	same(t, "taken", paths(box.taken), "aa")
}

func TestARetryDoesNotFallIntoQuietHours(t *testing.T) {
	d := newDesk(t)
	d.job.Notifiers[news.ChannelMail] = &inbox{fail: func(news.Channel, watch.Message) error { return fault.New(fault.Timeout, "stalled") }}
	d.watch(news.Watch{Name: "w", Query: "ferries", Quiet: "22:00-07:00"}, news.ChannelMail)
	d.now = time.Date(2026, 2, 18, 21, 58, 0, 0, time.UTC)
	d.ferries("aa")
	d.check()
	d.now = time.Date(2026, 2, 18, 21, 59, 30, 0, time.UTC)
	if sent := d.deliver(); len(sent.Failures) != 1 || !sent.Failures[0].Again.Equal(time.Date(2026, 2, 19, 7, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", sent)
	}
}

func TestADigestIsOneMessageThatStaysWhatItIs(t *testing.T) {
	d := newDesk(t)
	box := &inbox{fail: func(news.Channel, watch.Message) error { return fault.New(fault.Unreachable, "down") }}
	d.job.Notifiers[news.ChannelMail] = box
	d.watch(news.Watch{Name: "w", Query: "ferries", Digest: "hourly"}, news.ChannelMail)
	d.ferries("aa", "bb")
	d.check()
	if sent := d.deliver(); sent.Messages+len(sent.Failures) != 0 {
		t.Fatalf("before its time: %+v", sent)
	}
	d.now = noon.Add(time.Hour)
	d.deliver()
	d.restart()
	d.ferries("cc") // what comes meanwhile goes into the next
	d.check()
	d.now = noon.Add(2 * time.Hour)
	box.fail = nil
	if sent := d.deliver(); sent.Messages != 2 || sent.Alerts != 3 {
		t.Errorf("%+v", sent)
	}
	same(t, "sent", paths(box.seen), "aa+bb", "aa+bb", "cc")
	if ids := box.ids(); ids[0] != ids[1] || ids[1] == ids[2] {
		t.Errorf("ids %q", ids)
	}
	if !box.seen[0].Digest {
		t.Error("it does not say that it is a digest")
	}
}

func TestADigestThatIsTooLongIsParted(t *testing.T) {
	d := newDesk(t)
	box := &inbox{}
	d.job.Notifiers[news.ChannelMail] = box
	d.watch(news.Watch{Name: "w", Query: "numbered", Digest: "hourly"}, news.ChannelMail)
	for i := range 205 {
		d.put(page{outlet: "herald.example", path: fmt.Sprint(i), title: "T", body: "numbered " + hexName(i)})
	}
	d.check()
	d.now = d.now.Add(time.Hour)
	if sent := d.deliver(); sent.Messages != 2 || sent.Alerts != 205 || len(box.taken[0].Alerts) != 200 {
		t.Errorf("%+v", sent)
	}
}

// forgetful is a store that dies before it has noted what was sent.
type forgetful struct{ watch.Store }

func (forgetful) Delivered(context.Context, int64, []int64, time.Time) error { return errDied }

func TestWhatWasSentButNotNotedIsSentAgainUnderTheSameID(t *testing.T) {
	for _, digest := range []string{"", "hourly"} {
		d := newDesk(t)
		box := &inbox{}
		d.job.Notifiers[news.ChannelWebhook] = box
		d.watch(news.Watch{Name: "w", Query: "ferries", Digest: digest}, news.ChannelWebhook)
		d.ferries("aa", "bb")
		d.check()
		d.now = d.now.Add(time.Hour)
		d.job.Store = forgetful{d.Store}
		if _, err := d.job.Deliver(t.Context()); !errors.Is(err, errDied) {
			t.Fatal(err)
		}
		d.restart()
		d.deliver()
		ids := box.ids()
		if len(ids) < 2 || ids[0] != ids[1] || box.seen[0].Alerts[0].ID != box.seen[1].Alerts[0].ID {
			t.Errorf("digest %q: ids %q", digest, ids)
		}
		if sent := d.deliver(); sent.Messages != 0 {
			t.Errorf("digest %q: a third time", digest)
		}
	}
}

func TestAnInterruptKeepsWhatWasSent(t *testing.T) {
	d := newDesk(t)
	ctx, interrupt := context.WithCancel(t.Context())
	box := &inbox{fail: func(_ news.Channel, m watch.Message) error {
		if strings.HasSuffix(m.Alerts[0].URL, "/bb") {
			interrupt()
			return nil // it was taken all the same
		}
		return nil
	}}
	d.job.Notifiers[news.ChannelWebhook] = box
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa", "bb", "cc")
	d.check()
	if sent, err := d.job.Deliver(ctx); !errors.Is(err, fault.Interrupted) || sent.Messages != 2 {
		t.Fatalf("%+v, %v", sent, err)
	}
	d.deliver()
	same(t, "taken", paths(box.taken), "aa", "bb", "cc")
}

func TestAnInterruptIsNoFailureOfTheChannel(t *testing.T) {
	d := newDesk(t)
	ctx, interrupt := context.WithCancel(t.Context())
	d.job.Notifiers[news.ChannelWebhook] = &inbox{fail: func(news.Channel, watch.Message) error {
		interrupt()
		return fault.New(fault.Interrupted, "interrupted")
	}}
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa")
	d.check()
	if _, err := d.job.Deliver(ctx); !errors.Is(err, fault.Interrupted) {
		t.Fatal(err)
	}
	watches, _ := d.Watches(t.Context())
	if c := watches[0].Channels[0]; c.Failures != 0 {
		t.Errorf("%+v", c)
	}
}

// hook posts to a URL, and may die before it returns.
type hook struct {
	client *fetch.Client
	url    string
	die    bool
}

func (h hook) Notify(ctx context.Context, _ news.Channel, m watch.Message) error {
	_, err := h.client.Post(ctx, fetch.Posting{URL: h.url, ContentType: "application/json", Key: m.ID, Body: []byte(m.Alerts[0].ID)})
	if h.die {
		os.Exit(9)
	}
	return err
}

func newHook(t *testing.T, url string) hook {
	client, err := fetch.New(fetch.Options{AllowNet: []string{"127.0.0.1/32"}, Now: time.Now, Timeout: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return hook{client: client, url: url}
}

// TestHelperDies is the process that TestAKilledProcess… kills.
func TestHelperDies(t *testing.T) {
	path, url := os.Getenv("DATELINE_TEST_STORE"), os.Getenv("DATELINE_TEST_HOOK")
	if path == "" {
		t.Skip("it is run by TestAKilledProcessSendsTheSameAgain")
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := newHook(t, url)
	h.die = true
	job := watch.Job{Store: s, Now: func() time.Time { return noon.Add(time.Hour) }, Zone: time.UTC, Notifiers: map[news.ChannelKind]watch.Notifier{news.ChannelWebhook: h}}
	_, err = job.Deliver(t.Context())
	t.Fatalf("it is alive: %v", err)
}

func TestAKilledProcessSendsTheSameAgain(t *testing.T) {
	var mu sync.Mutex
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		got = append(got, r.Header.Get("Idempotency-Key")+" "+string(body))
	}))
	defer server.Close()
	d := newDesk(t)
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelWebhook)
	d.ferries("aa")
	d.check()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run=^TestHelperDies$")
	cmd.Env = append(os.Environ(), "DATELINE_TEST_STORE="+d.path, "DATELINE_TEST_HOOK="+server.URL)
	if out, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 9 {
		t.Fatalf("%v: %s", err, out)
	}
	d.open()
	d.now = noon.Add(time.Hour)
	d.job.Notifiers[news.ChannelWebhook] = newHook(t, server.URL)
	if sent := d.deliver(); sent.Messages != 1 {
		t.Fatalf("%+v", sent)
	}
	if sent := d.deliver(); sent.Messages != 0 {
		t.Fatalf("again: %+v", sent)
	}
	if len(got) != 2 || got[0] != got[1] || len(got[0]) != 32+1+32 {
		t.Errorf("%q", got)
	}
}

func TestARemovedWatchSendsNothing(t *testing.T) {
	d := newDesk(t)
	box := &inbox{}
	d.job.Notifiers[news.ChannelMail] = box
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelMail)
	d.ferries("aa")
	d.check()
	if _, err := d.RemoveWatch(t.Context(), "w"); err != nil {
		t.Fatal(err)
	}
	d.ferries("bb")
	if n := d.check(); n != 0 {
		t.Errorf("%d alerts", n)
	}
	if d.deliver(); len(box.seen) != 0 {
		t.Errorf("%+v", box.seen)
	}
	if left, err := d.Arrivals(t.Context(), 10); err != nil || len(left) != 0 {
		t.Errorf("what nobody watches is noted: %+v, %v", left, err)
	}
	d.watch(news.Watch{Name: "w", Query: "ferries"}, news.ChannelMail)
	if n := d.check(); n != 0 {
		t.Errorf("it is told what was there before: %d", n)
	}
}
