package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestToken is in bytes; a longer word is no abbreviation.
const longestToken = 24

// tokenBefore returns the letters, digits and inner points that end at i; ""
// where there are none or too many.
func tokenBefore(s string, i int) string {
	start := i
	for start > 0 {
		r, size := before(s, start)
		if !isWordRune(r) && !isMark(r) && r != '.' && r != '-' && r != '/' && r != '\'' && r != '’' && r != '§' && r != '°' && r != 'º' {
			break
		}
		start -= size
		if i-start > longestToken {
			return ""
		}
	}
	return strings.TrimLeft(s[start:i], "-.'’/")
}

// classify says what the token before the point is.
func (sp *splitter) classify(point int, token string) class {
	if token == "" {
		return word
	}
	c, known := lookUp(token)
	if !known {
		if cut := strings.LastIndexAny(token, "-/"); cut >= 0 { // D-Calif
			token = token[cut+1:]
			c, known = lookUp(token)
		} else if _, after, elided := strings.Cut(strings.Replace(token, "’", "'", 1), "'"); elided && len(after) > 1 { // l’art
			c, known = lookUp(after)
		}
	}
	first, size := utf8.DecodeRuneInString(token)
	switch {
	case size == len(token) && isLetter(first):
		return sp.classifyLetter(point, first, c)
	case known:
		return c
	case isInitials(token):
		if unicode.IsLower(first) {
			return title
		}
		return either
	}
	return word
}

// lookUp finds an abbreviation as written or with its first letter small.
func lookUp(token string) (class, bool) {
	if c, ok := abbreviations[token]; ok {
		return c, true
	}
	if token == "" || token[0] < 'A' || token[0] > 'Z' {
		return word, false
	}
	var low [longestToken]byte
	n := copy(low[:], token)
	low[0] |= 0x20
	c, ok := abbreviations[string(low[:n])]
	return c, ok
}

// classifyLetter is classify for one letter: an initial, an abbreviation such as
// "p.", the last of "z. B." or "p. m.", the pronoun I.
func (sp *splitter) classifyLetter(point int, letter rune, c class) class {
	start := point - utf8.RuneLen(letter)
	if start == sp.start && start == sp.line {
		return title // marks an item: "A. The first"
	}
	space, size := before(sp.s, start)
	spaced := space == ' ' || space == '\u00a0' || space == '\u202f'
	if spaced && strings.HasSuffix(sp.s[:start-size], ".") {
		previous := tokenBefore(sp.s, start-size-1)
		r, n := utf8.DecodeRuneInString(previous)
		switch {
		case n != len(previous):
		case letter == 'm' && (r == 'a' || r == 'p'):
			return clock
		case unicode.IsLower(r):
			return title
		}
	}
	switch {
	case letter == 'M', c == title:
		return title
	case letter == 'I' && spaced:
		if previous := tokenBefore(sp.s, start-size); previous != "" {
			if r, _ := utf8.DecodeRuneInString(previous); unicode.IsLower(r) {
				return word
			}
		}
	}
	return either
}

// isInitials says whether token is single letters with points between.
func isInitials(token string) bool {
	parts := 0
	for part := range strings.SplitSeq(token, ".") {
		part = strings.TrimPrefix(part, "-")
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !isLetter(r) {
			return false
		}
		parts++
	}
	return parts > 1
}

// isNumeral says whether token is up to three digits, or a Roman numeral of two
// letters or more.
func isNumeral(token string) bool {
	if len(token) == 0 || len(token) > 4 {
		return false
	}
	for i := range len(token) {
		if !isDigit(rune(token[i])) {
			return len(token) > 1 && isRoman(token)
		}
	}
	return len(token) <= 3
}

func isRoman(token string) bool {
	return token != "" && len(token) <= 5 && strings.Trim(token, "IVX") == ""
}

// isOrdinal says whether the numeral before the point is an ordinal number, as
// German and others write it: "am 3. März", "die 2. Kammer", "3. 4. 2025".
func isOrdinal(s string, point int, token string, f follower) bool {
	if len(token) > 2 && !isRoman(token) {
		return false
	}
	if afterOrdinal[f.word] {
		return true
	}
	start := point - len(token)
	if isDigit(f.r) {
		rest := strings.TrimLeft(s[f.at:min(len(s), f.at+3)], "0123456789")
		return rest != "" && rest[0] == '.' || start > 2 && s[start-1] == ' ' && s[start-2] == '.' && isDigit(rune(s[start-3]))
	}
	if start == 0 || s[start-1] != ' ' || !unicode.IsUpper(f.r) || isStarter(s, f) {
		return false
	}
	lead := tokenBefore(s, start-1)
	return ordinalLeads[lead]
}
