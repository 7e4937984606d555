package export

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/report"
)

// WriteMarkdown writes events as a list for people, by year.
func WriteMarkdown(w io.Writer, title string, events []report.Happening) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", mdText(title))
	year := ""
	for _, h := range events {
		date := h.Date.String()
		if y := yearOf(h); y != year {
			year = y
			fmt.Fprintf(out, "\n## %s\n\n", mdText(year))
		}
		fmt.Fprintf(out, "- **%s** “%s” — [%s](<%s>)\n", mdText(date), mdText(h.Passage.Text), mdText(sourceLine(h)), strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(h.URL))
	}
	return out.Flush()
}

// yearOf is the year under which an event stands: that of its first known end.
func yearOf(h report.Happening) string {
	for _, end := range []edtf.Date{h.Date.From(), h.Date.To()} {
		if parts := dateParts(end); len(parts) > 0 {
			return strconv.Itoa(parts[0])
		}
	}
	return "undated"
}

// mdText escapes what Markdown would take for markup.
func mdText(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", "#", `\#`, "|", `\|`).Replace(s)
}

// pageStyle is all that the timeline's page looks like; it loads nothing.
const pageStyle = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;border-bottom:1px solid #ccc;margin-top:2rem}
ol{list-style:none;padding:0}li{margin:0 0 1.2rem;padding-left:9.5rem;position:relative}
time{position:absolute;left:0;width:9rem;font-variant-numeric:tabular-nums;color:#1f5a96}
blockquote{margin:0}cite{font-style:normal;font-size:.85rem;color:#555}.mark{color:#a3121f;font-size:.85rem}
nav{margin:1rem 0}input{font:inherit;padding:.3rem .5rem;width:100%;box-sizing:border-box}
@media(max-width:36rem){li{padding-left:0}time{position:static;display:block}}
@media(prefers-color-scheme:dark){body{background:#151515;color:#eee}time{color:#8fbfee}cite{color:#aaa}}`

// pageScript hides the events that do not have the words typed.
const pageScript = `document.getElementById('find').addEventListener('input',function(e){var q=e.target.value.toLowerCase();
document.querySelectorAll('li').forEach(function(li){li.hidden=q!==''&&li.textContent.toLowerCase().indexOf(q)<0})})`

// WriteHTML writes events as one page that needs no network: it opens from a
// disk, is found through by words, and prints.
func WriteHTML(w io.Writer, title string, events []report.Happening, now time.Time) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>%s</style></head>\n<body><h1>%s</h1>\n<p>%d events, each in the words of its source. Written by Dateline on %s.</p>\n<nav><input id=\"find\" type=\"search\" placeholder=\"Find words\" aria-label=\"Find words\"></nav>\n",
		html.EscapeString(title), pageStyle, html.EscapeString(title), len(events), now.UTC().Format(time.DateOnly))
	year, open := "", false
	for _, h := range events {
		date := h.Date.String()
		if y := yearOf(h); y != year || !open {
			if open {
				fmt.Fprintln(out, "</ol>")
			}
			year, open = y, true
			fmt.Fprintf(out, "<h2>%s</h2>\n<ol>\n", html.EscapeString(year))
		}
		mark := ""
		if h.Denied {
			mark = ` <span class="mark">denied</span>`
		}
		fmt.Fprintf(out, "<li id=\"event-%s\"><time>%s</time><blockquote cite=\"%s\">%s</blockquote><cite><a href=\"%s\">%s</a> · %s, bytes %d–%d</cite>%s</li>\n",
			html.EscapeString(strings.ReplaceAll(h.ID, ".", "-")), html.EscapeString(date), html.EscapeString(h.URL), html.EscapeString(h.Passage.Text),
			html.EscapeString(safeURL(h.URL)), html.EscapeString(sourceLine(h)), html.EscapeString("event "+h.ID), h.Passage.Start, h.Passage.End, mark)
	}
	if open {
		fmt.Fprintln(out, "</ol>")
	}
	fmt.Fprintf(out, "<script>%s</script>\n</body></html>\n", pageScript)
	return out.Flush()
}

// safeURL keeps anything but the web and files out of a link.
func safeURL(s string) string {
	for _, scheme := range []string{"http://", "https://", "file://"} {
		if strings.HasPrefix(s, scheme) {
			return s
		}
	}
	return ""
}
