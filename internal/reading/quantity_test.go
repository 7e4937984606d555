package reading

import "testing"

func TestQuantitiesAreReadWithTheirUnits(t *testing.T) {
	for _, c := range amountCases(t, "quantities.tsv") {
		if got := describeAmounts(amountsOf(c), false); got != c.want {
			t.Errorf("quantities.tsv:%d: %s\n got %s\nwant %s", c.line, c.text, got, c.want)
		}
	}
}

func TestSingularOfEnglishNouns(t *testing.T) {
	for plural, want := range map[string]string{
		"agencies": "agency", "boxes": "box", "branches": "branch", "detainees": "detainee", "classes": "class", "dishes": "dish", "cases": "case",
	} {
		if got := singular(plural); got != want {
			t.Errorf("singular(%q) = %q, want %q", plural, got, want)
		}
	}
}
