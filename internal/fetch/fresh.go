package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestFresh is the most that max-age and Expires are believed.
const longestFresh = 24 * time.Hour

// freshUntil is until when a response says it is good (RFC 9111 section 4.2),
// and which field says so: max-age of Cache-Control outweighs Expires, and what
// it has aged on the way is subtracted. The zero time stands for not said, over,
// or nonsense.
func freshUntil(h http.Header, now time.Time) (until time.Time, by string) {
	life, by := lifetime(h, now)
	if age, ok := wholeSeconds(strings.TrimSpace(h.Get("Age"))); ok {
		life -= age
	}
	if life <= 0 {
		return time.Time{}, ""
	}
	return utc(now.Add(min(life, longestFresh))), by
}

// lifetime is how long a response is good from the moment its server made it.
func lifetime(h http.Header, now time.Time) (life time.Duration, by string) {
	control := strings.ToLower(strings.Join(h.Values("Cache-Control"), ","))
	said := false
	for directive := range strings.SplitSeq(control, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.TrimSpace(name) {
		case "no-cache", "no-store":
			return 0, ""
		case "max-age":
			seconds, ok := wholeSeconds(strings.Trim(strings.TrimSpace(value), `"`))
			if !ok || said {
				return 0, "" // contradictory or broken: as stale (section 4.2.1)
			}
			life, said = seconds, true
		}
	}
	if said {
		return life, "max-age"
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0, ""
	}
	from := now
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		from = date
	}
	return expires.Sub(from), "Expires"
}

// wholeSeconds reads a number of seconds; more than a day is a year.
func wholeSeconds(s string) (time.Duration, bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if most := int64(365 * longestFresh / time.Second); err != nil || n > most {
		n = most
	}
	return time.Duration(n) * time.Second, true
}
