package reading

import "strings"

// tense says where the clause of a date stands in time.
type tense int8

// The tenses.
const (
	tenseNone tense = iota
	tensePast
	tenseFuture
	tenseOpen // what was to be, and may be over: "was due in January"
)

// cost says how unlikely a time is that begins so many days after that of
// publication and is away from it by so many.
func (t tense) cost(days, away int, m moment) int {
	ahead := days > 0
	switch {
	case t == tensePast && ahead && (m.unit == unitMonth || m.unit == unitDay):
		return 300 + 12*away // what was done in March was not done next month
	case t == tensePast && ahead:
		return 4 * away
	case t == tenseFuture && !ahead && away > 0:
		return 300 + 12*away
	case (t == tenseNone || t == tenseOpen) && ahead:
		return 2 * away
	}
	return away
}

// tense tells the tense of the clause that holds the tokens [i,end): by the
// nearest verb before it, or else behind it.
func (r *datesReader) tense(i, end int, bound dateBound) tense {
	switch bound {
	case boundSince:
		return tensePast
	case boundUntil:
		if r.isOver(i, end) {
			return tensePast
		}
		return tenseFuture
	case boundRange:
		return tenseNone
	}
	if r.is(i-1, roleOf) && !r.is(i-1, roleIn) || i > r.first && r.d.tokens[i-1].Fold == "of" {
		return tenseNone // "the stop of early June" belongs to a noun
	}
	for _, stops := range [...]string{",;:—(", ";—"} {
		if t := r.tenseWithin(i, end, stops); t != tenseNone {
			return t
		}
	}
	return tenseNone
}

// whenWords begin a clause that tells what happened at a date before it.
var whenWords = wordSetOf(`when als quand lorsque cuando quando toen wanneer`)

// isOver says whether the time until the date at the tokens [i,end) is over:
// "had arrived by the end of December", "before 8 July, when the storms began".
func (r *datesReader) isOver(i, end int) bool {
	from, to := i, end
	for from > r.first && !strings.ContainsAny(r.d.between(from-1), ",;:—(") && !r.breaks(from-1) {
		from--
	}
	for to < r.last && !strings.ContainsAny(r.d.between(to-1), ",;:—(") && !r.breaks(to-1) {
		to++
	}
	if to < r.last && whenWords()[r.d.tokens[to].Fold] {
		return r.tenseWithin(to, to+1, ",;:—") == tensePast
	}
	perfect := false
	for j := from; j < to; j++ {
		switch w := r.hits[j].word; {
		case j >= i && j < end:
		case r.wasToBe(j), w.is(roleFuture):
			return false
		case w.is(rolePluperfect) && (j+1 == to || r.d.tokens[j+1].Fold != "to"):
			perfect = true
		case perfect && (r.tenseAt(j, false) == tensePast || j+1 == to && r.closes(j)):
			return true
		}
	}
	return false
}

// closes says whether token j may be the participle at the end of a German or
// Dutch clause: "hatten bis Ende Mai … erhalten".
func (r *datesReader) closes(j int) bool {
	word := r.d.tokens[j].Fold
	return (r.d.language == "de" || r.d.language == "nl") && !r.capital(j) && len(word) > 5 && (strings.HasSuffix(word, "t") || strings.HasSuffix(word, "en") || strings.HasSuffix(word, "d"))
}

// tenseWithin tells the tense between signs at which a clause may stop.
func (r *datesReader) tenseWithin(i, end int, stops string) tense {
	for j := i - 1; j >= max(r.first, i-25); j-- {
		if strings.ContainsAny(r.d.between(j), stops) || r.breaks(j) {
			break
		}
		if t := r.tenseAt(j, true); t != tenseNone {
			return t
		}
	}
	for j := end; j < min(r.last, end+20); j++ {
		if strings.ContainsAny(r.d.between(j-1), stops) || j > end && r.breaks(j-1) {
			break
		}
		if t := r.tenseAt(j, false); t != tenseNone {
			return t
		}
	}
	return tenseNone
}

// breaks says whether token j ends a line that is no part of the sentence, such
// as a heading.
func (r *datesReader) breaks(j int) bool {
	return strings.Contains(r.d.between(j), "\n")
}

// tenseAt tells the tense of the word at token j. A participle may belong to
// "will be": backwards the words before it decide.
func (r *datesReader) tenseAt(j int, backwards bool) tense {
	w := r.hits[j].word
	if r.d.tokens[j].Of(r.d.Text) == "à" {
		return tenseNone // not "a", has
	}
	switch {
	case r.wasToBe(j):
		return tenseOpen
	case w.is(roleFuture):
		return tenseFuture
	case w.is(rolePast):
		if backwards && r.willBe(j) {
			return tenseFuture
		}
		return tensePast
	}
	word := r.d.tokens[j].Of(r.d.Text)
	if r.capital(j) && j > r.first || len(word) < 4 {
		return tenseNone
	}
	for _, ending := range r.language.futureEnd {
		if strings.HasSuffix(word, ending) && len(word) > len(ending)+2 {
			return tenseFuture
		}
	}
	for _, ending := range r.language.pastEnd {
		if !strings.HasSuffix(word, ending) || len(word) <= len(ending)+1 {
			continue
		}
		if !backwards {
			return tensePast
		}
		for k := j - 1; k >= max(r.first, j-4); k-- {
			switch {
			case r.is(k, roleFutureAux):
				return tenseFuture
			case !r.is(k, rolePassive):
				return tensePast
			}
		}
		return tensePast
	}
	return tenseNone
}

// wasToBe says whether token j belongs to words such as "was to" and "was
// expected to".
func (r *datesReader) wasToBe(j int) bool {
	for k := j; k >= max(r.first, j-3); k-- {
		if r.is(k, roleFuturePast) && k+r.hits[k].length > j {
			return true
		}
	}
	return false
}

// willBe says whether the participle at token j is one of what is to come: "is
// to be held", "will be read". An auxiliary right before "have" tells of what
// did not come.
func (r *datesReader) willBe(j int) bool {
	k := j - 1
	for k >= max(r.first, j-4) && r.is(k, rolePassive) {
		if r.is(k, roleFutureAux) {
			return true
		}
		k--
	}
	return k < j-1 && k >= r.first && r.is(k, roleFutureAux)
}
