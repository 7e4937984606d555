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
	CSV    Format = "csv"    // articles, RFC 4180
	JSONL  Format = "jsonl"  // articles with their text, one JSON object per line
	CSL    Format = "csl"    // references as CSL JSON
	RIS    Format = "ris"    // references as RIS
	BibTeX Format = "bibtex" // references as BibTeX
	WARC   Format = "warc"   // captures as WARC/1.1 (ISO 28500:2017), one gzip member per record
	WACZ   Format = "wacz"   // captures as WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1)
)

// Formats are all formats.
var Formats = []Format{CSV, JSONL, CSL, RIS, BibTeX, WARC, WACZ}

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
