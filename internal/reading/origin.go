package reading

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"dateline/internal/news"
	"dateline/internal/text"
)

// originWeights say how much an attribution speaks for its source as the origin
// of the whole article, by its cue and the kind of its source.
var originWeights = []struct {
	cue    sourceClass
	kinds  []news.Carrier
	weight float64
}{
	{cueOrigin, []news.Carrier{news.CarrierMedia, news.CarrierNGO}, 12},
	{cueOrigin, []news.Carrier{news.CarrierAgency, news.CarrierCompany}, 4},
	{cueQuote, []news.Carrier{news.CarrierMedia}, 6},
	{cueCredit, []news.Carrier{news.CarrierMedia}, 6},
	{verbReport, []news.Carrier{news.CarrierMedia}, 6},
	{cueSource | cueStrict, []news.Carrier{news.CarrierMedia}, 5},
	{cueFound, []news.Carrier{news.CarrierMedia}, 5.5},
	{cueCoverage | verbShow | verbPaper, []news.Carrier{news.CarrierMedia}, 4.5},
	{cueFound, []news.Carrier{news.CarrierNGO}, 3},
	{verbTell | verbSay | verbWeak, []news.Carrier{news.CarrierMedia}, 2.5},
	{sourcePaper, []news.Carrier{news.CarrierDocument}, 4},
	{sourceUtterance, []news.Carrier{news.CarrierDocument}, 2},
	{cueSource | verbShow | verbSay, []news.Carrier{news.CarrierDocument}, 4},
	{cueSource, []news.Carrier{news.CarrierAgency}, 4},
	{cueSource, []news.Carrier{news.CarrierCompany, news.CarrierNGO}, 3},
	{verbAnnounce, []news.Carrier{news.CarrierAgency}, 5},
	{verbAnnounce, []news.Carrier{news.CarrierCompany, news.CarrierNGO}, 2.5},
	{verbSay, []news.Carrier{news.CarrierAgency}, 3.5},
	{verbSay, []news.Carrier{news.CarrierCompany, news.CarrierNGO}, 0.8},
	{verbWeak | verbShow, []news.Carrier{news.CarrierAgency}, 2},
	{verbSay, []news.Carrier{news.CarrierPerson}, 1.5},
}

const (
	originAt       = 2.0  // least weight of an origin
	mediaDecay     = 0.18 // per sentence
	othersDecay    = 0.25
	outletShare    = 0.6  // of an attribution to the article's own outlet: its own reporting
	firstFactor    = 2.2  // "first reported"
	reactionFactor = 0.4  // "denied"
	firmFactor     = 0.7  // of a paper by a company: it may be a lawsuit
	olderFactor    = 0.2  // in a sentence about years ago
	mediaShare     = 0.3  // of what media are cited for, against a body
	passedShare    = 0.2  // of a medium that itself cites another: "X reports, citing Y"
	rivalShare     = 0.12 // of what other bodies say, against a body
)

// originCandidate is a source and what speaks for it.
type originCandidate struct {
	name   string
	place  text.Span
	weight float64
	medium bool
}

// readOrigin finds whom the main facts are traced to: the medium that is cited
// as having had them, or the body whose announcement they are.
func (d *document) readOrigin() {
	if issuer, place, ok := d.issuer(); ok {
		d.found.Origin, d.found.OriginPlace = issuer, place
		return
	}
	var all []originCandidate
	prose, kinds, at, spoken := d.proseBefore(), d.kindsOfNames(), map[string]int{}, 0.0
	for _, use := range d.cited {
		name, weight := d.originWeight(use, prose[use.sentence], kinds)
		if d.passesOn(use) {
			weight *= passedShare
		}
		if use.Kind != news.CarrierMedia {
			spoken += max(weight, 1/(1+othersDecay*float64(prose[use.sentence])))
		}
		if weight == 0 {
			continue
		}
		if d.isOutlet(name) {
			name, weight = "", weight*outletShare
		}
		k, ok := at[name]
		if !ok {
			k = len(all)
			at[name] = k
			all = append(all, originCandidate{name: name, place: use.Span, medium: use.Kind == news.CarrierMedia})
		}
		all[k].weight += weight
	}
	media := 0.0
	for _, c := range all {
		if c.medium && c.name != "" {
			media = max(media, c.weight)
		}
	}
	best := originCandidate{weight: originAt}
	for _, c := range all {
		if !c.medium {
			c.weight -= rivalShare*max(0, spoken-c.weight) + mediaShare*media
		}
		if c.weight > best.weight {
			best = c
		}
	}
	if best.name == "" && best.weight == originAt {
		best.name, best.place = d.ministers()
	}
	d.found.Origin, d.found.OriginPlace = best.name, best.place
}

// passesOn says whether a medium is named as one that cites another in the same
// breath.
func (d *document) passesOn(use sourceUse) bool {
	return use.Kind == news.CarrierMedia && slices.ContainsFunc(d.cited, func(next sourceUse) bool {
		return next.Kind == news.CarrierMedia && next.sentence == use.sentence && next.cue.isOne(cueQuote) && next.Source != use.Source &&
			next.Start >= use.End && next.Start-use.End < len(", citing it,")
	})
}

// ministers returns the government that a text is about whose ministers alone
// speak in it.
func (d *document) ministers() (string, text.Span) {
	government := slices.IndexFunc(d.found.Mentions, func(m news.Mention) bool { return m.Kind == news.EntityAgency && sortOf(m.Name) == bodyGovernment })
	if government < 0 {
		return "", text.Span{}
	}
	speaks := map[string]bool{}
	for _, use := range d.cited {
		if use.cue.isOne(cueRumour) {
			continue
		}
		if use.Kind != news.CarrierPerson {
			return "", text.Span{}
		}
		speaks[use.Source] = true
	}
	minister := map[string]bool{}
	for _, m := range d.found.Mentions {
		if !speaks[m.Name] || minister[m.Name] {
			continue
		}
		near := text.Fold(strings.ToValidUTF8(d.Text[max(0, m.Start-ministerReach):min(len(d.Text), m.End+ministerReach)], ""))
		minister[m.Name] = strings.Contains(near, "minist") || strings.Contains(near, "staatssecretaris") || strings.Contains(near, "staatssekret")
	}
	for name := range speaks {
		if !minister[name] {
			return "", text.Span{}
		}
	}
	if len(speaks) == 0 {
		return "", text.Span{}
	}
	return d.found.Mentions[government].Name, d.cited[0].Span
}

// ministerReach is how many bytes from a name its title may stand.
const ministerReach = 40

// originWeight weighs one attribution, the earlier the more, and says whom it
// speaks for.
func (d *document) originWeight(use sourceUse, sentences int, kinds map[string]news.EntityKind) (string, float64) {
	name, kind := use.Source, use.Kind
	if use.employer.known() && kind != news.CarrierMedia {
		name = use.employer.name
	} else if kind == news.CarrierPerson || kinds[name] == news.EntityPerson || kind == news.CarrierDocument && kinds[name] == "" || name == unnamedMedia || name == strings.ToLower(name) {
		return name, 0
	}
	weight := 0.0
	for _, row := range originWeights {
		if use.cue.isOne(row.cue) && slices.Contains(row.kinds, kind) {
			weight = max(weight, row.weight)
		}
	}
	decay := othersDecay
	if kind == news.CarrierMedia || use.cue.isOne(cueOrigin) {
		decay = mediaDecay
		for word := range strings.FieldsSeq(use.Of(d.Text)) {
			if word == "first" && !use.cue.isOne(cueOrigin) {
				weight *= firstFactor
			}
		}
	}
	if use.cue.isOne(verbReaction) {
		weight *= reactionFactor
	}
	if use.cue.isOne(sourcePaper) && use.employer.kind == news.CarrierCompany {
		weight *= firmFactor
	}
	if !use.cue.isOne(cueOrigin) && d.isOld(use.sentence) {
		weight *= olderFactor
	}
	return name, weight / (1 + decay*float64(sentences))
}

// leastProse is how many words a sentence has that is no headline or menu.
const leastProse = 8

// proseBefore returns for each sentence how many whole sentences stand before it.
func (d *document) proseBefore() []int {
	before, n := make([]int, len(d.sentences)), 0
	for i, s := range d.sentences {
		before[i] = n
		if s.last-s.first >= leastProse && strings.ContainsAny(d.Text[max(s.Start, s.End-4):s.End], ".!?”\"") {
			n++
		}
	}
	return before
}

// isOld says whether a sentence is about a year before the last one.
func (d *document) isOld(n int) bool {
	published, _ := d.Published.Bounds()
	if published.IsZero() {
		return false
	}
	s := d.sentences[n]
	first := sort.Search(len(d.found.Dates), func(i int) bool { return d.found.Dates[i].Start >= s.Start })
	for _, date := range d.found.Dates[first:] {
		if date.Start >= s.End {
			break
		}
		if _, to := date.EDTF.Bounds(); !date.EDTF.IsZero() && !to.IsZero() && to.Year() < published.Year()-1 {
			return true
		}
	}
	return false
}

// kindsOfNames returns the kind of each name of the document.
func (d *document) kindsOfNames() map[string]news.EntityKind {
	kinds := map[string]news.EntityKind{}
	for _, m := range d.found.Mentions {
		kinds[m.Name] = m.Kind
	}
	return kinds
}

// isOutlet says whether a source is who publishes the article.
func (d *document) isOutlet(source string) bool {
	if o, ok := outletNamed(d.Outlet); ok && o.name == source {
		return true
	}
	outlet, name := originLetters(d.Outlet), originLetters(source)
	if len(outlet) < 2 || len(name) < 2 {
		return false
	}
	return strings.Contains(outlet, name) || strings.Contains(name, outlet)
}

// originLetters are the letters and digits of a name or of a domain without its
// ending and article.
func originLetters(name string) string {
	name = text.Fold(name)
	if at := strings.LastIndexByte(name, '.'); at > 0 && !strings.Contains(name, " ") {
		name = name[:at]
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "www."), "the ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// pressWires are the services that carry what issuers pay for.
var pressWires = wordSetOf(`prnewswire businesswire globenewswire cnw newswire accesswire einpresswire newsfile`)

// issuer returns whose press release the text is.
func (d *document) issuer() (string, text.Span, bool) {
	for i := range min(len(d.tokens), 60) {
		if !pressWires()[d.tokens[i].Fold] {
			continue
		}
		for _, m := range d.found.Mentions {
			if m.Start > d.tokens[i].Start && (m.Kind == news.EntityCompany || m.Kind == news.EntityAgency) {
				return m.Name, m.Span, true
			}
		}
	}
	return "", text.Span{}, false
}
