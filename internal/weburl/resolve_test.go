package weburl_test

import (
	"strings"
	"testing"

	"dateline/internal/weburl"
)

func TestResolve(t *testing.T) {
	const page = "https://user:pw@harbor.example/news/2025/story.html?id=1#top"
	for _, c := range []struct{ base, ref, want string }{
		{page, "other.html", "https://harbor.example/news/2025/other.html"},
		{page, "../2024/a", "https://harbor.example/news/2024/a"},
		{page, "/a?b=c#d", "https://harbor.example/a?b=c#d"},
		{page, "?id=2", "https://harbor.example/news/2025/story.html?id=2"},
		{page, "#end", "https://harbor.example/news/2025/story.html?id=1#end"},
		{page, "", "https://harbor.example/news/2025/story.html?id=1"},
		{page, "//tide.example/a", "https://tide.example/a"},
		{page, "http://tide.example/a", "http://tide.example/a"},
		{page, "HTTP://tide.example/a", "http://tide.example/a"},
		{page, "https://u:p@tide.example/a", "https://tide.example/a"},
		{page, "  \n/a\tb ", "https://harbor.example/ab"},
		{page, `\a\b`, "https://harbor.example/a/b"},
		{page, "/100%-sure", "https://harbor.example/100%25-sure"},
		{page, "/é ü?q=é ü", "https://harbor.example/%C3%A9%20%C3%BC?q=%C3%A9%20%C3%BC"},
		{page, "/a?q=100%", "https://harbor.example/a?q=100%25"},
		{page, "javascript:alert(1)", ""},
		{page, " JavaScript:alert(1)", ""},
		{page, "java\nscript:alert(1)", ""},
		{page, "data:text/html,x", ""},
		{page, "mailto:desk@harbor.example", ""},
		{page, "tel:+123", ""},
		{page, "ftp://harbor.example/a", ""},
		{page, "https://", ""},
		{page, "https://a b/", ""},
		{page, "http:a", ""},
		{"", "https://harbor.example/a", "https://harbor.example/a"},
		{"", "/a", ""},
		{"/relative", "a", ""},
		{"mailto:a@b.example", "c", ""},
		{"https://harbor.example", "a", "https://harbor.example/a"},
		{"::", "https://harbor.example/a", "https://harbor.example/a"},
		{page, "/" + strings.Repeat("a", weburl.Longest), ""},
	} {
		if got := weburl.Resolve(c.base, c.ref); got != c.want {
			t.Errorf("Resolve(%q, %.40q)\n = %q\nwant %q", c.base, c.ref, got, c.want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("https://a.example/b/", "../c?d#e")
	f.Add("https://a.example", "%zz\\")
	f.Add("", "HTTP://b.example:1/é")
	f.Fuzz(func(t *testing.T, base, ref string) {
		got := weburl.Resolve(base, ref)
		if got == "" {
			return
		}
		if !strings.HasPrefix(got, "https://") && !strings.HasPrefix(got, "http://") {
			t.Errorf("Resolve(%q, %q) = %q", base, ref, got)
		}
		for _, c := range []byte(got) {
			if c <= ' ' || c == 0x7f {
				t.Errorf("Resolve(%q, %q) = %q holds the byte %#x", base, ref, got, c)
			}
		}
	})
}
