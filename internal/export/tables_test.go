package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

// sampleClaims are a statement and what answers it.
func sampleClaims(t *testing.T) []report.Claim {
	t.Helper()
	one := func(id, speaker, passage string) report.Claim {
		return report.Claim{
			ID: id, Speaker: speaker, Act: "said", Article: 4, Version: 1, URL: nastyURL, Outlet: "The Herald", Published: dated(t, "2026-02-17"), Seen: noon,
			Passage: report.Passage{Start: 1, End: 1 + len(passage), Text: passage}, Outlets: []string{"The Herald", "=Kurier"}, Articles: 2,
		}
	}
	first, denial := one("4.1", "=Quay & \"Sons\"", nastyWords), one("4.2", "Port of Elm", "\n\t-2|x: \"no\",\r\nthey say; "+rightToLeft)
	denial.Act, denial.Quote = "denied", true
	denial.Decision = &report.DecisionRow{Verdict: "confirmed", Who: "Ida Lund", Time: noon, Note: "=by phone"}
	first.Answers = []report.Claim{denial}
	return []report.Claim{first, one("5.1", "", "")}
}

func sampleTrace() report.Traced {
	return report.Traced{
		Nodes: []report.TraceNode{{Kind: "article", Article: 4, Name: "The Herald", URL: nastyURL}, {Kind: "source", Name: "@Kurier, \"Wien\""}},
		Edges: []report.TraceEdge{{From: 0, To: 1, By: "words", Cue: nastyWords, Main: true}, {From: 0, To: 0, By: "copy", Kind: "whole"}},
	}
}

// sampleTables are a table of every subject, as they are written.
func sampleTables(t *testing.T, o Options) map[Subject]string {
	t.Helper()
	r := Request{Format: CSV, Options: o}
	deals := sampleDeals(t)
	deals[2].Decision = &report.DecisionRow{Verdict: "corrected", Time: noon}
	return map[Subject]string{
		OfArticles: written(t, func(b *bytes.Buffer) error {
			var articles []report.Article
			for _, c := range sampleCitations(t) {
				c.Passage = &report.Passage{Text: nastyWords}
				articles = append(articles, c.Article)
			}
			return writeRows(r, b, articles, columns())
		}),
		OfEvents:     written(t, func(b *bytes.Buffer) error { return writeRows(r, b, sampleEvents(t), eventColumns()) }),
		OfDeals:      written(t, func(b *bytes.Buffer) error { return writeRows(r, b, deals, dealColumns()) }),
		OfStatements: written(t, func(b *bytes.Buffer) error { return writeRows(r, b, flat(sampleClaims(t)), statementColumns()) }),
		OfCitations: written(t, func(b *bytes.Buffer) error {
			return writeRows(r, b, citationsOf(sampleTrace()), citationColumns())
		}),
	}
}

// csvFaults are the breaches of RFC 4180 in a table.
func csvFaults(table string) (rows [][]string, faults []string) {
	table = strings.TrimPrefix(table, byteOrderMark)
	quoted := false
	for i := range len(table) {
		switch {
		case table[i] == '"':
			quoted = !quoted
		case table[i] == '\n' && (i == 0 || table[i-1] != '\r'):
			faults = append(faults, "a line ends without CR")
		case table[i] == '\r' && (i+1 == len(table) || table[i+1] != '\n'):
			faults = append(faults, "a CR without LF")
		case strings.IndexByte("\x00\x01\x0b\x1b\x7f", table[i]) >= 0:
			faults = append(faults, "a control character")
		}
	}
	if quoted || !strings.HasSuffix(table, "\r\n") {
		faults = append(faults, "the last line does not end")
	}
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		faults = append(faults, err.Error())
	}
	if len(rows) > 0 && len(slices.Compact(slices.Sorted(slices.Values(rows[0])))) != len(rows[0]) {
		faults = append(faults, "two columns have one name")
	}
	return rows, faults
}

func TestTablesKeepRFC4180(t *testing.T) {
	for of, table := range sampleTables(t, Options{}) {
		rows, faults := csvFaults(table)
		for _, fault := range faults {
			t.Errorf("%s: %s", of, fault)
		}
		safeCells(t, rows)
		golden(t, "csv-"+string(of), table)
	}
}

// What stands in a cell is what was read, but for control characters and the
// apostrophe that keeps a formula from being run.
func TestCellsSayWhatWasRead(t *testing.T) {
	tables := sampleTables(t, Options{})
	column := func(of Subject, name string) (cells []string) {
		rows, _ := csvFaults(tables[of])
		at := slices.Index(rows[0], name)
		for _, row := range rows[1:] {
			cells = append(cells, terminal.PlainCell(row[at]))
		}
		return cells
	}
	var passages, vendors, speakers, dates []string
	for _, h := range sampleEvents(t) {
		passages, dates = append(passages, terminal.CleanText(h.Passage.Text)), append(dates, h.Date.String())
	}
	for _, d := range sampleDeals(t) {
		vendors = append(vendors, terminal.CleanText(d.Vendor))
	}
	for _, c := range flat(sampleClaims(t)) {
		speakers = append(speakers, c.Speaker)
	}
	for _, test := range []struct {
		of   Subject
		name string
		want []string
	}{
		{OfEvents, "passage", passages}, {OfEvents, "edtf", dates}, {OfDeals, "vendor", vendors}, {OfStatements, "speaker", speakers}, {OfStatements, "to", []string{"", "4.1", ""}},
		{OfStatements, "decision", []string{"", "confirmed by Ida Lund on 2026-02-18: =by phone", ""}},
		{OfDeals, "decision", []string{"", "", "corrected by somebody on 2026-02-18", "", "", "", "", ""}},
		{OfCitations, "kind", []string{"", "whole"}}, {OfCitations, "source", []string{"@Kurier, \"Wien\"", "The Herald"}},
	} {
		if diff := cmp.Diff(test.want, column(test.of, test.name)); diff != "" {
			t.Errorf("%s of %s (-want +got)\n%s", test.name, test.of, diff)
		}
	}
}

func TestByteOrderMarkStandsFirstAndOnce(t *testing.T) {
	plain := sampleTables(t, Options{})
	for of, table := range sampleTables(t, Options{BOM: true}) {
		if table != byteOrderMark+plain[of] {
			t.Errorf("%s: %.20q", of, table)
		}
	}
}

// readElsewhere runs a program on a table, which writes its rows as JSON.
func readElsewhere(t *testing.T, table string, program string, args ...string) []map[string]string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed: the tables were read by encoding/csv alone", program)
	}
	file := filepath.Join(t.TempDir(), "table.csv")
	check(t, os.WriteFile(file, []byte(table), 0o600))
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", file)
	}
	out, err := exec.CommandContext(t.Context(), path, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	var rows []map[string]string
	check(t, json.Unmarshal(out, &rows))
	return rows
}

// same compares a table with what another program read. Line breaks in cells
// are CRLF in the file.
func same(t *testing.T, table string, got []map[string]string) {
	t.Helper()
	rows, _ := csvFaults(table)
	var want []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		want = append(want, m)
	}
	for _, row := range got {
		for name, cell := range row {
			row[name] = strings.ReplaceAll(cell, "\r\n", "\n")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read elsewhere (-want +got)\n%s", diff)
	}
}

func TestTablesOpenInPython(t *testing.T) {
	const script = "import csv,json,sys\nwith open(sys.argv[1],newline='',encoding='utf-8-sig') as f: print(json.dumps(list(csv.DictReader(f,strict=True))))"
	for of, table := range sampleTables(t, Options{BOM: true}) {
		t.Run(string(of), func(t *testing.T) { same(t, table, readElsewhere(t, table, "python3", "-c", script, "FILE")) })
	}
}

func TestTablesOpenInSQLite(t *testing.T) {
	for of, table := range sampleTables(t, Options{}) {
		t.Run(string(of), func(t *testing.T) {
			same(t, table, readElsewhere(t, table, "sqlite3", "-json", ":memory:", ".import --csv FILE sheet", "SELECT * FROM sheet"))
		})
	}
}

func TestTableFaultsAreFound(t *testing.T) {
	for table, want := range map[string]string{
		"a,b\n1,2\r\n":         "without CR",
		"a,b\r\n1,2":           "does not end",
		"a,b\r\n1,\"2\r\n":     "does not end",
		"a,a\r\n1,2\r\n":       "one name",
		"a,b\r\n1\r\n":         "wrong number of fields",
		"a,b\r\n1,\x1b[2J\r\n": "a control character",
		"a,b\r1,2\r\n":         "a CR without LF",
	} {
		if _, faults := csvFaults(table); !strings.Contains(strings.Join(faults, "; "), want) {
			t.Errorf("%q has the faults %q", table, faults)
		}
	}
}

// Every subject, from a store, as a table and as lines.
func TestTablesOfAnAnswer(t *testing.T) {
	d := filled(t)
	for _, of := range Subjects {
		var table, lines bytes.Buffer
		r := Request{Query: parsed(t, "harbour"), Format: CSV, Of: of, Now: time.Now()}
		got, err := Write(t.Context(), d, r, &table)
		check(t, err)
		r.Format = JSONL
		same, err := Write(t.Context(), d, r, &lines)
		check(t, err)
		rows, faults := csvFaults(table.String())
		if faults != nil || len(rows) != got.Rows+1 || strings.Count(lines.String(), "\n") != same.Rows || same != got {
			t.Errorf("%s: %+v and %+v, %d rows, %v", of, got, same, len(rows), faults)
		}
	}
	if _, err := Write(t.Context(), d, Request{Format: CSV, Of: "ships"}, &bytes.Buffer{}); err == nil {
		t.Error("ships were written")
	}
}
