package report

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// majorArticle is an article whose days are weighed.
type majorArticle struct {
	store.Told
	dates []news.Date
	names []news.Mention // of the entities asked for
}

// majorTopic is what the lines of the days that matter are chosen from.
type majorTopic struct {
	options  TimelineOptions
	articles []majorArticle
	with     retold
	named    map[int64][]namedBy // day → sentences that name it
	issued   map[int64][]int     // day → articles published on it
	verdicts decided
	said     *topicTerms // what sentences that name the day at hand say
}

// namedBy is a sentence that names a day.
type namedBy struct {
	article  int
	date     text.Span
	sentence text.Span
	early    bool
}

// majorDays tells one line for each of the days that matter most: the event or
// the sentence that tells it best, or what an article of that day begins with.
func majorDays(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) (c Chronicle, err error) {
	t := majorTopic{options: o, named: map[int64][]namedBy{}, issued: map[int64][]int{}}
	if err := t.read(ctx, s, n); err != nil {
		return c, err
	}
	days := t.weigh(highlights(n))
	wanted := days
	if o.Limit > 0 {
		wanted = days[:min(len(days), 2*o.Limit+spareDays)]
	}
	events, err := t.events(ctx, s, n, wanted, &c)
	if err != nil {
		return c, err
	}
	for _, d := range wanted {
		if o.Limit > 0 && len(c.Events) == o.Limit {
			c.More = true
			break
		}
		day := d.Day.Unix() / secondsPerDay
		if h, ok := t.line(day, events[day]); ok {
			h.Score = d.Score
			c.Events = append(c.Events, h)
		}
	}
	c.More = c.More || len(wanted) < len(days)
	return c, t.complete(ctx, s, c.Events)
}

// spareDays are looked at beside twice as many as are wanted: of some nothing
// can be told.
const spareDays = 20

// read reads the articles that match.
func (t *majorTopic) read(ctx context.Context, s Happenings, n query.Node) (err error) {
	var places []toldAt
	for r, err := range s.Readings(ctx, n) {
		if err != nil {
			return err
		}
		a := majorArticle{Told: r.Told, dates: r.Reading.Dates}
		for _, m := range r.Reading.Mentions {
			if len(t.options.Entities) > 0 && t.options.names(m.Name) {
				a.names = append(a.names, m)
			}
		}
		if len(t.options.Entities) > 0 && len(a.names) == 0 {
			continue
		}
		t.articles = append(t.articles, a)
		places = append(places, toldAt{r.Version, r.Article})
	}
	if t.verdicts, err = decisionsOf(ctx, s, news.DerivedEvent); err != nil {
		return err
	}
	t.with, err = retell(ctx, s, n, places, nil)
	return err
}

// weigh returns the days between From and To, the weightiest first, and notes
// who names them.
func (t *majorTopic) weigh(wanted words) []Weighty {
	tellings := make([]Telling, len(t.articles))
	for i, a := range t.articles {
		body := t.with.texts[a.Version]
		tellings[i] = Telling{
			Published: a.Published, Title: t.with.hits[a.Version].Version.Title, Text: body, Dates: a.dates, Copy: t.with.copies[a.Article] != 0,
		}
		if day := dayNumber(a.Published); day != noDay {
			t.issued[day] = append(t.issued[day], i)
		}
		t.note(i, body)
	}
	t.with.terms = newTopicTerms(tellings, wanted)
	days := weighEvidence(gatherEvidence(tellings, t.with.terms), dateWeights())
	return slices.DeleteFunc(days, func(d Weighty) bool { return !t.options.within(edtf.Day(d.Day.Date())) })
}

// note keeps the sentences of an article that name days.
func (t *majorTopic) note(i int, body string) {
	a := t.articles[i]
	sentences := text.Sentences(body)
	at, start := 0, datelineEnd(body, sentences)
	if start > 0 && start < sentences[0].End {
		sentences[0].Start = start
	}
	for _, d := range a.dates {
		if d.Start < start {
			continue
		}
		for at < len(sentences) && sentences[at].End <= d.Start {
			at++
		}
		if at == len(sentences) {
			break
		}
		s := sentences[at]
		if len(t.options.Entities) > 0 && !slices.ContainsFunc(a.names, func(m news.Mention) bool { return m.Start >= s.Start && m.End <= s.End }) {
			continue
		}
		days, n := daysOf(d.EDTF)
		for _, day := range days[:n] {
			t.named[day] = append(t.named[day], namedBy{i, d.Span, s, at < leadSentences})
		}
	}
}

// events tells the events of days, by day.
func (t *majorTopic) events(ctx context.Context, s Happenings, n query.Node, days []Weighty, c *Chronicle) (map[int64][]Happening, error) {
	among := make(map[int64]bool, len(days))
	for _, d := range days {
		among[d.Day.Unix()/secondsPerDay] = true
	}
	all, err := eventsThat(ctx, s, n, func(e store.ToldEvent) bool {
		if !t.options.wants(e) {
			return false
		}
		c.Read++
		return among[dayNumber(e.Date)]
	})
	if err != nil {
		return nil, err
	}
	told, err := tellWith(ctx, s, all, t.with)
	if err != nil {
		return nil, err
	}
	byDay := map[int64][]Happening{}
	for _, h := range told {
		if day := dayNumber(h.Date); len(h.Outlets) >= t.options.MinSources {
			byDay[day] = append(byDay[day], h)
		}
	}
	return byDay, nil
}

// What a line of a day is worth beside its likeness to the topic.
const (
	worthEvent    = .3  // it was read as an event, with those in it
	worthOthers   = 1.5 // what articles say of the day is just this
	worthHeadline = .5  // all of its words stand in the headline
	worthEarly    = .3  // it stands among the first sentences
	worthFresh    = .3  // the article is of the day or the two after it
	worthCopy     = -.3
	worthLong     = -.3 // it is no line but a paragraph
	longLine      = 400 // bytes
	shortLine     = 60
)

// line tells a day by what tells it best; false: nothing does.
func (t *majorTopic) line(day int64, events []Happening) (Happening, bool) {
	if len(t.named[day]) == 0 && len(events) == 0 {
		return t.byPublication(day)
	}
	t.said = t.saidOf(day)
	var best Happening
	most := math.Inf(-1)
	for _, h := range events {
		i := slices.IndexFunc(t.articles, func(a majorArticle) bool { return a.Version == h.version })
		early := h.Passage.Start < beginningBytes
		worth := t.worth(day, i, h.Passage.Text, early) + worthEvent
		if worth > most {
			best, most = h, worth
		}
	}
	if h, worth, ok := t.bySentence(day); ok && worth > most {
		return h, true
	}
	if len(events) > 0 {
		return best, true
	}
	return t.byPublication(day)
}

// saidOf returns the words that the articles have in common which name a day:
// what most of them tell of it is what it is remembered for.
func (t *majorTopic) saidOf(day int64) *topicTerms {
	said := &topicTerms{weight: map[string]float64{}}
	told := map[int]bool{}
	for _, n := range t.named[day] {
		a := t.articles[n.article]
		if told[n.article] || t.with.copies[a.Article] != 0 {
			continue
		}
		told[n.article] = true
		for _, term := range termsOf(n.sentence.Of(t.with.texts[a.Version])) {
			said.weight[term]++
		}
	}
	said.measure()
	return said
}

// worth is how well a passage tells of a day.
func (t *majorTopic) worth(day int64, article int, passage string, early bool) float64 {
	terms := termsOf(passage)
	worth := min(1.5, t.with.terms.likeness(terms)/max(t.with.terms.usual, 1e-9)) + worthOthers*t.said.likeness(terms)
	a := t.articles[article]
	if title := termsOf(t.with.hits[a.Version].Version.Title); len(title) > 0 {
		shared := 0
		for _, term := range title {
			if slices.Contains(terms, term) {
				shared++
			}
		}
		worth += worthHeadline * float64(shared) / float64(len(title))
	}
	if early {
		worth += worthEarly
	}
	if after := dayNumber(a.Published) - day; after >= 0 && after <= 2 {
		worth += worthFresh
	}
	if t.with.copies[a.Article] != 0 {
		worth += worthCopy
	}
	if len(passage) > longLine {
		worth += worthLong
	}
	return worth - max(0, 1-float64(len(passage))/shortLine)
}

// bySentence tells a day by the best sentence that names it; its reports are
// the best of each article.
func (t *majorTopic) bySentence(day int64) (h Happening, worth float64, ok bool) {
	type telling struct {
		namedBy
		worth float64
	}
	byArticle := map[int]telling{}
	for _, n := range t.named[day] {
		a := t.articles[n.article]
		body := t.with.texts[a.Version]
		if t.rejected(a, n.date, day) {
			continue
		}
		one := telling{n, t.worth(day, n.article, n.sentence.Of(body), n.early)}
		if was, ok := byArticle[n.article]; !ok || one.worth > was.worth {
			byArticle[n.article] = one
		}
	}
	all := make([]telling, 0, len(byArticle))
	for _, one := range byArticle {
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b telling) int {
		return cmp.Or(t.articles[a.article].Time().Compare(t.articles[b.article].Time()), cmp.Compare(a.article, b.article))
	})
	best := -1
	h = Happening{Date: dayDate(day), DatedBy: DatedBySentence}
	for i, one := range all {
		a := t.articles[one.article]
		h.report(t.with, strconv.FormatInt(a.Article, 10), a.Told, one.sentence, one.date)
		if best < 0 || one.worth > all[best].worth {
			best = i
		}
	}
	if best < 0 {
		return h, 0, false
	}
	h.count()
	if len(h.Outlets) < t.options.MinSources {
		return h, 0, false
	}
	h.tellBy(best, t.with)
	return h, all[best].worth, true
}

// rejected says whether a person rejected what a sentence tells of a day.
func (t *majorTopic) rejected(a majorArticle, date text.Span, day int64) bool {
	if len(t.verdicts) == 0 {
		return false
	}
	e := news.Event{DatePlace: date, Date: dayDate(day)}
	verdict := t.verdicts.on(a.Article, eventSubject(t.with.texts[a.Version], e))
	return verdict != nil && verdict.Verdict == news.Rejected
}

// byPublication tells a day that nobody names by what the article nearest to
// the topic begins with. Its date is that of the publication.
func (t *majorTopic) byPublication(day int64) (h Happening, ok bool) {
	t.said = &topicTerms{}
	best, most := -1, 0.0
	var passage text.Span
	for _, i := range t.issued[day] {
		a := t.articles[i]
		body := t.with.texts[a.Version]
		sentences := text.Sentences(body)
		if start := datelineEnd(body, sentences); start > 0 && start < sentences[0].End {
			sentences[0].Start = start
		}
		for _, s := range sentences[:min(leadSentences, len(sentences))] {
			if worth := t.worth(day, i, s.Of(body), true); best < 0 || worth > most {
				best, most, passage = i, worth, s
			}
		}
	}
	if best < 0 || t.options.MinSources > 1 {
		return h, false
	}
	a := t.articles[best]
	h = Happening{Date: dayDate(day), DatedBy: DatedByPublication}
	h.report(t.with, strconv.FormatInt(a.Article, 10), a.Told, passage, text.Span{})
	h.count()
	h.tellBy(0, t.with)
	return h, true
}

// complete fills in who is named in lines that are no events.
func (t *majorTopic) complete(ctx context.Context, s Happenings, all []Happening) error {
	for i := range all {
		h := &all[i]
		if h.Entities != nil {
			continue
		}
		h.Entities = []string{}
		r, _, err := s.Reading(ctx, h.version)
		if err != nil {
			return err
		}
		for _, m := range r.Mentions {
			if m.Start >= h.Passage.Start && m.End <= h.Passage.End && !slices.Contains(h.Entities, m.Name) {
				h.Entities = append(h.Entities, m.Name)
			}
		}
	}
	return nil
}
