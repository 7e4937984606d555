package report

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/store"
	"dateline/internal/text"
)

// Happenings is what timeline asks of a store.
type Happenings interface {
	Events(ctx context.Context, n query.Node) iter.Seq2[store.ToldEvent, error]
	EventDates(ctx context.Context, n query.Node) iter.Seq2[store.DatedEvent, error]
	Statements(ctx context.Context, n query.Node) iter.Seq2[store.ToldStatement, error]
	Readings(ctx context.Context, n query.Node) iter.Seq2[store.ToldReading, error]
	Reading(ctx context.Context, version int64) (news.Reading, bool, error)
	Decisions
	Sources
}

// TimelineOptions says which events are told.
type TimelineOptions struct {
	From, To   edtf.Date       // zero: open
	Entities   []string        // names of one of those in it, in any spelling of capitals; none: any
	MinSources int             // outlets that report it, at least
	Major      bool            // one line for each of the days that matter most
	Limit      int             // with Major: days; else events, the latest; 0: all
	Own        []news.OwnEvent // of a case: told beside those that articles tell
}

// Happening is one event, told by one article or by many.
type Happening struct {
	ID          string       `json:"id"` // number of the article and of the event in it: "42.3"; of the article alone where it is no event's
	Date        edtf.Date    `json:"edtf"`
	DatedBy     string       `json:"dated_by"` // see the constants
	Passage     Passage      `json:"passage"`  // of the report that tells it best
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

	all     []store.ToldEvent
	version int64 // id of the version that tells it best
}

// What gives an event its date.
const (
	DatedByEvent       = "event"       // words of the passage, which was read as an event
	DatedBySentence    = "sentence"    // words of the passage, a sentence that names a day which matters
	DatedByPublication = "publication" // only that the article was published on it
	DatedByPerson      = "person"      // who added it to a case
)

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

	version int64 // its id
}

// Chronicle is an answer of timeline.
type Chronicle struct {
	Events []Happening // in the order of dates, the undated ones last
	Read   int         // passages that tell of events, of which these are some or all
	More   bool        // there are earlier events, or days that matter less
}

// Timeline returns the events of TimelineOf.
func Timeline(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) ([]Happening, error) {
	c, err := TimelineOf(ctx, s, n, o)
	return c.Events, err
}

// TimelineOf returns what happened when, as the articles that match tell it.
// Texts are read only of what is given.
func TimelineOf(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) (c Chronicle, err error) {
	if o.Major {
		if c, err = majorDays(ctx, s, n, o); err != nil {
			return c, err
		}
	} else if err := c.latest(ctx, s, n, o); err != nil {
		return c, err
	}
	for _, e := range o.Own {
		if h := ownHappening(e); o.within(h.Date) {
			c.Events = append(c.Events, h)
		}
	}
	slices.SortStableFunc(c.Events, func(a, b Happening) int { return edtf.Compare(a.Date, b.Date) })
	if dated := datedEvents(c.Events); !o.Major && o.Limit > 0 && dated > o.Limit {
		c.Events, c.More = c.Events[dated-o.Limit:], true
	}
	return c, nil
}

// datedEvents is how many events have a date; they stand first.
func datedEvents(all []Happening) int {
	undated := slices.IndexFunc(all, func(h Happening) bool { return h.Date.IsZero() })
	if undated < 0 {
		return len(all)
	}
	return undated
}

// latest tells the events with the latest dates, as many as are wanted. Only of
// these more is read than the date.
func (c *Chronicle) latest(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) error {
	all, whole, err := datesThat(ctx, s, n, o)
	if err != nil {
		return err
	}
	c.Read = len(all)
	slices.SortStableFunc(all, func(a, b store.ToldEvent) int { return edtf.Compare(b.Date, a.Date) })
	taken := len(all)
	if o.Limit > 0 {
		taken = wholeMonths(all, 2*o.Limit)
	}
	for {
		some, readings := slices.Clone(all[:taken]), map[int64]news.Reading(nil)
		if !whole {
			if some, readings, err = readEvents(ctx, s, n, some); err != nil {
				return err
			}
		}
		if c.Events, err = tell(ctx, s, n, some, readings); err != nil {
			return err
		}
		c.Events = slices.DeleteFunc(c.Events, func(h Happening) bool { return len(h.Outlets) < o.MinSources })
		if taken == len(all) || len(c.Events) > o.Limit {
			c.More = taken < len(all)
			return nil
		}
		taken = wholeMonths(all, 4*taken)
	}
}

// datesThat returns the events that are wanted: whole, or their places and dates
// alone where these suffice to choose among them.
func datesThat(ctx context.Context, s Happenings, n query.Node, o TimelineOptions) (all []store.ToldEvent, whole bool, err error) {
	if o.Limit == 0 || len(o.Entities) > 0 {
		all, err = eventsThat(ctx, s, n, o.wants)
		return all, true, err
	}
	for e, err := range s.EventDates(ctx, n) {
		if err != nil {
			return nil, false, err
		}
		if o.within(e.Date) {
			all = append(all, store.ToldEvent{Told: store.Told{Version: e.Version, Number: e.Number}, Event: news.Event{Date: e.Date}})
		}
	}
	return all, false, nil
}

// readEvents reads the events at some places, and what else their versions say
// if these are few.
func readEvents(ctx context.Context, s Happenings, n query.Node, places []store.ToldEvent) (all []store.ToldEvent, readings map[int64]news.Reading, err error) {
	type place struct {
		version int64
		number  int
	}
	wanted := make(map[place]bool, len(places))
	versions := make([]int64, 0, len(places))
	for _, e := range places {
		wanted[place{e.Version, e.Number}] = true
		versions = append(versions, e.Version)
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	if len(versions) > fewVersions {
		all, err = eventsThat(ctx, s, n, func(e store.ToldEvent) bool { return wanted[place{e.Version, e.Number}] })
		return all, nil, err
	}
	hits, err := s.Hits(ctx, versions)
	if err != nil {
		return nil, nil, err
	}
	readings = make(map[int64]news.Reading, len(hits))
	for _, h := range hits {
		v := h.Version
		r, _, err := s.Reading(ctx, v.ID)
		if err != nil {
			return nil, nil, err
		}
		readings[v.ID] = r
		for i, e := range r.Events {
			if wanted[place{v.ID, i + 1}] {
				all = append(all, store.ToldEvent{Told: store.Told{
					Version: v.ID, Article: h.Article.ID, Outlet: h.Article.Outlet.ID, Number: i + 1, Published: v.Published, Seen: v.Seen,
				}, Event: e})
			}
		}
	}
	return all, readings, nil
}

// wholeMonths returns how many events, the latest first, are at least so many
// and end with a month, so that what is dated to the month is with its days.
func wholeMonths(all []store.ToldEvent, least int) int {
	if least >= len(all) {
		return len(all)
	}
	month := func(e store.ToldEvent) string {
		return e.Date.From().String()[:min(len("2006-01"), len(e.Date.From().String()))]
	}
	last := month(all[least-1])
	for least < len(all) && month(all[least]) == last {
		least++
	}
	return least
}

func eventsThat(ctx context.Context, s Happenings, n query.Node, wanted func(store.ToldEvent) bool) (all []store.ToldEvent, err error) {
	for e, err := range s.Events(ctx, n) {
		if err != nil {
			return nil, err
		}
		if wanted(e) {
			all = append(all, e)
		}
	}
	return all, nil
}

// ownHappening is an event of a person's own: its outlet is its source.
func ownHappening(e news.OwnEvent) Happening {
	return Happening{
		ID: "own." + strconv.FormatInt(e.ID, 10), Date: e.Date, DatedBy: DatedByPerson, Passage: Passage{Text: e.What}, Outlet: e.Source, Outlets: []string{e.Source},
		Entities: []string{}, Reports: []Retelling{}, Own: true,
	}
}

func (o TimelineOptions) wants(e store.ToldEvent) bool {
	return o.hasEntity(e.Entities) && o.within(e.Date)
}

// hasEntity says whether one that is asked for is among names.
func (o TimelineOptions) hasEntity(names []string) bool {
	return len(o.Entities) == 0 || slices.ContainsFunc(names, o.names)
}

func (o TimelineOptions) names(name string) bool {
	return slices.ContainsFunc(o.Entities, func(asked string) bool { return text.Fold(asked) == text.Fold(name) })
}

// within says whether a date can lie between From and To.
func (o TimelineOptions) within(d edtf.Date) bool {
	from, to := d.Bounds()
	if first, _ := o.From.Bounds(); !first.IsZero() && !to.IsZero() && !to.After(first) {
		return false
	}
	if _, last := o.To.Bounds(); !last.IsZero() && !from.IsZero() && !from.Before(last) {
		return false
	}
	return true
}

// When is the first moment of an event's date; zero where it is open.
func (h Happening) When() time.Time {
	from, _ := h.Date.Bounds()
	return from
}
