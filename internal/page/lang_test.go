package page

import (
	"os"
	"strings"
	"testing"
)

// inLanguages reads a list of lines "code, tab, text".
func inLanguages(t *testing.T, path string) [][2]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all [][2]string
	for line := range strings.Lines(string(raw)) {
		code, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			t.Fatalf("%s: %q has no tab", path, line)
		}
		all = append(all, [2]string{code, text})
	}
	return all
}

// pieces returns every part of a text of the given bytes that begins some
// hundred bytes after the last one.
func pieces(s string, size int) []string {
	var all []string
	for i := 0; i+size <= len(s); i += size / 3 {
		all = append(all, strings.ToValidUTF8(s[i:i+size], ""))
	}
	return all
}

func TestLanguagesOfPassages(t *testing.T) {
	right, count := 0, 0
	languages := map[string]bool{}
	for _, l := range inLanguages(t, "testdata/languages.txt") {
		languages[l[0]] = true
		for _, s := range pieces(l[1], 300) {
			count++
			if v := identify(s); v.language == l[0] {
				right++
			} else {
				t.Logf("%s taken for %q (lead %.3f): %s", l[0], v.language, v.lead, s)
			}
		}
	}
	if len(languages) < 20 || count < 60 {
		t.Fatalf("%d languages, %d passages", len(languages), count)
	}
	if share := float64(right) / float64(count); share < 0.99 {
		t.Errorf("%d of %d passages of 300 bytes, want 99 %%", right, count)
	}
	t.Logf("%d of %d", right, count)
}

func TestLanguagesOfTitles(t *testing.T) {
	right, count := 0, 0
	for _, l := range inLanguages(t, "testdata/languages-titles.txt") {
		count++
		if v := identify(l[1]); v.language == l[0] {
			right++
		} else {
			t.Logf("%s taken for %q (lead %.3f): %s", l[0], v.language, v.lead, l[1])
		}
	}
	if share := float64(right) / float64(count); share < 0.9 {
		t.Errorf("%d of %d titles, want 90 %%", right, count)
	}
	t.Logf("%d of %d", right, count)
}
