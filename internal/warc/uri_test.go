package warc

import "testing"

func TestAddressesAreOneHoweverEscaped(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"https://a.example/x", "https://a.example/x", true},
		{"https://a.example/é?q=ü y", "https://a.example/%C3%A9?q=%C3%BC%20y", true},
		{"https://a.example/x?a=1", "https://a.example/x?a=2", false},
		{"https://a.example/x%2Fy", "https://a.example/x/y", false},
	} {
		if got := SameURI(c.a, c.b); got != c.want {
			t.Errorf("SameURI(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
