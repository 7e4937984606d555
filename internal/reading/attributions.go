package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// readAttributions finds the words that carry a source.
func (d *document) readAttributions() {
	d.cited = newSourceReader(d).read()
	d.found.Attributions = make([]news.Attribution, 0, len(d.cited))
	for _, use := range d.cited {
		d.found.Attributions = append(d.found.Attributions, use.Attribution)
	}
}

// read returns all attributions in the order of the text.
func (r *sourceReader) read() []sourceUse {
	for n := range r.d.sentences {
		s := &r.d.sentences[n]
		r.sentence = n
		r.readDateline(n)
		for i := s.first; i < s.last; {
			i = max(i+1, r.readAt(n, i))
		}
	}
	return r.settled()
}

// readAt looks at one word of a sentence, and returns where to go on.
func (r *sourceReader) readAt(n, i int) int {
	class := r.class[i]
	if class == 0 || r.names[i] > 0 && !class.isOne(sourceJournalism) {
		return i + 1
	}
	r.pass(r.d.tokens[i].Start)
	last := i + int(r.length[i])
	if class.isOne(sourceAhead) && !class.isOne(cueBehind) && r.ahead(n, i, last, class&sourceAhead) {
		return last
	}
	if class.isOne(cueHearsay) {
		r.add(n, i, last, unnamedSources, news.CarrierPerson, cueHearsay)
		return last
	}
	if class.isOne(cueRumour) {
		r.add(n, i, last, unnamedMedia, news.CarrierMedia, cueRumour)
	}
	if class.isOne(cueBehind) {
		r.behind(n, i)
	}
	if class.isOne(sourceVerb) && r.verb(n, i, class) {
		return last
	}
	if class.isOne(sourceOccasion|sourcePlace) && r.occasion(n, i, last, class) {
		return last
	}
	if class.isOne(sourceJournalism) && i >= r.done {
		r.coverage(n, i)
	}
	return i + 1
}

// add enters an attribution of tokens [first,last).
func (r *sourceReader) add(n, first, last int, name string, kind news.Carrier, cue sourceClass) {
	if o, ok := outletNamed(name); name == "" || ok && o.never {
		return
	}
	if kind == "" {
		kind = news.CarrierPerson
		if cue.isOne(sourceCue | cueCoverage | verbReport) {
			kind = news.CarrierMedia
		}
	}
	r.done = max(r.done, last)
	r.uses = append(r.uses, sourceUse{news.Attribution{Span: r.withMark(r.d.span(first, last)), Source: name, Kind: kind}, cue, n, sourceName{}})
}

// enter adds the sources of a noun phrase, said in tokens [first,last).
func (r *sourceReader) enter(n, first, last int, p sourcePhrase, cue sourceClass) {
	name, kind := r.resolve(p)
	if name == "" || p.name.marked && !cue.isOne(verbReport|cueSource|cueQuote|cueOrigin|cueFound) {
		return
	}
	if cue.isOne(verbReport) && !cue.isOne(verbSay|verbWeak) && (kind == news.CarrierCompany || kind == news.CarrierNGO) && p.name.known() && r.d.topic.mainCompany() != name {
		kind = news.CarrierMedia
	}
	if p.by && kind == news.CarrierDocument && (p.owner.kind == news.CarrierAgency || p.owner.kind == news.CarrierCompany || p.owner.kind == news.CarrierNGO) && cue.isOne(cueSource|cueCoverage|verbShow) {
		kind = p.owner.kind
	}
	before := len(r.uses)
	r.add(n, first, last, name, kind, cue)
	if len(r.uses) == before {
		return
	}
	if (p.name.person || p.head.isOne(sourceDocument)) && p.owner.known() && !p.owner.person && p.owner.kind != news.CarrierMedia {
		r.uses[len(r.uses)-1].employer = p.owner
	}
	if kind == "" && cue.isOne(sourceCue|cueCoverage|verbReport) {
		kind = news.CarrierMedia
	}
	r.remember(sourceName{name: name, kind: kind, person: p.name.person || kind == news.CarrierPerson}, p)
	for _, other := range p.more {
		name, kind := r.named(other, sourcePhrase{head: p.head})
		r.add(n, first, last, name, kind, cue)
	}
}

// ahead reads the source behind a cue: "according to X".
func (r *sourceReader) ahead(n, i, last int, cue sourceClass) bool {
	s := &r.d.sentences[n]
	if last >= s.last || !r.joined(last-1) && r.d.between(last-1) != ": " || i > s.first && cue.isOne(cueSource|cueStrict) && r.d.language != "en" && r.class[i-1].isOne(sourceDet) {
		return false
	}
	p, ok := r.phrase(last, s.last, 0)
	if !ok && cue.isOne(cueOrigin) {
		p, ok = r.firstToReport(n, last)
	}
	if !ok || p.head.isOne(sourcePronoun) {
		return false
	}
	if cue.isOne(cueStrict) && (!p.name.known() && !p.head.isOne(sourceDocument|sourceJournalism|sourceMedia) || !r.clauseEdge(i, p.last)) {
		return false
	}
	_, kind := r.resolve(p)
	if cue.isOne(cueFound) && kind != news.CarrierMedia && kind != news.CarrierNGO && kind != "" {
		return false
	}
	if cue.isOne(cueOrigin) && kind == news.CarrierPerson && !p.name.known() {
		return false
	}
	r.list(&p, s.last)
	r.enter(n, i, p.last, p, cue)
	r.second(n, p.last, cue)
	if cue.isOne(cueFound) && !cue.isOne(cueOrigin) {
		r.carried(n, i)
	}
	return true
}

// second reads another source of another kind: "according to X and a court filing".
func (r *sourceReader) second(n, at int, cue sourceClass) {
	s := &r.d.sentences[n]
	if at+1 >= s.last || !r.class[at].isOne(sourceAnd) || r.d.between(at-1) != " " || r.d.between(at) != " " {
		return
	}
	p, ok := r.phrase(at+1, s.last, 0)
	if !ok || p.name.known() || !p.head.isOne(sourceDocument|sourceJournalism|sourceUnnamed|sourceOffice|sourcePeople) {
		return
	}
	if p.last < s.last && r.class[p.last].isOne(sourceVerb|sourceBe|sourceAux) && r.d.between(p.last-1) == " " {
		return
	}
	r.enter(n, at+1, p.last, p, cue)
}

// clauseEdge says whether words stand apart: at an end of the sentence, in
// commas or brackets.
func (r *sourceReader) clauseEdge(first, last int) bool {
	before, after := " ", r.d.between(last-1)
	if first > 0 {
		before = r.d.between(first - 1)
	}
	return strings.ContainsAny(before, ",.;:(\n–—") || strings.ContainsAny(after, ",.;:)\n–—") || after == ""
}

// carried enters the paper before "obtained by X".
func (r *sourceReader) carried(n, i int) {
	p, ok := r.endingAt(n, i, true)
	if s := &r.d.sentences[n]; !ok && i > s.first && r.d.between(i-1) == ", " {
		p, ok = r.nounEndingAt(s, i)
	}
	if ok && p.head.isOne(sourcePaper|sourceRecord) {
		r.enter(n, p.first, i, p, sourceRecord)
	}
}

// list takes more names behind the first: "A, B and C".
func (r *sourceReader) list(p *sourcePhrase, end int) {
	if !p.name.known() && !p.owner.known() {
		return
	}
	at := p.last
	var more []sourceName
	for at < end && len(more) < longestSource {
		gap, and := r.d.between(at-1), false
		if gap != " " && gap != ", " && gap != ", +" {
			return
		}
		if r.class[at].isOne(sourceAnd) {
			and = true
			at++
		} else if gap == " " {
			return
		}
		if at < end && r.class[at].isOne(sourceDet) && r.names[at] == 0 {
			at++
		}
		if at >= end {
			return
		}
		name, ok := r.nameAt(at, end)
		if !ok {
			return
		}
		more = append(more, name)
		at = name.last
		if and {
			if at < end && r.class[at].isOne(sourceVerb|sourceBe|sourceAux) && r.d.between(at-1) == " " {
				return
			}
			p.more, p.last = more, at
			return
		}
	}
}

// behind reads the source before a cue: "X zufolge".
func (r *sourceReader) behind(n, i int) {
	p, ok := r.endingAt(n, i, false)
	if s := &r.d.sentences[n]; !ok && i > s.first && r.class[i].isOne(cueOrigin) {
		p, ok = r.nounEndingAt(s, i)
	}
	if ok {
		if _, kind := r.resolve(p); r.class[i].isOne(cueFound|cueOrigin) && kind != news.CarrierMedia {
			return
		}
		r.enter(n, p.first, i+int(r.length[i]), p, cueSource|r.class[i]&cueOrigin)
	}
}

// coverage reads what media made without any verb: "a report in the X", "an X
// investigation", "recent media reports".
func (r *sourceReader) coverage(n, i int) {
	last := i + int(r.length[i])
	s := &r.d.sentences[n]
	var best sourcePhrase
	for first := i; first >= max(s.first, i-6); first-- {
		plain := first < i && !r.class[first].isOne(sourceDet|sourceMedia) && r.names[first] == 0 && !r.capital(first)
		if p, ok := r.phrase(first, s.last, 0); ok && !plain && p.head.isOne(sourceJournalism) && p.noun[1] >= last && p.noun[0] <= i {
			best = p
			if p.det {
				break
			}
		}
	}
	if best.last == 0 {
		return
	}
	_, kind := r.resolve(best)
	switch {
	case best.owner.known() && kind == news.CarrierMedia && (best.owner.kind == news.CarrierMedia || best.by && !best.owner.person && bylines()[r.d.tokens[best.noun[1]].Fold]):
	case best.by && kind == news.CarrierDocument && !best.owner.person:
	case kind == news.CarrierMedia && best.noun[1]-best.noun[0] > 1 && !best.owner.known() && r.hasMediaWord(best):
	default:
		return
	}
	if !best.by {
		best.last = max(best.noun[1], best.name.last)
	}
	r.list(&best, s.last)
	r.enter(n, best.first, best.last, best, cueCoverage)
}

// bylines stand before who made a report.
var bylines = wordSetOf(`by from in par por durch door pelo pela da dal`)

// hasMediaWord says whether a noun phrase says that media made it: "a recent
// media report".
func (r *sourceReader) hasMediaWord(p sourcePhrase) bool {
	for i := p.noun[0]; i < p.noun[1]; i++ {
		if fold := r.d.tokens[i].Fold; r.class[i].isOne(sourceMedia) || fold == "media" || fold == "press" || fold == "news" || strings.HasPrefix(fold, "medien") {
			return true
		}
	}
	return false
}

// settled returns the attributions in order, without those that say the same
// in the same place.
func (r *sourceReader) settled() []sourceUse {
	var kept []sourceUse
next:
	for _, use := range sortedUses(r.uses) {
		for k := max(0, len(kept)-6); k < len(kept); k++ {
			if kept[k].Source == use.Source && overlapping(kept[k].Span, use.Span) && (kept[k].Kind == use.Kind || kept[k].Span == use.Span) {
				kept[k].End = max(kept[k].End, use.End)
				kept[k].cue |= use.cue
				continue next
			}
		}
		kept = append(kept, use)
	}
	return kept
}

func overlapping(a, b text.Span) bool { return a.Start < b.End && b.Start < a.End }
