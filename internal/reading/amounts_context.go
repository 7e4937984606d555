package reading

import (
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

// amountCues are the tables of the words around amounts.
type amountCues struct {
	boundsBefore phrases[news.Bound]
	boundsAfter  phrases[news.Bound]
	ratesBefore  phrases[string]
	ratesAfter   phrases[string]
	roles        phrases[amountRole]
	fillers      map[string]bool // words between a bound or cue and its number
}

// amountRole is a role and its place in the table: the earlier wins at the
// same distance.
type amountRole struct {
	name  string
	rank  int
	loose bool // the word speaks of much else, too
}

var amountCueTable = sync.OnceValue(func() *amountCues {
	c := &amountCues{fillers: map[string]bool{}}
	for row := range tableRows("amount-bounds", 3) {
		to := &c.boundsBefore
		if row[1] == "after" {
			to = &c.boundsAfter
		}
		for words := range strings.SplitSeq(row[2], "|") {
			to.add(words, news.Bound(row[0]))
		}
	}
	for row := range tableRows("amount-rates", 3) {
		to := &c.ratesAfter
		if row[1] == "before" {
			to = &c.ratesBefore
		}
		for words := range strings.SplitSeq(row[2], "|") {
			to.add(words, row[0])
		}
	}
	rank := 0
	for row := range tableRows("amount-roles", 3) {
		for words := range strings.SplitSeq(row[2], "|") {
			name, loose := strings.CutSuffix(words, "?")
			c.roles.add(name, amountRole{row[0], rank, loose})
		}
		rank++
	}
	for word := range strings.FieldsSeq("a an the total of another further additional extra more just only now this his her its their own einen eine einer einem der die das den insgesamt weitere weiteren un une des les el la los unos de di da do dos i gli lo um uma o os een het de worth valued some") {
		c.fillers[word] = true
	}
	return c
})

// longestBound is in tokens.
const longestBound = 5

// bound sets what a number stands for by the words next to it, and takes them
// into the passage.
func (a *amountReader) bound(amount *news.Amount, s *sentence) {
	tokens := a.d.tokens
	first := a.d.tokenAt(amount.Start)
	if strings.HasSuffix(a.d.Text[:amount.Start], "~") || strings.HasSuffix(a.d.Text[:amount.Start], "≈") {
		amount.Bound = news.BoundAbout
	}
	start := amount.Start
	for end := first; end > s.first && end >= first-1; end-- {
		if end < first {
			if !a.cues.fillers[tokens[end].Fold] {
				break
			}
			start = tokens[end].Start
		}
		if strings.Trim(a.d.Text[tokens[end-1].End:start], " \n\u00a0-~(“\"„«'") != "" {
			break
		}
		for i := max(s.first, end-longestBound); i < end; i++ {
			if bound, length := a.cues.boundsBefore.at(tokens, i, end); length > 0 && i+length == end {
				amount.Bound, amount.Start = bound, tokens[i].Start
				return
			}
		}
	}
	a.boundAfter(amount, s)
}

// behind returns the first token behind an amount. One that the amount ends in
// is not: "5 Rs'US".
func (a *amountReader) behind(amount *news.Amount) int {
	next := a.d.tokenAt(amount.End)
	if next < len(a.d.tokens) && a.d.tokens[next].Start < amount.End {
		next++
	}
	return next
}

func (a *amountReader) boundAfter(amount *news.Amount, s *sentence) {
	tokens, all := a.d.tokens, a.d.Text
	if strings.HasPrefix(all[amount.End:], "+") {
		amount.Bound, amount.End = news.BoundLeast, amount.End+1
		return
	}
	next := a.behind(amount)
	if next >= s.last || !isGap(all[amount.End:tokens[next].Start]) {
		return
	}
	if bound, length := a.cues.boundsAfter.at(tokens, next, s.last); length > 0 {
		amount.Bound = bound
		amount.End = tokens[next+length-1].End
	}
}

// rate sets for each of what a sum is paid.
func (a *amountReader) rate(amount *news.Amount, s *sentence) {
	tokens, all := a.d.tokens, a.d.Text
	next := a.behind(amount)
	if next < s.last {
		gap := strings.TrimLeft(all[amount.End:tokens[next].Start], " ")
		if unit, length := a.cues.ratesAfter.at(tokens, next, s.last); length > 0 && (isGap(gap) || gap == ", ") {
			amount.Per, amount.End = unit, tokens[next+length-1].End
			a.secondRate(amount, s)
			return
		}
		if gap == "/" {
			if unit, _, ok := a.units.at(tokens, next, s.last); ok {
				amount.Per, amount.End = unit, tokens[next].End
				return
			}
		}
	}
	first := a.d.tokenAt(amount.Start)
	for i := max(s.first, first-4); i < first; i++ {
		unit, length := a.cues.ratesBefore.at(tokens, i, first)
		if length > 0 && !strings.ContainsAny(all[tokens[i].End:amount.Start], ",;:()") {
			amount.Per = unit
			return
		}
	}
}

// secondRate takes "per user per month" whole; the first unit stays.
func (a *amountReader) secondRate(amount *news.Amount, s *sentence) {
	next := a.behind(amount)
	if next < s.last && isGap(a.d.Text[amount.End:a.d.tokens[next].Start]) {
		if _, length := a.cues.ratesAfter.at(a.d.tokens, next, s.last); length > 0 {
			amount.End = a.d.tokens[next+length-1].End
		}
	}
}

// farthestRole is how many words from a sum its cue may stand.
const farthestRole = 12

// role says what a sum is by the nearest cue of its clause. Behind the sum the
// words up to its noun count as nearer than those before it.
func (a *amountReader) role(number text.Span, per string, s *sentence) string {
	if per == "share" {
		return "share price"
	}
	tokens := a.d.tokens
	first, last := a.d.tokenAt(number.Start), a.d.tokenAt(number.End)
	best, distance, longest := amountRole{}, 1<<20, 0
	try := func(i, far int, behind bool) {
		role, length := a.cues.roles.at(tokens, i, s.last)
		if length == 0 {
			return
		}
		if !behind {
			far -= length - 1 // from its last word
		}
		if far < distance || far == distance && (length > longest || length == longest && role.rank < best.rank) {
			best, distance, longest = role, far, length
		}
	}
	far := 0
	for i := last; i < s.last && far <= farthestRole; i++ {
		far += 1 + a.clauseBreak(i-1)
		try(i, far, true)
	}
	far = 1
	for i := first - 1; i >= s.first && far <= farthestRole; i-- {
		far += 1 + a.clauseBreak(i)
		try(i, far, false)
	}
	if distance == 1<<20 {
		return ""
	}
	return best.name
}

// clauseBreak is how much farther apart the marks between token i and the next
// set two words.
func (a *amountReader) clauseBreak(i int) int {
	between := a.d.between(i)
	switch {
	case strings.ContainsAny(between, ";\n"):
		return 8
	case strings.ContainsAny(between, "().:"), strings.Contains(between, "–"), strings.Contains(between, "—"):
		return 4
	case strings.Contains(between, ","), isClauseWord(a.d.tokens[i].Fold):
		return 3
	}
	return 0
}

func isClauseWord(word string) bool {
	switch word {
	case "and", "while", "but", "und", "et", "y", "e", "en", "which", "that", "against", "after", "from":
		return true
	}
	return false
}
