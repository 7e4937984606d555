package terminal

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var now = time.Date(2026, 2, 18, 12, 0, 0, 0, time.UTC)

type row struct {
	ID        int       `json:"id"`
	Published time.Time `json:"published"`
	Outlet    string    `json:"outlet"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Bytes     int64     `json:"bytes"`
}

// rows hold what makes tables go wrong: wide, combining, right-to-left and
// joined characters, markup of every format, formulas, commands for terminals.
var rows = []row{
	{1, now.Add(-5 * time.Minute), "Harbour Courier", "Agency tripled what it keeps in the cloud, papers show; the company says its terms forbid mass surveillance and that it has no sign of any", "http://harbourcourier.example/2026/02/cloud?a=1&b=2", 48211},
	{22, now.Add(-3 * time.Hour), "東京技術新報", "移民当局、クラウドの保存データ量が半年で三倍に。企業側は「大規模監視は規約違反」と説明し、証拠はないと述べた（関係者によると契約は来年まで続く見込みである）", "http://gijutsu.example/記事/22", 1},
	{333, now.Add(-30 * time.Hour), "صحيفة المرفأ", "الوكالة ضاعفت بياناتها 3 مرات خلال 6 أشهر", "http://marfa.example/333", 980},
	{4444, now.AddDate(0, 0, -5), "E\u0301tienne n\u0303u Zeitung 👩‍👩‍👧 ❤️", "Cafe\u0301 *bold* | pipe `code` <b>tag</b> [link](x) $5 a_b", "http://zeitung.example/a|b", 1_400_000},
	{55555, now.AddDate(0, -2, 0), "=HYPERLINK(\"x\")", "\x1b[31mred\x07 \u202egnp.exe\u2069 tab\there \"quoted\", comma\nsecond line\u2028third \xff", "http://evil.example/\x9b2J", -5},
	{666666, time.Time{}, "", "", "", 0},
}

var columns = []Column[row]{
	{Field: "id", Title: "ID", Kind: Number, Priority: 2, Cell: func(r row) string { return strconv.Itoa(r.ID) }},
	{Field: "published", Title: "Published", Kind: Time,
		Cell: func(r row) string { return Stamp(r.Published) },
		Show: func(r row) string { return RelativeTime(r.Published, now) }},
	{Field: "outlet", Title: "Outlet", Cell: func(r row) string { return r.Outlet }, Max: 24,
		Style: func(row) Style { return Cyan }},
	{Field: "title", Title: "Title", Cell: func(r row) string { return r.Title }, Lines: 2, Min: 30},
	{Field: "url", Title: "URL", Kind: Link, Priority: 3, Cell: func(r row) string { return r.URL }, Min: 30},
	{Field: "bytes", Title: "Size", Kind: Number, Priority: 1,
		Cell: func(r row) string { return strconv.FormatInt(r.Bytes, 10) },
		Show: func(r row) string { return Bytes(r.Bytes) }},
}

// terminals are what an answer may be written to.
var terminals = map[string]Streams{
	"80":     {OutIsTerminal: true, Width: 80},
	"200":    {OutIsTerminal: true, Width: 200},
	"40":     {OutIsTerminal: true, Width: 40},
	"colour": {OutIsTerminal: true, Width: 80, Colour: true},
	"pipe":   {Width: 80},
}

func write(t *testing.T, s Streams, f Format, rows []row) string {
	t.Helper()
	var out bytes.Buffer
	s.Out = &out
	l := NewList(s, f, columns)
	for _, r := range rows {
		if err := l.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal("second Close:", err)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestEveryFormatAtEveryWidth(t *testing.T) {
	for width, s := range terminals {
		for _, f := range Formats {
			t.Run(fmt.Sprintf("%s-%s", f, width), func(t *testing.T) {
				golden(t, fmt.Sprintf("list-%s.%s", width, f), write(t, s, f, rows))
			})
		}
	}
}

func TestEmptyList(t *testing.T) {
	for f, want := range map[Format]string{
		Table: "", JSON: "[]\n", JSONL: "",
		CSV:      "id,published,outlet,title,url,bytes\r\n",
		TSV:      "id\tpublished\toutlet\ttitle\turl\tbytes\n",
		Markdown: "| ID | Published | Outlet | Title | URL | Size |\n| ---: | --- | --- | --- | --- | ---: |\n",
	} {
		for width, s := range terminals {
			if got := strings.ReplaceAll(write(t, s, f, nil), "[]\n", "[]\n"); got != want {
				t.Errorf("%s at %s: %q, want %q", f, width, got, want)
			}
		}
	}
}
