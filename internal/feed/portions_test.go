package feed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// manyItems makes a feed whose items fill several portions.
func manyItems(open, each, end string) []byte {
	var b strings.Builder
	b.WriteString(open)
	for i := 0; b.Len() < 3*portion; i++ {
		fmt.Fprintf(&b, each, i, strings.Repeat("harbour ", 60))
	}
	return []byte(b.String() + end)
}

func TestPortionsReadLikeOneFeed(t *testing.T) {
	for name, body := range map[string][]byte{
		"rss":  manyItems(`<rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/"><channel xml:base="http://quay.example/"><title>Quay</title>`, `<item><title>T%d</title><x:creator>%s</x:creator></item>`, `<link>/l</link></channel></rss>`),
		"rdf":  manyItems(`<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:x="http://purl.org/dc/elements/1.1/" xml:base="http://quay.example/"><channel><title>Quay</title><link>/l</link></channel>`, `<item><title>T%d</title><x:creator>%s</x:creator></item>`, `</r:RDF>`),
		"atom": manyItems(`<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="http://quay.example/"><a:title>Quay</a:title>`, `<a:entry><a:title>T%d</a:title><a:author><a:name>%s</a:name></a:author></a:entry>`, `<a:link href="/l"/></a:feed>`),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse(body, Options{})
			if err != nil || f.Title != "Quay" || f.Link != "http://quay.example/l" || len(f.Warnings) > 0 {
				t.Fatalf("%v, %+v", err, f)
			}
			if len(f.Items) < 1000 {
				t.Fatalf("%d items", len(f.Items))
			}
			for i, item := range f.Items {
				if item.Title != fmt.Sprintf("T%d", i) || len(item.Authors) != 1 || !strings.HasPrefix(item.Authors[0].Name, "harbour") {
					t.Fatalf("item %d is %q by %q", i, item.Title, item.Authors)
				}
			}
		})
	}
}

// TestCutsAndBasesAreFound compares with doing it one byte at a time.
func TestCutsAndBasesAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringMatching(`[a-z]{20,60}`).Draw(t, "text"))
		var s survey
		keep := make([]bool, len(text))
		for i := range keep {
			keep[i] = true
		}
		for at := 0; ; {
			from := at + rapid.IntRange(0, 10).Draw(t, "gap")
			to := from + rapid.IntRange(1, 10).Draw(t, "length")
			if to > len(text) {
				break
			}
			s.cuts = append(s.cuts, cut{from, to})
			for i := from; i < to; i++ {
				keep[i] = false
			}
			at = to
		}
		marked := append([]byte(nil), text...)
		for at := rapid.IntRange(1, 9).Draw(t, "base"); at <= len(text); at += rapid.IntRange(1, 9).Draw(t, "base") {
			s.bases = append(s.bases, at)
			marked[at-1] = '_'
		}
		var want []byte
		for i, k := range keep {
			if k {
				want = append(want, marked[i])
			}
		}
		if diff := cmp.Diff(string(want), string(s.strip(nil, text, cut{0, len(text)}))); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}
