package weburl_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dateline/internal/weburl"
)

func TestDisplay(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"https://harbor.example/a?id=1#x", "https://harbor.example/a?id=1#x"},
		{"https://user:secret@harbor.example/a", "https://harbor.example/a"},
		{"https://a@b:c@harbor.example/a@b", "https://harbor.example/a@b"},
		{"https://harbor.example/a?token=s3&id=1", "https://harbor.example/a?token=…&id=1"},
		{"https://harbor.example/a?Access_Token=s3", "https://harbor.example/a?Access_Token=…"},
		{"https://harbor.example/a?api_key=s3&key=s4&X-Amz-Signature=s5", "https://harbor.example/a?api_key=…&key=…&X-Amz-Signature=…"},
		{"https://harbor.example/a?sig=s3&pwd=s4&auth=s5&sessionid=s6", "https://harbor.example/a?sig=…&pwd=…&auth=…&sessionid=…"},
		{"https://harbor.example/a?t%6Fken=s3", "https://harbor.example/a?t%6Fken=…"},
		{"https://harbor.example/a?amp;token=s3", "https://harbor.example/a?amp;token=…"},
		{"https://harbor.example/a?keyword=port&monkey=1&author=x&signal=2", "https://harbor.example/a?keyword=port&monkey=1&author=x&signal=2"},
		{"https://harbor.example/a?token&key=", "https://harbor.example/a?token&key="},
		{"https://harbor.example/a#access_token=s3&x=1", "https://harbor.example/a#access_token=…&x=1"},
		{"https://harbor.example/a;jsessionid=s3?x=1", "https://harbor.example/a?x=1"},
		{"ftp://user:secret@harbor.example/a", "ftp://harbor.example/a"},
		{"//user:secret@harbor.example/a", "//harbor.example/a"},
		{"user:secret@harbor.example/a", "harbor.example/a"},
		{`https:\\user:secret@harbor.example\a`, `https:\\harbor.example\a`},
		{"https:/user:secret@harbor.example/a", "https:/harbor.example/a"},
		{"https://harbor.example:8443/a", "https://harbor.example:8443/a"},
		{"http://[::1]:8080/a", "http://[::1]:8080/a"},
		{"harbor.example", "harbor.example"},
		{"", ""},
		{"?token=s3", "?token=…"},
		{"https://harbor.example/\x1b[31m\u202ea", "https://harbor.example/%1B[31m%E2%80%AEa"},
		{"https://harbor.example/\xff\u200b", "https://harbor.example/%FF%E2%80%8B"},
		{"https://harbor.example/порт", "https://harbor.example/порт"},
	} {
		if got := weburl.Display(c.raw); got != c.want {
			t.Errorf("Display(%q)\n = %q\nwant %q", c.raw, got, c.want)
		}
	}
}

func TestDisplayShowsNamesThatDeceiveNobody(t *testing.T) {
	for _, c := range []struct{ host, want string }{
		{"xn--bcher-kva.example:8443", "bücher.example:8443"},
		{"новости.example", "новости.example"},
		{"xn--b1amnebsh.example", "новости.example"},
		{"xn--85x722f.xn--55qx5d.cn", "食狮.公司.cn"},
		{"xn--80ak6aa92e.com", "xn--80ak6aa92e.com"}, // Cyrillic that reads "apple"
		{"xn--pple-43d.com", "xn--pple-43d.com"},     // one Cyrillic letter among Latin ones
		{"xn--a", "xn--a"},                           // no punycode
		{"XN--BCHER-KVA.example", "bücher.example"},  // any case
		{"xn--mgberp4a5d4ar.example", "السعودية.example"},
	} {
		if got := weburl.Display("https://" + c.host + "/"); got != "https://"+c.want+"/" {
			t.Errorf("Display of %q = %q, want %q", c.host, got, c.want)
		}
	}
}

func FuzzDisplay(f *testing.F) {
	f.Add("https://u:p@a.example/x?token=1#key=2", "secretvalue")
	f.Add("//u@h@\\@", "x")
	f.Add("\x00\u202e?", "y")
	f.Fuzz(func(t *testing.T, raw, value string) {
		shown := weburl.Display(raw)
		if !utf8.ValidString(shown) || strings.IndexFunc(shown, func(r rune) bool { return !unicode.IsPrint(r) }) >= 0 {
			t.Errorf("Display(%q) = %q", raw, shown)
		}
		if len(value) < 8 || strings.ContainsAny(value, "&#?@/\\%;= \t\r\n") || strings.Contains(raw, value) {
			return
		}
		for _, with := range []string{"https://u:" + value + "@a.example/", "https://a.example/?id=1&token=" + value} {
			if shown := weburl.Display(with); strings.Contains(shown, value) {
				t.Errorf("Display(%q) = %q", with, shown)
			}
		}
	})
}
