package feed

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

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// TestFeedsGiveWhatStandsBesideThem reads every feed in testdata and compares
// with the JSON beside it.
func TestFeedsGiveWhatStandsBesideThem(t *testing.T) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, name := range names {
		if strings.HasSuffix(name, ".golden") || strings.HasSuffix(name, ".tsv") {
			continue
		}
		checked++
		t.Run(filepath.Base(name), func(t *testing.T) {
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			untouched := bytes.Clone(body)
			f, err := Parse(body, Options{BaseURL: "https://gazette.example/feeds/tech.rss"})
			var out bytes.Buffer
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(JSON(f, err)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(body, untouched) {
				t.Error("Parse changed the caller's bytes")
			}
			golden := name + ".golden"
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if checked < 8 {
		t.Fatalf("only %d feeds found", checked)
	}
}
