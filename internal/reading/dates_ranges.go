package reading

import (
	"strings"

	"dateline/internal/edtf"
)

// expression reads what begins at token i, with its open or closed ends, writes
// it and returns the token behind it; 0 if there is nothing.
func (r *datesReader) expression(i int) int {
	for _, read := range [...]func(*datesReader, int) int{
		(*datesReader).between, (*datesReader).bounded, (*datesReader).clock, (*datesReader).dayTold, (*datesReader).daysOfMonth, (*datesReader).plain,
		(*datesReader).duration, (*datesReader).vague,
	} {
		if end := read(r, i); end > 0 {
			return end
		}
	}
	return 0
}

// between reads "between A and B" and "from A to B".
func (r *datesReader) between(i int) int {
	link := roleTo
	switch {
	case r.is(i, roleBetween):
		link = roleAnd
	case !r.is(i, roleFrom):
		return 0
	}
	j := r.skipTo(r.after(i))
	a, end := r.point(j)
	if end > 0 && !r.is(end, link) && r.is(end, roleUntil) && r.d.between(end-1) == " " {
		link = roleUntil
	}
	if end > 0 && r.d.language != "en" && strings.Contains(r.d.between(end-1), ",") {
		return 0
	}
	if end == 0 || !r.is(end, link) {
		if end > 0 && r.dash(end) {
			return r.ranged(i, a, end)
		}
		return 0
	}
	return r.rangeTo(i, a, end)
}

// rangeTo reads the second date of a range that begins at token i with a; the
// word between them is at token link.
func (r *datesReader) rangeTo(i int, a moment, link int) int {
	j := r.skipTo(r.after(link))
	b, end := r.point(j)
	if end == 0 || !comparable(a, b) {
		return 0
	}
	return r.emitRange(i, a, b, j, end)
}

// comparable says whether two times can be the ends of a range.
func comparable(a, b moment) bool {
	return a.unit >= unitDay && b.unit >= unitDay && a.unit != unitNone && b.unit != unitNone
}

// dash says whether a dash or hyphen stands before token i.
func (r *datesReader) dash(i int) bool {
	gap := strings.TrimSpace(r.d.between(i - 1))
	return i < r.last && (gap == "-" || gap == "–" || gap == "—" || gap == "‑")
}

// ranged reads the date behind a dash.
func (r *datesReader) ranged(i int, a moment, j int) int {
	b, end := r.point(j)
	if end == 0 || a.unit != b.unit || a.weekday != 0 || a.clock != "" {
		return 0
	}
	if a.unit == unitYear && (a.year >= b.year || a.year == 0) {
		return 0
	}
	return r.emitRange(i, a, b, j, end)
}

func (r *datesReader) emitRange(i int, a, b moment, j, end int) int {
	switch {
	case !b.known() && a.known() && b.weekday == 0 && b.holiday == "" && b.month > 0:
		b.year = a.year
		if b.month < a.month {
			b.year++
		}
	case b.known() && !a.known() && a.weekday == 0 && a.month > 0:
		a.year = b.year
		if b.unit != unitYear && a.month > b.month {
			a.year--
		}
	case b.known() && !a.known() && a.unit == b.unit && (a.unit == unitQuarter || a.unit == unitSeason):
		a.year = b.year
		if a.number > b.number {
			a.year--
		}
	}
	b = r.resolve(b, j, end, boundRange)
	if b.known() && !a.known() && a.weekday == 0 && a.month > 0 {
		a.year, a.guessed = b.year, b.guessed
		if a.month > b.month {
			a.year--
		}
	}
	a = r.resolve(a, i, end, boundNone)
	place := edtf.Interval(a.edtf(), b.edtf())
	if !a.known() || !b.known() {
		place = edtf.Date{}
	}
	r.remember(b)
	r.emit(i, end, place, a.timex()+"/"+b.timex(), "DATE")
	return end
}

// bounded reads "since 2018", "until March 2027", "by the end of the year",
// and "to 2024" behind "extended".
func (r *datesReader) bounded(i int) int {
	var bound dateBound
	switch {
	case r.is(i, roleSince):
		bound = boundSince
	case r.is(i, roleUntil) && (r.d.tokens[i].Fold != "voor" || !r.is(i-1, roleFuture)): // Dutch "gepland voor" is "planned for"
		bound = boundUntil
	case r.is(i, roleTo) && r.lasts(i):
		bound = boundUntil
	default:
		return 0
	}
	j := r.after(i)
	if gap := strings.Trim(r.d.between(j-1), `"”“„»« ,'’-`); gap != "" && gap != "\n" {
		return 0
	}
	j = r.skipTo(j)
	m, end := r.point(j)
	if end == 0 || j > i+8 || strings.HasPrefix(r.d.between(end-1), "'s") || strings.HasPrefix(r.d.between(end-1), "’s") {
		return 0
	}
	if r.is(i, roleTo) && !r.is(i, roleUntil) && m.unit == unitDay && m.month == 0 {
		return 0
	}
	tail := m
	m = r.resolve(m, i, end, bound)
	place := m.edtf()
	if !place.IsZero() {
		if m.edge == edgeEnd || m.edge == edgeLate && bound == boundUntil {
			m.edge = edgeNone
			place = m.edtf()
		}
		switch {
		case bound == boundSince && r.value(i, roleSince) == 0 && !r.published.IsZero() && m.start().After(r.published):
			// "dal 2027": from then on, it is planned
		case bound == boundSince:
			place = edtf.Since(place)
		case r.is(end-1, roleDay) && tail.month == m.month && tail.clock == "" && m.start().Equal(r.published):
			// "until today": the day on which something ended, or no time in particular
			if r.d.language != "en" {
				place = edtf.Date{}
			}
		default:
			place = edtf.Until(place)
		}
	}
	if tail.unit == unitYear && r.yearTail(end-1) > 0 {
		end++
	}
	r.remember(m)
	r.emit(i, end, place, m.timex(), "DATE")
	return end
}

// skipTo moves over the small words that stand before a date, and a word that
// says the same once more ("until at least").
func (r *datesReader) skipTo(i int) int {
	for n := 0; n < 4 && i < r.last && (r.near(i) || n == 0); n++ {
		if !r.is(i, roleFiller) && !r.is(i, roleArticle) {
			break
		}
		if r.is(i, roleEdge) || r.is(i, roleWhich) {
			break
		}
		i = r.after(i)
	}
	return i
}

// lasts says whether a verb such as "extended" stands a few words before token i.
func (r *datesReader) lasts(i int) bool {
	for j := i - 1; j >= max(r.first, i-7); j-- {
		if r.is(j, roleLasting) {
			return true
		}
		if r.is(j, roleFrom) || strings.ContainsAny(r.d.between(j), ";.") && j < i-1 {
			return false
		}
	}
	return false
}

// daysOfMonth reads "July 6-8, 2021", "1–3 May", "1 to 3 May 2025".
func (r *datesReader) daysOfMonth(i int) int {
	if month, ok := r.isMonth(i, true); ok {
		j := r.after(i)
		a, okA := r.dayNumber(j)
		b, okB := r.dayNumber(j + 1)
		if !okA || !okB || !r.near(j) || !r.dash(j+1) && !r.is(j+1, roleTo) || b <= a {
			return 0
		}
		year, end := r.yearBehind(j+2, true)
		return r.emitRange(i, day(year, month, a), day(year, month, b), i, end)
	}
	a, okA := r.dayNumber(i)
	if !okA {
		return 0
	}
	j := i + 1
	if r.is(j, roleTo) && r.near(j) || r.is(j, roleAnd) && r.near(j) {
		j = r.skip(r.after(j), roleArticle)
	} else if gap := strings.ReplaceAll(r.d.between(i), " ", ""); !r.dash(j) && gap != ".–" && gap != ".-" {
		return 0
	}
	m, end := r.dayAndMonth(j)
	if end == 0 || m.day <= a {
		return 0
	}
	return r.emitRange(i, day(m.year, m.month, a), m, j, end)
}

// plain reads a date without open ends, or a range of two.
func (r *datesReader) plain(i int) int {
	m, end := r.point(i)
	if end == 0 {
		return 0
	}
	if last := r.yearTail(end - 1); m.unit == unitYear && m.known() && last > 0 {
		place := edtf.Interval(edtf.Year(m.year), edtf.Year(last))
		r.emit(i, end+1, place, m.timex(), "DATE")
		return end + 1
	}
	if r.dash(end) {
		if e := r.ranged(i, m, end); e > 0 {
			return e
		}
	}
	if r.is(end, roleTo) && r.near(end) && m.weekday == 0 && m.unit <= unitYear && m.clock == "" && !strings.Contains(r.d.between(end-1), ",") {
		if b, e := r.point(r.skipTo(r.after(end))); e > 0 && b.weekday == 0 && b.unit == m.unit && (m.known() || m.month > 0) && (b.known() || b.month > 0) {
			return r.rangeTo(i, m, end)
		}
	}
	if r.furniture(m, i, end) {
		return end
	}
	m = r.resolve(m, i, end, boundNone)
	place := m.edtf()
	if r.is(end, roleOpen) && r.near(end) && !place.IsZero() && m.unit >= unitDay {
		place = edtf.Since(place)
		end = r.after(end)
	}
	kind, value := "DATE", m.timex()
	if m.clock != "" {
		kind = "TIME"
	}
	if m.unit == unitDay && r.generic(i, end) {
		place, value = edtf.Date{}, "PRESENT_REF"
	}
	r.remember(m)
	r.emit(i, end, place, value, kind)
	r.d.found.Dates[len(r.d.found.Dates)-1].Start -= m.before
	return end
}

// generic says whether [i,end) is "today's", which means these times.
func (r *datesReader) generic(i, end int) bool {
	return r.is(i, roleDay) && r.value(i, roleDay) == 0 && r.d.language == "en" && end == i+1 &&
		(strings.HasPrefix(r.d.between(i), "'s") || strings.HasPrefix(r.d.between(i), "’s"))
}

// furniture says whether a date with its year stands alone in its line and is later than the
// publication: the day on which the page was fetched.
func (r *datesReader) furniture(m moment, i, end int) bool {
	if r.published.IsZero() || r.onlyMonth || m.unit != unitDay || !m.known() || m.counted || m.start().Sub(r.published).Hours() < 48 {
		return false
	}
	return r.ownLine(i, end)
}
