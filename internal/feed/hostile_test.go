package feed

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/internal/fault"
)

// hostile bodies must be read or refused within these.
const (
	hostileTime   = 40        // times the CPU time of a sound feed of 2 MB, in the same run
	hostileMemory = 250 << 20 // bytes on the heap at once, beside what was there; less than 200 MB without the race detector
)

// distinct repeats a piece with numbers in it.
func distinct(piece string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, piece, i)
	}
	return b.String()
}

// cpuOf returns the CPU time that work took, user and system.
func cpuOf(t *testing.T, work func()) time.Duration {
	t.Helper()
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	work()
	return used() - before
}

func TestHostileBodiesCostLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("large bodies")
	}
	rss := func(item string) string {
		return `<rss version="2.0"><channel><item><title>first</title></item><item>` + item + `</item></channel></rss>`
	}
	var spaces strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&spaces, `<a xmlns:n%d="u">`, i)
	}
	sound := soundRSS(2 << 20)
	measure := func() time.Duration { return cpuOf(t, func() { _, _ = Parse(sound, Options{}) }) }
	base := max(measure(), measure())
	for name, body := range map[string]string{
		"20,000 nested namespaces":     rss(spaces.String()),
		"800,000 nested elements":      rss(strings.Repeat("<a>", 800_000)),
		"a title of 3 MB":              rss("<title>" + strings.Repeat("word &amp; ", 300_000) + "</title>"),
		"a feed of 20 MB":              string(soundRSS(20 << 20)),
		"a crowd of authors":           rss(distinct("<dc:creator>person %d</dc:creator>", 80_000)),
		"a crowd of categories":        rss(distinct("<category>label %d</category>", 80_000)),
		"comments that never end":      rss("<description><![CDATA[" + strings.Repeat("<!--x> ", 400_000) + "]]></description>"),
		"nested bases":                 rss("<description><![CDATA[" + strings.Repeat(`<div xml:base="a/">`, 100_000) + "]]></description>"),
		"divs in divs":                 `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">` + strings.Repeat("<div>", 500_000) + `</content></entry></feed>`,
		"a declared name used often":   `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("a", 1000) + `">]>` + rss("<title>"+strings.Repeat("&a;", 500_000)+"</title>"),
		"bytes of no encoding":         rss("<title>" + strings.Repeat("\xd0\xcf\xff\xfe ", 500_000) + "</title>"),
		"a million ampersands":         rss("<description>" + strings.Repeat("&", 1_000_000) + "</description>"),
		"tags without an end":          rss(strings.Repeat(`<a "b`, 300_000)),
		"attributes without an end":    rss(strings.Repeat(`<a b="`, 300_001)),
		"a tag within a tag's values":  rss(strings.Repeat(` b="<a "`, 200_000)),
		"comments without an end":      rss(strings.Repeat("<!--", 500_000)),
		"sections without an end":      rss(strings.Repeat("<![CDATA[", 300_000)),
		"declarations without an end":  rss(strings.Repeat("<![", 500_000)),
		"instructions without an end":  rss(strings.Repeat("<?x ", 500_000)),
		"a crowd in an extension":      rss("<x:y>" + strings.Repeat("a<z/>", 500_000) + "</x:y>"),
		"sections in an extension":     rss("<x:y>" + strings.Repeat("<![CDATA[a]]>", 300_000) + "</x:y>"),
		"ends without a start":         rss(strings.Repeat("</a>", 500_000)),
		"unclosed items":               `<rss><channel>` + strings.Repeat("<item><title>x", 100_000),
		"markup of 3 MB":               rss("<description><![CDATA[" + strings.Repeat("<b><i>x", 400_000) + "]]></description>"),
		"unclosed quotes in markup":    rss("<description><![CDATA[" + strings.Repeat(`<a href="`, 300_000) + "]]></description>"),
		"comments in a title":          rss("<title><![CDATA[" + strings.Repeat("<!--", 500_000) + "]]></title>"),
		"a million attributes":         `<rss ` + strings.Repeat(`a="" `, 1_000_000) + `><channel/></rss>`,
		"nested JSON":                  `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 1_000_000),
		"a sitemap of nested elements": `<urlset>` + strings.Repeat("<url>", 500_000),
	} {
		t.Run(name, func(t *testing.T) {
			var f *Feed
			var err error
			var peak uint64
			took := cpuOf(t, func() { peak = heapPeak(func() { f, err = Parse([]byte(body), Options{}) }) })
			if took > hostileTime*base {
				t.Errorf("took %.1f times as long as a sound feed of 2 MB", float64(took)/float64(base))
			}
			if peak > hostileMemory {
				t.Errorf("%d MB on the heap", peak>>20)
			}
			if err != nil && !errors.Is(err, fault.NotAFeed) && !errors.Is(err, fault.Hostile) {
				t.Errorf("got %v", err)
			}
			if err == nil && strings.HasPrefix(body, `<rss version="2.0"><channel><item><title>first`) && (len(f.Items) == 0 || f.Items[0].Title != "first") {
				t.Error("the sound item before is lost")
			}
			t.Logf("%.1f times a sound feed, %d MB, err %v", float64(took)/float64(base), peak>>20, err)
		})
	}
}

// heapPeak returns the most bytes that were added to the heap, dead or alive,
// while work was done.
func heapPeak(work func()) uint64 {
	runtime.GC()
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		before := sample[0].Value.Uint64()
		most := before
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-tick.C:
			case <-done:
				tick.Stop()
				peak <- most - before
				return
			}
		}
	}()
	work()
	close(done)
	return <-peak
}
