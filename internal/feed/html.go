package feed

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

var (
	tagLike    = regexp.MustCompile(`(?s)<(/?)([a-zA-Z][a-zA-Z0-9]*)(?::([a-zA-Z][a-zA-Z0-9]*))?(?:\s[^<>]*|/)?>|<!--`)
	entityLike = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)
)

// hasTags reports whether s holds a tag of HTML: "<b>", not "< $5bn".
func hasTags(s string) bool {
	if strings.IndexByte(s, '<') < 0 {
		return false
	}
	for at := 0; at < len(s); {
		m := tagLike.FindStringSubmatchIndex(s[at:])
		if m == nil {
			return false
		}
		if m[4] < 0 {
			return true // a comment
		}
		name := s[at+m[4] : at+m[5]]
		if m[6] >= 0 {
			name = s[at+m[6] : at+m[7]]
		}
		if name = strings.ToLower(name); allowed[name] || dropped[name] || known[name] {
			return true
		}
		at += m[1]
	}
	return false
}

// plain returns a title, name or label as one line of plain text. Markup and
// entities are undone where s has them, as most feeds escape once too often;
// not in literal text, of which the feed says that it is none.
func plain(s string, literal bool) string {
	if !literal {
		if hasTags(s) {
			s = strings.ReplaceAll(PlainText(s), "\n", " ")
		}
		for n := 0; n < 2 && strings.IndexByte(s, '&') >= 0; n++ {
			s = entityLike.ReplaceAllStringFunc(s, unescape)
		}
	}
	return strings.Join(strings.FieldsFunc(unmangle(s), blank), " ") // joiners stay: Persian and emoji need them
}

// blank reports whether r is white space to fold. The wide and thin spaces
// that a typesetter chooses are not.
func blank(r rune) bool {
	return unicode.IsSpace(r) && (r < 0x2000 || r > 0x200A)
}

// unescape decodes one entity; "&notes;" is none, though "&not" is.
func unescape(entity string) string {
	if s := html.UnescapeString(entity); !strings.HasSuffix(s, ";") {
		return s
	}
	return entity
}

// unmangle turns the control characters that stand for windows-1252 quotes and
// dashes into these, and drops the rest.
func unmangle(s string) string {
	bad := func(r rune) bool { return r >= 0x7F && r <= 0x9F || r < ' ' && r != '\t' && r != '\n' && r != '\r' }
	if !strings.ContainsFunc(s, bad) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !bad(r):
			return r
		case r >= 0x80:
			if c := charmap.Windows1252.DecodeByte(byte(r)); c != r {
				return c
			}
		}
		return -1
	}, s)
}

// body returns a summary or content as safe HTML. markup says what s is: HTML,
// plain text, or whatever it looks like.
func body(s, base string, markup markup) string {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return ""
	case markup == isText || markup == unsure && !hasTags(s) && !entityLike.MatchString(s):
		return textToHTML(s)
	default:
		return sanitize(s, base)
	}
}

// markup says how to read a text.
type markup int

const (
	unsure markup = iota
	isText
	isHTML
)

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n\s*`)

// textToHTML makes a paragraph of each part between blank lines.
func textToHTML(s string) string {
	s = unmangle(s)
	parts := blankLine.Split(s, -1)
	if len(parts) == 1 {
		return html.EscapeString(s)
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("<p>" + html.EscapeString(strings.TrimSpace(p)) + "</p>")
	}
	return b.String()
}

// endComments ends a comment that has no end at the first '>', as editors that
// know no "-->" mean it; what follows would be lost.
func endComments(s string) string {
	at := strings.LastIndex(s, "<!--")
	if at < 0 || strings.Contains(s[at:], "-->") {
		return s
	}
	var b strings.Builder
	last := strings.LastIndex(s, "-->")
	for at := 0; ; {
		before, after, found := strings.Cut(s[at:], "<!--")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		at = len(s) - len(after)
		if at <= last {
			at += strings.Index(after, "-->") + len("-->")
		} else if end := strings.IndexByte(after, '>'); end >= 0 {
			at += end + 1
		} else {
			return b.String()
		}
	}
}
