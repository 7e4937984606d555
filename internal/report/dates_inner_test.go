package report

import (
	"math"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/text"
)

func TestTheTableOfWeightsIsSound(t *testing.T) {
	for _, column := range []int{columnPrior, columnWeight} {
		m, err := parseDateTable(dateWeightsTable, column)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range m {
			if w <= 0 || w > 3 {
				t.Errorf("%s weighs %v", countNames[i], w)
			}
		}
	}
	prior, _ := parseDateTable(dateWeightsTable, columnPrior)
	for i, w := range dateWeights() {
		if factor := w / prior[i]; math.Max(factor, 1/factor) > farthestFactor+.01 {
			t.Errorf("%s moved by %.2f", countNames[i], factor)
		}
	}
}

func TestFlawedTablesOfWeights(t *testing.T) {
	for name, table := range map[string]string{
		"nothing":       "",
		"a column less": "later\t1\t1\n",
		"no reason":     "later\t1\t1\t\n",
		"unknown count": strings.Replace(dateWeightsTable, "\nlater\t", "\nlatter\t", 1),
		"no number":     strings.Replace(dateWeightsTable, "0.6", "much", 2),
	} {
		if _, err := parseDateTable(table, columnWeight); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

func TestDatelineEnd(t *testing.T) {
	for body, want := range map[string]string{
		"PORT HALE, March 4 (Sound Wire) - The ferry sank.":          "The ferry sank.",
		"LENN -- The ferry sank on Tuesday.":                         "The ferry sank on Tuesday.",
		"Port Hale (SW) — The ferry sank.":                           "The ferry sank.",
		"The ferry sank - with all hands - on Tuesday.":              "The ferry sank - with all hands - on Tuesday.",
		"The ferry sank on Tuesday.":                                 "The ferry sank on Tuesday.",
		"The old ferry, which had been mended, sank (again) in May.": "The old ferry, which had been mended, sank (again) in May.",
		"": "",
	} {
		if got := body[datelineEnd(body, text.Sentences(body)):]; got != want {
			t.Errorf("%q begins with %q", body, got)
		}
	}
}

func TestDaysOfADate(t *testing.T) {
	a, b := edtf.Day(2026, 1, 10), edtf.Day(2026, 1, 12)
	for name, c := range map[string]struct {
		date edtf.Date
		want []edtf.Date
	}{
		"day": {a, []edtf.Date{a}}, "span": {edtf.Interval(a, b), []edtf.Date{a, b}}, "open": {edtf.Since(a), []edtf.Date{a}},
		"month": {edtf.Month(2026, 1), nil}, "months": {edtf.Interval(edtf.Month(2026, 1), edtf.Month(2026, 3)), nil}, "none": {edtf.Date{}, nil},
	} {
		days, n := daysOf(c.date)
		if n != len(c.want) {
			t.Errorf("%s: %d days", name, n)
			continue
		}
		for i, want := range c.want {
			if days[i] != dayNumber(want) || dayDate(days[i]) != want {
				t.Errorf("%s: day %d is %v", name, i, dayDate(days[i]))
			}
		}
	}
}

func TestStemsOfOneWord(t *testing.T) {
	for _, row := range []string{"attack attacks attacked attacking", "protest protests protesters", "bank banks"} {
		words := strings.Fields(row)
		for _, word := range words[1:] {
			if a, b := stem(words[0]), stem(word); a != b && !strings.HasPrefix(b, a) {
				t.Errorf("%s is %s, %s is %s", words[0], a, word, b)
			}
		}
	}
}

func TestNearIsBetweenFarAndCentre(t *testing.T) {
	var all []Telling
	for range 5 {
		all = append(all, Telling{Title: "The ferry sank in the strait", Text: "Divers searched the wreck of the ferry."})
	}
	terms := newTopicTerms(all, nil)
	centre, partly, far := terms.near("The ferry sank in the strait; divers searched the wreck"), terms.near("The price of the ferry ticket rose again and nobody knew why it did"), terms.near("The visitors won by two goals")
	if centre != 1 || far != farPassage || partly <= far || partly >= centre {
		t.Errorf("centre %v, partly %v, far %v", centre, partly, far)
	}
	if lone := newTopicTerms(nil, nil).near("anything"); lone != 1 {
		t.Errorf("without a topic %v", lone)
	}
}
