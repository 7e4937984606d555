package text

import (
	"slices"
	"strings"
)

// Kind says what an Edit does.
type Kind uint8

// The kinds of edit.
const (
	Same   Kind = iota // the bytes at Old and New are equal
	Delete             // the bytes at Old go; New is empty and says where
	Insert             // the bytes at New come; Old is empty and says where
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	switch k {
	case Same:
		return "same"
	case Delete:
		return "delete"
	case Insert:
		return "insert"
	}
	return "unknown"
}

// Edit is one step from an old text to a new one.
type Edit struct {
	Kind Kind
	Old  Span
	New  Span
}

// maxCost bounds the edits that Myers' search looks for between two anchors.
// Beyond it a passage counts as rewritten.
const maxCost = 256

// Diff returns the edits that make new out of old, word by word. The spans of
// all edits cover both texts from end to end, in order; where words are
// replaced, the deletion stands before the insertion. Equal texts give one
// Same, two empty ones none.
//
// Words that occur once in each text anchor the comparison, Myers' algorithm
// works between the anchors up to a bound. So two texts that share nothing cost
// little more than reading them.
func Diff(old, new string) []Edit {
	d := differ{old: old, new: new}
	ids := make(map[string]int32)
	d.a, d.aEnd = tokens(old, ids)
	d.b, d.bEnd = tokens(new, ids)
	d.compare(len(ids))
	return d.edits
}

// tokens takes s apart into words, white space and single other runes, and
// returns a number for each token and its end.
func tokens(s string, ids map[string]int32) (numbers []int32, ends []int) {
	numbers, ends = make([]int32, 0, len(s)/3+1), make([]int, 0, len(s)/3+1)
	for i := 0; i < len(s); {
		r, size := decode(s, i)
		end := i + size
		switch {
		case isWordRune(r):
			end = wordEnd(s, i, r, size)
		case isSpace(r):
			end, _ = skipSpace(s, i)
		}
		id, known := ids[s[i:end]]
		if !known {
			id = int32(len(ids))
			ids[s[i:end]] = id
		}
		numbers, ends = append(numbers, id), append(ends, end)
		i = end
	}
	return numbers, ends
}

type differ struct {
	old, new   string
	a, b       []int32 // tokens
	aEnd, bEnd []int   // ends of the tokens in bytes
	edits      []Edit
	v          []int // furthest x per diagonal, kept between searches
}

// compare walks from anchor to anchor.
func (d *differ) compare(kinds int) {
	x, y := 0, 0
	for x < len(d.a) && y < len(d.b) && d.a[x] == d.b[y] {
		x, y = x+1, y+1
	}
	d.emit(Same, 0, x, 0, y)
	endX, endY := len(d.a), len(d.b)
	for endX > x && endY > y && d.a[endX-1] == d.b[endY-1] {
		endX, endY = endX-1, endY-1
	}
	for _, p := range anchors(d.a[x:endX], d.b[y:endY], kinds, x, y) {
		if p.x < x || p.y < y {
			continue // already passed by the run of equal tokens before it
		}
		d.between(x, p.x, y, p.y)
		x, y = p.x, p.y
		for x < endX && y < endY && d.a[x] == d.b[y] {
			x, y = x+1, y+1
		}
		d.emit(Same, p.x, x, p.y, y)
	}
	d.between(x, endX, y, endY)
	d.emit(Same, endX, len(d.a), endY, len(d.b))
	d.edits = tidy(d.edits, d.old)
}

type point struct{ x, y int }

// anchors returns the longest chain of tokens that occur exactly once in a and
// once in b, in an order that both share.
func anchors(a, b []int32, kinds, x0, y0 int) []point {
	type count struct{ a, b, x int32 }
	counts := make([]count, kinds)
	for i, id := range a {
		counts[id].a++
		counts[id].x = int32(i)
	}
	for _, id := range b {
		counts[id].b++
	}
	var all []point
	for y, id := range b {
		if c := counts[id]; c.a == 1 && c.b == 1 {
			all = append(all, point{int(c.x) + x0, y + y0})
		}
	}
	// Patience: the longest rising sequence of x, by piles.
	tops, previous := []int{}, make([]int, len(all))
	for i, p := range all {
		pile, _ := slices.BinarySearchFunc(tops, p.x, func(top, x int) int { return all[top].x - x })
		previous[i] = -1
		if pile > 0 {
			previous[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	chain := make([]point, len(tops))
	if len(tops) > 0 {
		for k, i := len(tops)-1, tops[len(tops)-1]; k >= 0; k, i = k-1, previous[i] {
			chain[k] = all[i]
		}
	}
	return chain
}

// between compares the tokens [x,endX) and [y,endY) by Myers' greedy search,
// and gives them up as rewritten beyond maxCost edits.
func (d *differ) between(x, endX, y, endY int) {
	n, m := endX-x, endY-y
	limit := min(n+m, maxCost)
	if n == 0 || m == 0 {
		d.emit(Delete, x, endX, y, y)
		d.emit(Insert, endX, endX, y, endY)
		return
	}
	a, b := d.a[x:endX], d.b[y:endY]
	width := 2*limit + 3
	d.v = append(d.v[:0], make([]int, width)...)
	v, zero := d.v, limit+1
	var trace [][]int // v before each round, diagonals -cost..cost
	for cost := range limit + 1 {
		trace = append(trace, slices.Clone(v[zero-cost:zero+cost+1]))
		for k := -cost; k <= cost; k += 2 {
			i := v[zero+k-1] + 1
			if k == -cost || k != cost && v[zero+k-1] < v[zero+k+1] {
				i = v[zero+k+1]
			}
			j := i - k
			for i < n && j < m && a[i] == b[j] {
				i, j = i+1, j+1
			}
			v[zero+k] = i
			if i >= n && j >= m {
				d.replay(trace, x, y, n, m)
				return
			}
		}
	}
	d.emit(Delete, x, endX, y, y)
	d.emit(Insert, endX, endX, y, endY)
}

// replay follows the search back and emits its edits.
func (d *differ) replay(trace [][]int, x, y, n, m int) {
	type step struct {
		kind           Kind
		i, endI, j, jE int
	}
	var steps []step
	i, j := n, m
	for cost, t := range slices.Backward(trace) {
		// trace[cost] holds diagonals -cost..cost as they were after round cost-1.
		at := func(k int) int { return t[k+cost] }
		k := i - j
		var fromI, fromK int
		switch {
		case cost == 0:
		case k == -cost || k != cost && at(k-1) < at(k+1):
			fromI, fromK = at(k+1), k+1
		default:
			fromI, fromK = at(k-1), k-1
		}
		fromJ := fromI - fromK
		startI, startJ := fromI, fromJ
		kind := Insert
		if cost > 0 {
			if fromK == k+1 {
				startJ++
			} else {
				startI++
				kind = Delete
			}
		}
		if i > startI {
			steps = append(steps, step{Same, startI, i, startJ, j})
		}
		if cost > 0 {
			steps = append(steps, step{kind, fromI, startI, fromJ, startJ})
		}
		i, j = fromI, fromJ
	}
	for _, s := range slices.Backward(steps) {
		d.emit(s.kind, x+s.i, x+s.endI, y+s.j, y+s.jE)
	}
}

// emit appends an edit of tokens, unless it is empty.
func (d *differ) emit(kind Kind, x, endX, y, endY int) {
	if x == endX && y == endY {
		return
	}
	at := func(ends []int, i int) int {
		if i == 0 {
			return 0
		}
		return ends[i-1]
	}
	d.edits = append(d.edits, Edit{
		Kind: kind,
		Old:  Span{at(d.aEnd, x), at(d.aEnd, endX)},
		New:  Span{at(d.bEnd, y), at(d.bEnd, endY)},
	})
}

// tidy joins neighbours of one kind, puts deletions before insertions, and lets
// white space between two changes change with them: a rewritten sentence is one
// deletion and one insertion, not ten of each.
func tidy(edits []Edit, old string) []Edit {
	out := edits[:0]
	for i := 0; i < len(edits); {
		if edits[i].Kind == Same {
			e := edits[i]
			for i++; i < len(edits) && edits[i].Kind == Same; i++ {
				e.Old.End, e.New.End = edits[i].Old.End, edits[i].New.End
			}
			out = append(out, e)
			continue
		}
		o, n := edits[i].Old, edits[i].New
		for ; i < len(edits) && (edits[i].Kind != Same || i+1 < len(edits) && isBlank(edits[i].Old.Of(old)) && edits[i+1].Kind != Same); i++ {
			o.End, n.End = edits[i].Old.End, edits[i].New.End
		}
		if o.Len() > 0 {
			out = append(out, Edit{Delete, o, Span{n.Start, n.Start}})
		}
		if n.Len() > 0 {
			out = append(out, Edit{Insert, Span{o.End, o.End}, n})
		}
	}
	return out
}

// isBlank says whether s is white space within a paragraph.
func isBlank(s string) bool {
	return strings.TrimSpace(s) == "" && !strings.ContainsAny(s, "\n\u2029")
}
