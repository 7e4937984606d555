package sampleweb

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// browser asks a running server the way a program does that was told Hosts.
type browser struct {
	t      *testing.T
	server *Server
	client *http.Client
}

func open(t *testing.T) browser {
	t.Helper()
	s, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	hosts := s.Hosts()
	transport := &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			if hosts[host] == "" {
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			}
			return new(net.Dialer).DialContext(ctx, network, hosts[host])
		},
	}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := s.Close(); err != nil {
			t.Error("close:", err)
		}
	})
	return browser{t, s, &http.Client{Transport: transport}}
}

func (b browser) do(method, address string, header map[string]string) (*http.Response, []byte) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, address, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp, body
}

func (b browser) get(address string) (int, string) {
	b.t.Helper()
	resp, body := b.do(http.MethodGet, address, nil)
	return resp.StatusCode, string(body)
}

// links returns the links of a feed's items, read apart from the templates
// that wrote them.
func links(t *testing.T, feed string) []string {
	t.Helper()
	if strings.HasPrefix(feed, "{") {
		var doc struct {
			Items []struct {
				URL string `json:"url"`
			} `json:"items"`
		}
		if err := json.Unmarshal([]byte(feed), &doc); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, item := range doc.Items {
			out = append(out, item.URL)
		}
		return out
	}
	var out []string
	var path []string
	d := xml.NewDecoder(strings.NewReader(feed))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, feed)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
			for _, a := range token.Attr {
				if slices.Contains(path, "entry") && token.Name.Local == "link" && a.Name.Local == "href" {
					out = append(out, a.Value)
				}
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			where := strings.Join(path, "/")
			if strings.HasSuffix(where, "item/link") || strings.HasSuffix(where, "url/loc") {
				out = append(out, string(token))
			}
		}
	}
}

func TestItIsTheWebThatWasPromised(t *testing.T) {
	hosts, kinds, days := map[string]int{}, map[string]bool{}, map[string]bool{}
	total := 0
	for _, o := range outlets {
		now, later, err := articles(o)
		if err != nil {
			t.Fatal(err)
		}
		kinds[o.Kind] = true
		hosts[o.Host] += len(now)
		total += len(now)
		if !strings.HasSuffix(o.Host, ".example") {
			t.Errorf("%s is not under .example", o.Host)
		}
		for _, a := range later {
			day := a.Published.UTC().Format(time.DateOnly)
			days[day] = true
			if day < "2026-01-12" || day > "2026-02-13" || a.Modified.Before(a.Published) {
				t.Errorf("%s: published %s, modified %s", a.URL(), a.Published, a.Modified)
			}
			if a.Path == "" || a.Title == "" || a.Summary == "" || a.Section == "" || (len(a.blocks) == 0) != a.Absent {
				t.Errorf("%s %q lacks something", a.Outlet.Host, a.Title)
			}
		}
	}
	if len(hosts) < 6 || total < 20 || len(days) < 15 {
		t.Errorf("%d outlets, %d articles, %d days", len(hosts), total, len(days))
	}
	if want := map[string]bool{"rss": true, "atom": true, "json": true, "rdf": true, "sitemap": true}; !maps.Equal(kinds, want) {
		t.Errorf("kinds %v", kinds)
	}
}

func TestEveryLinkOfEveryFeedResolves(t *testing.T) {
	b := open(t)
	if got := len(b.server.Sources()); got != len(outlets) {
		t.Fatalf("%d sources", got)
	}
	missing := trap(t, "missing")[0]
	for _, later := range []bool{false, true} {
		if later {
			b.server.Later()
		}
		seen := 0
		for i, source := range b.server.Sources() {
			status, feed := b.get(source)
			if status != http.StatusOK {
				t.Fatalf("%s: %d", source, status)
			}
			found := links(t, feed)
			now, second, err := articles(outlets[i])
			if err != nil {
				t.Fatal(err)
			}
			if want := len(now) + map[bool]int{true: len(second) - len(now)}[later]; len(found) != want {
				t.Errorf("%s lists %d of %d articles", source, len(found), want)
			}
			for _, link := range found {
				want := http.StatusOK
				if strings.HasPrefix(link, missing) {
					want = http.StatusNotFound
				}
				if status, _ := b.get(link); status != want {
					t.Errorf("%s: %d, want %d", link, status, want)
				}
				seen++
			}
		}
		if seen < 20 {
			t.Errorf("only %d links", seen)
		}
	}
}

func trap(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	for _, trap := range Traps {
		if trap.Name == name {
			out = append(out, trap.URL)
		}
	}
	if len(out) == 0 {
		t.Fatalf("no trap %q", name)
	}
	return out
}

func TestEveryTrapIsSet(t *testing.T) {
	b := open(t)
	seen := map[Trap]bool{}
	for _, trap := range Traps {
		if seen[trap] || trap.What == "" {
			t.Errorf("%+v twice or without words", trap)
		}
		seen[trap] = true
		want := http.StatusOK
		if trap.Name == "missing" || trap.Name == "new" {
			want = http.StatusNotFound
		}
		if status, _ := b.get(trap.URL); status != want {
			t.Errorf("%s: %s is %d, want %d", trap.Name, trap.URL, status, want)
		}
	}
	for name, words := range map[string][]string{
		"original":   {"almost 1,400 terabytes in January 2026", "about 400 terabytes in July 2025"},
		"caption":    {"<figcaption>", "Photograph: ", "author-bio"},
		"promotion":  {"newsletter-promo"},
		"denial":     {"denied", trap(t, "original")[0]},
		"no comment": {"declined on Tuesday to comment"},
		"wire":       {"citing internal figures", "could not independently verify"},
		"copy":       {"Meridian Wire"},
		"paywall":    {`"isAccessibleForFree":false`, "Subscribe to continue reading"},
	} {
		_, body := b.get(trap(t, name)[0])
		for _, want := range words {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	if _, robots := b.get("http://capitolsheet.example/robots.txt"); !strings.Contains(robots, "Disallow: /subscribers/") {
		t.Errorf("robots.txt: %q", robots)
	}
	if u, _ := url.Parse(trap(t, "robots")[0]); !strings.HasPrefix(u.Path, "/subscribers/") {
		t.Error(u)
	}
	if _, feed := b.get("http://valleyledger.example/rss.xml"); !strings.Contains(feed, trap(t, "tracking")[0]+"?utm_source=rss&amp;") {
		t.Error("no tracking parameters")
	}
	for _, address := range trap(t, "cites only") {
		if _, body := b.get(address); !strings.Contains(body, "reports, citing") {
			t.Error(address, "cites nobody")
		}
	}
}

func TestLaterChangesExactlyWhatItSays(t *testing.T) {
	first, second, err := build()
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string][]string{}
	for host, pages := range second {
		for path, after := range pages {
			before, ok := first[host][path]
			switch address := "http://" + host + path; {
			case !ok:
				changed["new"] = append(changed["new"], address)
			case !bytes.Equal(before.body, after.body):
				changed["changed"] = append(changed["changed"], address)
				if before.etag == after.etag || !after.modified.After(before.modified) {
					t.Errorf("%s changed behind its validators", address)
				}
			case before.etag != after.etag || !before.modified.Equal(after.modified):
				t.Errorf("%s has new validators and old bytes", address)
			}
		}
		for path := range first[host] {
			if _, ok := pages[path]; !ok {
				t.Errorf("%s%s is gone", host, path)
			}
		}
	}
	want := map[string][]string{
		"new": trap(t, "new"),
		"changed": append(append(trap(t, "edit"), trap(t, "correction")...),
			"http://harbourcourier.example/", "http://harbourcourier.example/feed.xml",
			"http://capitolsheet.example/", "http://capitolsheet.example/index.rdf",
			"http://stackobserver.example/feed.json"),
	}
	for _, list := range []map[string][]string{changed, want} {
		slices.Sort(list["new"])
		slices.Sort(list["changed"])
	}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Error(diff)
	}
}

func TestEditAndCorrection(t *testing.T) {
	b := open(t)
	edit, correction := trap(t, "edit")[0], trap(t, "correction")[0]
	_, edited := b.get(edit)
	_, corrected := b.get(correction)
	b.server.Later()
	_, editedThen := b.get(edit)
	_, correctedThen := b.get(correction)
	for _, c := range []struct {
		page, has, lacks string
	}{
		{edited, "350 million", "460 million"},
		{editedThen, "460 million", "350 million"},
		{editedThen, "2026-02-04T12:00:00Z", "orrection"},
		{corrected, "grew to 1,900 terabytes", "orrection,"},
		{correctedThen, "grew to almost 1,400 terabytes", "grew to 1,900"},
		{correctedThen, "Correction, 10 February 2026", "\x00"},
		{correctedThen, `"dateModified":"2026-02-10T16:00:00Z"`, "\x00"},
	} {
		if !strings.Contains(c.page, c.has) || strings.Contains(c.page, c.lacks) {
			t.Errorf("wanted %q and no %q in\n%s", c.has, c.lacks, c.page)
		}
	}
	for _, address := range trap(t, "new") {
		if status, _ := b.get(address); status != http.StatusOK {
			t.Errorf("%s: %d", address, status)
		}
	}
}

func TestValidatorsAnswerNotModified(t *testing.T) {
	b := open(t)
	for _, address := range append(b.server.Sources(), trap(t, "edit")[0]) {
		resp, body := b.do(http.MethodGet, address, nil)
		etag, modified := resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
		if etag == "" || modified == "" || len(body) == 0 {
			t.Fatalf("%s: %q %q", address, etag, modified)
		}
		for _, header := range []map[string]string{{"If-None-Match": etag}, {"If-Modified-Since": modified},
			{"If-None-Match": etag, "If-Modified-Since": modified, "Accept-Encoding": "gzip"}} {
			resp, body := b.do(http.MethodGet, address, header)
			if resp.StatusCode != http.StatusNotModified || len(body) > 0 {
				t.Errorf("%s with %v: %d, %d bytes", address, header, resp.StatusCode, len(body))
			}
		}
		if resp, _ := b.do(http.MethodGet, address, map[string]string{"If-None-Match": `"other"`}); resp.StatusCode != http.StatusOK {
			t.Errorf("%s with another ETag: %d", address, resp.StatusCode)
		}
	}
	feed := "http://harbourcourier.example/feed.xml"
	resp, _ := b.do(http.MethodGet, feed, nil)
	header := map[string]string{"If-None-Match": resp.Header.Get("ETag"), "If-Modified-Since": resp.Header.Get("Last-Modified")}
	b.server.Later()
	if resp, _ := b.do(http.MethodGet, feed, header); resp.StatusCode != http.StatusOK {
		t.Errorf("after Later: %d", resp.StatusCode)
	}
}

func TestPackedWhereAsked(t *testing.T) {
	b := open(t)
	address := trap(t, "original")[0]
	_, plain := b.do(http.MethodGet, address, nil)
	resp, packed := b.do(http.MethodGet, address, map[string]string{"Accept-Encoding": "br, gzip"})
	if resp.Header.Get("Content-Encoding") != "gzip" || len(packed) >= len(plain) {
		t.Fatalf("%q, %d bytes of %d", resp.Header.Get("Content-Encoding"), len(packed), len(plain))
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(z); err != nil || !bytes.Equal(unpacked, plain) {
		t.Errorf("%v: %d bytes of %d", err, len(unpacked), len(plain))
	}
}

func TestOtherRequests(t *testing.T) {
	b := open(t)
	if resp, body := b.do(http.MethodHead, trap(t, "original")[0], nil); resp.StatusCode != http.StatusOK || len(body) > 0 {
		t.Errorf("HEAD: %d, %d bytes", resp.StatusCode, len(body))
	}
	if resp, _ := b.do(http.MethodPost, "http://meridianwire.example/", nil); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", resp.StatusCode)
	}
	direct := "http://" + b.server.Hosts()["meridianwire.example"] + "/"
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, direct, nil)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{"MeridianWire.example:80": 200, "nobody.example": 404, "": 404} {
		r.Host = host
		resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("host %q: %d, want %d", host, resp.StatusCode, want)
		}
	}
}

func TestTwoBuildsAreTheSame(t *testing.T) {
	first, second, err := build()
	if err != nil {
		t.Fatal(err)
	}
	again, secondAgain, err := build()
	if err != nil {
		t.Fatal(err)
	}
	opts := cmp.AllowUnexported(resource{})
	if diff := cmp.Diff(first, again, opts) + cmp.Diff(second, secondAgain, opts); diff != "" {
		t.Error(diff)
	}
}
