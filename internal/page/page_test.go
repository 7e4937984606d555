package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden is what a golden file keeps of a page: everything, with blocks as
// "label: text", so that a change is easy to read.
func golden(t *testing.T, p Page) []byte {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, b := range p.Blocks {
		blocks = append(blocks, string(b.Label)+": "+b.Text)
	}
	fields["blocks"] = blocks
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(fields); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPagesReadAsTheGoldenFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d golden pages, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := Parse(source, Options{URL: "https://www.lantern.example/2026/02/18/" + name})
			checkSpans(t, p)
			got := golden(t, p)
			path := strings.TrimSuffix(file, ".html") + ".json"
			if *update {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// checkSpans verifies that the blocks of a page make up its text.
func checkSpans(t *testing.T, p Page) {
	t.Helper()
	end := 0
	for _, b := range p.Blocks {
		if b.Span.End == 0 {
			if b.Label.InText() && b.Text != "" {
				t.Errorf("%s %q has no place in the text", b.Label, b.Text)
			}
			continue
		}
		if got := b.Span.Of(p.Text); got != b.Text || !b.Label.InText() {
			t.Errorf("span of %s %q holds %q", b.Label, b.Text, got)
		}
		if end > 0 && p.Text[end:b.Span.Start] != "\n\n" {
			t.Errorf("%q between paragraphs", p.Text[end:b.Span.Start])
		}
		end = b.Span.End
	}
	if end != len(p.Text) {
		t.Errorf("text goes on to %d, blocks end at %d", len(p.Text), end)
	}
}

func TestEveryEmptyTextHasAReason(t *testing.T) {
	for _, source := range []string{"", "<html>", "<p></p>", "<script>x</script>", "\x00\x01", "<nav><a href=/>Home</a></nav>", strings.Repeat("<div>", 700)} {
		p := Parse([]byte(source), Options{})
		if p.Text == "" && (p.Reason == "" || p.Access == "") {
			t.Errorf("%q: access %q, reason %q", source, p.Access, p.Reason)
		}
	}
	if p := ParseText(nil, Options{}); p.Reason == "" {
		t.Error("an empty text needs a reason")
	}
}

// deepPage returns a page nested deeper than the standard parser allows.
func deepPage(paragraphs int) []byte {
	var b strings.Builder
	b.WriteString("<html><title>Deep</title><body>")
	b.WriteString(strings.Repeat("<div>", 600))
	b.WriteString("<h1>A story under many boxes</h1>")
	for range paragraphs {
		b.WriteString("<p>The border agency has tripled what it keeps in the cloud of one company in half a year, as invoices show.</p>")
		b.WriteString("<p>The company said that it sells <a href='https://a.example/x'>office software</a>, and that nothing else is known to it.</p>")
	}
	return []byte(b.String())
}

func TestAPageNestedTooDeeplyIsNotLost(t *testing.T) {
	p := Parse(deepPage(1), Options{URL: "https://a.example/deep"})
	if want := "The border agency has tripled"; !strings.HasPrefix(p.Text, want) {
		t.Errorf("text %q, want it to begin with %q", p.Text, want)
	}
	if p.Title != "A story under many boxes" || len(p.Links) != 1 {
		t.Errorf("title %q, links %v", p.Title, p.Links)
	}
}

// FuzzParse wants -fuzzminimizetime=10x: pages are long, and making each new one
// shorter takes all the time otherwise.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source, "https://a.example/2026/02/18/x")
	}
	f.Add(deepPage(2), "")
	f.Add([]byte("<p>caf\xe9<br><br><table><td>x"), "::")
	f.Fuzz(func(t *testing.T, source []byte, url string) {
		for _, p := range []Page{Parse(source, Options{URL: url}), ParseText(source, Options{URL: url})} {
			checkSpans(t, p)
			if p.Text == "" && p.Reason == "" {
				t.Error("no text and no reason")
			}
			if strings.ContainsRune(p.Text, 0) {
				t.Error("a zero byte in the text")
			}
			if _, err := json.Marshal(p); err != nil {
				t.Error(err)
			}
		}
	})
}
