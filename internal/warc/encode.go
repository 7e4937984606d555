package warc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dateline/internal/fault"
)

// appendHeader appends the record's header with its blank line to b. infoID is
// the warcinfo record in force, "" for none. It refuses what would not be
// read back as it was: line ends in values, names that are no token.
func (r *Record) appendHeader(b []byte, infoID string) ([]byte, error) {
	if !token(r.Type) {
		return nil, fault.New(fault.Usage, "record type %q", r.Type)
	}
	if r.ID == "" || strings.ContainsAny(r.ID, "<>") || !visible(r.ID) {
		return nil, fault.New(fault.Usage, "record id %q", r.ID)
	}
	if len(r.Block) > MaxBlock {
		return nil, fault.New(fault.TooLarge, "a block of %d bytes; %d are allowed", len(r.Block), MaxBlock)
	}
	start := len(b)
	b = append(b, "WARC/1.1\r\n"...)
	b = appendField(b, fieldType, r.Type)
	b = appendField(b, fieldID, "<"+r.ID+">")
	b = appendField(b, fieldDate, formatDate(r.Date))
	if r.TargetURI != "" {
		b = appendField(b, fieldTarget, escapeURI(r.TargetURI))
	}
	if infoID != "" && r.Type != TypeInfo && r.Get(fieldInfoID) == "" {
		b = appendField(b, fieldInfoID, "<"+infoID+">")
	}
	for _, f := range r.Header {
		if own(f.Name) {
			continue
		}
		if !token(f.Name) || !plain(f.Value) {
			return nil, fault.New(fault.Usage, "field %q: %q", f.Name, f.Value)
		}
		b = appendField(b, f.Name, f.Value)
	}
	if r.Get(fieldBlockDigest) == "" {
		b = appendField(b, fieldBlockDigest, digestOf(r.Block))
	}
	if r.ContentType != "" {
		if !plain(r.ContentType) {
			return nil, fault.New(fault.Usage, "content type %q", r.ContentType)
		}
		b = appendField(b, fieldContentType, r.ContentType)
	}
	b = appendField(b, fieldLength, strconv.Itoa(len(r.Block)))
	b = append(b, "\r\n"...)
	if len(b)-start > MaxHeader {
		return nil, fault.New(fault.TooLarge, "header of %d bytes; %d are allowed", len(b)-start, MaxHeader)
	}
	return b, nil
}

// own says whether a field is written from the struct.
func own(name string) bool {
	for _, field := range [...]string{fieldType, fieldID, fieldDate, fieldTarget, fieldContentType, fieldLength} {
		if strings.EqualFold(name, field) {
			return true
		}
	}
	return false
}

func appendField(b []byte, name, value string) []byte {
	b = append(b, name...)
	b = append(b, ": "...)
	b = append(b, value...)
	return append(b, "\r\n"...)
}

// plain says whether a value comes back as it is: no control characters, no
// white space at its ends.
func plain(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return strings.Trim(value, " \t") == value
}

// visible says whether s is ASCII without white space and controls.
func visible(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// SameURI says whether two addresses are one, of which either may be written as
// records have it, with what RFC 3986 does not allow escaped.
func SameURI(a, b string) bool { return a == b || escapeURI(a) == escapeURI(b) }

// escapeURI writes what RFC 3986 does not allow in a URI, and the brackets that
// readers take off, as percent escapes. A URI in order is not changed.
func escapeURI(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// digestOf returns the labelled digest that this package writes.
func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// NewID returns a new record id, "urn:uuid:" and a random (version 4) UUID of
// RFC 9562, made from 16 bytes of random.
func NewID(random io.Reader) (string, error) {
	var u [16]byte
	if _, err := io.ReadFull(random, u[:]); err != nil {
		return "", fmt.Errorf("make a record id: %w", err)
	}
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:]), nil
}
