package cli

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

// narrow is the width of a terminal below which a table has no room for the
// matching sentence: search gives each article a paragraph there.
const narrow = 150

// passageLines are the most lines that a paragraph gives to its passage.
const passageLines = 4

// finder takes the articles of an answer, one by one.
type finder interface {
	Row(a report.Article) error
	Rows() int
	Close() error
}

// finder is where search writes the answer to a query.
func (a *app) finder(n query.Node) finder {
	if a.format == terminal.Table && a.streams.OutIsTerminal && a.streams.Width < narrow {
		return &paragraphs{streams: a.streams}
	}
	columns := articleColumns()
	if a.format == terminal.Table { // a story's number and a URL are for the next command
		columns = slices.DeleteFunc(columns, func(c terminal.Column[report.Article]) bool { return c.Field == "story" || c.Field == "copy_of" })
	}
	if a.format == terminal.Table && !looksForWords(n) { // nothing to show of the text
		columns = slices.DeleteFunc(columns, func(c terminal.Column[report.Article]) bool { return c.Field == "passage" })
	}
	return terminal.NewList(a.streams, a.format, columns)
}

// looksForWords says whether a query can match in the text of an article.
func looksForWords(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		return slices.ContainsFunc(n, looksForWords)
	case query.Or:
		return slices.ContainsFunc(n, looksForWords)
	case query.Term, query.Phrase, query.Near:
		return true
	}
	return false
}

// titleShown is the title of an article, or what stands in for it.
func titleShown(r report.Article) string {
	if strings.TrimSpace(r.Title) != "" {
		return r.Title
	}
	if name := path.Base(r.URL); strings.HasPrefix(r.URL, "file:") {
		return "(no title; " + name + ")"
	}
	return "(no title)"
}

// paragraphs writes articles for people with narrow terminals.
type paragraphs struct {
	streams terminal.Streams
	rows    int
}

// Rows is how many articles were written.
func (p *paragraphs) Rows() int { return p.rows }

// Close has nothing left to write.
func (p *paragraphs) Close() error { return nil }

// Row writes number, date and outlet, then title and passage indented.
func (p *paragraphs) Row(r report.Article) error {
	p.rows++
	id := strconv.FormatInt(r.ID, 10)
	margin := strings.Repeat(" ", len(id)+2)
	width := max(20, p.streams.Width-len(margin))
	date := shortDate(r.Published)
	if date == "" {
		date = "undated"
	}
	head := []string{date, r.Outlet}
	if r.Version > 1 {
		head = append(head, "version "+strconv.Itoa(r.Version))
	}
	if r.Copies > 0 {
		head = append(head, "and "+terminal.Plural(r.Copies, "copy", "copies"))
	}
	var b strings.Builder
	if p.rows > 1 {
		b.WriteByte('\n')
	}
	line := terminal.Cut(terminal.Clean(strings.Join(parts(head...), "  ")), width)
	b.WriteString(string(p.streams.Style(terminal.Cyan, id)) + "  " + string(p.streams.Style(terminal.Dim, line)) + "\n")
	for _, line := range lines(titleShown(r), width, 2) {
		b.WriteString(margin + string(p.streams.Style(terminal.Bold, line)) + "\n")
	}
	for _, line := range lines(passageText(r), width, passageLines) {
		b.WriteString(margin + line + "\n")
	}
	return p.streams.Printf("%s", terminal.Safe(b.String()))
}

// lines sets text in at most most lines of a width; what does not fit is cut.
func lines(s string, width, most int) []string {
	s = strings.Join(strings.Fields(terminal.Clean(s)), " ")
	if s == "" {
		return nil
	}
	all := strings.Split(strings.TrimRight(terminal.Wrap(s, width), "\n"), "\n")
	if len(all) > most {
		rest := strings.Join(all[most-1:], " ")
		all = append(all[:most-1], terminal.Cut(rest, width))
	}
	return all
}
