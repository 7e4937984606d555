package report

import (
	"math"
	"slices"
	"sort"
	"strings"

	"dateline/internal/text"
)

// The counts of a day. Articles and sentences count by how near they are to the
// topic; a copy counts a quarter of its original.
const (
	countSentences = iota // sentences that name the day
	countToday            // articles published on it that name it
	countNext             // published on the next day
	countWeek             // within a week
	countLater            // later than a week
	countSpread           // different days of publication after it on which it is named
	countBefore           // articles that name it before it comes
	countLead             // that name it in their first sentences
	countPublished        // articles published on it, on the next day half
	countBurst            // those against an average day of the weeks around it
	countKinds
)

type dayCounts [countKinds]float64

// dayEvidence is what is known of one day.
type dayEvidence struct {
	counts   dayCounts
	named    int // articles that name it
	later    int // of them, those published more than a week after it
	articles int // published on it
	spread   map[int64]bool
	written  float64 // published on it, by how near they are to the topic
}

// What the counts are made with.
const (
	copyCounts    = .25 // of an original
	leadSentences = 3   // that tell the article's own news
	aroundDays    = 14  // before and after a day that its volume is compared with
	weekDays      = 7
)

// gathering counts the evidence of one topic.
type gathering struct {
	days  map[int64]*dayEvidence
	terms *topicTerms
}

func gatherEvidence(all []Telling, terms *topicTerms) map[int64]*dayEvidence {
	g := gathering{map[int64]*dayEvidence{}, terms}
	for i := range all {
		g.article(&all[i])
	}
	g.volumes()
	for _, d := range g.days {
		d.counts[countSpread] = float64(len(d.spread))
	}
	return g.days
}

func (g gathering) at(day int64) *dayEvidence {
	d, ok := g.days[day]
	if !ok {
		d = &dayEvidence{}
		g.days[day] = d
	}
	return d
}

// namedDay is a day as one article names it.
type namedDay struct {
	near float64 // to the topic, its nearest sentence
	lead bool
}

// article counts the days that an article names and the day it is published on.
func (g gathering) article(a *Telling) {
	sentences := text.Sentences(a.Text)
	share := 1.0
	if a.Copy {
		share = copyCounts
	}
	about := share * g.terms.near(a.Title+"\n"+leadOf(a.Text, sentences))
	published := dayNumber(a.Published)
	if published != noDay {
		d := g.at(published)
		d.articles++
		d.written += about
	}
	named := map[int64]namedDay{}
	last, near := -1, 0.0
	counted := map[int64]bool{} // of the sentence at last
	body := datelineEnd(a.Text, sentences)
	for _, m := range a.Dates {
		days, n := daysOf(m.EDTF)
		if n == 0 || m.Start < body {
			continue
		}
		i := sort.Search(len(sentences), func(i int) bool { return sentences[i].End > m.Start })
		if i == len(sentences) {
			continue
		}
		if i != last {
			last, near = i, share*g.terms.near(sentences[i].Of(a.Text))
			clear(counted)
		}
		for _, day := range days[:n] {
			if counted[day] {
				continue
			}
			counted[day] = true
			g.at(day).counts[countSentences] += near
			was := named[day]
			named[day] = namedDay{max(was.near, near), was.lead || i < leadSentences}
		}
	}
	for day, how := range named {
		g.at(day).name(day, published, how)
	}
}

// longestDateline is how far into a text an agency's dateline reaches.
const longestDateline = 90

// datelineEnd returns where a text begins behind an agency's dateline ("PORT
// HALE, March 4 (Sound Wire) - "), whose date is that of the publication and
// names no event; 0: it has none.
func datelineEnd(body string, sentences []text.Span) int {
	if len(sentences) == 0 {
		return 0
	}
	first := sentences[0].Start
	head := body[first:min(len(body), first+longestDateline)]
	if i := strings.IndexAny(head, ".!?\n"); i > 0 && strings.TrimSpace(head[i:]) == "" {
		return 0
	}
	for _, sign := range []string{" - ", " -- ", " – ", " — ", "--", "—"} {
		place, rest, found := strings.Cut(head, sign)
		capitals, _, _ := strings.Cut(place, " ")
		if found && len(capitals) > 2 && strings.ToUpper(capitals) == capitals && rest != "" {
			return first + len(place) + len(sign)
		}
		if found && strings.HasSuffix(place, ")") {
			return first + len(place) + len(sign)
		}
	}
	return 0
}

// leadOf is the part of a text that tells its own news.
func leadOf(body string, sentences []text.Span) string {
	if len(sentences) == 0 {
		return ""
	}
	return body[:sentences[min(leadSentences, len(sentences))-1].End]
}

// name counts that an article of a day names this one.
func (d *dayEvidence) name(day, published int64, how namedDay) {
	d.named++
	if how.lead {
		d.counts[countLead] += how.near
	}
	if published == noDay {
		d.counts[countWeek] += how.near / 2
		return
	}
	switch after := published - day; {
	case after < 0:
		d.counts[countBefore] += how.near
	case after == 0:
		d.counts[countToday] += how.near
	case after == 1:
		d.counts[countNext] += how.near
	case after <= weekDays:
		d.counts[countWeek] += how.near
	default:
		d.counts[countLater] += how.near
		d.later++
	}
	if published > day {
		if d.spread == nil {
			d.spread = map[int64]bool{}
		}
		d.spread[published] = true
	}
}

// volumes counts what was published on each day, alone and against the time
// around it. Days without an article count in the average: silence is known.
func (g gathering) volumes() {
	var published []int64
	for day, d := range g.days {
		if d.written > 0 {
			published = append(published, day)
		}
	}
	if len(published) == 0 {
		return
	}
	slices.Sort(published)
	first, last := published[0], published[len(published)-1]
	sums := make([]float64, len(published)+1) // before each
	for i, day := range published {
		sums[i+1] = sums[i] + g.days[day].written
	}
	upTo := func(day int64) float64 { // published before a day
		i, _ := slices.BinarySearch(published, day)
		return sums[i]
	}
	for day, d := range g.days {
		volume := d.written
		if next, ok := g.days[day+1]; ok {
			volume += next.written / 2
		}
		if volume == 0 {
			continue
		}
		from, to := max(first, day-aroundDays), min(last, day+aroundDays)
		usual := (upTo(to+1) - upTo(from)) / float64(to-from+1)
		d.counts[countPublished] = volume
		d.counts[countBurst] = max(0, math.Log2(volume/(usual+1)))
	}
}
