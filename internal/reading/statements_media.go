package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// isReport says whether a plain statement is a medium's report, a publication
// its article, or a call its question: attributions, and no one's statements.
func (h *hearing) isReport(t *telling, act news.Act) bool {
	switch {
	case !t.subject.media:
		return false
	case act == news.ActAnnouncement:
		return !h.ownFuture(t)
	}
	return act == news.ActStatement || act == news.ActCall
}

// isMediaName says whether a mention is a news medium by its name or key.
func (h *hearing) isMediaName(m news.Mention) bool {
	if strings.HasPrefix(m.Key, "media:") || strings.HasPrefix(m.Key, "outlet:") {
		return true
	}
	if m.Kind == news.EntityAgency {
		return false
	}
	for word := range strings.FieldsSeq(text.Fold(m.Name)) {
		if h.t.words[word]&speechMedia != 0 {
			return true
		}
	}
	return m.Kind != news.EntityPerson && outletLike(m.Name)
}

// isMedium says whether the speaker of the tokens [a,b), who is no body of the
// tables, is a news medium: by its name, or by the noun before it ("the daily X").
func (h *hearing) isMedium(who *subject, a, b int) bool {
	if who.pronoun || who.kind == news.EntityAgency {
		return false
	}
	if class, n := sourceTable(h.d.language).at(h.d.tokens, b-1, b); who.group && n > 0 && class.isOne(sourceMedia) && !class.isOne(sourceBody|sourceFirm) {
		return true // "the paper"
	}
	if who.group {
		return false
	}
	if who.kind != news.EntityPerson && outletLike(who.name) {
		return true
	}
	words := sourceTable(h.d.language)
	for i := a; i < b && !h.isCapital(i) || i == a; i++ {
		if class, n := words.at(h.d.tokens, i, b); class.isOne(sourceMedia) && i+n < b && (h.isCapital(i+n) || h.d.between(i+n-1) != " ") {
			return true
		}
	}
	return false
}
