package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/news"
	"dateline/internal/report"
)

// ocdsField is a property of an object in the schema of OCDS.
type ocdsField struct {
	kind     string
	list     bool
	required bool
	codes    []string
}

// ocdsSchema is what testdata/ocds-release.tsv holds, by object and property.
type ocdsSchema map[string]map[string]ocdsField

func readOCDSSchema(t *testing.T) ocdsSchema {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "ocds-release.tsv"))
	check(t, err)
	s := ocdsSchema{}
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := append(strings.Split(strings.TrimSuffix(line, "\n"), "\t"), "", "")
		if s[f[0]] == nil {
			s[f[0]] = map[string]ocdsField{}
		}
		kind, list := strings.CutPrefix(f[2], "[")
		s[f[0]][f[1]] = ocdsField{kind, list, f[3] == "required", strings.Fields(f[4])}
	}
	return s
}

var ocdsScalars = map[string]*regexp.Regexp{
	"string":    regexp.MustCompile(`(?s)^.+$`),
	"id":        regexp.MustCompile(`^[^#]+$`),
	"version":   regexp.MustCompile(`^(\d+\.)(\d+)$`),
	"date-time": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`),
	"uri":       regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+$`),
	"currency":  regexp.MustCompile(`^[A-Z]{3}$`),
}

// breaches are those of the schema in a value, with where they are.
func (s ocdsSchema) breaches(where string, f ocdsField, v any) (faults []string) {
	fault := func(format string, values ...any) {
		faults = append(faults, where+" "+fmt.Sprintf(format, values...))
	}
	if f.list {
		items, ok := v.([]any)
		if !ok {
			return []string{where + " is no list"}
		}
		seen := map[string]bool{}
		for i, item := range items {
			text := fmt.Sprint(item)
			if seen[text] {
				fault("has an item twice")
			}
			seen[text] = true
			faults = append(faults, s.breaches(fmt.Sprint(where, "[", i, "]"), ocdsField{kind: f.kind, codes: f.codes}, item)...)
		}
		if len(items) == 0 && f.kind != "release" {
			fault("is an empty list")
		}
		return faults
	}
	text, isText := v.(string)
	switch pattern := ocdsScalars[f.kind]; {
	case pattern != nil:
		if !isText || !pattern.MatchString(text) {
			fault("is no %s: %v", f.kind, v)
		}
		if _, err := time.Parse(time.RFC3339, text); f.kind == "date-time" && err != nil {
			fault("is no moment: %v", v)
		}
	case f.kind == "code":
		if !slices.Contains(f.codes, text) {
			fault("is no code: %v", v)
		}
	case f.kind == "number":
		if _, ok := v.(float64); !ok {
			fault("is no number: %v", v)
		}
	default:
		o, ok := v.(map[string]any)
		if !ok {
			return []string{where + " is no object"}
		}
		fields := s[f.kind]
		for name, field := range fields {
			if _, there := o[name]; field.required && !there {
				fault("has no %s", name)
			}
		}
		for name, value := range o {
			if _, known := fields[name]; !known {
				fault("has a field %s", name)
				continue
			}
			faults = append(faults, s.breaches(where+"."+name, fields[name], value)...)
		}
	}
	return faults
}

// ocdsFaults are the breaches of the schema in a package, and of the rules that
// the standard has besides.
func ocdsFaults(t *testing.T, b []byte) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return []string{err.Error()}
	}
	faults := readOCDSSchema(t).breaches("package", ocdsField{kind: "package"}, v)
	var p ocdsPackage
	if err := json.Unmarshal(b, &p); err != nil {
		return append(faults, err.Error())
	}
	ids := map[string]bool{}
	for _, r := range p.Releases {
		fault := func(format string, values ...any) {
			faults = append(faults, r.ID+" "+fmt.Sprintf(format, values...))
		}
		if ids[r.ID] {
			fault("is there twice")
		}
		ids[r.ID] = true
		if r.Date > p.Published {
			fault("is later than its package")
		}
		roles := map[string][]string{}
		for _, party := range r.Parties {
			if roles[party.ID] != nil {
				fault("has %s twice", party.ID)
			}
			roles[party.ID] = party.Roles
		}
		refer := func(to ocdsReference, role string) {
			if !slices.Contains(roles[to.ID], role) {
				fault("refers to a %s that is no party", role)
			}
		}
		if r.Buyer != nil {
			refer(*r.Buyer, "buyer")
		}
		awards := map[string]bool{}
		for _, a := range r.Awards {
			awards[a.ID] = true
			for _, s := range a.Suppliers {
				refer(s, "supplier")
			}
		}
		for _, c := range r.Contracts {
			if !awards[c.Award] {
				fault("has a contract without an award")
			}
		}
	}
	return faults
}

func TestOCDSKeepsTheSchema(t *testing.T) {
	got := written(t, func(b *bytes.Buffer) error { return WriteOCDS(b, sampleDeals(t), noon) })
	for _, fault := range ocdsFaults(t, []byte(got)) {
		t.Error(fault)
	}
	golden(t, "ocds.json", got)
	if faults := ocdsFaults(t, []byte(written(t, func(b *bytes.Buffer) error { return WriteOCDS(b, nil, noon) }))); faults != nil {
		t.Error("of nothing:", faults)
	}
}

// Each status has codes that go together.
func TestOCDSStages(t *testing.T) {
	statuses := []news.DealStatus{news.DealProposed, news.DealAnnounced, news.DealAwarded, news.DealExtended, news.DealProtested, news.DealCancelled, news.DealEnded, news.DealReported, news.DealAlleged, "", "unheard of"}
	d := sampleDeals(t)[0]
	for _, status := range statuses {
		d.Status = string(status)
		got := written(t, func(b *bytes.Buffer) error { return WriteOCDS(b, []report.Deal{d}, noon.AddDate(1, 0, 0)) })
		for _, fault := range ocdsFaults(t, []byte(got)) {
			t.Errorf("%s: %s", status, fault)
		}
		var p ocdsPackage
		check(t, json.Unmarshal([]byte(got), &p))
		r := p.Releases[0]
		if planned := status == news.DealProposed; planned != (r.Tender != nil) || planned == (len(r.Awards) == 1) {
			t.Errorf("%s: tender %v, %d awards", status, r.Tender, len(r.Awards))
		}
		if strings.Count(got, `"url"`) != 2 {
			t.Errorf("%s: the reports are not there\n%s", status, got)
		}
		if status == news.DealAlleged && r.Awards[0].Status != "" {
			t.Errorf("an allegation became %q", r.Awards[0].Status)
		}
	}
}

func TestOCDSFaultsAreFound(t *testing.T) {
	good := written(t, func(b *bytes.Buffer) error { return WriteOCDS(b, sampleDeals(t), noon) })
	for _, change := range []struct{ from, to, want string }{
		{`"version": "1.1"`, `"version": "1.1.5"`, "is no version"},
		{`"initiationType": "tender"`, `"initiationType": "auction"`, "is no code"},
		{`"award"`, `"prize"`, "is no code"},
		{`"currency": "GBP"`, `"currency": ""`, "is no currency"},
		{`"currency": "GBP"`, `"curency": "GBP"`, "has a field curency"},
		{`"awardID": "award-`, `"awardID": "x`, "a contract without an award"},
		{`"supplier"`, `"buyer"`, "that is no party"},
		{`"url": "https://herald.example/g"`, `"url": "https://herald.example/a b"`, "is no uri"},
		{`"status": "terminated"`, `"status": "over"`, "is no code"},
		{`"publishedDate": "2026-02-18T`, `"publishedDate": "2026-02-01T`, "later than its package"},
		{`"amount": 2500000000`, `"amount": "2500000000"`, "is no number"},
		{`"ocid"`, `"ocId"`, "has no ocid"},
	} {
		bad := strings.Replace(good, change.from, change.to, 1)
		if bad == good {
			t.Errorf("%s is not there", change.from)
		}
		if got := strings.Join(ocdsFaults(t, []byte(bad)), "\n"); !strings.Contains(got, change.want) {
			t.Errorf("%s has the faults %q", change.to, got)
		}
	}
}

// The same words have the same ids; with one more report it is another release
// of the same process.
func TestOCDSIDsAreStable(t *testing.T) {
	release := func(d report.Deal) ocdsRelease {
		r, err := releaseOf(d, noon.AddDate(1, 0, 0))
		check(t, err)
		return r
	}
	d := sampleDeals(t)[0]
	before := release(d)
	if again := release(d); again.ID != before.ID || again.OCID != before.OCID {
		t.Errorf("%s became %s", before.ID, again.ID)
	}
	d.Reports = d.Reports[:1]
	if other := release(d); other.ID == before.ID || other.OCID != before.OCID {
		t.Errorf("with fewer reports: %s of %s", other.ID, other.OCID)
	}
	d.ID = "99.1" // of another store
	if other := release(d); other.OCID != before.OCID {
		t.Errorf("in another store: %s", other.OCID)
	}
}

func TestOCDSDates(t *testing.T) {
	for in, want := range map[string]string{
		"2026-02-16": "2026-02-16T00:00:00Z", "2026-02-16/2026-03": "2026-02-16T00:00:00Z", "2026-02": "", "2026": "", "202X": "", "": "", "x": "", "../2026-02-16": "",
		"2026-02-16T01:00:00+02:00": "2026-02-15T23:00:00Z",
	} {
		if got := ocdsAwarded(report.Deal{Date: in}); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]time.Time{"2026-02": noon, "": noon, "2026-02-17": time.Date(2026, 2, 17, 0, 0, 0, 0, time.UTC)} {
		if got := moment(report.Report{Published: dated(t, in), Seen: noon}); !got.Equal(want) {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
