package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// farthest is how many statements lie between an answer and what it answers at
// most; behind is how many of them may come first where what is answered does
// not name the answering one: "The ministry denies that it …", then the charge.
const (
	farthest = 8
	behind   = 2
)

// place is where a claim stands: its group, and which of the group it is.
type place struct{ group, member int }

// answered tells by group of an answer which group it answers: in the same
// version, the accusing statement that fits best.
func answered(groups [][]Claim) map[int]int {
	byVersion := map[int64][]place{}
	for g, members := range groups {
		for m, c := range members {
			byVersion[c.version] = append(byVersion[c.version], place{g, m})
		}
	}
	found := map[int]int{}
	for _, places := range byVersion {
		slices.SortFunc(places, func(a, b place) int { return groups[a.group][a.member].place - groups[b.group][b.member].place })
		told := make([]Claim, len(places))
		for i, p := range places {
			told[i] = groups[p.group][p.member]
		}
		for i, p := range places {
			at, ok := answeredBy(told, i)
			if !ok {
				continue
			}
			if prior, ok := found[p.group]; !ok || places[at].group < prior {
				found[p.group] = places[at].group
			}
		}
	}
	return found
}

// answeredBy returns which of what one version tells its statement i answers:
// of the accusing statements near it one that names its speaker, or else the
// nearest, before it rather than after it.
func answeredBy(told []Claim, i int) (int, bool) {
	best, score := -1, 0.0
	if !answers(told[i]) {
		return best, false
	}
	for j := max(0, i-farthest); j < min(len(told), i+farthest+1); j++ {
		o := told[j]
		if !accuses(o) || o.Speaker == told[i].Speaker {
			continue
		}
		fit := 1 / (1 + float64(max(i-j, 2*(j-i))))
		switch named := namesSpeaker(o.Passage.Text, told[i].Speaker); {
		case named:
			fit++
		case j > i+behind:
			continue
		}
		if fit > score {
			best, score = j, fit
		}
	}
	return best, best >= 0
}

// threads puts answers with what they answer.
func threads(groups [][]Claim) []Claim {
	answered := answered(groups)
	sums := make([]Claim, len(groups))
	for g, members := range groups {
		sums[g] = members[0]
		sums[g].Articles, sums[g].Outlets = 0, nil
		seen := map[int64]bool{}
		for _, c := range members {
			if !seen[c.Article] {
				seen[c.Article] = true
				sums[g].Articles++
			}
			if !slices.Contains(sums[g].Outlets, c.Outlet) {
				sums[g].Outlets = append(sums[g].Outlets, c.Outlet)
			}
		}
	}
	var out []Claim
	for g := range groups {
		if to, ok := answered[g]; ok {
			sums[to].Answers = append(sums[to].Answers, sums[g])
		}
	}
	for g := range groups {
		if _, ok := answered[g]; !ok {
			out = append(out, sums[g])
		}
	}
	return out
}

func answers(c Claim) bool {
	return c.Act == string(news.ActDenial) || c.Act == string(news.ActNoComment)
}

func accuses(c Claim) bool {
	switch news.Act(c.Act) {
	case news.ActAllegation, news.ActCriticism, news.ActCall:
		return true
	}
	return false
}

// namesSpeaker says whether a passage names somebody: by half of the words of
// the name or more, written with a capital as there ("immigration enforcement"
// is not the agency, and one word that many bodies share is none of three), or
// by the initials: ICE.
func namesSpeaker(passage, speaker string) bool {
	there := map[string]bool{}
	for _, token := range text.Tokens(passage) {
		word := token.Of(passage)
		there[word], there[capital(word)+token.Fold] = true, true
	}
	long, found, initials := 0, 0, ""
	caseless := text.Fold(speaker) == speaker
	for _, token := range text.Tokens(speaker) {
		word := token.Of(speaker)
		first := capital(word)
		if !caseless && first == "" || strings.Contains(word, ".") { // "of", or an abbreviation of its own
			continue
		}
		initials += first
		if len(token.Fold) > 3 {
			long++
			if there[first+token.Fold] {
				found++
			}
		}
	}
	if found > 0 && 2*found >= long {
		return true
	}
	return utf8.RuneCountInString(initials) > 2 && there[initials]
}

// capital returns the first letter of a word if it is a capital, else "".
func capital(word string) string {
	if r, n := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
		return word[:n]
	}
	return ""
}
