package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/store"
)

// documented are the keys that the documentation of Datasette 0.65 and 1.0
// knows (docs.datasette.io: Metadata; Facets; Full-text search), and the types
// of their values.
type documented struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Source      string `json:"source"`
	SourceURL   string `json:"source_url"`
	License     string `json:"license"`
	LicenseURL  string `json:"license_url"`
	Databases   map[string]struct {
		Description string `json:"description"`
		Tables      map[string]struct {
			Hidden      bool              `json:"hidden"`
			Description string            `json:"description"`
			Columns     map[string]string `json:"columns"`
			Units       map[string]string `json:"units"`
			Sortable    []string          `json:"sortable_columns"`
			Facets      []string          `json:"facets"`
			FTSTable    string            `json:"fts_table"`
			FTSKey      string            `json:"fts_pk"`
		} `json:"tables"`
	} `json:"databases"`
}

func TestMetadataIsWhatDatasetteReads(t *testing.T) {
	d := newDesk(t)
	views, tables, err := d.Views(t.Context())
	check(t, err)
	var b bytes.Buffer
	check(t, Datasette{Database: "dateline", Title: "A <story>", License: "CC BY 4.0"}.Write(&b, views, tables))
	var got documented
	decoder := json.NewDecoder(bytes.NewReader(b.Bytes()))
	decoder.DisallowUnknownFields()
	check(t, decoder.Decode(&got))
	if got.Title != "A <story>" || got.License != "CC BY 4.0" || strings.Contains(b.String(), "source_url") {
		t.Errorf("title %q, licence %q", got.Title, got.License)
	}
	database, ok := got.Databases["dateline"]
	if !ok || len(got.Databases) != 1 || len(database.Tables) != len(views)+len(tables) {
		t.Fatalf("%d databases, %d tables", len(got.Databases), len(database.Tables))
	}
	for _, name := range tables {
		if !database.Tables[name].Hidden {
			t.Errorf("the table %s is shown", name)
		}
	}
	for _, v := range views {
		table := database.Tables[v.Name]
		if table.Hidden || table.Description == "" || len(table.Columns) != len(v.Columns) || len(table.Facets) > mostFacets {
			t.Errorf("%s: %+v", v.Name, table)
		}
		for _, name := range slices.Concat(table.Sortable, table.Facets) {
			if table.Columns[name] == "" {
				t.Errorf("%s has no column %s", v.Name, name)
			}
		}
		for name, unit := range table.Units {
			if table.Columns[name] == "" || unit != "byte" && unit != "millisecond" { // names of Pint's registry
				t.Errorf("%s.%s is in %q", v.Name, name, unit)
			}
		}
	}
	if full := database.Tables["v_versions"]; full.FTSTable != "fulltext" || full.FTSKey != "id" || full.Columns["id"] == "" {
		t.Errorf("the full-text index of v_versions: %+v", full)
	}
}

func TestMetadataIsWrittenInOrder(t *testing.T) {
	views := []store.View{{Name: "v_b", Meaning: "Rows & columns.", Columns: []store.ViewColumn{
		{Name: "z", Unit: "byte", Use: "sort", Meaning: "Size."}, {Name: "a", Use: "facet", Meaning: "Kind."}, {Name: "m", Meaning: `"Words".`},
	}}, {Name: "v_a", Meaning: "Nothing."}}
	var b bytes.Buffer
	check(t, Datasette{Database: "x.y", Source: "Own"}.Write(&b, views, []string{"t"}))
	golden(t, "datasette", b.String())
}

func TestDatabaseName(t *testing.T) {
	got := map[string]string{}
	for _, file := range []string{"dateline.db", "azure.2026.sqlite", "store", ".hidden"} {
		got[file] = DatabaseName(file)
	}
	// As Python's Path(file).stem, which Datasette takes.
	want := map[string]string{"dateline.db": "dateline", "azure.2026.sqlite": "azure.2026", "store": "store", ".hidden": ".hidden"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
