package terminal

import (
	"math"
	"testing"
)

func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	for _, c := range []struct {
		value, most float64
		width       int
		want        string
	}{
		{10, 10, 4, "████"}, {5, 10, 4, "██"}, {1, 100, 4, "▏"}, {0, 10, 4, ""}, {3, 8, 1, "▍"}, {20, 10, 2, "██"}, {1, 0, 4, ""}, {1, 1, 0, ""},
	} {
		if got := Bar(c.value, c.most, c.width); got != c.want {
			t.Errorf("Bar(%v, %v, %d) = %q, want %q", c.value, c.most, c.width, got, c.want)
		}
	}
}

func TestSparklines(t *testing.T) {
	for _, c := range []struct {
		values []float64
		width  int
		want   string
	}{
		{[]float64{0, 1, 4, 8}, 10, "·▂▅█"}, {[]float64{1, 1, 2, 2}, 2, "▅█"}, {nil, 5, ""}, {[]float64{0, 0}, 5, "··"},
	} {
		if got := Sparkline(c.values, c.width); got != c.want {
			t.Errorf("Sparkline(%v, %d) = %q, want %q", c.values, c.width, got, c.want)
		}
	}
}

func FuzzBar(f *testing.F) {
	f.Add(1.0, 3.0, 10)
	f.Fuzz(func(t *testing.T, value, most float64, width int) {
		if math.IsNaN(value) || math.IsNaN(most) {
			return
		}
		width %= 500
		if got := Width(Bar(value, most, width)); got > max(0, width) {
			t.Fatalf("a bar of %d cells in %d", got, width)
		}
	})
}
