package reading

import (
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
			name := h.bareName(m)
			if !strings.Contains(name, " ") {
				name = h.fullName(name)
			}
			names = append(names, name)
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

// fullPerson reads a name behind a party or an office: "el diputado del Centro Darío Montes".
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
	folded := text.Fold(surname)
	last := folded[strings.LastIndexAny(folded, " -")+1:]
	if full := h.full[last]; holdsWord(text.Fold(full), folded) {
		return full
	}
	return surname
}

// holdsWord says whether a folded name has a folded word, or words, in it.
func holdsWord(name, word string) bool {
	at := strings.Index(name, word)
	if at < 0 || word == "" {
		return false
	}
	before, after := name[:at], name[at+len(word):]
	return (before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "-")) && (after == "" || after[0] == ' ' || after[0] == '-')
}

// enterName keeps the capitalised words that end with token i as a name.
func (h *hearing) enterName(i int) {
	if !h.isCapital(i) || i+1 < len(h.d.tokens) && h.isCapital(i+1) && strings.Trim(h.gap(i+1), " -") == "" {
		return
	}
	first := h.nameStart(i)
	if first == i {
		return
	}
	name := h.d.span(first, i+1).Of(h.d.Text)
	if m, ok := h.d.mentionAt(h.d.tokens[i].Start); ok {
		if m.Kind != news.EntityPerson {
			return
		}
		if bare := h.bareName(m); strings.Contains(bare, " ") || !holdsWord(name, bare) {
			name = bare
		}
	} else if h.d.language == "de" { // any noun has a capital
		return
	}
	if key := h.d.tokens[i].Fold; h.full[key] == "" {
		h.full[key] = name
	}
}

// longestName is how many words a person's name has at most.
const longestName = 5

// nameStart returns the first word of the name whose last one is token i: also
// over "van der", and from "June" if an office stands before it.
func (h *hearing) nameStart(i int) int {
	first := i
	for k := i - 1; k >= 0 && i-k < longestName; k-- {
		token := h.d.tokens[k]
		if gap := strings.Trim(h.gap(k+1), " -"); gap != "" && (gap != "." || token.Len() != 1) { // "Ada B. Hollister"
			return first
		}
		switch {
		case !h.isCapital(k) && h.isParticle(token.Fold):
		case !h.isCapital(k) || h.t.is(token, speechTitle|speechRole|speechBody|speechArticle|speechBreak|speechPreposition):
			return first
		case h.t.is(token, speechTime) && (k == 0 || !h.t.is(h.d.tokens[k-1], speechTitle|speechRole) || h.isCapital(k-1) != h.isCapital(i)):
			return first
		default:
			first = k
		}
	}
	return first
}

// isParticle says whether a word stands in the middle of names: "van der"; those
// that are also common words of the text's language only do in another one.
func (h *hearing) isParticle(fold string) bool {
	switch fold {
	case "van", "der", "den", "von", "zu", "ter", "ten", "bin", "al":
		return h.d.language != "de" && h.d.language != "nl" || fold == "van" && h.d.language == "de" || fold == "ter" || fold == "bin"
	case "de", "di", "da", "del", "della", "dos", "do", "la", "le":
		return h.d.language == "en"
	}
	return false
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
	if first >= head {
		return ""
	}
	if h.d.language == "de" && head-first < 2 {
		surname := h.d.tokens[first].Of(h.d.Text)
		if full := h.fullName(surname); full != surname && h.t.words[h.d.tokens[first].Fold] == 0 {
			return full
		}
		return ""
	}
	if head-first == 1 && h.t.words[h.d.tokens[first].Fold]&^speechMedia != 0 {
		return ""
	}
	return h.fullName(h.words(first, head))
}
