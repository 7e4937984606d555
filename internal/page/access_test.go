package page

import (
	"strings"
	"testing"

	"dateline/internal/news"
)

func TestAccess(t *testing.T) {
	long := strings.Repeat("The agency did not answer questions by the evening. ", 60)
	consent := "We value your privacy. We store cookies with your consent. Vendors may use cookies for tracking."
	for _, c := range []struct {
		name, story, all, short string
		closed, live            bool
		want                    news.Access
	}{
		{"full", long, long, "", false, false, news.AccessFull},
		{"closed but all there", long, long, "", true, false, news.AccessFull},
		{"closed and short", "An opening.", "An opening.", "", true, false, news.AccessPaywall},
		{"short and asked to pay", "An opening.", "An opening.", "Subscribe to continue reading", false, false, news.AccessPaywall},
		{"long and asked to pay", long, long, "Subscribe to continue reading", false, false, news.AccessFull},
		{"a short story", "The port is closed.", "The port is closed.", "Home", false, false, news.AccessFull},
		{"it breaks off", "It began with a dinner…", "It began with a dinner…", "", false, false, news.AccessStub},
		{"the rest is elsewhere", "It began with a dinner. Continue reading", "", "", false, false, news.AccessStub},
		{"live", long, long, "", false, true, news.AccessLive},
		{"live without text", "", "x", "", false, true, news.AccessEmpty},
		{"consent in place of the story", consent, consent, "", false, false, news.AccessConsent},
		{"consent beside the story", long, long + consent, "", false, false, news.AccessFull},
		{"consent beside a short story", "The port is closed.", "The port is closed." + consent + consent, "", false, false, news.AccessFull},
		{"a story about cookies", "The court forbids tracking cookies without consent." + long, "", "", false, false, news.AccessFull},
		{"empty", "", "", "", false, false, news.AccessEmpty},
	} {
		got, reason := accessOf(c.story, c.all, c.short, c.closed, c.live)
		if got != c.want {
			t.Errorf("%s: got %s (%s), want %s", c.name, got, reason, c.want)
		}
		if whole := got == news.AccessFull || got == news.AccessLive; whole != (reason == "") {
			t.Errorf("%s: %s with reason %q", c.name, got, reason)
		}
	}
}

func TestALiveBlogNeedsItsEntries(t *testing.T) {
	page := func(entries int) []byte {
		var b strings.Builder
		b.WriteString("<html><head><title>Storm: live updates</title></head><body><h1>Storm: live updates</h1>")
		for range entries {
			b.WriteString("<p><time datetime='2026-02-18T10:00:00Z'>10:00</time></p><p>The ferries have stopped, and the harbour board asks everybody to stay away from the quays until the evening.</p>")
		}
		return []byte(b.String())
	}
	if p := Parse(page(6), Options{}); p.Access != news.AccessLive {
		t.Errorf("six entries: %s", p.Access)
	}
	if p := Parse(page(1), Options{}); p.Access == news.AccessLive {
		t.Errorf("one entry: %s", p.Access)
	}
}
