package gazetteer

import (
	"slices"
	"testing"
)

func TestSuggestKnowsWhatWasMeant(t *testing.T) {
	g := small()
	for _, c := range []struct {
		name string
		n    int
		want []string
	}{
		{"Acme", 3, []string{"Acme"}},
		{"acm", 3, []string{"Acme"}},
		{"Amce", 3, []string{"Acme"}},
		{"Rostrm", 3, []string{"Rostrum"}},
		{"QHO", 3, []string{"U.S. Quay and Harbour Office"}},
		{"Zeppelin", 3, []string{}},
		{"", 3, nil},
		{"Acme", 0, nil},
	} {
		if got := g.Suggest(c.name, c.n); !slices.Equal(got, c.want) {
			t.Errorf("Suggest(%q, %d) = %q, want %q", c.name, c.n, got, c.want)
		}
	}
}

func TestSuggestOnTheTables(t *testing.T) {
	for name, want := range map[string]string{
		"Palentir": "Palantir Technologies", "Clearveiw AI": "Clearview AI", "Accentur": "Accenture", "Bundeskriminalmt": "Bundeskriminalamt",
	} {
		if got := Default().Suggest(name, 5); !slices.Contains(got, want) {
			t.Errorf("Suggest(%q) = %q, which lacks %s", name, got, want)
		}
	}
}
