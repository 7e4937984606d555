package feed

import "testing"

func TestVocabulariesAreKnownHoweverTheyAreSpelled(t *testing.T) {
	for _, uri := range []string{
		"http://purl.org/dc/elements/1.1/", "https://purl.org/dc/elements/1.1/", "http://PURL.org/DC/elements/1.1", " http://www.purl.org/dc/elements/1.1# ", "http://purl.org/dc/",
	} {
		f := parse(t, `<rss version="2.0" xmlns:who="`+uri+`"><channel><item><who:creator>Mara Linde</who:creator></item></channel></rss>`)
		if a := f.Items[0].Authors; len(a) != 1 || a[0].Name != "Mara Linde" {
			t.Errorf("%q gives %v", uri, a)
		}
	}
}

func TestElementsAreKnownInAnyCase(t *testing.T) {
	f := parse(t, `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><dc:Creator>Mara Linde</dc:Creator></item></channel></rss>`)
	if a := f.Items[0].Authors; len(a) != 1 {
		t.Errorf("got %v", a)
	}
}

func TestPrefixesThatTradePlacesAreReadTheSameEachTime(t *testing.T) {
	const body = `<rss version="2.0" xmlns:dc="https://search.yahoo.com/mrss" xmlns:media="https://purl.org/dc/elements/1.1"><channel><item><media:creator>Mara Linde</media:creator></item></channel></rss>`
	for range 20 {
		if a := parse(t, body).Items[0].Authors; len(a) != 1 {
			t.Fatalf("got %v", a)
		}
	}
}

func TestAChannelInAnOldNamespaceIsRead(t *testing.T) {
	for _, uri := range []string{"http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/2.0/"} {
		f := parse(t, `<rss version="2.0"><channel xmlns="`+uri+`"><title>Quay</title><item><title>x</title></item></channel></rss>`)
		if f.Title != "Quay" || len(f.Items) != 1 || f.Items[0].Title != "x" {
			t.Errorf("%q gives %+v", uri, f)
		}
	}
}
