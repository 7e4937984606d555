package reading

import (
	"strings"

	"dateline/internal/news"
)

// readStates notes the first state that is named, and takes a state's name as
// the state where it acts: "Oregon settles", "with Oregon", "Oregon's suit".
func (r *nameReader) readStates() {
	table := stateWords()
	for _, u := range r.runs {
		for i := u.first; i < u.last; i++ {
			state, n := table.at(r.d.tokens, i, u.last)
			if n == 0 {
				continue
			}
			if r.book.state == "" && !r.ambiguousState(u, i, i+n) {
				r.book.state = state
			}
			if i == u.first && i+n == u.last && r.acts(i, i+n) {
				r.add(named{first: i, last: i + n, kind: news.EntityAgency, name: state, by: news.ByShape, sort: bodyState, strength: strengthGuess})
			}
			i += n - 1
		}
	}
}

// completeStates puts the state that the document names before departments
// that are no federal ones: the Department of Revenue is Oregon's.
func (r *nameReader) completeStates() {
	_, state, found := strings.Cut(r.book.state, " of ")
	for i := range r.found {
		if n := &r.found[i]; found && n.ofState && n.entry == nil && n.name != "" {
			n.name = state + " " + n.name
			n.ofState = false
		}
	}
}

// ambiguousState says whether a state's name is rather another's: Washington
// alone, "University of Oregon".
func (r *nameReader) ambiguousState(u run, first, last int) bool {
	w := r.word(first)
	return (w == "washington" || w == "georgia" || w == "virginia" || w == "new") && (r.gap(first-1) != gapComma || first == u.first && first == 0) || r.word(first-1) == "of" && r.word(first-2) == "university" ||
		last < u.last && r.word(last) == "county"
}

// acts says whether the place at [first,last) acts or is acted with.
func (r *nameReader) acts(first, last int) bool {
	if g := r.gap(first - 1); first > 0 && g == gapComma || g == gapTight {
		return false
	}
	switch r.gap(last - 1) {
	case gapPossessive:
		return r.gap(first-1) != gapSpace || !placeWords()[r.word(first-1)]
	case gapSpace:
		if actsVerbs()[r.word(last)] && !placeWords()[r.word(first-1)] && r.word(first-1) != "of" {
			return true
		}
	}
	w := r.word(first - 1)
	return r.gap(first-1) == gapSpace && (w == "with" || w == "sued" || w == "suing" || w == "against" || w == "paid" || w == "told")
}

// actsVerbs stand behind the name of a place that acts.
var actsVerbs = wordSetOf(`settles settled sues sued suing paid pays will has had is was agreed agrees wants wanted ended ends cancels cancelled canceled drops dropped
	signed signs awarded awards hired hires chose chooses selected selects plans planned says said announced announces officials filed files accused accuses
	terminated terminates bought buys spent spends uses used approved approves renewed renews could would may must should`)
