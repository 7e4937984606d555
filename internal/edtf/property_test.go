package edtf_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline/internal/edtf"
)

// single draws a date that is no interval.
func single(t *rapid.T, name string) edtf.Date {
	year := rapid.IntRange(1, 9999).Draw(t, name+" year")
	var d edtf.Date
	switch rapid.IntRange(0, 9).Draw(t, name+" kind") {
	case 0:
		d = edtf.Century(year)
	case 1:
		d = edtf.Decade(year)
	case 2:
		d = edtf.Year(year)
	case 3:
		d = edtf.Half(year, rapid.IntRange(1, 2).Draw(t, "half"))
	case 4:
		d = edtf.Quarter(year, rapid.IntRange(1, 4).Draw(t, "quarter"))
	case 5:
		d = edtf.Season(year, rapid.IntRange(21, 24).Draw(t, "season"))
	case 6:
		d = edtf.Month(year, month(t))
	case 7:
		d = edtf.Day(year, month(t), rapid.IntRange(1, 28).Draw(t, "day"))
	case 8:
		zone := time.FixedZone("", 60*rapid.IntRange(-18*60, 18*60).Draw(t, "offset"))
		return edtf.Instant(time.Date(rapid.IntRange(2, 9998).Draw(t, "y"), month(t), rapid.IntRange(1, 31).Draw(t, "d"),
			0, 0, rapid.IntRange(0, 86399).Draw(t, "seconds"), 0, zone))
	case 9:
		return edtf.Date{}
	}
	return d.With(edtf.Qualifier(rapid.IntRange(0, 3).Draw(t, "qualifier")))
}

func month(t *rapid.T) time.Month { return time.Month(rapid.IntRange(1, 12).Draw(t, "month")) }

func anyDate(t *rapid.T, name string) edtf.Date {
	d := single(t, name)
	switch rapid.IntRange(0, 3).Draw(t, name+" interval") {
	case 0:
		return edtf.Interval(d, single(t, name+" end"))
	case 1:
		return edtf.Since(d)
	case 2:
		return edtf.Until(d)
	}
	return d
}

func TestParseAndPrintAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t, "date")
		back, err := edtf.Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%q was read as %q, %v", d, back, err)
		}
		if len(d.String()) > edtf.Longest {
			t.Fatalf("%q is longer than the longest", d)
		}
	})
}

func TestBoundsAreInOrderAndInUTC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t, "date")
		from, to := d.Bounds()
		if from.Location() != time.UTC || to.Location() != time.UTC {
			t.Fatalf("%q: %v, %v", d, from, to)
		}
		if !to.IsZero() && !from.Before(to) {
			t.Fatalf("%q: from %v to %v", d, from, to)
		}
		if at, ok := d.Instant(); ok && (!at.Equal(from) || to.Sub(from) != time.Second) {
			t.Fatalf("%q: %v, but from %v to %v", d, at, from, to)
		}
	})
}

func TestOverlapIsSharedTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate(t, "a"), anyDate(t, "b")
		if a.Overlaps(b) != b.Overlaps(a) {
			t.Fatalf("%q and %q disagree", a, b)
		}
		if !a.IsZero() && !a.Overlaps(a) {
			t.Fatalf("%q does not overlap itself", a)
		}
		_, aTo := a.Bounds()
		bFrom, _ := b.Bounds()
		if a.Overlaps(b) && !aTo.IsZero() && !bFrom.IsZero() && !bFrom.Before(aTo) {
			t.Fatalf("%q ends before %q begins, and overlaps it", a, b)
		}
		if whole := edtf.Interval(a, b); !whole.IsZero() && !a.IsZero() && !whole.Overlaps(a) {
			t.Fatalf("%q does not overlap its beginning %q", whole, a)
		}
	})
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyDate(t, "a"), anyDate(t, "b"), anyDate(t, "c")
		if edtf.Compare(a, b) != -edtf.Compare(b, a) {
			t.Fatalf("%q and %q: %d and %d", a, b, edtf.Compare(a, b), edtf.Compare(b, a))
		}
		if (edtf.Compare(a, b) == 0) != (a == b) {
			t.Fatalf("%q and %q compare as %d", a, b, edtf.Compare(a, b))
		}
		if edtf.Compare(a, b) <= 0 && edtf.Compare(b, c) <= 0 && edtf.Compare(a, c) > 0 {
			t.Fatalf("%q ≤ %q ≤ %q, but not the first and the last", a, b, c)
		}
		if !a.IsZero() && edtf.Compare(a, edtf.Date{}) >= 0 {
			t.Fatalf("%q comes after the unknown date", a)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2025", "2025-07-03T10:00:00+02:00", "201X~", "2011-Q4/2012-H1", "../2025?", "2004-XX-XX", "2025-07/", "2025-24"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := edtf.Parse(s)
		if err != nil {
			if !d.IsZero() {
				t.Errorf("Parse(%q) = %q, %v", s, d, err)
			}
			return
		}
		if back, err := edtf.Parse(d.String()); err != nil || back != d {
			t.Errorf("%q was printed as %q and read as %q, %v", s, d, back, err)
		}
		if from, to := d.Bounds(); !from.IsZero() && !to.IsZero() && !from.Before(to) {
			t.Errorf("%q: from %v to %v", s, from, to)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := edtf.Parse("2025-07-03T10:00:00+02:00"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkString(b *testing.B) {
	d := edtf.Interval(edtf.Month(2025, 7), edtf.Day(2026, 2, 3))
	b.ReportAllocs()
	for b.Loop() {
		if len(d.String()) != 18 {
			b.Fatal("wrong")
		}
	}
}
