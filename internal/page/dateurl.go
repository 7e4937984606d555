package page

import (
	"strings"

	"dateline/internal/edtf"
)

// urlDate returns the day or month that an address names. It is sure of a day
// with its year in front (/2025/07/03/, 2025-07-03, 20250703); days written the
// other way (03-07-2025, 250703_) and months are hints.
func urlDate(address string) (date edtf.Date, sure bool) {
	_, rest, _ := strings.Cut(address, "://")
	_, path, found := strings.Cut(rest, "/")
	if !found {
		return edtf.Date{}, false
	}
	path = "/" + path
	for i := 1; i < len(path); i++ {
		if !isDigit(path[i]) || isDigit(path[i-1]) || !opensDate(path[i-1]) {
			continue
		}
		if day := fourFirst(path[i:]); day.Precision() >= edtf.PrecisionDay {
			return day, true
		} else if date.IsZero() {
			date = day
		}
	}
	if date.IsZero() {
		date = lastFirst(path)
	}
	return date, false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func opensDate(c byte) bool { return strings.IndexByte("/_=.-,~", c) >= 0 }

// closesDate says whether what follows a date in an address ends it.
func closesDate(s string) bool {
	return s == "" || strings.IndexByte("/_.?&-#;,T", s[0]) >= 0
}

// fourFirst reads a date that begins with the year; a month counts only as
// a part of the path of its own (/2025/07/).
func fourFirst(s string) edtf.Date {
	f := fields{s: s}
	year := f.number(4)
	parted := f.mark("/-_.")
	start := f.at
	month := f.number(2)
	if year < firstYear || year > lastYear || start < 4 {
		return edtf.Date{}
	}
	if month < 0 && parted {
		return namedMonth(year, s[start:])
	}
	if month < 1 || month > 12 {
		return edtf.Date{}
	}
	wide := f.at-start == 2
	afterMonth := f.at
	if again := f.mark("/-_."); again == parted || parted {
		start = f.at
		day := f.number(2)
		if date, ok := calendar(year, month, day); ok && day > 0 && closesDate(s[f.at:]) && (f.at-start == 2 && wide || s[4] == '/') {
			return date
		}
	}
	if parted && wide && s[4] != '.' && strings.HasPrefix(s[afterMonth:], "/") {
		date, _ := calendar(year, month, 0)
		return date
	}
	return edtf.Date{}
}

// namedMonth reads what follows a year and a slash: jul/03/.
func namedMonth(year int, s string) edtf.Date {
	end := strings.IndexAny(s, "/-_.")
	if end < 3 || end > 12 {
		return edtf.Date{}
	}
	month := int(monthNames()[strings.ToLower(s[:end])])
	if month == 0 {
		return edtf.Date{}
	}
	f := fields{s: s, at: end + 1}
	if day := f.number(2); day > 0 && closesDate(s[f.at:]) {
		if date, ok := calendar(year, month, day); ok {
			return date
		}
	}
	date, _ := calendar(year, month, 0)
	return date
}

// lastFirst reads 03-07-2025, 03.07.2025, 03072025- and 250703_ in a path.
func lastFirst(path string) edtf.Date {
	for i := 1; i < len(path); i++ {
		if !isDigit(path[i]) || isDigit(path[i-1]) || !opensDate(path[i-1]) {
			continue
		}
		f := fields{s: path, at: i}
		day := f.number(2)
		parted := f.mark("-._")
		month := f.number(2)
		if parted != f.mark("-._") {
			continue
		}
		start := f.at
		year := f.number(4)
		switch width := f.at - start; {
		case width == 4 && closesDate(path[f.at:]):
			if date, ok := calendar(year, month, day); ok && day > 0 && month > 0 {
				return date
			}
		case width == 2 && !parted && f.at < len(path) && path[f.at] == '_':
			if date, ok := calendar(2000+day, month, year); ok && year > 0 && month > 0 {
				return date
			}
		}
	}
	return edtf.Date{}
}
