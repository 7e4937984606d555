package feed

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// soundRSS makes a feed of about size bytes.
func soundRSS(size int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><link>https://gazette.example/</link>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `<item><title>Harbour contract no. %d &amp; more</title><link>https://gazette.example/%d</link><guid isPermaLink="false">g%d</guid><pubDate>Tue, 17 Feb 2026 15:04:05 GMT</pubDate><dc:creator>Mara Linde</dc:creator><category>Cloud</category><description>The ministry signed.</description><content:encoded><![CDATA[%s]]></content:encoded></item>`,
			i, i, i, strings.Repeat(`<p>The ministry signed a contract for <a href="/cloud">cloud services</a> with the harbour on Monday, officials said.</p>`, 12))
	}
	b.WriteString(`</channel></rss>`)
	return []byte(b.String())
}

// soundAtom makes a feed of about size bytes.
func soundAtom(size int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><link href="https://gazette.example/"/>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `<entry><title>Harbour contract no. %d</title><link href="https://gazette.example/%d"/><id>urn:g:%d</id><updated>2026-02-17T15:04:05Z</updated><author><name>Mara Linde</name></author><content type="html">%s</content></entry>`,
			i, i, i, strings.Repeat(`&lt;p&gt;The ministry signed a contract for &lt;a href="/cloud"&gt;cloud services&lt;/a&gt; with the harbour on Monday.&lt;/p&gt;`, 12))
	}
	b.WriteString(`</feed>`)
	return []byte(b.String())
}

// BenchmarkParse reads sound feeds, in turns with plain gofeed, and reports how
// many times gofeed's time it takes; ns/op is the sum of both.
func BenchmarkParse(b *testing.B) {
	for _, size := range []int{5 << 10, 60 << 10, 1 << 20, 20 << 20} {
		for _, format := range []struct {
			name string
			body []byte
		}{{"rss", soundRSS(size)}, {"atom", soundAtom(size)}} {
			b.Run(fmt.Sprintf("%s/%dkB", format.name, size>>10), func(b *testing.B) {
				var ours, theirs time.Duration
				for b.Loop() {
					start := time.Now()
					if _, err := Parse(format.body, Options{BaseURL: "https://gazette.example/rss"}); err != nil {
						b.Fatal(err)
					}
					between := time.Now()
					if _, err := gofeed.NewParser().Parse(bytes.NewReader(format.body)); err != nil {
						b.Fatal(err)
					}
					ours, theirs = ours+between.Sub(start), theirs+time.Since(between)
				}
				b.ReportMetric(float64(ours)/float64(theirs), "×gofeed")
				b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "µs/feed")
			})
		}
	}
}
