package report

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
)

// Telling is an article as the days that it names are weighed.
type Telling struct {
	Published edtf.Date // zero: not known
	Title     string
	Text      string
	Dates     []news.Date // of Text, in its order
	Copy      bool        // of another article
}

// Weighty is a day of a topic with how much it matters.
type Weighty struct {
	Day      time.Time
	Score    float64
	Mentions int // articles that name it
	Later    int // of them, those published more than a week after it
	Articles int // published on it

	evidence dayEvidence
}

// WeighDays returns the days that the articles of a topic name or are published
// on, the weightiest first. A month or a year names no day, a span of time its
// first and its last.
//
// The model is linear over logarithms of counts, each as a part of the topic's
// largest, with the weights of dates_weights.tsv. What is counted is what the
// literature found: who names a day, how long after and on how many days (Tran
// et al., Joint graphical models for date selection in timeline summarization,
// ACL 2015; Kessler et al., Finding salient dates for building thematic
// timelines, ACL 2012), what is published on it against the time around it
// (Chieu and Lee, Query based event extraction along a timeline, SIGIR 2004), and
// how near its sentences are to the topic (Ghalandari and Ifrim, Examining the
// state-of-the-art in news timeline summarization, ACL 2020). Neighbouring days
// do not push each other out: editors of a crisis write down one after another.
func WeighDays(all []Telling) []Weighty { return weighDays(all, nil, dateWeights()) }

func weighDays(all []Telling, wanted words, w dateModel) []Weighty {
	return weighEvidence(gatherEvidence(all, newTopicTerms(all, wanted)), w)
}

// weighEvidence scores days by what was counted of them.
func weighEvidence(days map[int64]*dayEvidence, w dateModel) []Weighty {
	var most dayCounts
	for _, d := range days {
		for i, v := range d.counts {
			most[i] = max(most[i], v)
		}
	}
	out := make([]Weighty, 0, len(days))
	for day, d := range days {
		one := Weighty{
			Day: time.Unix(day*secondsPerDay, 0).UTC(), Mentions: d.named, Later: d.later, Articles: d.articles, evidence: *d,
		}
		for i, v := range d.counts {
			one.Score += w[i] * math.Log1p(v) / math.Log1p(max(most[i], leastMost))
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Weighty) int { return cmp.Or(cmp.Compare(b.Score, a.Score), a.Day.Compare(b.Day)) })
	return out
}

// leastMost is what counts are compared with where a topic has no larger one:
// of three articles, one more is not yet the greatest day.
const leastMost = 3

const noDay = math.MinInt64

// dayNumber is the day of a date that names one, counted from 1970. The day of
// a moment is that of its own zone.
func dayNumber(d edtf.Date) int64 {
	if t, ok := d.Instant(); ok {
		year, month, day := t.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay
	}
	if d.Precision() != edtf.PrecisionDay {
		return noDay
	}
	from, _ := d.Bounds()
	return int64(math.Floor(float64(from.Unix()) / secondsPerDay))
}

// dayDate is the date of a day counted from 1970.
func dayDate(day int64) edtf.Date { return edtf.Day(time.Unix(day*secondsPerDay, 0).UTC().Date()) }

// daysOf yields the days that a date names: one, or the ends of a span.
func daysOf(d edtf.Date) (days [2]int64, n int) {
	ends := [2]edtf.Date{d, {}}
	if d.Precision() == edtf.PrecisionRange {
		ends = [2]edtf.Date{d.From(), d.To()}
	}
	for _, end := range ends {
		if day := dayNumber(end); day != noDay && (n == 0 || days[0] != day) {
			days[n] = day
			n++
		}
	}
	return days, n
}

const secondsPerDay = 86400
