package terminal

import (
	"slices"
	"strings"

	"dateline/internal/fault"
)

// Format is the shape of an answer.
type Format string

// The formats. Table is for people, the others are for programs and documents.
const (
	Table    Format = "table"
	JSON     Format = "json"  // one array
	JSONL    Format = "jsonl" // one object per line
	CSV      Format = "csv"   // RFC 4180, with a header
	TSV      Format = "tsv"   // text/tab-separated-values, with a header
	Markdown Format = "md"    // a table of GitHub Flavored Markdown
)

// Formats are all formats, the default first.
var Formats = []Format{Table, JSON, JSONL, CSV, TSV, Markdown}

// ParseFormat reads the name of a format; "" is Table. Its error is fault.Usage.
func ParseFormat(name string) (Format, error) {
	f := Format(strings.ToLower(name))
	if f == "" {
		return Table, nil
	}
	if slices.Contains(Formats, f) {
		return f, nil
	}
	var names []string
	for _, f := range Formats {
		names = append(names, string(f))
	}
	return "", fault.Advise(fault.New(fault.Usage, "unknown format %q", Clean(name)),
		"Use one of %s.", strings.Join(names, ", "))
}

// Machine says whether errors, too, are to be JSON.
func (f Format) Machine() bool { return f == JSON || f == JSONL }

// Kind says what a column holds.
type Kind int

// The kinds of column.
const (
	Text   Kind = iota // is wrapped or cut on a narrow terminal
	Number             // stands to the right, is never cut
	Time               // is never cut
	Link               // a URL; like Text, and a link in Markdown
)

// Column is one column of a list of T.
type Column[T any] struct {
	Field string // name in CSV and TSV: the JSON field's
	Title string // heading in tables

	// Cell gives the plain and complete value: times as RFC 3339 or EDTF,
	// numbers without grouping.
	Cell func(T) string
	// Show gives what a table on a terminal has in its place, such as a
	// relative time or a size with its unit; nil: as Cell.
	Show func(T) string
	// Style makes a cell stand out in a table; nil: plain.
	Style func(T) Style

	Kind     Kind
	Priority int // 0: always shown; else, the highest goes first when a terminal is narrow
	Min, Max int // cells on a terminal; Min (default 16 or what it needs) before others must go
	Lines    int // lines that a text may take on a terminal, 0: one
}
