package weburl

import (
	"net/url"
	"strings"
	"testing"
)

func TestURI(t *testing.T) {
	for in, want := range map[string]string{
		"https://herald.example/a?b=1#c":                          "https://herald.example/a?b=1#c",
		"HTTP://herald.example":                                   "http://herald.example",
		"https://herald.example/a?utm_source=x":                   "https://herald.example/a?utm_source=x",
		"https://desk:secret@herald.example/a":                    "https://herald.example/a",
		"https://herald.example/a?x=1&y={2}<\">#_part":            "https://herald.example/a?x=1&y=%7B2%7D%3C%22%3E#_part",
		"https://herald.example/a b\r\nc":                         "https://herald.example/a%20bc",
		"https://herald.example/%C3%a4%zz":                        "https://herald.example/%C3%A4%25zz",
		"https://herald.example/#a#b":                             "https://herald.example/#a%23b",
		"https://herald.example/ä?ö":                              "https://herald.example/%C3%A4?%C3%B6",
		"https://münze.example:81/":                               "https://xn--mnze-0ra.example:81/",
		"https://[2001:db8::1]/a":                                 "https://[2001:db8::1]/a",
		"javascript:alert(1)":                                     "",
		"file:///etc/passwd":                                      "",
		"https://":                                                "",
		"//herald.example/a":                                      "",
		"":                                                        "",
		"https://herald.example/?key=…":                           "https://herald.example/?key=%E2%80%A6",
		"https://herald.example/a\u202e" + strings.Repeat("b", 3): "https://herald.example/a%E2%80%AEbbb",
	} {
		got := URI(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if again := URI(got); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
		if _, err := url.Parse(got); err != nil {
			t.Error(err)
		}
	}
}

func TestLink(t *testing.T) {
	for in, want := range map[string]string{
		"file:///srv/news/a b<c>.html": "file:///srv/news/a%20b%3Cc%3E.html",
		"https://herald.example/a b":   "https://herald.example/a%20b",
		"javascript:alert(1)":          "",
		"data:text/html,x":             "",
	} {
		if got := Link(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzURI(f *testing.F) {
	for _, s := range []string{"https://herald.example/a?x=1&y={2}<\">#_part", "https://a/%", "http://\xff/\x00", "https://ä:b@c/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := URI(s)
		if got == "" {
			return
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r) }) || !strings.HasPrefix(got, "http") || URI(got) != got {
			t.Errorf("%q became %q", s, got)
		}
	})
}
