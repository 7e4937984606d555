package weburl_test

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/fault"
	"dateline/internal/weburl"
)

// TestCanonical reads testdata/canonical.txt: a URL and, on the next line after
// an arrow, its canonical form; "=" stands for itself. Paragraphs begin with
// what they show.
func TestCanonical(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("testdata", "canonical.txt"))
	if err != nil {
		t.Fatal(err)
	}
	topic, raw, cases := "", "", 0
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSuffix(line, "\n")
		want, isWant := strings.CutPrefix(line, "  -> ")
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "# "):
			topic = line[2:]
			continue
		case !isWant:
			raw = line
			continue
		}
		if want == "=" {
			want = raw
		}
		cases++
		got, err := weburl.Canonical(raw)
		if err != nil || got != want {
			t.Errorf("%s: Canonical(%q)\n = %q, %v\nwant %q", topic, raw, got, err, want)
			continue
		}
		if again, err := weburl.Canonical(got); err != nil || again != got {
			t.Errorf("%s: not idempotent: Canonical(%q) = %q, %v", topic, got, again, err)
		}
		if _, err := url.Parse(got); err != nil {
			t.Errorf("%s: net/url does not read %q: %v", topic, got, err)
		}
	}
	if cases < 100 {
		t.Errorf("only %d cases were read", cases)
	}
}

func TestDifferentArticlesStayApart(t *testing.T) {
	for _, group := range [][]string{
		{"https://a.example/?p=1", "https://a.example/?p=2", "https://a.example/"},
		{"https://a.example/news?id=1", "https://a.example/news?id=2", "https://a.example/news"},
		{"https://a.example/v?pk_no=1", "https://a.example/v?pk_no=2"},
		{"https://a.example/v?itm_no=1", "https://a.example/v?itm_no=2"},
		{"https://a.example/v?ncid=1", "https://a.example/v?ncid=2"},
		{"https://a.example/v?cmp=1", "https://a.example/v?cmp=2"},
		{"https://a.example/v?story=1&ref=77", "https://a.example/v?story=1&ref=78"},
		{"https://a.example/v?source=4711", "https://a.example/v?source=4712"},
		{"https://a.example/v?a=1&b=2", "https://a.example/v?b=2&a=1"},
		{"https://a.example/v?a=1&a=2", "https://a.example/v?a=2", "https://a.example/v?a=1"},
		{"https://a.example/v?a=", "https://a.example/v?a", "https://a.example/v"},
		{"https://a.example/v?a=1%262", "https://a.example/v?a=1&2"},
		{"https://a.example/v?a=x+y", "https://a.example/v?a=x%2By"},
		{"https://a.example/a%2Fb", "https://a.example/a/b"},
		{"https://a.example/Story", "https://a.example/story"},
		{"https://a.example/story", "https://a.example/story/", "https://a.example/story.html"},
		{"https://a.example/a//b", "https://a.example/a/b"},
		{"https://a.example/topic/amp", "https://a.example/topic", "https://a.example/amp/topic"},
		{"https://a.example/amp/marshall", "https://a.example/marshall"},
		{"https://a.example/buy/guitar_amp.html", "https://a.example/buy/guitar.html"},
		{"https://m.a.example/article/123456", "https://www.a.example/article/123456"},
		{"https://a.example/story", "http://a.example/story", "https://a.example:8443/story", "https://www.a.example/story"},
		{"https://a.example/live?view=map", "https://a.example/live?view=text", "https://a.example/live"},
		{"https://a.example/#!/news/1", "https://a.example/#!/news/2", "https://a.example/"},
		{"https://a.example/x/index.html", "https://a.example/x/"},
		{"https://one.blog.example/a-long-slug", "https://two.blog.example/a-long-slug"},
		{"https://en.m.wikipedia.org/wiki/Deal", "https://de.m.wikipedia.org/wiki/Deal"},
		{"https://a.example/%2541", "https://a.example/%41"},
	} {
		seen := map[string]string{}
		for _, raw := range group {
			got, err := weburl.Canonical(raw)
			if err != nil {
				t.Errorf("Canonical(%q): %v", raw, err)
			}
			if other, ok := seen[got]; ok {
				t.Errorf("%q and %q both became %q", other, raw, got)
			}
			seen[got] = raw
		}
	}
}

func TestCanonicalRefuses(t *testing.T) {
	wrap := "https://a.example/"
	for range 6 {
		wrap = "https://www.google.com/url?q=" + url.QueryEscape(wrap)
	}
	for _, c := range []struct {
		raw  string
		want fault.Code
	}{
		{"", fault.Usage},
		{"a.example/story", fault.Usage},
		{"//a.example/story", fault.Usage},
		{"https:a.example", fault.Usage},
		{"https://", fault.Usage},
		{"https:///story", fault.Usage},
		{"https://a.example:0/", fault.Usage},
		{"https://a.example:65536/", fault.Usage},
		{"https://a.example:http/", fault.Usage},
		{"https://a b.example/", fault.Usage},
		{"https://a..example/", fault.Usage},
		{"https://.a.example/", fault.Usage},
		{"https://" + strings.Repeat("a", 64) + ".example/", fault.Usage},
		{"https://" + strings.Repeat("a.", 130) + "example/", fault.Usage},
		{"https://xn--a.example/", fault.Usage},
		{"https://\xd60.example/", fault.Usage},
		{"https://a\uFFFD.example/", fault.Usage},
		{"https://a%2Fb.example/", fault.Usage},
		{"https://2130706433/", fault.Usage},
		{"https://0x7f.1/", fault.Usage},
		{"https://127.1/", fault.Usage},
		{"https://1.2.3.400/", fault.Usage},
		{"https://[::1/", fault.Usage},
		{"https://[fe80::1%25eth0]/", fault.Usage},
		{"https://[1.2.3.4]/", fault.Usage},
		{"javascript:alert(1)", fault.Unsupported},
		{"data:text/html,x", fault.Unsupported},
		{"mailto:desk@a.example", fault.Unsupported},
		{"ftp://a.example/", fault.Unsupported},
		{"file:///etc/passwd", fault.Unsupported},
		{"https://a.example/" + strings.Repeat("a", weburl.Longest), fault.Hostile},
		{wrap, fault.Hostile},
	} {
		got, err := weburl.Canonical(c.raw)
		if !errors.Is(err, c.want) || got != "" {
			t.Errorf("Canonical(%.60q) = %q, %v; want an error of kind %q", c.raw, got, err, c.want)
		}
	}
}

func TestErrorsHoldNoWholeURL(t *testing.T) {
	_, err := weburl.Canonical("gopher://" + strings.Repeat("a", 5000))
	if err == nil || len(err.Error()) > 200 {
		t.Errorf("the error has %d bytes", len(err.Error()))
	}
}
