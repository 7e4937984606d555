package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
)

// subject is who speaks at a cue.
type subject struct {
	name     string
	kind     news.EntityKind
	start    int // bytes of the noun phrase
	end      int
	after    bool // it stands behind the verb
	trailing bool // what is said stands before
	pronoun  bool
	joined   bool // the subject of the verb before, joined by "and"
	court    bool // a suit or complaint speaks
	paper    bool // a document speaks
	group    bool // unnamed speakers
	media    bool
	printed  bool // a paper, a suit or a study says it
	spokes   bool // a spokesperson speaks for it
}

// longestSubject is how many words a noun phrase has at most.
const longestSubject = 16

// gap returns what stands before token i.
func (h *hearing) gap(i int) string { return h.d.between(i - 1) }

// stands says whether a cue is a predicate where it stands, by the word before.
func (h *hearing) stands(s *sentence, t *telling) bool {
	if strings.ContainsAny(h.gap(t.first), "'’") && strings.TrimLeft(h.gap(t.first), "'’s ") == "" {
		return false // a possessive stands before a noun
	}
	if t.first == s.first || strings.TrimSpace(h.gap(t.first)) != "" {
		return true
	}
	before := h.d.tokens[t.first-1]
	switch t.frame {
	case frameSays, frameDoes, frameNoun, frameFact:
		if before.Fold == "to" || t.last == t.first+1 && h.t.is(before, speechArticle) && !h.t.is(before, speechAuxiliary|speechIt|speechThey|speechHe|speechWhich|speechGroup) {
			return false
		}
	}
	if t.frame == frameNoun && h.isCapital(t.first) {
		return false
	}
	if t.frame == frameNoun || t.last == t.first+1 && t.frame == frameDoes && h.d.language == "en" {
		return !h.t.is(before, speechPreposition) || h.t.is(before, speechTime)
	}
	return true
}

// hasAuxiliary says whether one of the three words before a participle is an auxiliary.
func (h *hearing) hasAuxiliary(s *sentence, v int) bool {
	for i := max(s.first, v-3); i < v; i++ {
		switch h.d.tokens[i].Fold {
		case "a", "ont", "avait", "avaient", "ha", "hanno", "aveva", "avevano", "ai", "ho", "avoir", "aurait", "auraient", "avrebbe":
			return true
		}
	}
	return false
}

// attach finds the speaker of a cue; false: there is none, the cue says nothing.
func (h *hearing) attach(s *sentence, t *telling, before []telling) bool {
	if h.hides(s, t) {
		return false
	}
	switch t.frame {
	case frameTo:
		if t.tag && (t.first == s.first || !h.cut(t.first)) {
			return false
		}
		t.subject = h.subjectAfter(s, t.last)
		t.subject.trailing = t.first > s.first+1
		return t.subject.name != ""
	case frameBy:
		t.subject = h.actorAfter(s, t.last)
		if t.subject.name == "" && t.act != news.ActCriticism && t.act != news.ActAllegation && t.act != news.ActAnnouncement {
			return false
		}
		return !t.judged || h.has(t.last, min(s.last, t.last+farthestJudgment), speechWorse)
	case framePart:
		t.subject = h.speakerSoFar(s, t, before)
		return t.subject.name != ""
	}
	if h.isPassive(s, t.first) {
		return h.attachPassive(s, t)
	}
	t.subject = h.subjectBefore(s, t.first, before)
	if t.subject.name == "" && t.subject.after && (t.said || h.d.language != "en") {
		t.subject = h.subjectAfter(s, t.last)
		t.subject.trailing = true
	}
	if t.subject.name == "" || t.body && (t.subject.kind == news.EntityPerson || t.subject.pronoun && t.subject.kind == "") {
		return false
	}
	if t.papers && !t.subject.printed {
		return false
	}
	t.subject.trailing = t.subject.trailing || h.trails(s, t)
	return true
}

// farthestJudgment is how many words behind "has been called" the judgment may end.
const farthestJudgment = 8

// trails says whether what is said stands before the speaker: a comma or a
// quotation ends there, and nothing but time and place follows the verb.
func (h *hearing) trails(s *sentence, t *telling) bool {
	if !t.said || t.subject.joined {
		return false
	}
	i := h.d.tokenAt(min(t.subject.start, h.d.tokens[t.first].Start))
	if i <= s.first {
		return false
	}
	gap := h.gap(i)
	if strings.ContainsAny(gap, "\"”“»’") {
		return true
	}
	if !strings.Contains(gap, ",") {
		return false
	}
	return !h.contentFollows(s, t.last)
}

// contentFollows says whether more than time, place and manner follows a verb.
func (h *hearing) contentFollows(s *sentence, i int) bool {
	for i < s.last && !h.cut(i) && (h.skips(i) || h.t.is(h.d.tokens[i], speechTime)) {
		i++
	}
	if i >= s.last || h.cut(i) {
		return false
	}
	if !h.t.is(h.d.tokens[i], speechPreposition) {
		return true
	}
	for ; i < s.last && !strings.ContainsAny(h.gap(i), ",;:\"“"); i++ {
		if h.t.is(h.d.tokens[i], speechBreak) && !h.t.is(h.d.tokens[i], speechPreposition|speechTime) {
			return true
		}
	}
	return false
}

// subjectBefore reads the noun phrase before a verb. Its field after is set if
// the verb stands where the subject follows.
func (h *hearing) subjectBefore(s *sentence, v int, before []telling) subject {
	tokens := h.d.tokens
	i := v - 1
	for i >= s.first && !h.cut(i+1) && h.skips(i) {
		i--
	}
	if i < s.first {
		return subject{after: true}
	}
	if strings.ContainsAny(h.gap(i+1), "\"”“»:") {
		return subject{after: true}
	}
	if h.cut(i + 1) {
		who, last := h.beforeCut(s, i, v)
		if last < 0 {
			return who
		}
		i = last
	}
	switch {
	case h.inMention(tokens[i]):
	case h.t.is(tokens[i], speechAnd):
		return h.joinedSubject(s, v, before)
	case h.t.is(tokens[i], speechWhich) && i > s.first && !h.t.is(tokens[i], speechIt|speechArticle):
		i--
	case tokens[i].Fold == "to" || h.t.is(tokens[i], speechPreposition) && !h.t.is(tokens[i], speechGroup|speechTitle):
		return subject{after: h.d.language != "en"}
	}
	first := h.phraseStart(s, i)
	if (h.d.language == "de" || h.d.language == "nl") && h.t.is(tokens[first], speechPreposition) && !h.inMention(tokens[first]) {
		if who := h.subjectAfter(s, h.cueEnd(s, v)); who.name != "" {
			who.after = false
			return who
		}
	}
	who := h.speakerIn(first, i+1)
	if who.name == "" && h.d.language != "en" {
		who.after = true
	}
	return who
}

// beforeCut reads what stands before a mark right before a verb: token i is the
// last one there. It returns the last token of the noun phrase to read, or -1
// and the subject.
func (h *hearing) beforeCut(s *sentence, i, v int) (subject, int) {
	comma := strings.TrimSpace(h.gap(i+1)) == ","
	if h.d.language != "en" && comma {
		if who := h.subjectAfter(s, h.cueEnd(s, v)); who.name != "" && (!who.media || h.d.language != "de") {
			who.trailing = true
			return who, -1
		}
	}
	j, ok := h.overApposition(s, i)
	switch {
	case ok:
		if who := h.example(j+1, i+1); who.name != "" {
			return who, -1
		}
		return subject{}, j
	case comma && h.endsName(i) && h.subjectAfter(s, h.cueEnd(s, v)).name == "":
		return subject{}, i
	}
	return subject{after: true}, -1
}

// cueEnd returns the end of the cue at token v.
func (h *hearing) cueEnd(s *sentence, v int) int {
	_, n := h.cueAt(s, v)
	return v + max(n, 1)
}

// endsName says whether a person's name ends with token i.
func (h *hearing) endsName(i int) bool {
	m, ok := h.d.mentionAt(h.d.tokens[i].Start)
	return ok && m.Kind == news.EntityPerson
}

// example reads "some people, X among them,".
func (h *hearing) example(a, b int) subject {
	for i := a; i < b; i++ {
		if h.t.is(h.d.tokens[i], speechAmong) {
			return h.speakerIn(a, b)
		}
	}
	return subject{}
}

// isPassive says whether a verb is the participle of a passive: "was widely
// criticised", "has been denied".
func (h *hearing) isPassive(s *sentence, v int) bool {
	if h.d.language == "en" && !isParticiple(h.d.tokens[v].Fold) {
		return false
	}
	for i := v - 1; i >= s.first && !h.cut(i+1); i-- {
		if h.t.is(h.d.tokens[i], speechPassive) {
			return true
		}
		if !h.skips(i) {
			return false
		}
	}
	return false
}

// attachPassive finds who acts in a passive. What only is said, believed or
// denied counts if it is told by whom.
func (h *hearing) attachPassive(s *sentence, t *telling) bool {
	who := h.actorAfter(s, t.last)
	if who.name == "" && (t.said || t.act != news.ActCriticism && t.act != news.ActAllegation) {
		return false
	}
	if t.act == news.ActDenial {
		if i := h.phraseStart(s, max(s.first, t.first-2)); !h.has(i, t.first, speechClaim) {
			return false
		}
	}
	t.subject, t.frame = who, frameBy
	return true
}

// cut says whether a mark stands before token i.
func (h *hearing) cut(i int) bool {
	return strings.ContainsAny(h.gap(i), ",;:()[]\"“”„«»–—/\n")
}

// skips says whether a word may stand between a subject and its verb.
func (h *hearing) skips(i int) bool {
	token := h.d.tokens[i]
	if _, ok := h.d.mentionAt(token.Start); ok {
		return false
	}
	if h.t.is(token, speechHe|speechThey) && !h.t.is(token, speechAuxiliary) {
		return false
	}
	if h.t.is(token, speechAuxiliary) {
		return true
	}
	if h.t.is(token, speechTime) {
		next := i + 1
		return !h.t.is(token, speechPreposition) || next < len(h.d.tokens) && h.t.is(h.d.tokens[next], speechTime) && !h.t.is(h.d.tokens[next], speechPreposition)
	}
	n := len(token.Fold)
	switch h.d.language {
	case "en":
		return n > 4 && strings.HasSuffix(token.Fold, "ly") && token.Fold != "assembly" && token.Fold != "family"
	case "fr":
		return n > 6 && strings.HasSuffix(token.Fold, "ement")
	case "es", "it", "pt":
		return n > 6 && strings.HasSuffix(token.Fold, "mente")
	}
	return false
}

// overApposition steps from the word before a comma or bracket over what
// stands between two of them, to the noun that it explains.
func (h *hearing) overApposition(s *sentence, i int) (int, bool) {
	if strings.Contains(h.gap(i+1), ")") {
		return h.overBrackets(s, i)
	}
	for j := i; j > s.first && i-j < 2*longestSubject; j-- {
		if !h.cut(j) {
			continue
		}
		gap := h.gap(j)
		if strings.ContainsAny(gap, "\"”“;:") {
			return 0, false
		}
		if m, ok := h.d.mentionAt(h.d.tokens[j].Start); ok && m.Start == h.d.tokens[j].Start && m.End == h.d.tokens[i].End && (!h.inMention(h.d.tokens[j-1]) || m.Kind == news.EntityPerson && h.hasOffice(s, j)) {
			return i, true
		}
		if i > j && h.nameEnd(s, j) == i+1 && h.hasOffice(s, j) { // "the minister of transport, Ana Lopo,"
			return i, true
		}
		if !h.explains(j, i+1) {
			continue
		}
		if strings.Contains(gap, ")") {
			return h.overBrackets(s, j-1)
		}
		return j - 1, true
	}
	return 0, false
}

// hasOffice says whether the phrase that ends before token i has a word for an office.
func (h *hearing) hasOffice(s *sentence, i int) bool {
	for k := i - 1; k >= s.first && i-k < longestSubject/2; k-- {
		if h.t.is(h.d.tokens[k], speechRole|speechSpokes|speechOne) || h.classOf(h.d.tokens[k])&speechGroup != 0 && !h.t.is(h.d.tokens[k], speechBody) {
			return true
		}
		if h.cut(k) {
			return false
		}
	}
	return false
}

// overBrackets steps from the last word in brackets to the word before them.
func (h *hearing) overBrackets(s *sentence, i int) (int, bool) {
	for j := i; j > s.first && i-j < longestSubject; j-- {
		if strings.Contains(h.gap(j), "(") {
			return j - 1, true
		}
	}
	return 0, false
}

// explains says whether the words [a,b) between two commas tell who the noun
// before them is, rather than being a clause of their own.
func (h *hearing) explains(a, b int) bool {
	token := h.d.tokens[a]
	if strings.ContainsAny(h.gap(a), "([") || h.t.is(token, speechWhich|speechArticle) && !h.t.is(token, speechHe) {
		return true
	}
	for k := a; k < b; k++ {
		if h.t.is(h.d.tokens[k], speechRole|speechTitle|speechSpokes|speechGroup) && !h.t.is(h.d.tokens[k], speechAnd|speechPreposition) {
			return true
		}
	}
	if h.d.language == "en" && len(token.Fold) > 3 && (strings.HasSuffix(token.Fold, "ed") || strings.HasSuffix(token.Fold, "ing") && !h.t.is(token, speechTime|speechPreposition)) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(h.d.Text[token.Start:])
	return b-a <= 2 && (unicode.IsDigit(r) || unicode.IsUpper(r)) || h.t.is(token, speechPreposition) && b-a <= 8
}

// phraseStart returns the first token of the noun phrase that ends with token i.
func (h *hearing) phraseStart(s *sentence, i int) int {
	k := i
	floor := max(s.first, min(h.floor, i))
	for k > floor && i-k < longestSubject {
		if _, ok := h.d.mentionAt(h.d.tokens[k].Start); !ok || !h.inside(k) {
			if j, ok := h.peopleOf(floor, k, i); ok {
				return j
			}
			if h.cut(k) {
				if j, ok := h.listBefore(k); ok && h.has(k, i+1, speechAnd) { // "X, Y and Z", not "…, for X, Y said"
					k = j
					continue
				}
				break
			}
			if h.t.is(h.d.tokens[k-1], speechBreak) && !h.t.is(h.d.tokens[k-1], speechPreposition) || h.t.is(h.d.tokens[k-1], speechClause) {
				break
			}
			if h.t.is(h.d.tokens[k-1], speechAnd) {
				if j, ok := h.listBefore(k - 1); ok {
					k = j
					continue
				}
				if h.t.is(h.d.tokens[k-1], speechBreak) || !h.pairs(k-1) {
					break
				}
			}
		}
		k--
	}
	return k
}

// inside says whether token k stands in a mention that began before it.
func (h *hearing) inside(k int) bool {
	m, ok := h.d.mentionAt(h.d.tokens[k].Start)
	return ok && m.Start < h.d.tokens[k].Start
}

// listBefore returns the first token of a name that ends right before a comma
// or "and" at token k: names in a list speak together.
func (h *hearing) listBefore(k int) (int, bool) {
	if k == 0 {
		return 0, false
	}
	last := k - 1
	switch gap := h.gap(k); {
	case strings.Contains(gap, ")") && !strings.ContainsAny(gap, ";:"): // "X (D-N.Y.) and Y"
		for last > 0 && k-last < longestSubject/2 && !strings.Contains(h.gap(last), "(") {
			last--
		}
		last--
	case strings.Trim(gap, " ,") != "":
		return 0, false
	}
	if last < 0 {
		return 0, false
	}
	m, ok := h.d.mentionAt(h.d.tokens[last].Start)
	if !ok || m.End != h.d.tokens[last].End || m.Kind == news.EntityProduct {
		return 0, false
	}
	next := k
	if h.t.is(h.d.tokens[k], speechAnd) && k+1 < len(h.d.tokens) {
		next++
	}
	for next+1 < len(h.d.tokens) && h.t.is(h.d.tokens[next], speechArticle|speechTitle) && !h.inMention(h.d.tokens[next]) {
		next++
	}
	n, ok := h.d.mentionAt(h.d.tokens[next].Start)
	if !ok || n.Start != h.d.tokens[next].Start || n.Name == m.Name || m.Kind == news.EntityPerson && n.Kind != m.Kind {
		return 0, false
	}
	return h.d.tokenAt(m.Start), true
}

// pairs says whether "and" at token k joins two words for speakers.
func (h *hearing) pairs(k int) bool {
	classes := speechRole | speechGroup | speechBody | speechTitle
	return k > 0 && k+1 < len(h.d.tokens) && h.t.is(h.d.tokens[k-1], classes)
}
