package cli

import (
	"strconv"

	"dateline/internal/edtf"
)

// shortDate is a date for a narrow column: a moment is cut to its day.
func shortDate(d edtf.Date) string {
	if t, ok := d.Instant(); ok {
		return t.Format("2006-01-02")
	}
	return d.String()
}

// humanDate is a date for running text; a moment keeps its minute and zone.
func humanDate(d edtf.Date) string {
	if t, ok := d.Instant(); ok {
		return t.Format("2006-01-02 15:04 -07:00")
	}
	return d.String()
}

func plainInt(n int) string { return strconv.Itoa(n) }
