package reading

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/news"
	"dateline/internal/text"
)

// trailingPerson reads a name that no mention covers behind an office or a
// body: "state auditor Ruth Hale", "Board of Supervisors Tom Ferris".
func (h *hearing) trailingPerson(who *subject, a, head int) bool {
	first := head
	for first > a && h.isCapital(first-1) && !h.inMention(h.d.tokens[first-1]) && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole|speechBody|speechGroup) {
		first--
	}
	if head-first < 2 || first == a {
		return false
	}
	m, ok := h.d.mentionAt(h.d.tokens[first-1].Start)
	if (!ok || m.Kind != news.EntityAgency) && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole) {
		return false
	}
	who.name, who.kind = h.words(first, head), news.EntityPerson
	return true
}

// bareName returns a person's name without the titles that a mention took along.
func (h *hearing) bareName(m news.Mention) string {
	if m.By == news.ByName {
		return m.Name
	}
	from := 0
	words := text.Tokens(m.Name)
	for i := range len(words) - 2 {
		if h.t.is(words[i], speechTitle|speechRole|speechOne) {
			from = words[i+1].Start
		}
	}
	return m.Name[from:]
}

// namedPerson takes the last person of the head, who may be the lawyer of another.
func (h *hearing) namedPerson(who *subject, head int, mentions []news.Mention) bool {
	end := h.d.tokens[head-1].End
	var names []string
	for _, m := range mentions {
		if m.Kind == news.EntityPerson && m.End <= end && !h.owns(m) {
			if len(names) > 0 && !h.isListed(m) {
				names = names[:0]
			}
			names = append(names, h.bareName(m))
		}
	}
	if len(names) == 0 {
		return false
	}
	who.name, who.kind = strings.Join(names, "; "), news.EntityPerson
	return true
}

// owns says whether a possessive ’s follows a mention.
func (h *hearing) owns(m news.Mention) bool {
	rest := h.d.Text[m.End:min(len(h.d.Text), m.End+4)]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")
}

// isListed says whether a comma or "and" joins a mention to the name before it.
func (h *hearing) isListed(m news.Mention) bool {
	i := h.d.tokenAt(m.Start)
	for i > 0 && h.t.is(h.d.tokens[i-1], speechTitle|speechRole|speechArticle) && !h.t.is(h.d.tokens[i-1], speechAnd) && strings.Trim(h.gap(i), " .") == "" {
		i--
	}
	return i > 0 && (h.t.is(h.d.tokens[i-1], speechAnd) || strings.Contains(h.gap(i), ","))
}

// fullPerson reads a name behind a party or an office: "el diputado del PP Rafael Hernando".
func (h *hearing) fullPerson(who *subject, a, head, b int) bool {
	if h.d.language == "en" || head >= b-2 || !h.has(a, head, speechRole|speechTitle) {
		return false
	}
	first := b
	for first > head && h.isCapital(first-1) && !h.inMention(h.d.tokens[first-1]) && !h.allCapitals(first-1) {
		first--
	}
	if b-first < 2 {
		return false
	}
	who.name, who.kind = h.d.span(first, b).Of(h.d.Text), news.EntityPerson
	return true
}

func (h *hearing) isCapital(i int) bool {
	r, _ := utf8.DecodeRuneInString(h.d.Text[h.d.tokens[i].Start:])
	return unicode.IsUpper(r)
}

// allCapitals says whether a token is an abbreviation.
func (h *hearing) allCapitals(i int) bool {
	word := h.d.tokens[i].Of(h.d.Text)
	return len(word) > 1 && strings.ToUpper(word) == word
}

// fullName returns the whole name that a document gives a person whom it later
// calls by the surname; the surname if there is none.
func (h *hearing) fullName(surname string) string {
	if h.full == nil {
		h.full = map[string]string{}
		for i := 1; i < len(h.d.tokens); i++ {
			h.enterName(i)
		}
	}
	return cmp.Or(h.full[text.Fold(surname)], surname)
}

// enterName keeps the capitalised words that end with token i as a name.
func (h *hearing) enterName(i int) {
	if !h.isCapital(i) || i+1 < len(h.d.tokens) && h.isCapital(i+1) && strings.TrimSpace(h.gap(i+1)) == "" {
		return
	}
	first := i
	for first > 0 && i-first < 3 && h.isCapital(first-1) && strings.Trim(h.gap(first), " -") == "" && !h.t.is(h.d.tokens[first-1], speechTitle|speechRole|speechBody|speechArticle|speechTime|speechBreak|speechPreposition) {
		first--
	}
	if first == i {
		return
	}
	name := h.d.span(first, i+1).Of(h.d.Text)
	if m, ok := h.d.mentionAt(h.d.tokens[i].Start); ok {
		if m.Kind != news.EntityPerson {
			return
		}
		name = m.Name
	}
	if key := h.d.tokens[i].Fold; h.full[key] == "" {
		h.full[key] = name
	}
}

// capitalised returns the capitalised words at the end of [a,head), without titles.
func (h *hearing) capitalised(a, head int) string {
	first := head
	for i := head - 1; i >= a; i-- {
		r, _ := utf8.DecodeRuneInString(h.d.Text[h.d.tokens[i].Start:])
		if !unicode.IsUpper(r) {
			break
		}
		first = i
	}
	ofOffice := h.t.is(h.d.tokens[head-1], speechBody|speechOffice)
	for first < head && (!ofOffice || h.t.is(h.d.tokens[first], speechArticle)) && h.t.is(h.d.tokens[first], speechTitle|speechArticle|speechGroup|speechBody) {
		first++
	}
	if first >= head || h.d.language == "de" && head-first < 2 {
		return ""
	}
	if head-first == 1 && h.t.words[h.d.tokens[first].Fold]&^speechMedia != 0 {
		return ""
	}
	if head-first == 1 {
		return h.fullName(h.d.tokens[first].Of(h.d.Text))
	}
	return h.words(first, head)
}
