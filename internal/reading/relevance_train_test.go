package reading

import (
	"math"
	"testing"

	"dateline/internal/gazetteer"
)

func caseExamples() (examples []Example) {
	for i, c := range relevanceCases {
		examples = append(examples, Example{
			Input: Input{Title: c.title, Text: c.text, Language: c.language},
			Group: string(rune('a' + i)), Set: "cases", Relevant: c.want, Weight: 1,
		})
	}
	return examples
}

func TestTrainingIsRepeatableAndLearns(t *testing.T) {
	a, b := Train(caseExamples(), gazetteer.Default(), 3, 1), Train(caseExamples(), gazetteer.Default(), 3, 1)
	if a.File != b.File {
		t.Error("training twice gives two models")
	}
	if len(a.Sets) != len(exampleVariants) {
		t.Fatalf("%d sets of results, want one for each variant", len(a.Sets))
	}
	if r := a.Sets[0]; r.Set != "cases" || r.Examples != len(relevanceCases) || r.Precision < .7 || r.Recall < .7 {
		t.Errorf("cross-validated %+v", r)
	}
	if r := Train(caseExamples(), gazetteer.Default(), 3, 2).Sets[0]; r.Examples != len(relevanceCases) {
		t.Errorf("repetitions count examples twice: %+v", r)
	}
}

func TestGroupsAreNotParted(t *testing.T) {
	examples := []Example{{Group: "a"}, {Group: "b"}, {Group: "a"}, {Group: "c"}, {Group: "a"}, {Group: "d"}}
	rows := make([]row, len(examples))
	for i := range rows {
		rows[i].example = i
	}
	for repeat := range 4 {
		seen := 0
		for fold := range 3 {
			in, out := split(rows, examples, repeat, fold, 3)
			seen += len(out)
			for _, i := range in {
				for _, j := range out {
					if examples[i].Group == examples[j].Group {
						t.Fatalf("group %s is learnt from and asked for", examples[i].Group)
					}
				}
			}
		}
		if seen != len(rows) {
			t.Errorf("%d of %d rows are asked for", seen, len(rows))
		}
	}
}

func TestResultsAreSharesOfTheirOwn(t *testing.T) {
	var c setCount
	c.examples = 5
	for _, x := range []struct {
		relevant, deals bool
		p               float64
	}{{true, true, .9}, {true, true, .1}, {true, false, .6}, {false, true, .8}, {false, true, .1}} {
		c.add(row{relevant: x.relevant, deals: x.deals}, x.p)
	}
	r := c.result()
	for _, x := range []struct {
		name      string
		got, want float64
	}{{"precision", r.Precision, 2. / 3}, {"recall", r.Recall, 2. / 3}, {"spared", r.Spared, .5}, {"silent", r.Silent, .5}} {
		if math.Abs(x.got-x.want) > 1e-9 {
			t.Errorf("%s is %.3f, want %.3f", x.name, x.got, x.want)
		}
	}
	if empty := (&setCount{}).result(); empty.Precision != 1 || empty.Calibration != 0 {
		t.Errorf("of nothing: %+v", empty)
	}
}
