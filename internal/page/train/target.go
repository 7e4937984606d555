package main

import (
	"strings"
	"unicode"
)

// target says how much of a block belongs into the text, from 0 to 1, and how
// much that matters, as a share of the page.
type target struct{ share, weight float64 }

// aim finds the target of every block.
func (s *specimen) aim() {
	s.targets = make([]target, len(s.blocks))
	if s.gold != "" {
		s.aimAtBody()
		return
	}
	s.aimAtSegments()
}

// aimAtBody asks how many of a block's words stand in the gold body in the same
// order. Short blocks must be whole lines of it.
func (s *specimen) aimAtBody() {
	lines := map[string]bool{}
	for line := range strings.Lines(s.gold) {
		lines[norm(line)] = true
	}
	whole := " " + norm(s.gold) + " "
	gold := float64(len(tokens(s.gold)))
	for i, text := range s.blocks {
		words := tokens(text)
		n := len(words)
		if n == 0 {
			continue
		}
		t := &s.targets[i]
		line := norm(text)
		switch {
		case lines[line]:
			t.share = 1
		case n < 4:
			if n > 1 && strings.Contains(whole, " "+line+" ") {
				t.share = 0.3
			}
		default:
			t.share = coverage(words, s.shingles)
		}
		t.weight = min(0.5, (float64(n)+1)/(gold+30))
		if s.caption(line, n) {
			t.share, t.weight = 0, captionWeight*t.weight
		}
	}
}

// captionWeight is how much worse a caption in the text is than other noise.
const captionWeight = 5

// caption says whether a block is, or holds, a caption that is not in the body.
func (s *specimen) caption(line string, words int) bool {
	for _, c := range s.captions {
		if words > 5 && strings.Contains(c, line) || strings.Contains(line, c) {
			return true
		}
	}
	return false
}

// coverage is the share of words that are in a sequence of four that the gold has.
func coverage(words []string, gold map[string]int) float64 {
	covered, until := 0, 0
	for i := range max(0, len(words)-3) {
		if gold[strings.Join(words[i:i+4], " ")] > 0 {
			covered += i + 4 - max(i, until)
			until = i + 4
		}
	}
	return float64(covered) / float64(len(words))
}

// segmentWeight is what a known segment matters: a page has about six, in
// place of a body of some thirty blocks.
const segmentWeight = 0.04

// aimAtSegments knows only blocks that hold a wanted or an unwanted segment.
func (s *specimen) aimAtSegments() {
	for i, text := range s.blocks {
		t := &s.targets[i]
		wanted, unwanted := holds(text, s.with), holds(text, s.without)
		switch {
		case wanted > 0 && wanted >= unwanted:
			*t = target{1, segmentWeight * float64(wanted)}
		case unwanted > 0:
			*t = target{0, segmentWeight * float64(unwanted)}
		}
	}
}

func holds(text string, segments []string) int {
	n := 0
	for _, s := range segments {
		if s = oneLine(s); s != "" && (strings.Contains(text, s) || len(text) > 20 && strings.Contains(s, text)) {
			n++
		}
	}
	return n
}

// tokens are the words of a text, as the scrapinghub benchmark counts them.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// shinglesOf counts the sequences of four words.
func shinglesOf(s string) map[string]int {
	words := tokens(s)
	all := make(map[string]int, len(words))
	for i := range max(1, len(words)-3) {
		if end := min(i+4, len(words)); i < end {
			all[strings.Join(words[i:end], " ")]++
		}
	}
	return all
}

// norm reduces a text to its words in lower case.
func norm(s string) string {
	return strings.ToLower(strings.Join(tokens(s), " "))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
