package weburl_test

import (
	"testing"

	"dateline/internal/weburl"
)

func BenchmarkCanonical(b *testing.B) {
	for _, c := range []struct{ name, raw string }{
		{"clean", "https://www.harbor.example/news/2025/07/03/port-authority-signs-deal-for-cameras"},
		{"query", "https://www.harbor.example/news/article.php?section=12&id=4711"},
		{"tracking", "https://www.harbor.example/news/port-deal?utm_source=rss&utm_medium=feed&utm_campaign=all&id=1"},
		{"escapes", "https://www.harbor.example/новости/порт?q=é"},
		{"amp", "https://www-harbor-example.cdn.ampproject.org/c/s/www.harbor.example/port-deal-signed/amp/?usqp=mq331"},
		{"international", "https://www.bücher.example/a"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := weburl.Canonical(c.raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDomain(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if weburl.Domain("https://news.bbc.co.uk/story") != "bbc.co.uk" {
			b.Fatal("wrong domain")
		}
	}
}

func TestACleanURLCostsNoMemory(t *testing.T) {
	const raw = "https://www.harbor.example/news/2025/07/03/port-deal?id=4711"
	if n := testing.AllocsPerRun(100, func() { _, _ = weburl.Canonical(raw) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
