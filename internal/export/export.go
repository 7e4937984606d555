// Package export writes answers to files for other tools: tables and JSON
// lines of articles, and their captures as a web archive.
//
// Nothing is capped and nothing is held in memory that grows with the text of
// an answer. A File is there under its name only when it is whole.
package export

import (
	"slices"
	"strings"

	"dateline/internal/fault"
)

// Format is the kind of an exported file.
type Format string

// The formats.
const (
	CSV        Format = "csv"            // a table, RFC 4180
	JSONL      Format = "jsonl"          // one JSON object per line
	CSL        Format = "csl"            // references as CSL JSON
	RIS        Format = "ris"            // references as RIS
	BibTeX     Format = "bibtex"         // references as BibTeX
	Markdown   Format = "md"             // events as a list
	HTML       Format = "html"           // events as a page that needs no network
	TimelineJS Format = "timelinejs"     // events for TimelineJS 3
	TimelineTB Format = "timelinejs-csv" // the same as the spreadsheet that it reads
	ICS        Format = "ics"            // events as a calendar, RFC 5545
	Atom       Format = "atom"           // articles as a feed, RFC 4287
	GEXF       Format = "gexf"           // who supplies whom, GEXF 1.3
	GraphML    Format = "graphml"        // who supplies whom, GraphML
	Nodes      Format = "nodes"          // who supplies whom: its table of nodes
	Edges      Format = "edges"          // who supplies whom: its table of edges
	FTM        Format = "ftm"            // articles, deals and events for Aleph: FollowTheMoney JSON lines
	OCDS       Format = "ocds"           // deals as releases of the Open Contracting Data Standard 1.1
	WARC       Format = "warc"           // captures as WARC/1.1 (ISO 28500:2017), one gzip member per record
	WACZ       Format = "wacz"           // captures as WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1)
	SQLite     Format = "sqlite"         // a smaller store of Dateline
)

// Formats are all formats.
var Formats = []Format{CSV, JSONL, CSL, RIS, BibTeX, Markdown, HTML, TimelineJS, TimelineTB, ICS, Atom, GEXF, GraphML, Nodes, Edges, FTM, OCDS, WARC, WACZ, SQLite}

// endings are those of file names that do not end in the format's own name.
var endings = map[string]Format{".bib": BibTeX, ".htm": HTML, ".markdown": Markdown, ".xml": Atom, ".db": SQLite, ".sqlite3": SQLite}

// Archive says whether a file of the format holds captures.
func (f Format) Archive() bool { return f == WARC || f == WACZ }

// ParseFormat reads the name of a format. Its error is fault.Usage.
func ParseFormat(name string) (Format, error) {
	f := Format(strings.ToLower(name))
	if !slices.Contains(Formats, f) {
		return "", fault.New(fault.Usage, "unknown format %q", name)
	}
	return f, nil
}

// FormatOf returns the format that a file's name speaks of, or "".
func FormatOf(path string) Format {
	name := strings.TrimSuffix(strings.ToLower(path), ".gz")
	for _, f := range Formats {
		if strings.HasSuffix(name, "."+string(f)) {
			return f
		}
	}
	for ending, f := range endings {
		if strings.HasSuffix(name, ending) {
			return f
		}
	}
	return ""
}

// IndexPath returns where the index of a WARC file lies: beside it, with the
// ending .cdxj in place of .warc.gz.
func IndexPath(path string) string {
	for _, ending := range []string{".warc.gz", ".warc"} {
		if len(path) > len(ending) && strings.EqualFold(path[len(path)-len(ending):], ending) {
			path = path[:len(path)-len(ending)]
			break
		}
	}
	return path + ".cdxj"
}
