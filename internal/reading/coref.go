package reading

import (
	"slices"

	"dateline/internal/news"
)

// readReferences finds what refers back to a name: "the agency", "das
// Unternehmen", and links it to the most salient name before it that fits.
func (r *nameReader) readReferences() {
	table := references()
	title := r.titleNames()
	next := 0
	before := r.fromHeadline()
	var refs []named
	for _, s := range r.d.sentences {
		for i := s.first; i < s.last; i++ {
			for next < len(r.found) && r.found[next].first < i {
				before = append(before, r.found[next])
				next++
			}
			ref, n := table.at(r.d.tokens, i, s.last)
			if n == 0 || !r.joined(i, i+n) || r.coveredAt(next, i, i+n) || r.goesOn(i+n, s.last, ref) || !r.meant(ref, i) {
				continue
			}
			if e, ok := r.antecedent(ref, before, title, s); ok {
				e.first, e.last, e.by, e.strength = i, i+n, news.ByReference, strengthGuess
				refs = append(refs, e)
				before = append(before, e)
			}
			i += n - 1
		}
	}
	r.found = append(r.found, refs...)
	r.settle()
}

// meant says whether a title without an article stands for its office: it has a capital.
func (r *nameReader) meant(ref reference, i int) bool {
	return ref.sort != bodyOffice && ref.sort != bodyGovernor && (ref.sort != bodyCouncil || r.word(i) != "council") || r.word(i) == "the" || r.words[i].is(wordCapital)
}

// fromHeadline returns what the headline names, as standing before the text,
// and the town that the document is about.
func (r *nameReader) fromHeadline() []named {
	var all []named
	if c := r.book.city; c != nil {
		all = append(all, named{kind: c.kind, name: c.name, entry: c.entry, sort: c.sort})
	}
	for _, n := range r.book.headline {
		n.first, n.last = 0, 0
		all = append(all, n)
	}
	return all
}

// titleNames returns what the headline names.
func (r *nameReader) titleNames() map[string]bool {
	names := map[string]bool{}
	if r.d.headline != nil {
		for _, n := range r.book.headline {
			names[n.name] = true
		}
	}
	return names
}

// coveredAt says whether a name stands at [first,last).
func (r *nameReader) coveredAt(next, first, last int) bool {
	for k := max(0, next-1); k < len(r.found) && r.found[k].first < last; k++ {
		if r.found[k].last > first {
			return true
		}
	}
	return false
}

// goesOn says whether the words behind a reference make it another thing: "the
// company Clearview", "the department of".
func (r *nameReader) goesOn(at, end int, ref reference) bool {
	if at >= end {
		return false
	}
	if g := r.gap(at - 1); g != gapSpace {
		return false
	}
	if ref.sort == bodyOffice || ref.sort == bodyGovernor {
		return r.word(at) == "of"
	}
	return r.word(at) == "of" || r.words[at].is(wordCapital) && r.d.language != "de" && ref.kind != news.EntityCompany || r.startsName(at) && ref.kind == news.EntityCompany && r.d.language != "de"
}

// farthestName is how many names back a reference may reach.
const farthestName = 100

// antecedent returns the name that a reference means.
func (r *nameReader) antecedent(ref reference, before []named, title map[string]bool, s sentence) (named, bool) {
	score := map[string]int{}
	best, bestScore := -1, 0
	for k := max(0, len(before)-farthestName); k < len(before); k++ {
		n := &before[k]
		fit := ref.fits(n)
		if fit == 0 {
			continue
		}
		score[n.name] += 2
		points := score[n.name] + fit*6 - min(12, (r.d.tokens[s.first].Start-r.d.tokens[n.first].Start)/150)
		if title[n.name] {
			points += 4
		}
		if n.last > 0 && r.words[n.first].is(wordOpens) {
			points += 2
		}
		if n.last > 0 && n.first >= s.first {
			points += 3
		}
		if best < 0 || points >= bestScore {
			best, bestScore = k, points
		}
	}
	if best < 0 {
		return r.builtFrom(ref, before)
	}
	return named{kind: before[best].kind, name: before[best].name, entry: before[best].entry, sort: before[best].sort}, true
}

// builtFrom makes the town of a council, the county of a sheriff.
func (r *nameReader) builtFrom(ref reference, before []named) (named, bool) {
	if ref.sort == bodyGovernment {
		if g := r.book.government; g != nil && ref.kind == news.EntityAgency {
			return named{kind: g.kind, name: g.name, entry: g.entry, sort: g.sort}, true
		}
		return named{}, false
	}
	if ref.sort == bodyState || ref.sort == bodyGovernor || ref.sort == bodyOffice {
		if state := r.book.state; state != "" {
			if ref.sort == bodyState {
				return named{kind: news.EntityAgency, name: state, sort: bodyState}, true
			}
			name, ok := ref.build(state, bodyState)
			return named{kind: news.EntityAgency, name: name, sort: ref.sort}, ok
		}
	}
	for _, n := range slices.Backward(before) {
		if name, ok := ref.build(n.name, n.sort); ok {
			return named{kind: news.EntityAgency, name: name, sort: ref.sort}, true
		}
	}
	return named{}, false
}
