package reading

import (
	"slices"
	"strings"

	"dateline/internal/text"
)

// registryID is an entry of a register of public contracts, named in the text.
type registryID struct {
	text.Span
	id string // "piid:W911QX20C0001"
}

// registryShape is the form of the numbers of a register: 9 is a digit, A a
// capital letter, X either, h a hexadecimal digit, x a digit or small letter, w
// any of these or a hyphen; the kind before a * may be repeated.
type registryShape struct {
	register string
	form     string
	joined   bool   // hyphens are written or left out, and are left out in the id
	cues     string // words of which one must stand before; "": none needed
}

// registryShapes are tried in order. PIIDs: FAR 4.1603, the activity's code,
// year, kind of instrument, number; B, Q, R, T are solicitations.
var registryShapes = []registryShape{
	{"piid", "XXXXXX99AXXXX", true, ""},
	{"piid", "XXXXXX99AXXXXX", true, ""},
	{"piid", "XXXXXX99AXXXXXXXX", true, ""},
	{"piid", "AA99A9999A", true, "GS"},
	{"piid", "AA99A999AA", true, "GS"},
	{"ocid", "ocds-xxxxxx-w*", false, ""},
	{"ted", "9999/S 999-999999*", false, ""},
	{"ted", "999999*-9999", false, "ted journal tenders notice avis anuncio bando"},
	{"contractsfinder", "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh", false, "contractsfinder finder"},
	{"contractsfinder", "AA-9999999*", false, "finder contractsfinder"},
	{"fts", "999999-9999", false, "tender fts"},
	{"uei", "XXXXXXXXXXXX", false, "uei entity"},
}

// registryReach is how far before an id its cue may stand, in bytes.
const registryReach = 60

// registryIDs returns the ids in the text, in its order.
func (d *document) registryIDs() []registryID {
	var all []registryID
	end := 0
	for i := range d.tokens {
		t := &d.tokens[i]
		if t.Start < end || !mayBeID(t.Fold) {
			continue
		}
		word := d.wordAround(t.Span)
		if word.Len() < 8 || word.Start < end {
			continue
		}
		if id, length := d.registryAt(word); length > 0 {
			all = append(all, registryID{text.Span{Start: word.Start, End: word.Start + length}, id})
			end = word.Start + length
		}
	}
	return all
}

func mayBeID(fold string) bool {
	return fold == "ocds" || hasDigit(fold) && (len(fold) > 3 || !isDigitByte(fold[0]) || !isDigitByte(fold[len(fold)-1])) || len(fold) == 6 && fold[0] < 0x80
}

// wordAround returns the letters, digits, hyphens and slashes around a token.
func (d *document) wordAround(s text.Span) text.Span {
	for s.Start > 0 && isIDByte(d.Text[s.Start-1]) {
		s.Start--
	}
	for s.End < len(d.Text) && isIDByte(d.Text[s.End]) {
		s.End++
	}
	word := s.Of(d.Text)
	if i := strings.LastIndexByte(word, '/'); i >= 0 && !strings.HasSuffix(word, "/S") {
		s.Start += i + 1
	}
	if strings.HasSuffix(word, "/S") && strings.HasPrefix(d.Text[s.End:], " ") {
		rest := strings.TrimLeftFunc(d.Text[s.End+1:], func(r rune) bool { return r < 0x80 && isIDByte(byte(r)) })
		s.End = len(d.Text) - len(rest)
	}
	return s
}

func isIDByte(b byte) bool {
	return isDigitByte(b) || b == '-' || b == '/' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// registryAt returns the id that a word is, and its length in the text.
func (d *document) registryAt(s text.Span) (id string, length int) {
	word := strings.TrimRight(s.Of(d.Text), "-/")
	plain := strings.ReplaceAll(word, "-", "")
	for _, shape := range registryShapes {
		said := word
		if shape.joined {
			said = plain
		}
		if !fitsWhole(shape.form, said) || !d.hasCue(s.Start, word, shape.cues) {
			continue
		}
		register := shape.register
		switch {
		case register == "piid" && !isAwardNumber(word, plain):
			continue
		case register == "piid" && len(plain) > 10 && strings.IndexByte("BQRT", plain[8]) >= 0:
			register = "solicitation"
		case register == "ted" && strings.Contains(said, "/S 000-"):
			register = "fts" // the British service took over the form
		case register == "uei" && !hasDigit(said):
			continue
		}
		return register + ":" + said, len(word)
	}
	return "", 0
}

// isAwardNumber says whether a word of the right shape is a PIID: its activity
// code has a digit, or hyphens stand where they are written.
func isAwardNumber(word, plain string) bool {
	return hasDigit(plain[:6]) || strings.Count(word, "-") == 3
}

func (d *document) hasCue(at int, word, cues string) bool {
	if cues == "" {
		return true
	}
	before := strings.ToLower(d.Text[max(0, at-registryReach):at]) + " " + strings.ToLower(word[:min(2, len(word))])
	words := strings.FieldsFunc(before, func(r rune) bool { return r < 'a' || r > 'z' })
	for cue := range strings.FieldsSeq(strings.ToLower(cues)) {
		if slices.Contains(words, cue) {
			return true
		}
	}
	return false
}

// fitsWhole says whether a word has a form from its begin to its end.
func fitsWhole(form, word string) bool {
	for len(form) > 0 {
		if word == "" || !fitsForm(form[0], word[0]) {
			return false
		}
		kind := form[0]
		form, word = form[1:], word[1:]
		if strings.HasPrefix(form, "*") {
			form = form[1:]
			for word != "" && fitsForm(kind, word[0]) && len(word) > len(form) {
				word = word[1:]
			}
		}
	}
	return word == ""
}

func fitsForm(form, b byte) bool {
	upper := 'A' <= b && b <= 'Z'
	switch form {
	case '9':
		return isDigitByte(b)
	case 'A':
		return upper
	case 'X':
		return upper || isDigitByte(b)
	case 'x':
		return isDigitByte(b) || 'a' <= b && b <= 'z'
	case 'w':
		return isIDByte(b)
	case 'h':
		return isDigitByte(b) || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
	}
	return form == b
}

// addRegistry gives the deals the ids that stand in their paragraph, and a
// single deal all of them.
func (d *document) addRegistry() {
	deals := d.found.Deals
	if len(deals) == 0 {
		return
	}
	for _, id := range d.registryIDs() {
		paragraph := d.paragraphAt(id.Start)
		for i := range deals {
			if (len(deals) == 1 || d.paragraphAt(deals[i].Start) == paragraph) && !slices.Contains(deals[i].Registry, id.id) {
				deals[i].Registry = append(deals[i].Registry, id.id)
			}
		}
	}
}

func (d *document) paragraphAt(offset int) int {
	i := d.sentenceAt(offset)
	if i < 0 {
		return -1
	}
	return d.sentences[i].paragraph
}
