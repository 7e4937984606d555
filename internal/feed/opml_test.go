package feed

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/internal/fault"
	"dateline/internal/news"
)

func TestOPMLIsReadInItsOrder(t *testing.T) {
	const in = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>mine</title></head><body>
 <outline text="Papers">
  <outline text="Europe"><outline title="Le Quai" text="x" type="rss" xmlUrl="https://quai.example/rss" htmlUrl="https://quai.example/"/></outline>
  <outline text="R&D <b>Gazette</b>" xmlurl="feed://gazette.example/rss?a=1&b=2">
 </outline>
 <outline text="Ledger" htmlUrl="https://ledger.example/"/>
 <outline text="map" type="sitemap" xmlUrl="https://gazette.example/news.xml"/>
 <outline text="evil" xmlUrl="javascript:alert(1)"/>
 <OUTLINE TEXT="Big" XMLURL="https://big.example/rss"/>
</body></opml>`
	got, err := ParseOPML([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	want := []Outline{
		{Title: "Le Quai", URL: "https://quai.example/rss", Site: "https://quai.example/", Kind: news.SourceFeed, Folder: "Papers/Europe"},
		{Title: "R&D Gazette", URL: "http://gazette.example/rss?a=1&b=2", Kind: news.SourceFeed, Folder: "Papers"},
		{Title: "Ledger", URL: "https://ledger.example/", Site: "https://ledger.example/", Kind: news.SourcePage, Folder: "Papers"},
		{Title: "map", URL: "https://gazette.example/news.xml", Kind: news.SourceSitemap, Folder: "Papers"},
		{Title: "Big", URL: "https://big.example/rss", Kind: news.SourceFeed, Folder: "Papers"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOPMLIsNotWhatItIsNot(t *testing.T) {
	for _, in := range []string{"", "hello", "<html></html>", "<rss><channel/></rss>"} {
		if _, err := ParseOPML([]byte(in)); !errors.Is(err, fault.NotAFeed) {
			t.Errorf("%q gives %v, want not-a-feed", in, err)
		}
	}
}

func TestOPMLRoundTrip(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-z&"'<>é]([A-Za-z0-9 &"'<>é]{0,8}[A-Za-z0-9é])?`)
	rapid.Check(t, func(t *rapid.T) {
		var want []Outline
		last := ""
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			o := Outline{Title: plain(word.Draw(t, "title"), true), Kind: rapid.SampledFrom([]news.SourceKind{news.SourceFeed, news.SourceSitemap, news.SourcePage}).Draw(t, "kind")}
			if hasTags(o.Title) || entityLike.MatchString(o.Title) {
				o.Title = "tag"
			}
			o.URL = "https://s.example/" + strings.Repeat("x", i)
			o.Site = rapid.SampledFrom([]string{"", "https://s.example/?a=1&b=2"}).Draw(t, "site")
			if rapid.Bool().Draw(t, "stay") {
				o.Folder = last
			} else {
				last = rapid.SampledFrom([]string{"A", "A/B", "C"}).Draw(t, "folder")
				o.Folder = last
			}
			want = append(want, o)
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", want); err != nil {
			t.Fatal(err)
		}
		got, err := ParseOPML(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(byFolder(want), byFolder(got)); diff != "" {
			t.Fatalf("(-want +got)\n%s\n%s", diff, b.String())
		}
	})
}

// byFolder groups outlines: within a folder the order is kept.
func byFolder(all []Outline) map[string][]Outline {
	groups := map[string][]Outline{}
	for _, o := range all {
		groups[o.Folder] = append(groups[o.Folder], o)
	}
	return groups
}

func TestListsOfSourcesAreBounded(t *testing.T) {
	list := `<opml><body>` + strings.Repeat(`<outline xmlUrl="http://a.example/f"/>`, mostOutlines+1) + `</body></opml>`
	if _, err := ParseOPML([]byte(list)); !errors.Is(err, fault.Hostile) {
		t.Errorf("got %v, want hostile", err)
	}
}
