package cli

import (
	"cmp"
	"fmt"
	"strings"

	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

// mentionStyles are the styles of names in a text.
var mentionStyles = map[news.EntityKind]terminal.Style{
	news.EntityCompany: terminal.Cyan, news.EntityAgency: terminal.Blue, news.EntityProduct: terminal.Green,
}

// actStyles are the styles of what is said.
var actStyles = map[news.Act]terminal.Style{news.ActDenial: terminal.Red, news.ActNoComment: terminal.Red}

// marks are the places of facts in their text.
func marks(f *report.Facts) (all []terminal.Mark) {
	if f == nil {
		return nil
	}
	add := func(start, end int, s terminal.Style) {
		all = append(all, terminal.Mark{Start: start, End: end, Style: s})
	}
	for _, s := range f.Statements {
		add(s.Start, s.End, actStyles[s.Act])
	}
	for _, m := range f.Mentions {
		if m.By != news.ByReference {
			add(m.Start, m.End, mentionStyles[m.Kind])
		}
	}
	for _, x := range f.Attributions {
		add(x.Start, x.End, terminal.Dim)
	}
	for _, x := range f.Amounts {
		if x.Currency != "" {
			add(x.Start, x.End, terminal.Bold)
		}
	}
	for _, d := range f.Dates {
		add(d.Start, d.End, terminal.Yellow)
	}
	return all
}

// showFacts lists what was read, each kind under its name.
func (a *app) showFacts(shown report.Shown) error {
	f := shown.Facts
	if f == nil {
		return nil
	}
	st, text := a.streams, shown.Version.Text
	var lines [][2]string
	add := func(kind, line string) { lines = append(lines, [2]string{kind, line}) }
	if len(f.Origins) > 0 {
		add("origin", strings.Join(f.Origins, ", "))
	}
	for _, d := range f.Deals {
		add("deal", dealLine(d))
	}
	for _, e := range f.Events {
		add("event", e.Date.String()+": "+e.Of(text))
	}
	for _, s := range f.Statements {
		add(actWord(s.Act), cmp.Or(s.Speaker, "(somebody)")+": "+s.Of(text))
	}
	last := ""
	for _, l := range lines {
		kind := l[0]
		if kind == last {
			kind = ""
		}
		last = l[0]
		if err := a.showFact(st, kind, terminal.Clean(l[1])); err != nil {
			return err
		}
	}
	if len(lines) > 0 {
		return st.Printf("\n")
	}
	return nil
}

// factIndent is the width of the column with the kinds of facts.
const factIndent = 14

func (a *app) showFact(st terminal.Streams, kind, line string) error {
	if st.OutIsTerminal {
		line = terminal.Wrap(line, max(20, min(textWidth, st.Width)-factIndent))
	}
	for i, part := range strings.Split(line, "\n") {
		if i > 0 {
			kind = ""
		}
		if err := st.Printf("%s%s\n", st.Style(terminal.Dim, pad(kind, factIndent)), part); err != nil {
			return err
		}
	}
	return nil
}

// dealLine says a deal on one line.
func dealLine(d news.Deal) string {
	amount := ""
	if d.Currency != "" {
		amount = strings.TrimSpace(boundWord(d.Bound) + " " + humanMoney(d.Amount, d.Currency))
	}
	return strings.Join(parts(dealWho(d.Vendor, d.Agency, d.Reseller), d.What, amount, string(d.Status), d.Date.String(), strings.Join(d.Registry, ", ")), " · ")
}

// dealWho says the parties of a deal.
func dealWho(vendor, agency, reseller string) string {
	who := cmp.Or(vendor, "(no vendor yet)") + " → " + cmp.Or(agency, "(no agency named)")
	if reseller != "" {
		who += " through " + reseller
	}
	return who
}

func boundWord(b news.Bound) string {
	if b == news.BoundRange {
		return "about"
	}
	return string(b)
}

// humanMoney writes an amount as people read it: USD 1.4 billion.
func humanMoney(value float64, currency string) string {
	for _, scale := range []struct {
		least float64
		name  string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if value >= scale.least {
			return strings.TrimSpace(currency + " " + trimmed(value/scale.least) + " " + scale.name)
		}
	}
	return strings.TrimSpace(currency + " " + grouped(value))
}

// trimmed writes a number with at most three decimals, none of them 0 at the end.
func trimmed(v float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
}

// grouped writes a number with its thousands apart.
func grouped(v float64) string {
	whole, rest, _ := strings.Cut(trimmed(v), ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}

// actWord names an act of speech.
func actWord(a news.Act) string { return strings.ReplaceAll(string(a), "_", " ") }
