package reading

import (
	"strconv"
	"strings"
	"time"
)

// holiday reads "Christmas", "Labor Day 2024", "Thanksgiving".
func (r *datesReader) holiday(i int) (moment, int) {
	if !r.is(i, roleHoliday) || (r.d.language == "en" || r.d.language == "de") && !r.capital(i) {
		return moment{}, 0
	}
	end := r.after(i)
	if r.is(end, roleHolidayNameAfter) && r.near(end) {
		return moment{}, 0
	}
	m := moment{unit: unitDay, holiday: r.hits[i].word.text}
	year, end := r.yearBehind(end, true)
	if year > 0 {
		return holidayIn(m.holiday, year), end
	}
	return m, end
}

// holidayIn returns a holiday in a year by its rule in the table: 12-25,
// 11/4/4 (the fourth Thursday of November; 9: the last one), easter-2; ~: about
// that day.
func holidayIn(rule string, year int) moment {
	rule, about := strings.CutSuffix(rule, "~")
	var t time.Time
	switch rest, movable := strings.CutPrefix(rule, "easter"); {
	case movable:
		n, _ := strconv.Atoi(rest)
		t = easter(year).AddDate(0, 0, n)
	case strings.Contains(rule, "/"):
		parts := strings.Split(rule, "/")
		month, _ := strconv.Atoi(parts[0])
		weekday, _ := strconv.Atoi(parts[1])
		n, _ := strconv.Atoi(parts[2])
		t = nthWeekday(year, month, weekday, n)
	default:
		month, day, _ := strings.Cut(rule, "-")
		m, _ := strconv.Atoi(month)
		d, _ := strconv.Atoi(day)
		t = time.Date(year, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	}
	m := dayOf(t)
	m.about = about
	return m
}

// nthWeekday returns the nth weekday (1: Monday) of a month; 9: the last one.
func nthWeekday(year, month, weekday, n int) time.Time {
	if n == 9 {
		last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -((isoWeekday(last) - weekday + 7) % 7))
	}
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (weekday-isoWeekday(first)+7)%7+7*(n-1))
}

// isoWeekday returns 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// easter returns Easter Sunday of the Gregorian calendar (the anonymous
// algorithm in Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
