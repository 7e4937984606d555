package export

import (
	"strings"
	"testing"
)

// The keys are those of the package "surt" for Python, which pywb asks for.
func TestSurt(t *testing.T) {
	for raw, want := range map[string]string{
		"https://www.example.org/index.html":         "org,example)/index.html",
		"http://www34.example.org/":                  "org,example)/",
		"http://example.org":                         "org,example)/",
		"http://EXAMPLE.org/Goo/":                    "org,example)/goo",
		"http://example.org/goo/?":                   "org,example)/goo",
		"http://example.org/goo/?b&a":                "org,example)/goo?a&b",
		"http://example.org/goo/?a=2&b&a=1":          "org,example)/goo?a=1&a=2&b",
		"http://example.org:80/a":                    "org,example)/a",
		"https://example.org:443/a":                  "org,example)/a",
		"http://example.org:443/a":                   "org,example:443)/a",
		"http://example.org:8080/a":                  "org,example:8080)/a",
		"http://user:pw@example.org/a#part":          "org,example)/a",
		"http://192.168.1.254/info/":                 "254,1,168,192)/info",
		"http://[::1]/a":                             "::1)/a",
		"http://example.org/a//b/./c/../d":           "org,example)/a/b/d",
		"http://example.org/../../a":                 "org,example)/a",
		"http://example.org/%C3%A9t%C3%A9?q=%2525 x": "org,example)/%c3%a9t%c3%a9?q=%25%20x",
		"http://example.org/100%":                    "http://example.org/100%",
		"http://example.org./a":                      "org,example)/a",
		"http://example.org/a?PHPSESSID=0123456789abcdefghijklemopqrstuv&b=1": "org,example)/a?b=1",
		"http://example.org/a;jsessionid=0123456789abcdefghijklemopqrstuv?b":  "org,example)/a?b",
		"http://example.org/(a(4hqa0555fwsecu455xqckv45))/page.aspx":          "org,example)/page.aspx",
		"file:///home/ann/a b.txt": "file:///home/ann/a%20b.txt",
		"urn:sha256:0f":            "urn:sha256:0f",
		"":                         "",
	} {
		if got := surt(raw); got != want {
			t.Errorf("surt(%q) = %q, want %q", raw, got, want)
		}
	}
}

func FuzzSurt(f *testing.F) {
	for _, seed := range []string{"https://www.example.org/a?b=c&a", "http://[::1]:8/%25%zz", "urn:x", "http://a/\x00 b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		key := surt(raw)
		if strings.HasPrefix(raw, "http") && strings.Contains(key, ")/") && strings.ContainsAny(key, " \n\r") {
			t.Errorf("surt(%q) = %q does not fit in a line", raw, key)
		}
	})
}
