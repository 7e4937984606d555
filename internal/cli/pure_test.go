package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"dateline/internal/edtf"
	"dateline/internal/fault"
	"dateline/internal/feed"
	"dateline/internal/fetch"
	"dateline/internal/ingest"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/terminal"
)

func TestWordsAreSplitAsAShellDoes(t *testing.T) {
	for command, want := range map[string][]string{
		"":                                    nil,
		"status":                              {"status"},
		"search  azure   --limit 5":           {"search", "azure", "--limit", "5"},
		"search 'cloud contract'":             {"search", "cloud contract"},
		`search '"mass surveillance"' --rank`: {"search", `"mass surveillance"`, "--rank"},
		"a 'b c' 'd e' f":                     {"a", "b c", "d e", "f"},
	} {
		if diff := cmp.Diff(want, words(command)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", command, diff)
		}
	}
}

func TestShellWordIsQuotedWhereNeeded(t *testing.T) {
	for s, want := range map[string]string{
		"/tmp/dateline-demo-1/dateline.db": "/tmp/dateline-demo-1/dateline.db",
		"my file.db":                       "'my file.db'",
		"it's":                             `'it'\''s'`,
		"$(reboot).db":                     "'$(reboot).db'",
		"":                                 "''",
	} {
		if got := shellWord(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func TestOutletIsADomainAnAddressOrAName(t *testing.T) {
	for s, want := range map[string]news.Outlet{
		"news.az":                     {Domain: "news.az"},
		"www.theguardian.com":         {Domain: "theguardian.com"},
		"https://www.bbc.co.uk/news":  {Domain: "bbc.co.uk"},
		"http://ferry.lane.example/x": {Domain: "lane.example"},
		"The Lamp":                    {Domain: "the lamp", Name: "The Lamp"},
		"St. Olaf's Post":             {Domain: "st. olaf's post", Name: "St. Olaf's Post"},
		"Lamp":                        {Domain: "lamp", Name: "Lamp"},
	} {
		if got := outlet(s); got != want {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
	}
}

func TestDatesKeepTheirPrecision(t *testing.T) {
	for _, c := range []struct{ edtf, short, human string }{
		{"", "", ""},
		{"2026", "2026", "2026"},
		{"2026-02", "2026-02", "2026-02"},
		{"2026-02-18", "2026-02-18", "2026-02-18"},
		{"2026-02-18T23:30:00-05:00", "2026-02-18", "2026-02-18 23:30 -05:00"},
		{"2026-02-18T09:30:00Z", "2026-02-18", "2026-02-18 09:30 +00:00"},
		{"2026-02/2026-03", "2026-02/2026-03", "2026-02/2026-03"},
		{"201X", "201X", "201X"},
	} {
		var d edtf.Date
		if c.edtf != "" {
			var err error
			if d, err = edtf.Parse(c.edtf); err != nil {
				t.Fatal(err)
			}
		}
		if got := shortDate(d); got != c.short {
			t.Errorf("shortDate(%s) = %q, want %q", c.edtf, got, c.short)
		}
		if got := humanDate(d); got != c.human {
			t.Errorf("humanDate(%s) = %q, want %q", c.edtf, got, c.human)
		}
	}
}

func TestNearestIsWhatWasMeant(t *testing.T) {
	names := []string{"add", "backup", "completion", "demo", "ingest", "inspect", "search", "show", "sources", "status", "verify"}
	for name, want := range map[string]string{
		"serch": "search", "SEARCH": "search", "saerch": "search", "searchh": "search", "stauts": "status", "ingset": "ingest",
		"sh": "show", "comp": "completion", "ver": "verify", "xylophone": "", "": "", "s": "", "ad": "add", "zz": "", "source": "sources",
		strings.Repeat("search", 20): "",
	} {
		if got := nearest(name, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestHostsAreToldFromFiles(t *testing.T) {
	for arg, want := range map[string]string{
		"example.com": "example.com", "www.example.com/feed?x=1": "www.example.com/feed?x=1", "news.az": "news.az",
		"feeds.opml": "", "notes.txt": "", "crawl.warc.gz": "", "pages/saved.html": "", "nosuch": "", "./x": "", "..": "", "": "",
		"a b.com": "", "10.0.0.1": "", `c:\news.com`: "",
	} {
		if got := likeHost(arg); got != want {
			t.Errorf("likeHost(%q) = %q, want %q", arg, got, want)
		}
	}
	for arg, want := range map[string]bool{
		"https://a.example/": true, "HTTP://a.example": true, "ftp://a.example": false, "a.example": false, "https:a": false, "-": false,
	} {
		if got := isURL(arg); got != want {
			t.Errorf("isURL(%q) = %v", arg, got)
		}
	}
}

func TestJSONErrorsAreAskedForAnywhere(t *testing.T) {
	for line, want := range map[string]bool{
		"search x --format json": true, "search --format=jsonl x": true, "show 1 --json": true, "searhc --format JSON": true,
		"search x": false, "search --format csv x": false, "search --format": false, "search -- --json": false, "search --format nope": false,
	} {
		if got := asksForJSON(strings.Fields(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

func TestExitCodes(t *testing.T) {
	for want, errs := range map[int][]error{
		0:   {nil},
		1:   {errors.New("x"), fault.New(fault.NoStore, "x"), fault.New(fault.Timeout, "x"), fault.New(fault.NoMatch, "x"), fault.New(fault.Corrupt, "x"), fault.New(fault.DiskFull, "x")},
		2:   {usage("a", "b"), fmt.Errorf("wrapped: %w", usage("a", "b"))},
		3:   {fault.New(fault.Partial, "x")},
		4:   {fault.New(fault.Unverified, "x")},
		5:   {fault.New(fault.Locked, "x"), fault.New(fault.Newer, "x"), fault.New(fault.Foreign, "x"), adviseStore(fault.New(fault.Foreign, "x"))},
		130: {fault.New(fault.Interrupted, "x"), context.Canceled, errors.Join(fault.New(fault.Partial, "x"), context.Canceled)},
	} {
		for _, err := range errs {
			if got := exitCode(err); got != want {
				t.Errorf("%v: %d, want %d", err, got, want)
			}
		}
	}
}

func TestAReaderThatHasGoneAwayIsNoFailure(t *testing.T) {
	a := newApp(strings.NewReader(""), io.Discard, io.Discard)
	if err := a.finish(fmt.Errorf("write: %w", syscall.EPIPE)); err != nil {
		t.Error(err)
	}
	if err := a.finish(io.ErrUnexpectedEOF); err == nil {
		t.Error("another failure is forgotten")
	}
}

func TestSummaryNamesOnlyWhatThereIs(t *testing.T) {
	for _, c := range []struct {
		sum  ingest.Summary
		want string
	}{
		{ingest.Summary{}, "0 new, 0 changed, 0 unchanged, 0 failed in 0s"},
		{ingest.Summary{New: 1234, Changed: 2, Unchanged: 3, Failed: 4, Skipped: 5, Left: 6, Took: 1234567 * time.Microsecond},
			"1,234 new, 2 changed, 3 unchanged, 4 failed, 5 skipped (files of other kinds), 6 left in 1.23s"},
	} {
		if got := summaryLine(c.sum); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestFailuresAreAllOrSome(t *testing.T) {
	if err := failures(ingest.Summary{Failed: 2, Asked: 2}); exitCode(err) != exitFailed {
		t.Error(err)
	}
	if err := failures(ingest.Summary{Failed: 2, Asked: 3}); exitCode(err) != exitPartial {
		t.Error(err)
	}
}

func TestParagraphsFitTheTerminal(t *testing.T) {
	long := strings.Repeat("The agency kept almost 1,400 terabytes. ", 20)
	rows := []report.Article{
		{ID: 7, Title: "Short", Outlet: "Lamp", Published: edtf.Day(2026, 2, 18), Version: 1},
		{ID: 1234, Title: "雲 " + strings.Repeat("a title that goes on ", 12), Outlet: strings.Repeat("Outlet ", 20), Version: 2,
			Passage: &report.Passage{Text: "\x1b[2J\u202e" + long}},
	}
	for _, width := range []int{20, 40, 80, narrow - 1} {
		var out bytes.Buffer
		a := newApp(nil, &out, io.Discard)
		a.streams.OutIsTerminal, a.streams.Width = true, width
		list := a.finder(query.Term{Word: "agency"})
		for _, row := range rows {
			if err := list.Row(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := list.Close(); err != nil || list.Rows() != len(rows) {
			t.Fatal(err, list.Rows())
		}
		text := out.String()
		if strings.ContainsAny(text, "\x1b\u202e") {
			t.Errorf("at %d: %q", width, text)
		}
		if n := strings.Count(text, "\n"); n > 3+1+2+passageLines {
			t.Errorf("at %d: %d lines", width, n)
		}
		for line := range strings.Lines(text) {
			if got := terminal.Width(strings.TrimRight(line, "\n")); got > width+6 && width == 20 || got > width && width > 20 {
				t.Errorf("at %d: %d cells: %q", width, got, line)
			}
		}
	}
	wide := newApp(nil, io.Discard, io.Discard)
	wide.streams.OutIsTerminal, wide.streams.Width = true, narrow
	if _, is := wide.finder(nil).(*paragraphs); is {
		t.Error("a wide terminal has room for a table")
	}
	piped := newApp(nil, io.Discard, io.Discard)
	if _, is := piped.finder(nil).(*paragraphs); is {
		t.Error("a pipe gets a table")
	}
}

// each visits a command and all below it.
func each(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, sub := range cmd.Commands() {
		each(sub, visit)
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	var out bytes.Buffer
	a := newApp(nil, &out, io.Discard)
	seen := 0
	each(newRoot(a), func(cmd *cobra.Command) {
		if cmd.Hidden {
			return // for shells
		}
		seen++
		path := cmd.CommandPath()
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: Short is %q", path, cmd.Short)
		}
		if !strings.Contains(cmd.Example, "dateline "+strings.TrimPrefix(path, "dateline ")) && cmd.HasParent() {
			t.Errorf("%s: no example of it", path)
		}
		if !strings.HasPrefix(cmd.Annotations[exitStatus], "0  ") {
			t.Errorf("%s: its exit codes are not said", path)
		}
		out.Reset()
		if err := a.help(cmd); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if at, use := strings.Index(text, "\nExamples\n"), strings.Index(text, "\nUsage\n"); at < 0 || use < at {
			t.Errorf("%s: examples do not stand first", path)
		}
		examples := cmd.Example
		for line := range strings.Lines(text) {
			if line = strings.TrimRight(line, "\n"); terminal.Width(line) > 80 && !strings.Contains(examples, line) {
				t.Errorf("%s: %d cells: %q", path, terminal.Width(line), line)
			}
		}
	})
	if seen < 20 {
		t.Errorf("only %d commands", seen)
	}
	for _, topic := range topics {
		for line := range strings.Lines(topic.long) {
			if terminal.Width(strings.TrimRight(line, "\n")) > 80 {
				t.Errorf("help %s: %q", topic.name, line)
			}
		}
	}
}

func TestManualEscapesWhatTroffWouldObey(t *testing.T) {
	got := roff(".SH x\n'y\n--all \\n")
	if want := "\\&.SH x\n\\&'y\n\\-\\-all \\en"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWrongQueryPointsAtThePlace(t *testing.T) {
	for _, c := range []struct{ query, mark string }{
		{"azure OR", "  azure OR\n          ^\n"},
		{"雲 outlt:x", "  雲 outlt:x\n     ^\n"},
	} {
		var errs bytes.Buffer
		a := newApp(nil, io.Discard, &errs)
		_, err := a.query(c.query, "", "")
		if exitCode(err) != exitUsage {
			t.Fatal(err)
		}
		a.fail(err)
		if !strings.Contains(errs.String(), c.mark) {
			t.Errorf("%q: %q lacks %q", c.query, errs.String(), c.mark)
		}
	}
}

func TestSinceAndUntilAreOneInterval(t *testing.T) {
	a := newApp(nil, io.Discard, io.Discard)
	a.now = func() time.Time { return time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC) }
	both, err := a.query("azure", "2025-07", "2026-02")
	if err != nil {
		t.Fatal(err)
	}
	written, err := a.query("azure date:2025-07/2026-02", "", "")
	if err != nil {
		t.Fatal(err)
	}
	if query.Print(written) != query.Print(both) {
		t.Errorf("%s, want %s", query.Print(both), query.Print(written))
	}
}

func TestOnlyWordsHavePassages(t *testing.T) {
	a := newApp(nil, io.Discard, io.Discard)
	for q, want := range map[string]bool{
		"azure": true, `"mass surveillance"`: true, "NEAR(a b, 3)": true, "outlet:lamp.example azure": true, "lang:de OR azure": true,
		"": false, "outlet:lamp.example": false, "date:2026": false, "title:azure": false, "lang:de NOT azure": false,
	} {
		n, err := a.query(q, "", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := looksForWords(n); got != want {
			t.Errorf("%q: %v", q, got)
		}
	}
}

func TestAnArticleWithoutTitleIsNamed(t *testing.T) {
	for _, c := range []struct {
		row  report.Article
		want string
	}{
		{report.Article{Title: "Plan", URL: "file:///x/a.txt"}, "Plan"},
		{report.Article{URL: "file:///x/a.txt"}, "(no title; a.txt)"},
		{report.Article{Title: " ", URL: "https://a.example/b"}, "(no title)"},
	} {
		if got := titleShown(c.row); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestGuessesTellThePartFromTheSite(t *testing.T) {
	for url, want := range map[string]string{
		"https://herald.example/":         "https://herald.example/feed",
		"https://herald.example/politics": "https://herald.example/politics/feed",
	} {
		inside, elsewhere := guesses(&fetch.Response{FinalURL: url})
		has := func(all []feed.Candidate, url string) bool {
			return slices.ContainsFunc(all, func(c feed.Candidate) bool { return strings.TrimSuffix(c.URL, "/") == url })
		}
		if !has(inside, want) {
			t.Errorf("%s: inside %v, want %s", url, inside, want)
		}
		if url != "https://herald.example/" && (has(inside, "https://herald.example/feed") || len(elsewhere) == 0) {
			t.Errorf("%s: the feed of the whole site is not that of a part: %v", url, inside)
		}
	}
}
