package reading

import (
	"strings"

	"dateline/internal/news"
)

// isPublicationLine says whether a sentence only says when the article
// appeared, or begins with such words.
func (d *document) isPublicationLine(s *sentence, dates []news.Date, words *eventTables) bool {
	if words.published[d.tokens[s.first].Fold] && s.last-s.first < 14 && dates[0].Start-s.Start < 40 {
		return true
	}
	other := 0
	for i, k := s.first, 0; i < s.last; i++ {
		for k < len(dates) && d.tokens[i].Start >= dates[k].End {
			k++
		}
		if k == len(dates) || d.tokens[i].End <= dates[k].Start {
			other++
		}
	}
	return other < 4
}

// speaksOfItself says whether a sentence is a notice of the article about
// itself: a correction, or what an earlier version said.
func (d *document) speaksOfItself(s *sentence, dates []news.Date, words *eventTables) bool {
	if _, n := words.self.at(d.tokens, s.first, s.last); n > 0 {
		return true
	}
	if !words.corrects[d.tokens[s.first].Fold] {
		return false
	}
	behind := strings.TrimSpace(d.between(s.first))
	lead := s.first + 1
	for lead < s.last && (words.leads[d.tokens[lead].Fold] || words.parts[d.tokens[lead].Fold]) {
		lead++
	}
	return behind != "" && strings.ContainsAny(behind[:1], ":,(-.[") || strings.HasPrefix(behind, "—") || strings.HasPrefix(behind, "–") ||
		lead < s.last && d.tokens[lead].Start == dates[0].Start
}

// datesNothing says whether a date belongs to no event: the date of a wire's
// dateline, a birthday, a law, the time of a figure that is told or compared
// with, the day on which somebody did not want to say anything.
func (d *document) datesNothing(s *sentence, date news.Date, words *eventTables) bool {
	return d.datesNoHappening(s, date, words) || d.datesFigure(s, date, words) || d.datesSilence(date, words)
}

// datesFigure says whether a date is that of a figure: "the one for July",
// "than in July".
func (d *document) datesFigure(s *sentence, date news.Date, words *eventTables) bool {
	first := d.tokenAt(date.Start)
	if strings.HasSuffix(date.Of(d.Text), "ago") {
		return false // "more than a year ago"
	}
	for i := max(s.first, first-4); i < first; i++ {
		if _, length := words.compares.at(d.tokens, i, first); length > 0 && i+length == first {
			return true
		}
	}
	return first-s.first >= 2 && words.parts[d.tokens[first-1].Fold] && words.figures[d.tokens[first-2].Fold] && d.between(first-2) == " "
}

// datesSilence says whether a date is that of no comment: nothing that opens
// another clause stands between them.
func (d *document) datesSilence(date news.Date, words *eventTables) bool {
	for _, st := range d.found.Statements {
		if st.Act != news.ActNoComment || st.Start > date.End+80 || st.End < date.Start-80 {
			continue
		}
		if st.Start <= date.Start && date.End <= st.End || d.oneClause(min(st.End, date.End), max(st.Start, date.Start), words) {
			return true
		}
	}
	return d.refusesOn(date, words)
}

// refusesOn says whether a date stands within a refusal to comment: "declined
// on Tuesday to comment".
func (d *document) refusesOn(date news.Date, words *eventTables) bool {
	first, next := d.tokenAt(date.Start), d.tokenAt(date.End)
	refuses := false
	for i := first - 1; i >= max(0, first-4) && !refuses; i-- {
		refuses = words.refuses[d.tokens[i].Fold]
	}
	for i := next; refuses && i < min(len(d.tokens), next+5) && d.oneClause(date.End, d.tokens[i].Start, words); i++ {
		if words.comments[d.tokens[i].Fold] {
			return true
		}
	}
	return false
}

// oneClause says whether no clause begins and no sentence ends between two places.
func (d *document) oneClause(from, to int, words *eventTables) bool {
	if d.sentenceAt(from) != d.sentenceAt(to) {
		return false
	}
	for i := d.tokenAt(from); i < len(d.tokens) && d.tokens[i].Start < to; i++ {
		if words.opens[d.tokens[i].Fold] || strings.ContainsAny(d.between(i-1), ";:,—") && d.tokens[i].Start > from {
			return false
		}
	}
	return true
}

// datesNoHappening says whether a date is that of a wire's dateline, a birthday, a law.
func (d *document) datesNoHappening(s *sentence, date news.Date, words *eventTables) bool {
	next, first := d.tokenAt(date.End), d.tokenAt(date.Start)
	if next < s.last && first-s.first < 12 {
		gap := strings.TrimLeft(d.Text[date.End:max(date.End, d.tokens[next].Start)], " ,)")
		if words.wires[d.tokens[next].Fold] || strings.HasPrefix(gap, "/") || strings.HasPrefix(gap, "|") {
			return true
		}
	}
	for i := max(s.first, first-4); i < first; i++ {
		if _, length := words.before.at(d.tokens, i, first+1); length > 0 && i+length >= first-1 {
			return true
		}
	}
	return first-s.first >= 2 && words.laws[d.tokens[first-2].Fold] && words.leads[d.tokens[first-1].Fold] ||
		first > s.first && words.laws[d.tokens[first-1].Fold] && date.Len() == len("2008")
}
