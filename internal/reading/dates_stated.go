package reading

import (
	"strings"
	"time"

	"dateline/internal/edtf"
)

// dayInAddress returns the day or month that an address has in its path:
// /2023/09/15/, /2023-09-15-, /2023/09/.
func dayInAddress(address string) (t time.Time, onlyMonth bool) {
	_, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	parts := strings.FieldsFunc(path, func(c rune) bool { return c == '/' || c == '-' })
	for i := 0; i+1 < len(parts); i++ {
		year, digits, ending := leadingNumber(parts[i])
		month, monthDigits, monthEnd := leadingNumber(parts[i+1])
		if digits != 4 || ending != "" || year < 1990 || year >= 2100 || monthDigits != 2 || monthEnd != "" || month < 1 || month > 12 {
			continue
		}
		if i+2 < len(parts) {
			day, dayDigits, dayEnd := leadingNumber(parts[i+2])
			if dayDigits == 2 && dayEnd == "" && !edtf.Day(year, time.Month(month), day).IsZero() {
				return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), false
			}
		}
		return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC), true
	}
	return time.Time{}, false
}

// stated returns the day of publication that the text itself states: in a line
// of its own, behind "Published", before "/PRNewswire/".
func (r *datesReader) stated() (time.Time, bool) {
	for _, date := range r.d.found.Dates {
		if date.EDTF.Precision() != edtf.PrecisionDay || date.EDTF.Qualifier() != 0 || date.Type == "TIME" {
			continue
		}
		i := r.d.tokenAt(date.Start)
		end := r.d.tokenAt(date.End - 1) // the one behind it where it ends with a bracket
		if end < len(r.d.tokens) && r.d.tokens[end].Start < date.End {
			end++
		}
		s := r.d.sentenceAt(date.Start)
		if s < 0 {
			continue
		}
		r.first, r.last = r.d.sentences[s].first, r.d.sentences[s].last
		if r.publishes(i, end) {
			from, _ := date.EDTF.Bounds()
			return from, true
		}
	}
	return time.Time{}, false
}

// publishes says whether the date at [i,end) tells when the text was published.
func (r *datesReader) publishes(i, end int) bool {
	const lead = 600                                         // bytes in which a dateline stands
	for j := max(r.first, i-5); j < min(i, r.first+2); j++ { // at the head of its line: who "published on Monday" is in the story
		if r.is(j, rolePublished) {
			return true
		}
	}
	if r.d.tokens[i].Start > lead {
		return false
	}
	if r.ownLine(i, end) {
		return true
	}
	rest := strings.TrimLeft(r.d.Text[r.d.tokens[end-1].End:], " )")
	return strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "(GLOBE")
}

// ownLine says whether nothing but a clock time, a weekday and signs stands in
// the line of [i,end).
func (r *datesReader) ownLine(i, end int) bool {
	text := r.d.Text
	start := strings.LastIndexByte(text[:r.d.tokens[i].Start], '\n') + 1
	stop := len(text)
	if n := strings.IndexByte(text[r.d.tokens[end-1].End:], '\n'); n >= 0 {
		stop = r.d.tokens[end-1].End + n
	}
	letters := 0
	for _, part := range [...]string{text[start:r.d.tokens[i].Start], text[r.d.tokens[end-1].End:stop]} {
		for _, c := range []byte(part) {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 {
				letters++
			}
		}
	}
	return letters <= 10
}
