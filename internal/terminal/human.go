package terminal

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// RelativeTime says how long t is from now: "5 min ago", "in 3 h", "2 days
// ago"; beyond a week the day, in now's zone. The zero time is "".
func RelativeTime(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	d := now.Sub(t)
	ahead := d < 0
	if ahead {
		d = -d
	}
	var span string
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		span = fmt.Sprintf("%d min", d/time.Minute)
	case d < 24*time.Hour:
		span = fmt.Sprintf("%d h", d/time.Hour)
	case d < 48*time.Hour:
		span = "1 day"
	case d < 7*24*time.Hour:
		span = fmt.Sprintf("%d days", d/(24*time.Hour))
	default:
		return t.In(now.Location()).Format(time.DateOnly)
	}
	if ahead {
		return "in " + span
	}
	return span + " ago"
}

// Stamp is t as programs read it: RFC 3339 in UTC, to the second. The zero
// time is "".
func Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Bytes is a size in decimal units: "980 B", "1.4 MB".
func Bytes(n int64) string {
	if n > -1000 && n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	size := float64(n)
	for _, unit := range []string{"kB", "MB", "GB", "TB", "PB"} {
		size /= 1000
		switch {
		case size < 9.95 && size > -9.95:
			return fmt.Sprintf("%.1f %s", size, unit)
		case size < 999.5 && size > -999.5:
			return fmt.Sprintf("%.0f %s", size, unit)
		}
	}
	return fmt.Sprintf("%.0f EB", size/1000)
}

// Count is a number with its thousands parted: "1,234,567".
func Count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, parts...), ",")
}

// Plural is a count and its noun: "1 article", "2,000 articles". more is the
// noun for all numbers but one.
func Plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + more
}
