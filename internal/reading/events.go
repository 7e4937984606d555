package reading

import (
	"slices"
	"sort"
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// readEvents finds what happened when: for each date in a sentence the clause
// that it dates, with those who are named in it. Lines that only say when the
// article appeared, birthdays and the years of laws are left out.
func (d *document) readEvents() {
	words := eventWords()
	for i := range d.sentences {
		s := &d.sentences[i]
		dates := d.datesIn(s.Span)
		if len(dates) == 0 || d.isPublicationLine(s, dates, words) || d.speaksOfItself(s, dates, words) {
			continue
		}
		d.eventsOf(i, dates, words)
	}
}

// datesIn returns the dates with a place on the calendar that lie in a span.
func (d *document) datesIn(s text.Span) []news.Date {
	all := d.found.Dates
	first := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start })
	var in []news.Date
	for _, date := range all[first:] {
		if date.Start >= s.End {
			break
		}
		if date.End <= s.End && !date.EDTF.IsZero() {
			in = append(in, date)
		}
	}
	return in
}

// eventsOf writes down the events of a sentence.
func (d *document) eventsOf(i int, dates []news.Date, words *eventTables) {
	s := &d.sentences[i]
	begins := s.Start
	if stamp, ok := d.datelineAt(s); ok {
		begins = d.tokens[stamp.end].Start
		for len(dates) > 0 && dates[0].Start < begins {
			dates = dates[1:]
		}
		if len(dates) == 0 {
			return
		}
	}
	cuts := d.clauseCuts(s, dates, words)
	for k, date := range dates {
		if d.datesNothing(s, date, words) {
			continue
		}
		clause := d.trimClause(text.Span{Start: max(begins, cuts[k]), End: cuts[k+1]}, words)
		if clause.Start > date.Start || clause.End < date.End {
			clause = date.Span
		}
		entities, confidence := d.entitiesIn(i, clause)
		if len(entities) == 0 {
			continue
		}
		if clause.Len() < date.Len()+len("it ran") {
			clause = text.Span{Start: begins, End: s.End}
		}
		d.found.Events = append(d.found.Events, news.Event{Span: clause, Date: date.EDTF, DatePlace: date.Span, Entities: entities, Confidence: confidence})
	}
}

// clauseCuts returns where the clauses of a sentence's dates begin, and last
// the sentence's end.
func (d *document) clauseCuts(s *sentence, dates []news.Date, words *eventTables) []int {
	cuts := []int{s.Start}
	for k := range dates[1:] {
		cuts = append(cuts, d.cutBetween(dates[k].End, dates[k+1].Start, words))
	}
	return append(cuts, s.End)
}

// cutBetween returns the best place between two dates to end a clause: at a
// semicolon or dash, before a word that opens a clause, at a comma, before the
// words that lead to the second date.
func (d *document) cutBetween(from, to int, words *eventTables) int {
	first, last := d.tokenAt(from), d.tokenAt(to)
	best, rank := to, 0
	for i := first; i <= last && i < len(d.tokens); i++ {
		gap := d.Text[max(from, endBefore(d, i)):d.tokens[i].Start]
		r := 0
		switch {
		case strings.ContainsAny(gap, ";:—") || strings.Contains(gap, " – ") || strings.Contains(gap, " - "):
			r = 4
		case words.opens[d.tokens[i].Fold] && strings.Contains(gap, ","):
			r = 3
		case words.opens[d.tokens[i].Fold] && !words.ties[d.tokens[i].Fold] && !words.leads[d.tokens[max(0, i-1)].Fold]: // not "of which"
			r = 2
		case strings.Contains(gap, ","):
			r = 1
		}
		if r > rank {
			best, rank = d.tokens[i].Start, r
		}
	}
	if rank == 0 {
		for i := last - 1; i >= first && last-i <= 2 && words.leads[d.tokens[i].Fold]; i-- {
			best = d.tokens[i].Start
		}
	}
	return best
}

func endBefore(d *document, i int) int {
	if i == 0 {
		return 0
	}
	return d.tokens[i-1].End
}

// trimClause leaves out the spaces, commas and conjunctions at a clause's ends.
func (d *document) trimClause(c text.Span, words *eventTables) text.Span {
	const outer = " ,;:–—-\n\t\u00a0"
	said := strings.TrimRight(c.Of(d.Text), outer)
	c.End = c.Start + len(said)
	c.Start = c.End - len(strings.TrimLeft(said, outer))
	if first := d.tokenAt(c.Start); first < len(d.tokens) && words.joins[d.tokens[first].Fold] && d.tokens[first].End < c.End && d.tokens[first].Start == c.Start {
		rest := c.Of(d.Text)[d.tokens[first].Len():]
		c.Start = c.End - len(strings.TrimLeft(rest, outer))
	}
	return c
}

// Confidence of an event by where its entities stand.
const (
	eventInClause   = 0.85
	eventInSentence = 0.65
	eventBefore     = 0.4
)

// entitiesIn returns those named in a clause of sentence i; if there are none,
// in the sentence, or in the one before it.
func (d *document) entitiesIn(i int, clause text.Span) ([]string, float64) {
	if names := d.entityNames(clause); len(names) > 0 {
		return names, eventInClause
	}
	if names := d.entityNames(d.sentences[i].Span); len(names) > 0 {
		return names, eventInSentence
	}
	if i > 0 {
		return d.entityNames(d.sentences[i-1].Span), eventBefore
	}
	return nil, 0
}

func (d *document) entityNames(s text.Span) []string {
	var names []string
	for _, m := range d.mentionsIn(s) {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return names
}
