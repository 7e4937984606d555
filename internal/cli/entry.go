package cli

import (
	"strings"

	"dateline/internal/terminal"
)

// entry is one answer as a paragraph, for people at terminals that have no
// room for a table: what the next command takes, when and who, what, the words.
type entry struct {
	id    string
	head  []string // dim
	title string   // bold
	lines []string // each cut to one line
	words string   // a passage, at most passageLines
}

// entry prints an answer as a paragraph.
func (a *app) entry(e entry) error {
	st := a.streams
	margin := strings.Repeat(" ", terminal.Width(e.id)+2)
	width := max(20, st.Width-len(margin))
	var b strings.Builder
	head := terminal.Cut(terminal.Clean(strings.Join(parts(e.head...), "  ")), width)
	b.WriteString(string(st.Style(terminal.Cyan, e.id)) + "  " + string(st.Style(terminal.Dim, head)) + "\n")
	for _, line := range lines(e.title, width, 2) {
		b.WriteString(margin + string(st.Style(terminal.Bold, line)) + "\n")
	}
	for _, l := range e.lines {
		if l != "" {
			b.WriteString(margin + terminal.Cut(terminal.Clean(l), width) + "\n")
		}
	}
	for _, line := range lines(e.words, width, passageLines) {
		b.WriteString(margin + line + "\n")
	}
	return st.Printf("%s", terminal.Safe(b.String()))
}

// narrowTerminal says whether answers are given as paragraphs.
func (a *app) narrowTerminal() bool {
	return a.format == terminal.Table && a.streams.OutIsTerminal && a.streams.Width < narrow
}
