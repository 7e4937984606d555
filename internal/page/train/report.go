package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// report prints the figures of all sets, and their worst pages.
func report(out io.Writer, name string, all []*specimen, worst int, read func(*specimen) string) {
	for _, set := range sets {
		var f figures
		for _, s := range all {
			if s.set == set {
				f.add(s, read(s))
			}
		}
		if f.pages == 0 {
			continue
		}
		fmt.Fprintf(out, "%-8s %-11s %3d pages, %d empty", name, set, f.pages, f.empty)
		if f.bodies > 0 {
			p, r := f.means()
			fmt.Fprintf(out, ", body F1 %.4f (P %.4f R %.4f), %d below .8, captions in %d of %d", harmonic(p, r), p, r, f.poor, f.leaks, f.captioned)
		}
		if f.found+f.missed > 0 {
			fmt.Fprintf(out, ", segments F %.4f", f.segments())
		}
		fmt.Fprintln(out)
		slices.SortFunc(f.verdicts, func(a, b verdict) int { return cmp.Compare(a.f, b.f) })
		for _, v := range f.verdicts[:min(worst, len(f.verdicts))] {
			fmt.Fprintf(out, "    %s %-20s F %.3f P %.3f R %.3f\n", v.page.name, v.page.site, v.f, v.p, v.r)
		}
	}
}
