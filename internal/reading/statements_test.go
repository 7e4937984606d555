package reading

import (
	_ "embed"
	"strings"
	"testing"

	"dateline/internal/news"
	"dateline/internal/text"
)

//go:embed testdata/statements.tsv
var statementCases string

// statementNames are the invented names of the cases.
var statementNames = []news.Mention{
	{Name: "Norlake Systems", Kind: news.EntityCompany}, {Name: "Norlake", Kind: news.EntityCompany},
	{Name: "Vantor", Kind: news.EntityCompany}, {Name: "Quillon", Kind: news.EntityCompany},
	{Name: "Border Agency", Kind: news.EntityAgency}, {Name: "Tax Office", Kind: news.EntityAgency},
	{Name: "Brightwater", Kind: news.EntityAgency}, {Name: "Open Rights League", Kind: news.EntityOrganization},
	{Name: "Ruth Hale", Kind: news.EntityPerson}, {Name: "Tom Ferris", Kind: news.EntityPerson},
	{Name: "Hale", Kind: news.EntityPerson}, {Name: "Ferris", Kind: news.EntityPerson},
	{Name: "Daily Lantern", Kind: news.EntityOrganization, Key: "media:daily-lantern"},
	{Name: "Zollamt", Kind: news.EntityAgency}, {Name: "Innenministerium", Kind: news.EntityAgency},
	{Name: "Anna Krüger", Kind: news.EntityPerson}, {Name: "Luc Marchand", Kind: news.EntityPerson},
	{Name: "Ana Robles", Kind: news.EntityPerson}, {Name: "Marco Belli", Kind: news.EntityPerson},
	{Name: "Joana Prado", Kind: news.EntityPerson}, {Name: "Piet Visser", Kind: news.EntityPerson},
}

var statementCanonical = map[string]string{"Norlake Systems": "Norlake", "Hale": "Ruth Hale", "Ferris": "Tom Ferris"}

// statementDocument prepares a text with the invented names as its mentions.
func statementDocument(language, s string) *document {
	d := newDocument(Input{Text: s, Language: language})
	for _, n := range statementNames {
		for from := 0; ; {
			at := strings.Index(s[from:], n.Name)
			if at < 0 {
				break
			}
			span := text.Span{Start: from + at, End: from + at + len(n.Name)}
			from = span.End
			if _, taken := d.mentionAt(span.Start); taken {
				continue
			}
			name := n.Name
			if canonical := statementCanonical[name]; canonical != "" {
				name = canonical
			}
			m := news.Mention{Span: span, Kind: n.Kind, Name: name, Key: n.Key, By: news.ByName}
			i := 0
			for i < len(d.found.Mentions) && d.found.Mentions[i].Start < m.Start {
				i++
			}
			d.found.Mentions = append(d.found.Mentions[:i], append([]news.Mention{m}, d.found.Mentions[i:]...)...)
		}
	}
	d.topic = newTopic(d)
	return d
}

// tellAll writes statements as "act: speaker; act: speaker".
func tellAll(all []news.Statement) string {
	var out []string
	for _, s := range all {
		out = append(out, string(s.Act)+": "+s.Speaker)
	}
	return strings.Join(out, " | ")
}

// TestStatements reads the cases of testdata/statements.tsv: language, text,
// what is said by whom.
func TestStatements(t *testing.T) {
	count := 0
	for line := range strings.Lines(statementCases) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 3 {
			t.Fatalf("not three columns: %q", line)
		}
		count++
		d := statementDocument(row[0], strings.ReplaceAll(row[1], `\n`, "\n"))
		d.readStatements()
		if got := tellAll(d.found.Statements); got != row[2] {
			t.Errorf("%s: %s\n got %s\nwant %s", row[0], row[1], got, row[2])
		}
	}
	if count < 10 {
		t.Errorf("only %d cases", count)
	}
}
