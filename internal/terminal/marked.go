package terminal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Mark is a part of a text that stands out: the bytes [Start,End).
type Mark struct {
	Start, End int
	Style      Style
}

// Marked returns text wrapped to width cells (0: as it is), with its marks in
// their styles where Out has colour. Marks may overlap: their styles add up.
func (s Streams) Marked(text string, marks []Mark, width int) Safe {
	clean := CleanText(text)
	if width > 0 {
		clean = Wrap(text, width)
	}
	if !s.Colour {
		return Safe(clean)
	}
	return Safe(painted(clean, turns(text, marks)))
}

// turn is where a mark begins or ends, counted in characters that are no
// space: those that cleaning and wrapping leave as they are.
type turn struct {
	at    int
	style Style
	on    bool
}

func turns(text string, marks []Mark) []turn {
	var all []turn
	var edges []int
	for _, m := range marks {
		if 0 <= m.Start && m.Start < m.End && m.End <= len(text) && m.Style != Plain {
			edges = append(edges, m.Start, m.End)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	places := make(map[int]int, len(edges))
	at, ink := 0, 0
	for _, edge := range edges {
		ink += inked(CleanText(text[at:edge]))
		places[edge], at = ink, edge
	}
	for _, m := range marks {
		if start, ok := places[m.Start]; ok && m.Start < m.End && m.End <= len(text) && m.Style != Plain {
			all = append(all, turn{start, m.Style, true}, turn{places[m.End], m.Style, false})
		}
	}
	slices.SortStableFunc(all, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	return all
}

// inked counts the characters that are no space.
func inked(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// painted puts styles into a text. No style runs over the end of a line.
func painted(clean string, all []turn) string {
	var b strings.Builder
	var active []string
	ink, lit := 0, ""
	light := func(codes string) {
		if codes == lit {
			return
		}
		if lit != "" {
			b.WriteString("\x1b[0m")
		}
		if codes != "" {
			b.WriteString("\x1b[" + codes + "m")
		}
		lit = codes
	}
	for _, r := range clean {
		if r == '\n' {
			light("")
		}
		if !unicode.IsSpace(r) {
			for len(all) > 0 && all[0].at <= ink {
				if all[0].on {
					active = append(active, string(all[0].style))
				} else if i := slices.Index(active, string(all[0].style)); i >= 0 {
					active = slices.Delete(active, i, i+1)
				}
				all = all[1:]
			}
			light(strings.Join(active, ";"))
			ink++
		} else if len(all) > 0 && all[0].at <= ink {
			light("") // a mark that ends before a space does not colour it
		}
		b.WriteRune(r)
	}
	light("")
	return b.String()
}
