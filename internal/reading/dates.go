package reading

import (
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/text"
)

// readDates finds times: on the calendar with an EDTF value, others with the
// TIMEX3 value alone. What the words leave open (the year of "in June", the week
// of "Tuesday") is taken from the day of publication; where that is not known,
// from one that the address or the text states; else it stays open.
func (d *document) readDates() {
	r := newDatesReader(d)
	r.read()
	day, ok := r.stated()
	if !ok || !r.published.IsZero() && !r.onlyMonth && !takenOver(day, r.published) {
		return
	}
	r.published, r.onlyMonth = day, false
	r.told, r.toldDay, r.toldNews, r.dated = moment{}, moment{}, moment{}, moment{}
	d.found.Dates = nil
	r.read()
}

// takenOver says whether a text with a dateline of its own was published some
// days after it, as texts of agencies are: then its "today" is that of the
// dateline.
func takenOver(dateline, published time.Time) bool {
	days := published.Sub(dateline).Hours() / 24
	return 0 < days && days <= 3
}

// datesReader reads the dates of a document.
type datesReader struct {
	d           *document
	language    *dateLanguage
	hits        []dateHit // for each token the phrase that begins there
	first, last int       // tokens of the sentence that is read
	published   time.Time // day of publication; zero: unknown
	onlyMonth   bool      // published is known to the month only
	told        moment    // the last time that was placed on the calendar
	toldDay     moment    // the last day of these
	toldNews    moment    // the last day within some weeks of the publication
	dated       moment    // the last time whose year the words gave
	taken       []text.Span
}

// dateHit is the phrase that begins at a token.
type dateHit struct {
	word   *dateWord
	length int
}

func newDatesReader(d *document) *datesReader {
	language := dateTable()[d.language]
	if language == nil {
		language = dateTable()["en"]
	}
	r := &datesReader{d: d, language: language, hits: make([]dateHit, len(d.tokens))}
	for _, s := range d.sentences {
		for i := s.first; i < s.last; i++ {
			r.hits[i].word, r.hits[i].length = language.words.at(d.tokens, i, s.last)
		}
	}
	r.published, r.onlyMonth = publishedDay(d.Published, d.URL)
	r.taken = d.namesAndSums()
	return r
}

// publishedDay returns the day of publication, or the first of the month if
// only that is known.
func publishedDay(d edtf.Date, address string) (day time.Time, onlyMonth bool) {
	if t, ok := d.Instant(); ok {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), false
	}
	switch from, _ := d.Bounds(); d.Precision() {
	case edtf.PrecisionDay:
		return from, false
	case edtf.PrecisionMonth:
		return from, true
	}
	if d.IsZero() {
		return dayInAddress(address)
	}
	return time.Time{}, false
}

// namesAndSums returns the passages whose words belong to a name or an amount.
func (d *document) namesAndSums() []text.Span {
	var all []text.Span
	amounts := d.found.Amounts
	for _, m := range d.found.Mentions {
		for len(amounts) > 0 && amounts[0].Start < m.Start {
			all = appendSum(all, amounts[0])
			amounts = amounts[1:]
		}
		if m.Kind == news.EntityPerson || m.Kind == news.EntityCompany || m.Kind == news.EntityProduct {
			all = append(all, m.Span)
		}
	}
	for _, a := range amounts {
		all = appendSum(all, a)
	}
	return all
}

func appendSum(all []text.Span, a news.Amount) []text.Span {
	if a.Currency == "" && dateTable()["en"].isUnit(a.Unit) {
		return all
	}
	return append(all, a.Span)
}

func (l *dateLanguage) isUnit(word string) bool {
	tokens := text.Tokens(word)
	if len(tokens) == 0 {
		return false
	}
	w, _ := l.words.at(tokens, 0, len(tokens))
	return w.is(roleUnit)
}

// read reads all sentences.
func (r *datesReader) read() {
	taken, done := r.taken, 0
	for _, s := range r.d.sentences {
		r.first, r.last = s.first, s.last
		for i := max(s.first, done); i < s.last; {
			if !r.mayStart(i) {
				i++
				continue
			}
			for len(taken) > 0 && taken[0].End <= r.d.tokens[i].Start {
				taken = taken[1:]
			}
			if len(taken) > 0 && taken[0].Start <= r.d.tokens[i].Start {
				i++
				continue
			}
			end := r.expression(i)
			i = max(i+1, end)
			done = i
		}
	}
}

// mayStart says whether a date can begin with token i.
func (r *datesReader) mayStart(i int) bool {
	if w := r.hits[i].word; w != nil && w.roles&dateStarts != 0 {
		return true
	}
	word := r.d.tokens[i].Fold
	if isASCIIDigit(word[0]) {
		return true
	}
	if !isASCIIDigit(word[len(word)-1]) {
		return false
	}
	return strings.IndexByte("qhtfs", word[0]) >= 0 || strings.IndexByte(word, '\'') > 0 // Q4, FY25, l'8
}

func isASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

// emit writes a date of the tokens [i,end).
func (r *datesReader) emit(i, end int, place edtf.Date, value, kind string) {
	s := r.d.span(i, end)
	if words := s.Of(r.d.Text); strings.HasPrefix(r.d.Text[s.End:], ")") && strings.Count(words, "(") > strings.Count(words, ")") {
		s.End++
	}
	r.d.found.Dates = append(r.d.found.Dates, news.Date{Span: s, EDTF: place, Value: value, Type: kind})
}

// is says whether token i, in the sentence, has a role.
func (r *datesReader) is(i int, role dateRole) bool {
	return i >= r.first && i < r.last && r.hits[i].word.is(role)
}

// value returns the number that the table gives for token i in a role.
func (r *datesReader) value(i int, role dateRole) int { return int(r.hits[i].word.value[role]) }

// after returns the token behind the phrase at i.
func (r *datesReader) after(i int) int { return i + max(1, r.hits[i].length) }

// near says whether token i stands close enough behind the one before it to
// belong to the same date.
func (r *datesReader) near(i int) bool {
	if i <= r.first || i >= r.last {
		return false
	}
	gap := r.d.between(i - 1)
	return len(gap) <= 4 && strings.Trim(gap, " ,.-–'’°º\u00a0\u202f\n") == ""
}

// skip moves over near words of a role.
func (r *datesReader) skip(i int, role dateRole) int {
	for n := 0; n < 3 && i < r.last && r.is(i, role) && r.near(i); n++ {
		i = r.after(i)
	}
	return i
}

// capital says whether token i begins with a capital letter.
func (r *datesReader) capital(i int) bool {
	c := r.d.Text[r.d.tokens[i].Start]
	return 'A' <= c && c <= 'Z' || c >= 0x80
}

// dateNear returns the dated passage that lies in a span, or else the nearest
// one of its sentence.
func (d *document) dateNear(s text.Span) (news.Date, bool) {
	at := d.sentenceAt(s.Start)
	var best news.Date
	least := -1
	for _, date := range d.found.Dates {
		if date.EDTF.IsZero() || d.sentenceAt(date.Start) != at {
			continue
		}
		away := max(0, date.Start-s.End, s.Start-date.End)
		if least < 0 || away < least {
			best, least = date, away
		}
	}
	return best, least >= 0
}
