package reading

import "testing"

func TestNumbersInDigitsAreReadByTheHabitsOfTheirLanguage(t *testing.T) {
	for _, c := range []struct {
		in                            string
		comma, scaled, money, percent bool
		want                          float64
		length                        int
	}{
		{"5", false, false, false, false, 5, 1},
		{"1,234", false, false, false, false, 1234, 5},
		{"1,234,567.89", false, false, true, false, 1234567.89, 12},
		{"1.234.567,89", true, false, true, false, 1234567.89, 12},
		{"1,23,45,000", false, false, true, false, 12345000, 11},
		{"1.234", true, false, false, false, 1234, 5},
		{"1.234", false, true, true, false, 1.234, 5},
		{"1,234", true, true, true, false, 1.234, 5},
		{"18.827", false, true, true, false, 18.827, 6},
		{"850.000", false, false, true, false, 850000, 7},
		{"2.500", true, true, true, false, 2500, 5},
		{"12'000", false, false, true, false, 12000, 6},
		{"12’000.50", false, false, true, false, 12000.5, 11},
		{"1 234 567", true, false, true, false, 1234567, 9},
		{"1\u202f234\u202f567,5", true, false, true, false, 1234567.5, 15},
		{"0,5", true, true, true, false, 0.5, 3},
		{"0.125", true, false, false, true, 0.125, 5},
		{"99,90", true, false, true, false, 99.9, 5},
		{"12, 13", false, false, false, false, 12, 2},
		{"2024 500", true, false, false, false, 2024, 4},
	} {
		n, ok := readNumeral(c.in, 0, true)
		if !ok {
			t.Errorf("%q is no number", c.in)
			continue
		}
		if got := n.settle(c.comma, c.scaled, c.money, c.percent); got != c.want || n.end != c.length {
			t.Errorf("%q = %v in %d bytes, want %v in %d", c.in, got, n.end, c.want, c.length)
		}
	}
}

func TestDigitsThatAreNoNumber(t *testing.T) {
	for _, in := range []string{"1234567890123456789012", "1.2.3", "1,2,3", "192.168.1.10", "12.34,56,78"} {
		if n, ok := readNumeral(in, 0, true); ok {
			t.Errorf("%q is read as %v", in, n.value)
		}
	}
}
