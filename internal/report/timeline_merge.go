package report

import (
	"math"
	"slices"
	"strings"
	"sync"

	"dateline/internal/edtf"
	"dateline/internal/store"
	"dateline/internal/text"
)

// How much of the lighter clause's words two clauses of one date share that
// tell of one event. Names and dates do not count: two things can happen to one
// company on one day.
const (
	sameWithEntity  = .4  // of those that name the same
	sameWithout     = .6  // of those that do not
	sameCoarser     = .6  // of one that gives the month only, and one that gives the day
	sameInArticle   = .65 // of two clauses of one article
	leastEventWords = 2   // fewer say nothing: all have to be the same
)

// clause is an event's words as they are compared.
type clause struct {
	terms []string
	sum   float64 // of the terms' weights
}

// merger groups events.
type merger struct {
	weight  map[string]float64
	out     []Happening
	clauses []clause                    // of the first of each group
	byDate  map[string]map[string][]int // date → term → groups
	bare    map[string][]int            // date → groups with hardly a word
}

// merge groups the events that have the same date and tell of the same; what
// one article dates to the month and another to a day of it is of that day.
func merge(all []store.ToldEvent, texts map[int64]string) []Happening {
	clauses := make([]clause, len(all))
	seen := map[string]float64{}
	for i, e := range all {
		if passageIn(texts[e.Version], e.Span) == nil {
			continue
		}
		clauses[i].terms = eventTerms(texts[e.Version], e)
		for _, term := range clauses[i].terms {
			seen[term]++
		}
	}
	m := merger{weight: seen, byDate: map[string]map[string][]int{}, bare: map[string][]int{}}
	for term, n := range seen {
		seen[term] = math.Log(1 + float64(len(all))/n)
	}
	coarse := func(e store.ToldEvent) bool { return e.Date.Precision() == edtf.PrecisionMonth }
	for _, later := range []bool{false, true} { // days before months
		for i, e := range all {
			if coarse(e) == later && passageIn(texts[e.Version], e.Span) != nil {
				m.add(e, clauses[i])
			}
		}
	}
	for i := range m.out {
		slices.SortStableFunc(m.out[i].all, func(a, b store.ToldEvent) int { return a.Time().Compare(b.Time()) })
	}
	return m.out
}

// add puts an event to its like, or begins a group.
func (m *merger) add(e store.ToldEvent, c clause) {
	for _, term := range c.terms {
		c.sum += m.weight[term]
	}
	key := e.Date.String()
	at := m.find(e, c, key, 0)
	if at < 0 && e.Date.Precision() == edtf.PrecisionMonth {
		for _, day := range m.daysIn(e.Date, key) {
			if at = m.find(e, c, day, sameCoarser); at >= 0 {
				break
			}
		}
	}
	if at < 0 {
		at = len(m.out)
		m.out = append(m.out, Happening{Date: e.Date, Entities: []string{}})
		m.clauses = append(m.clauses, c)
		m.index(key, at, c)
	}
	h := &m.out[at]
	h.all = append(h.all, e)
	for _, name := range e.Entities {
		if !slices.Contains(h.Entities, name) {
			h.Entities = append(h.Entities, name)
		}
	}
}

func (m *merger) index(key string, at int, c clause) {
	if len(c.terms) < leastEventWords {
		m.bare[key] = append(m.bare[key], at)
		return
	}
	byTerm := m.byDate[key]
	if byTerm == nil {
		byTerm = map[string][]int{}
		m.byDate[key] = byTerm
	}
	for _, term := range c.terms {
		byTerm[term] = append(byTerm[term], at)
	}
}

// daysIn returns the days of a month that groups have, in order.
func (m *merger) daysIn(month edtf.Date, prefix string) []string {
	var days []string
	if month.Qualifier() != 0 {
		return nil
	}
	for key := range m.byDate {
		if strings.HasPrefix(key, prefix+"-") && len(key) == len("2006-01-02") {
			days = append(days, key)
		}
	}
	slices.Sort(days)
	return days
}

// find returns the group of a date that an event belongs to; -1: none.
func (m *merger) find(e store.ToldEvent, c clause, key string, least float64) int {
	if len(c.terms) < leastEventWords {
		for _, g := range m.bare[key] {
			if slices.Equal(m.clauses[g].terms, c.terms) && sameNames(m.out[g].Entities, e.Entities) {
				return g
			}
		}
		return -1
	}
	shared := map[int]float64{}
	for _, term := range c.terms {
		for _, g := range m.byDate[key][term] {
			shared[g] += m.weight[term]
		}
	}
	best, most := -1, 0.0
	for g, sum := range shared {
		fit := sum / min(c.sum, m.clauses[g].sum)
		need := sameWithout
		if slices.ContainsFunc(e.Entities, func(name string) bool { return slices.Contains(m.out[g].Entities, name) }) {
			need = sameWithEntity
		}
		if slices.ContainsFunc(m.out[g].all, func(o store.ToldEvent) bool { return o.Version == e.Version }) {
			need = max(need, sameInArticle)
		}
		if fit >= max(need, least) && (fit > most || fit == most && g < best) {
			best, most = g, fit
		}
	}
	return best
}

func sameNames(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(name string) bool { return !slices.Contains(b, name) })
}

// eventTerms returns what an event's clause says beside its date and the names
// of those in it; words of one meaning are one.
func eventTerms(body string, e store.ToldEvent) []string {
	words := e.Of(body)
	if e.DatePlace.Start >= e.Start && e.DatePlace.End <= e.End && e.DatePlace.Len() > 0 {
		words = body[e.Start:e.DatePlace.Start] + " " + body[e.DatePlace.End:e.End]
	}
	names := map[string]bool{}
	for _, name := range e.Entities {
		for _, token := range text.Tokens(name) {
			names[stem(token.Fold)] = true
		}
	}
	terms := termsOf(words)
	kept := terms[:0]
	for _, term := range terms {
		if names[term] {
			continue
		}
		if sense, ok := eventSenses()[term]; ok {
			term = sense
		}
		if !slices.Contains(kept, term) {
			kept = append(kept, term)
		}
	}
	return kept
}

// eventSenses leads from a word's stem to the first of its row.
var eventSenses = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(eventSenseRows) {
		words := strings.Fields(line)
		for _, word := range words {
			m[stem(word)] = stem(words[0])
		}
	}
	return m
})

// eventSenseRows are words that news uses for one and the same happening.
const eventSenseRows = `kill killed kills dead die died dies death deaths slain perished lost lives
	arrest arrested arrests detained detain detention held custody
	win won wins awarded award awards
	sign signed signs concluded inked
	contract contracts deal deals agreement agreements accord
	buy bought buys acquired acquire acquires acquisition purchased purchase takeover
	sue sued sues lawsuit suit filed complaint
	resign resigned resigns resignation quit quits stepped
	dismiss dismissed fired sacked ousted removed
	appoint appointed appoints named hired
	launch launched launches started start began begin begun
	open opened opens opening inaugurated
	end ended ends stopped stop halted halt suspended suspend cancelled cancel terminated terminate scrapped
	close closed closes shut shutdown
	announce announced announces unveiled unveil presented revealed
	publish published publishes released release
	attack attacked attacks assault raid raided struck strike hit
	explosion exploded blast bomb bombing blew
	quake earthquake tremor
	fire fires blaze burned burnt
	crash crashed collided collision
	sink sank sunk capsized
	protest protests protested demonstrated demonstration rally rallied marched march
	elect elected election vote voted
	sentence sentenced convicted convict guilty jailed
	charge charged charges indicted accused
	truce ceasefire armistice
	injure injured wounded hurt
	fine fined penalty
	approve approved cleared backed passed
	reject rejected turned refused
	rise rose climbed grew increased
	fall fell dropped sank declined plunged
	company firm
	army troops soldiers military
	police officers
	government ministers cabinet
`
