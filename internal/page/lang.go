package page

import (
	"slices"
	"strings"
)

// Bounds of what the text's own language counts for.
const (
	leastLetters = 40   // to name a language that the page does not state
	manyLetters  = 250  // to contradict the page
	leastLead    = 0.1  // verdict.lead to name one
	clearLead    = 0.3  // verdict.lead to contradict
	leastKnown   = 0.75 // share of trigrams that a modelled language must know
)

// tellLanguage settles the page's language: the stated one, unless the text is
// clearly in another; without one, that of the text if it is clear.
func (p *Page) tellLanguage() {
	sample := p.Title + ". " + p.Text
	if len(p.Text) < manyLetters {
		for i := 0; i < len(p.Blocks) && len(sample) < 2*longestSample; i++ {
			if l := p.Blocks[i].Label; !l.InText() && len(p.Blocks[i].Text) > 60 && p.Language == "" {
				sample += "\n" + p.Blocks[i].Text
			}
		}
	}
	v := identify(sample)
	if v.language == "" || !v.script && float64(v.count) < leastKnown*float64(min(v.letters, longestSample)) {
		return
	}
	switch stated := primary(p.Language); {
	case stated == v.language:
	case stated == "":
		if v.letters >= leastLetters && (v.script || v.lead >= leastLead) {
			p.Language = v.language
		}
	case !judged(stated):
	case v.letters >= manyLetters && (v.script || v.lead >= clearLead), v.script && v.letters >= leastLetters && !judgedByScript(stated):
		p.Language = v.language
	}
}

// Language tells the language of a text, "" if it is not clear.
func Language(title, text string) string {
	p := Page{Title: title, Text: text}
	p.tellLanguage()
	return p.Language
}

// judgedByScript says whether a language has a script of its own.
func judgedByScript(code string) bool { return slices.Contains(scriptLanguages[:], code) }

// primary returns the language of a tag; both written forms of Norwegian are no.
func primary(tag string) string {
	code, _, _ := strings.Cut(tag, "-")
	switch code {
	case "nb", "nn":
		return "no"
	case "iw":
		return "he"
	}
	return code
}

// judged says whether the model knows a language, so that its word counts
// against the page's. Languages that share a script with a known one (Marathi
// with Hindi, Yiddish with Hebrew) are not.
func judged(code string) bool {
	return slices.Contains(modelled[:], code) || slices.Contains(scriptLanguages[:], code)
}

// language returns the first tag that looks like BCP 47, in its usual case.
func language(tags ...string) string {
	for _, tag := range tags {
		tag, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), ",")
		parts := strings.Split(tag, "-")
		if n := len(parts[0]); n < 2 || n > 3 || !letters(parts[0]) || strings.EqualFold(parts[0], "utf") {
			continue
		}
		parts[0] = strings.ToLower(parts[0])
		good := true
		for i := 1; i < len(parts); i++ {
			switch part := parts[i]; {
			case len(part) == 2 && letters(part):
				parts[i] = strings.ToUpper(part)
			case len(part) == 4 && letters(part):
				parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
			case part == "" || len(part) > 8:
				good = false
			}
		}
		if good && parts[0] != "und" {
			return strings.Join(parts, "-")
		}
	}
	return ""
}

func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
