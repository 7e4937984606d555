package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/internal/report"
)

// ftmProperty is a property of a schema in the model of FollowTheMoney.
type ftmProperty struct {
	kind, rangeOf string
	most          int // characters
	required      bool
}

// ftmModel is the part of the model that testdata/ftm-model.tsv holds.
type ftmModel struct {
	properties map[string]map[string]ftmProperty // by schema
	are        map[string][]string               // schema → all that it is
	values     map[string][]string               // type → its values
}

func readFTMModel(t *testing.T) ftmModel {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "ftm-model.tsv"))
	check(t, err)
	m := ftmModel{map[string]map[string]ftmProperty{}, map[string][]string{}, map[string][]string{}}
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := append(strings.Split(strings.TrimSuffix(line, "\n"), "\t"), make([]string, 5)...)
		switch {
		case f[0] == "*":
			m.values[f[2]] = strings.Fields(f[3])
		case f[1] == "":
			m.are[f[0]], m.properties[f[0]] = strings.Fields(f[3]), map[string]ftmProperty{}
		default:
			most, err := strconv.Atoi(f[4])
			if err != nil {
				most = 65000
			}
			m.properties[f[0]][f[1]] = ftmProperty{f[2], f[3], most, f[5] == "required"}
		}
	}
	return m
}

var (
	ftmPrefix = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d)?)?)?)?)?$`)
	ftmWeb    = regexp.MustCompile(`^https?://[^/?#\s]+[^\s"<>\\^{|}]*$`)
	ftmKey    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]*$`)
)

// breach says what is wrong with a value; "" if nothing is.
func (m ftmModel) breach(p ftmProperty, v string, schemata map[string]string) string {
	ok := true
	switch p.kind {
	case "entity":
		is, known := schemata[v]
		if !known {
			return "leads to nothing in the file"
		}
		ok = slices.Contains(m.are[is], p.rangeOf)
	case "date":
		ok = ftmPrefix.MatchString(v)
	case "url":
		ok = ftmWeb.MatchString(v)
	case "number":
		_, err := strconv.ParseFloat(v, 64)
		ok = err == nil
	case "language", "country", "topic":
		ok = slices.Contains(m.values[p.kind], v)
	case "name", "string", "identifier":
		ok = !strings.ContainsAny(v, "\n\t")
	}
	switch {
	case !ok:
		return "is no " + p.kind + " " + p.rangeOf
	case v == "" || strings.TrimSpace(v) != v && p.kind != "text":
		return "is empty or not trimmed"
	case !utf8.ValidString(v) || strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }):
		return "has control characters"
	case utf8.RuneCountInString(v) > p.most:
		return fmt.Sprintf("has more than %d characters", p.most)
	}
	return ""
}

// faults are the breaches of the model in JSON lines.
func (m ftmModel) faults(b []byte) (faults []string) {
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	var all []ftmEntity
	schemata := map[string]string{}
	for line := range bytes.Lines(b) {
		var e ftmEntity
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil || d.More() || !bytes.HasSuffix(line, []byte("}\n")) {
			fault("no entity: %.60q: %v", line, err)
			continue
		}
		if _, twice := schemata[e.ID]; twice || !ftmKey.MatchString(e.ID) {
			fault("the id %q is there twice, or is none", e.ID)
		}
		schemata[e.ID] = e.Schema
		all = append(all, e)
	}
	for _, e := range all {
		known := m.properties[e.Schema]
		if known == nil {
			fault("%q is no schema", e.Schema)
		}
		for name, p := range known {
			if p.required && len(e.Properties[name]) == 0 {
				fault("%s %s has no %s", e.Schema, e.ID, name)
			}
		}
		if e.Schema == "Article" && e.Properties["title"] == nil && e.Properties["fileName"] == nil && ftmWeb.MatchString(strings.Join(e.Properties["sourceUrl"], "")) {
			fault("%s has no caption", e.ID)
		}
		for name, values := range e.Properties {
			p, ok := known[name]
			if !ok {
				fault("%s.%s is no property", e.Schema, name)
			}
			seen := map[string]bool{}
			for _, v := range values {
				if why := m.breach(p, v, schemata); why != "" || seen[v] {
					fault("%s.%s: %.80q %s", e.Schema, name, v, why)
				}
				seen[v] = true
			}
			if len(values) == 0 {
				fault("%s.%s is an empty list", e.Schema, name)
			}
		}
	}
	return faults
}

// sampleFTM is a file of all the samples.
func sampleFTM(t *testing.T) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error {
		f := newFTM(b)
		for _, c := range sampleCitations(t) {
			check(t, f.article(c.Article))
		}
		for _, d := range sampleDeals(t) {
			check(t, f.deal(d))
		}
		for _, h := range sampleEvents(t) {
			check(t, f.event(h))
		}
		return nil
	})
}

func TestFTMKeepsItsModel(t *testing.T) {
	got := sampleFTM(t)
	for _, fault := range readFTMModel(t).faults([]byte(got)) {
		t.Error(fault)
	}
	for _, schema := range []string{"Article", "Mention", "PublicBody", "Company", "Contract", "ContractAward", "Event"} {
		if !strings.Contains(got, `"schema":"`+schema+`"`) {
			t.Errorf("no %s", schema)
		}
	}
	golden(t, "ftm", got)
}

// The validator is worth something: it finds what is wrong.
func TestFTMFaultsAreFound(t *testing.T) {
	m := readFTMModel(t)
	for line, want := range map[string]string{
		`{"id":"a","schema":"Company","properties":{}}`:                                              "has no name",
		`{"id":"a","schema":"Ship","properties":{}}`:                                                 "is no schema",
		`{"id":"a","schema":"Company","properties":{"name":["x"],"colour":["red"]}}`:                 "is no property",
		`{"id":"a","schema":"Company","properties":{"name":"x"}}`:                                    "no entity",
		`{"id":"a","schema":"Company","properties":{"name":["x"],"country":["DE"]}}`:                 "is no country",
		`{"id":"a","schema":"Article","properties":{"title":["x"],"language":["en"]}}`:               "is no language",
		`{"id":"a","schema":"Article","properties":{"title":["x"],"publishedAt":["2025-32"]}}`:       "is no date",
		`{"id":"a","schema":"Article","properties":{"title":["x"],"publishedAt":["2025-Q1"]}}`:       "is no date",
		`{"id":"a","schema":"Article","properties":{"title":["x"],"sourceUrl":["javascript:x"]}}`:    "is no url",
		`{"id":"a","schema":"Mention","properties":{"name":["x"],"document":["b"]}}`:                 "leads to nothing",
		`{"id":"a","schema":"Mention","properties":{"name":["x"],"document":["a"]}}`:                 "is no entity Document",
		`{"id":"a","schema":"Event","properties":{"name":["` + strings.Repeat("x", 385) + `"]}}`:     "more than 384",
		`{"id":"a","schema":"Event","properties":{"name":["x"],"involved":[]}}`:                      "is an empty list",
		`{"id":"a","schema":"Event","properties":{"name":["x"],"description":["\u0007"]}}`:           "control characters",
		`{"id":"a","schema":"Event","properties":{"name":["x"]}} {"id":"b"}`:                         "no entity",
		`{"id":"a b","schema":"Event","properties":{"name":["x"]}}`:                                  "is there twice, or is none",
		`{"id":"a","schema":"Contract","properties":{"title":["x"],"name":["x"],"amount":["much"]}}`: "is no number",
	} {
		if got := strings.Join(m.faults([]byte(line+"\n")), "; "); !strings.Contains(got, want) {
			t.Errorf("%s\nhas the faults %q, want %q", line, got, want)
		}
	}
}

func TestFTMDates(t *testing.T) {
	for in, want := range map[string][3]string{
		"2025":                      {"2025", "", ""},
		"2025-07":                   {"2025-07", "", ""},
		"2025-07-03":                {"2025-07-03", "", ""},
		"2025-07-03T00:30:00+02:00": {"2025-07-02T22:30:00", "", ""},
		"2025~":                     {"2025", "", ""},
		"2025-07/2026-01":           {"", "2025-07", "2026-01"},
		"2025-11/..":                {"", "2025-11", ""},
		"../2025-11":                {"", "", "2025-11"},
		"2025-34":                   {"", "2025-04", "2025-06"},
		"202X":                      {"", "2020", "2029"},
		"":                          {"", "", ""},
	} {
		date, start, end := ftmDates(dated(t, in))
		if got := [3]string{date, start, end}; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"202X": "", "2025-34": "2025", "2025-07/2026-01": "2025-07", "../2025": "", "": ""} {
		if got := ftmDate(dated(t, in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFTMLanguages(t *testing.T) {
	known := readFTMModel(t).values["language"]
	for in, want := range map[string]string{"en": "eng", "EN_gb": "eng", "deu": "deu", "zh-Hans": "zho", "nb-NO": "nor", "iw": "heb", "tlh": "", "": "", "x": ""} {
		if got := ftmLanguage(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for pair := range strings.FieldsSeq(ftmLanguages) {
		if _, long, _ := strings.Cut(pair, ":"); !slices.Contains(known, long) {
			t.Errorf("%s: the model has no such language", pair)
		}
	}
}

// A smaller answer has the same ids as a greater one, and what was handed in is
// left as it was.
func TestFTMIDsAreStable(t *testing.T) {
	ids := func(some []report.Deal) map[string]bool {
		all := map[string]bool{}
		text := written(t, func(b *bytes.Buffer) error {
			f := newFTM(b)
			for _, d := range some {
				check(t, f.deal(d))
			}
			return nil
		})
		for line := range strings.Lines(text) {
			var e ftmEntity
			check(t, json.Unmarshal([]byte(line), &e))
			all[e.ID] = true
		}
		return all
	}
	deals := sampleDeals(t)
	all, some := ids(deals), ids(deals[3:4])
	for id := range some {
		if !all[id] {
			t.Errorf("%s is in the smaller answer only", id)
		}
	}
	if len(some) < 5 {
		t.Errorf("%d entities of a deal", len(some))
	}
	a := report.Article{URL: "https://herald.example/a", Authors: []string{"", "Ida Lund", "Ida Lund"}}
	check(t, newFTM(&bytes.Buffer{}).article(a))
	if !slices.Equal(a.Authors, []string{"", "Ida Lund", "Ida Lund"}) {
		t.Errorf("the authors became %q", a.Authors)
	}
}

// The reseller is a party, too; an event leads to those of its names that are.
func TestFTMLeadsToParties(t *testing.T) {
	byID := map[string]ftmEntity{}
	var award, event ftmEntity
	for line := range strings.Lines(sampleFTM(t)) {
		var e ftmEntity
		check(t, json.Unmarshal([]byte(line), &e))
		byID[e.ID] = e
		if e.Schema == "ContractAward" && slices.Contains(e.Properties["role"], "reseller") {
			award = e
		}
		if e.Schema == "Event" && slices.Contains(e.Properties["namesMentioned"], "Port of Elm") {
			event = e
		}
	}
	if got := byID[strings.Join(award.Properties["supplier"], "")].Properties["name"]; !slices.Equal(got, []string{"Quay Sons"}) {
		t.Errorf("the reseller is %q", got)
	}
	var names []string
	for _, id := range event.Properties["involved"] {
		names = append(names, byID[id].Schema+" "+byID[id].Properties["name"][0])
	}
	if !slices.Equal(names, []string{"Company Quay Sons", "PublicBody Port of Elm"}) || !slices.Contains(event.Properties["keywords"], "denied") {
		t.Errorf("%q are in %+v", names, event)
	}
}

func TestDealNote(t *testing.T) {
	for _, test := range []struct {
		d    report.Deal
		want string
	}{
		{report.Deal{}, ""},
		{report.Deal{Status: "alleged"}, "alleged"},
		{report.Deal{Status: "awarded", Low: 5, High: 5, Currency: "EUR", Bound: "up to", Role: "ceiling"}, "awarded; up to 5 EUR; ceiling"},
		{report.Deal{Low: 4, High: 5.5, Currency: "EUR"}, "4 to 5.5 EUR"},
		{report.Deal{Low: 4, High: 5, Bound: "about"}, "4 to 5 (about)"},
		{report.Deal{Bound: "about", Role: "ceiling"}, ""},
	} {
		if got := dealNote(test.d); got != test.want {
			t.Errorf("%+v: %q, want %q", test.d, got, test.want)
		}
	}
}

// The whole of a file, from a store.
func TestFTMOfAnAnswer(t *testing.T) {
	var b bytes.Buffer
	n, err := FollowTheMoney(t.Context(), filled(t), parsed(t, "harbour"), nil, &b)
	check(t, err)
	if faults := readFTMModel(t).faults(b.Bytes()); faults != nil || n != bytes.Count(b.Bytes(), []byte("\n")) || n < 2 {
		t.Error(n, faults)
	}
}
