package page

import (
	"os"
	"path/filepath"
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

func TestTheColumnsOfTheTableAreTheSamples(t *testing.T) {
	files, err := filepath.Glob("langtrain/samples/*.txt")
	if err != nil || len(files) != len(modelled) {
		t.Fatalf("%d samples, %v; %d languages", len(files), err, len(modelled))
	}
	for i, file := range files {
		if want := strings.TrimSuffix(filepath.Base(file), ".txt"); modelled[i] != want {
			t.Errorf("column %d is %s, want %s", i, modelled[i], want)
		}
	}
	if len(trigrams)%rowSize != 0 {
		t.Errorf("%d bytes are no whole rows of %d", len(trigrams), rowSize)
	}
}

func TestThePageIsBelievedUntilItsTextSpeaksClearlyAgainstIt(t *testing.T) {
	passages := map[string]string{}
	for _, l := range inLanguages(t, "testdata/languages.txt") {
		passages[l[0]] = l[1]
	}
	for _, c := range []struct{ name, stated, text, want string }{
		{"stated and right", "de-AT", passages["de"], "de-AT"},
		{"not stated", "", passages["pl"], "pl"},
		{"not stated, by its script", "", passages["ko"], "ko"},
		{"stated and clearly wrong", "en-US", passages["de"], "de"},
		{"wrong by its script", "en", passages["ja"], "ja"},
		{"a short text is no evidence", "en", "Guten Morgen, Freunde", "en"},
		{"a language that the table does not have", "vi", passages["fr"], "vi"},
		{"both forms of Norwegian", "nb-NO", passages["no"], "nb-NO"},
		{"no letters", "", "2025 – 17 : 4", ""},
		{"too short to tell", "", "Taxi", ""},
	} {
		p := Page{Language: c.stated, Text: c.text}
		if p.tellLanguage(); p.Language != c.want {
			t.Errorf("%s: got %q, want %q", c.name, p.Language, c.want)
		}
	}
}

func FuzzLanguage(f *testing.F) {
	f.Add("Der alte Mann", "en")
	f.Add("\xff漢字かな", "ja-JP")
	f.Fuzz(func(t *testing.T, s, stated string) {
		v := identify(s)
		if v.count > 2*longestSample+2 {
			t.Errorf("%d trigrams", v.count)
		}
		p := Page{Language: language(stated), Text: s}
		p.tellLanguage()
	})
}

func TestLanguageOfATextByItself(t *testing.T) {
	for want, s := range map[string]string{
		"en": "The ministry said on Tuesday that it had signed a contract for cloud services with the company.",
		"de": "Das Ministerium teilte am Dienstag mit, dass es einen Vertrag über Clouddienste mit dem Unternehmen geschlossen hat.",
		"":   "2024 12 3",
	} {
		if got := Language("", s); got != want {
			t.Errorf("Language(%q) = %q, want %q", s, got, want)
		}
	}
}
