package feed

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
)

// allowed are the elements that a body keeps. Others lose their tags and keep
// their text; those of dropped lose both.
var (
	allowed = set(`a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col
		colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd
		li main mark nav ol p picture pre q rp rt ruby s samp section small span strike strong sub summary sup
		table tbody td tfoot th thead time tr tt u ul var audio video source track wbr`)
	dropped   = set(`script style template frameset noframes noembed xmp plaintext textarea title svg math head`)
	keptAttrs = set("alt title datetime width height colspan rowspan lang dir abbr align start value")
	urlAttrs  = set("href src cite poster longdesc")
	noEnd     = set("br hr img wbr col source track")
	known     = set("html body script style template iframe applet embed frame select object embed form input button label meta link base noscript title svg math textarea select option center marquee blink area map param head")
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
		for range 2 {
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

// sanitize keeps of s what is safe to show: elements and attributes from a
// list, web addresses made absolute, text escaped anew, everything closed.
func sanitize(s, base string) string {
	var b strings.Builder
	var open []string
	z := xhtml.NewTokenizer(strings.NewReader(endComments(s)))
	skip := ""
	depth := 0
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		switch kind {
		case xhtml.TextToken:
			if skip == "" {
				b.WriteString(html.EscapeString(unmangle(string(z.Text()))))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			t := z.Token()
			name := unprefixed(t.Data)
			switch {
			case skip != "":
				if name == skip && kind == xhtml.StartTagToken {
					depth++
				}
				if skip == "svg" && name == "title" && kind == xhtml.StartTagToken && z.Next() == xhtml.TextToken {
					b.WriteString(html.EscapeString(unmangle(string(z.Text()))))
				}
			case name == "iframe":
				z.NextIsNotRawText() // often without an end
			case dropped[name]:
				if kind == xhtml.StartTagToken {
					skip, depth = name, 1
				}
			case allowed[name] && len(open) < maxDepth:
				if tag := openTag(name, t.Attr, base); tag != "" {
					b.WriteString(tag)
					if !noEnd[name] {
						open = append(open, name)
					}
				}
			}
		case xhtml.EndTagToken:
			tag, _ := z.TagName()
			name := unprefixed(string(tag))
			if skip != "" {
				if name == skip {
					if depth--; depth == 0 {
						skip = ""
					}
				}
				continue
			}
			if at := lastIndex(open, name); at >= 0 {
				for i := len(open) - 1; i >= at; i-- {
					b.WriteString("</" + open[i] + ">")
				}
				open = open[:at]
			}
		}
	}
	for _, name := range slices.Backward(open) {
		b.WriteString("</" + name + ">")
	}
	return strings.TrimSpace(b.String())
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

func lastIndex(all []string, s string) int {
	for i, have := range slices.Backward(all) {
		if have == s {
			return i
		}
	}
	return -1
}

// unprefixed returns "p" for "xhtml:p".
func unprefixed(name string) string {
	return name[strings.LastIndexByte(name, ':')+1:]
}

// openTag writes a start tag with what is safe of its attributes; "" where
// nothing is left to show: an image without a source, a counting pixel.
func openTag(name string, attrs []xhtml.Attribute, base string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	source, pixel := false, 0
	for _, a := range attrs {
		key := a.Key
		value := a.Val
		switch {
		case urlAttrs[key]:
			if value = safeURL(base, value); value == "" {
				continue
			}
			source = source || key == "src"
		case keptAttrs[key]:
			if name == "img" && (key == "width" || key == "height") && (value == "0" || value == "1") {
				pixel++
			}
		default:
			continue
		}
		b.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
	}
	if name == "img" && (!source || pixel == 2) {
		return ""
	}
	return b.String() + ">"
}

// safeURL resolves a URL in a body. Mail addresses stay; a relative one stays
// where there is no base; scripts and data never do.
func safeURL(base, ref string) string {
	if u := link(base, ref); u != "" {
		return u
	}
	ref = tidy(ref)
	scheme, _, ok := strings.Cut(ref, ":")
	if ok && !strings.ContainsAny(scheme, "/?#") {
		if scheme = strings.ToLower(scheme); scheme == "mailto" || scheme == "tel" || scheme == "ftp" {
			return ref
		}
		return ""
	}
	if base != "" || strings.ContainsFunc(ref, func(r rune) bool { return r < ' ' || r == '\\' }) {
		return ""
	}
	return ref
}
