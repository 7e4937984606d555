package gazetteer

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesAreFoundByTheirBeginning(t *testing.T) {
	rows := small().rows
	for _, c := range []struct {
		prefix string
		want   []string // "name → key"
	}{
		{"acme f", []string{"Acme Federal → company:acme"}},
		{"ROST", []string{"Rostrum → company:rostrum", "Rostrum → product:rostrum"}},
		{"no such", nil},
		{"Acme Federal and more", nil},
	} {
		var got []string
		for name, e := range Beginning(rows, c.prefix) {
			got = append(got, name+" → "+e.Key)
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, slices.Compact(got)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.prefix, diff)
		}
	}
	all := 0
	for range Beginning(rows, "") {
		if all++; all == 2 {
			break // it stops when nobody listens
		}
	}
	if all != 2 {
		t.Errorf("%d names begin with nothing", all)
	}
}

func TestEveryEmbeddedNameIsFoundByItself(t *testing.T) {
	for _, name := range []string{"Palantir", "ICE", "Amazon Web Services", "Ministry of Defence"} {
		found := false
		for got := range Beginning(Rows(), name) {
			found = found || got == name
		}
		if !found {
			t.Errorf("%q is not found", name)
		}
	}
}
