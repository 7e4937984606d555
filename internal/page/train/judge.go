package main

import (
	"slices"
	"strings"
)

// figures judge a set, as the benchmarks it comes from do.
type figures struct {
	pages, empty         int
	bodies, answered     int     // pages with a gold body; those that a text was read from
	precision, recall    float64 // summed up over pages
	poor                 int     // pages below .8
	found, missed, extra int     // segments
	leaks, captioned     int     // pages with a caption in the text; with a known caption
	verdicts             []verdict
}

// verdict is the judgement of one page's body.
type verdict struct {
	page    *specimen
	f, p, r float64
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// means are the mean precision of all answers and the mean recall of all pages.
func (f *figures) means() (precision, recall float64) {
	return f.precision / float64(max(1, f.answered)), f.recall / float64(max(1, f.bodies))
}

func (f *figures) segments() float64 {
	return 2 * float64(f.found) / float64(max(1, 2*f.found+f.extra+f.missed))
}

// add judges the text of one page.
func (f *figures) add(s *specimen, text string) {
	f.pages++
	if text == "" {
		f.empty++
	}
	if s.gold != "" {
		f.body(s, text)
		return
	}
	line := oneLine(text)
	for _, w := range s.with {
		if strings.Contains(line, oneLine(w)) {
			f.found++
		} else {
			f.missed++
		}
	}
	for _, w := range s.without {
		if strings.Contains(line, oneLine(w)) {
			f.extra++
		}
	}
}

func (f *figures) body(s *specimen, text string) {
	f.bodies++
	if text != "" {
		f.answered++
	}
	p, r := overlap(s.shingles, shinglesOf(text))
	f.precision += p
	f.recall += r
	if harmonic(p, r) < 0.8 {
		f.poor++
	}
	f.verdicts = append(f.verdicts, verdict{s, harmonic(p, r), p, r})
	if len(s.captions) > 0 {
		f.captioned++
		words := " " + norm(text) + " "
		if slices.ContainsFunc(s.captions, func(c string) bool { return strings.Contains(words, " "+c+" ") }) {
			f.leaks++
		}
	}
}

// overlap compares two texts by their sequences of four words.
func overlap(gold, got map[string]int) (precision, recall float64) {
	same, all, goldAll := 0, 0, 0
	for k, n := range gold {
		same += min(n, got[k])
		goldAll += n
	}
	for _, n := range got {
		all += n
	}
	if same == 0 {
		return 0, 0
	}
	return float64(same) / float64(all), float64(same) / float64(goldAll)
}
