package fetch

import (
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"dateline/internal/news"
)

// BenchmarkGet measures whole fetches over a kept connection on loopback; the
// server, which writes canned bytes, is in the same process and counted too.
func BenchmarkGet(b *testing.B) {
	page := []byte(strings.Repeat("<p>The ministry signed a contract with the vendor on Tuesday.</p>\n", 900))
	packed := encode(b, "gzip", page)
	for _, k := range []struct {
		name, answer string
		request      Request
	}{
		{"not modified", "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n", Request{Validators: news.Validators{ETag: `"a"`}}},
		{"feed 2 kB", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n%s", page[:2000]), Request{}},
		{"page 60 kB gzip", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", len(packed), packed), Request{Kind: Page}},
	} {
		b.Run(k.name, func(b *testing.B) {
			s := serveRaw(b, func(c net.Conn, head string, _ int) bool {
				answer := k.answer
				if path(head) == "/robots.txt" {
					answer = robotsFileOf("User-agent: *\nDisallow: /search\nDisallow: /*?print=\nCrawl-delay: 0\n")
				}
				c.Write([]byte(answer))
				return true
			})
			c := testClient(b, Options{Now: time.Now}, s.addr)
			k.request.URL = "http://" + s.addr + "/news/2026/02/18/contract"
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Get(b.Context(), k.request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkGetFreshConnections asks a new host each time, as a run over many
// sources does.
func BenchmarkGetFreshConnections(b *testing.B) {
	s := serveRaw(b, func(c net.Conn, _ string, _ int) bool {
		c.Write([]byte("HTTP/1.1 304 Not Modified\r\n\r\n"))
		return true
	})
	hosts := map[string]string{}
	for i := range 500 {
		hosts[fmt.Sprintf("h%d.example", i)] = s.addr
	}
	c := testClient(b, Options{Now: time.Now, Hosts: hosts})
	q := Request{Validators: news.Validators{ETag: `"a"`}}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		q.URL = fmt.Sprintf("http://h%d.example/feed", i%500)
		i++
		if _, err := c.Get(b.Context(), q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRules(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 30 {
		fmt.Fprintf(&file, "Disallow: /section%d/\nDisallow: /*?param%d=\n", i, i)
	}
	r := parseRules([]byte(file.String()))
	b.ReportAllocs()
	for b.Loop() {
		if !r.allows("/news/2026/02/18/contract?utm=1") {
			b.Fatal("forbidden")
		}
	}
}
