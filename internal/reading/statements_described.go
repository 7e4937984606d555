package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// classOf returns the classes of a word; of an English trade that only the
// plural's row tells, or the other way round, those of people.
func (h *hearing) classOf(token text.Token) speechClass {
	classes := h.t.words[token.Fold]
	if classes != 0 || h.d.language != "en" {
		return classes
	}
	if singular, ok := strings.CutSuffix(token.Fold, "s"); ok {
		return h.t.words[singular] & (speechGroup | speechRole)
	}
	return h.t.words[token.Fold+"s"] & (speechGroup | speechRole)
}

// nounBefore returns the classes of the Romance noun for people whose adjectives
// end a phrase: "fuentes oficiales", "les autorités sanitaires".
func (h *hearing) nounBefore(a, head int) speechClass {
	switch h.d.language {
	case "fr", "es", "it", "pt":
	default:
		return 0
	}
	for i := a; i < head && i < a+3; i++ {
		if h.t.is(h.d.tokens[i], speechArticle) && i < a+2 {
			continue
		}
		if head-i > 3 || h.isCapital(head-1) {
			return 0
		}
		return h.t.words[h.d.tokens[i].Fold] & speechGroup &^ speechBody
	}
	return 0
}

// insider reads people who are told by what they know: "two people briefed on
// the plan", "une personne proche du dossier".
func (h *hearing) insider(who *subject, a, b int) bool {
	if !h.has(a, b, speechClose) {
		return false
	}
	from := a
	for from < b-1 && (h.t.is(h.d.tokens[from], speechArticle) || h.isNumber(from)) {
		from++
	}
	if !h.has(from, min(b, from+farthestInsider), speechGroup|speechOne|speechAnyone) && !h.t.is(h.d.tokens[b-1], speechGroup|speechOne) {
		return false
	}
	who.name, who.group = h.lowerFirst(from, b), true
	return true
}

// peopleOf returns where "residents of A, B and C" begin, at whose last comma or
// "and" token k stands: with the word for people, not with the place at token last.
func (h *hearing) peopleOf(floor, k, last int) (int, bool) {
	listed := h.t.is(h.d.tokens[k-1], speechAnd) || strings.TrimSpace(h.gap(k)) == "," && h.has(k, last+1, speechAnd)
	if h.d.language == "de" || !h.isCapital(k) || !listed {
		return 0, false
	}
	for j := k - 1; j > floor && k-j < 2*longestSubject; j-- {
		switch token := h.d.tokens[j]; {
		case h.t.is(token, speechPreposition) && !h.isCapital(j):
			return j - 1, h.classOf(h.d.tokens[j-1])&speechGroup != 0 && !h.inMention(h.d.tokens[j-1])
		case h.isCapital(j) || h.t.is(token, speechAnd|speechArticle):
		default:
			return 0, false
		}
		if strings.Trim(h.gap(j), " ,-'’") != "" {
			return 0, false
		}
	}
	return 0, false
}

// farthestInsider is up to which word of a phrase the noun for such people stands.
const farthestInsider = 3

// formerly returns the word that says of people that they belong to a body no
// longer, with a blank behind it; "" if none stands in [a,b).
func (h *hearing) formerly(a, b int) string {
	for i := a; i < b; i++ {
		if h.t.is(h.d.tokens[i], speechFormer) && !h.inMention(h.d.tokens[i]) {
			return lowered(h.d.tokens[i].Of(h.d.Text), h.d.language) + " "
		}
	}
	return ""
}

// ofBody reads "an agency official", "a company executive": the body is meant.
func (h *hearing) ofBody(who *subject, head int, classes speechClass) bool {
	if classes&(speechRole|speechBoss) == 0 || head < 2 {
		return false
	}
	switch before := h.d.tokens[head-2]; {
	case h.t.is(before, speechFirm):
		who.name, who.kind = h.firmMeant(), news.EntityCompany
	case h.t.is(before, speechOffice):
		who.name, who.kind = h.officeMeant(before), news.EntityAgency
	}
	return who.name != ""
}

// hides says whether a request is one not to be named.
func (h *hearing) hides(s *sentence, t *telling) bool {
	return t.act == news.ActCall && h.has(t.last, min(s.last, t.last+farthestHidden), speechHidden)
}

// farthestHidden is how many words behind "asked" the wish not to be named may end.
const farthestHidden = 5

// lowerFirst returns the tokens [a,b) as they stand, without the capital that
// only the beginning of the sentence gives.
func (h *hearing) lowerFirst(a, b int) string {
	words := h.words(a, b)
	if h.inMention(h.d.tokens[a]) || h.d.tokens[a].Start != h.ground.Start || h.t.words[h.d.tokens[a].Fold]&(speechGroup|speechRole|speechOne) == 0 {
		return words
	}
	return lowered(words, h.d.language)
}

// lowered makes the first letter of a common noun small, where nouns are written so.
func lowered(words, language string) string {
	first, size := utf8.DecodeRuneInString(words)
	second, _ := utf8.DecodeRuneInString(words[size:])
	if language == "de" || unicode.IsUpper(second) {
		return words
	}
	return string(unicode.ToLower(first)) + words[size:]
}

// mayName says whether a capitalised word may be of a person's name: no other
// mention, office or body; of time only before another one ("Domingo Ramos").
func (h *hearing) mayName(s *sentence, i int) bool {
	if m, ok := h.d.mentionAt(h.d.tokens[i].Start); ok {
		return m.Kind == news.EntityPerson
	}
	if h.t.is(h.d.tokens[i], speechTime) && (i+1 >= s.last || !h.isCapital(i+1) || h.gap(i+1) != " ") {
		return false
	}
	return !h.t.is(h.d.tokens[i], speechTitle|speechRole|speechBody)
}

// nameEnd returns the end of the capitalised words of a person's name from token
// i on, up to a mark; i if there are none.
func (h *hearing) nameEnd(s *sentence, i int) int {
	last := i
	for last < s.last && last-i < longestName && h.isCapital(last) && h.mayName(s, last) {
		last++
		if last < s.last && strings.Trim(h.gap(last), " -") != "" {
			return last
		}
	}
	if last < s.last {
		return i
	}
	return last
}
