package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DateTopic is a topic whose weightiest days are known.
type DateTopic struct {
	Name      string
	Articles  []Telling
	Timelines [][]time.Time // days that editors chose
}

// DateScore is how well days are chosen for a topic: the mean over its
// timelines of F1, with as many days as the timeline has.
type DateScore struct {
	Name                       string
	Ours, Published, Sentences float64 // with our weights, and by a single count each
}

// ScoreDates tries the choice of days on topics beside the two counts that it
// has to beat: publications of a day, and sentences that name it.
func ScoreDates(all []DateTopic) []DateScore {
	scores := make([]DateScore, len(all))
	for i, t := range prepareDates(all) {
		scores[i] = DateScore{t.name, t.f1(dateWeights()), t.f1OfCount(t.articles), t.f1OfCount(t.sentences)}
	}
	return scores
}

// preparedDates is a topic whose evidence is counted.
type preparedDates struct {
	name      string
	days      map[int64]*dayEvidence
	timelines [][]time.Time
	articles  map[int64]float64 // by day of publication
	sentences map[int64]float64 // by day named
}

func prepareDates(all []DateTopic) []preparedDates {
	out := make([]preparedDates, len(all))
	for i, t := range all {
		out[i] = preparedDates{t.Name, gatherEvidence(t.Articles, newTopicTerms(t.Articles, nil)), t.Timelines, map[int64]float64{}, map[int64]float64{}}
		for _, a := range t.Articles {
			out[i].articles[dayNumber(a.Published)]++
			for _, d := range a.Dates {
				days, n := daysOf(d.EDTF)
				for _, day := range days[:n] {
					out[i].sentences[day]++
				}
			}
		}
	}
	return out
}

func (p preparedDates) f1(w dateModel) float64 {
	ranked := weighEvidence(p.days, w)
	return p.meanF1(func(i int) (int64, bool) {
		if i >= len(ranked) {
			return 0, false
		}
		return ranked[i].Day.Unix() / secondsPerDay, true
	}, len(ranked))
}

func (p preparedDates) f1OfCount(count map[int64]float64) float64 {
	ranked := make([]int64, 0, len(count))
	for day := range count {
		if day != noDay {
			ranked = append(ranked, day)
		}
	}
	slices.SortFunc(ranked, func(a, b int64) int {
		if count[a] != count[b] {
			return int(math.Copysign(1, count[b]-count[a]))
		}
		return int(a - b)
	})
	return p.meanF1(func(i int) (int64, bool) {
		if i >= len(ranked) {
			return 0, false
		}
		return ranked[i], true
	}, len(ranked))
}

// meanF1 is the mean over the timelines; only days from a timeline's first to
// its last are asked for, as the literature does.
func (p preparedDates) meanF1(ranked func(int) (int64, bool), n int) float64 {
	sum := 0.0
	for _, timeline := range p.timelines {
		chosen := map[int64]bool{}
		for _, day := range timeline {
			chosen[day.Unix()/secondsPerDay] = true
		}
		first, last := timeline[0].Unix()/secondsPerDay, timeline[len(timeline)-1].Unix()/secondsPerDay
		taken, hits := 0, 0
		for i := 0; i < n && taken < len(chosen); i++ {
			day, ok := ranked(i)
			if !ok {
				break
			}
			if day < first || day > last {
				continue
			}
			taken++
			if chosen[day] {
				hits++
			}
		}
		sum += 2 * float64(hits) / float64(taken+len(chosen))
	}
	return sum / float64(len(p.timelines))
}

// DateTraining is the outcome of TrainDates.
type DateTraining struct {
	Table string  // for dates_weights.tsv
	Prior float64 // mean F1 with the priors
	Held  float64 // with weights learned from the other topics
	All   float64 // with the weights of Table
}

// How far weights may move away from their priors: our topics are invented, and
// what the literature found on real ones outweighs them.
const (
	farthestFactor = 1.5
	moveCosts      = .004 // of F1, for each doubling
	trainRounds    = 6
)

// TrainDates moves the weights of the table within bounds to where they choose
// best, and tries by leaving out each topic in turn whether that holds.
func TrainDates(all []DateTopic) (DateTraining, error) {
	prior, err := parseDateTable(dateWeightsTable, columnPrior)
	if err != nil {
		return DateTraining{}, err
	}
	topics := prepareDates(all)
	t := DateTraining{Prior: meanDates(topics, prior)}
	for i := range topics {
		rest := slices.Delete(slices.Clone(topics), i, i+1)
		t.Held += topics[i].f1(climbDates(rest, prior)) / float64(len(topics))
	}
	best := climbDates(topics, prior)
	t.All = meanDates(topics, best)
	var b strings.Builder
	for line := range strings.Lines(dateWeightsTable) {
		cells := strings.Split(line, "\t")
		if i := slices.Index(countNames[:], cells[0]); i >= 0 {
			cells[columnWeight] = strconv.FormatFloat(best[i], 'g', 3, 64)
			line = strings.Join(cells, "\t")
		}
		fmt.Fprint(&b, line)
	}
	t.Table = b.String()
	return t, nil
}

func meanDates(topics []preparedDates, w dateModel) float64 {
	sum := 0.0
	for _, t := range topics {
		sum += t.f1(w)
	}
	return sum / float64(len(topics))
}

// climbDates changes one weight after the other as long as it helps.
func climbDates(topics []preparedDates, prior dateModel) dateModel {
	value := func(w dateModel) float64 {
		cost := 0.0
		for i := range w {
			cost += math.Abs(math.Log2(w[i] / prior[i]))
		}
		return meanDates(topics, w) - moveCosts*cost
	}
	best, most := prior, value(prior)
	for range trainRounds {
		moved := false
		for i := range best {
			for _, factor := range []float64{1 / farthestFactor, 1 / 1.2, 1, 1.2, farthestFactor} {
				w := best
				w[i] = prior[i] * factor
				if v := value(w); v > most+1e-9 {
					best, most, moved = w, v, true
				}
			}
		}
		if !moved {
			break
		}
	}
	return best
}
