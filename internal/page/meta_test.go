package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Pages whose metadata takes a shape of its own; the address tells no date.
func TestMetadataReadsAsTheGoldenFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/meta/*.html")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d golden pages, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := golden(t, Parse(source, Options{URL: "https://www.harbourpost.example/story/" + name}))
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
