package reading

import (
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
