package terminal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestParseFormat(t *testing.T) {
	for name, want := range map[string]Format{
		"": Table, "table": Table, "json": JSON, "JSONL": JSONL, "csv": CSV, "tsv": TSV, "md": Markdown,
	} {
		if got, err := ParseFormat(name); err != nil || got != want {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"xml", "markdown", " json", "\x1b"} {
		_, err := ParseFormat(name)
		if !errors.Is(err, fault.Usage) || !strings.Contains(fault.AdviceOf(err), "table, json") {
			t.Errorf("%q: %v", name, err)
		}
	}
	if !JSON.Machine() || !JSONL.Machine() || CSV.Machine() {
		t.Error("only JSON and JSONL are for machines")
	}
}

func TestRowsAreWrittenAsTheyCome(t *testing.T) {
	for _, f := range Formats {
		var out bytes.Buffer
		l := NewList(Streams{Out: &out}, f, columns)
		before := 0
		for i, r := range rows {
			if err := l.Row(r); err != nil {
				t.Fatal(err)
			}
			if l.Rows() != i+1 {
				t.Errorf("%s: %d rows after %d", f, l.Rows(), i+1)
			}
			if came := out.Len() > before; came != (f != Table) {
				t.Errorf("%s: row %d written: %v", f, i, came)
			}
			before = out.Len()
		}
	}
}

func TestNothingUnsafeIsWritten(t *testing.T) {
	hostile := row{Outlet: "\x1b]0;t\x07\u202e", Title: "\u009b2J\x7f\x00\r\n\u2066x\u2029\xff", URL: "\x08http://x.example/\x1b"}
	for width, s := range terminals {
		if s.Colour {
			continue
		}
		for _, f := range Formats {
			allowed := map[Format]string{CSV: "\r\n", TSV: "\t\n"}[f]
			if bad := clear(write(t, s, f, []row{hostile, hostile}), allowed+"\n"); bad != "" {
				t.Errorf("%s at %s: %s", f, width, bad)
			}
		}
	}
}

func TestJSONIsOneDocument(t *testing.T) {
	for width, s := range terminals {
		for n := range len(rows) {
			var got []row
			if err := json.Unmarshal([]byte(write(t, s, JSON, rows[:n])), &got); err != nil {
				t.Fatalf("%s, %d rows: %v", width, n, err)
			}
			if len(got) != n {
				t.Errorf("%s: %d rows of %d", width, len(got), n)
			}
		}
	}
	for i, line := range strings.Split(strings.TrimSuffix(write(t, terminals["80"], JSONL, rows), "\n"), "\n") {
		var got row
		if err := json.Unmarshal([]byte(line), &got); err != nil || got.ID != rows[i].ID {
			t.Errorf("line %d: %v %v", i, got, err)
		}
	}
}

func TestCSVIsReadBack(t *testing.T) {
	out := write(t, terminals["pipe"], CSV, rows)
	for line := range strings.SplitAfterSeq(out, "\n") {
		if line != "" && !strings.HasSuffix(line, "\r\n") {
			t.Errorf("%q does not end as RFC 4180 wants it", line)
		}
	}
	records, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		want := []string{records[i+1][0], Stamp(r.Published), SafeCell(r.Outlet), CleanText(r.Title), Clean(r.URL), records[i+1][5]}
		if diff := cmp.Diff(want, records[i+1]); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTSVHasOneLinePerRow(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(write(t, terminals["80"], TSV, rows), "\n"), "\n")
	if len(lines) != len(rows)+1 {
		t.Fatalf("%d lines for %d rows", len(lines), len(rows))
	}
	for _, line := range lines {
		if n := strings.Count(line, "\t"); n != len(columns)-1 {
			t.Errorf("%d tabs in %q", n, line)
		}
	}
}

func TestSpreadsheetsRunNothing(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-cmd": "'-cmd", "@SUM(A1)": "'@SUM(A1)", " =1": "' =1", "\n=1": "'\n=1",
		"＝1": "'＝1", "\u00a0=1": "'\u00a0=1", "|x": "'|x", "%x": "'%x",
		"-5": "-5", "+5": "+5", "-5.25": "-5.25", "-": "'-", "--5": "'--5", "-5.": "'-5.", "-1.2.3": "'-1.2.3", "-5+1": "'-5+1",
		"a=b": "a=b", "": "", "2026-02-18": "2026-02-18", "-2|x": "'-2|x", "'=": "'=",
	} {
		if got := SafeCell(in); got != want {
			t.Errorf("SafeCell(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMarkdownIsShownAsItIs(t *testing.T) {
	for in, want := range map[string]string{
		"plain text, 5%": "plain text, 5%", "a|b": `a\|b`, `a\|b`: `a\\\|b`, "*b* _i_": `\*b\* \_i\_`, "`c`": "\\`c\\`",
		"[x](http://e.example)": `\[x\](http://e.example)`, "<script>": `\<script\>`, "&lt;": `\&lt;`, "~~s~~": `\~\~s\~\~`, "$x$": `\$x\$`,
		"two\nlines": "two lines",
	} {
		if got := markdownCell(Column[row]{}, in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"http://a.example/x_y": "<http://a.example/x_y>", "https://a.example/a|b<c> d": "<https://a.example/a%7Cb%3Cc%3E%20d>",
		"javascript:alert(1)": "javascript:alert(1)", "": "",
	} {
		if got := markdownCell(Column[row]{Kind: Link}, in); got != want {
			t.Errorf("link %q: %q, want %q", in, got, want)
		}
	}
}

// brokenPipe takes a number of writes and no more.
type brokenPipe struct{ left int }

var errPipe = errors.New("broken pipe")

func (b *brokenPipe) Write(p []byte) (int, error) {
	if b.left--; b.left < 0 {
		return 0, errPipe
	}
	return len(p), nil
}

func TestAFailedWriteEndsTheList(t *testing.T) {
	for _, f := range Formats {
		pipe := &brokenPipe{left: 1}
		l := NewList(Streams{Out: pipe}, f, columns)
		var err error
		for range 5 {
			err = l.Row(rows[0])
		}
		if f != Table && !errors.Is(err, errPipe) {
			t.Errorf("%s: Row returned %v", f, err)
		}
		pipe.left = 0
		if err := l.Close(); !errors.Is(err, errPipe) {
			t.Errorf("%s: Close returned %v", f, err)
		}
	}
}

func TestWhatCannotBeEncodedIsAnError(t *testing.T) {
	for _, f := range []Format{JSON, JSONL} {
		l := NewList(Streams{Out: new(bytes.Buffer)}, f, []Column[chan int]{})
		if err := l.Row(nil); err == nil {
			t.Errorf("%s took a channel", f)
		}
	}
	if err := WriteJSON(Streams{Out: new(bytes.Buffer)}, func() {}); err == nil {
		t.Error("WriteJSON took a function")
	}
}

func TestWriteJSON(t *testing.T) {
	for width, want := range map[string]string{
		"80":   "{\n  \"a\": \"<b> \\u202e\",\n  \"n\": 1\n}\n",
		"pipe": "{\"a\":\"<b> \\u202e\",\"n\":1}\n",
	} {
		var out bytes.Buffer
		s := terminals[width]
		s.Out = &out
		if err := WriteJSON(s, map[string]any{"a": "<b> \u202e", "n": 1}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s: %q, want %q", width, out.String(), want)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	start := time.Now()
	for b.Loop() {
		l := NewList(Streams{Out: new(bytes.Buffer), OutIsTerminal: true, Width: 120}, Table, columns)
		for i := range 1000 {
			_ = l.Row(rows[i%len(rows)])
		}
		_ = l.Close()
	}
	b.ReportMetric(float64(b.N*1000)/time.Since(start).Seconds(), "rows/s")
}
