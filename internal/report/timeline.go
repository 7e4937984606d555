package report

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
)

// Happenings is what timeline asks of a store.
type Happenings interface {
	Events(ctx context.Context, n query.Node) iter.Seq2[store.ToldEvent, error]
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Readings(ctx context.Context, n query.Node) iter.Seq2[store.ToldReading, error]
	Decisions
	Sources
}

// TimelineOptions says which events are told.
type TimelineOptions struct {
	From, To   edtf.Date       // zero: open
	Entity     string          // canonical name; "": any
	MinSources int             // outlets that report it, at least
	Major      bool            // only the events of the days that matter most
	Limit      int             // with Major: days; else events, the latest; 0: all
	Own        []news.OwnEvent // of a case: told beside those that articles tell
}

// Happening is one event, told by one article or by many.
type Happening struct {
	ID          string       `json:"id"` // number of the article and of the event in it: "42.3"
	Date        edtf.Date    `json:"edtf"`
	Passage     Passage      `json:"passage"` // of the report that tells it best
	Article     int64        `json:"article"`
	Version     int          `json:"version"` // number of the article's version
	URL         string       `json:"url"`
	Outlet      string       `json:"outlet"`
	Title       string       `json:"title"` // of the article
	Published   edtf.Date    `json:"published"`
	Entities    []string     `json:"entities"`
	Outlets     []string     `json:"outlets"` // all that report it, in the order of time
	Articles    int          `json:"articles"`
	Independent int          `json:"independent"` // of them, those that are no copies
	Denied      bool         `json:"denied"`      // a denial stands right behind it
	Own         bool         `json:"own"`         // a person added it to a case; its outlet is their source
	Corrected   bool         `json:"corrected"`   // an article that tells it has a notice of correction
	Decision    *DecisionRow `json:"decision"`    // what a person said of it; null: nothing
	Score       float64      `json:"score"`       // how much it matters, within this answer
	Reports     []Retelling  `json:"reports"`

	all []store.ToldEvent
}

// Retelling is one passage that tells of an event.
type Retelling struct {
	ID        string    `json:"id"`
	Article   int64     `json:"article"`
	Version   int       `json:"version"`
	URL       string    `json:"url"`
	Outlet    string    `json:"outlet"`
	Published edtf.Date `json:"published"`
	CopyOf    int64     `json:"copy_of"`
	Passage   Passage   `json:"passage"`
	Date      Passage   `json:"date"` // the words that date it
}

// mostEvents is how many events are compared with one another; of more, only
// those of the days that matter most.
const mostEvents = 6000

// Timeline returns what happened when, as the articles that match tell it, in
// the order of dates.
func Timeline(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) ([]Happening, error) {
	var all []store.ToldEvent
	for e, err := range s.Events(ctx, n) {
		if err != nil {
			return nil, err
		}
		if o.wants(e) {
			all = append(all, e)
		}
	}
	var days []Weighty
	if o.Major || len(all) > mostEvents {
		var err error
		if days, err = weigh(ctx, s, n); err != nil {
			return nil, err
		}
		all = ofMajorDays(all, days, o)
	}
	happenings, err := tell(ctx, s, n, all)
	if err != nil {
		return nil, err
	}
	happenings = slices.DeleteFunc(happenings, func(h Happening) bool { return len(h.Outlets) < o.MinSources })
	if o.Major {
		happenings = onePerDay(happenings, days, o.Limit)
	}
	for _, e := range o.Own {
		if h := ownHappening(e); o.wants(store.ToldEvent{Event: news.Event{Date: h.Date, Entities: []string{o.Entity}}}) {
			happenings = append(happenings, h)
		}
	}
	slices.SortStableFunc(happenings, func(a, b Happening) int { return edtf.Compare(a.Date, b.Date) })
	if !o.Major && o.Limit > 0 && len(happenings) > o.Limit {
		happenings = happenings[len(happenings)-o.Limit:]
	}
	return happenings, nil
}

// ownHappening is an event of a person's own: its outlet is its source.
func ownHappening(e news.OwnEvent) Happening {
	return Happening{
		ID: "own." + strconv.FormatInt(e.ID, 10), Date: e.Date, Passage: Passage{Text: e.What}, Outlet: e.Source, Outlets: []string{e.Source},
		Entities: []string{}, Reports: []Retelling{}, Own: true,
	}
}

func (o TimelineOptions) wants(e store.ToldEvent) bool {
	if o.Entity != "" && !slices.Contains(e.Entities, o.Entity) {
		return false
	}
	from, to := e.Date.Bounds()
	if first, _ := o.From.Bounds(); !first.IsZero() && !to.IsZero() && !to.After(first) {
		return false
	}
	if _, last := o.To.Bounds(); !last.IsZero() && !from.IsZero() && !from.Before(last) {
		return false
	}
	return true
}

func weigh(ctx context.Context, s Happenings, n query.Node) ([]Weighty, error) {
	var readings []store.ToldReading
	for r, err := range s.Readings(ctx, n) {
		if err != nil {
			return nil, err
		}
		r.Reading.Mentions, r.Reading.Amounts, r.Reading.Attributions = nil, nil, nil
		readings = append(readings, r)
	}
	return WeighDays(readings), nil
}

// ofMajorDays keeps the events of the weightiest days, until there are enough.
func ofMajorDays(all []store.ToldEvent, days []Weighty, o TimelineOptions) []store.ToldEvent {
	rank := make(map[int64]int, len(days))
	for i, d := range days {
		rank[d.Day.Unix()/86400] = i
	}
	kept := all[:0]
	for _, e := range all {
		if _, ok := rank[dayNumber(e.Date)]; ok || !o.Major {
			kept = append(kept, e)
		}
	}
	if len(kept) <= mostEvents {
		return kept
	}
	place := func(e store.ToldEvent) int {
		if r, ok := rank[dayNumber(e.Date)]; ok {
			return r
		}
		return len(days)
	}
	slices.SortStableFunc(kept, func(a, b store.ToldEvent) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(b.Confidence, a.Confidence))
	})
	return kept[:mostEvents]
}

// onePerDay keeps for each of the weightiest days the event that is told best.
func onePerDay(all []Happening, days []Weighty, limit int) []Happening {
	best := map[int64]int{}
	for i, h := range all {
		day := dayNumber(h.Date)
		if at, ok := best[day]; !ok || h.Score > all[at].Score {
			best[day] = i
		}
	}
	var kept []Happening
	for _, d := range days {
		if limit > 0 && len(kept) == limit {
			break
		}
		if i, ok := best[d.Day.Unix()/86400]; ok {
			h := all[i]
			h.Score = d.Score
			kept = append(kept, h)
		}
	}
	return kept
}

// tell puts the events that are one together and describes them.
func tell(ctx context.Context, s Happenings, n query.Node, all []store.ToldEvent) ([]Happening, error) {
	versions, articles := make([]int64, len(all)), make([]int64, len(all))
	for i, e := range all {
		versions[i], articles[i] = e.Version, e.Article
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	texts, err := s.Texts(ctx, versions)
	if err != nil {
		return nil, err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return nil, err
	}
	copies, err := s.CopiesOf(ctx, articles)
	if err != nil {
		return nil, err
	}
	denials, err := denialsOf(ctx, s, n)
	if err != nil {
		return nil, err
	}
	byVersion := make(map[int64]store.Hit, len(hits))
	for _, h := range hits {
		byVersion[h.Version.ID] = h
	}
	slices.SortStableFunc(all, func(a, b store.ToldEvent) int { return a.Time().Compare(b.Time()) })
	verdicts, err := decisionsOf(ctx, s, news.DerivedEvent)
	if err != nil {
		return nil, err
	}
	all, decided, err := decideEvents(all, texts, verdicts)
	if err != nil {
		return nil, err
	}
	out := merge(all, texts)
	for i := range out {
		out[i].describe(byVersion, texts, copies, denials)
		for _, r := range out[i].Reports {
			if verdict := decided[r.ID]; verdict != nil {
				out[i].Decision = decisionRow(verdict)
			}
		}
	}
	return out, nil
}

// decideEvents leaves out the events that a person rejected, and corrects dates.
func decideEvents(all []store.ToldEvent, texts map[int64]string, verdicts decided) (kept []store.ToldEvent, by map[string]*news.Decision, err error) {
	by = map[string]*news.Decision{}
	for _, e := range all {
		verdict := verdicts.on(e.Article, eventSubject(texts[e.Version], e.Event))
		if verdict != nil && verdict.Verdict == news.Rejected {
			continue
		}
		if verdict != nil {
			if value, ok := verdict.Correction["edtf"]; ok {
				if e.Date, err = parseDate(value); err != nil {
					return nil, nil, err
				}
			}
			by[eventID(e)] = verdict
		}
		kept = append(kept, e)
	}
	return kept, by, nil
}

func eventID(e store.ToldEvent) string {
	return strconv.FormatInt(e.Article, 10) + "." + strconv.Itoa(e.Number)
}

// sameEvent is how much two clauses with one date have to share to tell of one
// event: their words, or half as many where the same are in it.
const sameEvent = .5

// merge groups events that have the same date and tell of the same.
func merge(all []store.ToldEvent, texts map[int64]string) []Happening {
	var out []Happening
	words := make([]map[string]bool, 0, len(all)) // of the first of each group
	byDate := map[string][]int{}
	for _, e := range all {
		p := passageIn(texts[e.Version], e.Span)
		if p == nil {
			continue
		}
		mine := contentWords(p.Text)
		key, at, best := e.Date.String(), -1, 0.0
		for _, g := range byDate[key] {
			fit := overlap(mine, words[g])
			if slices.ContainsFunc(e.Entities, func(name string) bool { return slices.Contains(out[g].Entities, name) }) {
				fit *= 2
			}
			if fit >= sameEvent && fit > best {
				at, best = g, fit
			}
		}
		if at < 0 {
			at = len(out)
			out = append(out, Happening{Date: e.Date, Entities: []string{}})
			words = append(words, mine)
			byDate[key] = append(byDate[key], at)
		}
		h := &out[at]
		h.all = append(h.all, e)
		for _, name := range e.Entities {
			if !slices.Contains(h.Entities, name) {
				h.Entities = append(h.Entities, name)
			}
		}
	}
	return out
}

// describe chooses the passage that tells an event best: from an original, sure
// of it, not too short, early.
func (h *Happening) describe(hits map[int64]store.Hit, texts map[int64]string, copies map[int64]int64, denials map[int64][]int) {
	articles, originals := map[int64]bool{}, map[int64]bool{}
	best, bestScore := -1, -1.0
	h.Outlets, h.Reports = []string{}, make([]Retelling, 0, len(h.all))
	for i, e := range h.all {
		a := articleOf(hits[e.Version].Article, hits[e.Version].Version)
		r := Retelling{
			ID: eventID(e), Article: e.Article, Version: hits[e.Version].Version.Number, URL: a.URL, Outlet: a.Outlet,
			Published: e.Published, CopyOf: copies[e.Article], Passage: *passageIn(texts[e.Version], e.Span),
		}
		if p := passageIn(texts[e.Version], e.DatePlace); p != nil {
			r.Date = *p
		}
		h.Reports = append(h.Reports, r)
		if !slices.Contains(h.Outlets, r.Outlet) {
			h.Outlets = append(h.Outlets, r.Outlet)
		}
		articles[e.Article] = true
		score := e.Confidence + .3*min(1, float64(e.Len())/120) + .2*float64(min(len(e.Entities), 3))/3
		if r.CopyOf == 0 {
			originals[e.Article] = true
			score += .2
		}
		if score > bestScore {
			best, bestScore = i, score
		}
		h.Denied = h.Denied || slices.ContainsFunc(denials[e.Version], func(at int) bool { return at >= e.Start && at < e.End+denialReach })
	}
	r, e := h.Reports[best], h.all[best]
	h.ID, h.Passage, h.Article, h.Version, h.URL, h.Outlet, h.Published = r.ID, r.Passage, r.Article, r.Version, r.URL, r.Outlet, r.Published
	h.Title = hits[e.Version].Version.Title
	h.Articles, h.Independent = len(articles), max(1, len(originals))
	h.Score = bestScore + float64(h.Independent) + .5*float64(len(h.Outlets))
}

// denialReach is how far behind an event a denial stands that is about it, in
// bytes: the next sentence or two.
const denialReach = 240

// denialsOf returns where denials begin, by version.
func denialsOf(ctx context.Context, s Happenings, n query.Node) (map[int64][]int, error) {
	all := map[int64][]int{}
	for t, err := range s.Statements(ctx, n) {
		if err != nil {
			return nil, err
		}
		if t.Act == news.ActDenial {
			all[t.Version] = append(all[t.Version], t.Start)
		}
	}
	return all, nil
}

// When is the first moment of an event's date; zero where it is open.
func (h Happening) When() time.Time {
	from, _ := h.Date.Bounds()
	return from
}
