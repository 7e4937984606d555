package reading

import "strings"

// insiders reads people who are told by what they know: "two people briefed on
// the plan", "une personne proche du dossier", "eine mit der Sache vertraute
// Person". They are sources without a name.
func (r *sourceReader) insiders(i, end int) (sourcePhrase, bool) {
	p := sourcePhrase{first: i, last: i}
	at := i
	for at < min(end, i+2) && r.class[at].isOne(sourceDet) && r.names[at] == 0 && (at == i || r.joined(at-1)) {
		p.det = true
		at++
	}
	human, close := -1, -1
	for k := at; k < end && k < at+farthestHuman && (k == at || r.d.between(k-1) == " "); k++ {
		class := r.class[k]
		switch {
		case class.isOne(sourceVerb|sourceAnd) || class.isOne(sourceAux) && !class.isOne(sourcePrep) || class.isOne(sourceThat) && !whoWords()[r.d.tokens[k].Fold]:
			k = end
		case class.isOne(sourceClose) && close < 0:
			close = k
		case class.isOne(sourceHuman) && human < 0:
			human = k
		}
		if human >= 0 && close >= 0 {
			break
		}
	}
	if human < 0 || close < 0 || human > at+2 && r.d.language != "de" {
		return p, false
	}
	p.head, p.noun = sourceUnnamed, [2]int{at, max(human, close) + 1}
	p.last = p.noun[1]
	if close > human {
		p.last = r.matter(p.last, end)
	}
	return p, true
}

// farthestHuman is within how many words the people and what they know stand.
const farthestHuman = 7

// whoWords lead to what people know: "a person who was briefed".
var whoWords = wordSetOf(`who qui que che die`)

// matter returns the end of what insiders know: "familiar with the matter", up
// to a mark, a verb, or where the sentence goes on.
func (r *sourceReader) matter(at, end int) int {
	for last := at; last < min(end, at+longestMatter); last++ {
		gap := r.d.between(last - 1)
		if strings.TrimSpace(gap) != "" && gap != "'" && gap != "’" && gap != "-" && gap != "’s " && gap != "'s " {
			return last
		}
		if r.class[last].isOne(sourceVerb|sourceThat|sourceAux|sourceBe|sourceTime) && !r.class[last].isOne(sourceDet|sourcePrep|sourceNoun) {
			return last
		}
	}
	if at+longestMatter >= end {
		return end
	}
	return at
}

// longestMatter is how many words it has at most.
const longestMatter = 10
