package terminal

import (
	"strings"
)

// markdownHead returns the header and the line below it, numbers to the right.
func (l *List[T]) markdownHead() string {
	var head, rule strings.Builder
	for _, c := range l.columns {
		head.WriteString("| " + escapeMarkdown(flat(c.Title)) + " ")
		if c.Kind == Number {
			rule.WriteString("| ---: ")
		} else {
			rule.WriteString("| --- ")
		}
	}
	return head.String() + "|\n" + rule.String() + "|\n"
}

func markdownCell[T any](c Column[T], s string) string {
	s = flat(s)
	if c.Kind == Link && (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) {
		return "<" + linkEscaper.Replace(s) + ">"
	}
	return escapeMarkdown(s)
}

// linkEscaper percent-encodes what would end an autolink or a cell.
var linkEscaper = strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "|", "%7C", "\\", "%5C", "`", "%60")

// escapeMarkdown writes s so that Markdown shows it as it is: no markup, no
// HTML, no end of cell.
func escapeMarkdown(s string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// special characters begin markup somewhere in GitHub Flavored Markdown.
const special = "\\`*_[]<>|~&$"
