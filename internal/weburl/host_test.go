package weburl_test

import (
	"testing"

	"dateline/internal/weburl"
)

func TestHost(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"https://WWW.Harbor.example/a", "www.harbor.example"},
		{"https://u:p@harbor.example:8443/a", "harbor.example:8443"},
		{"https://harbor.example:443/a", "harbor.example"},
		{"http://harbor.example:443/a", "harbor.example:443"},
		{"https://bücher.example./", "xn--bcher-kva.example"},
		{"http://[::1]:8080/", "[::1]:8080"},
		{"http://127.0.0.1:39121/x", "127.0.0.1:39121"},
		{"harbor.example", "harbor.example"},
		{" Harbor.example:8080/a ", "harbor.example:8080"},
		{"localhost:8080", "localhost:8080"},
		{"[::1]:8080", "[::1]:8080"},
		{"", ""},
		{"/story", ""},
		{"//harbor.example/a", ""},
		{"ftp://harbor.example/a", ""},
		{"mailto:desk@harbor.example", ""},
		{"javascript:alert(1)", ""},
		{"https://a b/", ""},
	} {
		if got := weburl.Host(c.raw); got != c.want {
			t.Errorf("Host(%q) = %q, want %q", c.raw, got, c.want)
		}
	}
}

func TestDomain(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"https://www.harbor.example/a", "harbor.example"},
		{"https://news.bbc.co.uk/a", "bbc.co.uk"},
		{"https://harbor.example:8443/a", "harbor.example"},
		{"https://desk.github.io/a", "desk.github.io"},
		{"https://a.desk.github.io/a", "desk.github.io"},
		{"https://x.blogspot.com/", "x.blogspot.com"},
		{"https://a.b.com.au/", "b.com.au"},
		{"https://www.city.kawasaki.jp/", "city.kawasaki.jp"},
		{"https://www.食狮.公司.cn/", "xn--85x722f.xn--55qx5d.cn"},
		{"https://co.uk/", "co.uk"},
		{"https://github.io/", "github.io"},
		{"https://harbor.example./", "harbor.example"},
		{"http://localhost:8080/", "localhost:8080"},
		{"http://localhost/", "localhost"},
		{"http://127.0.0.1:39121/feed.xml", "127.0.0.1:39121"},
		{"http://127.0.0.1/", "127.0.0.1"},
		{"http://[2001:db8::1]:8080/", "[2001:db8::1]:8080"},
		{"www.bbc.co.uk", "bbc.co.uk"},
		{"", ""},
		{"not a host", ""},
		{"ftp://harbor.example/", ""},
	} {
		if got := weburl.Domain(c.raw); got != c.want {
			t.Errorf("Domain(%q) = %q, want %q", c.raw, got, c.want)
		}
	}
}

func FuzzDomain(f *testing.F) {
	for _, s := range []string{"https://www.bbc.co.uk/", "a.github.io", "http://[::1]:1", "1.2.3.4", "xn--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		domain := weburl.Domain(raw)
		if domain == "" {
			return
		}
		if again := weburl.Domain(domain); again != domain {
			t.Errorf("Domain(%q) = %q, whose domain is %q", raw, domain, again)
		}
		if host := weburl.Host(raw); host == "" {
			t.Errorf("%q has the domain %q and no host", raw, domain)
		}
	})
}
