package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"dateline/internal/terminal"
)

// fitting are command lines with answers of every shape, over texts of several
// scripts.
var fitting = []string{
	"search contract", "search --rank contract*", "search palantir --all-copies", "search", "search --facets outlet,company,month",
	"show 1", "show 26", "show 27", "show 28", "timeline", "timeline --major", "timeline --by month", "deals", "deals --totals vendor",
	"claims", "coverage", "coverage palantir --compare crane --by week", "coverage --per outlet --by week", "coverage palantir --normalise",
	"entities", "entities --kind company,agency", "first contract", "trace palantir", "trace 1", "diff 1", "status", "sources", "case list", "watch list",
}

// fittingAnswer runs a command line as on a terminal of a width; 0 is a pipe.
func fittingAnswer(t *testing.T, db, line string, width int) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := newApp(nil, &out, &errs)
	a.streams.OutIsTerminal, a.streams.Width, a.height = width > 0, width, 50
	if code := a.main(append([]string{"--db", db, "--no-pager", "--color", "never"}, words(line)...)); code != exitDone {
		t.Fatalf("%s: ends with %d: %s", line, code, &errs)
	}
	return out.String()
}

func TestAnswersFitTheTerminal(t *testing.T) {
	db, _ := rankedStore(t)
	for _, line := range fitting {
		for _, width := range []int{80, 200} {
			t.Run(fmt.Sprintf("%s/%d", line, width), func(t *testing.T) {
				for row := range strings.Lines(fittingAnswer(t, db, line, width)) {
					row = strings.TrimRight(row, "\n")
					if n := terminal.Width(row); n > width && !strings.Contains(row, "://") && !strings.HasPrefix(row, "store ") && !strings.HasPrefix(row, "archive ") {
						t.Errorf("%d cells: %q", n, row)
					}
					if strings.HasSuffix(row, " ") && strings.TrimSpace(row) == "" {
						t.Errorf("a row of blanks: %q", row)
					}
				}
			})
		}
	}
}

func TestNothingIsCutInAPipe(t *testing.T) {
	db, _ := rankedStore(t)
	for _, line := range append(fitting, "coverage palantir --compare 'contract OR contractor OR contracts OR crane' --by week") {
		for _, format := range []string{"", " --format csv"} {
			if strings.HasPrefix(line, "show") || strings.HasPrefix(line, "trace") || strings.HasPrefix(line, "diff") || strings.HasPrefix(line, "status") {
				format = ""
			}
			if text := fittingAnswer(t, db, line+format, 0); strings.Contains(text, "…") && !strings.Contains(text, " … ") { // from … to
				t.Errorf("%s%s: something is cut:\n%s", line, format, text)
			}
		}
	}
}

// TestColumnsLineUpInEveryScript: the second column of a table begins in the
// same cell in all rows, whatever stands before it.
func TestColumnsLineUpInEveryScript(t *testing.T) {
	var out bytes.Buffer
	list := terminal.NewList(terminal.Streams{Out: &out, Err: io.Discard, OutIsTerminal: true, Width: 60}, terminal.Table, []terminal.Column[[2]string]{
		{Field: "title", Title: "Title", Cell: func(r [2]string) string { return r[0] }},
		{Field: "mark", Title: "Mark", Cell: func(r [2]string) string { return r[1] }},
	})
	for _, title := range []string{"plain", "東京都、クラウド契約を公表", "חוזה ענן עם Palantir", "عقد سحابة", "ký hợp đồng", "e\u0301te\u0301", "👩‍💻 at work", "ไทยแลนด์"} {
		if err := list.Row([2]string{title, "|"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := list.Close(); err != nil {
		t.Fatal(err)
	}
	at := -1
	for row := range strings.Lines(out.String()) {
		before, _, found := strings.Cut(row, "|")
		if !found {
			continue
		}
		if n := terminal.Width(before); at < 0 {
			at = n
		} else if n != at {
			t.Errorf("the mark stands in cell %d, not %d: %q", n, at, row)
		}
	}
	if at < 0 {
		t.Error("no marks")
	}
}

func TestEmptyAnswersSayWhatWasSearchedAndWhatMightHelp(t *testing.T) {
	db, _ := rankedStore(t)
	for _, c := range []struct {
		line string
		want []string
	}{
		{"search zeppelin", []string{"no article matches zeppelin", "dateline entities"}},
		{"search 'crane zeppelin'", []string{"no article matches crane zeppelin", "each by itself: crane 3 articles, zeppelin none"}},
		{"search contrac", []string{"contrac* finds 6 articles"}},
		{"search company:pala", []string{`there is company:"Palantir Technologies"`}},
		{"search company:palantr", []string{`there is company:"Palantir Technologies"`}},
		{"search agency:palantir", []string{`there is company:"Palantir Technologies"`}},
		{"search outlet:north", []string{"there is outlet:northgate.example"}},
		{"search crane --since 2030", []string{"no article matches crane date:2030/..", "date:2030/.. none"}},
		{"timeline zeppelin", []string{"no article matches zeppelin"}},
		{"timeline --entity Nobody", []string{"no dated event in the articles stored with these bounds", "--entity"}},
		{"deals zeppelin", []string{"no article matches zeppelin"}},
		{"deals --status ended", []string{"no deal that is ended in the articles stored", "leave out --status"}},
		{"claims crane --act call --speaker Mayor", []string{"no call of or about Mayor in the articles that match crane"}},
		{"coverage zeppelin", []string{"no article matches zeppelin"}},
		{"entities 'crane date:2025' --kind product", []string{"no product is named in the articles that match crane date:2025"}},
		{"first 'no such words'", []string{`nobody has "no such words"`, "dateline search no such words"}},
	} {
		var out, errs bytes.Buffer
		if code := Main(append([]string{"--db", db}, words(c.line)...), nil, &out, &errs); code != exitDone {
			t.Errorf("%s: ends with %d: %s", c.line, code, &errs)
		}
		for _, want := range c.want {
			if !strings.Contains(errs.String(), want) {
				t.Errorf("%s: says %q, not %q", c.line, errs.String(), want)
			}
		}
	}
}
