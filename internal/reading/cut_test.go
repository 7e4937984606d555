package reading

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// TestTextsThatEndAnywhereAreRead reads the texts of all tables, cut behind each
// of their words, as feeds cut them: every reader must stop at the end.
func TestTextsThatEndAnywhereAreRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("testdata/*/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	g := gazetteer.Default()
	read := 0
	for _, file := range append(files, more...) {
		table, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(table)) {
			language, _, _ := strings.Cut(line, "\t")
			body := longestCell(line)
			if strings.HasPrefix(line, "#") || body == "" {
				continue
			}
			for _, token := range text.Tokens(body) {
				readCut(t, g, language, body[:token.End])
				read++
			}
		}
	}
	if read < 10_000 {
		t.Errorf("only %d texts", read)
	}
}

// longestCell is the text of a row, without the marks of what is wanted.
func longestCell(row string) string {
	longest := ""
	for cell := range strings.SplitSeq(strings.TrimSpace(row), "\t") {
		if len(cell) > len(longest) {
			longest = cell
		}
	}
	return strings.NewReplacer("[", "", "]", "", `\n`, "\n").Replace(longest)
}

func readCut(t *testing.T, g *gazetteer.Gazetteer, language, body string) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s %q: %v", language, body, r)
		}
	}()
	for _, s := range []string{body, body + " "} {
		r := Read(Input{Text: s, Language: language, Published: edtf.Day(2026, 2, 18)}, g)
		if r.OriginPlace.End > len(s) {
			t.Errorf("%s %q: its origin stands at %v", language, s, r.OriginPlace)
		}
	}
}

// FuzzRead reads whatever there is with all readers.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"In the week of", "5 Rs'US$", "Norlake (NRL) said on 3 May it had won $4m.", "»Nein«, sagte sie.", "\x00\n\n(", ""} {
		f.Add("en", s)
	}
	g := gazetteer.Default()
	f.Fuzz(func(t *testing.T, language, s string) {
		if len(s) > 2000 {
			return
		}
		readCut(t, g, language, s)
	})
}
