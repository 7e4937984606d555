package reading

import (
	"slices"
	"strings"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
)

// readGazetteer takes the names of the gazetteer.
func (r *nameReader) readGazetteer() {
	for _, m := range r.g.Find(r.d.Text, r.d.tokens) {
		if len(m.Entries) == 0 || m.First >= m.Last || !r.words[m.First].is(wordRead) {
			continue
		}
		weak := m.Weak
		e := m.Entries[0]
		if !r.hasCapital(m.First, m.Last) && (m.Weak || m.Last-m.First == 1 && !r.speaksOf(e)) {
			continue
		}
		if m.Last-m.First == 1 && m.Weak && !r.spelledAs(e, m.First) {
			continue
		}
		r.add(named{first: m.First, last: m.Last, kind: e.Kind, name: e.Name, entry: e, by: news.ByName,
			sort: sortOf(e.Name), strength: strengthKnown, weak: weak, others: m.Entries[1:]})
		r.productOf(e, m)
	}
}

// productOf takes a company's product of the same name as well, where evidence
// shows that it is meant.
func (r *nameReader) productOf(e *gazetteer.Entry, m gazetteer.Match) {
	if e.Kind != news.EntityCompany {
		return
	}
	for _, p := range m.Entries[1:] {
		if p.Kind == news.EntityProduct {
			r.add(named{first: m.First, last: m.Last, kind: p.Kind, name: p.Name, entry: p, by: news.ByName, strength: strengthKnown, weak: true, twin: true})
			return
		}
	}
}

// speaksOf says whether a word without a capital can be the body: "het kabinet"
// in a Dutch text.
func (r *nameReader) speaksOf(e *gazetteer.Entry) bool {
	return e.Kind == news.EntityAgency && slices.Contains(spokenIn[r.d.language], e.Country)
}

// spokenIn gives the countries whose bodies a text in a language names without a capital.
var spokenIn = map[string][]string{"nl": {"NL", "BE"}, "fr": {"FR"}, "es": {"ES"}, "it": {"IT"}, "pt": {"PT", "BR"}}

// spelledAs says whether a short weak name is written in capitals, or as its
// entry is or a word of it: "Navy", but not "Va." for VA.
func (r *nameReader) spelledAs(e *gazetteer.Entry, i int) bool {
	if r.d.tokens[i].Len() > 4 || r.words[i]&(wordUpper|wordMixed) != 0 {
		return true
	}
	name := strings.ToLower(e.Name)
	return strings.HasPrefix(name, r.word(i)) || slices.Contains(strings.Fields(name), r.word(i))
}

// hasCapital says whether a word of [first,last) has a capital.
func (r *nameReader) hasCapital(first, last int) bool {
	for i := first; i < last; i++ {
		if r.words[i]&(wordCapital|wordMixed) != 0 || r.startsName(i) {
			return true
		}
	}
	return false
}

// weigh leaves of the weak names those for which the document has evidence.
func (r *nameReader) weigh() {
	sure := map[*gazetteer.Entry]bool{}
	for _, n := range r.found {
		if n.entry != nil && !n.weak {
			sure[n.entry] = true
		}
	}
	kept := r.found[:0]
	for _, n := range r.found {
		if n.weak && !r.evident(&n, sure) {
			continue
		}
		n.weak = false
		kept = append(kept, n)
	}
	r.found = kept
	r.reindex()
}

// evident says whether a weak name means its entry; it may choose another one.
func (r *nameReader) evident(n *named, sure map[*gazetteer.Entry]bool) bool {
	if n.twin {
		return r.writtenAsName(n) && r.gap(n.last-1) == gapSpace && (productNouns()[r.word(n.last)] || ownedByCompanies()[r.word(n.last)] && r.word(n.last) != "ceo" && r.word(n.last) != "shares")
	}
	if n.length() == 1 && r.book.blocked[r.word(n.first)] {
		return false
	}
	if sure[n.entry] {
		return r.writtenAsName(n)
	}
	for _, e := range n.others {
		if sure[e] {
			n.entry, n.kind, n.name, n.sort = e, e.Kind, e.Name, sortOf(e.Name)
			return r.writtenAsName(n)
		}
	}
	if !r.writtenAsName(n) || r.insideName(n) {
		return false
	}
	if n.kind == news.EntityCompany && r.isShortAcronym(n) {
		r.preferPart(n, sure)
	}
	if (n.kind == news.EntityAgency || n.kind == news.EntityOrganization) && r.isShortAcronym(n) && !r.atHome(n) && !r.isCompanyToo(n) {
		return false
	}
	switch n.kind {
	case news.EntityProduct:
		return r.productEvidence(n, sure)
	case news.EntityCompany:
		return r.companyBefore(n.first) || r.companyBehind(n.last) || r.roleOf(n.first, n.last) || r.supplyNear(n.first)
	case news.EntityAgency:
		return r.agencyEvidence(n) || r.isOfCountry(n, sure)
	}
	return r.words[n.first].is(wordUpper) || n.length() > 1
}

// writtenAsName says whether capitals show that a weak name is meant as a name:
// not only the capital of a sentence's first word or of a headline.
func (r *nameReader) writtenAsName(n *named) bool {
	w := r.words[n.first]
	if !r.hasCapital(n.first, n.last) {
		return false
	}
	if w.is(wordUpper) && !w.is(wordTitle) || w.is(wordMixed) || n.length() > 1 {
		return true
	}
	if r.hyphened(n.first, n.last) {
		return false
	}
	return w&(wordOpens|wordTitle) == 0 || r.large[r.word(n.first)]
}

// hyphened says whether a hyphen ties [first,last) to another word: "Open-Source".
func (r *nameReader) hyphened(first, last int) bool {
	return r.d.between(first-1) == "-" && first > 0 || r.d.between(last-1) == "-"
}

// insideName says whether the name is part of a longer run of capitals.
func (r *nameReader) insideName(n *named) bool {
	if r.words[n.first].is(wordTitle) || r.d.language == "de" {
		return false
	}
	before := n.first > 0 && r.gaps[n.first-1] == gapSpace && r.words[n.first-1].is(wordCapital) && r.words[n.first-1]&wordOpens == 0 && !isTitle(r.word(n.first-1)) && !r.words[n.first-1].is(wordUpper)
	behind := n.last < len(r.words) && r.gaps[n.last-1] == gapSpace && r.words[n.last].is(wordCapital) && !isTitle(r.word(n.last)) && !companyCues()[r.word(n.last)]
	return before || behind
}

func (r *nameReader) productEvidence(n *named, sure map[*gazetteer.Entry]bool) bool {
	if maker := r.g.Entry(n.entry.Parent); maker != nil && sure[maker] {
		return true
	}
	for i := n.first - 3; i < n.last+3; i++ {
		if w := r.word(i); (i < n.first || i >= n.last) && productNouns()[w] {
			return true
		}
	}
	return naming()[r.word(n.first-1)]
}

func (r *nameReader) agencyEvidence(n *named) bool {
	if definiteArticles()[r.word(n.first-1)] && r.words[n.first].is(wordUpper) || r.gap(n.first-1) == gapOpen {
		return true
	}
	for i := n.first - 2; i < n.last+3; i++ {
		if (i < n.first || i >= n.last) && agencyCues()[r.word(i)] {
			return true
		}
	}
	return r.supplyNear(n.first)
}

// definiteArticles stand before the short name of a body that all know: "the
// Navy", "o Exército".
var definiteArticles = wordSetOf(`the der die das dem den des le la les au du el los las al del il lo gli al dal nel o os a as ao do da no na de het vom beim zum zur`)

// isOfCountry says whether a short name means a body of the one country whose
// bodies the text names: "the Navy" beside the Department of Defense.
func (r *nameReader) isOfCountry(n *named, sure map[*gazetteer.Entry]bool) bool {
	if n.entry.Country == "" || !definiteArticles()[r.word(n.first-1)] || r.words[n.first].is(wordOpens) {
		return false
	}
	same := false
	for e := range sure {
		if parent := r.g.Entry(e.Parent); e.Kind != news.EntityAgency && (parent == nil || parent.Kind != news.EntityAgency) || e.Country == "" {
			continue
		}
		if e.Country != n.entry.Country {
			return false
		}
		same = true
	}
	return same
}

// supplyNear says whether a word of technology or its supply stands in the sentence of token i.
func (r *nameReader) supplyNear(i int) bool {
	at := r.d.sentenceAt(r.d.tokens[i].Start)
	if at < 0 {
		return false
	}
	s := r.d.sentences[at]
	for j := max(s.first, i-25); j < min(s.last, i+25); j++ {
		if supplyWords()[r.word(j)] {
			return true
		}
	}
	return false
}
