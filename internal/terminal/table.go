package terminal

import (
	"strings"
	"sync"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

type tableRow struct {
	cells  []string
	styles []Style
}

// columnGap is the number of cells between two columns.
const columnGap = 2

// tableRow holds a row as it will be shown: on a terminal with Show, in a pipe
// with Cell.
func (l *List[T]) tableRow(row T) tableRow {
	out := tableRow{make([]string, len(l.columns)), make([]Style, len(l.columns))}
	for i, c := range l.columns {
		cell := c.Cell
		if l.streams.OutIsTerminal && c.Show != nil {
			cell = c.Show
		}
		out.cells[i] = flat(cell(row))
		if c.Style != nil && l.streams.Colour {
			out.styles[i] = c.Style(row)
		}
	}
	return out
}

// measureLocale makes go-pretty measure as we do, whatever the locale.
var measureLocale = sync.OnceFunc(func() { text.OverrideRuneWidthEastAsianWidth(false) })

// render draws the table: fitted on a terminal, whole in a pipe.
func (l *List[T]) render() string {
	measureLocale()
	shown := l.layout()
	w := table.NewWriter()
	w.SetStyle(l.style())
	w.SuppressTrailingSpaces()
	head := make(table.Row, len(shown))
	configs := make([]table.ColumnConfig, len(shown))
	for i, f := range shown {
		head[i] = string(paint(Bold, flat(l.columns[f.index].Title), l.streams.Colour))
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMin: f.width}
		if l.columns[f.index].Kind == Number {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	w.SetColumnConfigs(configs)
	w.AppendHeader(head)
	for _, r := range l.table {
		row := make(table.Row, len(shown))
		for i, f := range shown {
			row[i] = l.drawCell(r.cells[f.index], r.styles[f.index], f)
		}
		w.AppendRow(row)
	}
	return w.Render() + "\n"
}

// drawCell fits a cell into its column, every line with its own style.
func (l *List[T]) drawCell(s string, st Style, f fitted) string {
	lines := []string{s}
	if l.streams.OutIsTerminal {
		lines = fill(s, f.width, l.columns[f.index].Lines)
	}
	for i := range lines {
		if l.streams.OutIsTerminal {
			lines[i] = level(lines[i])
		}
		lines[i] = string(paint(st, lines[i], l.streams.Colour))
	}
	return strings.Join(lines, "\n")
}

// fill breaks s into at most n lines of width cells; the last one is cut.
func fill(s string, width, n int) []string {
	if n <= 1 || Width(s) <= width {
		return []string{Cut(s, width)}
	}
	lines := wrapLine(s, width, true)
	if len(lines) <= n {
		return lines
	}
	last := lines[n-1]
	if at := strings.LastIndexByte(last, ' '); Width(last) == width && at > len(last)/3 {
		last = last[:at] // a whole word fewer rather than a part of one
	}
	return append(lines[:n-1:n-1], Cut(last+ellipsis, width))
}

func (l *List[T]) style() table.Style {
	st := table.Style{Name: "dateline"}
	st.Box.MiddleVertical = strings.Repeat(" ", columnGap)
	st.Box.MiddleHorizontal = "─"
	st.Box.MiddleSeparator = strings.Repeat(" ", columnGap)
	st.Format = table.FormatOptions{} // headings as they are
	st.Options.SeparateColumns = true
	st.Options.SeparateHeader = l.streams.OutIsTerminal
	return st
}
