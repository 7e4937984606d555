package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/internal/fault"
	"dateline/internal/fetch"
	"dateline/internal/news"
	"dateline/internal/store"
	"dateline/internal/terminal"
	"dateline/internal/watch"
)

func newAlert(id string) watch.Alert {
	return watch.Alert{ID: id, Watch: "w", Kind: news.AlertMatch, Time: time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC), Article: 7, Version: 1, Title: "Ferries & <piers>\x1b[2J", URL: "https://herald.example/" + id, Outlet: "The Herald", Text: "new"}
}

func newMessage(ids ...string) watch.Message {
	m := watch.Message{ID: "m-" + strings.Join(ids, "-"), Watch: news.Watch{UID: "u", Name: "w", Made: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}}
	for _, id := range ids {
		m.Alerts = append(m.Alerts, newAlert(id))
	}
	m.Digest = len(ids) > 1
	return m
}

func commandChannel(words ...string) news.Channel {
	target, _ := json.Marshal(words)
	return news.Channel{Kind: news.ChannelCommand, Target: string(target)}
}

func TestACommandGetsTheAlertOnItsInput(t *testing.T) {
	dir := t.TempDir()
	n := commandNotifier{10 * time.Second}
	out := filepath.Join(dir, "out.json")
	if err := n.Notify(t.Context(), commandChannel("cat > '"+out+"'"), newMessage("a")); err != nil {
		t.Fatal(err)
	}
	var alert watch.Alert
	b, err := os.ReadFile(out)
	if err != nil || json.Unmarshal(b, &alert) != nil || alert.ID != "a" || alert.Title != "Ferries & <piers>\x1b[2J" {
		t.Errorf("%s, %v", b, err)
	}
	// with arguments there is no shell
	if err := n.Notify(t.Context(), commandChannel("tee", filepath.Join(dir, "$(x) > y")), newMessage("a", "b")); err != nil {
		t.Fatal(err)
	}
	var bundle watch.Bundle
	b, err = os.ReadFile(filepath.Join(dir, "$(x) > y"))
	if err != nil || json.Unmarshal(b, &bundle) != nil || bundle.ID != "m-a-b" || len(bundle.Alerts) != 2 {
		t.Errorf("%s, %v", b, err)
	}
}

func TestWhatACommandDoesWrong(t *testing.T) {
	for _, c := range []struct {
		name  string
		words []string
		code  fault.Code
		says  string
	}{
		{"it fails", []string{"echo one; echo 'no \x1b[2Jink' >&2; exit 3"}, fault.Failed, "exit status 3: no "},
		{"it fails in silence", []string{"false"}, fault.Failed, "exit status 1"},
		{"it is not there", []string{"/nowhere/ring", "twice"}, fault.Unreadable, "/nowhere/ring"},
		{"it takes too long", []string{"exec sleep 60"}, fault.Timeout, "not done after 200ms"},
		{"it is broken", nil, fault.Corrupt, "no list of words"},
	} {
		longest := 20 * time.Second
		if c.code == fault.Timeout {
			longest = 200 * time.Millisecond
		}
		err := (commandNotifier{longest}).Notify(t.Context(), commandChannel(c.words...), newMessage("a"))
		if fault.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%s: %v (%s)", c.name, err, fault.CodeOf(err))
		}
	}
}

func TestACommandThatDoesNotReadIsDone(t *testing.T) {
	m := newMessage("a")
	m.Alerts[0].Text = strings.Repeat("x", 1<<20) // more than a pipe holds
	if err := (commandNotifier{10 * time.Second}).Notify(t.Context(), commandChannel("true"), m); err != nil {
		t.Error(err)
	}
}

func TestAFeedIsWrittenWholeWithStableIDs(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(dir, "dateline.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	path := filepath.Join(dir, "feed.xml")
	n := feedNotifier{s, time.Now}
	c := news.Channel{ID: 1, Kind: news.ChannelAtom, Target: path}
	read := func() (feed struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
		} `xml:"entry"`
	}) {
		b, err := os.ReadFile(path)
		if err != nil || xml.Unmarshal(b, &feed) != nil {
			t.Fatalf("%s, %v", b, err)
		}
		return feed
	}
	if err := n.Notify(t.Context(), c, newMessage()); err != nil {
		t.Fatal(err)
	}
	if f := read(); f.ID != "urn:dateline:watch:u" || f.Updated != "2026-02-01T00:00:00Z" || len(f.Entries) != 0 {
		t.Errorf("%+v", f)
	}
	for range 2 {
		if err := n.Notify(t.Context(), c, newMessage("a", "b")); err != nil {
			t.Fatal(err)
		}
		f := read()
		if len(f.Entries) != 2 || f.Entries[0].ID != "urn:dateline:alert:b" || f.Entries[1].ID != "urn:dateline:alert:a" || f.Updated != "2026-02-18T12:00:00Z" || !strings.HasPrefix(f.Entries[0].Title, "match: Ferries & <piers>") {
			t.Errorf("%+v", f)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".feed.xml*")); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	c.Target = filepath.Join(dir, "no", "feed.xml")
	if err := n.Notify(t.Context(), c, newMessage("a")); fault.AdviceOf(err) == "" {
		t.Errorf("%v", err)
	}
}

func TestAWebhookThatFailsStallsAndComesBack(t *testing.T) {
	var mode atomic.Value
	mode.Store("ok")
	var keys []string
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch mode.Load() {
		case "fail":
			w.WriteHeader(http.StatusBadGateway)
		case "busy":
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusTooManyRequests)
		case "stall":
			<-stop
		case "ok":
			if !json.Valid(body) || r.Header.Get("Content-Type") != "application/json" || !bytes.Contains(body, []byte(`"title":"Ferries & <piers>`)) {
				w.WriteHeader(http.StatusBadRequest)
			}
			keys = append(keys, r.Header.Get("Idempotency-Key"))
		}
	}))
	defer server.Close()
	defer close(stop)
	client, err := fetch.New(fetch.Options{AllowNet: []string{"127.0.0.1/32"}, Now: time.Now, Timeout: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	n := webhookNotifier{client}
	c := news.Channel{Kind: news.ChannelWebhook, Target: strings.Replace(server.URL, "//", "//desk:secret@", 1)}
	for _, step := range []struct {
		mode string
		code fault.Code
	}{{"fail", fault.ServerError}, {"stall", fault.Timeout}, {"busy", fault.Throttled}, {"ok", ""}, {"ok", ""}} {
		mode.Store(step.mode)
		err := n.Notify(t.Context(), c, newMessage("a"))
		if fault.CodeOf(err) != step.code {
			t.Errorf("%s: %v (%s)", step.mode, err, fault.CodeOf(err))
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("it gives the password away: %v", err)
		}
		if _, later := errors.AsType[*watch.LaterError](err); later != (step.mode == "busy") {
			t.Errorf("%s: %v", step.mode, err)
		}
	}
	if len(keys) != 2 || keys[0] != "m-a" || keys[1] != "m-a" {
		t.Errorf("%q", keys)
	}
}

func TestAlertsArePrintedInEveryFormat(t *testing.T) {
	for _, format := range terminal.Formats {
		var out bytes.Buffer
		a := newApp(nil, &out, io.Discard)
		a.format = format
		n := a.screen()
		for _, id := range []string{"a", "b"} {
			if err := n.Notify(context.Background(), news.Channel{}, newMessage(id)); err != nil {
				t.Fatal(err)
			}
		}
		if err := n.close(); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if strings.Contains(text, "\x1b") || strings.Count(text, "https://herald.example/") != 2 {
			t.Errorf("%s: %q", format, text)
		}
		if format == terminal.JSON && !json.Valid(out.Bytes()) {
			t.Errorf("%s: %q", format, text)
		}
	}
	a := newApp(nil, failingWriter{}, io.Discard)
	if err := a.screen().Notify(context.Background(), news.Channel{}, newMessage("a")); !errors.Is(err, fault.Unreachable) {
		t.Errorf("nobody reads: %v", err)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWordsAreQuotedForSystemdAndCron(t *testing.T) {
	for word, want := range map[string]string{
		"/usr/bin/dateline": "/usr/bin/dateline", "/my news/d.db": `"/my news/d.db"`, `a"b`: `"a\"b"`, `a\b`: `"a\\b"`, "50%": "50%%", "$HOME": "$$HOME", "": `""`, "it's": `"it's"`,
	} {
		if got := systemdWord(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
	if got, want := crontab([]string{"/my bin/d", "--db", "50%.db"}), `*/10 * * * * '/my bin/d' --db 50\%.db watch once --quiet`; !strings.Contains(got, want+"\n") {
		t.Errorf("%s lacks %s", got, want)
	}
	if got := unit([]string{"/bin/d"}); !strings.Contains(got, "\nExecStart=/bin/d watch run\n") {
		t.Error(got)
	}
}

func TestTargetsAreShownWithoutPasswords(t *testing.T) {
	for want, c := range map[string]news.Channel{
		"https://hooks.example/x": {Kind: news.ChannelWebhook, Target: "https://desk:secret@hooks.example/x"},
		"echo 'a b'":              commandChannel("echo 'a b'"),
		"ring 'a b' --twice":      commandChannel("ring", "a b", "--twice"),
		"desk@example.com":        {Kind: news.ChannelMail, Target: "desk@example.com"},
	} {
		if got := targetShown(c); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
