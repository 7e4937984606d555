package export

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"dateline/internal/report"
	"dateline/internal/weburl"
)

// mdItem is an item of a list of events, as a reader of Markdown sees it.
type mdItem struct{ year, date, quote, source, url string }

// mdRead reads what is written here as CommonMark does, and returns what in it
// is taken for markup but stands where there is to be none.
func mdRead(doc string) (title string, items []mdItem, faults []string) {
	year := ""
	plain := func(s string) string {
		text, fault := mdInline(s)
		if fault != "" {
			faults = append(faults, fmt.Sprintf("%s in %q", fault, s))
		}
		return text
	}
	for i, line := range strings.Split(strings.TrimSuffix(doc, "\n"), "\n") {
		switch {
		case i == 0 && strings.HasPrefix(line, "# "):
			title = plain(line[2:])
		case strings.HasPrefix(line, "## "):
			year = plain(line[3:])
		case line == "":
		default:
			m := mdForm.FindStringSubmatch(line)
			if m == nil {
				faults = append(faults, fmt.Sprintf("no event: %q", line))
				continue
			}
			item := mdItem{year: year, date: plain(m[1]), quote: plain(m[2]), source: plain(m[3])}
			if link := mdLinked.FindStringSubmatch(m[3]); link != nil {
				item.source, item.url = plain(link[1]), html.UnescapeString(link[2])
			}
			items = append(items, item)
		}
	}
	return title, items, faults
}

var (
	mdForm   = regexp.MustCompile(`^- \*\*(.*?)\*\* (.*) — (.*)$`)
	mdLinked = regexp.MustCompile(`^\[(.*)\]\(<([^<>\\\s]*)>\)$`)
)

// mdInline is the text of a run that is to have no markup in it.
func mdInline(s string) (text, fault string) {
	if mdLinked.MatchString(s) {
		return s, "" // read apart
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case strings.IndexByte("\\`*_[]<>&#|~$", c) >= 0:
			return b.String(), fmt.Sprintf("%q is markup", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func TestMarkdownReadBack(t *testing.T) {
	events := sampleEvents(t)
	got := written(t, func(b *bytes.Buffer) error { return WriteMarkdown(b, nastyTitle+nastyHTML, events) })
	title, items, faults := mdRead(got)
	for _, fault := range faults {
		t.Error(fault)
	}
	if want := oneLineOf(nastyTitle + nastyHTML); title != want {
		t.Errorf("the title is %q, want %q", title, want)
	}
	if len(items) != len(events) {
		t.Fatalf("%d items of %d", len(items), len(events))
	}
	years := 0
	for line := range strings.SplitSeq(got, "\n") {
		if strings.HasPrefix(line, "## ") {
			years++
		}
	}
	if years != 7 {
		t.Errorf("%d years, want each once", years)
	}
	for i, h := range byYear(events) {
		quote := "“" + oneLineOf(h.Passage.Text) + "”"
		if h.Passage.Text == "" {
			quote = headlineOf(h)
		}
		want := mdItem{yearOf(h), dateShown(h), oneLine(quote), oneLineOf(sourceLine(h)), weburl.Link(h.URL)}
		if items[i] != want {
			t.Errorf("%s: %+v, want %+v", h.ID, items[i], want)
		}
	}
	if strings.Contains(got, "javascript:alert") {
		t.Error("a link runs a script")
	}
	golden(t, "md", got)
}

func TestMarkdownYears(t *testing.T) {
	for in, want := range map[string]string{"2011": "2011", "2025-11/..": "2025", "../2027-03": "2027", "202X": "2020", "": "undated"} {
		if got := yearOf(report.Happening{Date: dated(t, in)}); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzMarkdownText(f *testing.F) {
	for _, s := range []string{nastyWords, nastyHTML, nastyTitle, "1. a\n- b\n===\n\n    code", "![x](y)", "a\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, fault := mdInline(mdText(s))
		if text != oneLineOf(s) || fault != "" {
			t.Errorf("%q became %q: %s", s, text, fault)
		}
	})
}
