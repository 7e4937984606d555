package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// follower is what comes after a stop: the first word behind opening quotes,
// brackets and dashes.
type follower struct {
	r      rune
	at     int    // offset of r
	word   string // letters from there on, at most 24 bytes
	lower  bool   // written small, and no brand such as iPhone
	quoted bool   // a quotation opens before it
	dashed bool   // a dash stands before it
}

// look reads what stands at i.
func look(s string, i int) follower {
	var f follower
	bracket := false
	for range 8 {
		if i >= len(s) {
			return follower{}
		}
		r, size := decode(s, i)
		switch {
		case r == '(' || r == '[':
			bracket = true
		case r == '-' || r == '–' || r == '—':
			f.dashed = true
		case bracket && (r == '.' || r == '…' || r == ']' || r == ')'): // [...] marks an omission
		case isSpace(r): // behind a dash or a French quote
		case isOpener(r):
			f.quoted = true
		default:
			return f.read(s, i)
		}
		i += size
	}
	if i >= len(s) {
		return follower{}
	}
	return f.read(s, i)
}

// read fills in the word at i.
func (f follower) read(s string, i int) follower {
	f.at = i
	f.r, _ = decode(s, i)
	end, capitals := i, 0
	for end < len(s) && end < i+24 {
		r, size := decode(s, end)
		if !isLetter(r) && !isMark(r) {
			break
		}
		if end > i && end < i+5 && unicode.IsUpper(r) {
			capitals++
		}
		end += size
	}
	f.word = s[i:end]
	f.lower = unicode.IsLower(f.r) && capitals == 0
	return f
}

// isOpener says whether r opens a quotation, a question or an exclamation.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '„', '‚', '«', '»', '‹', '›', '¿', '¡', '「', '『', '`':
		return true
	}
	return false
}

// isContinuation says whether r cannot begin a sentence.
func isContinuation(r rune) bool {
	switch r {
	case ',', ';', ':', '/', '=', '+', '%', ')', ']', '}', '|', '>', '.', '!', '?', '…', '”', '’':
		return true
	}
	return false
}

// isStarter says whether the word begins sentences rather than names.
func isStarter(s string, f follower) bool {
	if starters[f.word] {
		return true
	}
	rest := s[f.at+len(f.word):]
	if articles[f.word] {
		r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, " "))
		return unicode.IsLower(r)
	}
	if elisions[f.word] && rest != "" {
		r, size := decode(rest, 0)
		if r == '\'' || r == '’' {
			r, _ = utf8.DecodeRuneInString(rest[size:])
			return unicode.IsLower(r)
		}
	}
	return false
}

// closersEnd returns where the closing quotes, brackets and note numbers end
// that stand right behind a stop.
func closersEnd(s string, i int) int {
	for i < len(s) {
		r, size := decode(s, i)
		switch r {
		case '"', '\'', '”', '’', '»', '›', ')', ']', '}', '」', '』', '）', '】', '》', '〉', '］', '＂', '｣':
			i += size
			continue
		case '“', '‘', '«', '‹': // closing in German and Danish, else opening
			if i+size < len(s) {
				if next, _ := decode(s, i+size); isWordRune(next) {
					return i
				}
			}
			i += size
			continue
		case '[':
			if end := noteEnd(s, i); end > i {
				i = end
				continue
			}
		case ' ', '\u00a0', '\u202f': // French puts a space before »
			if end := spacedCloserEnd(s, i+size); end > i {
				i = end
				continue
			}
		}
		return i
	}
	return i
}

// noteEnd returns the end of a note number such as [12] at i, or i.
func noteEnd(s string, i int) int {
	j := i + 1
	for j < len(s) && j < i+4 && isDigit(rune(s[j])) {
		j++
	}
	if j > i+1 && j < len(s) && s[j] == ']' {
		return j + 1
	}
	return i
}

// spacedCloserEnd returns the end of a closing » or › at i, or 0: one that white
// space, a stop or the end follows, where an opening one has its word.
func spacedCloserEnd(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	r, size := decode(s, i)
	if r != '»' && r != '›' {
		return 0
	}
	if i+size < len(s) {
		if next, _ := decode(s, i+size); !isSpace(next) && !isContinuation(next) {
			return 0
		}
	}
	return i + size
}

// bullet is a kind of list mark.
type bullet uint8

const (
	noBullet bullet = iota
	symbolBullet
	numberBullet
)

// bulletAt says what list mark the line at i begins with.
func bulletAt(s string, i int) bullet {
	if i >= len(s) {
		return noBullet
	}
	r, size := decode(s, i)
	switch {
	case isBulletSign(r) || r == '-' || r == '–' || r == '—' || r == '*':
		if spaceAt(s, i+size) {
			return symbolBullet
		}
		return noBullet
	case r == '(':
		i++
	}
	j := i
	for j < len(s) && j < i+3 && isDigit(rune(s[j])) {
		j++
	}
	letter := j == i && j < len(s) && isLetter(rune(s[j]))
	if letter {
		j++
	}
	if j == i || j >= len(s) || !spaceAt(s, j+1) {
		return noBullet
	}
	if s[j] == ')' || s[j] == '.' && r != '(' && !letter {
		return numberBullet
	}
	return noBullet
}

// isInlineBullet says whether a list mark that is nothing else stands at i.
func isInlineBullet(s string, i int) bool {
	r, size := decode(s, i)
	return isBulletSign(r) && spaceAt(s, i+size)
}

func isBulletSign(r rune) bool {
	switch r {
	case '•', '‣', '◦', '▪', '▫', '■', '□', '●', '○', '◆', '◇', '►', '▶', '▸', '⁃', '✓', '✔':
		return true
	}
	return false
}

func spaceAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := decode(s, i)
	return isSpace(r)
}
