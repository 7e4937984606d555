package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// pageStyle is all that the timeline's page looks like; it loads nothing.
const pageStyle = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;border-bottom:1px solid #ccc;margin-top:2rem}
ol{list-style:none;padding:0}li{margin:0 0 1.2rem;padding-left:9.5rem;position:relative;overflow-wrap:anywhere}
.when{position:absolute;left:0;width:9rem;font-variant-numeric:tabular-nums;color:#1f5a96}
blockquote{margin:0;white-space:pre-line}cite{font-style:normal;font-size:.85rem;color:#555}.mark{color:#a3121f;font-size:.85rem}
nav{margin:1rem 0}input{font:inherit;padding:.3rem .5rem;width:100%;box-sizing:border-box}
@media(max-width:36rem){li{padding-left:0}.when{position:static;display:block}}
@media(prefers-color-scheme:dark){body{background:#151515;color:#eee}.when,a{color:#8fbfee}cite{color:#aaa}.mark{color:#f08a92}}
@media print{nav{display:none}cite a::after{content:" <" attr(href) ">"}}`

// pageScript hides the events that do not have the words typed, and the years
// that have none left.
const pageScript = `document.getElementById('find').addEventListener('input',function(e){var q=e.target.value.toLowerCase();
document.querySelectorAll('section').forEach(function(year){var left=0;year.querySelectorAll('li').forEach(function(li){
li.hidden=q!==''&&li.textContent.toLowerCase().indexOf(q)<0;if(!li.hidden)left++});year.hidden=left===0})})`

// pagePolicy lets a page use its own style and script and nothing else: neither
// the network nor what may have come in with a quotation.
func pagePolicy() string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageStyle) + "; script-src " + hash(pageScript)
}

// WriteHTML writes events as one page that needs no network: it opens from a
// disk, is found through by words, and prints.
func WriteHTML(w io.Writer, title string, events []report.Happening, now time.Time) error {
	out := bufio.NewWriter(w)
	name := html.EscapeString(oneLineOf(title))
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>%s</style></head>\n<body><h1 dir=\"auto\">%s</h1>\n<p>%s, each in the words of its source. Written by Dateline on %s.</p>\n<nav><input id=\"find\" type=\"search\" placeholder=\"Find words\" aria-label=\"Find words\"></nav>\n",
		pagePolicy(), name, pageStyle, name, terminal.Plural(len(events), "event", "events"), now.UTC().Format(time.DateOnly))
	year, open := "", false
	for _, h := range byYear(events) {
		if y := yearOf(h); y != year || !open {
			if open {
				fmt.Fprintln(out, "</ol></section>")
			}
			year, open = y, true
			fmt.Fprintf(out, "<section><h2>%s</h2>\n<ol>\n", html.EscapeString(year))
		}
		fmt.Fprintln(out, pageItem(h))
	}
	if open {
		fmt.Fprintln(out, "</ol></section>")
	}
	fmt.Fprintf(out, "<script>%s</script>\n</body></html>\n", pageScript)
	return out.Flush()
}

// pageItem is an event: its date, its quotation, and where that stands.
func pageItem(h report.Happening) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<li id=\"event-%s\">%s<blockquote lang=\"\" dir=\"auto\"", html.EscapeString(strings.ReplaceAll(h.ID, ".", "-")), pageDate(h))
	url := html.EscapeString(weburl.Link(h.URL))
	if url != "" {
		fmt.Fprintf(&b, " cite=\"%s\"", url)
	}
	text := h.Passage.Text
	if oneLineOf(text) == "" {
		text = headlineOf(h)
	}
	marks := eventMarks(h)
	h.Denied = false // it is a mark
	source := "<bdi>" + html.EscapeString(oneLineOf(sourceLine(h))) + "</bdi>"
	if url != "" {
		source = fmt.Sprintf("<a href=\"%s\" rel=\"noreferrer\">%s</a>", url, source)
	}
	fmt.Fprintf(&b, ">%s</blockquote><cite>%s · event %s", html.EscapeString(terminal.CleanText(text)), source, html.EscapeString(h.ID))
	if h.Passage.End > h.Passage.Start {
		fmt.Fprintf(&b, ", bytes %d–%d", h.Passage.Start, h.Passage.End)
	}
	b.WriteString("</cite>")
	for _, mark := range marks {
		fmt.Fprintf(&b, " <span class=\"mark\">%s</span>", mark)
	}
	b.WriteString("</li>")
	return b.String()
}

// pageDate is the date as it is written, and for a machine where HTML has a form
// for it.
func pageDate(h report.Happening) string {
	shown := html.EscapeString(dateShown(h))
	switch h.Date.Precision() {
	case edtf.PrecisionYear, edtf.PrecisionMonth, edtf.PrecisionDay, edtf.PrecisionInstant:
		if h.Date.From() == h.Date && !strings.ContainsAny(shown, "?~%X") {
			return fmt.Sprintf("<time class=\"when\" datetime=\"%s\">%s</time>", shown, shown)
		}
	}
	return "<span class=\"when\">" + shown + "</span>"
}
