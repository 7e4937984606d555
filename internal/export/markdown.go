package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/weburl"
)

// WriteMarkdown writes events as a list for people, by year: CommonMark, in
// which nothing that came from outside is markup.
func WriteMarkdown(w io.Writer, title string, events []report.Happening) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", mdText(title))
	year := ""
	for _, h := range byYear(events) {
		if y := yearOf(h); y != year {
			year = y
			fmt.Fprintf(out, "\n## %s\n\n", mdText(year))
		}
		fmt.Fprintf(out, "- **%s** %s — %s\n", mdText(dateShown(h)), mdQuote(h), mdLink(sourceLine(h), weburl.Link(h.URL)))
	}
	return out.Flush()
}

// byYear are events by the year under which they stand, the undated ones last;
// in a year they stay as they are. In the order of dates, one that is known to
// be over by 2027 stands before all others.
func byYear(events []report.Happening) []report.Happening {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b report.Happening) int { return cmp.Compare(yearOf(a), yearOf(b)) }) // "undated" is behind every digit
	return sorted
}

// yearOf is the year under which an event stands: that of its first known end.
func yearOf(h report.Happening) string {
	for _, end := range []edtf.Date{h.Date.From(), h.Date.To()} {
		if parts := dateParts(end); len(parts) > 0 {
			return fmt.Sprintf("%04d", parts[0])
		}
	}
	return "undated"
}

// dateShown is the date of an event, in words if it has none.
func dateShown(h report.Happening) string {
	if h.Date.IsZero() {
		return "undated"
	}
	return h.Date.String()
}

// mdQuote is the quotation that tells an event, else what it is called.
func mdQuote(h report.Happening) string {
	if quote := mdText(h.Passage.Text); quote != "" {
		return "“" + quote + "”"
	}
	return mdText(headlineOf(h))
}

func mdLink(text, url string) string {
	if url == "" {
		return mdText(text)
	}
	return "[" + mdText(text) + "](<" + strings.ReplaceAll(url, "&", "&amp;") + ">)"
}

// mdText escapes what Markdown would take for markup: CommonMark's marks, and
// those of tables, strikethrough and mathematics. It is one line.
func mdText(s string) string {
	var b strings.Builder
	for _, r := range oneLineOf(s) {
		if strings.ContainsRune("\\`*_{}[]<>&#|~$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
