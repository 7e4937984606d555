package weburl_test

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/internal/weburl"
)

// pieces of URLs with everything the rules look at.
var (
	schemes  = []string{"https://", "http://", "HTTPS://", "http:\\\\"}
	hosts    = []string{"a.example", "m.a.example", "amp.a.example", "www.a.example", "amp.cnn.com", "de.m.wikipedia.org", "bücher.example", "XN--bcher-kva.example", "1.2.3.4", "[::1]", "a.example.", "u:p@a.example", "a.example:443", "a.example:8080", "x.cdn.ampproject.org", "www.google.com", "google.de", "l.facebook.com", "m.m.a.co.uk", "a.github.io", "%61.example"}
	segments = []string{"", ".", "..", "%2e", "amp", "amp", ".amp", "platform", "google", "a-b-c", "2025", "07", "x", "deal.html", "deal.amp.html", "a-b-c_amp.html", "deal~amp.html", "deal.html.amp", "index.html", "c", "s", "a.example", "url", "l.php", "é", "%C3%A9", "%2F", "%", "%zz", "%2541", "a;jsessionid=1", ";jsessionid=", "wp", "v", "a.php", " ", "\\", "amphtml", "cnn"}
	params   = []string{"", "id=1", "p=2", "utm_source=x", "UTM_x", "fbclid=", "amp", "amp=1", "ref=rss", "ref=12", "amp;utm_source=1", "outputType=amp", "url=https://b.example/x", "q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttp%3A%2F%2Fc.example", "u=http://d.example/?id=1%26p=2", "usqp=mq331", "%75tm_a=1", "a[]=é", "=", "cmp=1", "b=%", "CMP=x", "amp;amp;id=1", "q=https://%20/"}
	ends     = []string{"", "#", "#x", "#!/a", "#!", "#!/é?"}
)

func rawURL(t *rapid.T) string {
	var b strings.Builder
	b.WriteString(rapid.SampledFrom(schemes).Draw(t, "scheme"))
	b.WriteString(rapid.SampledFrom(hosts).Draw(t, "host"))
	for _, s := range rapid.SliceOfN(rapid.SampledFrom(segments), 0, 7).Draw(t, "path") {
		b.WriteString("/" + s)
	}
	if p := rapid.SliceOfN(rapid.SampledFrom(params), 0, 5).Draw(t, "query"); len(p) > 0 {
		b.WriteString("?" + strings.Join(p, "&"))
	}
	b.WriteString(rapid.SampledFrom(ends).Draw(t, "end"))
	return b.String()
}

func TestCanonicalIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rawURL(t)
		once, err := weburl.Canonical(raw)
		if err != nil {
			t.Skip(err)
		}
		if twice, err := weburl.Canonical(once); err != nil || twice != once {
			t.Fatalf("%q\n-> %q\n-> %q, %v", raw, once, twice, err)
		}
		u, err := url.Parse(once)
		if err != nil || u.Host == "" || u.User != nil || !strings.HasPrefix(u.Path, "/") {
			t.Fatalf("%q -> %q: read by net/url as %+v, %v", raw, once, u, err)
		}
		if weburl.Host(once) != u.Host {
			t.Fatalf("%q: host %q, net/url says %q", once, weburl.Host(once), u.Host)
		}
	})
}

func TestTrackingParametersChangeNothing(t *testing.T) {
	trackers := []string{"utm_source=a", "utm_campaign=b%20c", "fbclid=IwAR0", "gclid=x", "mc_cid=1", "at_medium=RSS", "CMP=tw", "ocid=rss", "ref=rss"}
	rapid.Check(t, func(t *rapid.T) {
		kept := rapid.SliceOfN(rapid.StringMatching(`(id|p|story|q|x)=[a-z0-9]{0,5}`), 0, 4).Draw(t, "kept")
		mixed := append([]string(nil), kept...)
		for range rapid.IntRange(1, 4).Draw(t, "trackers") {
			at := rapid.IntRange(0, len(mixed)).Draw(t, "at")
			mixed = append(mixed[:at:at], append([]string{rapid.SampledFrom(trackers).Draw(t, "tracker")}, mixed[at:]...)...)
		}
		want := "https://a.example/story"
		if len(kept) > 0 {
			want += "?" + strings.Join(kept, "&")
		}
		raw := "https://a.example/story?" + strings.Join(mixed, "&")
		if got, err := weburl.Canonical(raw); err != nil || got != want {
			t.Fatalf("Canonical(%q) = %q, %v; want %q", raw, got, err, want)
		}
	})
}

func TestEscapedLettersAreTheLetters(t *testing.T) {
	const hex = "0123456789abcdef"
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.StringMatching(`[a-zA-Z0-9_~-]{1,12}`).Draw(t, "plain")
		var escaped strings.Builder
		for _, c := range []byte(plain) {
			if rapid.Bool().Draw(t, "escape") {
				escaped.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			} else {
				escaped.WriteByte(c)
			}
		}
		a, errA := weburl.Canonical("https://a.example/" + plain + "?id=" + plain)
		b, errB := weburl.Canonical("https://a.example/" + escaped.String() + "?id=" + escaped.String())
		if a != b || errA != nil || errB != nil {
			t.Fatalf("%q, %v and %q, %v", a, errA, b, errB)
		}
	})
}

func TestResolvedLinksKeepToTheWeb(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rawURL(t)
		ref := rapid.OneOf(rapid.String(), rapid.Custom(rawURL), rapid.SampledFrom([]string{"javascript:alert(1)", "//b.example/x", "?p=2", "../y", "#z"})).Draw(t, "ref")
		got := weburl.Resolve(base, ref)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Fatalf("Resolve(%q, %q) = %q: %+v, %v", base, ref, got, u, err)
		}
		if again := weburl.Resolve("", got); again != got {
			t.Fatalf("Resolve(%q, %q) = %q, which resolves to %q", base, ref, got, again)
		}
	})
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{
		"https://a.example/a?utm_source=x&id=1#y", "http://[::1]:8080/%zz", "https://b%C3%BCcher.example/../a/amp/",
		"https://x.cdn.ampproject.org/c/s/a.example/b", "https://www.google.com/url?q=https%3A%2F%2Fa.example", "https://a.example/#!/x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := weburl.Canonical(raw)
		if err != nil {
			return
		}
		if len(once) > weburl.Longest {
			t.Errorf("%q grew to %d bytes", raw, len(once))
		}
		if twice, err := weburl.Canonical(once); err != nil || twice != once {
			t.Errorf("%q\n-> %q\n-> %q, %v", raw, once, twice, err)
		}
		u, err := url.Parse(once)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Errorf("%q -> %q: %+v, %v", raw, once, u, err)
		}
	})
}
