package page

import (
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/text"
)

// clock reads the time of day that follows a day, from token i on. With a zone
// the date becomes an instant; without one the clock is kept beside the day.
func (s *scanner) clock(f *found, i int) (next int) {
	j := s.skip(i, ".,-–—|·•@(،", clockWords)
	hour, sep, minute := s.get(j), s.get(j+1), s.get(j+2)
	if hour.kind != 'n' || hour.digits > 2 || hour.number > 24 || minute.kind != 'n' || minute.number > 59 || minute.digits != 2 {
		return i
	}
	if w := text.Fold(sep.word); sep.kind != ':' && sep.kind != '.' && w != "h" && w != "時" && w != "时" && w != "시" && w != "点" {
		return i
	}
	j += 3
	second := 0
	if t := s.get(j + 1); s.get(j).kind == ':' && t.kind == 'n' && t.digits == 2 && t.number < 60 {
		second = t.number
		j += 2
		if s.get(j).kind == '.' && s.get(j+1).kind == 'n' && s.get(j).end == s.get(j+1).start {
			j += 2
		}
	}
	h := hour.number
	h, j = s.half(h, j)
	offset, end, ok := s.zone(j)
	start, _ := f.date.Bounds()
	y, m, d := start.Date()
	f.wall = time.Date(y, m, d, h, minute.number, second, 0, time.UTC)
	if !ok || h > 24 {
		return j
	}
	f.date = edtf.Instant(time.Date(y, m, d, h, minute.number, second, 0, time.FixedZone("", offset*60)))
	return end
}

// half applies am and pm, and passes "Uhr" and its like.
func (s *scanner) half(hour, i int) (h, next int) {
	w := strings.ToLower(s.get(i).word)
	if (w == "a" || w == "p") && s.get(i+1).kind == '.' && strings.EqualFold(s.get(i+2).word, "m") {
		w += "m"
		i += 2
		if s.get(i+1).kind == '.' {
			i++
		}
	}
	switch w {
	case "am":
		return hour % 12, i + 1
	case "pm":
		return hour%12 + 12, i + 1
	case "uhr", "h", "hrs", "分", "분", "ч":
		return hour, i + 1
	}
	return hour, i
}

// zone reads an offset or the name of a zone, in minutes east of Greenwich.
func (s *scanner) zone(i int) (offset, next int, ok bool) {
	if s.get(i).kind == '(' {
		i++
	}
	t := s.get(i)
	name, known := zoneNames[text.Fold(t.word)]
	if t.kind == 'w' && known {
		if sign := s.get(i + 1).kind; (sign == '+' || sign == '-') && s.get(i+2).kind == 'n' && name == 0 {
			return s.zone(i + 1)
		}
		return name, i + 1, true
	}
	if t.kind != '+' && t.kind != '-' {
		return 0, i, false
	}
	hours, j := s.get(i+1), i+2
	if hours.kind != 'n' {
		return 0, i, false
	}
	h, m := hours.number, 0
	switch {
	case hours.digits == 4:
		h, m = hours.number/100, hours.number%100
	case hours.digits <= 2 && s.get(j).kind == ':' && s.get(j+1).digits == 2:
		m = s.get(j + 1).number
		j += 2
	case hours.digits > 2:
		return 0, i, false
	}
	if h > 14 || m > 59 {
		return 0, i, false
	}
	if t.kind == '-' {
		return -h*60 - m, j, true
	}
	return h*60 + m, j, true
}
