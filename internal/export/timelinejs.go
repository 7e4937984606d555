package export

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// tlDocument is a timeline of TimelineJS 3; see
// https://timeline.knightlab.com/docs/json-format.html.
type tlDocument struct {
	Title  *tlSlide  `json:"title,omitempty"`
	Events []tlSlide `json:"events"`
}

type tlSlide struct {
	ID    string  `json:"unique_id,omitempty"`
	Start *tlDate `json:"start_date,omitempty"`
	End   *tlDate `json:"end_date,omitempty"`
	Shown string  `json:"display_date,omitempty"`
	Group string  `json:"group,omitempty"`
	Text  tlText  `json:"text"`
	Media *tlURL  `json:"media,omitempty"`
}

type tlURL struct {
	URL string `json:"url"`
}

type tlText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

// tlDate has only the parts that are known.
type tlDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

// parts are those that are known, the year first; nil has none.
func (d *tlDate) parts() []int {
	if d == nil {
		return nil
	}
	return slices.DeleteFunc([]int{d.Year, d.Month, d.Day}, func(n int) bool { return n == 0 })
}

// WriteTimelineJS writes events as the JSON that TimelineJS 3 opens. Text is
// HTML, escaped. Events without a year are left out; their number is returned.
func WriteTimelineJS(w io.Writer, title string, events []report.Happening) (left int, err error) {
	doc := tlDocument{Title: &tlSlide{Text: tlText{Headline: html.EscapeString(oneLineOf(title))}}, Events: []tlSlide{}}
	for _, h := range events {
		slide, ok := slideOf(h)
		if !ok {
			left++
			continue
		}
		doc.Events = append(doc.Events, slide)
	}
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetIndent("", " ")
	if err := e.Encode(doc); err != nil {
		return left, err
	}
	return left, out.Flush()
}

func slideOf(h report.Happening) (tlSlide, bool) {
	start, end := tlDates(h.Date)
	if start == nil {
		return tlSlide{}, false
	}
	source := html.EscapeString(oneLineOf(sourceLine(h)))
	if url := weburl.URI(h.URL); url != "" { // no address that runs something
		source = "<a href=\"" + html.EscapeString(url) + "\">" + source + "</a>"
	}
	body := "<p>" + html.EscapeString(terminal.CleanText(h.Passage.Text)) + "</p><p>" + source + "</p>"
	return tlSlide{
		ID: "event-" + strings.ReplaceAll(h.ID, ".", "-"), Start: start, End: end, Shown: h.Date.String(),
		Text: tlText{Headline: html.EscapeString(oneLineOf(headlineOf(h))), Text: body},
	}, true
}

// tlDates are the ends of a date; end is nil where it is not another one than
// the start. A date that is open at its start has its end for a start.
func tlDates(d edtf.Date) (start, end *tlDate) {
	first, last := tlDateOf(d.From(), false), tlDateOf(d.To(), true)
	if first == nil {
		return last, nil
	}
	if last == nil || *last == *first {
		return first, nil
	}
	return first, last
}

// tlDateOf is the beginning or the end of a date: of a quarter its first or last
// month, of a decade its first or last year.
func tlDateOf(d edtf.Date, end bool) *tlDate {
	parts := dateParts(d)
	if from, to := d.Bounds(); len(parts) > 0 {
		if end {
			from = to.Add(-1)
		}
		switch d.Precision() {
		case edtf.PrecisionQuarter, edtf.PrecisionHalf:
			parts = []int{from.Year(), int(from.Month())}
		case edtf.PrecisionDecade, edtf.PrecisionCentury:
			parts = []int{from.Year()}
		}
	}
	if len(parts) == 0 {
		return nil
	}
	out := &tlDate{Year: parts[0]}
	if len(parts) > 1 {
		out.Month = parts[1]
	}
	if len(parts) > 2 {
		out.Day = parts[2]
	}
	return out
}

// headlineOf is who is in an event, or the beginning of its words, else the
// title of the article.
func headlineOf(h report.Happening) string {
	if len(h.Entities) > 0 {
		return strings.Join(h.Entities[:min(3, len(h.Entities))], ", ")
	}
	words := strings.Fields(h.Passage.Text)
	if len(words) > 9 {
		words = append(words[:9], "…")
	}
	return cmp.Or(strings.Join(words, " "), oneLineOf(h.Title), "not told")
}

// sourceLine names who tells an event, and what stands against it.
func sourceLine(h report.Happening) string {
	s := cmp.Or(h.Outlet, weburl.Host(weburl.URI(h.URL)), "source not told")
	if published := h.Published.From(); !published.IsZero() {
		if t, ok := published.Instant(); ok {
			published = edtf.Day(t.Year(), t.Month(), t.Day()) // on the clock of its place
		}
		s += ", " + published.String()
	}
	if n := len(h.Outlets); n > 1 {
		s += fmt.Sprintf(" and %d more", n-1)
	}
	if h.Denied {
		s += "; denied"
	}
	return s
}

// tlColumns are those of TimelineJS's spreadsheet.
var tlColumns = []string{
	"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background", "Link",
}

// WriteTimelineSheet writes events as the spreadsheet that TimelineJS reads.
func WriteTimelineSheet(w io.Writer, title string, events []report.Happening) (left int, err error) {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := func(values map[string]string) error {
		line := make([]string, len(tlColumns))
		for i, name := range tlColumns {
			line[i] = terminal.SafeCell(values[name])
		}
		return out.Write(line)
	}
	if err := out.Write(tlColumns); err != nil {
		return 0, err
	}
	if err := row(map[string]string{"Headline": html.EscapeString(oneLineOf(title)), "Type": "title"}); err != nil {
		return 0, err
	}
	for _, h := range events {
		slide, ok := slideOf(h)
		if !ok {
			left++
			continue
		}
		values := map[string]string{"Display Date": slide.Shown, "Headline": slide.Text.Headline, "Text": slide.Text.Text}
		tlCells(values, "", slide.Start)
		tlCells(values, "End ", slide.End)
		if err := row(values); err != nil {
			return left, err
		}
	}
	out.Flush()
	return left, out.Error()
}

func tlCells(values map[string]string, prefix string, d *tlDate) {
	if d == nil {
		return
	}
	values[prefix+"Year"] = strconv.Itoa(d.Year)
	if d.Month > 0 {
		values[prefix+"Month"] = strconv.Itoa(d.Month)
	}
	if d.Day > 0 {
		values[prefix+"Day"] = strconv.Itoa(d.Day)
	}
}
