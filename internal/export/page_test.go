package export

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dateline/internal/report"
	"dateline/internal/terminal"
	"dateline/internal/weburl"
)

// pageLoads are the attributes by which an element loads something, and the
// elements that do so by themselves.
var (
	pageLoads    = []string{"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest", "xlink:href", "style"}
	pageLoaders  = []string{"link", "base", "img", "iframe", "frame", "object", "embed", "audio", "video", "source", "track", "form", "svg", "applet"}
	pageNetwork  = regexp.MustCompile(`(?i)url\(|@import|fetch\(|XMLHttpRequest|import\(|sendBeacon|WebSocket|\bImage\(|eval\(|innerHTML`)
	pageDatetime = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?$`)
)

// pageFaults are what keeps a page from being a sound one that needs no network.
func pageFaults(doc string) (faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	page, err := goquery.NewDocumentFromReader(strings.NewReader(doc))
	if err != nil {
		return []string{err.Error()}
	}
	if at := strings.Index(doc, `<meta charset="utf-8">`); !strings.HasPrefix(doc, "<!DOCTYPE html>\n") || at < 0 || at > 1024 {
		fault("no doctype, or no charset within 1024 bytes")
	}
	if lang, _ := page.Find("html").Attr("lang"); lang == "" {
		fault("no language")
	}
	if strings.TrimSpace(page.Find("title").Text()) == "" || page.Find("h1").Length() != 1 {
		fault("no title")
	}
	for _, name := range pageLoaders {
		if page.Find(name).Length() > 0 {
			fault("<%s> loads something", name)
		}
	}
	if page.Find("script").Length() != 1 || page.Find("style").Length() != 1 {
		fault("%d scripts and %d styles", page.Find("script").Length(), page.Find("style").Length())
	}
	if found := pageNetwork.FindString(page.Find("script").Text() + page.Find("style").Text()); found != "" {
		fault("the page itself has %s", found)
	}
	ids := map[string]bool{}
	page.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			name := goquery.NodeName(s)
			switch {
			case a.Key == "id" && (ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n")):
				fault("the id %q is there twice, or is none", a.Val)
			case slices.Contains(pageLoads, a.Key) || strings.HasPrefix(a.Key, "on"):
				fault("<%s %s=%q>", name, a.Key, a.Val)
			case a.Key == "href" && name != "a":
				fault("<%s> loads %q", name, a.Val)
			case a.Key == "http-equiv" && a.Val != "Content-Security-Policy":
				fault("the page does %s", a.Val)
			case a.Key == "href" || a.Key == "cite":
				if u, err := url.Parse(a.Val); err != nil || !slices.Contains([]string{"http", "https", "file"}, u.Scheme) {
					fault("<%s> leads to %q", name, a.Val)
				}
			case a.Key == "datetime" && !pageDatetime.MatchString(a.Val):
				fault("%q is no date of HTML", a.Val)
			}
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	})
	if page.Find("time:not([datetime])").Length() > 0 {
		fault("a <time> that no machine reads")
	}
	for i, r := range doc {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\ufffd' {
			fault("the character %U at %d", r, i)
		}
	}
	return faults
}

func samplePage(t *testing.T) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return WriteHTML(b, nastyHTML, sampleEvents(t), noon) })
}

func TestPageReadBack(t *testing.T) {
	got := samplePage(t)
	for _, fault := range pageFaults(got) {
		t.Error(fault)
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(got))
	check(t, err)
	if title := page.Find("title").Text(); title != oneLineOf(nastyHTML) || page.Find("h1").Text() != title {
		t.Errorf("the title is %q", title)
	}
	events := sampleEvents(t)
	if items := page.Find("li"); items.Length() != len(events) {
		t.Fatalf("%d items of %d", items.Length(), len(events))
	}
	for _, h := range events {
		item := page.Find("#event-" + strings.ReplaceAll(h.ID, ".", "-"))
		want := terminal.CleanText(h.Passage.Text)
		if want == "" {
			want = headlineOf(h)
		}
		if got := item.Find("blockquote").Text(); got != want {
			t.Errorf("%s says %q, want %q", h.ID, got, want)
		}
		if got := item.Find(".when").Text(); got != dateShown(h) {
			t.Errorf("%s is dated %q", h.ID, got)
		}
		if got := item.Closest("section").Find("h2").Text(); got != yearOf(h) {
			t.Errorf("%s stands under %q", h.ID, got)
		}
		href, _ := item.Find("a").Attr("href")
		cite, _ := item.Find("blockquote").Attr("cite")
		if href != weburl.Link(h.URL) || cite != href {
			t.Errorf("%s leads to %q, cites %q", h.ID, href, cite)
		}
		if marked := item.Find(".mark").Text(); (marked == "denied") != h.Denied || (marked == "own source") != h.Own {
			t.Errorf("%s is marked %q", h.ID, marked)
		}
	}
	golden(t, "html", got)
	for n, want := range map[int]string{0: "0 events,", 1: "1 event,"} {
		got := written(t, func(b *bytes.Buffer) error { return WriteHTML(b, "x", events[:n], noon) })
		if faults := pageFaults(got); faults != nil || !strings.Contains(got, "<p>"+want) {
			t.Errorf("%d events: %v", n, faults)
		}
	}
}

func TestPageFaultsAreFound(t *testing.T) {
	good := samplePage(t)
	for _, change := range []struct{ from, to, want string }{
		{`<meta charset="utf-8">`, "", "no charset"},
		{`<html lang="en">`, "<html>", "no language"},
		{"</h1>", `</h1><img src="https://a.example/x.png">`, "<img> loads"},
		{"</h1>", "</h1><script>alert(1)</script>", "2 scripts"},
		{"</h1>", `</h1><p onclick="x()">`, "<p onclick"},
		{"</h1>", `</h1><a href="javascript:x">`, `leads to "javascript:x"`},
		{"</h1>", `</h1><link rel="stylesheet" href="a.css">`, "<link> loads"},
		{"<style>", "<style>@import 'a.css';", "has @import"},
		{`id="event-1-1"`, `id="event-1-2"`, "is there twice"},
		{` datetime="2011"`, "", "no machine"},
		{` datetime="2011"`, ` datetime="2011~"`, "is no date"},
		{"</h1>", "</h1>\x01", "the character U+0001"},
	} {
		bad := strings.Replace(good, change.from, change.to, 1)
		if bad == good {
			t.Errorf("%s is not there", change.from)
		}
		if got := strings.Join(pageFaults(bad), "\n"); !strings.Contains(got, change.want) {
			t.Errorf("%s has the faults %q", change.to, got)
		}
	}
}

// inChromium is what a page on the disk is once Chromium has opened it.
func inChromium(t *testing.T, doc string) *goquery.Document {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("Chromium is not installed: the page was read by goquery alone")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "timeline.html")
	check(t, os.WriteFile(path, []byte(doc), 0o600))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--enable-logging=stderr",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--dump-dom", "file://"+path)
	var told bytes.Buffer
	cmd.Stderr = &told
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, told.String())
	}
	for line := range strings.Lines(told.String()) {
		if strings.Contains(line, "CONSOLE") {
			t.Errorf("the page complains: %s", line)
		}
	}
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(out))
	check(t, err)
	return page
}

func TestPageOpensInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a browser")
	}
	events := sampleEvents(t)
	page := inChromium(t, samplePage(t))
	if page.Find("li").Length() != len(events) || page.Find("li[hidden], section[hidden]").Length() != 0 || page.Find("script").Length() != 1 {
		t.Errorf("%d events, %d of them hidden, %d scripts", page.Find("li").Length(), page.Find("li[hidden]").Length(), page.Find("script").Length())
	}
	if got := page.Find("#event-1-2 blockquote").Text(); got != nastyHTML {
		t.Errorf("a quotation became %q", got)
	}
}

// Words that are typed leave the events that have them, and their years.
func TestPageFindsWordsInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a browser")
	}
	typed := "<script>var f=document.getElementById('find');f.value='LEASE will';f.dispatchEvent(new Event('input'))</script></body>"
	doc := strings.Replace(samplePage(t), "</body>", typed, 1)
	page := inChromium(t, regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(doc, "")) // the policy forbids our script, too
	if got := page.Find("li:not([hidden])"); got.Length() != 1 || got.AttrOr("id", "") != "event-6-1" {
		t.Errorf("%d events are left, the first %q", got.Length(), got.AttrOr("id", ""))
	}
	if got := page.Find("section:not([hidden]) h2").Text(); got != "2027" {
		t.Errorf("the years %q are left", got)
	}
}

func TestPageDates(t *testing.T) {
	for in, want := range map[string]string{
		"2011": "2011", "2024-03": "2024-03", "2024-05-06": "2024-05-06", "2025-02-03T10:00:00+02:00": "2025-02-03T10:00:00+02:00",
		"2025~": "", "202X": "", "2025-XX": "", "2025-34": "", "2025/2026": "", "2025/..": "", "": "",
	} {
		got := pageDate(report.Happening{Date: dated(t, in)})
		if strings.Contains(got, `datetime="`+want+`"`) != (want != "") || !strings.Contains(got, `class="when"`) {
			t.Errorf("%q: %s", in, got)
		}
	}
}
