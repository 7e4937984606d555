package page

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// sample is a real page with what people found to be its text.
type sample struct {
	name, url, text string
	html            []byte
	captions        []string
}

// samples reads a set of pages that lies beside the repository.
func samples(tb testing.TB, set string) []sample {
	tb.Helper()
	dir := filepath.Join("../../../shared/corpora/pages", set)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		tb.Skip("../shared/corpora/pages is not here")
	}
	golds, err := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if err != nil || len(golds) == 0 {
		tb.Fatalf("%d pages, %v", len(golds), err)
	}
	var all []sample
	for _, path := range golds {
		var gold struct {
			URL, Text string
			Captions  []string
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		if err := json.Unmarshal(raw, &gold); err != nil {
			tb.Fatal(err)
		}
		stem := strings.TrimSuffix(path, ".gold.json")
		packed, err := os.Open(stem + ".html.gz")
		if err != nil {
			tb.Fatal(err)
		}
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			tb.Fatal(err)
		}
		source, err := io.ReadAll(unpacked)
		if err != nil {
			tb.Fatal(err)
		}
		packed.Close()
		all = append(all, sample{filepath.Base(stem), gold.URL, gold.Text, source, gold.Captions})
	}
	return all
}

// overlap compares two texts by their sequences of four words, as the
// scrapinghub benchmark does.
func overlap(gold, got string) (precision, recall float64) {
	g, p := sequences(gold), sequences(got)
	same, goldTotal, gotTotal := 0, 0, 0
	for k, n := range g {
		same += min(n, p[k])
		goldTotal += n
	}
	for _, n := range p {
		gotTotal += n
	}
	if same == 0 {
		return 0, 0
	}
	return float64(same) / float64(gotTotal), float64(same) / float64(goldTotal)
}

func sequences(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	all := map[string]int{}
	for i := range max(1, len(words)-3) {
		if end := min(i+4, len(words)); i < end {
			all[strings.Join(words[i:end], " ")]++
		}
	}
	return all
}

func TestRealPagesAreReadWell(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some 260 pages")
	}
	for _, set := range []string{"fundus", "scrapinghub"} {
		t.Run(set, func(t *testing.T) {
			var precision, recall float64
			pages := samples(t, set)
			leaks := 0
			for _, s := range pages {
				p := Parse(s.html, Options{URL: s.url})
				a, b := overlap(s.text, p.Text)
				precision, recall = precision+a, recall+b
				for _, c := range s.captions {
					if len(strings.Fields(c)) > 5 && strings.Contains(p.Text, c) && !strings.Contains(s.text, c) {
						leaks++
						break
					}
				}
			}
			precision, recall = precision/float64(len(pages)), recall/float64(len(pages))
			f := 2 * precision * recall / (precision + recall)
			t.Logf("%d pages: F1 %.3f, precision %.3f, recall %.3f, %d with a caption in the text", len(pages), f, precision, recall, leaks)
			if f < 0.975 {
				t.Errorf("F1 %.3f, want at least .975: these pages were trained on", f)
			}
			if leaks > 2 {
				t.Errorf("%d pages with a caption in the text", leaks)
			}
		})
	}
}

func BenchmarkRealPages(b *testing.B) {
	pages := samples(b, "fundus")
	size := 0
	for _, s := range pages {
		size += len(s.html)
	}
	b.SetBytes(int64(size / len(pages)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s := pages[i%len(pages)]
		Parse(s.html, Options{URL: s.url})
		i++
	}
}
