package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
)

func citations(t *testing.T, one func(io.Writer, Cited, int) error) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error {
		for i, c := range sampleCitations(t) {
			if err := one(b, c, i); err != nil {
				return err
			}
		}
		return nil
	})
}

// cslKnown are the properties that the schema of CSL data 1.0.2 allows and that
// a newspaper article may have.
var cslKnown = map[string]string{
	"id": "string", "type": "string", "title": "string", "container-title": "string", "author": "names", "issued": "date", "accessed": "date", "URL": "string", "language": "string",
	"archive": "string", "archive_location": "string", "custom": "object", "note": "string", "abstract": "string", "publisher-place": "string", "section": "string", "page": "string",
}

// cslFaults are the breaches of the schema in an array of items.
func cslFaults(b []byte) (faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	var items []map[string]any
	if err := json.Unmarshal(b, &items); err != nil {
		return []string{err.Error()}
	}
	seen := map[any]bool{}
	for i, item := range items {
		if item["id"] == nil || seen[item["id"]] {
			fault("item %d has the id %v", i, item["id"])
		}
		seen[item["id"]] = true
		if item["type"] != "article-newspaper" {
			fault("item %d has the type %v", i, item["type"])
		}
		for name, v := range item {
			switch cslKnown[name] {
			case "string":
				if _, ok := v.(string); !ok {
					fault("item %d: %s is no string", i, name)
				}
			case "object":
				if _, ok := v.(map[string]any); !ok {
					fault("item %d: %s is no object", i, name)
				}
			case "date":
				for _, f := range cslDateFaults(v) {
					fault("item %d: %s %s", i, name, f)
				}
			case "names":
				names, _ := v.([]any)
				for _, v := range names {
					n, _ := v.(map[string]any)
					if n["family"] == nil && n["literal"] == nil {
						fault("item %d: nobody in %v", i, v)
					}
				}
			default:
				fault("item %d: %s is no variable", i, name)
			}
		}
	}
	return faults
}

func cslDateFaults(v any) (faults []string) {
	date, _ := v.(map[string]any)
	for name := range date {
		switch name {
		case "date-parts", "season", "circa", "literal", "raw":
		default:
			faults = append(faults, "has "+name)
		}
	}
	parts, _ := date["date-parts"].([]any)
	if len(parts) < 1 || len(parts) > 2 {
		faults = append(faults, "has no date, or more than two")
	}
	most := []float64{9999, 12, 31}
	for _, one := range parts {
		numbers, _ := one.([]any)
		if len(numbers) < 1 || len(numbers) > 3 {
			faults = append(faults, fmt.Sprint("has the parts ", one))
			continue
		}
		for i, n := range numbers {
			if f, ok := n.(float64); !ok || f < 1 || f > most[i] || f != float64(int(f)) {
				faults = append(faults, fmt.Sprint("has the part ", n))
			}
		}
	}
	return faults
}

func TestCSLKeepsTheSchema(t *testing.T) {
	got := "[" + citations(t, writeCSL) + "\n]\n"
	for _, fault := range cslFaults([]byte(got)) {
		t.Error(fault)
	}
	golden(t, "csl.json", got)
}

// The whole of a file, from a store.
func TestReferencesOfAnAnswer(t *testing.T) {
	for _, q := range []string{"harbour", "zeppelin"} {
		var b bytes.Buffer
		n, err := References(t.Context(), filled(t), parsed(t, q), CSL, Options{}, &b)
		check(t, err)
		if faults := cslFaults(b.Bytes()); faults != nil {
			t.Error(faults)
		}
		if want := strings.Count(b.String(), `"sha256"`); n != want {
			t.Errorf("%q: %d references, %d with a hash", q, n, want)
		}
	}
}

var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)

// risTags are those of a newspaper article (RIS specification, 2011).
const risTags = " TY ID TI T2 AU PY DA UR LA Y2 AV N1 ER "

func TestRISReadBack(t *testing.T) {
	got := citations(t, writeRIS)
	records, open := 0, false
	seen := map[string]bool{}
	for line := range strings.SplitSeq(strings.TrimSuffix(got, "\r\n"), "\r\n") {
		if line == "" {
			continue
		}
		m := risLine.FindStringSubmatch(line)
		if m == nil || strings.ContainsAny(line, "\r\n") {
			t.Fatalf("no line of RIS: %q", line)
		}
		tag, value := m[1], m[2]
		switch {
		case !strings.Contains(risTags, " "+tag+" "):
			t.Errorf("tag %s", tag)
		case tag == "TY":
			if open || value != "NEWS" {
				t.Errorf("a record begins with %q, within another: %v", value, open)
			}
			open = true
			records++
		case !open:
			t.Errorf("%q stands in no record", line)
		case tag == "ER":
			open = false
		case value == "":
			t.Errorf("%s says nothing", tag)
		case tag == "ID" && seen[value]:
			t.Errorf("%s is there twice", value)
		case tag == "DA" || tag == "Y2":
			if !regexp.MustCompile(`^\d{4}/(\d\d)?/(\d\d)?/$`).MatchString(value) {
				t.Errorf("date %q", value)
			}
		case tag == "PY" && !regexp.MustCompile(`^\d{4}$`).MatchString(value):
			t.Errorf("year %q", value)
		}
		if tag == "ID" {
			seen[value] = true
		}
	}
	if want := len(sampleCitations(t)); open || records != want || len(seen) != want {
		t.Errorf("%d records, %d ids, open %v", records, len(seen), open)
	}
	golden(t, "ris", got)
}

// bibEntry is an entry as BibTeX reads it: it counts every brace, one behind a
// backslash, too.
type bibEntry struct {
	kind, key string
	fields    map[string]string
}

// bibRead reads a file as BibTeX does.
func bibRead(s string) (entries []bibEntry, err error) {
	for {
		_, rest, found := strings.Cut(s, "@")
		if !found {
			return entries, nil
		}
		kind, rest, _ := strings.Cut(rest, "{")
		key, rest, found := strings.Cut(rest, ",")
		if !found {
			return nil, fmt.Errorf("no key in %.40q", rest)
		}
		e := bibEntry{kind, key, map[string]string{}}
		for {
			rest = strings.TrimLeft(rest, " \n\r\t,")
			if after, ok := strings.CutPrefix(rest, "}"); ok {
				s = after
				break
			}
			name, after, found := strings.Cut(rest, " = {")
			if !found || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
				return nil, fmt.Errorf("no field in %.40q", rest)
			}
			depth, end := 1, -1
			for i, r := range after {
				switch r {
				case '{':
					depth++
				case '}':
					depth--
				}
				if depth == 0 {
					end = i
					break
				}
			}
			if end < 0 {
				return nil, fmt.Errorf("braces of %s are not balanced", name)
			}
			if _, twice := e.fields[name]; twice {
				return nil, fmt.Errorf("%s is there twice", name)
			}
			e.fields[name], rest = after[:end], after[end+1:]
		}
		entries = append(entries, e)
	}
}

func TestBibTeXReadBack(t *testing.T) {
	keys := map[string]int{}
	got := citations(t, func(w io.Writer, c Cited, _ int) error { return writeBibTeX(w, c, keys) })
	entries, err := bibRead(got)
	check(t, err)
	want := sampleCitations(t)
	if len(entries) != len(want) {
		t.Fatalf("%d entries of %d", len(entries), len(want))
	}
	seen := map[string]bool{}
	special := regexp.MustCompile(`(^|[^\\])[&%$#_~^]`)
	for i, e := range entries {
		if e.kind != "article" || seen[strings.ToLower(e.key)] || !regexp.MustCompile(`^[A-Za-z0-9-]+$`).MatchString(e.key) {
			t.Errorf("@%s{%s", e.kind, e.key)
		}
		seen[strings.ToLower(e.key)] = true
		for name, value := range e.fields {
			if name != "url" && special.MatchString(value) {
				t.Errorf("%s: TeX takes something in %q for a command", name, value)
			}
			if value == "" || value == "{}" {
				t.Errorf("%s of %s says nothing", name, e.key)
			}
		}
		authors := 0
		for _, a := range want[i].Authors {
			if a != "" {
				authors++
			}
		}
		if got := len(bibNames(e.fields["author"])); got != authors {
			t.Errorf("%d authors in %q, want %d", got, e.fields["author"], authors)
		}
	}
	golden(t, "bibtex", got)
}

// bibNames splits names as BibTeX does: at "and" outside of braces.
func bibNames(s string) (names []string) {
	if s == "" {
		return nil
	}
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ' ':
			if depth == 0 && strings.HasPrefix(strings.ToLower(s[i:]), " and ") {
				names, from = append(names, s[from:i]), i+5
			}
		}
	}
	return append(names, s[from:])
}

func TestNamesAreSplitOnlyWhereItIsSure(t *testing.T) {
	for name, want := range map[string]cslName{
		"Ida Lund":           {Family: "Lund", Given: "Ida"},
		"Ida Maria Lund":     {Family: "Lund", Given: "Ida Maria"},
		"Reuters":            {Literal: "Reuters"},
		"Lund, Ida":          {Literal: "Lund, Ida"},
		"Lund and Ek Agency": {Literal: "Lund and Ek Agency"},
		"a b c d e":          {Literal: "a b c d e"},
	} {
		if got := cslNameOf(name); got != want {
			t.Errorf("%q: %+v", name, got)
		}
	}
}

// A date says no more than is known.
func TestDatesOfReferences(t *testing.T) {
	for in, want := range map[string]struct {
		csl string
		ris string
	}{
		"2026-02-17":                {"[[2026 2 17]]", "[2026 2 17]"},
		"2026-02":                   {"[[2026 2]]", "[2026 2]"},
		"2026":                      {"[[2026]]", "[2026]"},
		"2026-02-17/2026-02-19":     {"[[2026 2 17] [2026 2 19]]", "[2026 2 17]"},
		"2025-34":                   {"[[2025 4] [2025 6]]", "[2025]"},
		"202X":                      {"[[2020] [2029]]", "[]"},
		"../2026":                   {"[[2026]]", "[]"},
		"2026-02-17T00:30:00+02:00": {"[[2026 2 17]]", "[2026 2 17]"},
	} {
		if got := fmt.Sprint(cslDateOf(dated(t, in)).Parts); got != want.csl {
			t.Errorf("%q: CSL %s, want %s", in, got, want.csl)
		}
		if got := fmt.Sprint(issuedParts(dated(t, in))); got != want.ris {
			t.Errorf("%q: RIS %s, want %s", in, got, want.ris)
		}
	}
	if cslDateOf(dated(t, "")) != nil {
		t.Error("an unknown date")
	}
}
