package main

import (
	"math"
	"strings"
	"testing"
)

func TestFitLearnsWhatTellsPairsApart(t *testing.T) {
	var all []example
	for i := range 200 {
		e := make([]float64, len(prior))
		same := float64(i % 2)
		e[5] = 1 - same // strange numbers tell
		e[6] = float64(i / 2 % 2)
		all = append(all, example{e, same, 1})
	}
	w, bias := fit(all, .001)
	odds := func(e5, e6 float64) float64 { return w[5]*e5 + w[6]*e6 + bias }
	if odds(0, 0) < 1 || odds(1, 1) > -1 {
		t.Errorf("weights %v, bias %v", w, bias)
	}
	if math.Abs(w[6]) > math.Abs(w[5])/4 {
		t.Errorf("what tells nothing weighs %v", w[6])
	}
	if w[0] != prior[0] {
		t.Errorf("what was never seen moved to %v", w[0])
	}
}

func TestPartsShareNoSentenceButWithTheThird(t *testing.T) {
	g := parts("x", []string{"One is here. Two is here. Three is here. Four is here. Five is here. Six is here.", "Too short."})
	if len(g.articles) != 3 || g.events["0000a"] != g.events["0000c"] {
		t.Fatalf("%+v", g.articles)
	}
	if a, b := g.articles[0].Text, g.articles[1].Text; strings.Contains(a, "Two") || !strings.Contains(b, "Two") || strings.Contains(b, "Three") {
		t.Errorf("%q %q", a, b)
	}
}

func TestLanguagesAreToldApartByTheirWords(t *testing.T) {
	for want, words := range map[string]map[string]int{"the": {"the": 3, "und": 1}, "und": {"und": 2}} {
		if got := languageOf(words); got != want {
			t.Errorf("%v: %q", words, got)
		}
	}
}
