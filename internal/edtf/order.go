package edtf

import (
	"cmp"
	"strings"
)

// Overlaps says whether the two dates can share a moment. An open or unknown
// end reaches as far as it must; the unknown date overlaps nothing.
func (d Date) Overlaps(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	dStart, dEnd := d.seconds()
	eStart, eEnd := e.seconds()
	return dStart < eEnd && eStart < dEnd
}

// Compare orders dates by their start, then by their end, then as they are
// written, so that it returns 0 for equal dates only. An open or unknown start
// comes first, an open or unknown end last, and the unknown date after all.
func Compare(a, b Date) int {
	if a == b {
		return 0
	}
	if a.IsZero() {
		return 1
	}
	if b.IsZero() {
		return -1
	}
	aStart, aEnd := a.seconds()
	bStart, bEnd := b.seconds()
	return cmp.Or(cmp.Compare(aStart, bStart), cmp.Compare(aEnd, bEnd), strings.Compare(a.String(), b.String()))
}
