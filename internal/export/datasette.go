package export

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"dateline/internal/store"
)

// Datasette is what its metadata says of a store besides the views. Empty
// values are left out: nothing is claimed that nobody said.
type Datasette struct {
	Database    string // as Datasette calls it: the file's name without its ending
	Title       string
	Description string
	Source      string
	SourceURL   string
	License     string
	LicenseURL  string
}

// datasetteMetadata is the file; see https://docs.datasette.io/en/stable/metadata.html.
// Views are described like tables.
type datasetteMetadata struct {
	Title       string                     `json:"title,omitempty"`
	Description string                     `json:"description,omitempty"`
	Source      string                     `json:"source,omitempty"`
	SourceURL   string                     `json:"source_url,omitempty"`
	License     string                     `json:"license,omitempty"`
	LicenseURL  string                     `json:"license_url,omitempty"`
	Databases   inOrder[datasetteDatabase] `json:"databases"`
}

type datasetteDatabase struct {
	Description string                  `json:"description,omitempty"`
	Tables      inOrder[datasetteTable] `json:"tables"`
}

type datasetteTable struct {
	Hidden      bool            `json:"hidden,omitempty"`
	Description string          `json:"description,omitempty"`
	Columns     inOrder[string] `json:"columns,omitzero"`
	Units       inOrder[string] `json:"units,omitzero"`
	Sortable    []string        `json:"sortable_columns,omitempty"`
	Facets      []string        `json:"facets,omitempty"`
	FTSTable    string          `json:"fts_table,omitempty"` // https://docs.datasette.io/en/stable/full_text_search.html
	FTSKey      string          `json:"fts_pk,omitempty"`
}

// mostFacets are counted for a view at once: each is a query of its own.
const mostFacets = 3

// Write writes the metadata of views, with all tables hidden.
func (d Datasette) Write(w io.Writer, views []store.View, tables []string) error {
	var all inOrder[datasetteTable]
	for _, v := range views {
		table := datasetteTable{Description: v.Meaning}
		for _, c := range v.Columns {
			table.Columns.add(c.Name, c.Meaning)
			if c.Unit != "" {
				table.Units.add(c.Name, c.Unit)
			}
			switch c.Use {
			case "sort":
				table.Sortable = append(table.Sortable, c.Name)
			case "facet":
				if len(table.Facets) < mostFacets {
					table.Facets = append(table.Facets, c.Name)
				}
			}
		}
		if v.Name == "v_versions" { // its id is the row of the index
			table.FTSTable, table.FTSKey = "fulltext", "id"
		}
		all.add(v.Name, table)
	}
	for _, name := range tables {
		all.add(name, datasetteTable{Hidden: true})
	}
	file := datasetteMetadata{Title: d.Title, Description: d.Description, Source: d.Source, SourceURL: d.SourceURL, License: d.License, LicenseURL: d.LicenseURL}
	file.Databases.add(d.Database, datasetteDatabase{Description: "Passages are byte offsets [start, end) into the text of a version.", Tables: all})
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(file)
}

// inOrder is a JSON object whose names come in the order in which they were
// added.
type inOrder[T any] struct {
	names  []string
	values []T
}

func (o *inOrder[T]) add(name string, value T) {
	o.names, o.values = append(o.names, name), append(o.values, value)
}

// IsZero lets an empty object be left out.
func (o inOrder[T]) IsZero() bool { return len(o.names) == 0 }

// MarshalJSON writes the object.
func (o inOrder[T]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, name := range o.names {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(o.values[i]); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// DatabaseName is what Datasette calls a database file.
func DatabaseName(file string) string {
	if at := strings.LastIndexByte(file, '.'); at > 0 {
		return file[:at]
	}
	return file
}
