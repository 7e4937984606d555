package story_test

import (
	"math/rand/v2"
	"strings"

	"dateline/internal/text"
)

// edit makes a copy of a page's text. others gives sentences of other pages.
type edit struct {
	name string
	make func(s specimen, other specimen, rng *rand.Rand) string
}

// edits are what copies go through on their way from site to site.
var edits = []edit{
	{"boilerplate added", addFurniture},
	{"first 40 % only", opening},
	{"light edits", lightly},
	{"half replaced", replaceHalf},
	{"sentences dropped", dropThird},
	{"last half", lastHalf},
}

// addFurniture sets the furniture of another site before and after the text.
func addFurniture(s, other specimen, rng *rand.Rand) string {
	var before, after []string
	size := 0
	for _, i := range rng.Perm(len(other.furniture)) {
		if size > len(s.text) {
			break
		}
		size += len(other.furniture[i])
		if rng.IntN(3) == 0 {
			before = append(before, other.furniture[i])
		} else {
			after = append(after, other.furniture[i])
		}
	}
	return strings.Join(append(append(before, s.text), after...), "\n\n")
}

func opening(s, _ specimen, _ *rand.Rand) string {
	words := text.Words(s.text)
	return s.text[:words[len(words)*2/5].End]
}

func lastHalf(s, _ specimen, _ *rand.Rand) string {
	words := text.Words(s.text)
	return s.text[words[len(words)/2].Start:]
}

// lightly changes about every fourteenth word: drops it, doubles its neighbour
// or writes another.
func lightly(s, other specimen, rng *rand.Rand) string {
	foreign := text.Words(other.text)
	var b strings.Builder
	at := 0
	for _, w := range text.Words(s.text) {
		if rng.IntN(14) != 0 {
			continue
		}
		b.WriteString(s.text[at:w.Start])
		switch rng.IntN(3) {
		case 0:
		case 1:
			b.WriteString(w.Of(s.text) + " " + foreign[rng.IntN(len(foreign))].Of(other.text))
		case 2:
			b.WriteString(foreign[rng.IntN(len(foreign))].Of(other.text))
		}
		at = w.End
	}
	b.WriteString(s.text[at:])
	return b.String()
}

// replaceHalf writes a new sentence for every second one, chosen by chance: the
// words of another page's sentence in disorder, so that it is nobody's copy.
func replaceHalf(s, other specimen, rng *rand.Rand) string {
	own, foreign := text.Sentences(s.text), text.Sentences(other.text)
	drop := rng.Perm(len(own))[:len(own)/2]
	gone := map[int]bool{}
	for _, i := range drop {
		gone[i] = true
	}
	var all []string
	for i, sentence := range own {
		if gone[i] {
			all = append(all, shuffled(foreign[rng.IntN(len(foreign))].Of(other.text), rng))
		} else {
			all = append(all, sentence.Of(s.text))
		}
	}
	return strings.Join(all, " ")
}

func shuffled(sentence string, rng *rand.Rand) string {
	words := strings.Fields(sentence)
	rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words, " ")
}

func dropThird(s, _ specimen, rng *rand.Rand) string {
	var all []string
	for _, sentence := range text.Sentences(s.text) {
		if rng.IntN(3) != 0 {
			all = append(all, sentence.Of(s.text))
		}
	}
	return strings.Join(all, " ")
}
