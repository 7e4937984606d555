package gazetteer

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/text"
)

// suggestion is a known name and how far it is from what was asked for.
type suggestion struct {
	name  string
	slips int
}

// Suggest returns at most n canonical names that someone who wrote name may
// have meant: those that begin with it, and those a few slips away, the nearest first.
func (g *Gazetteer) Suggest(name string, n int) []string {
	asked := text.Fold(name)
	if asked == "" || n <= 0 {
		return nil
	}
	allowed := max(1, len(asked)/4)
	best := map[string]int{}
	for i := range g.rows {
		r := &g.rows[i]
		for _, field := range []string{r.Name, r.Aliases, r.Weak} {
			for alias := range list(field) {
				slips, near := nearness(asked, text.Fold(alias), allowed)
				if has, found := best[r.Name]; near && (!found || slips < has) {
					best[r.Name] = slips
				}
			}
		}
	}
	all := make([]suggestion, 0, len(best))
	for name, slips := range best {
		all = append(all, suggestion{name, slips})
	}
	slices.SortFunc(all, func(a, b suggestion) int {
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	names := make([]string, 0, n)
	for _, s := range all[:min(n, len(all))] {
		names = append(names, s.name)
	}
	return names
}

// nearness returns the slips between what was asked for and a name; the rest of
// a name that begins so counts as one.
func nearness(asked, name string, allowed int) (slips int, near bool) {
	if strings.HasPrefix(name, asked) {
		return min(1, len(name)-len(asked)), true
	}
	if len(name) > len(asked)+allowed || len(asked) > len(name)+allowed {
		return 0, false
	}
	slips = text.Slips(asked, name)
	return slips, slips <= allowed
}
