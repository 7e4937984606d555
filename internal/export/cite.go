package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/text"
)

// Cited is an article with what proves it.
type Cited struct {
	report.Article
	Accessed time.Time // when its bytes were captured
	SHA256   string    // of them
	Record   string    // of the archive: file and offset
}

// Proofs leads from articles to their captures.
type Proofs interface {
	report.Index
	Versions(ctx context.Context, article int64) ([]news.Version, error)
	Capture(ctx context.Context, id int64) (news.Capture, error)
}

// References writes all articles that match for reference managers: as CSL JSON
// (Citation Style Language 1.0.2, article-newspaper), RIS (NEWS) or BibTeX, and
// returns how many there are.
func References(ctx context.Context, s Proofs, n query.Node, f Format, o Options, w io.Writer) (int, error) {
	out := bufio.NewWriterSize(w, 1<<16)
	var one func(io.Writer, Cited, int) error
	begin, end := "", ""
	switch f {
	case CSL:
		one, begin, end = writeCSL, "[", "\n]\n"
	case RIS:
		one = writeRIS
	case BibTeX:
		keys := map[string]int{}
		one = func(w io.Writer, c Cited, _ int) error { return writeBibTeX(w, c, keys) }
	default:
		return 0, fault.New(fault.Usage, "references are no %s", f)
	}
	if _, err := out.WriteString(begin); err != nil {
		return 0, err
	}
	count := 0
	_, err := report.Search(ctx, s, n, report.SearchOptions{}, func(a report.Article) error {
		c, err := cited(ctx, s, a)
		if err != nil {
			return err
		}
		if err := one(out, c, count); err != nil {
			return err
		}
		count++
		if o.Each != nil {
			o.Each()
		}
		return nil
	})
	if err != nil {
		return count, err
	}
	if _, err := out.WriteString(end); err != nil {
		return count, err
	}
	return count, out.Flush()
}

// cited adds the capture of the version that matched.
func cited(ctx context.Context, s Proofs, a report.Article) (Cited, error) {
	c := Cited{Article: a}
	versions, err := s.Versions(ctx, a.ID)
	if err != nil {
		return c, err
	}
	for _, v := range versions {
		if v.Number != a.Version || v.Capture == 0 {
			continue
		}
		capture, err := s.Capture(ctx, v.Capture)
		if err != nil {
			return c, err
		}
		c.Accessed, c.SHA256, c.Record = capture.Time, capture.SHA256, capture.File+":"+strconv.FormatInt(capture.Offset, 10)
	}
	return c, nil
}

// cslItem is an item of CSL JSON; see
// https://github.com/citation-style-language/schema.
type cslItem struct {
	ID        string            `json:"id"`
	Type      string            `json:"type"`
	Title     string            `json:"title,omitempty"`
	Container string            `json:"container-title,omitempty"`
	Author    []cslName         `json:"author,omitempty"`
	Issued    *cslDate          `json:"issued,omitempty"`
	Accessed  *cslDate          `json:"accessed,omitempty"`
	URL       string            `json:"URL,omitempty"`
	Language  string            `json:"language,omitempty"`
	Archive   string            `json:"archive,omitempty"`
	Location  string            `json:"archive_location,omitempty"`
	Custom    map[string]string `json:"custom,omitempty"`
}

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

// cslDate has as many parts as are known: year, month, day; two for a range.
type cslDate struct {
	Parts  [][]int `json:"date-parts,omitempty"`
	Season int     `json:"season,omitempty"`
	Circa  bool    `json:"circa,omitempty"`
}

func writeCSL(w io.Writer, c Cited, count int) error {
	item := cslItem{
		ID: "dateline-" + strconv.FormatInt(c.ID, 10) + "-" + strconv.Itoa(c.Version), Type: "article-newspaper", Title: oneLineOf(c.Title), Container: oneLineOf(c.Outlet),
		Issued: cslDateOf(c.Published), URL: c.URL, Language: c.Language,
	}
	for _, name := range named(c.Authors) {
		item.Author = append(item.Author, cslNameOf(name))
	}
	if !c.Accessed.IsZero() {
		t := c.Accessed.UTC()
		item.Accessed = &cslDate{Parts: [][]int{{t.Year(), int(t.Month()), t.Day()}}}
		item.Archive, item.Location = "Dateline", c.Record
		item.Custom = map[string]string{"sha256": c.SHA256, "version": strconv.Itoa(c.Version)}
	}
	b, err := json.Marshal(item)
	if err != nil {
		return err
	}
	lead := ",\n"
	if count == 0 {
		lead = "\n"
	}
	_, err = io.WriteString(w, lead+string(b))
	return err
}

// named are names on one line each, without those of nothing but space.
func named(authors []string) (names []string) {
	for _, name := range authors {
		if name = oneLineOf(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// cslNameOf takes the last word for the family name; one word, a name of
// more than four, and one of several ("Lund and Ek") are left whole.
func cslNameOf(name string) cslName {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 || strings.ContainsAny(name, ",&") || strings.Contains(name, " and ") {
		return cslName{Literal: name}
	}
	last := len(words) - 1
	return cslName{Family: words[last], Given: strings.Join(words[:last], " ")}
}

// cslDateOf keeps a date's own precision; nil if it is not known.
func cslDateOf(d edtf.Date) *cslDate {
	if d.IsZero() {
		return nil
	}
	out := &cslDate{Circa: d.Qualifier() != 0}
	first, last := tlDates(d)
	for _, end := range []*tlDate{first, last} {
		parts := end.parts()
		if len(parts) == 0 || len(out.Parts) == 1 && fmt.Sprint(parts) == fmt.Sprint(out.Parts[0]) {
			continue
		}
		out.Parts = append(out.Parts, parts)
	}
	if len(out.Parts) == 0 {
		return nil
	}
	return out
}

// dateParts are the year, month and day of a date, as far as they are known.
func dateParts(d edtf.Date) []int {
	from, _ := d.Bounds()
	if t, ok := d.Instant(); ok {
		from = t
	}
	if from.IsZero() {
		return nil
	}
	parts := []int{from.Year(), int(from.Month()), from.Day()}
	switch d.Precision() {
	case edtf.PrecisionDay, edtf.PrecisionInstant:
		return parts
	case edtf.PrecisionMonth, edtf.PrecisionQuarter, edtf.PrecisionHalf, edtf.PrecisionSeason:
		if d.Precision() == edtf.PrecisionMonth {
			return parts[:2]
		}
		return parts[:1]
	}
	return parts[:1]
}

// issuedParts are those of a date that a reference can hold: none of a decade.
func issuedParts(d edtf.Date) []int {
	switch d.From().Precision() {
	case edtf.PrecisionDecade, edtf.PrecisionCentury:
		return nil
	}
	return dateParts(d.From())
}

// writeRIS writes a record of type NEWS (RIS specification, 2011).
func writeRIS(w io.Writer, c Cited, _ int) error {
	var b strings.Builder
	line := func(tag, value string) {
		if value = oneLineOf(value); value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	b.WriteString("TY  - NEWS\r\n")
	line("ID", "dateline-"+strconv.FormatInt(c.ID, 10)+"-"+strconv.Itoa(c.Version))
	line("TI", c.Title)
	line("T2", c.Outlet)
	for _, name := range named(c.Authors) {
		n := cslNameOf(name)
		if n.Family != "" {
			line("AU", n.Family+", "+n.Given)
		} else {
			line("AU", n.Literal)
		}
	}
	if parts := issuedParts(c.Published); len(parts) > 0 {
		line("PY", fmt.Sprintf("%04d", parts[0]))
		line("DA", risDate(parts))
	}
	line("UR", c.URL)
	line("LA", c.Language)
	if !c.Accessed.IsZero() {
		line("Y2", c.Accessed.UTC().Format("2006/01/02")+"/")
		line("AV", "Dateline, "+c.Record)
		line("N1", "SHA-256 of the captured bytes: "+c.SHA256)
	}
	b.WriteString("ER  - \r\n\r\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// risDate is YYYY/MM/DD/ with what is not known left empty.
func risDate(parts []int) string {
	all := []string{fmt.Sprintf("%04d", parts[0]), "", "", ""}
	for i, part := range parts[1:] {
		all[i+1] = fmt.Sprintf("%02d", part)
	}
	return strings.Join(all, "/")
}

// writeBibTeX writes an @article; keys are the outlet, the year and a word of
// the title, with a letter where that is taken.
func writeBibTeX(w io.Writer, c Cited, keys map[string]int) error {
	key := bibKey(c)
	keys[key]++
	if n := keys[key]; n > 1 {
		key += "-" + strconv.Itoa(n)
	}
	var b strings.Builder
	b.WriteString("@article{" + key)
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	if c.Title != "" {
		field("title", "{"+bibText(c.Title)+"}")
	}
	if authors := named(c.Authors); len(authors) > 0 {
		names := make([]string, len(authors))
		for i, name := range authors {
			n := cslNameOf(name)
			if n.Family != "" {
				names[i] = bibText(n.Family) + ", " + bibText(n.Given)
			} else {
				names[i] = "{" + bibText(n.Literal) + "}"
			}
		}
		field("author", strings.Join(names, " and "))
	}
	field("journal", bibText(c.Outlet))
	parts := issuedParts(c.Published)
	if len(parts) > 0 {
		field("year", fmt.Sprintf("%04d", parts[0]))
	}
	if len(parts) > 1 {
		field("month", strconv.Itoa(parts[1]))
	}
	if len(parts) > 2 {
		field("day", strconv.Itoa(parts[2]))
	}
	field("url", bibURL(c.URL))
	field("langid", bibText(c.Language))
	if !c.Accessed.IsZero() {
		field("urldate", c.Accessed.UTC().Format(time.DateOnly))
		field("note", "SHA-256 of the captured bytes: "+c.SHA256)
	}
	b.WriteString("\n}\n\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func bibKey(c Cited) string {
	year, first := "", ""
	if parts := dateParts(c.Published.From()); len(parts) > 0 {
		year = strconv.Itoa(parts[0])
	}
	for _, token := range text.Tokens(c.Title) {
		if word := letters(token.Fold); len(word) > 3 {
			first = word
			break
		}
	}
	key := letters(strings.SplitN(c.Domain, ".", 2)[0]) + year + first
	return cmp.Or(key, "article"+strconv.FormatInt(c.ID, 10))
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, text.Fold(s))
}

// bibText escapes what TeX would take for a command. BibTeX counts braces behind
// a backslash, too, so they are written by name.
func bibText(s string) string {
	return bibEscapes.Replace(oneLineOf(s))
}

var bibEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// bibURL keeps braces out of a URL, where they would end the field.
func bibURL(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(oneLineOf(s))
}
