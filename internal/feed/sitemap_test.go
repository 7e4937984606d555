package feed

import (
	"slices"
	"testing"
)

func TestNewsSitemapsHaveTitlesAndDates(t *testing.T) {
	f := parse(t, `<?xml version="1.0"?><urlset xmlns="http://wrong.example/" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
		<url><loc> https://x.example/1 </loc><n:news><n:publication><n:name>The Gazette</n:name><n:language>pt_BR</n:language></n:publication>
		<n:publication_date>2026-02-17T10:00+01:00</n:publication_date><n:title>A &amp;amp; B</n:title></n:news></url>
		<url><loc>javascript:alert(1)</loc></url><url><loc>/2</loc><lastmod>junk</lastmod></url></urlset>`)
	if f.Format != Sitemap || f.Version != "news" || f.Title != "The Gazette" || len(f.Items) != 2 {
		t.Fatalf("%s %s %q with %d items", f.Format, f.Version, f.Title, len(f.Items))
	}
	i := f.Items[0]
	if i.Title != "A & B" || i.Link != "https://x.example/1" || i.Published.String() != "2026-02-17T10:00+01:00" || i.Language != "pt-BR" {
		t.Errorf("got %+v", i)
	}
	if second := f.Items[1]; second.Link != "https://gazette.example/2" || !second.Updated.IsZero() || second.Title != "" {
		t.Errorf("got %+v", second)
	}
	for _, want := range []string{"1 entries have no address", `date not understood: "junk"`} {
		if !slices.Contains(f.Warnings, want) {
			t.Errorf("warnings %q lack %q", f.Warnings, want)
		}
	}
}

func TestASitemapIndexListsSitemapsAndNoItems(t *testing.T) {
	f := parse(t, `<sitemapindex><sitemap><loc>https://x.example/1.xml</loc><lastmod>2026-02-17</lastmod></sitemap><sitemap><loc/></sitemap></sitemapindex>`)
	if f.Format != SitemapIndex || len(f.Items) != 0 || len(f.Sitemaps) != 1 {
		t.Fatalf("%s with %d items, %d sitemaps", f.Format, len(f.Items), len(f.Sitemaps))
	}
	if s := f.Sitemaps[0]; s.URL != "https://x.example/1.xml" || s.Updated.String() != "2026-02-17" {
		t.Errorf("got %+v", s)
	}
}

func TestATornSitemapKeepsWhatIsWhole(t *testing.T) {
	f := parse(t, `<urlset><url><loc>https://x.example/1</loc></url><url><loc>https://x.example/2</lo`)
	if len(f.Items) != 2 || f.Items[1].Link != "https://x.example/2" {
		t.Errorf("got %+v", f.Items)
	}
}
