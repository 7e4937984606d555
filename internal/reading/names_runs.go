package reading

import "strings"

// readRuns finds names in the runs of words with capitals by their form, and
// notes what their neighbours say about the others.
func (r *nameReader) readRuns() {
	for _, u := range r.runs {
		r.readHeads(u)
		r.readLegalForms(u)
		r.readPerson(u)
		r.readBracket(u)
	}
}

// knownWithin says whether a known name or a body stands in [first,last).
func (r *nameReader) knownWithin(first, last int) bool {
	for f := range r.overlapping(first, last) {
		if !f.weak {
			return true
		}
	}
	return false
}

// noName says whether a run is none: a day, a country, a state, a place, a law.
func (r *nameReader) noName(first, last int) bool {
	if last-first == 1 {
		w := r.word(first)
		if strings.Contains(w, ".") && strings.ContainsAny(w, "0123456789") {
			return true
		}
		if calendarWords()[w] || r.small[w] || r.d.tokens[first].Len() < 2 || isTitle(w) || notNames()[w] {
			return true
		}
	}
	if calendarWords()[r.word(first)] || notNames()[r.word(last-1)] || r.namesPlace(first, last) {
		return true
	}
	return r.book.places[r.fold(first, last)]
}

// notNames are capitalised words that name no company by themselves.
var notNames = wordSetOf(`act law bill amendment constitution treaty agreement street avenue road boulevard congress democrat democrats republican republicans
	labour tory tories christian muslim muslims jewish english spanish european europeans americans palestinian palestinians gaza ukrainian internet covid
	ceo cto cio cfo coo ai it ml ip phd mp mps tv uk us u.s eu un america europe asia africa middle west east north south pdf faq api gps usd eur
	inspector general university school judge section article chapter part phase lot tier city county council state board department police government mayor
	house commission committee agency ministry company senate parliament court office hr pr id r d iot api rfp rfi faa q&a ot pc pcs gmbh inc ag sme smes staat
	behörde behorde land stadt regierung gouvernement etat gobierno estado governo stato kabinet kamer overheid`)

// nounBefore returns the token of the noun right before a name, or before
// "such as" and the like; -1 if there is none.
func (r *nameReader) nounBefore(first int) int {
	i := first - 1
	if i < 0 || r.gaps[i] != gapSpace {
		return -1
	}
	switch w := r.word(i); {
	case w == "as" && r.word(i-1) == "such" && i > 1:
		i -= 2
	case exampleWords()[w] && i > 0:
		i--
	default:
		return i
	}
	if g := r.gaps[i]; g != gapSpace && g != gapComma {
		return -1
	}
	return i
}

var exampleWords = wordSetOf(`like including namely wie etwa comme como come zoals incluant incluyendo`)

func (r *nameReader) companyBefore(first int) bool {
	i := r.nounBefore(first)
	return i >= 0 && (companyNouns()[r.word(i)] || germanTail(r.word(i), companyNouns())) && !r.words[i].is(wordCapital|wordUpper)
}

func (r *nameReader) orgBefore(first int) bool {
	i := r.nounBefore(first)
	return i >= 0 && orgNouns()[r.word(i)]
}

// companyBehind says whether what a company has stands behind a name: "X
// software", "X's cameras".
func (r *nameReader) companyBehind(last int) bool {
	g := r.gap(last - 1)
	return (g == gapSpace || g == gapPossessive) && companyCues()[r.word(last)] && !r.words[last].is(wordCapital)
}

// roleOf says whether a name stands where a vendor stands: "awarded X",
// "contract with X", "X won".
func (r *nameReader) roleOf(first, last int) bool {
	i := first - 1
	if i >= 0 && r.gaps[i] == gapSpace {
		w := r.word(i)
		if w == "the" {
			return false
		}
		if awardVerbs()[w] {
			return true
		}
		if dealLinks()[w] {
			for j := i - 1; j >= max(0, i-3); j-- {
				if dealNouns()[r.word(j)] || w == "to" && (r.word(j) == "awarded" || r.word(j) == "went" || r.word(j) == "goes") {
					return true
				}
			}
		}
		if w == "by" && byVerbs()[r.word(i-1)] && r.supplyNear(first) {
			return true
		}
	}
	if r.gap(last-1) == gapSpace && winVerbs()[r.word(last)] && r.supplyNear(first) {
		return true
	}
	return false
}

// byVerbs stand before "by X", where X made or sold something.
var byVerbs = wordSetOf(`supplied built made provided developed run operated sold manufactured designed produced delivered created powered hosted`)
