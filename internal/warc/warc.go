// Package warc writes and reads WARC files: the archive in which captures are
// kept byte for byte.
//
// The format is WARC/1.1 (ISO 28500:2017, iipc.github.io/warc-specifications).
// A Writer makes files of one gzip member per record, so that a record can be
// read by its place alone, and never leaves half a record behind. A Reader
// takes WARC files of any maker and version, gzipped or plain, and steps over
// what is damaged.
package warc

import (
	"strings"
	"time"
)

// The record types of WARC/1.1. A Reader returns records of other types too,
// as they stand; the standard wants them skipped.
const (
	TypeInfo         = "warcinfo"
	TypeResponse     = "response"
	TypeResource     = "resource"
	TypeRequest      = "request"
	TypeMetadata     = "metadata"
	TypeRevisit      = "revisit"
	TypeConversion   = "conversion"
	TypeContinuation = "continuation"
)

// The reasons for a block that is shorter than what it was taken from.
const (
	TruncatedLength     = "length"      // more bytes than allowed
	TruncatedTime       = "time"        // the deadline passed
	TruncatedDisconnect = "disconnect"  // the connection broke
	TruncatedOther      = "unspecified" // for another reason, or none known
)

// The profiles of a revisit record.
const (
	ProfileIdentical   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	ProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

const (
	// MaxHeader is the most bytes that a record's header may have.
	MaxHeader = 64 << 10
	// MaxBlock is the most bytes of a block that are written, and read where
	// no other limit is given.
	MaxBlock = 256 << 20
)

// Field is one named field of a record's header. Its value has no line ends;
// continued lines were joined by one space.
type Field struct{ Name, Value string }

// Record is one WARC record with its block in memory.
//
// Header has, after reading, every field in order. For writing it holds the
// fields that the struct does not: those that the struct has are written from
// the struct, and Content-Length from Block.
type Record struct {
	Version     string    // "1.0", "1.1" …, as read; 1.1 is written
	Type        string    // one of the Type constants, or another maker's
	ID          string    // "urn:uuid:…" without angle brackets; "" if the maker gave none
	Date        time.Time // UTC; zero if missing or not readable; written with milliseconds
	TargetURI   string    // without angle brackets
	ContentType string    // of the block
	Header      []Field
	Block       []byte
}

// Location is where a record lies. ReadAt takes it.
type Location struct {
	File   string // relative to the archive folder, with slashes
	Offset int64  // of the record's first byte, or of its gzip member
	Length int64  // bytes in the file; 0: cannot be read by its place, since its gzip member holds more records
}

// The names of fields that this package reads or writes by itself.
const (
	fieldType          = "WARC-Type"
	fieldID            = "WARC-Record-ID"
	fieldDate          = "WARC-Date"
	fieldTarget        = "WARC-Target-URI"
	fieldInfoID        = "WARC-Warcinfo-ID"
	fieldConcurrent    = "WARC-Concurrent-To"
	fieldIP            = "WARC-IP-Address"
	fieldPayloadDigest = "WARC-Payload-Digest"
	fieldBlockDigest   = "WARC-Block-Digest"
	fieldTruncated     = "WARC-Truncated"
	fieldProfile       = "WARC-Profile"
	fieldRefers        = "WARC-Refers-To"
	fieldRefersURI     = "WARC-Refers-To-Target-URI"
	fieldRefersDate    = "WARC-Refers-To-Date"
	fieldSegment       = "WARC-Segment-Number"
	fieldFilename      = "WARC-Filename"
	fieldContentType   = "Content-Type"
	fieldLength        = "Content-Length"
)

// Get returns the value of the first field of that name, in any case, or "".
// Angle brackets around a URI are taken off: makers differ about them.
func (r *Record) Get(name string) string {
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, name) {
			return bare(f.Value)
		}
	}
	return ""
}

// All returns the values of all fields of that name: WARC-Concurrent-To may
// stand more than once.
func (r *Record) All(name string) []string {
	var values []string
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, name) {
			values = append(values, bare(f.Value))
		}
	}
	return values
}

// bare takes off the angle brackets that WARC/1.1 puts around record ids, and
// wget around target URIs.
func bare(value string) string {
	if len(value) >= 2 && value[0] == '<' && value[len(value)-1] == '>' {
		return value[1 : len(value)-1]
	}
	return value
}
