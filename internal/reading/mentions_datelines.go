package reading

import (
	"strings"

	"dateline/internal/news"
)

// dateline is the stamp before the first words of a report: "LINDHAVEN, Feb 2
// (Tarn News) — ".
type dateline struct {
	end         int // first token behind it
	first, last int // tokens of the agency's signature in brackets; none if equal
}

// longestDateline is how many tokens a stamp has at most.
const longestDateline = 20

// datelineAt returns the stamp that a sentence begins with. It stands before a
// dash and holds nothing but a place, a date and a signature in brackets, at
// least one of the last two.
func (d *document) datelineAt(s *sentence) (stamp dateline, ok bool) {
	words := dateTable()[d.language]
	if words == nil {
		words = dateTable()["en"]
	}
	var now dateline
	month, shouts, open := false, true, -1
	for i := s.first; i < min(s.last, s.first+longestDateline); i++ {
		gap := ""
		if i > s.first {
			gap = d.between(i - 1)
		} else if s.Start < d.tokens[i].Start {
			gap = d.Text[s.Start:d.tokens[i].Start]
		}
		if open >= 0 && strings.Contains(gap, ")") {
			now.first, now.last, open = open, i, -1
		}
		if isStampDash(gap) && i > s.first {
			if month || now.last > now.first && d.signs(now, s.first, shouts) {
				now.end = i
				stamp, ok = now, true
			} else if now.last == now.first {
				return stamp, ok
			}
		} else if strings.Trim(gap, " ,.()/&'’-\u00a0") != "" {
			return stamp, ok
		}
		if strings.Contains(gap, "(") {
			open = i
		}
		if open >= 0 {
			continue
		}
		word := d.tokens[i].Of(d.Text)
		hit, _ := words.words.at(d.tokens, i, s.last)
		switch {
		case hit.is(roleMonth) || hit.is(roleMonthShort):
			month = true
		case hit.is(roleMonthMaybe) && (isASCIIDigit(word[0]) || i > s.first):
			month = true
		case isASCIIDigit(word[0]) || hit.is(roleWeekday) || placeParticles()[d.tokens[i].Fold] && i > s.first:
		case !startsLarge(word):
			return stamp, ok
		case i == s.first && eventWords().leads[d.tokens[i].Fold] && !shapeOf(word).is(wordUpper):
			return stamp, ok // "On March 3 — a day later — …"
		default:
			shouts = shouts && (shapeOf(word).is(wordUpper) || len(word) == 1)
		}
	}
	return stamp, ok
}

// placeParticles stand within the names of places and dates.
var placeParticles = wordSetOf(`de del la las los el le les sur en am an der den do da dos das di della of the st nd rd th von`)

func startsLarge(word string) bool { return shapeOf(word)&wordCapital != 0 }

// isStampDash says whether a dash, or what some agencies set for it, stands
// between two words.
func isStampDash(gap string) bool {
	return strings.ContainsAny(gap, "—―") || strings.Contains(gap, "– ") || strings.Contains(gap, "- ") || strings.Contains(gap, "--")
}

// signs says whether what stands in the brackets of a stamp without a date is
// the signature of an agency: one that the tables know, or any behind a place in
// capitals (German ones write it like any name) that the text does not call by
// these letters.
func (d *document) signs(stamp dateline, first int, shouts bool) bool {
	if _, n := outletTable().at(d.tokens, stamp.first, stamp.last); n > 0 {
		return true
	}
	word := d.tokens[stamp.first].Of(d.Text)
	return (shouts || d.language == "de") && stamp.first > first && startsLarge(word) && !shapeOf(word).is(wordUpper)
}

// readDatelines takes the signatures of stamps for what they are, the names of
// agencies, in the whole text.
func (r *nameReader) readDatelines() {
	for i := range r.d.sentences {
		s := &r.d.sentences[i]
		if i > 0 && r.d.sentences[i-1].paragraph == s.paragraph {
			continue
		}
		if stamp, ok := r.d.datelineAt(s); ok && stamp.last > stamp.first && r.words[stamp.first].is(wordCapital) {
			r.book.wires = append(r.book.wires, r.fold(stamp.first, stamp.last))
			if !r.knownWithin(stamp.first, stamp.last) {
				r.add(r.wire(stamp.first, stamp.last))
			}
		}
	}
}

// wire names a news agency by the words [first,last).
func (r *nameReader) wire(first, last int) named {
	return named{first: first, last: last, kind: news.EntityOrganization, name: cleanName(r.text(first, last)), by: news.ByShape, strength: strengthKnown}
}

// takeWires lets the names of agencies that sign a report be that wherever the
// text has them, unless the gazetteer knows an outlet of the name.
func (r *nameReader) takeWires() {
	for _, wire := range r.book.wires {
		for i := range r.found {
			n := &r.found[i]
			if n.kind == news.EntityOrganization || r.fold(n.first, n.last) != wire {
				continue
			}
			is := r.wire(n.first, n.last)
			for _, e := range n.others {
				if e.Kind == news.EntityOrganization {
					is.name, is.entry, is.by = e.Name, e, news.ByName
					break
				}
			}
			r.found[i] = is
		}
	}
	r.reindex()
}
