// Package topics makes news of invented happenings, together with the
// timelines that editors would draw from it: what the choice of the days that
// matter is tried on. Every word is our own; the same seed gives the same news.
package topics

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Article is one article of a topic.
type Article struct {
	Published time.Time // a day
	Outlet    string
	Title     string
	Text      string
	Copy      bool // of an earlier article
}

// Topic is the news of one story and the days that editors chose.
type Topic struct {
	Name      string
	Articles  []Article
	Timelines [][]time.Time // one for each editor, in the order of time
}

// happening is what the news of a topic is about.
type happening struct {
	day    int     // of the topic
	weight float64 // 1: an item among others
	lag    int     // days until most is written of it
	fade   float64 // days after which a third of the interest is left
	what   string  // a clause, past tense: "the bridge at Sellan fell"
	plan   bool    // announced before
	press  float64 // of its weight, what makes news at the time
	memory float64 // and what is looked back upon
}

// How far news and memory stray from the weight that editors see, chosen so that
// counting publications and counting sentences find about as many of the
// editors' days as they do in the literature.
const (
	pressSpread  = .6
	memorySpread = 1.5
	lateNews     = .2 // happenings that are written about on the next day
)

// maker writes one topic.
type maker struct {
	*rand.Rand
	plot  plot
	start time.Time
	past  []happening // before the topic begins: history
	main  []happening
}

// All returns the topics of the table.
func All(seed uint64) []Topic {
	all := make([]Topic, len(plots))
	for i, p := range plots {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, uint64(i+1))), plot: p} //nolint:gosec // chance of samples, to be repeated
		all[i] = m.topic()
	}
	return all
}

func (m *maker) topic() Topic {
	m.start = time.Date(2009+m.IntN(8), time.Month(1+m.IntN(12)), 1+m.IntN(28), 0, 0, 0, 0, time.UTC)
	m.happen()
	t := Topic{Name: m.plot.name}
	for _, day := range m.publicationDays() {
		t.Articles = append(t.Articles, m.article(day))
		if m.Float64() < m.plot.copies {
			again := t.Articles[len(t.Articles)-1]
			again.Outlet, again.Copy = outlets[m.IntN(len(outlets))], true
			if m.Float64() < .3 {
				again.Published = again.Published.AddDate(0, 0, 1)
			}
			t.Articles = append(t.Articles, again)
		}
	}
	for range m.plot.editors {
		t.Timelines = append(t.Timelines, m.timeline())
	}
	return t
}

// happen draws what happens: weights by a law of powers, most of it soon after
// something else.
func (m *maker) happen() {
	for i := range 5 {
		m.past = append(m.past, happening{day: -200 - m.IntN(4000), weight: 1 + 3*m.Float64(), what: m.plot.history[i%len(m.plot.history)]})
	}
	day := 0
	for i := range m.plot.happenings {
		switch {
		case i == 0:
		case m.Float64() < m.plot.clustered:
			day = min(m.plot.days-1, m.main[m.IntN(i)].day+1+int(m.ExpFloat64()*2))
		default:
			day = m.IntN(m.plot.days)
		}
		h := happening{
			day: day, weight: min(25, math.Pow(m.Float64(), -1/m.plot.tail)), fade: .7 + m.ExpFloat64()*m.plot.fade,
			what: fmt.Sprintf(m.plot.clauses[m.IntN(len(m.plot.clauses))], m.plot.places[m.IntN(len(m.plot.places))]), plan: m.Float64() < .12,
			press: math.Exp(pressSpread * m.NormFloat64()), memory: math.Exp(memorySpread * m.NormFloat64()),
		}
		if m.Float64() < lateNews {
			h.lag = 1
		}
		if i == 0 {
			h.weight = max(h.weight, 6)
		}
		m.main = append(m.main, h)
	}
	slices.SortStableFunc(m.main, func(a, b happening) int { return cmp.Compare(a.day, b.day) })
}

// interest is how much a happening is written about on a day.
func (h happening) interest(day int) float64 {
	switch after := float64(day - h.day - h.lag); {
	case after < -1 || after < 0 && h.lag == 0:
		return 0
	case after < 0:
		return h.weight * h.press * .5
	default:
		return h.weight * h.press * math.Exp(-after/h.fade)
	}
}

// publicationDays draws the days of the articles, in their order: more at the
// weekend's end, none in an outage, bursts of talk without a happening.
func (m *maker) publicationDays() []int {
	volume := make([]float64, m.plot.days+20)
	total := 0.0
	talk := map[int]float64{}
	for range m.plot.days / 25 {
		at := m.IntN(m.plot.days)
		talk[at], talk[at+1] = m.plot.talk*m.Float64(), m.plot.talk/2*m.Float64()
	}
	outage := m.IntN(m.plot.days)
	for day := range volume {
		v := m.plot.base + talk[day]
		for _, h := range m.main {
			v += math.Pow(h.interest(day), .8)
		}
		if weekday := m.start.AddDate(0, 0, day).Weekday(); weekday == time.Saturday || weekday == time.Sunday {
			v *= .75
		}
		if m.plot.outage > 0 && day >= outage && day < outage+m.plot.outage {
			v = 0
		}
		v *= math.Exp(.3 * m.NormFloat64())
		volume[day] = v
		total += v
	}
	var days []int
	for day, v := range volume {
		mean := v / total * float64(m.plot.articles)
		n := int(mean)
		if m.Float64() < mean-float64(n) {
			n++
		}
		for range n {
			days = append(days, day)
		}
	}
	return days
}

// timeline is what one editor writes down: what weighs much, by a judgement of
// their own, at most one line a day.
func (m *maker) timeline() []time.Time {
	type choice struct {
		day   int
		worth float64
	}
	best := map[int]float64{}
	for _, h := range m.main {
		worth := math.Log(h.weight) + m.plot.whim*m.NormFloat64()
		if was, ok := best[h.day]; !ok || worth > was {
			best[h.day] = worth
		}
	}
	for range 2 { // what only this editor knows
		best[m.IntN(m.plot.days)] += 1.5
	}
	all := make([]choice, 0, len(best))
	for day, worth := range best {
		all = append(all, choice{day, worth})
	}
	slices.SortFunc(all, func(a, b choice) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.day, b.day)) })
	n := min(len(all), m.plot.least+m.IntN(m.plot.least))
	days := make([]time.Time, n)
	for i, c := range all[:n] {
		days[i] = m.start.AddDate(0, 0, c.day)
	}
	slices.SortFunc(days, time.Time.Compare)
	return days
}
