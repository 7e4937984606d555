package page

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// seed reads one of the first articles, which lie beside the repository.
func seed(t *testing.T, name string) string {
	t.Helper()
	source, err := os.ReadFile("../../../shared/seeds/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared/seeds is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func TestSeedWithoutNoiseIsAllBody(t *testing.T) {
	source := seed(t, "000_1b2e35f18ad8265a.txt")
	p := ParseText([]byte(source), Options{})
	if want := strings.Join(strings.Split(strings.TrimSpace(source), "\n"), "\n\n"); p.Text != want {
		t.Errorf("text is not the whole source:\n%s", p.Text)
	}
	for _, b := range p.Blocks {
		if b.Label != Body {
			t.Errorf("%s: %.60s", b.Label, b.Text)
		}
	}
}

func TestSeedLosesCaptionCreditAndBiography(t *testing.T) {
	source := seed(t, "004_19d60a0695544406.txt")
	p := ParseText([]byte(source), Options{})
	var want []string
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", strings.HasPrefix(line, "CORRECTION /"), strings.HasPrefix(line, "(Image credit"),
			line == "Andy Chalk", line == "US News Lead", strings.HasPrefix(line, "Andy has been"):
		default:
			want = append(want, line)
		}
	}
	if len(want) != 4 {
		t.Fatalf("the seed has changed: %d paragraphs", len(want))
	}
	if p.Text != strings.Join(want, "\n\n") {
		t.Errorf("text:\n%s", p.Text)
	}
	for label, prefix := range map[Label]string{
		Caption: "CORRECTION /", Credit: "(Image credit", Biography: "Andy has been", Byline: "Andy Chalk", Standfirst: "Microsoft's ties",
	} {
		if all := p.With(label); len(all) == 0 || !strings.HasPrefix(all[0], prefix) {
			t.Errorf("%s: %.60q, want %q…", label, all, prefix)
		}
	}
	if len(p.Authors) != 1 || p.Authors[0] != "Andy Chalk" {
		t.Errorf("authors %q", p.Authors)
	}
	if len(p.Corrections) != 0 {
		t.Errorf("the correction of a caption is none of the story: %q", p.Corrections)
	}
}
