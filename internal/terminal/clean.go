// Package terminal is the one layer through which answers leave the program:
// lists in six formats, wrapped text, progress and errors. Nothing that came
// from outside passes it with control characters in it.
package terminal

import (
	"strings"
	"unicode/utf8"
)

// command says whether a terminal may take r for a command or for an order to
// show text in another sequence: C0, DEL, C1, line and paragraph separators,
// bidirectional embeddings, overrides and isolates.
func command(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f:
		return true
	case r == 0x2028, r == 0x2029:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// safe says whether s can be shown as it is.
func safe(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == 0x7f {
			return false
		} else if c >= utf8.RuneSelf {
			return safeRunes(s)
		}
	}
	return true
}

func safeRunes(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, command)
}

// Clean returns s as one line that is safe to show: breaks and tabs become
// single spaces, other control characters, bidirectional embeddings, overrides
// and isolates are dropped, and bytes that are not UTF-8 become U+FFFD.
func Clean(s string) string {
	if safe(s) {
		return s
	}
	return clean(s, false)
}

// CleanText is Clean for text of several lines: "\n" stays, and every other
// kind of line break becomes it.
func CleanText(s string) string {
	if safe(s) {
		return s
	}
	return clean(s, true)
}

func clean(s string, lines bool) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s { // an invalid byte is read as U+FFFD
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case breaks(r) && lines:
			b.WriteByte('\n')
		case breaks(r):
			b.WriteByte(' ')
		case !command(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// breaks says whether r ends a line (Unicode's mandatory breaks).
func breaks(r rune) bool {
	return r >= '\n' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// escapeJSON writes what is unsafe inside the strings of a JSON document as
// \uXXXX, so that the document says the same and is safe to show. encoding/json
// does so for C0 and the separators only. Line breaks between values stay.
func escapeJSON(doc []byte) []byte {
	plain := true
	for _, c := range doc {
		if c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return doc
	}
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(doc)+16)
	for len(doc) > 0 {
		r, n := utf8.DecodeRune(doc)
		if r >= 0x7f && command(r) {
			out = append(out, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		} else {
			out = utf8.AppendRune(out, r)
		}
		doc = doc[n:]
	}
	return out
}
