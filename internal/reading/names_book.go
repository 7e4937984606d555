package reading

import (
	"strings"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// nameBook is what text and headline together say about names.
type nameBook struct {
	short      phrases[*entity] // short forms of the document's names
	byName     map[entityKey]*entity
	blocked    map[string]bool // abbreviations that the document explains as no name
	places     map[string]bool // words that the document uses as places: "in Marana"
	acros      []acronym
	capitals   map[string]bool // words that text or headline write in capitals
	votes      map[string]*nameVotes
	state      string          // the first US state that text or headline name: "State of Oregon"
	government *entity         // of the country that the document is about, if that is clear and not the US
	city       *entity         // the town that the document is about, where it names no body of it
	headline   []named         // what the headline names
	countries  map[string]bool // that the document is about; nil: not seen yet
	wires      []string        // folded names of the agencies that sign the report
}

// entity is who or what the document names.
type entity struct {
	kind  news.EntityKind
	name  string
	entry *gazetteer.Entry
	sort  bodySort

	fold    string // of its name, once it is needed
	learned bool   // its short forms are known
}

type entityKey struct {
	kind news.EntityKind
	name string
}

// acronym is an abbreviation that a bracket introduces.
type acronym struct {
	reader      *nameReader
	short, end  int // tokens [short,end)
	first, last int // tokens [first,last) of the full name
}

func newNameBook() *nameBook {
	return &nameBook{byName: map[entityKey]*entity{}, blocked: map[string]bool{}, places: map[string]bool{}, votes: map[string]*nameVotes{}, capitals: map[string]bool{}}
}

// readBracket finds abbreviations introduced in brackets: "Federated Data
// Platform (FDP)", "NHSE (NHS England)".
func (r *nameReader) readBracket(u run) {
	if r.orAcronym(u) || u.first == 0 || r.gaps[u.first-1] != gapOpen && !strings.HasSuffix(r.d.between(u.first-1), "(") && !strings.HasSuffix(r.d.between(u.first-1), `("`) {
		return
	}
	if !strings.HasPrefix(r.d.Text[r.d.tokens[u.last-1].End:], ")") && !strings.HasPrefix(r.d.Text[r.d.tokens[u.last-1].End:], `")`) &&
		!strings.HasPrefix(r.d.Text[r.d.tokens[u.last-1].End:], `”)`) {
		return
	}
	if before := u.first; isAcronym(r, u) {
		if first := r.spelledBefore(before, r.word(u.first)); first >= 0 {
			r.book.acros = append(r.book.acros, acronym{r, u.first, u.last, first, before})
		} else if r.gaps[before-1] == gapOpen {
			r.book.acros = append(r.book.acros, acronym{r, u.first, u.last, -1, before})
		}
		return
	}
	if a := u.first - 1; r.words[a].is(wordUpper) && initials(r.fold(u.first, u.last), r.word(a)) {
		r.book.acros = append(r.book.acros, acronym{r, a, a + 1, u.first, u.last})
	}
}

// orAcronym finds abbreviations behind a comma: "Joint Cloud Capability, or JCC,".
func (r *nameReader) orAcronym(u run) bool {
	before := u.first - 1
	if before < 2 || !listWords()[r.word(before)] || r.gaps[before] != gapSpace || r.gaps[before-1] != gapComma || !isAcronym(r, u) {
		return false
	}
	first := r.spelledBefore(before, r.word(u.first))
	if first < 0 {
		return false
	}
	r.book.acros = append(r.book.acros, acronym{r, u.first, u.last, first, before})
	return true
}

func isAcronym(r *nameReader, u run) bool {
	word := r.text(u.first, u.last)
	capitals := 0
	for _, c := range word {
		if isCapital(c) {
			capitals++
		}
	}
	return u.last-u.first <= 2 && capitals >= 2 && len(word) <= 12 && !strings.Contains(word, " ")
}

// spelledBefore returns where the words begin that end before token last and
// whose initials are the letters of an abbreviation; -1 if there are none.
func (r *nameReader) spelledBefore(last int, short string) int {
	for n := 2; n <= 12 && last-n >= 0; n++ {
		first := last - n
		if g := r.gaps[first]; n > 1 && g == gapOther {
			break
		}
		if r.d.tokens[first].Fold[0] == short[0] && initials(r.fold(first, last), short) {
			return first
		}
	}
	return -1
}

// initials says whether the first letters of words, small words at will, are
// the letters of an abbreviation.
func initials(words, short string) bool {
	short = spreadDigits(short)
	at := 0
	for word := range strings.FieldsSeq(words) {
		if at < len(short) && word[0] == short[at] {
			at++
			continue
		}
		if !smallInNames()[word] {
			return false
		}
	}
	return at == len(short) || at > 1 && short[at:] == "s"
}

// spreadDigits writes an abbreviation letter by letter: "c2e" is "cce".
func spreadDigits(short string) string {
	var b strings.Builder
	for i := range len(short) {
		switch c := short[i]; {
		case c == '.' || c == '-' || c == '&':
		case (c == '2' || c == '3') && i > 0:
			b.WriteString(strings.Repeat(short[i-1:i], int(c-'1')))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// learn enters the names of a text, and the short forms that follow from them.
func (r *nameReader) learn() {
	for i := range r.found {
		n := &r.found[i]
		e := r.book.enter(n)
		if e.learned {
			continue
		}
		e.learned = true
		r.learnShortOf(n, e)
		if n.kind == news.EntityAgency || n.kind == news.EntityProduct {
			if short := initialsOf(n.name); len(short) > 2 && r.book.capitals[short] {
				r.book.addShort(short, e, false)
			}
		}
	}
	for _, a := range r.book.acros {
		if a.reader == r {
			r.learnAcronym(a)
		}
	}
}

// initialsOf returns the first letters of the words with capitals in a name.
func initialsOf(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(name) {
		if c := word[0]; 'A' <= c && c <= 'Z' {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// enter returns the entity that a candidate names.
func (b *nameBook) enter(n *named) *entity {
	key := entityKey{n.kind, n.name}
	e := b.byName[key]
	if e == nil {
		e = &entity{kind: n.kind, name: n.name, entry: n.entry, sort: n.sort}
		b.byName[key] = e
	}
	return e
}

// learnShortOf enters surnames, companies without their ending, towns.
func (r *nameReader) learnShortOf(n *named, e *entity) {
	switch n.kind {
	case news.EntityPerson:
		r.learnSurname(n, e)
	case news.EntityCompany, news.EntityOrganization:
		if n.entry == nil {
			r.learnCompany(n, e)
		}
	case news.EntityAgency:
		r.learnTown(n)
	}
}

func (r *nameReader) learnSurname(n *named, e *entity) {
	last := n.last - 1
	first := last
	for first > n.first && r.gaps[first-1] == gapTight {
		first--
	}
	for first-1 > n.first && particles()[r.word(first-1)] {
		first--
	}
	if first > n.first && r.d.tokens[last].Len() > 2 {
		r.book.addShort(r.text(first, n.last), e, true)
	}
}

func (r *nameReader) learnCompany(n *named, e *entity) {
	tokens := text.Tokens(n.name)
	last := len(tokens)
	for last > 1 && companyEndingWord(tokens[last-1].Fold) {
		last--
	}
	short := n.name[:tokens[last-1].End]
	if last < len(tokens) && (last > 1 || len(short) > 3 && !r.small[tokens[0].Fold]) {
		r.book.addShort(short, e, true)
	}
	r.book.addShort(n.name, e, true)
	if len(tokens) > 1 && len(tokens[0].Fold) > 4 && !r.small[tokens[0].Fold] && !givenNames()[tokens[0].Fold] && !leadingWords()[tokens[0].Fold] && !notACompany()[tokens[0].Fold] && n.kind == news.EntityCompany {
		r.book.addShort(tokens[0].Of(n.name), e, true)
	}
}

// townHeads are the heads that show that the words before them are a town with a government.
var townHeads = []string{" City Council", " Town Council", " Police Department", " City Commission", " Common Council", " Village Board", " Council"}

// learnTown enters the town of a council or a police department.
func (r *nameReader) learnTown(n *named) {
	if n.sort == bodyCity {
		if _, town, found := strings.Cut(n.name, " of "); found {
			town, _, _ = strings.Cut(town, ",")
			r.book.addShort(town, r.book.enter(&named{kind: news.EntityAgency, name: n.name, entry: n.entry, sort: bodyCity}), false)
		}
		return
	}
	if n.entry != nil {
		return
	}
	for _, head := range townHeads {
		if town, found := strings.CutSuffix(n.name, head); found {
			city := &named{kind: news.EntityAgency, name: "City of " + town, sort: bodyCity}
			if head == " Town Council" {
				city.name = "Town of " + town
			}
			r.book.addShort(town, r.book.enter(city), false)
			return
		}
	}
}

// enterTown enters the town that the document is about, unless a city is named already.
func (b *nameBook) enterTown(parts []*nameReader) {
	for _, r := range parts {
		for i := range r.found {
			if s := r.found[i].sort; r.found[i].kind == news.EntityAgency && (s == bodyCity || s == bodyCouncil && r.found[i].entry == nil) {
				return
			}
		}
	}
	town := b.town(parts)
	if town == "" {
		return
	}
	if strings.ToUpper(town) == town {
		town = capitalized(strings.ToLower(town))
	}
	b.city = b.enter(&named{kind: news.EntityAgency, name: "City of " + town, sort: bodyCity})
	b.addShort(town, b.city, false)
}

// addShort enters a short form; one that is taken is left as it is unless the
// new one may replace it.
func (b *nameBook) addShort(words string, e *entity, replace bool) {
	tokens := text.Tokens(words)
	if len(tokens) == 0 {
		return
	}
	if old, n := b.short.at(tokens, 0, len(tokens)); n == len(tokens) && (!replace || old.kind != e.kind || old.entry != nil) {
		return
	}
	b.short.add(words, e)
}

// learnAcronym enters an abbreviation and what it stands for.
func (r *nameReader) learnAcronym(a acronym) {
	short := r.text(a.short, a.end)
	if e := r.entityOfSpan(a); e != nil {
		r.book.addShort(short, e, true)
		return
	}
	if a.first < 0 {
		return
	}
	kind := r.kindOfWords(a)
	if kind == "" {
		r.book.blocked[r.word(a.short)] = true
		return
	}
	first := a.first
	for first < a.last-1 && leadingWords()[r.word(first)] {
		first++
	}
	n := named{first: first, last: a.last, kind: kind, name: cleanName(r.text(first, a.last)), by: news.ByShape, strength: strengthKnown}
	r.add(n)
	r.book.addShort(short, r.book.enter(&n), true)
}

// entityOfSpan returns the entity whose mention is the full name of an abbreviation.
func (r *nameReader) entityOfSpan(a acronym) *entity {
	var best *named
	for i := range r.found {
		n := &r.found[i]
		switch {
		case a.first > a.short && n.first >= a.first && n.last <= a.last+1 && n.first <= a.first+1 && n.last > a.last-1:
			return r.book.enter(n)
		case n.last == a.last && a.last == a.short && (a.first < 0 && (best == nil || n.length() > best.length()) || a.first >= 0 && n.first <= a.first+1):
			if a.first < 0 && (n.kind == news.EntityPerson || !lettersOf(r.fold(a.short, a.end), n.name)) {
				continue
			}
			best = n
		}
	}
	if best == nil {
		return nil
	}
	return r.book.enter(best)
}

// lettersOf says whether the letters of an abbreviation stand in a name in their order.
func lettersOf(short, name string) bool {
	name = text.Fold(name)
	for _, c := range short {
		if c == ' ' {
			continue
		}
		at := strings.IndexRune(name, c)
		if at < 0 {
			return false
		}
		name = name[at+len(string(c)):]
	}
	return true
}

// kindOfWords guesses the kind of a full name that an abbreviation stands for;
// "": it is none ("license plate readers").
func (r *nameReader) kindOfWords(a acronym) news.EntityKind {
	capitals := 0
	for i := a.first; i < a.last; i++ {
		if r.words[i].is(wordCapital) {
			capitals++
		}
	}
	last := r.word(a.last - 1)
	if capitals < 2 || capitals*2 < a.last-a.first || r.words[a.first].is(wordTitle) || notNames()[last] || genericEndings()[last] {
		return ""
	}
	switch {
	case productEndings()[last] || productNouns()[last] || productNouns()[r.word(a.short+1)]:
		return news.EntityProduct
	case orgEndings()[last] && r.governmental(a.first, a.last):
		return news.EntityAgency
	case orgEndings()[last]:
		return news.EntityOrganization
	}
	if _, ok := companyEndings[last]; ok {
		return news.EntityCompany
	}
	if _, n := bodyHeads().at(r.d.tokens, a.last-1, a.last); n > 0 {
		return news.EntityAgency
	}
	return news.EntityProduct
}

// governmental says whether a word of [first,last) shows a body of the state:
// "National Military Command Center".
func (r *nameReader) governmental(first, last int) bool {
	for i := first; i < last; i++ {
		if stateAdjectives()[r.word(i)] {
			return true
		}
	}
	return false
}

var stateAdjectives = wordSetOf(`national federal military army navy naval police government state defense defence intelligence border customs municipal county`)

// genericEndings end spelled-out terms that name nothing in particular.
var genericEndings = wordSetOf(`readers reader learning intelligence recognition region quantity officer agreement order information security
	request proposals act law bill regulation directive reality things identity area`)

// readShortForms finds the short forms that the document has introduced.
func (r *nameReader) readShortForms() {
	for _, s := range r.d.sentences {
		for i := s.first; i < s.last; i++ {
			if !r.startsName(i) {
				continue
			}
			e, n := r.book.short.at(r.d.tokens, i, s.last)
			if n == 0 || !r.joined(i, i+n) || !r.shortFits(e, i, i+n) {
				continue
			}
			r.addShortForm(e, i, i+n)
			i += n - 1
		}
	}
}

func (r *nameReader) addShortForm(e *entity, first, last int) {
	by := news.ByShort
	if e.fold == "" {
		e.fold = foldOf(e.name)
	}
	if r.fold(first, last) == e.fold {
		by = news.ByShape // its whole name once more
	}
	r.add(named{first: first, last: last, kind: e.kind, name: e.name, entry: e.entry, sort: e.sort, by: by, strength: strengthKnown})
}

// shortFits says whether words can be the short form of an entity where they stand.
func (r *nameReader) shortFits(e *entity, first, last int) bool {
	w := r.words[first]
	switch {
	case e.kind == news.EntityPerson:
		return !r.words[first].is(wordOpens) || !r.small[r.word(first)]
	case e.sort == bodyCity:
		if r.word(first-1) == "in" && r.gap(first-1) == gapSpace && w.is(wordRead) || r.gap(last-1) == gapComma && stateShort()[r.word(last)] {
			return false
		}
		return r.gap(last-1) != gapSpace || !r.words[last].is(wordCapital) || w.is(wordTitle)
	}
	return !w.is(wordOpens) || !r.small[r.word(first)] || w.is(wordUpper)
}
