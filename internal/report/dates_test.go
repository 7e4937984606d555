package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/news"
	"dateline/internal/report"
	"dateline/internal/report/topics"
	"dateline/internal/text"
)

// naming is an article that has a sentence of its own for each day.
func naming(published edtf.Date, words string, days ...edtf.Date) report.Telling {
	a := report.Telling{Published: published, Title: words}
	a.Text = "The harbour and the ferry are of interest. A second sentence of the ferry. A third of the harbour."
	for _, d := range days {
		a.Text += " Then " + words + " at "
		start := len(a.Text)
		a.Text += d.String() + "."
		a.Dates = append(a.Dates, news.Date{Span: text.Span{Start: start, End: len(a.Text) - 1}, EDTF: d})
	}
	return a
}

func dayList(days []report.Weighty) string {
	var all []string
	for _, d := range days {
		all = append(all, d.Day.Format(time.DateOnly))
	}
	return strings.Join(all, " ")
}

func TestDaysThatAreSpokenOfLongAfterMatterMost(t *testing.T) {
	great, small := edtf.Day(2026, 1, 10), edtf.Day(2026, 1, 12)
	const ferry = "the ferry sank in the harbour"
	days := report.WeighDays([]report.Telling{
		naming(edtf.Day(2026, 1, 11), ferry, great), naming(edtf.Day(2026, 2, 20), ferry, great), naming(edtf.Day(2026, 3, 4), ferry, great, edtf.Month(2026, 1)),
		naming(edtf.Day(2026, 1, 12), ferry, small), naming(edtf.Day(2026, 1, 13), ferry, small), naming(edtf.Day(2026, 1, 13), ferry, small), naming(edtf.Day(2026, 1, 14), ferry),
	})
	if days[0].Day.Format(time.DateOnly) != "2026-01-10" || days[0].Mentions != 3 || days[0].Later != 2 {
		t.Errorf("days %+v", days)
	}
	if days[1].Day.Format(time.DateOnly) != "2026-01-12" {
		t.Errorf("the second day is %+v", days[1])
	}
}

// Each case has two days, of which the first has to outweigh the second.
func TestWhatMakesADayOutweighAnother(t *testing.T) {
	more, less := edtf.Day(2026, 1, 10), edtf.Day(2026, 1, 20)
	on := func(month time.Month, day int, words string, days ...edtf.Date) report.Telling {
		return naming(edtf.Day(2026, month, day), words, days...)
	}
	copied := func(a report.Telling) report.Telling { a.Copy = true; return a }
	const ferry, stray = "the ferry sank in the harbour", "somebody scored twice against visitors"
	// what the topic is about, and days of no weight
	var topic []report.Telling
	for day := range 6 {
		topic = append(topic, on(3, 20+day, ferry))
	}
	for name, c := range map[string][]report.Telling{
		"articles that name it":   {on(1, 11, ferry, more), on(1, 11, ferry, more), on(1, 11, ferry, more), on(1, 21, ferry, less), on(1, 21, ferry), on(1, 21, ferry)},
		"reference much later":    {on(2, 25, ferry, more), on(2, 26, ferry, more), on(1, 20, ferry, less), on(1, 20, ferry, less)},
		"many days of reference":  {on(2, 1, ferry, more), on(2, 5, ferry, more), on(2, 9, ferry, more), on(2, 9, ferry, less), on(2, 9, ferry, less), on(2, 9, ferry, less)},
		"originals, not copies":   {on(1, 11, ferry, more), on(1, 11, ferry, more), on(1, 21, ferry, less), copied(on(1, 21, ferry, less)), copied(on(1, 21, ferry, less))},
		"sentences on the topic":  {on(1, 11, ferry, more), on(1, 12, ferry, more), on(1, 21, stray, less), on(1, 22, stray, less)},
		"happened, not announced": {on(1, 12, ferry, more), on(1, 13, ferry, more), on(1, 12, ferry, less), on(1, 13, ferry, less)},
		"ends of spans":           {on(1, 11, ferry, edtf.Interval(more, edtf.Day(2026, 1, 12))), on(2, 1, ferry, edtf.Interval(more, edtf.Day(2026, 1, 12))), on(2, 1, ferry, edtf.Interval(edtf.Day(2026, 1, 15), edtf.Day(2026, 1, 25)))},
		"volume in a quiet month": {on(1, 10, ferry), on(1, 10, ferry), on(1, 10, ferry), on(1, 20, ferry)},
	} {
		t.Run(name, func(t *testing.T) {
			place := map[string]int{}
			for i, d := range report.WeighDays(append(c, topic...)) {
				place[d.Day.Format(time.DateOnly)] = i + 1
			}
			a, b := place[more.String()], place[less.String()]
			if a == 0 || b != 0 && b < a {
				t.Errorf("places %v", place)
			}
		})
	}
}

func TestDaysOfNeighboursBothStay(t *testing.T) {
	var all []report.Telling
	for day := range 3 {
		for range 4 - day {
			all = append(all, naming(edtf.Day(2026, 1, 11+day), "the ferry sank", edtf.Day(2026, 1, 10+day)))
		}
	}
	if got := dayList(report.WeighDays(all)[:3]); !strings.Contains(got, "2026-01-10") || !strings.Contains(got, "2026-01-11") || !strings.Contains(got, "2026-01-12") {
		t.Errorf("the weightiest are %s", got)
	}
}

func TestNothingToWeigh(t *testing.T) {
	if days := report.WeighDays(nil); len(days) != 0 {
		t.Errorf("days of nothing: %+v", days)
	}
	undated := naming(edtf.Date{}, "the ferry sank", edtf.Day(2026, 1, 10))
	if days := report.WeighDays([]report.Telling{undated}); len(days) != 1 || days[0].Articles != 0 || days[0].Mentions != 1 {
		t.Errorf("days of an undated article: %+v", days)
	}
	if days := report.WeighDays([]report.Telling{{Published: edtf.Day(2026, 1, 1)}}); len(days) != 1 || days[0].Score <= 0 {
		t.Errorf("days of an article without words: %+v", days)
	}
}

// TestChosenDaysAreThoseOfEditors prints date F1 on our own topics beside the
// two counts that the literature starts from.
func TestChosenDaysAreThoseOfEditors(t *testing.T) {
	var ours, published, sentences float64
	scores := report.ScoreDates(topics.Read(topics.All(7)))
	var table strings.Builder
	for _, s := range scores {
		fmt.Fprintf(&table, "%-32s %.3f  publications %.3f  sentences %.3f\n", s.Name, s.Ours, s.Published, s.Sentences)
		ours, published, sentences = ours+s.Ours, published+s.Published, sentences+s.Sentences
	}
	n := float64(len(scores))
	t.Logf("date F1\n%s%-32s %.3f  publications %.3f  sentences %.3f", &table, "all", ours/n, published/n, sentences/n)
	if len(scores) < 8 {
		t.Errorf("only %d topics", len(scores))
	}
	if ours/n < .58 || ours < sentences || ours < published+1 {
		t.Errorf("date F1 %.3f; publications %.3f, sentences %.3f", ours/n, published/n, sentences/n)
	}
}
