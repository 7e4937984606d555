package export

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode/utf8"
)

func TestCutTo(t *testing.T) {
	for _, test := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöüß", 3, "äö…"}, {"", 1, ""}} {
		if got := cutTo(test.in, test.n); got != test.want {
			t.Errorf("%q to %d: %q", test.in, test.n, got)
		}
	}
}

// A key tells parts apart that are the same when run together.
func TestKeys(t *testing.T) {
	if hashed("a", "bc") == hashed("ab", "c") || hashed("a") != "adfba10e74dfa3600bdefaef15349f9804c6be41" {
		t.Error("parts are mixed up")
	}
	seen := map[string]string{}
	for _, h := range sampleEvents(t) {
		key := eventKey(h)
		if seen[key] != "" {
			t.Errorf("%s and %s have one key", h.ID, seen[key])
		}
		seen[key] = h.ID
	}
	// Another store numbers the article otherwise.
	if factKey("https://herald.example/a", "1.2") != factKey("https://herald.example/a", "77.2") {
		t.Error("a key depends on the number of an article")
	}
}

// What came from outside reaches no file with commands in it: the goldens hold
// such words in every format.
func TestNoGoldenHasControlCharacters(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.golden"))
	check(t, err)
	nasty := 0
	for _, name := range names {
		b, err := os.ReadFile(name)
		check(t, err)
		if !utf8.Valid(b) || regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{80}-\x{9f}\x{2028}\x{2029}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{fffd}]|\\u(00[01][0-8a-f]|202)|&#x(1|1B|B|2028|202E);`).Match(b) {
			t.Errorf("%s has control characters", name)
		}
		if bytes.Contains(b, []byte("👩")) {
			nasty++
		}
	}
	if nasty < 18 {
		t.Errorf("%d goldens hold the words", nasty)
	}
}
