package feed

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/fault"
)

func parse(t *testing.T, body string) *Feed {
	t.Helper()
	f, err := Parse([]byte(body), Options{BaseURL: "https://gazette.example/feeds/rss.xml"})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// oneItem puts XML into an RSS item with Dublin Core and others declared.
func oneItem(t *testing.T, xml string) Item {
	t.Helper()
	f := parse(t, `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
		xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:media="http://search.yahoo.com/mrss/"
		xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>t</title><item>`+xml+`</item></channel></rss>`)
	if len(f.Items) != 1 {
		t.Fatalf("%d items", len(f.Items))
	}
	return f.Items[0]
}

func TestBytesThatAreNoFeed(t *testing.T) {
	for name, body := range map[string]string{
		"empty": "", "spaces": " \n ", "prose": "no feed here", "page": "<!DOCTYPE html><html><body><p>Are you human?</p></body></html>",
		"OPML": `<opml><body><outline text="x"/></body></opml>`, "other XML": "<svg><g/></svg>", "other JSON": `{"a":1}`, "broken JSON": `{"items":[{"id":`,
	} {
		if _, err := Parse([]byte(body), Options{}); !errors.Is(err, fault.NotAFeed) {
			t.Errorf("%s: got %v, want not-a-feed", name, err)
		}
	}
}

func TestTheLinkIsTheArticles(t *testing.T) {
	for _, c := range []struct{ name, xml, want string }{
		{"link", `<link>https://x.example/1</link><guid>https://x.example/guid</guid>`, "https://x.example/1"},
		{"original link wins", `<link>https://feedproxy.example/1</link><feedburner:origLink>https://x.example/1</feedburner:origLink>`, "https://x.example/1"},
		{"permanent guid", `<guid>https://x.example/1</guid>`, "https://x.example/1"},
		{"guid that is none", `<guid isPermaLink="false">https://x.example/1</guid>`, ""},
		{"script", `<link>javascript:alert(1)</link>`, ""},
		{"script, then guid", `<link>javascript:alert(1)</link><guid>https://x.example/1</guid>`, "https://x.example/1"},
		{"atom link", `<atom:link rel="alternate" href="https://x.example/1"/>`, "https://x.example/1"},
		{"atom self is none", `<atom:link rel="self" href="https://x.example/1"/>`, ""},
		{"relative", `<link>../1</link>`, "https://gazette.example/1"},
		{"in CDATA with breaks", "<link>\n<![CDATA[ https://x.example/1 ]]>\n</link>", "https://x.example/1"},
		{"based", `<link xml:base="https://base.example/x/y">1</link>`, "https://gazette.example/feeds/1"},
	} {
		if got := oneItem(t, c.xml).Link; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestItemsOfAnItemsOwn(t *testing.T) {
	i := oneItem(t, `<title>x</title><itunes:keywords>Cloud, Quay</itunes:keywords><media:category>Harbour</media:category>
		<media:group><media:content url="https://x.example/v.mp4" type="video/mp4" fileSize="9"/><media:content url="https://x.example/i.jpg" medium="image"/></media:group>
		<atom:author><atom:name>Mara Linde</atom:name><atom:email>m@x.example</atom:email></atom:author><atom:updated>2026-02-18T00:00:00Z</atom:updated>`)
	if want := []string{"Harbour", "Cloud", "Quay"}; !slices.Equal(i.Categories, want) {
		t.Errorf("categories %q, want %q", i.Categories, want)
	}
	if len(i.Enclosures) != 1 || i.Enclosures[0] != (Enclosure{URL: "https://x.example/v.mp4", Type: "video/mp4", Length: "9"}) {
		t.Errorf("enclosures %v", i.Enclosures)
	}
	if i.Image != "https://x.example/i.jpg" {
		t.Errorf("image %q", i.Image)
	}
	if len(i.Authors) != 1 || i.Authors[0] != (Author{Name: "Mara Linde", Email: "m@x.example"}) {
		t.Errorf("authors %v", i.Authors)
	}
	if i.Updated.String() != "2026-02-18T00:00:00Z" || !i.Published.IsZero() {
		t.Errorf("published %v, updated %v", i.Published, i.Updated)
	}
}

func TestXMLBaseIsResolvedByTheStandard(t *testing.T) {
	f := parse(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/b.xml"><title>t</title>
		<entry xml:base="c/"><title>xml:base explained</title><link href="d.html"/><content type="html" xml:base="../e/">&lt;a href="f"&gt;x&lt;/a&gt;</content></entry></feed>`)
	i := f.Items[0]
	if i.Link != "https://base.example/a/c/d.html" {
		t.Errorf("link %q", i.Link)
	}
	if i.Content != `<a href="https://base.example/a/e/f">x</a>` {
		t.Errorf("content %q", i.Content)
	}
	if i.Title != "xml:base explained" {
		t.Errorf("title %q: text was touched", i.Title)
	}
}

func TestAtom03(t *testing.T) {
	f := parse(t, `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">A &amp;amp; B</title><tagline>t</tagline><modified>2004-01-02T00:00:00Z</modified>
		<entry><title>x</title><link rel="alternate" type="text/html" href="https://x.example/1"/><created>2003-12-31</created><issued>2004-01-01T00:00:00Z</issued>
		<content type="text/plain" mode="base64">SGVsbG8gd29ybGQ=</content></entry>
		<entry><title>y</title><created>2003-12-31</created></entry></feed>`)
	if f.Version != "0.3" || f.Title != "A & B" || f.Updated.String() != "2004-01-02T00:00:00Z" {
		t.Errorf("version %q, title %q, updated %v", f.Version, f.Title, f.Updated)
	}
	if i := f.Items[0]; i.Content != "Hello world" || i.Published.String() != "2004-01-01T00:00:00Z" {
		t.Errorf("content %q, published %v", i.Content, i.Published)
	}
	if i := f.Items[1]; i.Published.String() != "2003-12-31" {
		t.Errorf("published %v", i.Published)
	}
}

func TestItemsOfASecondChannelAreRead(t *testing.T) {
	f := parse(t, `<rss version="2.0"><channel><item><title>1</title></item></channel><channel><item><title>2</title></item></channel></rss>`)
	if len(f.Items) != 2 || f.Items[1].Title != "2" {
		t.Errorf("%+v, warnings %q", f.Items, f.Warnings)
	}
}

func TestLostItemsAreSaid(t *testing.T) {
	f := parse(t, `<rss xmlns:x="http://odd.example/"><x:channel><x:item><x:title>1</x:title></x:item></x:channel></rss>`)
	if len(f.Items) != 0 || !slices.Contains(f.Warnings, "1 items in the bytes, 0 read") {
		t.Errorf("%d items, warnings %q", len(f.Items), f.Warnings)
	}
}

func TestMaxItemsKeepsTheFirst(t *testing.T) {
	body := `<rss version="2.0"><channel>` + strings.Repeat(`<item><title>x</title></item>`, 5) + `</channel></rss>`
	f, err := Parse([]byte(body), Options{MaxItems: 3})
	if err != nil || len(f.Items) != 3 || !slices.Contains(f.Warnings, "only the first 3 of 5 items are kept") {
		t.Errorf("%d items, warnings %q, err %v", len(f.Items), f.Warnings, err)
	}
}

func TestManners(t *testing.T) {
	f := parse(t, `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>45</ttl><sy:updatePeriod>daily</sy:updatePeriod>
		<sy:updateFrequency>4</sy:updateFrequency><skipDays><day>Monday</day><day>Someday</day></skipDays><skipHours><hour>3</hour><hour>99</hour></skipHours></channel></rss>`)
	if f.TTL != 45*time.Minute || f.UpdateEvery != 6*time.Hour {
		t.Errorf("ttl %v, every %v", f.TTL, f.UpdateEvery)
	}
	if !slices.Equal(f.SkipDays, []time.Weekday{time.Monday}) || !slices.Equal(f.SkipHours, []int{3}) {
		t.Errorf("days %v, hours %v", f.SkipDays, f.SkipHours)
	}
}

func TestRDFItemsKeepTheirOrder(t *testing.T) {
	f := parse(t, `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
		<channel rdf:about="https://x.example/"><title>t</title></channel>
		<item rdf:about="https://x.example/1" xml:lang="de"><title>1</title></item><item rdf:about="https://x.example/2"><title>2</title></item></rdf:RDF>`)
	if f.Format != RDF || f.Version != "1.0" || len(f.Items) != 2 {
		t.Fatalf("%s %s with %d items", f.Format, f.Version, len(f.Items))
	}
	if i := f.Items[0]; i.ID != "https://x.example/1" || i.Link != "https://x.example/1" || i.Language != "de" {
		t.Errorf("got %+v", i)
	}
}

func TestJSONOfAFailure(t *testing.T) {
	_, err := Parse([]byte("no feed"), Options{})
	b, merr := json.Marshal(JSON(nil, err))
	if merr != nil {
		t.Fatal(merr)
	}
	want := `{"schema":"dateline.feed/1","ok":false,"error":"read feed: neither XML nor JSON","feed":{},"items":[]}`
	if string(b) != want {
		t.Errorf("got %s\nwant %s", b, want)
	}
}

func TestFeedMarshalsAsTheSchema(t *testing.T) {
	b, err := json.Marshal(parse(t, `<rss version="2.0"><channel><title>x</title></channel></rss>`))
	if err != nil || !strings.HasPrefix(string(b), `{"schema":"dateline.feed/1","ok":true,"format":"rss"`) {
		t.Errorf("got %s, err %v", b, err)
	}
}

func TestElementsOfRSSInAtomAreRead(t *testing.T) {
	f := parse(t, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"><entry><title>x</title><guid>g</guid><link>https://quay.example/1</link>
		<pubDate>Tue, 17 Feb 2026 10:00 GMT</pubDate><description>short</description><content:encoded>&lt;p>long&lt;/p></content:encoded></entry></feed>`)
	i := f.Items[0]
	if i.ID != "g" || i.Link != "https://quay.example/1" || i.Published.String() != "2026-02-17T10:00Z" || i.Summary != "short" || i.Content != "<p>long</p>" {
		t.Errorf("got %+v", i)
	}
}

func TestADateWithoutANamespaceIsOne(t *testing.T) {
	if i := parse(t, `<rss version="2.0"><channel><item><date>2026-02-17</date></item></channel></rss>`).Items[0]; i.Published.String() != "2026-02-17" {
		t.Errorf("got %v", i.Published)
	}
}
