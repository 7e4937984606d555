package terminal

// fitted is a column that is shown and the cells that it gets.
type fitted struct {
	index    int
	width    int
	least    int // below this, another column had better go
	natural  int // what its longest cell needs
	priority int
	flexible bool
}

// layout chooses the columns that are shown, and their widths. In a pipe that
// is all of them, as wide as they are.
func (l *List[T]) layout() []fitted {
	cols := make([]fitted, len(l.columns))
	for i, c := range l.columns {
		cols[i] = l.measure(i, c)
	}
	if !l.streams.OutIsTerminal {
		return cols
	}
	return fit(cols, l.streams.width())
}

func (l *List[T]) measure(i int, c Column[T]) fitted {
	f := fitted{index: i, priority: c.Priority, natural: Width(flat(c.Title))}
	heading := f.natural
	for _, r := range l.table {
		f.natural = max(f.natural, Width(r.cells[i]))
	}
	f.width, f.least = f.natural, f.natural
	if c.Kind == Number || c.Kind == Time || !l.streams.OutIsTerminal {
		return f
	}
	f.flexible = true
	if c.Max > 0 {
		f.natural = min(f.natural, max(c.Max, heading))
	}
	least := c.Min
	if least == 0 {
		least = 16
	}
	f.least = min(f.natural, least)
	f.width = f.natural
	return f
}

// fit drops the columns of the highest priorities until the rest can stand
// side by side, then deals the cells out to the flexible ones: short columns
// get what they need, the others the same.
func fit(cols []fitted, width int) []fitted {
	for need(cols) > width {
		drop := -1
		for i, c := range cols {
			if c.priority > 0 && (drop < 0 || c.priority >= cols[drop].priority) {
				drop = i
			}
		}
		if drop < 0 {
			break
		}
		cols = append(cols[:drop:drop], cols[drop+1:]...)
	}
	left, flexible := width-columnGap*(len(cols)-1), 0
	for _, c := range cols {
		if c.flexible {
			flexible++
		} else {
			left -= c.width
		}
	}
	if flexible == 0 {
		return cols
	}
	deal(cols, max(left, 4*flexible))
	return cols
}

// need is the least width in which the columns can stand.
func need(cols []fitted) int {
	n := columnGap * (len(cols) - 1)
	for _, c := range cols {
		n += c.least
	}
	return n
}

// deal sets the widths of the flexible columns so that they take at most left
// cells: the highest common level that fits, the least widths kept where
// possible, and what remains one by one from the left.
func deal(cols []fitted, left int) {
	level := func(l int, c fitted, least bool) int {
		w := min(c.natural, l)
		if least {
			w = max(w, c.least)
		}
		return w
	}
	total := func(l int, least bool) (n int) {
		for _, c := range cols {
			if c.flexible {
				n += level(l, c, least)
			}
		}
		return n
	}
	least := total(0, true) <= left
	lo, hi := 0, left
	for lo < hi {
		if mid := (lo + hi + 1) / 2; total(mid, least) <= left {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	rest := left - total(lo, least)
	for i := range cols {
		c := &cols[i]
		if !c.flexible {
			continue
		}
		c.width = level(lo, *c, least)
		if rest > 0 && c.width < c.natural {
			c.width++
			rest--
		}
	}
}
