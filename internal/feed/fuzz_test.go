package feed

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/edtf"
)

// seed adds every feed in testdata.
func seed(f *testing.F) {
	f.Helper()
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		if body, err := os.ReadFile(name); err == nil && !strings.HasSuffix(name, ".golden") && !strings.HasSuffix(name, ".tsv") {
			f.Add(body)
		}
	}
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		feed, err := Parse(body, Options{BaseURL: "https://gazette.example/rss"})
		if err != nil {
			return
		}
		for _, i := range feed.Items {
			if i.Link != "" && !strings.HasPrefix(strings.ToLower(i.Link), "http") {
				t.Errorf("link %q", i.Link)
			}
			if strings.ContainsAny(i.Title, "\n\t\x1b") || !utf8.ValidString(i.Title) {
				t.Errorf("title %q", i.Title)
			}
			if found := active(i.Summary + i.Content); found != "" {
				t.Errorf("%s in %q %q", found, i.Summary, i.Content)
			}
		}
		b, err := json.Marshal(feed)
		if err != nil || !utf8.Valid(b) {
			t.Errorf("cannot be written: %v", err)
		}
	})
}

func FuzzMend(f *testing.F) {
	seed(f)
	f.Add([]byte(`<rss><a:b:c d=e f><item><title>x<link>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		text, _, _, err := decode(body, "text/xml; charset=utf-8")
		if err != nil {
			return
		}
		s, err := look(text, "", false)
		if err != nil || s.root == "" {
			return
		}
		mended, _ := mend(text, s)
		again, err := look(mended, "", true)
		if err == nil && !again.sound {
			t.Errorf("%q is not sound", mended)
		}
		if again.found < min(s.found, 1) && again.root == s.root && s.root != "html" {
			t.Errorf("%d items became %d", s.found, again.found)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"Tue, 17 Feb 2026 15:04:05 GMT", "2026-02-17T15:04:05+01:00", "1771340645", "17.02.2026 3pm ET", "2026年2月17日", "mar., 17 févr. 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := parseDate(s)
		if again, err := edtf.Parse(d.String()); !d.IsZero() && (err != nil || again != d) {
			t.Errorf("%q gives %v, which reads as %v (%v)", s, d, again, err)
		}
	})
}

func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline xmlUrl="https://x.example/rss" text="b"/></outline></body></opml>`))
	f.Add([]byte(`<opml><outline htmlUrl=https://x.example/ text=b><outline>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		outlines, err := ParseOPML(body)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", outlines); err != nil {
			t.Fatal(err)
		}
		again, err := ParseOPML(b.Bytes())
		if err != nil || len(again) != len(outlines) {
			t.Errorf("%d outlines became %d (%v)\n%s", len(outlines), len(again), err, b.String())
		}
	})
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<url><loc>https://x.example/1</loc><lastmod>2026-02-17</lastmod><news:news><news:title>x</news:title></news:news></url>`))
	f.Fuzz(func(t *testing.T, inside []byte) {
		feed, err := Parse(append(append([]byte("<urlset>"), inside...), "</urlset>"...), Options{})
		if err != nil {
			return
		}
		for _, i := range feed.Items {
			if i.Link == "" {
				t.Error("an item without an address")
			}
		}
	})
}

func FuzzPlainText(f *testing.F) {
	f.Add("<p>x <b>y</b><br>z<script>a</script>")
	f.Add("<svg><title>x</title></svg><!-- y > z")
	f.Fuzz(func(t *testing.T, s string) {
		text := PlainText(s)
		if strings.Contains(text, "\n\n\n") || strings.TrimSpace(text) != text && !strings.ContainsAny(text, "\u2028\u2029\u0085") {
			t.Errorf("%q", text)
		}
		if utf8.ValidString(s) && !utf8.ValidString(text) {
			t.Errorf("%q is not UTF-8", text)
		}
	})
}
