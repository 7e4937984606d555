package reading

import (
	"strings"
	"unicode"

	"dateline/internal/news"
	"dateline/internal/text"
)

// mediumName returns the name that a noun for a medium introduces at a token:
// "le quotidien Le Relais", "die Zeitung »Hafenbote«", "el diario El Faro del
// Puerto". A company or body that the gazetteer knows stays what it is.
func (r *sourceReader) mediumName(i, end int) (sourceName, bool) {
	if i >= end || i == 0 {
		return sourceName{}, false
	}
	gap := r.d.between(i - 1)
	if strings.TrimSpace(gap) != "" && !r.opensMarks(gap) || gap == "" {
		return sourceName{}, false
	}
	if o, n := outletTable().at(r.d.tokens, i, end); n > 0 && !o.never && r.capital(i) {
		return sourceName{first: i, last: i + n, name: o.name, kind: news.CarrierMedia}, true
	}
	if k := r.names[i]; k > 0 && r.d.found.Mentions[k-1].Key != "" {
		return sourceName{}, false
	}
	var last int
	if r.opensMarks(gap) {
		last = r.markedEnd(i, end)
	} else {
		last = r.capitalsEnd(i, end)
	}
	if last == i {
		return sourceName{}, false
	}
	return sourceName{first: i, last: last, name: r.d.span(i, last).Of(r.d.Text), kind: news.CarrierMedia}, true
}

// mediumBehind returns the name behind the noun for a medium with which a noun
// phrase ends so far; the loop of phrase goes on behind it.
func (r *sourceReader) mediumBehind(p *sourcePhrase, at, end int) (sourceName, bool) {
	if !p.head.isOne(sourceMedia) || p.head.isOne(sourceBody|sourceFirm|sourceDocument) || p.name.known() || p.last != at {
		return sourceName{}, false
	}
	return r.mediumName(r.adjectives(at, end), end)
}

// introduces says whether a mention is no name but the noun before one: "die
// Tageszeitung X".
func introduces(d *document, m news.Mention) bool {
	if m.Kind != news.EntityOrganization || d.Text[m.Start] < 'a' || d.Text[m.Start] > 'z' {
		return false
	}
	_, behind, ok := strings.Cut(d.Text[m.End:min(len(d.Text), m.End+5)], " ")
	return ok && behind != "" && strings.HasPrefix(d.Text[m.End:], " ") && unicode.IsUpper(firstRune(behind))
}

// openingMarks may stand before a name in quotation marks, closingNameMarks behind it.
const (
	openingMarks     = "\"“„«»‹›‘'"
	closingNameMarks = "\"”“«»›‹’'"
)

// opensMarks says whether what stands before a word ends in a quotation mark
// that opens: one with a blank before it.
func (r *sourceReader) opensMarks(gap string) bool {
	trimmed := strings.TrimLeft(gap, " \u00a0\u202f")
	return trimmed != gap && trimmed != "" && strings.Trim(trimmed, openingMarks+" \u00a0\u202f") == ""
}

// closesMarked says whether a gap behind token i closes a name in quotation
// marks that a few words before open.
func (r *sourceReader) closesMarked(i int, gap string) bool {
	trimmed := strings.Trim(gap, " \u00a0\u202f")
	if trimmed == gap || trimmed == "" || strings.Trim(trimmed, closingNameMarks) != "" {
		return false
	}
	for first := i; first > max(0, i-longestMarked); first-- {
		if before := r.d.between(first - 1); r.opensMarks(before) {
			return r.markedEnd(first, i+1) == i+1
		} else if strings.TrimSpace(before) != "" {
			return false
		}
	}
	return false
}

// withMark widens a span to the mark that closes a quotation opened in it.
func (r *sourceReader) withMark(s text.Span) text.Span {
	marks := 0
	for _, c := range s.Of(r.d.Text) {
		if strings.ContainsRune("\"”“„«»‹›", c) {
			marks++
		}
	}
	if marks%2 == 0 || s.End >= len(r.d.Text) {
		return s
	}
	behind := strings.TrimLeft(r.d.Text[s.End:min(len(r.d.Text), s.End+len("\u202f \u00a0»"))], " \u00a0\u202f")
	if next := firstRune(behind); behind != "" && strings.ContainsRune("\"”“«»‹›", next) {
		s.End = s.End + strings.IndexRune(r.d.Text[s.End:], next) + len(string(next))
	}
	return s
}

// longestMarked is how many words a medium's name in quotation marks has at most.
const longestMarked = 5

// markedEnd returns the end of a name of capitalised words in quotation marks
// that begins at token i; i if it is none.
func (r *sourceReader) markedEnd(i, end int) int {
	if !r.capital(i) {
		return i
	}
	for last := i + 1; last <= min(end, i+longestMarked); last++ {
		gap := strings.Trim(r.d.between(last-1), " \u00a0\u202f")
		if gap != "" && strings.ContainsRune(closingNameMarks, firstRune(gap)) {
			return last
		}
		if gap != "" && gap != "-" && gap != "'" && gap != "’" {
			return i
		}
	}
	return i
}

// capitalsEnd returns the end of the capitalised words from token i on, over a
// small link between two of them; i if there are none, or only an article.
func (r *sourceReader) capitalsEnd(i, end int) int {
	if !r.capital(i) || r.d.language == "de" && r.class[i].isOne(sourceNoun) {
		return i
	}
	last := i
	for last < min(end, i+longestMarked) {
		next := last + 1
		if !r.capital(last) && (last == i || next >= end || !r.capital(next) || !r.class[last].isOne(sourceLink|sourceAnd) || r.d.language == "de") {
			break
		}
		if last > i && (!isNameGap(r.d.between(last-1)) || r.class[last].isOne(sourceTime) || r.d.language == "de" && r.d.between(last-1) == " " && r.d.found.Mentions != nil && r.names[last] > 0 && r.names[last] != r.names[last-1]) {
			break
		}
		last++
	}
	if last == i+1 && r.class[i].isOne(sourceDet) {
		return i
	}
	return last
}

// isNameGap says whether two words of a name may have this between them.
func isNameGap(gap string) bool {
	switch gap {
	case " ", "-", "'", "’", ".", "", " & ", "\u00a0":
		return true
	}
	return false
}

// reportsBy says whether the word that opens a sentence is a medium's name: a
// reporting verb follows with a clause or a day, and the text has the word with
// a capital elsewhere in a sentence, and never without.
func (r *sourceReader) reportsBy(i int) bool {
	n := r.d.sentenceAt(r.d.tokens[i].Start)
	last := i + 1
	for n >= 0 && last < r.d.sentences[n].last && r.class[last].isOne(sourceAux) {
		last++
	}
	if n < 0 || last >= r.d.sentences[n].last || !r.class[last].isOne(verbReport) {
		return false
	}
	behind := last + int(r.length[last])
	if behind >= r.d.sentences[n].last || !r.class[behind].isOne(sourceThat|sourceTime) && r.d.tokens[behind].Fold != "on" && strings.TrimSpace(r.d.between(behind-1)) == "" {
		return false
	}
	how := r.written(r.d.tokens[i].Fold)
	return how.within && !how.small
}

// writing is how a text writes a word.
type writing struct {
	small  bool // without a capital, anywhere
	within bool // with one, though it opens no sentence
}

// written tells how the text writes a word; it looks through the text once.
func (r *sourceReader) written(fold string) writing {
	if r.writings == nil {
		r.writings = make(map[string]writing, len(r.d.tokens))
		for k, token := range r.d.tokens {
			how := r.writings[token.Fold]
			capital := r.capital(k)
			r.writings[token.Fold] = writing{how.small || !capital, how.within || capital && !r.opens(k)}
		}
	}
	return r.writings[fold]
}

// signature returns the agency that no table knows and that signs a dateline in
// brackets, with its words: "LINDHAVEN, Feb 2 (Meridian) - ".
func (r *sourceReader) signature(n, i int) (string, int) {
	stamp, ok := r.d.datelineAt(&r.d.sentences[n])
	if !ok || stamp.first != i || stamp.last == i || stamp.last == i+1 && isCallSign(r.d.tokens[i].Of(r.d.Text)) {
		return "", 0
	}
	if k := r.names[i]; k > 0 && (r.d.found.Mentions[k-1].Kind == news.EntityAgency || r.d.found.Mentions[k-1].Kind == news.EntityPerson) {
		return "", 0
	}
	return r.d.span(i, stamp.last).Of(r.d.Text), stamp.last - i
}

// isCallSign says whether a word is the call sign of an American station, which
// signs what is its own.
func isCallSign(word string) bool {
	return (len(word) == 3 || len(word) == 4) && (word[0] == 'W' || word[0] == 'K') && strings.ToUpper(word) == word
}

// adjectives steps over the words between a Romance noun for a medium and its
// name: "le quotidien économique britannique X".
func (r *sourceReader) adjectives(at, end int) int {
	switch r.d.language {
	case "fr", "es", "it", "pt":
		for k := 0; k < 2 && at < end && r.joined(at-1) && !r.capital(at) && r.class[at] == 0; k++ {
			at++
		}
	}
	return at
}

// markedName returns a name in quotation marks: "der »Hafenbote« berichtet".
func (r *sourceReader) markedName(i, end int) (sourceName, bool) {
	if i == 0 || !r.opensMarks(r.d.between(i-1)) {
		return sourceName{}, false
	}
	last := r.markedEnd(i, end)
	if last == i || last-i > 3 {
		return sourceName{}, false
	}
	n := sourceName{first: i, last: last, name: r.d.span(i, last).Of(r.d.Text), marked: true}
	for _, name := range []string{n.name, strings.TrimSuffix(n.name, "s")} { // "des »Handelsblatts«"
		if o, known := outletNamed(name); known && !o.never {
			n.name, n.kind, n.marked = o.name, news.CarrierMedia, false
			break
		}
	}
	return n, true
}

// mediaEndings end German and Dutch nouns for media: "Wochenzeitung".
var mediaEndings = map[string][]string{
	"de": {"zeitung", "zeitungen", "magazin", "magazins", "zeitschrift", "nachrichtenagentur"},
	"nl": {"krant", "kranten", "omroep", "magazine", "nieuwssite", "tijdschrift"},
}

// mediaCompound says whether a word of no table is a noun for a medium by its end.
func mediaCompound(fold, language string) bool {
	for _, ending := range mediaEndings[language] {
		if len(fold) > len(ending)+2 && strings.HasSuffix(fold, ending) {
			return true
		}
	}
	return false
}

// commonParts stand before a hyphen and a noun for a medium without making it a name.
var commonParts = wordSetOf(`online us tv it tech news internet nachrichten fach boulevard wirtschafts branchen regional lokal tages wochen eu
	radio fernseh web polit computer fachhandels nieuws vak dag week regio internet tech zaken opinie`)

// hyphened returns the medium whose name is words with hyphens, the last one a
// noun for a medium: "Nordlicht-Zeitung".
func (r *sourceReader) hyphened(i, end int) (sourceName, bool) {
	if !r.capital(i) || commonParts()[r.d.tokens[i].Fold] || r.names[i] > 0 && r.d.found.Mentions[r.names[i]-1].Key != "" {
		return sourceName{}, false
	}
	last := i + 1
	for last < end && r.d.between(last-1) == "-" && r.capital(last) {
		last++
	}
	if word := r.d.tokens[last-1].Fold; last-i < 2 || !outletEndings()[word] && !r.class[last-1].isOne(sourceMedia) {
		return sourceName{}, false
	}
	return sourceName{first: i, last: last, name: r.d.span(i, last).Of(r.d.Text), kind: news.CarrierMedia}, true
}

// withArticle gives a name that no table knows the capital article that stands
// before it in the middle of a sentence: "rapporte Le Relais".
func (r *sourceReader) withArticle(n sourceName) sourceName {
	at := n.first - 1
	if at < 1 || n.kind != news.CarrierMedia && n.kind != "" || n.person || n.reference || r.names[n.first] > 0 && r.d.found.Mentions[r.names[n.first]-1].Key != "" {
		return n
	}
	if !r.class[at].isOne(sourceDet) || !r.capital(at) || r.opens(at) || r.d.between(at) != " " || strings.ContainsAny(r.d.between(at-1), "-–—•|") {
		return n
	}
	if _, known := outletNamed(n.name); known {
		return n
	}
	n.name = r.d.tokens[at].Of(r.d.Text) + " " + n.name
	return n
}

// inClause returns the medium of a German or Dutch clause whose verb stands at
// its end: ", wie die Zeitung X unter Berufung auf … berichtet".
func (r *sourceReader) inClause(n, i int) (sourcePhrase, bool) {
	if r.d.language != "de" && r.d.language != "nl" {
		return sourcePhrase{}, false
	}
	s := &r.d.sentences[n]
	for at := i - 1; at > max(s.first-1, i-farthestClause); at-- {
		switch fold := r.d.tokens[at].Fold; {
		case (fold == "wie" || fold == "zoals") && (at == s.first || strings.Contains(r.d.between(at-1), ",")):
			p, ok := r.phrase(at+1, i, 0)
			if !ok {
				return sourcePhrase{}, false
			}
			_, kind := r.resolve(p)
			return p, kind == news.CarrierMedia
		case strings.ContainsAny(r.d.between(at), ".;:"):
			return sourcePhrase{}, false
		}
	}
	return sourcePhrase{}, false
}

// firstToReport returns the noun of one word in "zuerst hatte der Hafenbote über
// … berichtet": a medium, as it has reported.
func (r *sourceReader) firstToReport(n, i int) (sourcePhrase, bool) {
	s := &r.d.sentences[n]
	if r.d.language != "de" || i+1 >= s.last || !r.class[i].isOne(sourceDet) || !r.capital(i+1) || r.class[i+1].isOne(sourceNoun) {
		return sourcePhrase{}, false
	}
	for at := i + 2; at < min(s.last, i+farthestClause); at++ {
		if r.class[at].isOne(verbReport) {
			name := sourceName{first: i + 1, last: i + 2, name: r.d.tokens[i+1].Of(r.d.Text), kind: news.CarrierMedia}
			return sourcePhrase{first: i, last: i + 2, name: name, det: true}, true
		}
	}
	return sourcePhrase{}, false
}

// farthestClause is how many words such a clause may have.
const farthestClause = 24
