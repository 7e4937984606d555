package reading

import (
	"strings"

	"dateline/internal/news"
)

// occasion reads by what somebody speaks: "in a statement", "in a memo to X".
// The source of a statement is its speaker, that of a paper the paper.
func (r *sourceReader) occasion(n, i, last int, class sourceClass) bool {
	s := &r.d.sentences[n]
	if last >= s.last || r.d.between(last-1) != " " {
		return false
	}
	p, ok := r.phrase(last, s.last, 0)
	if ok && p.name.known() && r.class[last].isOne(sourceVenue) { // "on Twitter"
		p = sourcePhrase{first: last, last: p.name.last, head: sourceVenue, noun: [2]int{last, p.name.last}}
	}
	if !ok || p.name.known() || !p.head.isOne(sourceUtterance|sourceVenue|sourcePaper) {
		return false
	}
	if !p.head.isOne(sourceUtterance | sourceVenue) {
		signed, anew := p.by && p.owner.known(), p.det && !p.definite
		if !class.isOne(sourceOccasion) || !signed && !anew && !r.spoken(n, i, p.last) {
			return false
		}
		before := len(r.uses)
		r.enter(n, i, p.last, p, sourcePaper)
		if speaker := r.speaker(n, i); len(r.uses) > before && !r.uses[before].employer.known() && speaker.kind != news.CarrierPerson {
			r.uses[before].employer = speaker
		}
		return true
	}
	speaker := r.speaker(n, i)
	if p.owner.known() && p.owner.kind != news.CarrierMedia {
		speaker = p.owner
	}
	if !speaker.known() || !r.spoken(n, i, p.last) && p.head.isOne(sourceVenue) {
		return false
	}
	kind := news.CarrierDocument
	if !p.head.isOne(sourceUtterance) && speaker.kind != "" {
		kind = speaker.kind
	}
	r.add(n, i, p.last, speaker.name, kind, sourceUtterance)
	r.past.speaker = speaker
	r.hearer(n, i, p)
	return true
}

// hearer enters the medium to which somebody speaks: "in a statement to X".
func (r *sourceReader) hearer(n, i int, p sourcePhrase) {
	for at := p.noun[1]; at < p.last; at++ {
		if name, ok := r.nameAt(at, p.last); ok && (at == p.noun[1]+1 || r.class[at-1].isOne(sourceDet)) {
			if name.kind == news.CarrierMedia {
				r.add(n, i, p.last, name.name, news.CarrierMedia, verbTell)
			}
			return
		}
	}
}

// farthestVerb is how many words from a paper what somebody says of it may stand.
const farthestVerb = 60

// spoken says whether a sentence speaks of what is said: a verb of saying or a
// quotation beside a paper.
func (r *sourceReader) spoken(n, first, last int) bool {
	s := &r.d.sentences[n]
	for at := max(s.first, first-farthestVerb); at < min(s.last, last+farthestVerb); at++ {
		if (at < first || at >= last) && r.class[at].isOne(verbSay|verbWeak|verbTell|verbShow) && r.names[at] == 0 {
			return true
		}
	}
	near := r.d.span(max(s.first, first-farthestVerb), min(s.last, last+farthestVerb))
	return strings.ContainsAny(near.Of(r.d.Text), `"“„«`)
}

// speaker is who says what a sentence says: the last source of the sentence,
// or its first name.
func (r *sourceReader) speaker(n, i int) sourceName {
	for k := len(r.uses) - 1; k >= 0 && r.uses[k].sentence == n; k-- {
		if use := r.uses[k]; use.Kind != news.CarrierMedia && use.Kind != news.CarrierDocument {
			if use.employer.known() {
				return use.employer
			}
			return sourceName{name: use.Source, kind: use.Kind}
		}
	}
	s := &r.d.sentences[n]
	for at := i; at < min(s.last, i+farthestVerb); at++ { // "In a statement, X said"
		if r.class[at].isOne(verbSay|verbWeak) && r.names[at] == 0 {
			if p, ok := r.subject(n, at); ok {
				name, kind := r.resolve(p)
				return sourceName{name: name, kind: kind}
			}
		}
	}
	var best sourceName
	for _, m := range r.d.mentionsIn(r.d.span(max(s.first, i-farthestVerb), i+1)) {
		if m.Start < r.d.tokens[i].Start && m.Kind != news.EntityProduct && (!best.known() || m.Kind == news.EntityPerson) {
			best = sourceName{name: m.Name, kind: r.carrier(m)}
		}
	}
	if best.known() {
		return best
	}
	return r.past.last
}

// readDateline reads the credit of a news agency: "PARIS (AP) — ", "/PRNewswire/",
// "Source: X".
func (r *sourceReader) readDateline(n int) {
	s := &r.d.sentences[n]
	for i := s.first; i < min(s.last, s.first+24); i++ {
		start := r.d.tokens[i].Start
		before := r.d.Text[max(0, start-2):start]
		if r.class[i].isOne(cueCredit) && (i == s.first || strings.HasSuffix(before, "\n")) {
			last := i + int(r.length[i])
			if last < s.last && strings.HasPrefix(strings.TrimSpace(r.d.between(last-1)), ":") || last < s.last && r.length[i] > 1 && r.d.between(last-1) == " " {
				if p, ok := r.phrase(last, s.last, 0); ok && p.name.known() {
					r.list(&p, s.last)
					r.enter(n, i, p.last, p, cueCredit)
				}
			}
			return
		}
		if !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "/") && i != s.first {
			continue
		}
		o, length := outletTable().at(r.d.tokens, i, s.last)
		if length == 0 && strings.HasSuffix(before, "(") {
			o.name, length = r.signature(n, i)
		}
		if length == 0 || i+length > s.last || !r.capital(i) && o.name != "Deutsche Presse-Agentur" {
			continue
		}
		after := strings.TrimSpace(r.d.between(i + length - 1))
		if strings.HasSuffix(before, "(") && (after == ") -" || after == ") –" || after == ") —" || after == ") --" || after == ")" && i == s.first && i+length < s.last && r.d.between(i+length-1) == ") ") {
			r.add(n, i, i+length, o.name, news.CarrierMedia, cueCredit)
			return
		}
	}
}
